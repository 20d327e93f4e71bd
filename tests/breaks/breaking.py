"""Breaks a copy of the source in one place and runs one test on it. Used by the tests beside it."""

import os
import shutil
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

ROOT = Path(__file__).parents[2]
COPIED = ("bot", "handlers", "storage", "tests", "docs", "pyproject.toml", "manifest.yml")
TESTS_FAILED = 1
"""pytest's exit code for tests that ran and failed; others mean that nothing was learnt."""


@dataclass(frozen=True, slots=True)
class Break:
    """One way to lose an invariant."""

    invariant: int
    name: str
    file: str
    find: str
    replace: str
    test: str


def all_breaks() -> list[Break]:
    """Return all breaks, in the order in which they are written down."""
    written: list[dict[str, Any]] = yaml.safe_load(
        (Path(__file__).parent / "breaks.yaml").read_text(encoding="utf-8")
    )
    return [Break(**one) for one in written]


def copy_to(folder: Path) -> None:
    """Copy the source, byte code included: it spares most of the time a run takes."""
    for name in COPIED:
        source = ROOT / name
        if source.is_dir():
            shutil.copytree(source, folder / name)
        else:
            shutil.copy2(source, folder / name)


def found(broken: Break, folder: Path) -> int:
    """Return how often the text that a break replaces stands in its file."""
    return (folder / broken.file).read_text(encoding="utf-8").count(broken.find)


def apply(broken: Break, folder: Path) -> None:
    """Break the copy. AssertionError when the text is not there exactly once any more."""
    assert found(broken, folder) == 1, f"'{broken.name}' does not fit {broken.file} any more"
    path = folder / broken.file
    text = path.read_text(encoding="utf-8")
    path.write_text(text.replace(broken.find, broken.replace), encoding="utf-8")


def run(folder: Path, *tests: str) -> subprocess.CompletedProcess[str]:
    """Run tests of the copy in a process of its own."""
    environment = {k: v for k, v in os.environ.items() if not k.startswith("PYTEST_")}
    return subprocess.run(
        [sys.executable, "-m", "pytest", "-q", "-x", "-p", "no:cacheprovider", "-n", "0", *tests],
        cwd=folder,
        env=environment | {"PYTHONPATH": str(folder)},
        capture_output=True,
        text=True,
        timeout=180,
        check=False,
    )
