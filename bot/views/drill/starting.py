"""The form that starts an exercise. Called by the handlers."""

from collections.abc import Sequence

from bot.crisis.drill import Script
from bot.crisis.ids import SlackUserId
from bot.locales.voice import Voice
from bot.views.drill.running import SPEEDS
from bot.views.finish import View, modal
from bot.views.inputs import people_input, person_input, radio_input, select_input
from bot.views.parts import section

CALLBACK = "drill.start"
SCENARIO = "scenario"
SPEED = "speed"
LANGUAGE = "language"
LEAD = "lead"
PLAYERS = "players"


def start_modal(scripts: Sequence[Script], speed: int, user: SlackUserId, voice: Voice) -> View:
    """Return the form: which scenario, how fast, in which language, who leads and who plays."""
    offered = [(one.id, voice.label_text(one.title)) for one in scripts]
    languages = (
        ("both", voice.label("language.both")),
        ("en", voice.label("language.en")),
        ("zh", voice.label("language.zh")),
    )
    speeds = [(str(one), voice.label("drill.speed", speed=one)) for one in SPEEDS]
    return modal(
        CALLBACK,
        voice.label("drill.start.heading"),
        [
            section(voice.say("drill.start.explain")),
            select_input(
                SCENARIO,
                voice.label("drill.start.scenario"),
                offered,
                initial=offered[0][0],
                required=True,
            ),
            select_input(
                SPEED,
                voice.label("drill.start.speed"),
                speeds,
                initial=str(speed),
                hint=voice.label("drill.start.speed_hint"),
                required=True,
            ),
            radio_input(
                LANGUAGE, voice.label("details.language"), languages, initial="both", required=True
            ),
            person_input(
                LEAD,
                voice.label("drill.start.lead"),
                hint=voice.label("drill.start.lead_hint"),
                initial=user,
                required=True,
            ),
            people_input(PLAYERS, voice.label("drill.start.players")),
        ],
        submit=voice.label("drill.start.submit"),
        close=voice.label("modal.cancel"),
    )
