"""docs/record.md names every kind of event, every column and every problem."""

from pathlib import Path
from typing import get_args

import pytest

from bot.crisis.events import KINDS
from storage.chain import FORMAT
from storage.tables import events
from storage.values import Problem

PAGE = (Path(__file__).parents[2] / "docs" / "record.md").read_text()


@pytest.mark.parametrize(
    "name", [*KINDS, *events.columns.keys(), *get_args(Problem), FORMAT, "UnknownEvent"]
)
def test_the_page_on_the_record_names(name: str) -> None:
    assert f"`{name}`" in PAGE
