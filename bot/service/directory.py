"""Who people are: zone, language and name, kept at hand and refreshed in the background.

Asking never waits for Slack. Who is not known yet is spoken to in the workspace's default, English
and UTC until the first answer, and looked up meanwhile.
"""

import asyncio
from collections.abc import Collection, Mapping
from datetime import UTC, datetime, timedelta, tzinfo
from typing import Any
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from bot.clock.sources import Clock
from bot.crisis.events import DEACTIVATED, Apart
from bot.crisis.ids import SlackUserId, TeamId
from bot.gateway.client import Gateway
from bot.gateway.errors import GiveUp, RetryLater
from bot.locales.voice import Voice, voice_of_reader
from bot.observe import log
from storage.errors import StorageDown
from storage.people import Profile
from storage.store import Store

FRESH_FOR = timedelta(days=1)
"""A profile older than this is looked up again when it is next needed."""
TRY_AGAIN = 5.0
"""Seconds until a look-up that failed is tried again."""


class Directory:
    """Profiles by team and user."""

    def __init__(self, store: Store, gateway: Gateway, wall: Clock) -> None:
        self._store = store
        self._gateway = gateway
        self._wall = wall
        self._known: dict[tuple[TeamId, SlackUserId], Profile] = {}
        self._wanted: asyncio.Queue[tuple[TeamId, SlackUserId]] = asyncio.Queue()
        self._asked: set[tuple[TeamId, SlackUserId]] = set()
        self._trying: tuple[TeamId, SlackUserId] | None = None
        self._given_up: dict[tuple[TeamId, SlackUserId], datetime] = {}

    async def profile(self, team: TeamId, user: SlackUserId) -> Profile | None:
        """Return what is known of a person now, and have it looked up if that is not enough."""
        found = self._known.get((team, user)) or await self._store.people.get(team, user)
        if found is not None:
            self._known[team, user] = found
        if found is None or self._wall.now() - found.fetched_at > FRESH_FOR:
            self.want(team, user)
        return found

    async def voice(self, team: TeamId, user: SlackUserId | None) -> Voice:
        """Return the voice in which to speak to one person."""
        profile = await self.profile(team, user) if user is not None else None
        if profile is None:
            return voice_of_reader(None, UTC)
        return voice_of_reader(profile.locale, zone_of(profile))

    async def names(
        self, team: TeamId, users: Collection[SlackUserId]
    ) -> Mapping[SlackUserId, str]:
        """Return the names of these people, for documents outside Slack."""
        found = await self._store.people.get_many(team, users)
        for user in sorted(users):
            if user not in found:
                self.want(team, user)
        return {user: profile.name for user, profile in found.items()}

    async def meet(self, team: TeamId, users: Collection[SlackUserId]) -> None:
        """Look up those who are not known yet, now: for a document that should name everybody.

        Waits for Slack. Whom Slack does not name now stays unknown, and is looked up later.
        """
        known = await self._store.people.get_many(team, users)
        await asyncio.gather(
            *(self._meet_one(team, user) for user in sorted(set(users) - known.keys()))
        )

    async def _meet_one(self, team: TeamId, user: SlackUserId) -> None:
        try:
            await self._look_up(team, user)
        except (GiveUp, RetryLater) as trouble:
            log().info("a profile could not be read", user=user, reason=type(trouble).__name__)

    async def apart(
        self, team: TeamId, users: Collection[SlackUserId]
    ) -> Mapping[SlackUserId, Apart]:
        """Return who of these is no colleague, as far as is known, and what they are instead."""
        found = await self._store.people.get_many(team, users)
        why = {user: _apart(profile, team) for user, profile in found.items()}
        return {user: reason for user, reason in why.items() if reason is not None}

    async def departed(self, team: TeamId, user: SlackUserId) -> bool:
        """Whether a person's account is known to be deactivated: nobody can write to them."""
        profile = await self.profile(team, user)
        return profile is not None and profile.is_deleted

    def want(self, team: TeamId, user: SlackUserId) -> None:
        """Have a person looked up soon, unless Slack would not name them a short time ago."""
        given_up = self._given_up.get((team, user))
        if given_up is not None and self._wall.now() - given_up < FRESH_FOR:
            return
        if (team, user) not in self._asked:
            self._asked.add((team, user))
            self._wanted.put_nowait((team, user))

    def expects(self, team: TeamId, user: SlackUserId) -> bool:
        """Whether a person is being looked up: what is shown until then is provisional."""
        return (team, user) in self._asked or self._trying == (team, user)

    async def changed(self, team: TeamId, user: Mapping[str, Any]) -> None:
        """Slack says that a profile changed (``user_change`` carries no locale: look it up)."""
        self.want(team, SlackUserId(str(user.get("id", ""))))

    async def run(self) -> None:
        """Look people up, one after the other, for as long as the bot runs."""
        while True:
            team, user = await self._wanted.get()
            self._asked.discard((team, user))
            self._trying = (team, user)
            try:
                await self._look_up(team, user)
            except GiveUp as end:
                self._given_up[team, user] = self._wall.now()
                log().info("a profile could not be read", user=user, code=end.code)
            except RetryLater as later:
                await asyncio.sleep(max(later.delay, TRY_AGAIN))
                self.want(team, user)
            except StorageDown:
                await asyncio.sleep(TRY_AGAIN)
                self.want(team, user)
            self._trying = None

    async def _look_up(self, team: TeamId, user: SlackUserId) -> None:
        answer = await self._gateway.call("users.info", team=team, user=user, include_locale=True)
        profile = _profile(answer.get("user") or {}, user, team, self._wall)
        await self._store.people.put(team, profile)
        self._known[team, user] = profile


def _apart(profile: Profile, team: TeamId) -> Apart | None:
    if profile.is_deleted:
        return DEACTIVATED
    if profile.is_bot:
        return "is_bot"
    if profile.home_team != team:
        return "is_external"
    return "is_guest" if profile.is_guest else None


def zone_of(profile: Profile) -> tzinfo:
    """Return a person's zone; UTC when Slack named one that nobody knows."""
    try:
        return ZoneInfo(profile.tz)
    except (ZoneInfoNotFoundError, ValueError):
        return UTC


def _profile(user: Mapping[str, Any], user_id: SlackUserId, team: TeamId, wall: Clock) -> Profile:
    shown = user.get("profile") or {}
    # A document that leaves Slack says who somebody is, not what they call themselves here.
    name = user.get("real_name") or shown.get("real_name") or shown.get("display_name") or ""
    return Profile(
        user=user_id,
        home_team=TeamId(str(user.get("team_id") or team)),
        name=str(name),
        tz=str(user.get("tz") or "UTC"),
        locale=str(user.get("locale") or ""),
        is_bot=bool(user.get("is_bot")),
        is_guest=bool(user.get("is_restricted") or user.get("is_ultra_restricted")),
        is_deleted=bool(user.get("deleted")),
        is_admin=bool(user.get("is_admin") or user.get("is_owner")),
        fetched_at=wall.now(),
    )
