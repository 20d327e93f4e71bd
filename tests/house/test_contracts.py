"""The import contracts bite: a house built wrong on purpose breaks each of them."""

import os
import re
import shutil
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

from tests.house.source import ROOT

# contract -> a module and the import that it must not have
OFFENCES = {
    "layers": [
        ("bot/service/wrong.py", "import handlers"),
        ("bot/crisis/wrong.py", "import bot.playbook"),
        ("bot/locales/wrong.py", "import bot.views"),
        ("bot/gateway/wrong.py", "import storage"),
    ],
    "core": [("bot/crisis/chatty.py", "import logging"), ("bot/crisis/late.py", "import asyncio")],
    "pure": [
        ("bot/views/busy.py", "import asyncio"),
        ("bot/review/busy.py", "import sqlalchemy"),
        ("bot/lint/late.py", "import time"),
    ],
    "storage": [
        ("storage/blocks.py", "import bot.views"),
        ("storage/slack.py", "import slack_sdk"),
    ],
    "workspace": [("bot/workspace/insider.py", "import bot.crisis")],
    "workspace-door": [("bot/app/shortcut.py", "import bot.workspace")],
    "composition": [("handlers/builder.py", "import bot.app")],
    "slack-client": [("bot/projector/direct.py", "import slack_sdk")],
}


def _contracts() -> list[dict[str, object]]:
    with (ROOT / "pyproject.toml").open("rb") as file:
        contracts: list[dict[str, object]] = tomllib.load(file)["tool"]["importlinter"]["contracts"]
    return contracts


def _house(folder: Path) -> None:
    """Every room that a contract names, empty."""
    shutil.copy(ROOT / "pyproject.toml", folder)
    for name in re.findall(r"\b(?:bot|handlers|storage)\b(?:\.\w+)?", str(_contracts())):
        room = folder.joinpath(*name.split("."))
        room.mkdir(parents=True, exist_ok=True)
        (room / "__init__.py").touch()


def _verdicts(folder: Path) -> dict[str, str]:
    shown = subprocess.run(
        [Path(sys.executable).with_name("lint-imports"), "--no-logo", "--no-cache"],
        cwd=folder,
        env={**os.environ, "PYTHONPATH": str(folder), "COLUMNS": "200"},
        check=False,
        capture_output=True,
        text=True,
    ).stdout
    return dict(re.findall(r"^(\S.*) (KEPT|BROKEN)$", shown, flags=re.MULTILINE))


def test_an_empty_house_keeps_every_contract(tmp_path: Path) -> None:
    _house(tmp_path)
    assert _verdicts(tmp_path) == {str(contract["name"]): "KEPT" for contract in _contracts()}


@pytest.mark.parametrize("which", range(max(len(offences) for offences in OFFENCES.values())))
def test_a_wrong_import_breaks_its_contract(tmp_path: Path, which: int) -> None:
    _house(tmp_path)
    tried = {contract: found[which] for contract, found in OFFENCES.items() if which < len(found)}
    for path, offence in tried.values():
        (tmp_path / path).write_text(offence + "\n", encoding="utf-8")
    verdicts = _verdicts(tmp_path)
    names = {contract["id"]: str(contract["name"]) for contract in _contracts()}
    assert {contract: verdicts[names[contract]] for contract in tried} == dict.fromkeys(
        tried, "BROKEN"
    )


def test_every_contract_is_tried() -> None:
    assert set(OFFENCES) == {contract["id"] for contract in _contracts()}
