"""The people in the incident's channel: brought in, and known as Slack knows them."""

from collections.abc import Awaitable, Callable, Collection, Mapping
from datetime import datetime, timedelta

from bot.crisis.ids import SlackUserId
from bot.crisis.intents import NoteInvitationFailed, NoteMembership
from bot.gateway.errors import GiveUp
from bot.projector.bench import Bench
from bot.projector.channel import ADOPTED, CHANNEL
from bot.projector.desired import Plan, digest_of
from storage.surfaces import Surface

MEMBERS = "members"
INVITES_PER_CALL = 100
"""Slack takes at most this many people in one conversations.invite."""
MEMBERS_PER_PAGE = 200
COUNT_AGAIN = timedelta(hours=1)
"""How old our knowledge of who is in a channel may be when we write there.

Comings and goings are told by events; Slack gives up on one that it could not deliver three times.
"""
_COUNTED = "counted_at"
_APART = "apart"
Sieve = Callable[[Collection[SlackUserId]], Awaitable[Mapping[SlackUserId, str]]]
"""Returns who of these people is no colleague, and what they are instead."""
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


async def invite(bench: Bench, channel: str, plan: Plan, apart: Sieve) -> None:
    """Bring in who is needed. Who left by themselves comes back only when invited anew.

    Those whom ``apart`` tells from colleagues are named instead, once: who is then brought in by
    name comes in. Whoever opened the crisis is never set apart.
    """
    row = await _know(bench, channel)
    asked = set(row.state.get("asked", ()))
    again = bench.incident.invited - bench.incident.absent.keys()
    wanted = sorted((plan.people - asked | again) - bench.incident.members)
    named = set(row.state.get(_APART, ()))
    strangers = await apart(frozenset(wanted) - named - {bench.incident.opened_by})
    for user, reason in sorted(strangers.items()):
        await bench.record(NoteInvitationFailed(user, reason))
    if strangers:
        asked |= strangers.keys()
        state = {"asked": sorted(asked), _APART: sorted(named | strangers.keys())}
        row = await bench.keep(row, state={**row.state, **state})
        wanted = [user for user in wanted if user not in strangers]
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


async def _know(bench: Bench, channel: str) -> Surface:
    """Note who is in the channel if what we know may be out of date; return the surface's row.

    A channel that we have just made holds nobody yet.
    """
    row = bench.row(MEMBERS, "members")
    counted = row.state.get(_COUNTED)
    now = bench.wall.now()
    if counted is not None:
        since = datetime.fromisoformat(counted)
        if since >= max(bench.began_at, now - COUNT_AGAIN):
            return row
    if counted is not None or bench.row(CHANNEL, "channel").state.get(ADOPTED):
        await _count(bench, channel)
    return await bench.keep(row, state={**row.state, _COUNTED: now.isoformat()})


async def _count(bench: Bench, channel: str) -> None:
    """Compare Slack's list of members with the record, and record the difference."""
    there = await _members(bench, channel)
    known = bench.incident.members
    for user in sorted(there ^ known):
        present = user in there
        await bench.record(NoteMembership(user, present=present, source="reconciled"))


async def _members(bench: Bench, channel: str) -> frozenset[SlackUserId]:
    found: set[SlackUserId] = set()
    cursor = ""
    while True:
        page = await bench.call(
            "conversations.members",
            channel=channel,
            limit=MEMBERS_PER_PAGE,
            **({"cursor": cursor} if cursor else {}),
        )
        found.update(SlackUserId(str(user)) for user in page.get("members", ()))
        cursor = str((page.get("response_metadata") or {}).get("next_cursor") or "")
        if not cursor:
            return frozenset(found - {bench.identity.bot_user})


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
