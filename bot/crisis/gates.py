"""What must come first before something is decided or done, as the playbook says. Pure.

Used by the rules, which hold people back, and by the views, which say why and who is missing.
"""

from collections.abc import Mapping, Sequence

from bot.crisis.consent import approver_roles, not_done
from bot.crisis.events import NoteChoice
from bot.crisis.ids import RoleId
from bot.crisis.incident import Decision, Incident
from bot.crisis.intents import RecordDecision
from bot.crisis.links import is_short
from bot.crisis.playbook import LEVEL_APPROVERS, DecisionKind, Gate, GateAt
from bot.crisis.posts import post_id, posts, protected, today
from bot.crisis.statements import at_desk
from bot.crisis.words import Person, Words


def holding(
    incident: Incident,
    kind: DecisionKind,
    at: GateAt,
    made: Sequence[NoteChoice],
    approvals: Mapping[RoleId, Person],
) -> tuple[Gate, ...]:
    """Return the gates that are still shut. ``made`` is what was chosen, once for each note."""

    def is_shut(gate: Gate) -> bool:
        concerned = [one for one in made if _applies(gate, one.choices)]
        return bool(concerned) and _is_shut(incident, gate, concerned, approvals)

    return tuple(gate for gate in kind.gates if gate.at == at and is_shut(gate))


def holding_back(incident: Incident, decision: Decision) -> tuple[Gate, ...]:
    """Return the gates that keep a decision from being carried out.

    What stands at the statement desk has its gates there, and is carried out by being published.
    """
    kind = incident.playbook.decision_by_id.get(decision.kind)
    if kind is None or at_desk(incident, decision.id) is not None:
        return ()
    return holding(incident, kind, "carry_out", made_of(kind, decision), decision.approvals)


def made_of(kind: DecisionKind, of: Decision | RecordDecision) -> tuple[NoteChoice, ...]:
    """Return what was chosen, once for each note that it is about."""
    note = of.answers.get(kind.note_field.id) if kind.note_field is not None else None
    return (NoteChoice(note or Words(""), of.choices), *of.further)


def approvers_missing(incident: Incident, decision: Decision) -> tuple[RoleId, ...]:
    """Return the roles whose approval a decision still waits for, each once."""
    roles = (role for gate in holding_back(incident, decision) for role in needed(incident, gate))
    return tuple(dict.fromkeys(role for role in roles if role not in decision.approvals))


def needed(incident: Incident, gate: Gate) -> tuple[RoleId, ...]:
    """Return the roles that a gate asks; ``level`` stands for those who approve at the colour."""
    of_level = approver_roles(incident)
    return tuple(
        dict.fromkeys(
            role
            for asked in gate.approvers
            for role in (of_level if asked == LEVEL_APPROVERS else (asked,))
        )
    )


def _applies(gate: Gate, choices: Mapping[str, str]) -> bool:
    return not gate.when or any(choices.get(field) in values for field, values in gate.when.items())


def _is_shut(
    incident: Incident,
    gate: Gate,
    made: Sequence[NoteChoice],
    approvals: Mapping[RoleId, Person],
) -> bool:
    if gate.protection and not _is_protected(incident, made):
        return False
    if not gate.tasks and not gate.approvers:
        return True
    return bool(not_done(incident, gate.tasks)) or not set(needed(incident, gate)) <= set(approvals)


def _is_protected(incident: Incident, made: Sequence[NoteChoice]) -> bool:
    """Whether one of these notes may be inside its protection period.

    Where a short link leads, only the platform knows: then any such note of the crisis counts.
    """
    inside = {post.id for post in protected(incident, today(incident))}
    notes = {one.note.text for one in made}
    known = {post.id for post in posts(incident)}
    unclear = any(is_short(note) and post_id(note) not in known for note in notes)
    return bool(inside) and (unclear or not inside.isdisjoint(map(post_id, notes)))
