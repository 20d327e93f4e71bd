"""The form for what the review's first page says and only people know, and its two buttons.

Called by the handlers, which import the ids from here.
"""

from slack_sdk.models.blocks import Block, ButtonElement

from bot.crisis.aftermath import Fact
from bot.crisis.incident import Incident
from bot.locales.voice import Voice
from bot.views.finish import View, modal
from bot.views.inputs import text_input
from bot.views.parts import button, pack, section

FACTS = "review.facts"
"""The button, and the form that it opens."""
COPY = "review.copy"
FACT = "fact."
"""What the block ids begin with; the fact's id follows."""


def facts_modal(incident: Incident, voice: Voice) -> View:
    """Return the form with what is known so far; any may stay empty."""
    blocks: list[Block] = [section(voice.say("facts.explain"))]
    blocks += [_input(incident, one, voice) for one in facts_asked(incident)]
    return modal(
        FACTS,
        voice.label("facts.heading"),
        blocks,
        submit=voice.label("modal.save"),
        close=voice.label("modal.cancel"),
        private_metadata=pack(incident.id),
    )


def facts_asked(incident: Incident) -> tuple[Fact, ...]:
    """Return what this crisis' playbook asks for."""
    return incident.playbook.handbook.aftermath.facts


def facts_button(incident: str, voice: Voice) -> ButtonElement:
    """Return the button that asks for them."""
    return button(voice.label("button.facts"), FACTS, pack(incident))


def copy_button(incident: str, voice: Voice) -> ButtonElement:
    """Return the button that has a copy made without names."""
    return button(voice.label("button.shareable"), COPY, pack(incident))


def _input(incident: Incident, fact: Fact, voice: Voice) -> Block:
    known = incident.facts.get(fact.id)
    typed = known.text.text if known is not None and known.text is not None else ""
    return text_input(
        f"{FACT}{fact.id}",
        voice.label_text(fact.ask),
        initial=typed or ((known.number or "") if known is not None else ""),
        hint=voice.label_text(fact.hint),
        multiline=fact.kind == "text",
    )
