"""Deliberate breaks of the bot. Each takes away one thing on which an invariant rests.

A seed must find every one of them; a simulation that finds nothing proves nothing.
"""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from dataclasses import replace
from typing import Any

from bot.app.app import Parts
from bot.crisis.ids import IncidentId, TeamId
from bot.service.outcome import Done
from storage.surfaces import Surface
from storage.transaction import Transaction
from storage.values import StreamKey


class _Changed:
    """Something with one method exchanged; all else is as it was."""

    def __init__(self, whole: Any, **methods: Any) -> None:
        self._whole = whole
        self.__dict__.update(methods)

    def __getattr__(self, name: str) -> Any:
        return getattr(self._whole, name)


def posts_without_looking(parts: Parts) -> None:
    """Forget that a post was tried, so that nobody looks before posting again."""
    surfaces = parts.store.surfaces

    async def put(surface: Surface, *, fence: int | None) -> None:
        if surface.kind == "message":
            surface = replace(surface, attempt_started_at=None)
        await surfaces.put(surface, fence=fence)

    parts.store.surfaces = _Changed(surfaces, put=put)  # type: ignore[assignment]


def creates_without_looking(parts: Parts) -> None:
    """Forget that a channel was tried, so that one of ours is taken for somebody else's."""
    surfaces = parts.store.surfaces

    async def put(surface: Surface, *, fence: int | None) -> None:
        if surface.kind == "channel":
            surface = replace(surface, attempt_started_at=None)
        await surfaces.put(surface, fence=fence)

    parts.store.surfaces = _Changed(surfaces, put=put)  # type: ignore[assignment]


def forgets_deliveries(parts: Parts) -> None:
    """Keep no delivery keys, so that a repeat is something new."""
    _in_transactions(parts, remember=_nothing)


def acknowledges_too_early(parts: Parts) -> None:
    """Answer before the commit, which follows when it can."""
    act = parts.service.act
    started: list[asyncio.Task[Any]] = []

    async def early(team: TeamId, incident_id: IncidentId, *intents: Any, **named: Any) -> Any:
        if named.get("acting_user") is None:
            return await act(team, incident_id, *intents, **named)
        incident = await parts.service.load(team, incident_id)

        async def later() -> None:
            await asyncio.sleep(0.5)
            await act(team, incident_id, *intents, **named)

        started.append(asyncio.create_task(later()))
        return Done(incident_id, incident)

    parts.service.act = early  # type: ignore[method-assign]


def never_sweeps(parts: Parts) -> None:
    """Rely on wake-ups alone, so that what a crash interrupted is never taken up again."""
    parts.projector._sweep = _nothing  # type: ignore[method-assign]


def never_looks_at_the_clock(parts: Parts) -> None:
    """Let no deadline fire."""
    parts.store.due = _none_due  # type: ignore[method-assign]
    parts.store.next_due = _never  # type: ignore[method-assign]


def shows_only_the_first_version(parts: Parts) -> None:
    """Take every message for one that says what it should."""
    gateway = parts.gateway
    call = gateway.call

    async def lazy(method: str, **named: Any) -> Any:
        return {} if method == "chat.update" else await call(method, **named)

    gateway.call = lazy  # type: ignore[method-assign]


def _in_transactions(parts: Parts, **methods: Any) -> None:
    begin: Callable[[], AbstractAsyncContextManager[Transaction]] = parts.store.transaction

    @asynccontextmanager
    async def transaction() -> AsyncIterator[Any]:
        async with begin() as real:
            yield _Changed(real, **methods)

    parts.store.transaction = transaction  # type: ignore[method-assign,assignment]


async def _nothing(*_: object, **__: object) -> int:
    return 0


async def _none_due(*_: object) -> tuple[StreamKey, ...]:
    return ()


async def _never() -> None:
    return None
