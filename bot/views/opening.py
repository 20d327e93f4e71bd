"""The modal that opens a crisis: two things to fill, everything else behind "Add details".

Called by the handlers for the command, the shortcuts and App Home. Block ids are fixed.
"""

from collections.abc import Iterator

from slack_sdk.models.blocks import Block

from bot.crisis.ids import SlackUserId
from bot.crisis.playbook import Playbook
from bot.locales.voice import Voice
from bot.views.details import detail_inputs
from bot.views.finish import View, modal
from bot.views.inputs import people_input, person_input, radio_input, text_input
from bot.views.parts import actions, button, context

CALLBACK = "incident.open"
CALLBACK_FROM_MESSAGE = "incident.open_from_message"
MORE = "incident.more"
"""The button that shows the other inputs; what was typed stays, since the block ids stay."""

TITLE = "title"
LEAD = "lead"
VISIBILITY = "visibility"
ROLE = "role."
"""What the block ids of the roles begin with; the playbook's role follows."""

_COMMANDER = "commander"
"""The role that ``lead`` asks for already."""


def open_modal(
    voice: Voice,
    *,
    prefill_title: str,
    lead: SlackUserId,
    playbook: Playbook,
    private_metadata: str = "",
    details: bool = False,
) -> View:
    """Return the opening modal, with all inputs when ``details`` was asked for."""
    blocks: list[Block] = [
        text_input(
            TITLE,
            voice.label("open.title"),
            initial=prefill_title,
            hint=voice.label("open.title_hint"),
            required=True,
            multiline=True,
            focus=True,
        ),
        person_input(LEAD, voice.label("open.lead"), initial=lead, required=True),
    ]
    if details:
        blocks += _details(voice, playbook)
    else:
        blocks.append(actions(button(voice.label("button.details"), MORE, MORE)))
        blocks.append(context(voice.say("open.later")))
    return modal(
        CALLBACK,
        voice.label("open.heading"),
        blocks,
        submit=voice.label("open.submit"),
        close=voice.label("modal.cancel"),
        private_metadata=private_metadata,
    )


def _details(voice: Voice, playbook: Playbook) -> Iterator[Block]:
    yield from detail_inputs(voice, playbook)
    yield radio_input(
        VISIBILITY,
        voice.label("open.visibility"),
        (
            ("private", voice.label("visibility.private")),
            ("public", voice.label("visibility.public")),
        ),
        initial="private",
        required=True,
    )
    for role in playbook.roles:
        if role.id != _COMMANDER:
            yield people_input(f"{ROLE}{role.id}", voice.label_text(role.name))
