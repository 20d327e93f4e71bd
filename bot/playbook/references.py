"""Whether everything that a playbook names exists: roles, steps, tasks, types, conditions.

Called by ``bot.playbook.load`` on entries whose shape is already right. Finds all problems.
"""

from collections.abc import Iterator, Mapping, Sequence

from bot.crisis.playbook import LEVEL_APPROVERS
from bot.playbook.names import START, Finding, Names, double, unknown
from bot.playbook.problems import FieldPath
from bot.playbook.references_handbook import handbook_findings
from bot.playbook.schema import (
    DecisionEntry,
    FieldEntry,
    GateEntry,
    OptionEntry,
    PlaybookEntry,
    QuestionEntry,
    TaskEntry,
)

NEEDED_ROLES = ("commander", "deputy")
"""Rights depend on these two, so every playbook has them."""


def findings(playbook: PlaybookEntry) -> Iterator[Finding]:
    """Yield every name that stands twice or refers to nothing, by subject."""
    names = Names(playbook)
    yield from _doubles(playbook)
    for role in NEEDED_ROLES:
        if role not in names.roles:
            yield ("roles",), f"the role {role!r} is missing; rights depend on it"
    yield from _tasks(playbook, names)
    yield from _levels(playbook, names)
    for nr, kind in enumerate(playbook.decisions):
        yield from _decision(kind, ("decisions", nr), names)
        yield from _drafts(kind, ("decisions", nr), playbook)
    for nr, question in enumerate(playbook.questions):
        yield from _question(question, ("questions", nr), names)
    for nr, question in enumerate(playbook.quick_read):
        yield from _question(question, ("quick_read", nr), names)
    yield from _options(playbook.outcomes, ("outcomes",), names)
    if sorted(set(playbook.checkpoints)) != list(playbook.checkpoints):
        yield ("checkpoints",), "the hours rise, and none stands twice"
    yield from handbook_findings(playbook, names)


def _doubles(playbook: PlaybookEntry) -> Iterator[Finding]:
    yield from double(("roles",), playbook.roles, "id")
    yield from double(("roles",), playbook.roles, "short")
    yield from double(("steps",), playbook.steps, "id")
    yield from double(("conditions",), playbook.conditions, "id")
    yield from double(("tasks",), playbook.tasks, "id")
    yield from double(("tasks",), playbook.tasks, "rank")
    yield from double(("types",), playbook.types, "id")
    yield from double(("decisions",), playbook.decisions, "id")
    yield from double(("questions",), playbook.questions, "id")
    yield from double(("quick_read",), playbook.quick_read, "id")


def _tasks(playbook: PlaybookEntry, names: Names) -> Iterator[Finding]:
    anchors = {task.id: task.due.anchor for task in playbook.tasks}
    for nr, task in enumerate(playbook.tasks):
        yield from _task(task, ("tasks", nr), names)
        if _circles(task.id, anchors):
            yield ("tasks", nr, "due", "anchor"), f"{task.id} would wait for itself"


def _task(task: TaskEntry, path: FieldPath, names: Names) -> Iterator[Finding]:
    if task.step not in names.steps:
        yield (*path, "step"), f"there is no step {task.step!r}"
    yield from unknown((*path, "roles"), "role", task.roles, names.roles)
    yield from unknown((*path, "sets"), "condition", task.sets, names.conditions)
    when = (*path, "when")
    yield from unknown((*when, "types"), "type", task.when.types, names.types)
    yield from unknown((*when, "not_types"), "type", task.when.not_types, names.types)
    yield from unknown((*when, "conditions"), "condition", task.when.conditions, names.conditions)
    if task.due.anchor not in names.anchors:
        problem = f"{task.due.anchor!r} is neither {START!r} nor a task nor a decision kind"
        yield (*path, "due", "anchor"), problem


def _circles(task: str, anchors: dict[str, str]) -> bool:
    seen: set[str] = set()
    here = anchors[task]
    while here in anchors and here not in seen:
        if here == task:
            return True
        seen.add(here)
        here = anchors[here]
    return False


