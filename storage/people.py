"""The directory of people in Slack: what was last known of them. Filled in the background."""

from collections.abc import Collection
from dataclasses import asdict, dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Row, select

from bot.crisis.ids import SlackUserId, TeamId
from storage.database import Database
from storage.tables import people
from storage.upsert import replace


@dataclass(frozen=True, slots=True)
class Profile:
    """A person as Slack described them at ``fetched_at``.

    ``home_team`` is the workspace that their account belongs to; it differs from the installed
    one for people from a connected company. ``tz`` is an IANA zone, ``locale`` like ``zh-CN``.
    """

    user: SlackUserId
    home_team: TeamId
    name: str
    tz: str
    locale: str
    is_bot: bool
    is_guest: bool
    is_deleted: bool
    is_admin: bool
    fetched_at: datetime


class People:
    """Profiles of one installation, by workspace and account."""

    def __init__(self, database: Database) -> None:
        """Keep profiles in this database."""
        self._database = database

    async def put(self, team: TeamId, profile: Profile) -> None:
        """Keep what is known now in place of what was known. Running it twice is safe."""
        values = asdict(profile)
        values["user_id"] = values.pop("user")
        async with self._database.write() as connection:
            await replace(connection, people, values | {"team_id": team})

    async def get(self, team: TeamId, user: SlackUserId) -> Profile | None:
        """Return what is known of a person."""
        return (await self.get_many(team, {user})).get(user)

    async def get_many(
        self,
        team: TeamId,
        users: Collection[SlackUserId],
    ) -> dict[SlackUserId, Profile]:
        """Return what is known of these people; who is unknown is missing."""
        wanted = people.c.user_id.in_(sorted(users))
        query = select(people).where(people.c.team_id == team, wanted)
        async with self._database.read() as connection:
            found = map(_profile, await connection.execute(query))
            return {profile.user: profile for profile in found}

    async def outdated(
        self,
        team: TeamId,
        before: datetime,
        limit: int,
    ) -> tuple[SlackUserId, ...]:
        """Return people last looked up before a moment, the oldest first."""
        query = select(people.c.user_id).where(people.c.team_id == team)
        query = query.where(people.c.fetched_at < before).order_by(people.c.fetched_at)
        async with self._database.read() as connection:
            return tuple((await connection.execute(query.limit(limit))).scalars())


def _profile(row: Row[Any]) -> Profile:
    values = dict(row._mapping)  # noqa: SLF001 (the documented way to read a row by name)
    del values["team_id"]
    return Profile(user=values.pop("user_id"), **values)
