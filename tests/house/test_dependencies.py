"""Every library has a reason in docs/dependencies.md and a pin in requirements/."""

import re
import tomllib

import pytest

from tests.house.source import ROOT, text


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


def _pinned(path: str) -> set[str]:
    return set(re.findall(r"^([a-z0-9.-]+)==", text(path), flags=re.MULTILINE))


def test_every_library_has_its_reason_and_every_reason_its_library() -> None:
    page = text("docs/dependencies.md").split("## Left out on purpose")[0]
    explained = re.findall(r"^\| ([a-z0-9-]+) \|", page, flags=re.MULTILINE)
    named = [name for name in explained if name != "library"]
    assert sorted(named) == sorted(set.union(*_declared().values()))


@pytest.mark.parametrize(
    ("path", "groups"),
    [
        ("requirements/run.txt", {"run"}),
        ("requirements/dev.txt", {"run", "test", "check", "build"}),
        ("requirements/build.txt", {"build"}),
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
