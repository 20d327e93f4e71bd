"""What import-linter cannot say: every room has its place, and pure rooms stay pure inside too."""

import ast
import tomllib
from collections.abc import Iterator

from tests.house.source import ROOMS, ROOT, python_files, strings, tree

PURE = ("bot/crisis/", "bot/playbook/", "bot/views/", "bot/review/", "bot/lint/")

# Where the real time may be read: prefix -> why.
TIME_IS_ASKED_IN = {
    "bot/clock": "the one door for time",
    "bot/app/door": "Bolt logs how long an answer over Socket Mode took",
    "bot/app/signals": "a signature's age is measured in real time",
    "bot/workspace/clock": "the local Slack has a clock of its own",
    "bot/workspace/delivery/": "a signature's age is measured in real time",
}
CLOCKS = {
    ("datetime", "now"),
    ("datetime", "today"),
    ("datetime", "utcnow"),
    ("date", "today"),
    ("time", "time"),
    ("time", "time_ns"),
}

# Rooms whose people read catalogs only: any sentence in their Python is a stray.
SPEAKING_ROOMS = (
    *("bot/views/", "bot/review/", "bot/lint/"),
    *("bot/service", "bot/projector", "handlers/"),
)
LOG_METHODS = {"debug", "info", "warning", "error", "exception", "critical", "bind"}


def _layers() -> set[str]:
    with (ROOT / "pyproject.toml").open("rb") as file:
        contracts = tomllib.load(file)["tool"]["importlinter"]["contracts"]
    (layers,) = (contract["layers"] for contract in contracts if contract["id"] == "layers")
    return {
        name.strip().strip("()") for layer in layers for name in layer.replace("|", ":").split(":")
    }


def _imports(path: str) -> Iterator[tuple[int, str]]:
    for node in ast.walk(tree(path)):
        if isinstance(node, ast.Import):
            yield from ((node.lineno, alias.name) for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            yield node.lineno, node.module


def _calls(path: str) -> Iterator[tuple[int, str, str]]:
    for node in ast.walk(tree(path)):
        if isinstance(node, ast.Attribute):
            owner = node.value
            name = owner.id if isinstance(owner, ast.Name) else getattr(owner, "attr", "")
            yield node.lineno, name, node.attr


def test_every_room_has_its_place_in_the_layers() -> None:
    rooms = {"handlers", "storage"}
    for path in python_files("bot"):
        room = path.removesuffix(".py").split("/")[1]
        if room != "__init__":
            rooms.add(f"bot.{room}")
    assert rooms - _layers() == set()


def test_views_know_the_shapes_of_slack_and_not_its_client() -> None:
    strays = [
        f"{path}:{line} {name}"
        for path in python_files("bot")
        if path.startswith(PURE)
        for line, name in _imports(path)
        if name.startswith("slack") and not name.startswith("slack_sdk.models")
    ]
    assert strays == []


def test_time_is_read_through_one_door() -> None:
    strays = [
        f"{path}:{line} {owner}.{name}"
        for path in python_files(*ROOMS)
        if not path.startswith(tuple(TIME_IS_ASKED_IN))
        for line, owner, name in _calls(path)
        if (owner, name) in CLOCKS
    ]
    assert strays == []


def test_imports_are_spelled_out() -> None:
    relative = [
        f"{path}:{node.lineno}"
        for path in python_files()
        for node in ast.walk(tree(path))
        if isinstance(node, ast.ImportFrom) and node.level
    ]
    assert relative == []


def _ids(node: ast.AST) -> set[int]:
    return {id(child) for child in ast.walk(node)}


def _said_to_operators(module: ast.Module) -> set[int]:
    """Ids of what stands in a raise or a log call: no person in a crisis reads it."""
    heard: set[int] = set()
    raised: set[str] = set()
    for node in ast.walk(module):
        if isinstance(node, ast.Raise):
            heard |= _ids(node)
            raised |= {child.id for child in ast.walk(node) if isinstance(child, ast.Name)}
        elif isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute):
            heard |= _ids(node) if node.func.attr in LOG_METHODS else set()
    for node in ast.walk(module):
        if isinstance(node, ast.Assign) and isinstance(node.targets[0], ast.Name):
            heard |= _ids(node) if node.targets[0].id in raised else set()
    return heard


def _is_prose(string: str) -> bool:
    words = [word.strip(".,:;!?") for word in string.split(" ")]
    return sum(word.isalpha() and len(word) > 1 for word in words) > 1


def test_no_sentence_to_a_person_is_written_in_python() -> None:
    strays = []
    for path in (p for p in python_files() if p.startswith(SPEAKING_ROOMS)):
        heard = _said_to_operators(tree(path))
        strays += [
            f"{path}:{node.lineno} {node.value!r}"
            for node in strings(path)
            if id(node) not in heard and _is_prose(str(node.value))
        ]
    assert strays == []
