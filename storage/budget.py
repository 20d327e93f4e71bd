"""How often something may be done: token buckets that replicas share, and Slack's back-offs.

The projector asks before each call to Slack. With SQLite there is one process, so memory does; on
PostgreSQL the buckets are rows.
"""

from dataclasses import dataclass, replace
from datetime import datetime
from typing import Protocol

from sqlalchemy import ColumnElement, and_, select, update

from bot.crisis.ids import TeamId
from storage.database import Connection, Database
from storage.tables import budgets
from storage.upsert import insert_new

_MINUTE = 60.0


@dataclass(frozen=True, slots=True)
class Bucket:
    """So many tokens were left at ``counted_at``; nobody may take one before ``back_off_until``."""

    tokens: float
    counted_at: datetime
    back_off_until: datetime | None = None


def taken(
    bucket: Bucket,
    rate_per_minute: float,
    burst: float,
    now: datetime,
) -> tuple[Bucket, float]:
    """Return the bucket after asking for one token, and the seconds to wait.

    0.0 means that a token was taken; otherwise none was, and one may be there after that time.
    After a back-off the bucket starts empty but for one, so that waiting callers do not rush in.
    """
    if bucket.back_off_until is not None:
        if now < bucket.back_off_until:
            return bucket, (bucket.back_off_until - now).total_seconds()
        bucket = Bucket(1.0, bucket.back_off_until)
    elapsed = max(0.0, (now - bucket.counted_at).total_seconds())
    tokens = min(burst, bucket.tokens + elapsed * rate_per_minute / _MINUTE)
    counted_at = max(now, bucket.counted_at)
    if tokens >= 1.0:
        return Bucket(tokens - 1.0, counted_at), 0.0
    return Bucket(tokens, counted_at), (1.0 - tokens) * _MINUTE / rate_per_minute


class Budget(Protocol):
    """Token buckets by workspace and scope (a method, a channel)."""

    async def take(
        self,
        team: TeamId,
        scope: str,
        *,
        rate_per_minute: float,
        burst: float,
        now: datetime,
    ) -> float:
        """Return 0.0 and take a token, or take none and return the seconds to wait."""
        ...

    async def set_back_off(self, team: TeamId, scope: str, until: datetime) -> None:
        """Let nobody take a token before ``until``; an earlier time changes nothing."""
        ...


class BudgetInMemory:
    """For one process. A restart forgets it; Slack's 429 then says so."""

    def __init__(self) -> None:
        """Start with full buckets."""
        self._buckets: dict[tuple[TeamId, str], Bucket] = {}

    async def take(
        self,
        team: TeamId,
        scope: str,
        *,
        rate_per_minute: float,
        burst: float,
        now: datetime,
    ) -> float:
        """Return 0.0 and take a token, or take none and return the seconds to wait."""
        bucket = self._buckets.get((team, scope), Bucket(burst, now))
        self._buckets[team, scope], wait = taken(bucket, rate_per_minute, burst, now)
        return wait

    async def set_back_off(self, team: TeamId, scope: str, until: datetime) -> None:
        """Let nobody take a token before ``until``; an earlier time changes nothing."""
        bucket = self._buckets.get((team, scope), Bucket(0.0, until))
        self._buckets[team, scope] = _backed_off(bucket, until)


class BudgetInDatabase:
    """For replicas: each bucket is a row, locked while it is counted."""

    def __init__(self, database: Database) -> None:
        """Keep buckets in this database."""
        self._database = database

    async def take(
        self,
        team: TeamId,
        scope: str,
        *,
        rate_per_minute: float,
        burst: float,
        now: datetime,
    ) -> float:
        """Return 0.0 and take a token, or take none and return the seconds to wait."""
        async with self._database.write() as connection:
            bucket = await _locked(connection, team, scope, Bucket(burst, now))
            after, wait = taken(bucket, rate_per_minute, burst, now)
            await _store(connection, team, scope, after)
        return wait

    async def set_back_off(self, team: TeamId, scope: str, until: datetime) -> None:
        """Let nobody take a token before ``until``; an earlier time changes nothing."""
        async with self._database.write() as connection:
            bucket = await _locked(connection, team, scope, Bucket(0.0, until))
            await _store(connection, team, scope, _backed_off(bucket, until))


def budget_for(database: Database) -> Budget:
    """Return the budget that fits: in memory where there can be one process only."""
    return BudgetInMemory() if database.is_sqlite else BudgetInDatabase(database)


def _backed_off(bucket: Bucket, until: datetime) -> Bucket:
    earlier = bucket.back_off_until
    return bucket if earlier and earlier >= until else replace(bucket, back_off_until=until)


async def _locked(
    connection: Connection,
    team: TeamId,
    scope: str,
    fresh: Bucket,
) -> Bucket:
    query = select(budgets.c.tokens, budgets.c.counted_at, budgets.c.back_off_until)
    query = query.where(_same(team, scope)).with_for_update()
    row = (await connection.execute(query)).one_or_none()
    if row is None:
        key = {"team_id": team, "scope": scope}
        await insert_new(connection, budgets, key | _values(fresh))
        row = (await connection.execute(query)).one()
    return Bucket(row.tokens, row.counted_at, row.back_off_until)


async def _store(connection: Connection, team: TeamId, scope: str, bucket: Bucket) -> None:
    await connection.execute(update(budgets).where(_same(team, scope)).values(_values(bucket)))


def _values(bucket: Bucket) -> dict[str, object]:
    return {
        "tokens": bucket.tokens,
        "counted_at": bucket.counted_at,
        "back_off_until": bucket.back_off_until,
    }


def _same(team: TeamId, scope: str) -> ColumnElement[bool]:
    return and_(budgets.c.team_id == team, budgets.c.scope == scope)
