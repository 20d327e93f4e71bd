"""The table of methods and the code agree about what can be refused."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from importlib import import_module
from inspect import getmodule, getsource
from pathlib import Path
from types import FunctionType, ModuleType
from typing import Any

import pytest

from bot.workspace.checks import names as name_checks
from bot.workspace.facts import MethodFacts, load_methods
from bot.workspace.limits import PER_MINUTE
from bot.workspace.webapi.methods.index import all_methods

FACTS = load_methods()
# Codes that reach a method through a check rather than in its own words.
FROM_CHECKS = {
    "check_channel_name": {
        "invalid_name",
        "invalid_name_maxlength",
        "invalid_name_punctuation",
        "invalid_name_required",
        "invalid_name_specials",
    },
    "check_topic": {"too_long", "invalid_arguments"},
    "check_purpose": {"too_long", "invalid_arguments"},
    "check_view": {"view_too_large", "invalid_arguments"},
}
# A method asks for these only where its own facts know the code.
ASKED_FIRST = {"bad_timestamp", "is_archived", "invalid_cursor", "invalid_limit"}


def test_every_method_has_facts_and_every_fact_a_method() -> None:
    assert set(all_methods()) == set(FACTS)


@pytest.mark.parametrize("facts", FACTS.values(), ids=lambda one: one.name)
def test_facts_are_whole(facts: MethodFacts) -> None:
    assert facts.tier in PER_MINUTE
    assert facts.required <= facts.arguments
    assert all(":" in scope or scope == "commands" for scope in facts.scopes)


@pytest.mark.parametrize("name", sorted(FACTS))
def test_every_error_a_method_can_answer_is_known_for_it(name: str) -> None:
    codes = {
        code
        for code in _codes(all_methods()[name])
        if not (code in ASKED_FIRST and not FACTS[name].knows(code))
    }
    unknown = {code for code in codes if not FACTS[name].knows(code)}
    assert not unknown, f"{name} answers {sorted(unknown)}"


def test_the_search_finds_codes_at_all() -> None:
    found = set(_codes(all_methods()["conversations.invite"]))
    assert {"user_not_found", "no_user", "not_in_channel", "channel_not_found"} <= found


def _codes(function: Any) -> Iterator[str]:
    for one in _reached(function):
        for node in ast.walk(_tree(one)):
            yield from _raised(node)
            if isinstance(node, ast.Name):
                yield from FROM_CHECKS.get(node.id, ())
            if one.__name__ == "_obstacle" and isinstance(node, ast.Return):
                yield from _word(node.value)


def _raised(node: ast.AST) -> Iterator[str]:
    if isinstance(node, ast.Call) and getattr(node.func, "id", "") == "ApiError" and node.args:
        yield from _word(node.args[0])


def _word(node: ast.AST | None) -> Iterator[str]:
    if isinstance(node, ast.Constant) and isinstance(node.value, str) and node.value:
        yield node.value
    if isinstance(node, ast.IfExp):
        yield from _word(node.body)
        yield from _word(node.orelse)


def _tree(function: FunctionType) -> ast.AST:
    lines = getsource(function).splitlines()
    indent = len(lines[0]) - len(lines[0].lstrip())
    return ast.parse("\n".join(line[indent:] for line in lines))


def _reached(start: Any) -> list[FunctionType]:
    seen: dict[str, FunctionType] = {}
    waiting = [start]
    while waiting:
        function = waiting.pop()
        key = f"{function.__module__}.{function.__qualname__}"
        if key in seen:
            continue
        seen[key] = function
        module = getmodule(function)
        assert module is not None
        for node in ast.walk(_tree(function)):
            waiting += _called(module, node)
    return list(seen.values())


def _called(module: ModuleType, node: ast.AST) -> list[FunctionType]:
    if isinstance(node, ast.Name):
        found = getattr(module, node.id, None)
    elif isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name):
        owner = _owner(module, node.value.id)
        found = getattr(owner, node.attr, None) if owner is not None else None
    elif isinstance(node, ast.Attribute) and getattr(node.value, "attr", "") == "triggers":
        owner = import_module("bot.workspace.triggers").Triggers
        found = getattr(owner, node.attr, None)
    else:
        found = None
    if not isinstance(found, FunctionType) or "checks" in found.__module__:
        return []
    return [found] if found.__module__.startswith("bot.workspace") else []


def _owner(module: ModuleType, name: str) -> Any:
    if name == "call":
        return import_module("bot.workspace.webapi.call").Call
    if name == "self":
        return import_module("bot.workspace.webapi.call").Call
    found = getattr(module, name, None)
    return found if isinstance(found, ModuleType) else None


def test_what_the_checks_answer_is_what_their_source_says() -> None:
    source = Path(str(name_checks.__file__)).read_text(encoding="utf-8")
    for codes in (FROM_CHECKS["check_channel_name"], {"too_long"}):
        assert all(f'"{code}"' in source for code in codes)
