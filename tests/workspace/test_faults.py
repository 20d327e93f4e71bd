"""Every fault that can be asked for, seen from the app."""

from __future__ import annotations

import random
from typing import Any

import aiohttp
import pytest
from slack_sdk.errors import SlackApiError

from bot.workspace.faults import CALL_FAULTS, Fault
from tests.workspace.conftest import House
from tests.workspace.refusals import refused


async def _post(house: House, channel: str, *, seconds: float = 5.0) -> tuple[int, dict[str, Any]]:
    headers = {"Authorization": f"Bearer {house.app.bot_token}"}
    timeout = aiohttp.ClientTimeout(total=seconds)
    url = f"{house.slack.base_url}chat.postMessage"
    body = {"channel": channel, "text": "work"}
    async with (
        aiohttp.ClientSession(timeout=timeout) as session,
        session.post(url, json=body, headers=headers) as response,
    ):
        return response.status, await response.json()


def _done(house: House, channel: str) -> int:
    return [one.text for one in house.slack.channel(channel).messages].count("work")


async def test_a_rate_limit_says_how_long(house: House) -> None:
    channel = await house.channel()
    house.slack.faults.add(method="chat.postMessage", kind="rate_limited", retry_after=7)
    with pytest.raises(SlackApiError) as caught:
        await house.client.chat_postMessage(channel=channel, text="work")
    answer = caught.value.response
    assert (answer.status_code, answer["error"]) == (429, "ratelimited")
    assert answer.headers["Retry-After"] == "7"
    assert (await _post(house, channel))[0] == 200
    assert _done(house, channel) == 1


@pytest.mark.parametrize(("kind", "done"), [(Fault.HTTP_ERROR, 0), (Fault.HTTP_ERROR_AFTER, 1)])
async def test_a_500_before_and_after_the_work(house: House, kind: Fault, done: int) -> None:
    channel = await house.channel()
    house.slack.faults.add(method="chat.postMessage", kind=kind, status=503)
    assert (await _post(house, channel))[0] == 503
    assert _done(house, channel) == done


@pytest.mark.parametrize(("kind", "done"), [(Fault.CLOSE, 0), (Fault.CLOSE_AFTER, 1)])
async def test_a_closed_connection_before_and_after_the_work(
    house: House, kind: Fault, done: int
) -> None:
    channel = await house.channel()
    house.slack.faults.add(method="chat.postMessage", kind=kind)
    with pytest.raises(aiohttp.ClientError):
        await _post(house, channel)
    assert _done(house, channel) == done
    assert house.slack.calls[-1].status == 0
    assert house.slack.calls[-1].ok is bool(done)


@pytest.mark.parametrize(("kind", "done"), [(Fault.HANG, 0), (Fault.HANG_AFTER, 1)])
async def test_no_answer_before_and_after_the_work(house: House, kind: Fault, done: int) -> None:
    channel = await house.channel()
    house.slack.faults.add(method="chat.postMessage", kind=kind)
    with pytest.raises(TimeoutError):
        await _post(house, channel, seconds=0.05)
    assert _done(house, channel) == done


@pytest.mark.parametrize(("kind", "done"), [(Fault.FATAL, 0), (Fault.FATAL_AFTER, 1)])
async def test_a_fatal_error_before_and_after_the_work(
    house: House, kind: Fault, done: int
) -> None:
    channel = await house.channel()
    house.slack.faults.add(method="chat.postMessage", kind=kind)
    assert await _post(house, channel) == (200, {"ok": False, "error": "fatal_error"})
    assert _done(house, channel) == done


async def test_a_given_error_and_a_slow_answer(house: House) -> None:
    channel = await house.channel()
    house.slack.faults.add(method="chat.postMessage", kind="api_error", error="restricted_action")
    call = house.client.chat_postMessage(channel=channel, text="work")
    assert await refused(call) == "restricted_action"
    house.slack.faults.add(method="chat.postMessage", kind="slow", seconds=0.01)
    assert (await _post(house, channel))[1]["ok"]
    assert [call.fault for call in house.slack.calls[-2:]] == ["api_error", "slow"]


