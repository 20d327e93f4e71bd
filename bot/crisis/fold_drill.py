"""How events drive an exercise. Used by the fold only; without an exercise they change nothing."""

from dataclasses import replace
from datetime import timedelta

from bot.crisis import events as ev
from bot.crisis.changing import altered
from bot.crisis.drill import Drill, Pace
from bot.crisis.incident import Incident


def drill_started(incident: Incident, recorded: ev.Recorded, event: ev.DrillStarted) -> Incident:
    """Make this crisis an exercise, and bring its players in."""
    drill = Drill(
        script=event.script,
        facilitator=incident.opened_by,
        speed=event.speed,
        paces=(Pace(recorded.at, timedelta(), event.speed),),
    )
    return altered(incident, drill=drill, invited=incident.invited | set(event.players))


def drill_paced(incident: Incident, recorded: ev.Recorded, event: ev.DrillPaced) -> Incident:
    """Let its clock run at another speed, or stand."""
    drill = incident.drill
    if drill is None:
        return incident
    pace = Pace(recorded.at, drill.elapsed(recorded.at), event.speed)
    changed = replace(drill, paces=(*drill.paces, pace), speed=event.speed or drill.speed)
    return altered(incident, drill=changed)


def drill_skipped(incident: Incident, recorded: ev.Recorded, event: ev.DrillSkipped) -> Incident:
    """Put its clock forward; it never goes back."""
    drill = incident.drill
    if drill is None:
        return incident
    elapsed = max(timedelta(minutes=event.minute), drill.elapsed(recorded.at))
    pace = Pace(recorded.at, elapsed, drill.paces[-1].speed)
    return altered(incident, drill=replace(drill, paces=(*drill.paces, pace)))


def inject_arrived(incident: Incident, recorded: ev.Recorded, event: ev.InjectArrived) -> Incident:
    """Note what has come in."""
    drill = incident.drill
    if drill is None:
        return incident
    arrived = {**drill.arrived, event.inject: recorded.at}
    return altered(incident, drill=replace(drill, arrived=arrived))


def drill_ended(incident: Incident, recorded: ev.Recorded, _: ev.DrillEnded) -> Incident:
    """Stop measuring."""
    drill = incident.drill
    if drill is None:
        return incident
    return altered(incident, drill=replace(drill, ended_at=recorded.at))