def _levels(playbook: PlaybookEntry, names: Names) -> Iterator[Finding]:
    if [level.number for level in playbook.levels] != [1, 2, 3, 4]:
        yield ("levels",), "the levels are 1, 2, 3 and 4, in this order"
    for nr, level in enumerate(playbook.levels):
        path: FieldPath = ("levels", nr)
        yield from unknown((*path, "roles"), "role", level.roles, names.roles)
        yield from unknown((*path, "approvers"), "role", level.approvers, names.roles)


def _decision(kind: DecisionEntry, path: FieldPath, names: Names) -> Iterator[Finding]:
    yield from unknown((*path, "sets"), "condition", kind.sets, names.conditions)
    yield from unknown((*path, "clears"), "condition", kind.clears, names.conditions)
    yield from unknown((*path, "completes"), "task", kind.completes, names.tasks)
    yield from double((*path, "fields"), kind.fields, "id")
    fields = {entry.id: entry for entry in kind.fields}
    yield from double((*path, "gates"), kind.gates, "id")
    for nr, gate in enumerate(kind.gates):
        yield from _gate(gate, (*path, "gates", nr), fields, names)
    if kind.draft_field is not None and kind.draft_field not in fields:
        yield (*path, "draft_field"), f"there is no field {kind.draft_field!r} here"
    for nr, entry in enumerate(kind.fields):
        yield from _field(entry, (*path, "fields", nr), fields, names)


def _drafts(kind: DecisionEntry, path: FieldPath, playbook: PlaybookEntry) -> Iterator[Finding]:
    formats = {one.id for one in playbook.formats}
    for nr, entry in enumerate(kind.fields):
        for number, option in enumerate(entry.options):
            if option.drafts is not None and option.drafts not in formats:
                where = (*path, "fields", nr, "options", number, "drafts")
                yield where, f"there is no format {option.drafts!r}"


def _gate(
    gate: GateEntry, path: FieldPath, fields: dict[str, FieldEntry], names: Names
) -> Iterator[Finding]:
    yield from unknown((*path, "tasks"), "task", gate.tasks, names.tasks)
    roles = names.roles | {LEVEL_APPROVERS}
    yield from unknown((*path, "approvers"), "role", gate.approvers, roles)
    yield from _values((*path, "when"), gate.when, fields)


def _values(
    path: FieldPath, wanted: Mapping[str, tuple[str, ...]], fields: dict[str, FieldEntry]
) -> Iterator[Finding]:
    for name, values in wanted.items():
        if name not in fields:
            yield (*path, name), f"there is no field {name!r} here"
            continue
        known = frozenset(option.value for option in fields[name].options)
        yield from unknown((*path, name), "option", values, known)


def _field(
    entry: FieldEntry, path: FieldPath, fields: dict[str, FieldEntry], names: Names
) -> Iterator[Finding]:
    if (entry.kind == "choice") != bool(entry.options):
        yield path, "options belong to the kind 'choice', and a choice needs some"
    if entry.unless is not None and entry.unless not in fields:
        yield (*path, "unless"), f"there is no field {entry.unless!r} here"
    yield from _options(entry.options, (*path, "options"), names)
    yield from _values((*path, "required_when"), entry.required_when, fields)


def _question(question: QuestionEntry, path: FieldPath, names: Names) -> Iterator[Finding]:
    if question.several and not question.options:
        yield (*path, "several"), "needs options to choose from"
    yield from _options(question.options, (*path, "options"), names)


def _options(options: Sequence[OptionEntry], path: FieldPath, names: Names) -> Iterator[Finding]:
    yield from double(path, options, "value")
    for nr, option in enumerate(options):
        yield from unknown((*path, nr, "sets"), "condition", option.sets, names.conditions)
        yield from unknown((*path, nr, "clears"), "condition", option.clears, names.conditions)
