"""The bot as an operator runs it: a process of its own, reached by HTTP or by Socket Mode."""

import json
import os
import socket
import subprocess
import sys
from pathlib import Path

import pytest

from storage.alone import alone
from tests.cli.played import Played, made


@pytest.fixture(scope="module", params=["http", "socket"])
def ran(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Played:
    way = str(request.param)
    return made(tmp_path_factory.mktemp(way), socket_mode=way == "socket")


def test_it_serves_a_crisis_and_drains_when_it_is_told_to_stop(ran: Played) -> None:
    assert ran.refusals == []
    assert ran.exit_code == 0
    assert '"stopped"' in ran.log.splitlines()[-1]


def test_its_health_is_served_in_both_modes(ran: Played) -> None:
    assert (ran.pages["/healthz"], ran.pages["/readyz"], ran.pages["/metrics"]) == (200, 200, 200)
    assert '"ok": true' in ran.ready
    assert "kolcrisis_events_total" in ran.metrics


def test_slack_has_a_door_for_http_only_and_it_wants_a_signature(ran: Played) -> None:
    by_socket = '"mode": "socket"' in ran.log
    assert ran.pages["/slack/events"] == (404 if by_socket else 401)


def test_its_log_holds_no_token_and_nothing_that_people_typed(ran: Played) -> None:
    for secret in ("xoxb-", "xapp-", "7天淡斑", "小满", "录屏"):
        assert secret not in ran.log


def test_every_line_of_its_log_is_json(ran: Played) -> None:
    for line in ran.log.splitlines():
        assert isinstance(json.loads(line), dict)


def _run(folder: Path, **settings: str) -> subprocess.CompletedProcess[str]:
    """Start a bot that cannot start, and return how it ended."""
    told = {
        "SLACK_BOT_TOKEN": "xoxb-1",
        "SLACK_SIGNING_SECRET": "s",
        "SLACK_API_URL": "http://127.0.0.1:9/",
        "PYTHONPATH": os.pathsep.join(filter(None, sys.path)),
    }
    return subprocess.run(
        [sys.executable, "-m", "bot.cli", "run"],
        cwd=folder,
        env=os.environ | told | settings,
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )


def _complaint(done: subprocess.CompletedProcess[str]) -> str:
    assert done.returncode == 1
    assert "Traceback" not in done.stderr
    return done.stderr.splitlines()[-1]


def test_a_port_that_is_taken_is_named_in_one_line(tmp_path: Path) -> None:
    with socket.socket() as holder:
        holder.bind(("127.0.0.1", 0))
        holder.listen()
        complaint = _complaint(_run(tmp_path, KOLCRISIS_PORT=str(holder.getsockname()[1])))
    assert complaint.startswith("KOLCRISIS_HOST, KOLCRISIS_PORT: cannot listen on 127.0.0.1:")


def test_a_second_bot_on_one_file_is_refused_in_one_line(tmp_path: Path) -> None:
    url = f"sqlite:///{tmp_path / 'kolcrisis.sqlite3'}"
    with alone(url):
        complaint = _complaint(_run(tmp_path, KOLCRISIS_DATABASE_URL=url))
    assert complaint.startswith("KOLCRISIS_DATABASE_URL: another kolcrisis run uses this file.")
