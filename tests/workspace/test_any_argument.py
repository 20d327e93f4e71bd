"""Whatever an argument holds, the answer is Slack's and never a traceback."""

from __future__ import annotations

import json
from typing import Any

import aiohttp
import pytest

from bot.workspace.facts import load_methods
from tests.workspace.conftest import House

ODD: tuple[Any, ...] = (
    "",
    "x" * 5000,
    "\u0000\u202e\U0001f642",
    "[",
    "{}",
    "[1]",
    '[{"type": 1}]',
    -1,
    1.5,
    10**30,
    True,
    [],
    [[]],
    [None],
    {},
    {"type": {}},
    {"type": "modal", "blocks": 5},
)


async def _arguments(house: House, method: str) -> dict[str, Any]:
    channel = await house.channel(f"c-{len(house.slack.workspace.channels)}")
    posted = await house.client.chat_postMessage(channel=channel, text="x")
    common: dict[str, Any] = {
        "channel": channel,
        "channel_id": channel,
        "ts": posted["ts"],
        "message_ts": posted["ts"],
        "timestamp": posted["ts"],
        "text": "x",
        "topic": "x",
        "purpose": "x",
        "name": "some-name",
        "user": house.ana.id,
        "user_id": house.ana.id,
        "users": house.ben.id,
        "title": "x",
        "type": "link",
        "link": "https://x.example",
        "filename": "x",
        "length": 1,
        "post_at": house.slack.clock.seconds() + 60,
        "view": {"type": "home", "blocks": []},
        "email": "x@y.example",
    }
    facts = load_methods()[method]
    return {name: value for name, value in common.items() if name in facts.arguments}


@pytest.mark.parametrize("method", sorted(load_methods()))
async def test_odd_arguments_are_answered_as_slack_answers(house: House, method: str) -> None:
    house.slack.admin.grant_scope(house.app, *load_methods()[method].scopes)
    headers = {"Content-Type": "application/json; charset=utf-8"}
    token = house.app.app_token if method == "apps.connections.open" else house.app.bot_token
    headers["Authorization"] = f"Bearer {token}"
    usual = await _arguments(house, method)
    async with aiohttp.ClientSession(headers=headers) as session:
        for name in sorted(load_methods()[method].arguments):
            for odd in ODD:
                body = json.dumps({**usual, name: odd})
                url = f"{house.slack.base_url}{method}"
                async with session.post(url, data=body) as response:
                    assert response.status == 200, (name, odd)
                    assert (await response.json())["ok"] in (True, False)


async def test_a_form_that_is_none_is_refused(house: House) -> None:
    url = f"{house.slack.base_url}auth.test"
    headers = {"Content-Type": "application/x-www-form-urlencoded; charset=utf-8"}
    async with (
        aiohttp.ClientSession() as session,
        session.post(url, data=b"\xff\xfe=%ff", headers=headers) as response,
    ):
        assert (await response.json())["error"] in ("invalid_form_data", "not_authed")
