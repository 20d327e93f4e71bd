"""What the catalogs hold and what the code asks for. Used by the tests of the catalogs."""

import ast
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from bot.locales.catalog import Tongue, read_catalog

ROOT = Path(__file__).parents[2]
ROOMS = ("bot", "handlers")
SPEAKING = {"say", "line", "label", "said", "Refusal", "sentence"}
"""Calls whose first constant argument that looks like a key is one."""
UNCHECKED_VALUES = {"Refusal", "sentence"}
"""Calls whose values are not keywords of the call."""


@dataclass(frozen=True, slots=True)
class Use:
    """A place in the code that names a key; ``values`` is None where they cannot be seen."""

    key: str
    where: str
    values: frozenset[str] | None


def catalog(tongue: Tongue) -> dict[str, tuple[str, ...]]:
    """Every key with its forms (one, or one for each plural)."""
    found: dict[str, tuple[str, ...]] = {}
    for entry in read_catalog(tongue):
        if entry.id:
            key = entry.id if isinstance(entry.id, str) else entry.id[0]
            forms = (entry.string,) if isinstance(entry.string, str) else tuple(entry.string or ())
            assert not entry.fuzzy, f"{tongue}: {key} is still to be checked"
            found[key] = forms
    return found


def uses() -> Iterator[Use]:
    """Every key that the code names in a call that speaks."""
    for path in _files():
        for node in _nodes(path):
            if isinstance(node, ast.Call) and (name := _name(node)) in SPEAKING:
                yield from _use(node, name, f"{path.relative_to(ROOT)}:{node.lineno}")


def strings() -> frozenset[str]:
    """Every string in the code, since a key may be chosen before it is said."""
    return frozenset(
        node.value
        for path in _files()
        for node in _nodes(path)
        if isinstance(node, ast.Constant) and isinstance(node.value, str)
    )


def _files() -> Iterator[Path]:
    for room in ROOMS:
        yield from sorted((ROOT / room).rglob("*.py"))


@cache
def _nodes(path: Path) -> tuple[ast.AST, ...]:
    return tuple(ast.walk(ast.parse(path.read_text("utf-8"))))


def _name(node: ast.Call) -> str:
    function = node.func
    return function.attr if isinstance(function, ast.Attribute) else getattr(function, "id", "")


def _use(node: ast.Call, name: str, where: str) -> Iterator[Use]:
    for argument in node.args[:2]:
        for choice in _choices(argument):
            spread = any(keyword.arg is None for keyword in node.keywords)
            named = frozenset(keyword.arg for keyword in node.keywords if keyword.arg)
            unseen = spread or name in UNCHECKED_VALUES
            yield Use(choice, where, None if unseen else named)


def _choices(argument: ast.expr) -> Iterator[str]:
    """Keys that stand as themselves, or on either side of an ``if`` within the call."""
    if isinstance(argument, ast.IfExp):
        yield from _choices(argument.body)
        yield from _choices(argument.orelse)
    elif isinstance(argument, ast.Constant) and isinstance(argument.value, str):
        key = argument.value
        if "." in key and key.replace(".", "").replace("_", "").isalpha():
            yield key
