"""The form that writes into the timeline. Called by the command, the shortcut and the menus."""

from collections.abc import Sequence
from datetime import datetime

from slack_sdk.models.blocks import Block

from bot.crisis.incident import Incident
from bot.crisis.words import Words
from bot.locales.voice import Voice
from bot.views.finish import View, modal
from bot.views.inputs import select_input, text_input, time_input
from bot.views.parts import section, shortened

CALLBACK = "timeline.add"

INCIDENT = "incident"
TEXT = "text"
AT = "at"

_MOST_CHOICES = 100
_NAME = 70


def note_modal(
    voice: Voice,
    *,
    text: str = "",
    happened_at: datetime | None = None,
    unclear: str = "",
    among: Sequence[Incident] = (),
    private_metadata: str = "",
) -> View:
    """Return the form. ``among``: the incidents to choose from, where the place does not say which.

    ``unclear`` is a typed time that could not be read for sure: the form asks for it.

    ``private_metadata`` is the handler's own: the incident, the message it came from.
    """
    blocks: list[Block] = []
    if unclear:
        typed = shortened(Words(unclear), _NAME)
        blocks.append(section(voice.say("note.unclear", typed=typed)))
    if among:
        choices = [
            (one.id, voice.label("note.incident_name", title=shortened(one.title, _NAME)))
            for one in among[:_MOST_CHOICES]
        ]
        blocks.append(
            select_input(
                INCIDENT,
                voice.label("note.incident"),
                choices,
                initial=choices[0][0] if len(choices) == 1 else None,
                required=True,
            )
        )
    blocks += [
        text_input(
            TEXT,
            voice.label("note.text"),
            initial=text,
            hint=voice.label("note.text_hint"),
            required=True,
            multiline=True,
            focus=True,
        ),
        time_input(
            AT, voice.label("note.at"), initial=happened_at, hint=voice.label("note.at_hint")
        ),
    ]
    return modal(
        CALLBACK,
        voice.label("note.heading"),
        blocks,
        submit=voice.label("modal.save"),
        close=voice.label("modal.cancel"),
        private_metadata=private_metadata,
    )