async def test_a_fault_meets_only_what_it_was_meant_for(house: House) -> None:
    one, two = await house.channel("one"), await house.channel("two")
    house.slack.faults.add(
        method="chat.postMessage",
        kind="http_error",
        times=None,
        when=lambda args: args["channel"] == two,
    )
    assert (await _post(house, one))[0] == 200
    assert (await _post(house, two))[0] == 500
    assert (await _post(house, two))[0] == 500
    house.slack.faults.clear()
    assert (await _post(house, two))[0] == 200


async def test_a_fault_that_makes_no_sense_is_refused(house: House) -> None:
    with pytest.raises(ValueError, match="does not strike"):
        house.slack.faults.add(method="chat.postMessage", kind="duplicate")
    with pytest.raises(ValueError, match="does not strike"):
        house.slack.faults.add(delivery="message", kind="hang")
    with pytest.raises(TypeError, match="has no colour"):
        house.slack.faults.add(kind="slow", colour="red")


async def test_a_duplicate_arrives_twice(house: House) -> None:
    house.slack.faults.add(delivery="slash_commands", kind="duplicate")
    await house.ana.command("/probe")
    first, second = house.bot.of("/probe")
    assert first == second


async def test_a_lost_ack_of_a_command_is_a_time_out_to_the_person(house: House) -> None:
    house.slack.faults.add(delivery="slash_commands", kind="ack_lost")
    house.bot.answer = lambda _: "never seen"
    assert await house.ana.command("/probe") is None
    assert len(house.bot.of("/probe")) == 1
    assert [notice.code for notice in house.ana.seen] == ["operation_timeout"]


async def test_a_forged_signature_is_one_that_the_app_refuses(house: House) -> None:
    house.slack.faults.add(delivery="slash_commands", kind="bad_signature")
    await house.ana.command("/probe")
    assert (house.bot.forged, len(house.bot.of("/probe"))) == (1, 0)


async def test_a_reordered_event_comes_after_the_next(house: House) -> None:
    channel = await house.channel()
    await house.slack.settle()
    house.slack.faults.add(
        delivery="message", kind="reordered", when=lambda one: one["event"].get("text") == "first"
    )
    await house.ana.say(channel, "first")
    await house.ana.say(channel, "second")
    await house.slack.until(lambda: len(house.bot.of("message")) >= 2 and _texts(house)[-1:])
    await house.slack.until(lambda: "first" in _texts(house))
    assert _texts(house)[-2:] == ["second", "first"]


def _texts(house: House) -> list[str]:
    return [event["text"] for event in house.bot.events("message")]


async def test_a_dropped_event_is_sent_again_at_once(house: House) -> None:
    channel = await house.channel()
    await house.slack.settle()
    house.slack.faults.add(delivery="message", kind="dropped")
    await house.ana.say(channel, "again")
    await house.slack.until(lambda: "again" in _texts(house))
    headers = house.bot.receipts[-1].headers
    assert headers["X-Slack-Retry-Num"] == "1"
    assert headers["X-Slack-Retry-Reason"] == "connection_failed"


async def test_a_late_event_comes_late(house: House) -> None:
    channel = await house.channel()
    house.slack.faults.add(
        delivery="message", kind="late", seconds=0.01, when=lambda one: "text" in one["event"]
    )
    await house.ana.say(channel, "late")
    await house.slack.until(lambda: "late" in _texts(house))


async def test_chaos_is_the_same_for_the_same_seed(house: House) -> None:
    drawn = []
    for _ in range(2):
        house.slack.faults.chaos(0.5, random.Random(7), CALL_FAULTS)
        struck = [house.slack.faults.strike_call("auth.test", {}) for _ in range(50)]
        drawn.append([rule.kind if rule is not None else None for rule in struck])
    assert drawn[0] == drawn[1]
    assert {None, Fault.HANG_AFTER} <= set(drawn[0])
    house.slack.faults.clear()
    assert house.slack.faults.strike_call("auth.test", {}) is None
