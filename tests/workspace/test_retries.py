"""Time-outs and retries, in virtual time: nothing here waits."""

from __future__ import annotations

import random
from collections.abc import Awaitable, Callable, Coroutine
from typing import Any

import aiohttp
import pytest
from aiohttp import web
from slack_sdk.errors import SlackApiError
from slack_sdk.web.async_client import AsyncWebClient

from bot.workspace.local import LocalSlack
from bot.workspace.model.app import App
from tests.workspace.manifests import manifest
from tests.workspace.receiver import Receiver
from tests.workspace.virtual import MemoryConnector, VirtualLoop, run_virtual

Play = Callable[[LocalSlack, Receiver, App, VirtualLoop], Awaitable[None]]


def _play(play: Play, **options: Any) -> None:
    """Run a scene with the local Slack and a bot, both served through memory."""

    async def work(loop: VirtualLoop) -> None:
        bot = Receiver()
        servers: dict[str, web.Server] = {}
        async with aiohttp.ClientSession(connector=MemoryConnector(servers)) as session:
            slack = LocalSlack(
                now=loop.now,
                rng=random.Random(1),
                session=session,
                origin="http://slack.test",
                serve=False,
                **options,
            )
            async with slack:
                runners = [
                    web.AppRunner(slack.web_app(), access_log=None),
                    web.AppRunner(bot.application(), access_log=None),
                ]
                for host, runner in zip(("slack.test", "bot.test"), runners, strict=True):
                    await runner.setup()
                    assert runner.server is not None
                    servers[host] = runner.server
                app = slack.connect(manifest(), request_url="http://bot.test/slack/events")
                bot.secret = app.signing_secret
                await play(slack, bot, app, loop)
            for runner in runners:
                await runner.cleanup()

    run_virtual(work)


def _heard(bot: Receiver) -> list[tuple[str, str]]:
    return [
        (one.headers.get("X-Slack-Retry-Num", "0"), one.headers.get("X-Slack-Retry-Reason", ""))
        for one in bot.receipts
        if one.payload.get("event", {}).get("text") == "hello"
    ]


async def _hello(slack: LocalSlack) -> None:
    ana = slack.add_person("Ana")
    await ana.invite("general", "probe")
    await slack.settle()
    await ana.say("general", "hello")


def test_a_failing_event_is_tried_at_once_after_a_minute_and_after_five() -> None:
    async def play(slack: LocalSlack, bot: Receiver, _app: App, loop: VirtualLoop) -> None:
        bot.answer = _fail_hello
        await _hello(slack)
        begun = loop.time()
        await slack.until(lambda: len(_heard(bot)) == 4, 1000)
        tries = [one for one in slack.journal.deliveries if one.outcome == "http_error"]
        await slack.settle()
        assert _heard(bot) == [("0", ""), *((str(n), "http_error") for n in (1, 2, 3))]
        assert 360 <= loop.time() - begun < 361
        assert [one.attempt for one in tries][:3] == [0, 1, 2]

    _play(play)


def _fail_hello(payload: dict[str, Any]) -> Any:
    return web.Response(status=500) if payload["event"].get("text") == "hello" else None


def test_a_slow_app_times_out_after_three_seconds_and_gets_it_again() -> None:
    async def play(slack: LocalSlack, bot: Receiver, _app: App, loop: VirtualLoop) -> None:
        slack.add_person("Eve")
        await slack.settle()
        bot.delay = 4.0
        ana = slack.add_person("Ana")
        await ana.command("/probe")
        assert [notice.code for notice in ana.seen] == ["operation_timeout"]
        assert "didn't respond in time" in ana.seen[0].text
        assert 3.0 <= loop.time() < 3.1
        assert len(bot.of("/probe")) == 1

    _play(play)


def test_an_app_that_wants_no_retry_gets_none() -> None:
    async def play(slack: LocalSlack, bot: Receiver, _app: App, _loop: VirtualLoop) -> None:
        headers = {"X-Slack-No-Retry": "1"}
        bot.answer = lambda payload: (
            web.Response(status=500, headers=headers)
            if payload["event"].get("text") == "hello"
            else None
        )
        await _hello(slack)
        with pytest.raises(TimeoutError):
            await slack.until(lambda: len(_heard(bot)) > 1, 1000)

    _play(play)


def test_a_trigger_expires_while_an_app_dawdles() -> None:
    async def play(slack: LocalSlack, bot: Receiver, app: App, loop: VirtualLoop) -> None:
        ana = slack.add_person("Ana")
        await ana.command("/probe")
        trigger = bot.of("/probe")[0]["trigger_id"]
        await _pass(loop, 3.5)
        session = slack.courier._http._session()
        client = AsyncWebClient(token=app.bot_token, base_url=slack.base_url, session=session)
        modal = {"type": "modal", "title": {"type": "plain_text", "text": "x"}, "blocks": []}
        answer = await client.api_call("auth.test")
        assert answer["ok"]
        with pytest.raises(Exception, match="expired_trigger_id"):
            await client.views_open(trigger_id=trigger, view=modal)

    _play(play)


async def _pass(loop: VirtualLoop, seconds: float) -> None:
    done = loop.create_future()
    loop.call_later(seconds, done.set_result, None)
    await done


def test_tiers_are_enforced_when_asked_for() -> None:
    async def play(slack: LocalSlack, _bot: Receiver, app: App, loop: VirtualLoop) -> None:
        session = slack.courier._http._session()
        client = AsyncWebClient(token=app.bot_token, base_url=slack.base_url, session=session)
        channel = (await client.conversations_create(name="one"))["channel"]["id"]
        other = (await client.conversations_create(name="two"))["channel"]["id"]
        assert await _until_limited(lambda: client.chat_postMessage(channel=channel, text="x")) == 4
        assert (await client.chat_postMessage(channel=other, text="x"))["ok"]
        await _pass(loop, 1.0)
        assert (await client.chat_postMessage(channel=channel, text="x"))["ok"]
        assert await _until_limited(client.conversations_list) == 20
        assert await _until_limited(lambda: client.conversations_info(channel=channel)) == 50

    _play(play, rate_limits=True)


async def _until_limited(call: Callable[[], Coroutine[Any, Any, Any]]) -> int:
    for count in range(1000):
        try:
            await call()
        except SlackApiError as refusal:
            answer = refusal.response
            assert (answer.status_code, answer["error"]) == (429, "ratelimited")
            assert int(answer.headers["Retry-After"]) >= 1
            return count
    return 1000
