"""Proposed changes of the playbook: their kind of stream, and the difference itself."""

import asyncio
import hashlib
from collections.abc import Callable
from pathlib import Path
from typing import TypeAlias

from bot.clock.sources import Clock
from bot.crisis.ids import TeamId
from bot.crisis.intents import Refusal
from bot.playbook.proposal import AddEntry, Proposal, SetNumber, numbers, propose
from bot.prevention.change import Change, decide_change, evolve_change
from bot.prevention.intents_change import ProposeChange
from bot.service.streams import Kind, Streams
from storage.store import Store
from storage.values import StreamKey

ChangeStreams: TypeAlias = Streams[Change, ProposeChange]


def change_id_of(team: TeamId, view_id: str) -> str:
    """Return the id of the proposal that this form makes, however often it is sent."""
    return f"p{hashlib.sha256(f'{team}|change|{view_id}'.encode()).hexdigest()[:12]}"


def change_streams(store: Store, clock: Clock, wake: Callable[[StreamKey], None]) -> ChangeStreams:
    """Return the proposals. Nothing of them is due, and nothing is held by one alone."""
    kind = Kind(
        name="change",
        evolve=evolve_change,
        decide=decide_change,
        due=lambda _: None,
        claims=lambda _: frozenset(),
        taken=Refusal("refusal.details.same", "already"),
    )
    return Streams(store, clock, kind, wake)


async def difference(path: Path, change: AddEntry | SetNumber) -> Proposal:
    """Return a change as a difference of the files at ``path``, which stay as they are.

    Raises PlaybookError if they would no longer load. Reading takes a moment: beside the loop.
    """
    return await asyncio.to_thread(propose, path, change)


async def thresholds(path: Path) -> tuple[tuple[str, int], ...]:
    """Return every number that a change may set, as the files at ``path`` have it now."""
    return await asyncio.to_thread(numbers, path)
