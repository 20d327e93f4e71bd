"""The forms of whoever leads: confirming the colour, handing over the lead. Called by handlers."""

from bot.crisis.incident import Incident
from bot.crisis.playbook import Level
from bot.locales.voice import Voice
from bot.views.finish import View, modal
from bot.views.inputs import person_input, radio_input, text_input
from bot.views.parts import pack, section

LEVEL = "level.confirm"
HAND_OVER = "command.hand_over"

LEVEL_INPUT = "level"
REASON_INPUT = "reason"
TO_INPUT = "to"


def level_modal(incident: Incident, voice: Voice) -> View:
    """Return the form in which the commander confirms how bad it is, by its colour."""
    current = None if incident.level is None else str(incident.level)
    return modal(
        LEVEL,
        voice.label("menu.level"),
        [
            section(voice.say("level.ask")),
            radio_input(
                LEVEL_INPUT,
                voice.label("level.label"),
                ((str(one.number), _name(voice, one)) for one in incident.playbook.levels),
                initial=current,
                required=True,
            ),
            text_input(REASON_INPUT, voice.label("level.reason"), multiline=True),
        ],
        submit=voice.label("level.submit"),
        close=voice.label("modal.cancel"),
        private_metadata=pack(incident.id),
    )


def hand_over_modal(incident: Incident, voice: Voice) -> View:
    """Return the form that gives the lead to somebody else."""
    return modal(
        HAND_OVER,
        voice.label("menu.hand_over"),
        [
            section(voice.say("hand_over.explain")),
            person_input(TO_INPUT, voice.label("hand_over.to"), required=True),
        ],
        submit=voice.label("hand_over.submit"),
        close=voice.label("modal.cancel"),
        private_metadata=pack(incident.id),
    )


def _name(voice: Voice, level: Level) -> str:
    return voice.label("topic.level", emoji=level.emoji, level=level.name)
