"""What is known of an influencer in a few words. Called by the status card and the register."""

from collections.abc import Iterator, Sequence

from bot.crisis.events import KolProfile, PreventionFact
from bot.crisis.handbook_prevention import SIGN_OFF, Prevention
from bot.crisis.incident import Incident
from bot.locales.values import Value
from bot.locales.voice import Said, said
from bot.views.parts import shortened

NAME = 80
_MOST = 3


def about(profile: KolProfile, known: Prevention) -> tuple[Value, ...]:
    """Return size, field, followers and agency, as far as they are known."""
    tier, category = known.tier(profile.tier), known.category(profile.category)
    parts: list[Value] = [one.name for one in (tier, category) if one is not None]
    if profile.followers is not None:
        parts.append(f"{profile.followers:,}")
    if profile.mcn is not None:
        parts.append(shortened(profile.mcn, NAME))
    return tuple(parts)


def profile_lines(incident: Incident) -> Iterator[Said]:
    """Yield what the register said of a crisis' influencers, and how they were vetted."""
    known = incident.playbook.handbook.prevention
    for one in list(incident.recognised.values())[:_MOST]:
        name = shortened(one.profile.names[0], NAME)
        if parts := about(one.profile, known):
            yield said("card.facts.profile", kol=name, about=parts)
        yield _vetted(one.facts)


def _vetted(facts: Sequence[PreventionFact]) -> Said:
    vetting = [one for one in facts if one.process == "vetting"]
    signed = next((one for one in vetting if one.thing == SIGN_OFF), None)
    if any(one.state == "reject" for one in vetting):
        return said("card.facts.vetting_rejected")
    if signed is not None and signed.state == "done" and signed.at is not None:
        return said("card.facts.vetted", time=signed.at)
    if signed is not None and signed.state == "lapsed" and signed.at is not None:
        return said("card.facts.vetting_lapsed", time=signed.at)
    return said("card.facts.not_vetted")
