"""The Makefile explains itself, CI runs what people run, the container holds what is here."""

import re
import shlex
import subprocess
import tomllib

from tests.house.source import ROOT, text


def _targets() -> set[str]:
    return set(re.findall(r"^([a-z][a-z-]*):(?!=)", text("Makefile"), flags=re.MULTILINE))


def test_bare_make_lists_every_target_with_a_line_of_help() -> None:
    shown = subprocess.run(
        ["make", "--no-print-directory"], cwd=ROOT, check=True, capture_output=True, text=True
    ).stdout
    lines = [line.split(maxsplit=2) for line in shown.splitlines() if line]
    assert all(line[0] == "make" and len(line) == 3 for line in lines)
    assert {line[1] for line in lines} == _targets()


def test_every_target_is_a_habit_and_not_a_file() -> None:
    phony = set(re.findall(r"^\.PHONY: (\S+)$", text("Makefile"), flags=re.MULTILINE))
    assert phony == _targets()


def test_ci_runs_what_people_run() -> None:
    assert "\nmake test" in text(".ci/run")
    assert "\nmake audit" in text(".ci/run")
    assert (ROOT / ".ci/run").stat().st_mode & 0o111


def _steps(instruction: str) -> list[list[str]]:
    joined = text("Dockerfile").replace("\\\n", " ")
    lines = re.findall(rf"^{instruction} (.*)$", joined, flags=re.MULTILINE)
    return [shlex.split(line) for line in lines]


def test_the_container_copies_only_what_exists() -> None:
    sources = [
        part
        for step in _steps("COPY")
        if not any(word.startswith("--from=") for word in step)
        for part in step[:-1]
        if not part.startswith("--")
    ]
    assert sources
    assert [source for source in sources if not (ROOT / source).exists()] == []


def test_the_container_does_not_run_as_root() -> None:
    assert _steps("USER")[-1] not in (["root"], ["0"])


def test_the_container_installs_nothing_without_a_hash() -> None:
    installs = re.findall(r"pip install[^&|]*", text("Dockerfile").replace("\\\n", " "))
    assert installs
    assert [
        line for line in installs if "--require-hashes" not in line and "--no-deps" not in line
    ] == []


def test_the_container_starts_the_command_that_the_package_installs() -> None:
    with (ROOT / "pyproject.toml").open("rb") as file:
        scripts = tomllib.load(file)["project"]["scripts"]
    assert re.search(rf'^ENTRYPOINT \["({"|".join(scripts)})"', text("Dockerfile"), re.MULTILINE)
