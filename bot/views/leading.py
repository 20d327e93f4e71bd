"""The form with which whoever leads hands over the lead. Called by handlers."""

from bot.crisis.incident import Incident
from bot.locales.voice import Voice
from bot.views.finish import View, modal
from bot.views.inputs import person_input
from bot.views.parts import pack, section

HAND_OVER = "command.hand_over"

TO_INPUT = "to"


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
