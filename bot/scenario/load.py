"""Loads scenarios: one that comes with the bot, by its name, or a file of one's own.

Called by ``kolcrisis rehearse``, where the bot is put together, and by tests.
"""

import json
from functools import partial
from pathlib import Path

from pydantic import ValidationError

from bot.crisis.playbook import Playbook
from bot.playbook.problems import PlaybookError, described, misshapen
from bot.playbook.read import read
from bot.scenario.references import findings
from bot.scenario.schema import ScenarioEntry
from bot.scenario.value import Scenario

SUFFIX = ".yaml"


class ScenarioError(ValueError):
    """A scenario that cannot be played. ``problems`` holds one line for each thing to mend."""

    def __init__(self, problems: tuple[str, ...]) -> None:
        """Keep every problem, so that they can be mended in one go."""
        super().__init__("\n".join(problems))
        self.problems = problems


def shipped() -> tuple[str, ...]:
    """Return the names of the scenarios that come with the bot."""
    return tuple(sorted(path.stem for path in _folder().glob(f"*{SUFFIX}")))


def find(name: str) -> Path:
    """Return the file of a shipped scenario, or the path itself for anything that is none."""
    return _folder() / f"{name}{SUFFIX}" if name in shipped() else Path(name)


def load(path: Path, playbook: Playbook) -> Scenario:
    """Return the scenario in a file, checked against the playbook it is to be played with.

    Raises :class:`ScenarioError` with every problem on its own line: file, line, field.
    """
    try:
        document = read(path)
    except PlaybookError as error:
        raise ScenarioError(error.problems) from None
    data, places = document.data, document.places
    try:
        entry = ScenarioEntry.model_validate_json(json.dumps(data, ensure_ascii=False))
    except ValidationError as error:
        raise ScenarioError(misshapen(error, data, places, "scenario")) from None
    wrong = findings(entry, playbook)
    lines = tuple(described(path, said, data, places, "scenario") for path, said in wrong)
    if lines:
        raise ScenarioError(lines)
    return entry.value()


def offered(playbook: Playbook, own: Path | None) -> tuple[Scenario, ...]:
    """Return what an exercise can be about: a brand's own scenarios first, then the shipped ones.

    ``own`` is a file, or a folder with one scenario a file; one of the same name takes the place of
    a shipped one. Raises :class:`ScenarioError` for what is wrong in them. A shipped one that asks
    for something that a brand's own playbook lacks is left out.
    """
    found = {one.script.id: one for one in map(partial(_own, playbook), _files(own))}
    for name in shipped():
        try:
            scenario = load(find(name), playbook)
        except ScenarioError:
            continue
        found.setdefault(scenario.script.id, scenario)
    return tuple(found.values())


def _own(playbook: Playbook, path: Path) -> Scenario:
    return load(path, playbook)


def _files(own: Path | None) -> list[Path]:
    if own is None:
        return []
    if not own.is_dir():
        return [own]
    files = sorted(path for end in ("*.yaml", "*.yml") for path in own.glob(end))
    if not files:
        raise ScenarioError((f"{own}: no .yaml file in this folder",))
    return files


def _folder() -> Path:
    return Path(__file__).parent / "default"
