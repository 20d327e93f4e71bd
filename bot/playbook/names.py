"""The names in a playbook that can be referred to, and how to say that one is unknown or double.

Used by the reference checks beside it.
"""

from collections.abc import Iterable, Iterator, Sequence
from typing import TypeAlias

from bot.playbook.problems import FieldPath
from bot.playbook.schema import PlaybookEntry

Finding: TypeAlias = tuple[FieldPath, str]
"""Where, and what is wrong there."""

START = "start"
"""The anchor that is always there: the opening."""


class Names:
    """Every name that can be referred to."""

    def __init__(self, playbook: PlaybookEntry) -> None:
        self.roles = frozenset(role.id for role in playbook.roles)
        self.steps = frozenset(step.id for step in playbook.steps)
        self.types = frozenset(kind.id for kind in playbook.types)
        self.conditions = frozenset(condition.id for condition in playbook.conditions)
        self.tasks = frozenset(task.id for task in playbook.tasks)
        self.decisions = frozenset(kind.id for kind in playbook.decisions)
        self.elements = frozenset(element.id for element in playbook.elements)
        self.anchors = self.tasks | self.decisions | {START}
        self.processes = frozenset(
            option.value
            for question in playbook.questions
            if question.id == "failed_process"
            for option in question.options
        )


def unknown(
    path: FieldPath, what: str, used: Iterable[str], known: frozenset[str]
) -> Iterator[Finding]:
    """Yield every name in a list that is not known."""
    for nr, name in enumerate(used):
        if name not in known:
            choice = ", ".join(sorted(known)) or "none"
            yield (*path, nr), f"there is no {what} {name!r}; known: {choice}"


def double(path: FieldPath, entries: Sequence[object], attribute: str) -> Iterator[Finding]:
    """Yield every entry whose attribute repeats that of an earlier one."""
    seen: set[object] = set()
    for nr, entry in enumerate(entries):
        name = getattr(entry, attribute)
        if name in seen:
            yield (*path, nr, attribute), f"{name} is used twice as {attribute} in {path[-1]}"
        seen.add(name)
