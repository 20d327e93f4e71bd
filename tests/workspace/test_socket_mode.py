"""Socket Mode: connections, envelopes, acks, refreshes."""

from __future__ import annotations

import json
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from typing import Any

import aiohttp
import pytest
from slack_sdk.web.async_client import AsyncWebClient

from bot.workspace.local import LocalSlack
from bot.workspace.model.app import App
from bot.workspace.people.actor import Actor
from tests.workspace.manifests import manifest
from tests.workspace.refusals import refused

Json = dict[str, Any]


@dataclass(slots=True)
class Line:
    """A local Slack with a Socket Mode app and someone to act."""

    slack: LocalSlack
    app: App
    client: AsyncWebClient
    ana: Actor
    session: aiohttp.ClientSession

    async def connect(self) -> aiohttp.ClientWebSocketResponse:
        opened = await self.client.apps_connections_open(app_token=self.app.app_token)
        socket = await self.session.ws_connect(str(opened["url"]))
        hello = await socket.receive_json()
        assert hello["type"] == "hello"
        return socket


@asynccontextmanager
async def _line() -> AsyncIterator[Line]:
    async with LocalSlack() as slack, aiohttp.ClientSession() as session:
        app = slack.connect(manifest(socket_mode=True))
        client = AsyncWebClient(token=app.bot_token, base_url=slack.base_url)
        yield Line(slack, app, client, slack.add_person("Ana"), session)


async def _ack(socket: aiohttp.ClientWebSocketResponse, payload: Json | None = None) -> Json:
    envelope: Json = await socket.receive_json()
    answer = {"envelope_id": envelope["envelope_id"]}
    await socket.send_str(json.dumps(answer if payload is None else answer | {"payload": payload}))
    return envelope


async def test_a_command_travels_in_an_envelope_and_its_ack_is_shown() -> None:
    async with _line() as line:
        socket = await line.connect()
        command = line.slack.tasks
        shown: list[Any] = []

        async def ask() -> None:
            shown.append(await line.ana.command("/probe", "help"))

        command.spawn(ask())
        envelope = await _ack(socket, {"text": "Here"})
        await line.slack.until(lambda: shown)
        assert shown[0].text == "Here"
        assert (envelope["type"], envelope["accepts_response_payload"]) == ("slash_commands", True)
        assert envelope["payload"]["text"] == "help"


async def test_an_event_envelope_counts_its_attempts() -> None:
    async with _line() as line:
        await line.ana.invite("general", "probe")
        await line.slack.settle()
        line.slack.journal.deliveries.clear()
        socket = await line.connect()
        await line.ana.say("general", "hello")
        envelope = await _ack(socket)
        assert (envelope["type"], envelope["accepts_response_payload"]) == ("events_api", False)
        assert (envelope["retry_attempt"], envelope["retry_reason"]) == (0, "")
        await line.slack.settle()
        assert [one.outcome for one in line.slack.journal.deliveries][-1] == "ok"


async def test_one_envelope_goes_to_one_connection() -> None:
    async with _line() as line:
        await line.ana.invite("general", "probe")
        await line.slack.settle()
        sockets = [await line.connect() for _ in range(3)]
        for number in range(3):
            await line.ana.say("general", str(number))
        texts = [(await _ack(socket))["payload"]["event"]["text"] for socket in sockets]
        assert sorted(texts) == ["0", "1", "2"]


async def test_a_connection_that_dies_before_the_ack_hands_its_envelope_on() -> None:
    async with _line() as line:
        await line.ana.invite("general", "probe")
        await line.slack.settle()
        first, second = await line.connect(), await line.connect()
        await line.ana.say("general", "hello")
        got = {}
        for name, socket in (("first", first), ("second", second)):
            message = await _peek(socket)
            if message is not None:
                got[name] = message
        taken = first if "first" in got else second
        other = second if taken is first else first
        await taken.close()
        envelope = await _ack(other)
        assert envelope["payload"]["event"]["text"] == "hello"
        assert envelope["envelope_id"] not in {one["envelope_id"] for one in got.values()}


async def _peek(socket: aiohttp.ClientWebSocketResponse) -> Json | None:
    try:
        envelope: Json = await socket.receive_json(timeout=0.2)
    except TimeoutError:
        return None
    return envelope


async def test_without_a_connection_a_person_is_told_at_once() -> None:
    async with _line() as line:
        await line.ana.command("/probe")
        assert [notice.code for notice in line.ana.seen] == ["dispatch_failed"]


async def test_an_eleventh_connection_is_one_too_many() -> None:
    async with _line() as line:
        sockets = [await line.connect() for _ in range(10)]
        opened = await line.client.apps_connections_open(app_token=line.app.app_token)
        extra = await line.session.ws_connect(str(opened["url"]))
        goodbye = await extra.receive_json()
        assert (goodbye["type"], goodbye["reason"]) == ("disconnect", "too_many_websockets")
        assert (await extra.receive()).type is aiohttp.WSMsgType.CLOSE
        assert len(sockets) == 10


async def test_a_refresh_warns_and_then_closes() -> None:
    async with _line() as line:
        socket = await line.connect()
        await line.slack.admin.refresh_sockets(line.app, warning_seconds=0.0)
        reasons = [(await socket.receive_json())["reason"] for _ in range(2)]
        assert reasons == ["warning", "refresh_requested"]
        assert (await socket.receive()).type is aiohttp.WSMsgType.CLOSE


async def test_an_address_opens_one_connection_only() -> None:
    async with _line() as line:
        opened = await line.client.apps_connections_open(app_token=line.app.app_token)
        await line.session.ws_connect(str(opened["url"]))
        with pytest.raises(aiohttp.WSServerHandshakeError):
            await line.session.ws_connect(str(opened["url"]))


async def test_an_app_without_socket_mode_gets_no_address() -> None:
    async with LocalSlack() as slack:
        app = slack.connect(manifest())
        client = AsyncWebClient(token=app.bot_token, base_url=slack.base_url)
        call = client.apps_connections_open(app_token=app.app_token)
        assert await refused(call) == "socket_mode_not_enabled"
