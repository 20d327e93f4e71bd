"""The doctor finds each fault by itself, and says what to do."""

import asyncio
import os
import sys
from collections.abc import AsyncIterator
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime
from pathlib import Path
from typing import Any

import pytest
from aiohttp import web

from bot.cli.demo.world import manifest
from bot.cli.doctor.finding import Finding
from bot.cli.doctor.record import record
from bot.cli.doctor.slack import scopes, skew, slack
from bot.cli.scopes import needed
from bot.crisis.ids import TeamId
from bot.settings import Settings
from bot.workspace.local import LocalSlack
from bot.workspace.model.app import App
from storage.store import Store
from storage.surfaces import Surface
from storage.values import StreamKey
from tests.cli.conftest import Type

NOW = datetime(2026, 3, 1, 12, tzinfo=UTC)
TOKEN = "xoxb-1"


@pytest.fixture
async def local() -> AsyncIterator[LocalSlack]:
    async with LocalSlack() as slack_here:
        yield slack_here


def _settings(slack_here: LocalSlack, app: App, **more: str) -> Settings:
    return Settings.model_validate(
        {
            "SLACK_BOT_TOKEN": app.bot_token,
            "SLACK_SIGNING_SECRET": app.signing_secret,
            "SLACK_API_URL": slack_here.base_url,
        }
        | more
    )


async def _found(findings: AsyncIterator[Finding]) -> dict[str, Finding]:
    return {one.about: one async for one in findings}


async def test_a_sound_installation_has_nothing_to_mend(local: LocalSlack) -> None:
    app = local.connect(manifest(socket_mode=True))
    found = await _found(slack(_settings(local, app, SLACK_APP_TOKEN=app.app_token)))
    grades = {about: one.grade for about, one in found.items()}
    assert grades == {
        "bot token": "ok",
        "install": "ok",
        "scopes": "ok",
        "clock": "ok",
        "app token": "ok",
        "messages tab": "note",
    }
    assert local.errors == []


async def test_a_token_of_nobody_is_a_problem(local: LocalSlack) -> None:
    app = local.connect(manifest(socket_mode=False))
    app.bot_token = "xoxb-another"
    settings = Settings.model_validate({"SLACK_BOT_TOKEN": TOKEN, "SLACK_API_URL": local.base_url})
    found = await _found(slack(settings))
    assert found["bot token"].grade == "problem"
    assert found["bot token"].what == "invalid_auth"


async def test_an_app_that_was_removed_is_a_problem(local: LocalSlack) -> None:
    app = local.connect(manifest(socket_mode=False))
    local.admin.deactivate_bot(local.workspace, app)
    found = await _found(slack(_settings(local, app)))
    assert found["bot token"].what == "account_inactive"
    assert "install the app again" in found["bot token"].remedy


async def test_a_scope_that_was_taken_away_is_named(local: LocalSlack) -> None:
    app = local.connect(manifest(socket_mode=False))
    local.admin.remove_scope(app, "pins:write", "files:write")
    found = await _found(slack(_settings(local, app)))
    assert found["scopes"].grade == "problem"
    assert found["scopes"].what == "missing: files:write, pins:write"


def test_scopes_beyond_need_are_named_and_no_problem() -> None:
    found = scopes(",".join([*needed(), "admin"]))
    assert (found.grade, found.what) == ("ok", "all granted; not needed: admin")


async def test_an_app_token_for_an_app_without_socket_mode_is_a_problem(local: LocalSlack) -> None:
    app = local.connect(manifest(socket_mode=False))
    found = await _found(slack(_settings(local, app, SLACK_APP_TOKEN=app.app_token)))
    assert found["app token"].what == "socket_mode_not_enabled"
    assert "turn Socket Mode on" in found["app token"].remedy


async def test_an_app_token_of_nobody_is_a_problem(local: LocalSlack) -> None:
    app = local.connect(manifest(socket_mode=True))
    found = await _found(slack(_settings(local, app, SLACK_APP_TOKEN="xapp-other")))
    assert found["app token"].what == "invalid_auth"
    assert "connections:write" in found["app token"].remedy


async def test_a_slack_that_cannot_be_reached_is_a_problem() -> None:
    nowhere = {"SLACK_BOT_TOKEN": TOKEN, "SLACK_API_URL": "http://127.0.0.1:9/"}
    found = await _found(slack(Settings.model_validate(nowhere)))
    assert found["Slack"].grade == "problem"


