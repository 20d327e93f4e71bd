"""Reads YAML files into one plain document and remembers on which line each value stood.

Called by ``bot.playbook.load``. Knows nothing of what a playbook means. Reads files and nothing
else; no tag is ever constructed, so no YAML can run code.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from types import MappingProxyType

import yaml

from bot.playbook.problems import FieldPath, Place, PlaybookError

MAX_BYTES = 1_000_000
"""All files of a playbook together; the one that comes with the bot is a tenth of it."""

MAX_DEPTH = 20
"""How deep values may be nested; a real playbook needs eight."""

_WHOLE_NUMBER = re.compile(r"-?(0|[1-9][0-9]{0,8})")
_WORDS = {"true": True, "false": False, "null": None, "~": None, "": None}
_PLAIN_TAGS = frozenset(
    f"tag:yaml.org,2002:{kind}"
    for kind in (
        "str", "int", "float", "bool", "null", "timestamp", "map", "seq", "merge", "value",
    )
)  # fmt: skip


@dataclass(slots=True)
class Document:
    """The files as one mapping. ``places`` says where each value stood."""

    data: dict[str, object] = field(default_factory=dict)
    places: dict[FieldPath, Place] = field(default_factory=dict)


def read(path: Path, instead: Mapping[str, str] = MappingProxyType({})) -> Document:
    """Return what a YAML file, or every ``*.yaml`` below a folder in order of name, says.

    Lists under the same key are joined over files, so that tasks can be spread over several;
    anything else may be said once only. Raises :class:`PlaybookError` with every problem found.
    ``instead`` is read in place of the files of these names.
    """
    reader = _Reader()
    for name, text in texts_of(path).items():
        reader.add(name, instead.get(name, text))
    if reader.problems:
        raise PlaybookError(tuple(reader.problems))
    return reader.document


def texts_of(path: Path) -> dict[str, str]:
    """Return the text of every file by its name. Raises :class:`PlaybookError`."""
    return {name: _text(name, file) for name, file in _files(path)}


def compose(text: str) -> yaml.Node | None:
    """Return the nodes of one file, each with where it stands. Raises ``yaml.YAMLError``."""
    return _compose(text)


def _files(path: Path) -> list[tuple[str, Path]]:
    if path.is_file():
        found = [(path.name, path)]
    elif path.is_dir():
        inside = [file for end in ("*.yaml", "*.yml") for file in path.rglob(end)]
        found = sorted((file.relative_to(path).as_posix(), file) for file in inside)
    else:
        raise PlaybookError((f"{path}: there is no such file or folder",))
    if not found:
        raise PlaybookError((f"{path}: no .yaml file in this folder",))
    if sum(file.stat().st_size for _, file in found) > MAX_BYTES:
        raise PlaybookError((f"{path}: larger than {MAX_BYTES:,} bytes in all",))
    return found


def _text(name: str, file: Path) -> str:
    try:
        return file.read_text(encoding="utf-8")
    except UnicodeDecodeError as error:
        raise PlaybookError((f"{name}: is not UTF-8 (byte {error.start})",)) from None
    except OSError as error:
        raise PlaybookError((f"{name}: cannot be read ({error.strerror})",)) from None


class _Reader:
    """Collects files into one document, and all their problems."""

    def __init__(self) -> None:
        self.document = Document()
        self.problems: list[str] = []
        self._file = ""
        self._seen: set[int] = set()

    def add(self, file: str, text: str) -> None:
        """Add one file to the document."""
        self._file = file
        self._seen = set()
        try:
            root = _compose(text)
        except yaml.MarkedYAMLError as error:
            mark = error.problem_mark or error.context_mark
            self._problem(mark.line if mark else 0, error.problem or "is not YAML")
        except yaml.YAMLError as error:
            self._problem(0, str(error).splitlines()[0])
        else:
            self._add_root(root)

    def _add_root(self, root: yaml.Node | None) -> None:
        if root is None:
            return
        if not isinstance(root, yaml.MappingNode):
            self._problem(root.start_mark.line, "a file must consist of keys and values")
            return
        self.document.places.setdefault((), Place(self._file, 1))
        for key, node in self._pairs(root, ()):
            self._add_key(key, node)

    def _add_key(self, key: str, node: yaml.Node) -> None:
        data = self.document.data
        if key not in data:
            data[key] = self._value(node, (key,))
            return
        known = data[key]
        if not (isinstance(known, list) and isinstance(node, yaml.SequenceNode)):
            first = self.document.places[key,]
            self._problem(node.start_mark.line, f"{key}: already said in {first.file}")
            return
        for item in node.value:
            known.append(self._value(item, (key, len(known))))

    def _value(self, node: yaml.Node, path: FieldPath) -> object:
        line = node.start_mark.line
        self.document.places[path] = Place(self._file, line + 1)
        if id(node) in self._seen:
            self._problem(line, "aliases (*name) are not allowed here; write it out")
            return None
        self._seen.add(id(node))
        if node.tag not in _PLAIN_TAGS:
            self._problem(line, f"the tag {node.tag} is not allowed")
        if len(path) > MAX_DEPTH:
            self._problem(line, f"nested deeper than {MAX_DEPTH} levels")
            return None
        if isinstance(node, yaml.MappingNode):
            return {key: self._value(item, (*path, key)) for key, item in self._pairs(node, path)}
        if isinstance(node, yaml.SequenceNode):
            return [self._value(item, (*path, nr)) for nr, item in enumerate(node.value)]
        return _scalar(node)

    def _pairs(self, node: yaml.MappingNode, path: FieldPath) -> list[tuple[str, yaml.Node]]:
        pairs: dict[str, yaml.Node] = {}
        for key_node, value in node.value:
            line = key_node.start_mark.line
            if not isinstance(key_node, yaml.ScalarNode):
                self._problem(line, "a key must be a word")
            elif key_node.value in pairs:
                name = ".".join(map(str, (*path, key_node.value)))
                self._problem(line, f"{name}: this key stands twice")
            else:
                pairs[key_node.value] = value
        return list(pairs.items())

    def _problem(self, line: int, text: str) -> None:
        self.problems.append(f"{self._file}:{line + 1}: {text}")


def _compose(text: str) -> yaml.Node | None:
    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    try:
        node: yaml.Node | None = yaml.compose(text, Loader=loader)
    except RecursionError:
        message = "nested far too deep"
        raise yaml.YAMLError(message) from None
    return node


def _scalar(node: yaml.Node) -> object:
    """Return the value as people mean it: ``no`` and ``12:30`` are words, not a bool or number."""
    value: str = node.value
    quoted = getattr(node, "style", None) in {"'", '"', "|", ">"}
    if quoted or node.tag == "tag:yaml.org,2002:str":
        return value
    if value in _WORDS:
        return _WORDS[value]
    return int(value) if _WHOLE_NUMBER.fullmatch(value) else value
