"""Crises that Slack shows already: their channels, cards and people, and what we know of them.

Used where a thousand of them are wanted: opening so many within Slack's limits takes an hour.
"""

import asyncio
from collections.abc import Iterable
from datetime import UTC, datetime, timedelta
from typing import Any

from slack_sdk.web.async_client import AsyncWebClient

from benchmarks.scene import Scene
from bot.crisis.ids import ChannelId, SlackUserId, TeamId
from bot.crisis.incident import Incident
from bot.projector.channel import CHANNEL
from bot.projector.desired import Card, digest_of, message_digest, plan
from bot.projector.members import MEMBERS
from bot.service.reader import incident_key
from storage.people import Profile
from storage.surfaces import Surface

TOGETHER = 25
"""Crises shown side by side."""
_YET = timedelta(days=1)
"""For so long nobody counts the members again, or looks anybody up."""


async def know_people(lent: Scene) -> None:
    """Put the people of the workspace into the directory, in UTC."""
    team = TeamId(lent.slack.workspace.team.id)
    for person in lent.people:
        profile = Profile(
            user=SlackUserId(person.id),
            home_team=team,
            name=person.user.real_name,
            tz="UTC",
            locale="en-US",
            is_bot=False,
            is_guest=False,
            is_deleted=False,
            is_admin=False,
            fetched_at=datetime.now(UTC) + _YET,
        )
        await lent.store.people.put(team, profile)


async def show(lent: Scene, incidents: list[Incident]) -> None:
    """Make channels with all that stands in them, and note it as the bot would."""
    client = AsyncWebClient(token=lent.app.bot_token, base_url=lent.slack.base_url)
    for start in range(0, len(incidents), TOGETHER):
        some = incidents[start : start + TOGETHER]
        await asyncio.gather(*(_show(lent, client, one) for one in some))


async def _show(lent: Scene, client: AsyncWebClient, incident: Incident) -> None:
    wanted = plan(incident, UTC)
    made = await client.conversations_create(name=wanted.name(int(incident.id[1:], 16) + 1))
    channel = ChannelId(str(made["channel"]["id"]))
    await client.conversations_invite(channel=channel, users=",".join(sorted(wanted.people)))
    cards = [await _post(client, channel, card, incident) for card in wanted.cards]
    counted = {"asked": sorted(wanted.people), "counted_at": (datetime.now(UTC) + _YET).isoformat()}
    key = incident_key(incident.team, incident.id)
    others: Iterable[dict[str, Any]] = (
        {"key": CHANNEL, "kind": "channel", "channel": channel, "digest": ""},
        {
            "key": MEMBERS,
            "kind": "members",
            "digest": digest_of(sorted(wanted.people)),
            "state": counted,
        },
        {"key": "pin.status", "kind": "pin", "digest": cards[0]["ts"]},
        {"key": "topic", "kind": "topic", "digest": digest_of(wanted.topic)},
    )
    for one in (*cards, *others):
        await lent.store.surfaces.put(Surface(stream=key, **one), fence=None)
    await lent.store.projected(key, incident.seq)


async def _post(
    client: AsyncWebClient, channel: ChannelId, card: Card, incident: Incident
) -> dict[str, Any]:
    payload = {"key": card.key, "incident": incident.id}
    posted = await client.chat_postMessage(
        channel=channel,
        text=card.message.text,
        blocks=list(card.message.blocks),
        metadata={"event_type": "kolcrisis_surface", "event_payload": payload},
    )
    return {
        "key": card.key,
        "kind": "message",
        "channel": channel,
        "ts": str(posted["ts"]),
        "digest": message_digest(card.message),
    }
