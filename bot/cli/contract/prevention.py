"""The register with one of everything in it, as it is shown. Used by the contract alone."""

from collections.abc import Iterator
from datetime import UTC, datetime

from bot.cli.contract.sample import USER, SampleRefused
from bot.crisis.events import KolProfile, Recorded
from bot.crisis.handbook_prevention import Prevention
from bot.crisis.ids import TeamId
from bot.crisis.incident import Incident
from bot.crisis.intents import Refusal
from bot.crisis.words import Words
from bot.locales.voice import Voice
from bot.prevention.brief import Brief
from bot.prevention.intents import AddKol, CheckVetting, KolIntent
from bot.prevention.kol import KolEntry, decide_kol, evolve_kol
from bot.prevention.rights import Actor
from bot.views.finish import View
from bot.views.prevention import brief, kol, vetting
from bot.views.prevention.glance import Glance

_TEAM = TeamId("T0WORKSPACE")
_AT = datetime(2026, 1, 1, 2, tzinfo=UTC)
_ACTOR = Actor(USER, "keeper")


def entry_of(known: Prevention) -> KolEntry:
    """Return an influencer with every check made and no signature yet."""
    profile = KolProfile((Words("sample"),))
    wanted: list[KolIntent] = [AddKol(profile)]
    wanted += [CheckVetting(one.id, "pass", Words("sample")) for one in known.checks]
    entry: KolEntry | None = None
    for seq, intent in enumerate(wanted, start=1):
        verdict = decide_kol(entry, intent, _AT, _ACTOR, known)
        if isinstance(verdict, Refusal):
            raise SampleRefused(verdict.key)
        entry = evolve_kol(entry, Recorded(seq, verdict[0].event, _AT, _AT, USER), _TEAM, "k0")
    if entry is None:
        raise SampleRefused("refusal.not_found")
    return entry


def glance(known: Prevention) -> Glance:
    """Return what App Home shows of it."""
    return Glance(1, (entry_of(known),))


def prevention_modals(incident: Incident, voice: Voice) -> Iterator[View]:
    """Yield every modal of prevention."""
    known = incident.playbook.handbook.prevention
    entry = entry_of(known)
    yield kol.register_modal([entry], known, voice)
    handbook = incident.playbook.handbook
    told = Brief(_TEAM, "b0", 2, entry.id, Words("sample"), _AT, version=1)
    yield kol.profile_modal(entry, [incident], [told], known, voice)
    yield brief.list_modal([(told, entry.name)], known, voice)
    yield brief.start_modal(entry.id, entry.name, voice)
    yield brief.brief_modal(told, entry.name, handbook, voice)
    yield brief.write_modal(told, known, voice)
    yield brief.acknowledge_modal(told, voice)
    yield brief.copy_modal("sample", voice)
    yield kol.form_modal(entry.profile, known, voice)
    yield kol.import_modal(voice)
    yield kol.imported_modal(1, 1, (), voice)
    yield vetting.vetting_modal(entry, known, voice, USER)
    yield from (vetting.check_modal(entry, one, voice) for one in known.checks[:1])
