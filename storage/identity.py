"""Who the bot is in a workspace, so that a request can be answered without asking Slack."""

from dataclasses import asdict, dataclass
from datetime import datetime

from sqlalchemy import select

from bot.crisis.ids import SlackUserId, TeamId
from storage.database import Database
from storage.tables import identities
from storage.upsert import replace


@dataclass(frozen=True, slots=True)
class Identity:
    """What Slack's ``auth.test`` and ``bots.info`` said at ``fetched_at``. No token is kept."""

    team: TeamId
    team_name: str
    url: str
    bot_user: SlackUserId
    bot_id: str
    app_id: str
    enterprise_id: str | None
    is_enterprise_install: bool
    fetched_at: datetime


class Identities:
    """Identities by workspace."""

    def __init__(self, database: Database) -> None:
        """Keep identities in this database."""
        self._database = database

    async def put(self, identity: Identity) -> None:
        """Keep what is known now in place of what was known. Running it twice is safe."""
        values = asdict(identity)
        values["team_id"] = values.pop("team")
        async with self._database.write() as connection:
            await replace(connection, identities, values)

    async def get(self, team: TeamId) -> Identity | None:
        """Return who the bot is in this workspace."""
        query = select(identities).where(identities.c.team_id == team)
        async with self._database.read() as connection:
            row = (await connection.execute(query)).mappings().one_or_none()
        if row is None:
            return None
        values = dict(row)
        return Identity(team=values.pop("team_id"), **values)

    async def teams(self) -> tuple[TeamId, ...]:
        """Return the workspaces that the bot was ever known in."""
        query = select(identities.c.team_id).order_by(identities.c.team_id)
        async with self._database.read() as connection:
            return tuple((await connection.execute(query)).scalars())
