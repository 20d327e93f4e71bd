"""The compose file names what is there: settings, addresses, times. Docker does not run here."""

import re
from typing import Any

import yaml

from bot.app.app import GRACE_SECONDS
from bot.settings import Settings
from tests.house.source import ROOT, text


def _service(name: str) -> dict[str, Any]:
    found: dict[str, Any] = yaml.safe_load(text("compose.yml"))["services"][name]
    return found


def _seconds(period: str) -> float:
    assert period.endswith("s")
    return float(period.removesuffix("s"))


def test_every_setting_of_the_bot_is_one_that_it_reads() -> None:
    known = {str(field.validation_alias.choices[0]) for field in _fields()}
    assert set(_service("bot")["environment"]) <= known


def _fields() -> list[Any]:
    return list(Settings.model_fields.values())


def test_the_bot_is_built_here_and_waits_for_its_database() -> None:
    bot = _service("bot")
    assert (ROOT / bot["build"] / "Dockerfile").exists()
    assert bot["depends_on"]["database"]["condition"] == "service_healthy"
    assert "healthcheck" in _service("database")


def test_what_is_asked_and_what_is_open_to_the_world_exists() -> None:
    served = set(re.findall(r'router\.add_\w+\("([^"]+)"', text("bot/app/web.py")))
    (asked,) = re.findall(r"3000(/\w+)", str(_service("bot")["healthcheck"]["test"]))
    proxy = yaml.safe_load(text("compose.yml"))["configs"]["proxy"]["content"]
    (doors,) = re.findall(r"@doors path (.*)", proxy)
    assert asked == "/readyz"
    assert {asked, *doors.split()} <= served
    assert set(doors.split()) == {"/slack/events", "/signals"}


def test_docker_kills_nobody_who_is_still_finishing() -> None:
    # Requests, envelopes, work beside acks and passes: each may take the whole grace.
    assert _seconds(_service("bot")["stop_grace_period"]) > 4 * GRACE_SECONDS


def test_each_value_that_the_file_asks_for_is_explained_to_operators() -> None:
    asked = set(re.findall(r"\$\{(\w+)", text("compose.yml")))
    assert asked == {"POSTGRES_PASSWORD", "KOLCRISIS_DOMAIN"}
    assert [name for name in sorted(asked) if f"`{name}`" not in text("docs/operations.md")] == []
