"""What fits this type of crisis, and what the law asks: shown where somebody wants to know.

Called by the handlers. Nothing here is legal advice, and it says so.
"""

from collections.abc import Iterator

from slack_sdk.models.blocks import Block, ButtonElement

from bot.crisis.handbook import LawLine
from bot.crisis.incident import Incident
from bot.crisis.playbook import CrisisType
from bot.locales.voice import Voice
from bot.views.finish import View, modal
from bot.views.parts import button, context, divider, pack, section

SHOW = "guidance.show"


def guidance_button(incident: Incident, voice: Voice) -> ButtonElement | None:
    """Return the button, once the type of the crisis is known."""
    if type_of(incident) is None:
        return None
    return button(voice.label("button.guidance"), SHOW, pack(incident.id))


def guidance_modal(incident: Incident, kind: CrisisType, voice: Voice) -> View:
    """Return what fits a type, what makes it worse, what goes wrong, and the lines of the law."""
    law = tuple(one for one in incident.playbook.handbook.law if kind.id in one.types)
    return modal(
        SHOW,
        voice.label("button.guidance"),
        [*_kind(kind, voice), *_law(law, voice)],
        close=voice.label("modal.close"),
    )


def type_of(incident: Incident) -> CrisisType | None:
    """Return the type of a crisis as the playbook knows it."""
    return next((one for one in incident.playbook.types if one.id == incident.crisis_type), None)


def _kind(kind: CrisisType, voice: Voice) -> Iterator[Block]:
    yield section(voice.say("guidance.type", kind=kind.name))
    yield section(voice.say("guidance.response", text=kind.response))
    yield section(voice.say("guidance.escalates", text=kind.escalates))
    yield section(voice.say("guidance.pitfall", text=kind.pitfall))


def _law(law: tuple[LawLine, ...], voice: Voice) -> Iterator[Block]:
    if not law:
        return
    yield divider()
    yield section(voice.say("guidance.law"))
    for one in law:
        yield section(
            voice.say("guidance.law_line", issue=one.issue, rule=one.rule),
            voice.text(one.consequence),
        )
        yield context(
            voice.say("guidance.verified", source=one.source)
            if one.verified
            else voice.say("guidance.unverified", source=one.source)
        )
