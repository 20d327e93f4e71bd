"""A local Slack with an app, a bot behind it, and a cast."""

from __future__ import annotations

from collections.abc import AsyncIterator
from dataclasses import dataclass
from typing import Any

import pytest
from aiohttp import web
from slack_sdk.web.async_client import AsyncWebClient

from bot.workspace.local import LocalSlack
from bot.workspace.model.app import App
from bot.workspace.people.actor import Actor
from tests.workspace.manifests import manifest
from tests.workspace.receiver import Receiver


@dataclass(slots=True)
class House:
    """Everything a test needs: the Slack, the app, the bot, its client and two people."""

    slack: LocalSlack
    app: App
    bot: Receiver
    client: AsyncWebClient
    ana: Actor
    ben: Actor

    async def channel(self, name: str = "crisis-1", *, private: bool = False) -> str:
        """Make a channel by the bot, with Ana in it, and return its id."""
        made = await self.client.conversations_create(name=name, is_private=private)
        identity = str(made["channel"]["id"])
        await self.client.conversations_invite(channel=identity, users=[self.ana.id])
        return identity

    async def buttons(self, channel: str, *labels: str, **more: Any) -> str:
        """Post a message with buttons and return its ts."""
        elements = [
            {
                "type": "button",
                "text": {"type": "plain_text", "text": label},
                "action_id": f"press.{number}",
                "value": label.lower(),
            }
            for number, label in enumerate(labels)
        ]
        blocks = [{"type": "actions", "block_id": "card", "elements": elements}]
        posted = await self.client.chat_postMessage(
            channel=channel, text="buttons", blocks=blocks, **more
        )
        return str(posted["ts"])


@pytest.fixture
async def receiver_url(bot: Receiver) -> AsyncIterator[str]:
    runner = web.AppRunner(bot.application(), access_log=None)
    await runner.setup()
    site = web.TCPSite(runner, "127.0.0.1", 0)
    await site.start()
    yield f"http://127.0.0.1:{runner.addresses[0][1]}/slack/events"
    await runner.cleanup()


@pytest.fixture
def bot() -> Receiver:
    return Receiver()


@pytest.fixture
async def slack() -> AsyncIterator[LocalSlack]:
    async with LocalSlack(team="Lumeya") as local:
        yield local


@pytest.fixture
async def house(slack: LocalSlack, bot: Receiver, receiver_url: str) -> House:
    app = slack.connect(manifest(), request_url=receiver_url)
    bot.secret = app.signing_secret
    ana = slack.add_person("Ana", real_name="Ana Reyes", tz="Europe/London", is_admin=True)
    ben = slack.add_person("Ben", real_name="Ben Zhou", tz="Asia/Shanghai", locale="zh-CN")
    client = AsyncWebClient(token=app.bot_token, base_url=slack.base_url)
    await slack.settle()
    bot.receipts.clear()
    return House(slack, app, bot, client, ana, ben)
