"""One message in a channel, converging to one.

Posting has no idempotency key, so: note the attempt, post, note the id; and after an answer that
never came, look before posting again.
"""

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

from bot.crisis.ids import ChannelId, SlackUserId
from bot.gateway.errors import GiveUp, RetryLater
from bot.projector.bench import MOST_SKEW, Bench, Desk
from bot.projector.desired import Card, message_digest
from bot.views.drill.marked import marked
from storage.surfaces import Surface

EVENT_TYPE = "kolcrisis_surface"
"""The ``event_type`` of the metadata that marks a message as ours."""
SECOND_LOOK = timedelta(seconds=60)
"""When to look again for a twin that a lost request may have left behind."""
_GONE = frozenset({"message_not_found"})
_FROZEN = frozenset({"edit_window_closed", "cant_update_message"})


async def show(bench: Bench, channel: str, card: Card) -> None:
    """Show an incident's card, marked if the incident is an exercise. Safe to repeat."""
    await put_up(bench, channel, replace(card, message=marked(card.message, bench.incident)))


async def put_up(bench: Desk, channel: str, card: Card) -> None:
    """Make a card's message stand in the channel and say what it should. Safe to repeat."""
    row = bench.row(card.key, "message")
    digest = message_digest(card.message)
    if row.ts is None:
        await _post(bench, channel, card, row, digest)
    else:
        outdated = card.quotes and bench.may_show_more(row)
        if row.digest != digest and (outdated or not card.once):
            await _update(bench, channel, card, row, digest)
        elif outdated:
            await bench.keep(row, state=bench.as_of(row.state))
    await remove_twins(bench, channel, bench.row(card.key, "message"))


async def _post(bench: Desk, channel: str, card: Card, row: Surface, digest: str) -> None:
    since = bench.unsure_since(row)
    unsure = since is not None
    if unsure and await _adopt(bench, channel, row, since):
        return
    row = await bench.keep(row, attempt_started_at=row.attempt_started_at or bench.wall.now())
    try:
        answer = await bench.call(
            "chat.postMessage",
            budget_channel=channel,
            channel=channel,
            unfurl_links=False,
            unfurl_media=False,
            **_content(bench, card),
        )
    except RetryLater as later:
        if not later.ambiguous and not unsure:
            await bench.keep(row, attempt_started_at=None)
        raise
    except GiveUp:
        if not unsure:
            await bench.keep(row, attempt_started_at=None)
        raise
    await bench.shown(
        row,
        digest,
        channel=channel,
        ts=str(answer["ts"]),
        attempt_started_at=None,
        state=bench.as_of(_later_look(bench, row) if unsure else row.state),
    )


async def _adopt(bench: Desk, channel: str, row: Surface, since: datetime | None) -> bool:
    """Take over the message of an earlier attempt that worked. Its content is written next."""
    found = await _ours(bench, channel, row.key, since)
    ours = [ts for ts in found if ts not in row.state.get("old", ())]
    if not ours:
        return False
    row = await bench.keep(
        row,
        channel=channel,
        ts=ours[0],
        digest=None,
        attempt_started_at=None,
        state=_later_look(bench, row),
    )
    raise RetryLater(0.0, ambiguous=False, reason="adopted")


async def _update(bench: Desk, channel: str, card: Card, row: Surface, digest: str) -> None:
    # An update whose answer is lost may show all the same, also when things turn back meanwhile.
    row = await bench.keep(row, digest=None)
    try:
        await bench.call("chat.update", channel=channel, ts=row.ts, **_content(bench, card))
    except GiveUp as end:
        if end.code in _GONE:
            await bench.keep(row, ts=None, digest=None, attempt_started_at=None)
            raise RetryLater(0.0, ambiguous=False, reason=end.code) from None
        if end.code in _FROZEN:
            await _replace(bench, row)
            raise RetryLater(0.0, ambiguous=False, reason=end.code) from None
        raise
    await bench.shown(row, digest, state=bench.as_of(row.state))


async def conversation_with(bench: Desk, user: SlackUserId) -> ChannelId:
    """Return the conversation with a person. Opening one that exists gives the same again."""
    row = bench.row(f"im.{user}", "im")
    if row.channel is None:
        there = await bench.gateway.conversation(bench.key.team, user)
        row = await bench.shown(row, "", channel=there)
    return row.channel or ChannelId("")


async def _replace(bench: Desk, row: Surface) -> None:
    """Let go of a message that can no longer be edited; a new one follows, the old one goes."""
    old = [*row.state.get("old", ()), row.ts]
    await bench.keep(
        row, ts=None, digest=None, attempt_started_at=None, state={**row.state, "old": old}
    )


async def remove_twins(bench: Desk, channel: str, row: Surface) -> None:
    """Delete what an earlier message or a lost request left behind, once it is time to look."""
    if row.ts is None:
        return
    for old in tuple(row.state.get("old", ())):
        await delete(bench, channel, old)
        left = [ts for ts in row.state["old"] if ts != old]
        row = await bench.keep(row, state={**row.state, "old": left})
    due = row.state.get("second_look")
    if due is None or datetime.fromisoformat(due) > bench.wall.now():
        return
    since = datetime.fromisoformat(row.state["since"])
    for twin in await _ours(bench, channel, row.key, since):
        if twin != row.ts:
            await delete(bench, channel, twin)
    state = {k: v for k, v in row.state.items() if k not in {"second_look", "since"}}
    await bench.keep(row, state=state)


async def delete(bench: Desk, channel: str, ts: str) -> None:
    """Delete a message of ours; one that is gone already is no trouble."""
    try:
        await bench.call("chat.delete", channel=channel, ts=ts)
    except GiveUp as end:
        if end.code not in _GONE:
            raise


async def _ours(bench: Desk, channel: str, key: str, since: datetime | None) -> list[str]:
    """Return the ids of our messages that carry this surface's key, oldest first."""
    oldest = (since - MOST_SKEW).timestamp() if since else 0.0
    found: list[str] = []
    cursor = ""
    while True:
        page = await bench.call(
            "conversations.history",
            channel=channel,
            oldest=f"{oldest:.6f}",
            include_all_metadata=True,
            limit=200,
            **({"cursor": cursor} if cursor else {}),
        )
        found += [str(m["ts"]) for m in page.get("messages", ()) if _carries(bench, m, key)]
        cursor = str((page.get("response_metadata") or {}).get("next_cursor") or "")
        if not cursor:
            return sorted(found)


def _carries(bench: Desk, message: Mapping[str, Any], key: str) -> bool:
    if message.get("bot_id") != bench.identity.bot_id:
        return False
    payload = (message.get("metadata") or {}).get("event_payload") or {}
    if payload:
        return payload.get("key") == key and payload.get("incident") == bench.key.id
    blocks = message.get("blocks") or [{}]
    return bool(blocks[0].get("block_id") == f"kolcrisis:{key}")


def _content(bench: Desk, card: Card) -> dict[str, Any]:
    return {
        "text": card.message.text,
        "blocks": list(card.message.blocks),
        "metadata": {
            "event_type": EVENT_TYPE,
            "event_payload": {"key": card.key, "incident": bench.key.id},
        },
    }


def _later_look(bench: Desk, row: Surface) -> dict[str, Any]:
    since = row.attempt_started_at or bench.wall.now()
    return {
        **row.state,
        "second_look": (bench.wall.now() + SECOND_LOOK).isoformat(),
        "since": since.isoformat(),
    }
