"""What a gate held back and what came first, in one sentence.

Called by the review's timeline and by the drafts of its answers. It names no person, and of what
people typed nothing: a place that the team added is a place.
"""

from collections.abc import Callable, Iterable, Mapping

from bot.crisis.events import GateHeldBack, HeldAt
from bot.crisis.ids import DecisionId, StatementId
from bot.crisis.incident import Incident
from bot.crisis.playbook import Text
from bot.crisis.surfaces import place_of
from bot.locales.values import Value
from bot.locales.voice import Said, said

_Name = Text | str


def held_said(incident: Incident, held: GateHeldBack) -> Said:
    """Return what was not done, and what was still missing for it."""
    return _SAID[held.at](incident, held)


def _publish(incident: Incident, held: GateHeldBack) -> Said:
    known = incident.statements.get(StatementId(held.about))
    formats = {one.id: one.name for one in incident.playbook.handbook.formats}
    called: Value = formats.get(known.format, known.format) if known is not None else held.about
    titles = incident.playbook.task_by_id
    tasks = (titles[one].title if one in titles else str(one) for one in held.tasks)
    return said("held.publish", format=called, things=(*tasks, *_roles(incident, held)))


def _record(incident: Incident, held: GateHeldBack) -> Said:
    return said(
        "held.record", kind=_kind(incident, held.about), gates=tuple(_gates(incident, held))
    )


def _carry_out(incident: Incident, held: GateHeldBack) -> Said:
    decision = incident.decisions.get(DecisionId(held.about))
    numbers = {name: number for number, name in enumerate(incident.decisions, 1)}
    return said(
        "held.carry_out",
        number=numbers.get(DecisionId(held.about), "—"),
        kind="—" if decision is None else _kind(incident, decision.kind),
        gates=tuple(_gates(incident, held)),
    )


def _resume(incident: Incident, held: GateHeldBack) -> Said:
    place = place_of(incident, held.about)
    roles = _roles(incident, held)
    if place is None or not isinstance(place.name, Text):
        return said("held.resume_added", roles=roles)
    return said("held.resume", place=place.name, roles=roles)


def _close(incident: Incident, held: GateHeldBack) -> Said:
    return said("held.close", roles=_roles(incident, held))


def _roles(incident: Incident, held: GateHeldBack) -> tuple[_Name, ...]:
    known = incident.playbook.role_by_id
    return tuple(known[one].name if one in known else str(one) for one in held.roles)


def _gates(incident: Incident, held: GateHeldBack) -> Iterable[_Name]:
    known = {one.id: one.text for kind in incident.playbook.decisions for one in kind.gates}
    return (known.get(one, one) for one in held.gates)


def _kind(incident: Incident, name: str) -> _Name:
    known = incident.playbook.decision_by_id.get(name)
    return name if known is None else known.name


_SAID: Mapping[HeldAt, Callable[[Incident, GateHeldBack], Said]] = {
    "publish": _publish,
    "record": _record,
    "carry_out": _carry_out,
    "resume": _resume,
    "close": _close,
}
