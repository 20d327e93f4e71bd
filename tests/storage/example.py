"""Small values that storage tests are about."""

from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from typing import Any

from bot.crisis.events import Draft, Event, NoteAdded, Recorded, TaskCompleted
from bot.crisis.ids import EntryId, SlackUserId, TaskId, TeamId
from bot.crisis.words import Words
from storage.store import Store
from storage.transaction import Transaction
from storage.values import StreamKey

TEAM = TeamId("T1")
ANNA = SlackUserId("U1")
NOON = datetime(2026, 3, 1, 12, 0, 0, 123456, tzinfo=UTC)
STREAM = StreamKey(TEAM, "incident", "i1")
OTHER = StreamKey(TEAM, "incident", "i2")


def minutes(number: float) -> timedelta:
    return timedelta(minutes=number)


def done(task: str = "A1", at: datetime = NOON) -> Draft:
    return Draft(TaskCompleted(TaskId(task)), at)


def note(text: str, at: datetime = NOON) -> Draft:
    return Draft(NoteAdded(EntryId("e1"), Words(text)), at)


async def append(
    tx: Transaction,
    *drafts: Draft,
    stream: StreamKey = STREAM,
    after: int = 0,
    actor: SlackUserId | None = ANNA,
    next_due_at: datetime | None = None,
    **listed: Any,
) -> tuple[Recorded, ...]:
    return await tx.append(
        stream,
        after=after,
        drafts=drafts,
        actor=actor,
        recorded_at=NOON,
        next_due_at=next_due_at,
        **listed,
    )


async def add(store: Store, *drafts: Draft, **rest: Any) -> tuple[Recorded, ...]:
    async with store.transaction() as tx:
        return await append(tx, *drafts, **rest)


def events_of(recorded: Sequence[Recorded]) -> list[Event]:
    return [each.event for each in recorded]
