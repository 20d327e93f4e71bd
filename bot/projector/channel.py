"""The incident's channel: made once, adopted after a crash, named, given its topic and pin."""

from collections.abc import Mapping
from typing import Any

from bot.gateway.errors import GiveUp
from bot.projector.bench import MOST_SKEW, Bench
from bot.projector.desired import Plan, digest_of
from bot.views.channel import named_after_what_is_gone
from storage.errors import ClaimTaken
from storage.surfaces import Surface

CHANNEL = "channel"
LAST_SUFFIX = 99
"""After this many taken names something else is wrong."""
ADOPTED = "adopted"
"""Marks a channel that was there before we knew it: who came meanwhile is not in the record."""


async def ensure_channel(bench: Bench, plan: Plan) -> str:
    """Return the incident's channel, creating it if need be. Raises RetryLater or GiveUp.

    The name we intend is committed, and held against our other incidents, before Slack is asked:
    after a crash a channel of that name which we created since then is ours.
    """
    row = bench.row(CHANNEL, "channel")
    while row.channel is None:
        row = await _intend(bench, plan, row)
        row = await _create(bench, plan, row)
    return row.channel


async def _intend(bench: Bench, plan: Plan, row: Surface) -> Surface:
    if row.name is not None:
        return row
    suffix = int(row.state.get("suffix", 1))
    while suffix <= LAST_SUFFIX:
        name = plan.name(suffix)
        try:
            async with bench.store.transaction() as tx:
                await tx.claim(bench.key.team, "channel_name", name, bench.key)
        except ClaimTaken as taken:
            if taken.holder != bench.key:
                suffix += 1
                continue
        return await bench.keep(
            row,
            name=name,
            attempt_started_at=bench.wall.now(),
            state={**row.state, "suffix": suffix},
        )
    raise GiveUp("name_taken", "conversations.create")


async def _create(bench: Bench, plan: Plan, row: Surface) -> Surface:
    try:
        answer = await bench.call("conversations.create", name=row.name, is_private=plan.private)
    except GiveUp as end:
        if end.code != "name_taken":
            raise
        found = await _made_before(bench, row)
        if found is not None:
            return await _settle(bench, row, found, adopted=True)
        return await bench.keep(
            row, name=None, state={**row.state, "suffix": int(row.state["suffix"]) + 1}
        )
    channel: Mapping[str, Any] = answer["channel"]
    return await _settle(bench, row, str(channel["id"]))


async def _settle(bench: Bench, row: Surface, channel: str, *, adopted: bool = False) -> Surface:
    async with bench.store.transaction() as tx:
        await tx.claim(bench.key.team, "channel", channel, bench.key)
    state = {**row.state, ADOPTED: True} if adopted else row.state
    return await bench.shown(row, digest="", channel=channel, attempt_started_at=None, state=state)


async def _made_before(bench: Bench, row: Surface) -> str | None:
    """Find the channel that an attempt of ours made before its answer was lost."""
    cursor = ""
    while True:
        page = await bench.call(
            "users.conversations",
            types="public_channel,private_channel",
            exclude_archived=True,
            limit=200,
            **({"cursor": cursor} if cursor else {}),
        )
        for channel in page.get("channels", ()):
            if _is_ours(bench, row, channel):
                return str(channel["id"])
        cursor = str((page.get("response_metadata") or {}).get("next_cursor") or "")
        if not cursor:
            return None


def _is_ours(bench: Bench, row: Surface, channel: Mapping[str, Any]) -> bool:
    unsure = bench.unsure_since(row)
    if unsure is None:
        return False
    since = (unsure - MOST_SKEW).timestamp()
    return (
        channel.get("name") == row.name
        and channel.get("creator") == bench.identity.bot_user
        and float(channel.get("created", 0)) >= since
    )


async def set_topic(bench: Bench, channel: str, plan: Plan) -> None:
    """Make the topic say what it should."""
    row = bench.row("topic", "topic")
    digest = digest_of(plan.topic)
    if row.digest == digest:
        return
    row = await bench.keep(row, digest=None)
    await bench.call("conversations.setTopic", channel=channel, topic=plan.topic)
    await bench.shown(row, digest)


async def keep_name(bench: Bench, channel: str, plan: Plan) -> None:
    """Give the channel another name once words that it is called after are taken out.

    Slack's own line in the channel, that it was renamed, holds the old name: no bot can delete it.
    """
    row = bench.row(CHANNEL, "channel")
    if not bench.may_show_more(row):
        return
    if named_after_what_is_gone(bench.incident):
        row = await _rename(bench, channel, plan, row)
    async with bench.store.transaction() as tx:
        await tx.release_others(bench.key, "channel_name", [row.name] if row.name else [])
    await bench.keep(row, state=bench.as_of(row.state))


async def _rename(bench: Bench, channel: str, plan: Plan, row: Surface) -> Surface:
    for suffix in range(1, LAST_SUFFIX + 1):
        name = plan.name(suffix)
        if name == row.name:
            return row
        try:
            async with bench.store.transaction() as tx:
                await tx.claim(bench.key.team, "channel_name", name, bench.key)
            await bench.call("conversations.rename", channel=channel, name=name)
        except ClaimTaken:
            continue
        except GiveUp as end:
            if end.code != "name_taken":
                raise
            continue
        return await bench.keep(row, name=name, state={**row.state, "suffix": suffix})
    raise GiveUp("name_taken", "conversations.rename")


async def pin(bench: Bench, channel: str, card_key: str) -> None:
    """Pin a card's message. A message that was posted anew is pinned anew."""
    ts = bench.row(card_key, "message").ts
    row = bench.row(f"pin.{card_key}", "pin")
    if ts is None or row.digest == ts:
        return
    try:
        await bench.call("pins.add", channel=channel, timestamp=ts)
    except GiveUp as end:
        if end.code != "already_pinned":
            raise
    await bench.shown(row, ts)
