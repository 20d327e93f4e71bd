"""Legal hold: the button, the form that asks why, and the line that says that there is one.

Called by the closing state and the handlers, which import the id from here.
"""

from slack_sdk.models.blocks import ButtonElement

from bot.crisis.incident import Incident
from bot.crisis.words import in_slack
from bot.locales.values import Mrkdwn, Value
from bot.locales.voice import Voice
from bot.views.finish import View, modal
from bot.views.inputs import text_input
from bot.views.parts import button, pack, section, shortened

HOLD = "record.hold"
"""The button, and the form that it opens: it sets a hold, or lifts the one that there is."""
REASON = "reason"

_SET = "set"
_LIFT = "lift"
_SHOWN = 200


def hold_button(incident: Incident, voice: Voice) -> ButtonElement:
    """Return the button that sets or lifts a hold."""
    key = "button.hold" if incident.hold is None else "button.lift_hold"
    return button(voice.label(key), HOLD, pack(incident.id))


def hold_line(incident: Incident, voice: Voice) -> Mrkdwn | None:
    """Return since when the record is held, by whom and why; None if it is not."""
    hold = incident.hold
    if hold is None:
        return None
    who: Value = in_slack(hold.by) if hold.by else "—"
    return voice.say("card.hold", time=hold.at, person=who, reason=shortened(hold.reason, _SHOWN))


def hold_modal(incident: Incident, voice: Voice) -> View:
    """Return the form. What it was shown for stands in it: two people may have it open at once."""
    held = incident.hold is not None
    return modal(
        HOLD,
        voice.label("hold.lift_heading" if held else "hold.heading"),
        [
            section(voice.say("hold.lift_explain" if held else "hold.explain")),
            text_input(
                REASON, voice.label("hold.reason"), required=True, multiline=True, focus=True
            ),
        ],
        submit=voice.label("hold.lift" if held else "hold.set"),
        close=voice.label("modal.cancel"),
        private_metadata=pack(incident.id, _LIFT if held else _SET),
    )


def lifts(mode: str) -> bool:
    """Whether a form that was sent was shown to lift a hold."""
    return mode == _LIFT
