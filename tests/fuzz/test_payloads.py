"""Whatever arrives signed by Slack: no 5xx, no fault in the log, no half record.

What people do in a crisis is recorded as Slack sent it, then bent out of shape and sent again, over
HTTP and as an envelope. ``make fuzz`` goes on for longer.
"""

import asyncio
import itertools
import json
import time
from collections.abc import Container
from typing import Any
from urllib.parse import urlencode

from hypothesis import HealthCheck, given, settings
from slack_sdk.socket_mode.request import SocketModeRequest

from bot.workspace.delivery.http import sign
from tests.databases import database_url, postgres, server, sqlite_template
from tests.doors import posting
from tests.doors.conftest import empty_house, engine, house, log, watch, way
from tests.doors.crisis import Crisis, sent
from tests.doors.house import House
from tests.fuzz.mutations import bent

__all__ = [
    "database_url",
    "empty_house",
    "engine",
    "house",
    "log",
    "postgres",
    "server",
    "sqlite_template",
    "watch",
    "way",
]

FAULTS = ("a listener failed", "a pass failed", "a surface failed", "a part of the bot ended")


class Everything(Container[str]):
    """All refusals of Slack: what nonsense asks for, Slack refuses."""

    def __contains__(self, _: object) -> bool:
        return True


async def test_no_payload_that_slack_signed_breaks_anything(house: House) -> None:
    # Addresses and triggers are bent too: what is sent to them beside the ack fails, and may.
    house.trouble_expected = True
    house.forgiven = Everything()  # type: ignore[assignment]
    corpus: list[dict[str, Any]] = []

    def keep(payload: dict[str, Any]) -> bool:
        corpus.append(payload)
        return False

    house.slack.faults.add(kind="late", times=None, when=keep)
    crisis = await _live_through(house)
    loop, numbers = asyncio.get_running_loop(), itertools.count()

    @settings(suppress_health_check=list(HealthCheck))
    @given(payload=bent(list(corpus)))
    def goes_well(payload: dict[str, Any]) -> None:
        fresh = _fresh(payload, next(numbers))
        before = house.log.tell()
        status = asyncio.run_coroutine_threadsafe(_send(house, fresh), loop).result(20)
        written = house.log.getvalue()[before:]
        assert status < 500, (status, written)
        assert not [line for line in written.splitlines() if any(f in line for f in FAULTS)]

    await asyncio.to_thread(goes_well)
    await house.quiet()
    for key in await house.crises():
        assert (await house.reader.verify(key)).ok
        await Crisis(house, key).now()
    assert "still" in await crisis.command(house.ana, "note still here")


async def _live_through(house: House) -> Crisis:
    """Do what there is to do in a crisis, so that Slack sends a payload of every kind."""
    crisis = await house.open(roles={"legal": [house.wang], "deputy": [house.lin]})
    await crisis.task(house.ana, "take", "A2")
    await crisis.task(house.ana, "complete", "A2")
    await crisis.task_form(house.ana, "A0", "not_applicable", {"reason": "Gifted"})
    await crisis.decide(house.ana, "other", {"what": "They are called"})
    await crisis.command(house.ana, "note Shelves are empty")
    await crisis.command(house.ana, "status")
    pinned = await house.ana.say(crisis.channel, "Customers ask")
    await house.ana.react(pinned, "pushpin")
    await house.ana.edit(pinned, "Customers ask for refunds")
    await house.ana.message_shortcut("timeline.add", pinned)
    await (await house.modal(house.ana)).close()
    await house.ana.invite(crisis.channel, house.bob)
    await house.ana.kick(crisis.channel, house.bob)
    await house.ana.open_home()
    house.slack.admin.change(house.slack.workspace, house.bob.user, tz="Asia/Tokyo")
    form = await crisis.form(house.ana, "incident.details")
    await sent(form.fill({"campaign": "Spring"}))
    await house.quiet()
    return crisis


def _fresh(payload: dict[str, Any], number: int) -> dict[str, Any]:
    """Return the payload as a new delivery: what is repeated would be answered from memory."""
    for name in ("trigger_id", "event_id"):
        if isinstance(payload.get(name), str):
            payload[name] = f"{payload[name]}.{number}"
    view = payload.get("view")
    if isinstance(view, dict) and isinstance(view.get("hash"), str):
        view["hash"] = f"{view['hash']}.{number}"
    return payload


class _Deaf:
    """The other end of a connection that takes every answer."""

    async def send_socket_mode_response(self, _: object) -> None:
        """Take it."""


async def _send(house: House, payload: dict[str, Any]) -> int:
    door = house.bot.parts.door
    if isinstance(payload.get("type"), str) and len(str(payload)) % 4 == 0:
        envelope = SocketModeRequest(type="interactive", envelope_id="e", payload=payload)
        await door.receive_envelope(_Deaf(), envelope)
        await door.drain(10)
        return 200
    body, kind = _encoded(payload)
    stamp = str(int(time.time()))
    signed = {
        "X-Slack-Request-Timestamp": stamp,
        "X-Slack-Signature": sign(house.app.signing_secret, stamp, body),
    }
    answer = await door.receive(body, kind, signed)
    return int(answer.status)


def _encoded(payload: dict[str, Any]) -> tuple[bytes, str]:
    if "command" in payload:
        fields = {key: str(value) for key, value in payload.items()}
        return urlencode(fields, errors="replace").encode(), posting.FORM
    if payload.get("type") == "event_callback":
        return json.dumps(payload).encode(), posting.JSON
    return posting.as_form(payload), posting.FORM
