"""What must come first before something is decided or done, as the playbook says. Pure.

Used by the rules, which hold people back, and by the views, which say why and who is missing.
"""

from collections.abc import Mapping, Sequence

from bot.crisis.ids import RoleId
from bot.crisis.incident import COMMANDER, FINISHED, Decision, Incident
from bot.crisis.playbook import LEVEL_APPROVERS, DecisionKind, Gate, GateAt
from bot.crisis.posts import protected, today
from bot.crisis.words import Person


def holding(
    incident: Incident,
    kind: DecisionKind,
    at: GateAt,
    made: Sequence[Mapping[str, str]],
    approvals: Mapping[RoleId, Person],
) -> tuple[Gate, ...]:
    """Return the gates that are still shut. ``made`` is what was chosen, once for each note."""
    return tuple(
        gate
        for gate in kind.gates
        if gate.at == at and _applies(gate, made) and _is_shut(incident, gate, approvals)
    )


def holding_back(incident: Incident, decision: Decision) -> tuple[Gate, ...]:
    """Return the gates that keep a decision from being carried out."""
    kind = incident.playbook.decision_by_id.get(decision.kind)
    if kind is None:
        return ()
    return holding(incident, kind, "carry_out", decision.every_choice, decision.approvals)


def approvers_missing(incident: Incident, decision: Decision) -> tuple[RoleId, ...]:
    """Return the roles whose approval a decision still waits for, each once."""
    roles = (role for gate in holding_back(incident, decision) for role in needed(incident, gate))
    return tuple(dict.fromkeys(role for role in roles if role not in decision.approvals))


def needed(incident: Incident, gate: Gate) -> tuple[RoleId, ...]:
    """Return the roles that a gate asks; before a level is confirmed whoever leads stands in."""
    level = incident.playbook.level_by_number.get(incident.level or 0)
    of_level = level.approvers if level is not None else (COMMANDER,)
    return tuple(
        dict.fromkeys(
            role
            for asked in gate.approvers
            for role in (of_level if asked == LEVEL_APPROVERS else (asked,))
        )
    )


def _applies(gate: Gate, made: Sequence[Mapping[str, str]]) -> bool:
    return not gate.when or any(
        choices.get(field) in values for choices in made for field, values in gate.when.items()
    )


def _is_shut(incident: Incident, gate: Gate, approvals: Mapping[RoleId, Person]) -> bool:
    if gate.protection and not protected(incident, today(incident)):
        return False
    if not gate.tasks and not gate.approvers:
        return True
    undone = any(incident.state(task).status not in FINISHED for task in gate.tasks)
    return undone or not set(needed(incident, gate)) <= set(approvals)
