"""Places that spread the content: one receipt each, a second look, and two people to resume."""

from collections.abc import Iterator

from bot.crisis.events import (
    Event,
    GateHeldBack,
    ResumeAgreed,
    SurfaceAdded,
    SurfaceReported,
    SurfaceVerified,
    TaskCompleted,
)
from bot.crisis.incident import FINISHED, Incident
from bot.crisis.intents import AddSurface, AgreeToResume, Refusal, ReportSurface, VerifySurface
from bot.crisis.playbook import Task
from bot.crisis.rules.context import Context, Verdict, blank
from bot.crisis.rules.gates import held_back
from bot.crisis.surfaces import (
    SETTLED,
    Place,
    amount,
    has_receipt,
    is_checked,
    of_task,
    place_of,
    places,
)
from bot.crisis.words import in_slack

MOST_ADDED = 20


def add(context: Context, intent: AddSurface) -> Verdict:
    """Name a further place."""
    surfaces = context.incident.surfaces
    if intent.surface in surfaces:
        return Refusal("refusal.surface.known", "already", field="name")
    if blank(intent.name.text):
        return Refusal("refusal.surface.name_missing", "missing", field="name")
    if sum(state.name is not None for state in surfaces.values()) >= MOST_ADDED:
        return Refusal("refusal.surface.many", "missing", {"limit": MOST_ADDED}, field="name")
    return context.happened(SurfaceAdded(intent.surface, intent.name))


def report(context: Context, intent: ReportSurface) -> Verdict:
    """Say what was found at a place. What is paused runs again only once two people agreed."""
    place = place_of(context.incident, intent.surface)
    wrong = _wrong(context, place, intent)
    if wrong is not None or place is None:
        return wrong or Refusal("refusal.surface.unknown", "missing", field="state")
    event = SurfaceReported(intent.surface, intent.found, intent.by, intent.evidence, intent.spend)
    state = place.state
    if state.status == intent.found and not (intent.evidence or intent.spend):
        return Refusal("refusal.surface.same", "already", field="state")
    after = {place.id: _after(intent)}
    return context.happened(event, *_completed(context.incident, after), at=intent.at)


def verify(context: Context, intent: VerifySurface) -> Verdict:
    """Say that a pause held. Another look is worth a row when it brings proof or a figure."""
    place = place_of(context.incident, intent.surface)
    wrong = _wrong(context, place, intent)
    if wrong is not None or place is None:
        return wrong or Refusal("refusal.surface.unknown", "missing", field="state")
    if place.state.status != "paused":
        return Refusal("refusal.surface.not_paused", "missing", field="state")
    if is_checked(place) and not (intent.evidence or intent.spend):
        return Refusal("refusal.surface.same", "already", field="state")
    event = SurfaceVerified(intent.surface, intent.by, intent.evidence, intent.spend)
    after = {place.id: (True, has_receipt(place) or bool(intent.evidence), True)}
    return context.happened(event, *_completed(context.incident, after), at=intent.at)


def agree(context: Context, intent: AgreeToResume) -> Verdict:
    """Agree that a place runs again: each of those who must, two people at least, each once."""
    incident = context.incident
    place = place_of(incident, intent.surface)
    if place is None:
        return Refusal("refusal.surface.unknown", "missing", field="state")
    if place.state.status != "paused":
        return Refusal("refusal.surface.not_paused", "missing", field="state")
    # Whoever is in Slack agrees for themselves; only people outside it have others write it down.
    outside = intent.by if intent.by is not None and intent.by.outside is not None else None
    who = outside or (in_slack(context.acting_user) if context.acting_user else None)
    if who is None:
        return ()
    if who in place.state.agreed.values():
        return Refusal("refusal.surface.agreed", "already", {"person": who}, field="state")
    needed = incident.playbook.handbook.resume_needs
    left = tuple(role for role in needed if role not in place.state.agreed)
    role = next((one for one in left if who in incident.role_holders(one)), None)
    if role is None:
        told = Refusal("refusal.surface.resume", "forbidden", field="state")
        return held_back(context, told, GateHeldBack("resume", place.id, roles=left))
    return context.happened(ResumeAgreed(intent.surface, role, who))


def _wrong(
    context: Context, place: Place | None, intent: ReportSurface | VerifySurface
) -> Refusal | None:
    if place is None:
        return Refusal("refusal.surface.unknown", "missing", field="state")
    if intent.at is not None and intent.at > context.now:
        return Refusal("refusal.surface.future", "missing", field="at")
    if intent.spend is not None and amount(intent.spend) is None:
        return Refusal("refusal.reading.number", "missing", field="spend")
    return None


_Settled = tuple[bool, bool, bool]
"""Whether a place is off, has a receipt, needs no second look."""


def _after(intent: ReportSurface) -> _Settled:
    unused = intent.found == "unused"
    off = intent.found in SETTLED
    return off, unused or (off and bool(intent.evidence)), unused


def _completed(incident: Incident, after: dict[str, _Settled]) -> Iterator[Event]:
    """Yield the tasks that this finishes: all of their places are settled as they ask."""
    for task in incident.playbook.tasks:
        is_open = incident.active(task) and incident.state(task.id).status not in FINISHED
        if is_open and _is_finished(incident, task, after):
            yield TaskCompleted(task.id)


def _is_finished(incident: Incident, task: Task, after: dict[str, _Settled]) -> bool:
    if task.form == "receipts":
        return all(_settled(one, after)[1] for one in places(incident))
    if task.form == "second_look":
        return all(_settled(one, after)[2] for one in places(incident))
    own = of_task(incident, task.id)
    return bool(own) and all(_settled(one, after)[0] for one in own)


def _settled(place: Place, after: dict[str, _Settled]) -> _Settled:
    now = (place.state.status in SETTLED, has_receipt(place), is_checked(place))
    return after.get(place.id, now)
