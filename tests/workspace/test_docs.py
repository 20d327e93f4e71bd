"""The page about the local Slack names everything that can be used or asked for."""

from __future__ import annotations

from dataclasses import fields
from pathlib import Path

import pytest

from bot.workspace.facts import load_methods
from bot.workspace.faults import Fault
from bot.workspace.people.actor import Actor
from bot.workspace.state import Settings

PAGE = (Path(__file__).parents[2] / "docs" / "local-slack.md").read_text(encoding="utf-8")
ACTS = [name for name in dir(Actor) if not name.startswith("_") and name != "act_on"]


@pytest.mark.parametrize(
    "word",
    [
        *load_methods(),
        *(kind.value for kind in Fault),
        *(setting.name for setting in fields(Settings)),
        *(name for name in ACTS if name != "id"),
    ],
)
def test_everything_is_named_on_the_page(word: str) -> None:
    assert f"`{word}" in PAGE or f"{word}(" in PAGE
