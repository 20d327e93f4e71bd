"""Whether everything that a playbook names exists: roles, steps, tasks, types, conditions.

Called by ``bot.playbook.load`` on entries whose shape is already right. Finds all problems.
"""

from collections.abc import Iterable, Iterator, Sequence

from bot.playbook.problems import FieldPath
from bot.playbook.schema import (
    DecisionEntry,
    FieldEntry,
    OptionEntry,
    PlaybookEntry,
    QuestionEntry,
    TaskEntry,
)

Finding = tuple[FieldPath, str]
"""Where, and what is wrong there."""

START = "start"
"""The anchor that is always there: the opening."""


def findings(playbook: PlaybookEntry) -> Iterator[Finding]:
    """Yield every name that stands twice or refers to nothing, in the order of the document."""
    names = _Names(playbook)
    yield from _doubles(playbook)
    yield from _tasks(playbook, names)
    yield from _levels(playbook, names)
    for nr, kind in enumerate(playbook.decisions):
        yield from _decision(kind, ("decisions", nr), names)
    for key in ("questions", "quick_read"):
        for nr, question in enumerate(getattr(playbook, key)):
            yield from _question(question, (key, nr), names)
    yield from _options(playbook.outcomes, ("outcomes",), names)


class _Names:
    """Every name that can be referred to."""

    def __init__(self, playbook: PlaybookEntry) -> None:
        self.roles = frozenset(role.id for role in playbook.roles)
        self.steps = frozenset(step.id for step in playbook.steps)
        self.types = frozenset(kind.id for kind in playbook.types)
        self.conditions = frozenset(condition.id for condition in playbook.conditions)
        self.tasks = frozenset(task.id for task in playbook.tasks)
        self.anchors = self.tasks | {kind.id for kind in playbook.decisions} | {START}


def _unknown(
    path: FieldPath, what: str, used: Iterable[str], known: frozenset[str]
) -> Iterator[Finding]:
    for nr, name in enumerate(used):
        if name not in known:
            yield (*path, nr), f"there is no {what} {name!r}; known: {', '.join(sorted(known))}"


def _doubles(playbook: PlaybookEntry) -> Iterator[Finding]:
    lists: tuple[tuple[str, Sequence[object], str], ...] = (
        ("roles", playbook.roles, "id"),
        ("roles", playbook.roles, "short"),
        ("steps", playbook.steps, "id"),
        ("conditions", playbook.conditions, "id"),
        ("tasks", playbook.tasks, "id"),
        ("tasks", playbook.tasks, "rank"),
        ("types", playbook.types, "id"),
        ("levels", playbook.levels, "number"),
        ("decisions", playbook.decisions, "id"),
        ("questions", playbook.questions, "id"),
        ("quick_read", playbook.quick_read, "id"),
    )
    for key, entries, attribute in lists:
        yield from _double((key,), entries, attribute)


def _double(path: FieldPath, entries: Sequence[object], attribute: str) -> Iterator[Finding]:
    seen: set[object] = set()
    for nr, entry in enumerate(entries):
        name = getattr(entry, attribute)
        if name in seen:
            yield (*path, nr, attribute), f"{attribute} {name} is used twice in {path[-1]}"
        seen.add(name)


def _tasks(playbook: PlaybookEntry, names: _Names) -> Iterator[Finding]:
    anchors = {task.id: task.due.anchor for task in playbook.tasks}
    for nr, task in enumerate(playbook.tasks):
        yield from _task(task, ("tasks", nr), names)
        if _circles(task.id, anchors):
            yield ("tasks", nr, "due", "anchor"), f"{task.id} would wait for itself"


def _task(task: TaskEntry, path: FieldPath, names: _Names) -> Iterator[Finding]:
    yield from _unknown((*path, "step"), "step", (task.step,), names.steps)
    yield from _unknown((*path, "roles"), "role", task.roles, names.roles)
    yield from _unknown((*path, "sets"), "condition", task.sets, names.conditions)
    when = (*path, "when")
    yield from _unknown((*when, "types"), "type", task.when.types, names.types)
    yield from _unknown((*when, "not_types"), "type", task.when.not_types, names.types)
    yield from _unknown((*when, "conditions"), "condition", task.when.conditions, names.conditions)
    if task.due.anchor not in names.anchors:
        yield (
            (*path, "due", "anchor"),
            (f"{task.due.anchor!r} is neither {START!r} nor a task nor a decision kind"),
        )


def _circles(task: str, anchors: dict[str, str]) -> bool:
    seen = {task}
    here = anchors[task]
    while here in anchors and here not in seen:
        seen.add(here)
        here = anchors[here]
    return here == task


def _levels(playbook: PlaybookEntry, names: _Names) -> Iterator[Finding]:
    for nr, level in enumerate(playbook.levels):
        path: FieldPath = ("levels", nr)
        yield from _unknown((*path, "roles"), "role", level.roles, names.roles)
        yield from _unknown((*path, "approvers"), "role", level.approvers, names.roles)


def _decision(kind: DecisionEntry, path: FieldPath, names: _Names) -> Iterator[Finding]:
    yield from _unknown((*path, "sets"), "condition", kind.sets, names.conditions)
    yield from _unknown((*path, "clears"), "condition", kind.clears, names.conditions)
    yield from _unknown((*path, "completes"), "task", kind.completes, names.tasks)
    yield from _double((*path, "fields"), kind.fields, "id")
    fields = {entry.id: entry for entry in kind.fields}
    for nr, entry in enumerate(kind.fields):
        yield from _field(entry, (*path, "fields", nr), fields, names)


def _field(
    entry: FieldEntry, path: FieldPath, fields: dict[str, FieldEntry], names: _Names
) -> Iterator[Finding]:
    if (entry.kind == "choice") != bool(entry.options):
        yield path, "options belong to kind 'choice', and a choice needs some"
    if entry.unless is not None and entry.unless not in fields:
        yield (*path, "unless"), f"there is no field {entry.unless!r} here"
    yield from _options(entry.options, (*path, "options"), names)
    for name, values in entry.required_when.items():
        where = (*path, "required_when", name)
        if name not in fields:
            yield where, f"there is no field {name!r} here"
            continue
        known = frozenset(option.value for option in fields[name].options)
        yield from _unknown(where, "option", values, known)


def _question(question: QuestionEntry, path: FieldPath, names: _Names) -> Iterator[Finding]:
    if question.several and not question.options:
        yield (*path, "several"), "needs options to choose from"
    yield from _options(question.options, (*path, "options"), names)


def _options(options: Sequence[OptionEntry], path: FieldPath, names: _Names) -> Iterator[Finding]:
    yield from _double(path, options, "value")
    for nr, option in enumerate(options):
        yield from _unknown((*path, nr, "sets"), "condition", option.sets, names.conditions)
        yield from _unknown((*path, nr, "clears"), "condition", option.clears, names.conditions)
