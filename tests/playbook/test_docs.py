"""docs/playbook.md says every key, task, condition, decision and source mark of the playbook."""

import re
from pathlib import Path
from typing import get_args

import pytest
import yaml
from pydantic import BaseModel

from bot.crisis.playbook import Playbook
from bot.playbook.load import default_path, dump, load
from bot.playbook.schema import PlaybookEntry
from bot.playbook.schema_base import Said

PAGE = Path(__file__).parents[2] / "docs" / "playbook.md"


@pytest.fixture(scope="module")
def page() -> str:
    return PAGE.read_text(encoding="utf-8")


def _models(annotation: object) -> list[type[BaseModel]]:
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return [annotation]
    return [model for inner in get_args(annotation) for model in _models(inner)]


def _keys(annotation: object) -> set[str]:
    """Return the keys of an entry and of everything inside it, texts left out."""
    keys: set[str] = set()
    for model in _models(annotation):
        if not issubclass(model, Said):
            for name, field in model.model_fields.items():
                keys |= {name} | _keys(field.annotation)
    return keys


def _section(page: str, key: str) -> str:
    found = re.search(rf"^### `{key}`\n(.*?)(?=^##)", page, re.MULTILINE | re.DOTALL)
    return found[1] if found else ""


@pytest.mark.parametrize("key", list(PlaybookEntry.model_fields))
def test_every_key_of_the_schema_is_explained(page: str, key: str) -> None:
    section = _section(page, key)
    assert section, f"no section for {key}"
    keys = _keys(PlaybookEntry.model_fields[key].annotation)
    assert {name for name in keys if f"`{name}`" not in section} == set()


def test_every_task_is_listed_with_its_title(page: str, playbook: Playbook) -> None:
    rows = set(re.findall(r"^\| ([A-Z]+\d+) \| (.*?) \|", page, re.MULTILINE))
    assert rows >= {(task.id, task.title.en) for task in playbook.tasks}
    listed = {name for name, _ in rows if not name.startswith("S")}
    assert listed == {task.id for task in playbook.tasks}


def test_every_kind_of_decision_is_listed(page: str, playbook: Playbook) -> None:
    section = page.partition("## The decisions that come with it")[2].partition("\n## ")[0]
    rows = re.findall(r"^\| `(\w+)` \| (.*?) \|", section, re.MULTILINE)
    assert rows == [(one.id, one.name.en) for one in playbook.decisions]


def test_every_condition_is_listed(page: str, playbook: Playbook) -> None:
    rows = {f"| `{one.id}` | {one.name.en} |" for one in playbook.conditions}
    assert {row for row in rows if row not in page} == set()


def test_every_source_mark_is_explained(page: str) -> None:
    document = dump(default_path())
    used = {mark for text in re.findall(r'"source":"(.*?)"', document) for mark in text.split("; ")}
    marks = {mark.split()[0].rstrip(";") for mark in used}
    numbered = {mark for mark in marks if re.fullmatch(r"S\d+", mark)}
    assert {mark for mark in numbered if f"| {mark} | " not in page} == set()
    others = marks - numbered
    assert others <= {"guide", "practice", "own", "2022"}


def test_it_is_said_that_nothing_is_legal_advice(page: str) -> None:
    assert "Nothing in it is legal advice" in page


def test_the_examples_on_the_page_load(page: str, tmp_path: Path) -> None:
    examples = re.findall(r"```yaml\n(.*?)```", page, re.DOTALL)
    assert len(examples) == 2
    (tmp_path / "base.yaml").write_text(dump(default_path()), encoding="utf-8")
    for number, example in enumerate(examples):
        (tmp_path / f"example-{number}.yaml").write_text(example, encoding="utf-8")
    playbook = load(tmp_path)
    added = {
        entry["id"]
        for example in examples
        for part in yaml.safe_load(example).values()
        for entry in part
    }
    assert added <= {*playbook.task_by_id, *playbook.decision_by_id}
