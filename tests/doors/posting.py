"""Requests made by hand, for what the local Slack would never send."""

import io
import json
import time
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

import aiohttp

from bot.workspace.delivery.http import sign
from bot.workspace.people import payloads
from bot.workspace.people.actor import Actor
from tests.doors.house import House

FORM = "application/x-www-form-urlencoded"
JSON = "application/json"


@dataclass(frozen=True, slots=True)
class Answer:
    """What came back."""

    status: int
    text: str


async def post(
    house: House,
    body: bytes,
    content_type: str = FORM,
    *,
    headers: dict[str, str] | None = None,
    age: int = 0,
) -> Answer:
    """Post a body to the bot, signed as by Slack ``age`` seconds ago unless told otherwise."""
    stamp = str(int(time.time()) - age)
    signed = {
        "X-Slack-Request-Timestamp": stamp,
        "X-Slack-Signature": sign(house.app.signing_secret, stamp, body),
    }
    told = {"Content-Type": content_type} | (signed if headers is None else headers)
    url = f"http://127.0.0.1:{house.port}/slack/events"
    async with (
        aiohttp.ClientSession(connector=aiohttp.TCPConnector(force_close=True)) as session,
        session.post(url, data=io.BytesIO(body), headers=told) as answer,
    ):
        return Answer(answer.status, await answer.text())


async def get(house: House, path: str) -> Answer:
    """Ask what an operator's machines ask."""
    async with (
        aiohttp.ClientSession(connector=aiohttp.TCPConnector(force_close=True)) as session,
        session.get(f"http://127.0.0.1:{house.port}/{path}") as answer,
    ):
        return Answer(answer.status, await answer.text())


def command(house: House, actor: Actor, text: str, **fields: str) -> bytes:
    """Return the body of a slash command typed in #general."""
    channel = house.slack.channel("general")
    said = payloads.command(
        house.slack.workspace, house.app, actor.user, channel, ("/kolcrisis", text)
    )
    said |= {
        "trigger_id": actor.stage.new_trigger(house.app, actor.user),
        "response_url": response_url(house, actor),
    }
    return urlencode(said | fields).encode()


def response_url(house: House, actor: Actor) -> str:
    """Return an address at which somebody can be answered in #general."""
    channel = house.slack.channel("general")
    return actor.stage.response_urls.issue(house.slack.workspace, house.app, actor.id, channel)


def click(house: House, actor: Actor, action_id: str, value: str, **more: Any) -> dict[str, Any]:
    """Return the payload of a click on a button that the person may never have seen."""
    payload = payloads.base(house.slack.workspace, house.app, actor.user, "block_actions")
    return payload | {
        "trigger_id": actor.stage.new_trigger(house.app, actor.user),
        "response_url": response_url(house, actor),
        "container": {"type": "message"},
        "channel": {"id": house.slack.channel("general").id, "name": "general"},
        "actions": [
            {"type": "button", "action_id": action_id, "block_id": "b", "value": value},
        ],
        **more,
    }


def event(house: House, body: dict[str, Any], **more: Any) -> dict[str, Any]:
    """Return the payload of an event."""
    return {
        "type": "event_callback",
        "team_id": house.slack.workspace.team.id,
        "api_app_id": house.app.id,
        "event_id": "Ev0HANDMADE",
        "event_time": 1,
        "authorizations": [],
        "event": body,
        **more,
    }


def as_form(payload: Any) -> bytes:
    """Return an interactive payload as Slack encodes it."""
    return urlencode({"payload": json.dumps(payload)}).encode()


def as_json(payload: Any) -> bytes:
    """Return an event as Slack encodes it."""
    return json.dumps(payload).encode()
