"""What somebody tried and was held back from. A value of the incident."""

from dataclasses import dataclass
from datetime import datetime

from bot.crisis.events import GateHeldBack
from bot.crisis.ids import SlackUserId


@dataclass(frozen=True, slots=True)
class Attempt:
    """One try that a gate held back."""

    held: GateHeldBack
    at: datetime
    by: SlackUserId | None
