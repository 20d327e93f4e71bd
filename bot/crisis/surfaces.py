"""What is still spreading the content: one row for each place. Pure readings of the incident.

What nobody has a receipt for counts as running, whatever people believe.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta
from decimal import Decimal, InvalidOperation

from bot.crisis.ids import RoleId, TaskId
from bot.crisis.incident import COMMANDER, Incident
from bot.crisis.surface_state import SurfaceState
from bot.crisis.texts import Text
from bot.crisis.words import Words

SETTLED = frozenset({"paused", "unused"})
_CHECK_AGAIN = 30
"""Minutes after which a place that the team added is looked at again."""


@dataclass(frozen=True, slots=True)
class Place:
    """A place of the playbook or one that the team added, with what became of it."""

    id: str
    name: Text | Words
    how: Text | None
    role: RoleId
    state: SurfaceState
    check_at: datetime | None
    """From when on a pause is to be verified, while it has not been."""


def places(incident: Incident) -> tuple[Place, ...]:
    """Return every place: the playbook's, then those that were added, as they were."""
    known = tuple(
        Place(
            surface.id,
            surface.name,
            surface.how,
            surface.role,
            state := incident.surfaces.get(surface.id, SurfaceState()),
            _check_at(state, surface.check_again),
        )
        for surface in incident.playbook.handbook.surfaces
    )
    added = tuple(
        Place(name, state.name, None, COMMANDER, state, _check_at(state, _CHECK_AGAIN))
        for name, state in incident.surfaces.items()
        if state.name is not None
    )
    return known + added


def place_of(incident: Incident, surface: str) -> Place | None:
    """Return one place, or None when there is none of this id."""
    return next((place for place in places(incident) if place.id == surface), None)


def running(incident: Incident) -> int:
    """Return how many places are not known to be off."""
    return sum(place.state.status not in SETTLED for place in places(incident))


def spend(incident: Incident) -> tuple[Decimal, int] | None:
    """Return what was spent since T0 as far as it is known, and of how many places it is."""
    known = [
        number
        for place in places(incident)
        if place.state.spend is not None and (number := amount(place.state.spend)) is not None
    ]
    return (sum(known, Decimal(0)), len(known)) if known else None


def amount(text: str) -> Decimal | None:
    """Return a sum of money as it stands in the record; None for what is none."""
    try:
        number = Decimal(text)
    except InvalidOperation:
        return None
    return number if number.is_finite() and number >= 0 else None


def has_receipt(place: Place) -> bool:
    """Whether a place needs no further proof: unused, or paused with evidence."""
    state = place.state
    return state.status == "unused" or (state.status == "paused" and bool(state.evidence))


def is_checked(place: Place) -> bool:
    """Whether a place needs no second look: unused, or paused and verified."""
    state = place.state
    return state.status == "unused" or state.verified_at is not None


def of_task(incident: Incident, task: TaskId) -> tuple[Place, ...]:
    """Return the places that a task is about."""
    ids = {one.id for one in incident.playbook.handbook.surfaces if one.task == task}
    return tuple(place for place in places(incident) if place.id in ids)


def _check_at(state: SurfaceState, minutes: int) -> datetime | None:
    if state.status != "paused" or state.verified_at is not None or state.at is None:
        return None
    return state.at + timedelta(minutes=minutes)
