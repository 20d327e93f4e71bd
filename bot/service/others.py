"""Other streams as they stand within a transaction, for rules that rest on them.

Called by kinds of streams. Each stream that is read is held until the commit. Whoever reads several
takes them in the order influencer, brief, then their own, so that no two wait for each other.
"""

from collections.abc import Callable
from typing import TypeVar

from bot.crisis.events import Recorded
from bot.crisis.ids import TeamId
from bot.prevention.brief import Brief, evolve_brief
from bot.prevention.kol import KolEntry, evolve_kol
from storage.transaction import Transaction
from storage.values import StreamKey

S = TypeVar("S")


async def held_kol(tx: Transaction, team: TeamId, kol: str) -> KolEntry | None:
    """Return an influencer; nobody else changes them until the commit."""
    return await _held(tx, StreamKey(team, "kol", kol), evolve_kol)


async def held_brief(tx: Transaction, team: TeamId, brief: str) -> Brief | None:
    """Return a brief; nobody else changes it until the commit."""
    return await _held(tx, StreamKey(team, "brief", brief), evolve_brief)


async def _held(
    tx: Transaction,
    key: StreamKey,
    evolve: Callable[[S | None, Recorded, TeamId, str], S | None],
) -> S | None:
    await tx.hold(key)
    state: S | None = None
    for recorded in await tx.read(key):
        state = evolve(state, recorded, key.team, key.id)
    return state