@pytest.mark.parametrize(("apart", "grade"), [(20, "ok"), (-20, "ok"), (70, "problem")])
def test_a_clock_that_disagrees_with_slacks_is_a_problem(apart: int, grade: str) -> None:
    assert skew(format_datetime(NOW + timedelta(seconds=apart)), NOW).grade == grade


def test_a_slack_that_tells_no_time_is_only_noted() -> None:
    assert skew("", NOW).grade == "note"


async def test_an_install_for_a_whole_organisation_is_refused() -> None:
    async def auth_test(_: web.Request) -> web.Response:
        answer: dict[str, Any] = {"ok": True, "team_id": "T1", "is_enterprise_install": True}
        return web.json_response(answer)

    app = web.Application()
    app.router.add_post("/auth.test", auth_test)
    runner = web.AppRunner(app)
    await runner.setup()
    site = web.TCPSite(runner, "127.0.0.1", 0)
    await site.start()
    try:
        port = runner.addresses[0][1]
        given = {"SLACK_BOT_TOKEN": TOKEN, "SLACK_API_URL": f"http://127.0.0.1:{port}/"}
        found = await _found(slack(Settings.model_validate(given)))
    finally:
        await runner.cleanup()
    assert found["install"].grade == "problem"
    assert found["scopes"].grade == "note"


def _database(path: Path) -> Settings:
    return Settings.model_validate({"KOLCRISIS_DATABASE_URL": f"sqlite:///{path}"})


async def test_a_database_that_is_not_there_is_a_problem(tmp_path: Path) -> None:
    found = await _found(record(_database(tmp_path / "none.sqlite3")))
    assert found["database"].grade == "problem"
    assert not (tmp_path / "none.sqlite3").exists()


async def test_a_database_without_tables_is_a_problem(tmp_path: Path) -> None:
    (tmp_path / "empty.sqlite3").touch()
    found = await _found(record(_database(tmp_path / "empty.sqlite3")))
    assert found["migrations"].grade == "problem"
    assert found["migrations"].remedy == "run kolcrisis migrate"


@pytest.mark.parametrize(
    ("failure", "remedy"),
    [
        ("conversations.create restricted_action", "a workspace admin must allow"),
        ("pins.add missing_scope:pins:write", "add the scope"),
        ("chat.postMessage messages_tab_disabled", "turn the Messages tab on"),
        ("chat.update something_new", "look the code up"),
    ],
)
async def test_what_is_stuck_in_slack_is_named_with_what_to_do(
    tmp_path: Path, failure: str, remedy: str
) -> None:
    settings = _database(tmp_path / "k.sqlite3")
    store = await Store.open(settings.database_url)
    await store.migrate()
    stream = StreamKey(TeamId("T1"), "incident", "i1")
    await store.surfaces.put(Surface(stream, "status", "message", failure=failure), fence=None)
    await store.close()
    found = await _found(record(settings))
    assert found["surfaces"].grade == "problem"
    assert found["surfaces"].remedy.startswith(remedy)


def test_missing_settings_are_listed_and_the_rest_is_still_looked_at(typed: Type) -> None:
    said = typed("doctor")
    assert said.code == 2
    assert "problem  settings     SLACK_BOT_TOKEN -> " in said.out
    assert "ok       playbook" in said.out
    assert "problem  database" in said.out


def test_a_playbook_that_cannot_be_read_is_a_problem(typed: Type, tmp_path: Path) -> None:
    (tmp_path / "mine.yaml").write_text("tasks: 3\n")
    said = typed("doctor", KOLCRISIS_PLAYBOOK="mine.yaml")
    assert "problem  playbook" in said.out


async def test_the_command_says_so_when_all_is_well(local: LocalSlack, tmp_path: Path) -> None:
    app = local.connect(manifest(socket_mode=True))
    settings = _database(tmp_path / "k.sqlite3")
    store = await Store.open(settings.database_url)
    await store.migrate()
    await store.close()
    environment = {
        "SLACK_BOT_TOKEN": app.bot_token,
        "SLACK_APP_TOKEN": app.app_token,
        "SLACK_API_URL": local.base_url,
        "KOLCRISIS_DATABASE_URL": settings.database_url,
        "PYTHONPATH": os.pathsep.join(filter(None, sys.path)),
    }
    process = await asyncio.create_subprocess_exec(
        sys.executable,
        "-m",
        "bot.cli",
        "doctor",
        cwd=tmp_path,
        env=os.environ | environment,
        stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.PIPE,
    )
    out, err = await process.communicate()
    assert (process.returncode, err) == (0, b""), out.decode()
    assert b"problem" not in out
