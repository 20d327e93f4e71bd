"""What the service answers to whoever asked for a change."""

from dataclasses import dataclass

from bot.crisis.events import Recorded
from bot.crisis.ids import IncidentId
from bot.crisis.incident import Incident
from bot.crisis.intents import Refusal


@dataclass(frozen=True, slots=True)
class Done:
    """It is in the record. ``repeated`` means: it already was, from the same delivery."""

    incident_id: IncidentId
    incident: Incident | None
    events: tuple[Recorded, ...] = ()
    repeated: bool = False


@dataclass(frozen=True, slots=True)
class Refused:
    """It was not done, and why. ``incident`` is there to name tasks and people."""

    refusal: Refusal
    incident: Incident | None = None


Outcome = Done | Refused
