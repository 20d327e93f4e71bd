"""How events change the places that spread the content. Used by the fold only."""

from dataclasses import replace

from bot.crisis import events as ev
from bot.crisis.changing import altered
from bot.crisis.ids import TaskId
from bot.crisis.incident import Incident
from bot.crisis.surface_state import SurfaceState
from bot.crisis.words import Person, in_slack


def surface_added(incident: Incident, _: ev.Recorded, event: ev.SurfaceAdded) -> Incident:
    """Add a place of the team's own."""
    return _with(incident, event.surface, SurfaceState(name=event.name))


def surface_reported(
    incident: Incident, recorded: ev.Recorded, event: ev.SurfaceReported
) -> Incident:
    """Note what was found or done; agreements to let it run again are void."""
    before = _state(incident, event.surface)
    state = SurfaceState(
        status=event.found,
        name=before.name,
        by=_who(recorded, event.by),
        at=recorded.at,
        evidence=event.evidence,
        spend=event.spend or before.spend,
    )
    return _with(incident, event.surface, state)


def surface_verified(
    incident: Incident, recorded: ev.Recorded, event: ev.SurfaceVerified
) -> Incident:
    """Note that a pause held."""
    before = _state(incident, event.surface)
    state = replace(
        before,
        verified_at=recorded.at,
        evidence=event.evidence or before.evidence,
        spend=event.spend or before.spend,
    )
    return _with(incident, event.surface, state)


def resume_agreed(incident: Incident, recorded: ev.Recorded, event: ev.ResumeAgreed) -> Incident:
    """Note who agreed; once everybody did who must, the place runs again."""
    before = _state(incident, event.surface)
    agreed = {**before.agreed, event.role: event.by}
    if not set(incident.playbook.handbook.resume_needs) <= set(agreed):
        return _with(incident, event.surface, replace(before, agreed=agreed))
    state = SurfaceState(
        status="running",
        name=before.name,
        by=event.by,
        at=recorded.at,
        spend=before.spend,
        agreed=agreed,
    )
    return _with(incident, event.surface, state)


def after_task(incident: Incident, recorded: ev.Recorded, task: TaskId) -> Incident:
    """Let what a task says of its places stand for each of them that nobody reported on."""
    done = incident.state(task)
    found = {"done": "paused", "not_applicable": "unused"}.get(done.status)
    if found is None:
        return incident
    for surface in incident.playbook.handbook.surfaces:
        if surface.task != task:
            continue
        before = _state(incident, surface.id)
        if before.status != "open":
            continue
        state = replace(
            before,
            status="paused" if found == "paused" else "unused",
            by=done.by or _who(recorded, None),
            at=recorded.at,
        )
        incident = _with(incident, surface.id, state)
    return incident


def _state(incident: Incident, surface: str) -> SurfaceState:
    return incident.surfaces.get(surface, SurfaceState())


def _with(incident: Incident, surface: str, state: SurfaceState) -> Incident:
    return altered(incident, surfaces={**incident.surfaces, surface: state})


def _who(recorded: ev.Recorded, by: Person | None) -> Person | None:
    return by or (in_slack(recorded.actor) if recorded.actor is not None else None)
