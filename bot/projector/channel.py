"""The incident's channel: made once, adopted after a crash, named, and filled with people."""

from collections.abc import Mapping
from datetime import timedelta
from typing import Any

from bot.crisis.ids import SlackUserId
from bot.crisis.intents import NoteInvitationFailed, NoteMembership
from bot.gateway.errors import GiveUp
from bot.projector.bench import Bench
from bot.projector.desired import Plan, digest_of
from storage.errors import ClaimTaken
from storage.surfaces import Surface

CHANNEL = "channel"
LAST_SUFFIX = 99
"""After this many taken names something else is wrong."""
INVITES_PER_CALL = 100
"""Slack takes at most this many people in one conversations.invite."""
ADOPTED = "adopted"
"""Marks a channel that was there before we knew it: who came meanwhile is not in the record."""
CLOCK_SKEW = timedelta(minutes=2)
_ABOUT_CHANNEL = frozenset(
    {
        "channel_not_found",
        "is_archived",
        "not_in_channel",
        "missing_scope",
        "invalid_auth",
        "token_revoked",
        "account_inactive",
        "not_authed",
        "restricted_action",
    },
)
"""Refusals that are about the channel or about us, not about a person."""


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
    if row.attempt_started_at is None:
        return False
    since = (row.attempt_started_at - CLOCK_SKEW).timestamp()
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


async def invite(bench: Bench, channel: str, plan: Plan) -> None:
    """Bring in who is needed. Who left by themselves comes back only when invited anew."""
    await _meet(bench, channel)
    row = bench.row("members", "members")
    asked = set(row.state.get("asked", ()))
    again = bench.incident.invited - bench.incident.absent.keys()
    wanted = sorted((plan.people - asked | again) - bench.incident.members)
    for start in range(0, len(wanted), INVITES_PER_CALL):
        some = wanted[start : start + INVITES_PER_CALL]
        failed = await _invite_some(bench, channel, some)
        for user in some:
            if user in failed:
                await bench.record(NoteInvitationFailed(user, failed[user]))
            else:
                await bench.record(NoteMembership(user, present=True))
        asked |= set(some)
        row = await bench.keep(row, state={**row.state, "asked": sorted(asked)})
    await bench.shown(row, digest_of(sorted(plan.people)))


async def _meet(bench: Bench, channel: str) -> None:
    """Note who came into an adopted channel while we could not know that it was ours."""
    row = bench.row(CHANNEL, "channel")
    if not row.state.get(ADOPTED):
        return
    cursor = ""
    while True:
        page = await bench.call(
            "conversations.members",
            channel=channel,
            limit=200,
            **({"cursor": cursor} if cursor else {}),
        )
        for user in page.get("members", ()):
            if user != bench.identity.bot_user:
                fact = NoteMembership(SlackUserId(str(user)), present=True, source="reconciled")
                await bench.record(fact)
        cursor = str((page.get("response_metadata") or {}).get("next_cursor") or "")
        if not cursor:
            break
    state = {key: value for key, value in row.state.items() if key != ADOPTED}
    await bench.keep(row, state=state)


async def _invite_some(
    bench: Bench, channel: str, users: list[SlackUserId]
) -> dict[SlackUserId, str]:
    """Invite all at once; if that is refused, one by one. Return who could not be, and why."""
    try:
        await bench.call("conversations.invite", channel=channel, users=",".join(users))
    except GiveUp as end:
        if end.code == "already_in_channel" and len(users) == 1:
            return {}
        if end.code in _ABOUT_CHANNEL:
            raise
        if len(users) == 1:
            return {users[0]: end.code}
    else:
        return {}
    failed: dict[SlackUserId, str] = {}
    for user in users:
        failed |= await _invite_some(bench, channel, [user])
    return failed
