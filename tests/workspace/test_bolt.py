"""A real Bolt app against the local Slack, by HTTP and by Socket Mode."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

import pytest
from aiohttp import web
from slack_bolt.adapter.socket_mode.aiohttp import AsyncSocketModeHandler
from slack_bolt.app.async_app import AsyncApp
from slack_sdk.web.async_client import AsyncWebClient

from bot.workspace.local import LocalSlack
from bot.workspace.model.app import App
from tests.workspace.manifests import manifest
from tests.workspace.modals import note_modal

Heard = list[str]


def _bolt(app: App, slack: LocalSlack, heard: Heard) -> AsyncApp:
    client = AsyncWebClient(token=app.bot_token, base_url=slack.base_url)
    bolt = AsyncApp(client=client, signing_secret=app.signing_secret)

    @bolt.command("/probe")
    async def command(ack: Any, body: Any, client: Any) -> None:
        await ack("opening")
        await client.views_open(trigger_id=body["trigger_id"], view=note_modal())

    @bolt.view("note.add")
    async def submitted(ack: Any, view: Any) -> None:
        value = view["state"]["values"]["note"]["value"]["value"]
        errors = {"note": "Not empty, please"} if value == "bad" else None
        await (ack(response_action="errors", errors=errors) if errors else ack())
        heard.append(f"view {value}")

    @bolt.action("press.0")
    async def pressed(ack: Any, respond: Any) -> None:
        await ack()
        await respond("pressed, thanks", replace_original=False)

    @bolt.event("message")
    async def said(event: Any) -> None:
        heard.append(f"message {event.get('text')}")

    @bolt.event("member_joined_channel")
    async def joined() -> None:
        heard.append("joined")

    return bolt


@asynccontextmanager
async def _running(bolt: AsyncApp, app: App, slack: LocalSlack) -> AsyncIterator[None]:
    if app.manifest.socket_mode:
        handler = AsyncSocketModeHandler(
            bolt, app.app_token, web_client=AsyncWebClient(base_url=slack.base_url)
        )
        await handler.connect_async()  # type: ignore[no-untyped-call]  # untyped in Bolt
        await slack.until(lambda: slack.sockets.of(app.id))
        yield
        await handler.close_async()  # type: ignore[no-untyped-call]  # untyped in Bolt
        await asyncio.gather(
            *(
                task
                for task in (
                    handler.client.current_session_monitor,
                    handler.client.message_receiver,
                )
                if task is not None
            ),
            return_exceptions=True,
        )
        return
    runner = web.AppRunner(bolt.web_app(path="/slack/events"), access_log=None)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0).start()
    app.request_url = f"http://127.0.0.1:{runner.addresses[0][1]}/slack/events"
    yield
    await runner.cleanup()


@pytest.mark.parametrize("socket_mode", [False, True], ids=["http", "socket mode"])
async def test_a_bolt_app_hears_commands_actions_views_and_events(socket_mode: bool) -> None:
    heard: Heard = []
    async with LocalSlack() as slack:
        app = slack.connect(manifest(socket_mode=socket_mode))
        ana = slack.add_person("Ana")
        async with _running(_bolt(app, slack, heard), app, slack):
            await ana.invite("general", "probe")
            shown = await ana.command("/probe")
            assert shown is not None
            assert shown.text == "opening"
            await slack.until(lambda: slack.workspace.modals.get(ana.id))
            modal = ana.modal()
            assert (await modal.fill({"note": "bad"}).submit()).errors == {
                "note": "Not empty, please"
            }
            assert (await modal.fill({"note": "good"}).submit()).outcome == "closed"
            client = AsyncWebClient(token=app.bot_token, base_url=slack.base_url)
            button = {
                "type": "button",
                "text": {"type": "plain_text", "text": "Go"},
                "action_id": "press.0",
            }
            await client.chat_postMessage(
                channel=slack.channel("general").id,
                text="x",
                blocks=[{"type": "actions", "elements": [button]}],
            )
            await ana.press("Go")
            await slack.until(lambda: ana.messages("general")[-1].text == "pressed, thanks")
            await ana.say("general", "hello")
            await slack.settle()
        views = [one for one in heard if one.startswith("view")]
        assert views == ["view bad", "view good"]
        assert "message hello" in heard
        assert ana.seen == []
        assert slack.errors == []
