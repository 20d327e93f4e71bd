"""docs/scenarios.md says every key, every act and every objective of a scenario."""

import re
from pathlib import Path
from typing import get_args

import pytest
from pydantic import BaseModel

from bot.cli.rehearse.deeds import DEEDS
from bot.crisis.drill import OBJECTIVES
from bot.playbook.schema_base import Said
from bot.scenario.load import shipped
from bot.scenario.schema import ScenarioEntry
from bot.scenario.schema_acts import ActEntry

PAGE = (Path(__file__).parents[2] / "docs" / "scenarios.md").read_text(encoding="utf-8")
ACTS: dict[str, type[BaseModel]] = {
    get_args(model.model_fields["do"].annotation)[0]: model
    for model in get_args(get_args(ActEntry)[0])
}


def _models(annotation: object) -> list[type[BaseModel]]:
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return [annotation]
    return [model for inner in get_args(annotation) for model in _models(inner)]


def _keys(annotation: object) -> set[str]:
    keys: set[str] = set()
    for model in _models(annotation):
        if not issubclass(model, Said):
            for name, field in model.model_fields.items():
                keys |= {field.alias or name} | _keys(field.annotation)
    return keys


def _section(key: str) -> str:
    found = re.search(rf"^### `{key}`\n(.*?)(?=^##)", PAGE, re.MULTILINE | re.DOTALL)
    return found[1] if found else ""


@pytest.mark.parametrize("key", list(ScenarioEntry.model_fields))
def test_every_key_is_explained(key: str) -> None:
    section = _section(key)
    assert section, f"no section for {key}"
    inside = _keys(ScenarioEntry.model_fields[key].annotation)
    # What can be expected can be a mistake too, and is explained once.
    told = section + (_section("expected") if key == "never" else "")
    assert {name for name in inside if f"`{name}" not in told} == set()


def test_every_act_has_its_row_with_what_it_needs_and_can_be_played() -> None:
    rows = dict(re.findall(r"^\| `(\w+)` \|([^|]*)\|", PAGE, re.MULTILINE))
    del rows["do"]
    needs = {
        act: {name for name in model.model_fields if name not in {"at", "who", "do"}}
        for act, model in ACTS.items()
    }
    assert {act: set(re.findall(r"`(\w+)`", row)) for act, row in rows.items()} == needs
    assert needs.keys() == DEEDS.keys()


def test_every_objective_and_every_shipped_scenario_is_named() -> None:
    named = set(re.findall(r"`(\w+)`", PAGE))
    assert named >= {*OBJECTIVES, *shipped()}
