"""Every library has a reason in docs/dependencies.md and a pin in requirements/."""

import ast
import re
import sys
import tomllib
from importlib.metadata import packages_distributions

import pytest

from tests.house.source import CODE, ROOMS, ROOT, python_files, text, tree

# Needed without an import of ours: library -> who asks for it.
NOT_IMPORTED = {
    "aiosqlite": "SQLAlchemy, by the database's URL",
    "asyncpg": "SQLAlchemy, by the database's URL",
    "noto-cjk-sans-otc": "bot/projector/picture.py, as a file and not as a module",
    "tzdata": "zoneinfo, where the system has no zone files",
}

# Released with another library and for it alone.
PART_OF = {"pydantic-core": "pydantic"}


def _name(requirement: str) -> str:
    match = re.match(r"[A-Za-z0-9._-]+", requirement)
    assert match, requirement
    return match[0].lower().replace("_", "-")


def _declared() -> dict[str, set[str]]:
    with (ROOT / "pyproject.toml").open("rb") as file:
        project = tomllib.load(file)
    groups = project["dependency-groups"]
    named = {
        group: {_name(entry) for entry in entries if isinstance(entry, str)}
        for group, entries in groups.items()
    }
    return {"run": {_name(entry) for entry in project["project"]["dependencies"]}, **named}


def _all_declared() -> set[str]:
    return {name for group in _declared().values() for name in group}


def _pinned(path: str) -> set[str]:
    return set(re.findall(r"^([a-z0-9.-]+)==", text(path), flags=re.MULTILINE))


def test_every_library_has_its_reason_and_every_reason_its_library() -> None:
    page = text("docs/dependencies.md").split("## Left out on purpose")[0]
    explained = re.findall(r"^\| ([a-z0-9-]+) \|", page, flags=re.MULTILINE)
    named = [name for name in explained if name != "library"]
    assert sorted(named) == sorted(_all_declared())


@pytest.mark.parametrize(
    ("path", "groups"),
    [
        ("requirements/run.txt", {"run"}),
        ("requirements/dev.txt", {"run", "test", "check", "build"}),
        ("requirements/build.txt", {"build"}),
        ("requirements/audit.txt", {"audit"}),
    ],
)
def test_the_lock_holds_every_library_that_is_declared(path: str, groups: set[str]) -> None:
    declared = _declared()
    assert set.union(*(declared[group] for group in groups)) - _pinned(path) == set()


def test_the_locks_agree_with_each_other() -> None:
    pins = {
        path: set(re.findall(r"^(\S+==[^\s;]+)", text(path), flags=re.MULTILINE))
        for path in ("requirements/run.txt", "requirements/build.txt", "requirements/dev.txt")
    }
    assert pins["requirements/run.txt"] <= pins["requirements/dev.txt"]
    assert pins["requirements/build.txt"] <= pins["requirements/dev.txt"]


def test_a_server_installs_no_test_tool() -> None:
    declared = _declared()
    assert _pinned("requirements/run.txt") & (declared["test"] | declared["check"]) == set()


def _imported(*tops: str) -> set[str]:
    """The libraries that the code below these folders imports, by the name they install under."""
    modules: set[str] = set()
    for path in python_files(*tops):
        for node in ast.walk(tree(path)):
            if isinstance(node, ast.Import):
                modules |= {alias.name.split(".")[0] for alias in node.names}
            elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
                modules.add(node.module.split(".")[0])
    installed = packages_distributions()
    foreign = modules - set(sys.stdlib_module_names) - set(CODE)
    names = {_name(installed.get(module, [module])[0]) for module in foreign}
    return {PART_OF.get(name, name) for name in names}


def test_the_bot_imports_only_what_it_declares() -> None:
    assert _imported(*ROOMS) - _declared()["run"] == set()


def test_the_tests_import_only_what_is_declared() -> None:
    assert _imported("tests") - _all_declared() == set()


def test_the_bot_uses_every_library_that_it_declares() -> None:
    assert _declared()["run"] - _imported(*ROOMS) == set(NOT_IMPORTED)
