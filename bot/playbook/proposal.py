"""A change of a playbook as a difference between YAML files. Nothing is written.

Called by the service when a corrective action should change how the next campaign is prepared. What
people wrote in the files, comments and order, stays as it is around the change.
"""

import difflib
import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

import yaml

from bot.playbook.load import load
from bot.playbook.problems import PlaybookError
from bot.playbook.read import compose, texts_of

Target = Literal["check", "section", "clause"]

_LISTS: dict[Target, tuple[str, ...]] = {
    "check": ("prevention", "checks"),
    "section": ("prevention", "brief", "sections"),
    "clause": ("prevention", "brief", "clauses"),
}
_ROOTS = ("prevention",)
"""What a number is looked for in."""
_NUMBER = re.compile(r"[0-9]{1,9}")
_NO_ID = re.compile(r"[^a-z0-9]+")


@dataclass(frozen=True, slots=True)
class AddEntry:
    """Something is asked for that was not: a check, a section of the brief, a clause."""

    target: Target
    name_en: str
    name_zh: str
    how_en: str = ""
    how_zh: str = ""


@dataclass(frozen=True, slots=True)
class SetNumber:
    """A threshold gets another value. ``where`` is the way to it, with dots; ids name entries."""

    where: str
    value: int


@dataclass(frozen=True, slots=True)
class Proposal:
    """The difference, and in which file."""

    file: str
    diff: str


def numbers(path: Path) -> tuple[tuple[str, int], ...]:
    """Return every threshold that a change may set, with its value now."""
    found = []
    for text in texts_of(path).values():
        root = _root(text)
        for name in _ROOTS:
            node = _child(root, name)
            if node is not None:
                found += list(_numbers(node, name))
    return tuple(found)


def propose(path: Path, change: AddEntry | SetNumber) -> Proposal:
    """Return what would change, after reading the playbook as it would be then.

    Raises :class:`PlaybookError` if there is no such place, or if the changed playbook would not
    load.
    """
    way = tuple(change.where.split(".")) if isinstance(change, SetNumber) else _LISTS[change.target]
    for name, before in texts_of(path).items():
        node = _root(before)
        for step in way:
            node = _child(node, step)
        if node is not None:
            after = _changed(before, node, change)
            load(path, {name: after})
            return Proposal(name, _difference(name, before, after))
    raise PlaybookError((f"{'.'.join(way)}: there is no such place in the playbook",))


def _root(text: str) -> yaml.Node | None:
    try:
        return compose(text)
    except yaml.YAMLError:
        raise PlaybookError(("the playbook in use is no YAML any more",)) from None


def _child(node: yaml.Node | None, step: str) -> yaml.Node | None:
    if isinstance(node, yaml.MappingNode):
        for key, value in node.value:
            if key.value == step and isinstance(value, yaml.Node):
                return value
    if isinstance(node, yaml.SequenceNode):
        for nr, item in enumerate(node.value):
            if _id(item) == step or (_id(item) is None and str(nr) == step):
                return item if isinstance(item, yaml.Node) else None
    return None


def _id(node: yaml.Node) -> str | None:
    found = _child(node, "id") if isinstance(node, yaml.MappingNode) else None
    return str(found.value) if found is not None else None


def _numbers(node: yaml.Node, way: str) -> Iterator[tuple[str, int]]:
    if isinstance(node, yaml.MappingNode):
        for key, value in node.value:
            yield from _numbers(value, f"{way}.{key.value}")
    elif isinstance(node, yaml.SequenceNode):
        for nr, item in enumerate(node.value):
            yield from _numbers(item, f"{way}.{_id(item) or nr}")
    elif node.tag == "tag:yaml.org,2002:int" and _NUMBER.fullmatch(str(node.value)):
        yield way, int(str(node.value))


def _changed(text: str, node: yaml.Node, change: AddEntry | SetNumber) -> str:
    lines = text.splitlines(keepends=True)
    if isinstance(change, SetNumber):
        at, line = node.start_mark, lines[node.start_mark.line]
        if not isinstance(node, yaml.ScalarNode) or not _NUMBER.fullmatch(str(node.value)):
            raise PlaybookError((f"{change.where}: this is no whole number",))
        end = at.column + len(str(node.value))
        lines[at.line] = f"{line[: at.column]}{change.value}{line[end:]}"
        return "".join(lines)
    if not isinstance(node, yaml.SequenceNode) or node.flow_style or not node.value:
        raise PlaybookError(("this list stands in one line; write the change by hand",))
    last = _last_line(node.value[-1])
    if not lines[last].endswith("\n"):
        lines[last] += "\n"
    lines[last + 1 : last + 1] = _entry(change, node)
    return "".join(lines)


def _last_line(node: yaml.Node) -> int:
    """Return the line on which an entry ends; what follows it, comments too, is not its own."""
    if isinstance(node, yaml.MappingNode) and node.value and not node.flow_style:
        return _last_line(node.value[-1][1])
    if isinstance(node, yaml.SequenceNode) and node.value and not node.flow_style:
        return _last_line(node.value[-1])
    end = node.end_mark
    # A text over several lines ends at the beginning of the line after it.
    return int(end.line - 1 if end.column == 0 and end.line > node.start_mark.line else end.line)


def _entry(change: AddEntry, node: yaml.SequenceNode) -> list[str]:
    indent = " " * node.start_mark.column
    taken = {_id(item) for item in node.value}
    wanted = _NO_ID.sub("_", change.name_en.lower()).strip("_")[:30].strip("_")
    name = wanted if wanted and wanted[0].isalpha() else f"added_{len(node.value) + 1}"
    if name in taken:
        raise PlaybookError((f"there is a {name} already",))
    made = [f"{indent}- id: {name}\n", f"{indent}  name: {_both(change.name_en, change.name_zh)}\n"]
    if change.target != "clause":
        made.append(f"{indent}  how: {_both(change.how_en, change.how_zh)}\n")
    return made


def _both(en: str, zh: str) -> str:
    return f"{{en: {_quoted(en)}, zh: {_quoted(zh)}}}"


def _quoted(text: str) -> str:
    """Return a text as YAML reads it, whatever is in it: JSON's strings are YAML's, too."""
    return json.dumps(" ".join(text.split()), ensure_ascii=False)


def _difference(name: str, before: str, after: str) -> str:
    lines = difflib.unified_diff(
        before.splitlines(), after.splitlines(), f"a/{name}", f"b/{name}", lineterm=""
    )
    return "\n".join(lines) + "\n"
