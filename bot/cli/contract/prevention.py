"""The register with one of everything in it, as it is shown. Used by the contract alone."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime

from bot.cli.contract.sample import USER, SampleRefused
from bot.cli.contract.watching import campaign_of, watching_modals
from bot.crisis.events import KolProfile, Recorded
from bot.crisis.events.change import PlaybookChangeProposed
from bot.crisis.events.content import ContentPiece, ContentSeat, ContentSubmitted
from bot.crisis.events.table import TableRead
from bot.crisis.handbook import Handbook
from bot.crisis.handbook_prevention import Prevention
from bot.crisis.ids import FollowUpId, TeamId
from bot.crisis.incident import FollowUp, Incident
from bot.crisis.intents import Refusal
from bot.crisis.words import Words, in_slack
from bot.locales.voice import Voice
from bot.prevention.brief import Brief
from bot.prevention.change import Change
from bot.prevention.content import Content
from bot.prevention.intents import AddKol, CheckVetting, KolIntent
from bot.prevention.kol import KolEntry, decide_kol, evolve_kol
from bot.prevention.rights import Actor
from bot.views.finish import View
from bot.views.prevention import brief, change, content, content_forms, kol, vetting
from bot.views.prevention.brief import findings_in
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
    entry = entry_of(known)
    campaign = campaign_of(entry, known)
    return Glance(
        1,
        (entry,),
        ((content_of(known)[-1], entry.name),),
        campaigns=1,
        alarms=[campaign],
        watches=[(campaign, one) for one in campaign.watches],
    )


def content_of(known: Prevention) -> tuple[Content, ...]:
    """Return a piece of content at each turn of its way, with another button each."""
    piece, who = ContentPiece(Words("sample")), known.approval.needed(regulated=False)
    sent = ContentSubmitted(1, "0", (), USER, USER, USER)
    draft = Content(_TEAM, "c0", 2, "k0", "b0", Words("sample"), "other", _AT)
    draft = replace(draft, version=1, piece=piece, written_at=_AT, written_by=USER)
    inside = replace(draft, sent=sent, sent_at=_AT, sent_by=USER)
    seats = tuple(ContentSeat(one.id, USER) for one in who)
    return draft, inside, replace(inside, sent=replace(sent, seats=seats))


def _change_modals(incident: Incident, voice: Voice) -> Iterator[View]:
    item = FollowUp(FollowUpId("f0"), Words("sample"), in_slack(USER), _AT)
    proposed = PlaybookChangeProposed(
        incident.id, "f0", Words("sample"), "sample.yaml", Words("+ sample"), (USER,)
    )
    yield change.propose_modal(incident, item, (("prevention.lasts_days", 1),), (USER,), voice)
    yield change.proposed_modal(Change(_TEAM, "p0", 1, proposed, _AT, USER), voice)


def _content_modals(known: Prevention, handbook: Handbook, voice: Voice) -> Iterator[View]:
    pieces = content_of(known)
    draft, _, asked = pieces
    name, stage = Words("sample"), known.approval.stages[0].id if known.approval.stages else ""
    yield content.list_modal([(draft, name)], known, voice)
    yield from (content.content_modal(one, name, known, voice) for one in pieces)
    yield content_forms.start_modal("b0", name, None, known, voice)
    yield content_forms.write_modal(draft, voice)
    found = tuple(findings_in(("NO.1",), handbook))
    yield content_forms.submit_modal(draft, known, {}, found, voice)
    yield content_forms.approve_modal(asked, stage, known, voice)
    yield content_forms.reject_modal(asked, stage, known, voice)
    yield content_forms.review_modal(asked, known, voice, _AT)
    yield content_forms.publish_modal(asked, (), known, voice)
    yield content_forms.close_modal(asked, voice)


def prevention_modals(incident: Incident, voice: Voice) -> Iterator[View]:
    """Yield every modal of prevention."""
    known = incident.playbook.handbook.prevention
    entry = entry_of(known)
    yield kol.register_modal([entry], known, voice)
    handbook = incident.playbook.handbook
    told = Brief(_TEAM, "b0", 2, entry.id, Words("sample"), _AT, version=1)
    belonging = kol.Belonging([incident], [told], content_of(known), [campaign_of(entry, known)])
    yield kol.profile_modal(entry, belonging, known, voice)
    yield brief.list_modal([(told, entry.name)], known, voice)
    yield brief.start_modal(entry.id, entry.name, voice)
    yield brief.brief_modal(told, entry.name, handbook, voice)
    yield brief.write_modal(told, known, voice)
    yield brief.acknowledge_modal(told, voice)
    yield brief.copy_modal(told, "sample", voice)
    yield from _change_modals(incident, voice)
    yield from _content_modals(known, incident.playbook.handbook, voice)
    yield kol.form_modal(entry.profile, known, voice)
    yield kol.import_modal(voice)
    yield kol.imported_modal(TableRead(1, 1), voice)
    yield vetting.vetting_modal(entry, known, voice, USER)
    yield from (vetting.check_modal(entry, one, voice) for one in known.checks[:1])
    yield from watching_modals(entry, known, voice)
