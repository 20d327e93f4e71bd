"""Hands parcels to apps: by HTTP or Socket Mode, with the faults that strike and the retries.

Events are retried as Slack retries them; what a person causes is tried once and the person is told.
"""

from __future__ import annotations

import asyncio
from dataclasses import replace
from typing import TYPE_CHECKING

from bot.workspace.delivery.parcel import ACK_SECONDS, Ack, Failure, Outcome, Parcel
from bot.workspace.faults import Fault, Rule
from bot.workspace.journal import DeliveryRecord, Journal

if TYPE_CHECKING:
    from collections.abc import Awaitable

    from bot.workspace.clock import Clock
    from bot.workspace.delivery.http import HttpDelivery
    from bot.workspace.delivery.sockets import Sockets
    from bot.workspace.faults import Faults
    from bot.workspace.model.app import App
    from bot.workspace.tasks import Changes, Tasks

# At once, after a minute, after five.
RETRY_DELAYS = (0.0, 60.0, 300.0)


class Courier:
    """Delivers for all workspaces of a local Slack."""

    def __init__(
        self,
        http: HttpDelivery,
        sockets: Sockets,
        faults: Faults,
        journal: Journal,
        clock: Clock,
        tasks: Tasks,
        changes: Changes,
    ) -> None:
        self._http = http
        self._sockets = sockets
        self._faults = faults
        self._journal = journal
        self._clock = clock
        self._tasks = tasks
        self._changes = changes
        self._held: list[asyncio.Event] = []
        self.in_flight = 0

    def post_event(self, app: App, parcel: Parcel) -> None:
        """Deliver an event in the background, with retries."""
        self.in_flight += 1
        self._tasks.spawn(self._deliver_event(app, parcel))

    async def _deliver_event(self, app: App, parcel: Parcel) -> None:
        self.in_flight -= 1
        outcome = await self.deliver(app, parcel)
        for attempt, delay in enumerate(RETRY_DELAYS, start=1):
            if isinstance(outcome, Ack) or outcome.final:
                return
            await asyncio.sleep(delay)
            again = replace(parcel, attempt=attempt, reason=outcome.reason)
            outcome = await self.deliver(app, again)

    async def deliver(self, app: App, parcel: Parcel) -> Outcome:
        """Try once and return how it went."""
        rule = self._faults.strike_delivery(parcel.label, parcel.payload)
        self.in_flight += 1
        try:
            outcome = await self._with_fault(app, parcel, rule)
        finally:
            self.in_flight -= 1
        self._write(app, parcel, outcome, rule)
        return outcome

    async def _with_fault(self, app: App, parcel: Parcel, rule: Rule | None) -> Outcome:
        kind = rule.kind if rule is not None else None
        match kind:
            case Fault.DROPPED:
                return Failure("connection_failed")
            case Fault.LATE if rule is not None:
                await self._idle(asyncio.sleep(rule.seconds))
            case Fault.REORDERED:
                await self._after_the_next()
            case Fault.ACK_LOST:
                await self._send(app, parcel)
                return Failure("http_timeout")
            case Fault.DUPLICATE:
                twice = (self._send(app, parcel), self._send(app, parcel))
                return (await asyncio.gather(*twice))[0]
            case _:
                pass
        return await self._send(app, parcel, forged=kind is Fault.BAD_SIGNATURE)

    async def _after_the_next(self) -> None:
        held = asyncio.Event()
        self._held.append(held)
        try:
            async with asyncio.timeout(ACK_SECONDS):
                await self._idle(held.wait())
        except TimeoutError:
            self._held = [one for one in self._held if one is not held]

    async def _idle(self, waiting: Awaitable[object]) -> None:
        self.in_flight -= 1
        try:
            await waiting
        finally:
            self.in_flight += 1

    async def _send(self, app: App, parcel: Parcel, *, forged: bool = False) -> Outcome:
        if app.manifest.socket_mode:
            outcome = await self._sockets.send(app, parcel)
        else:
            outcome = await self._http.send(app, parcel, forged=forged)
        for held in self._held:
            held.set()
        self._held.clear()
        return outcome

    def _write(self, app: App, parcel: Parcel, outcome: Outcome, rule: Rule | None) -> None:
        went = "ok" if isinstance(outcome, Ack) else outcome.reason
        self._journal.deliveries.append(
            DeliveryRecord(
                kind=parcel.kind,
                label=parcel.label,
                app_id=app.id,
                attempt=parcel.attempt,
                outcome=went,
                at=self._clock.now(),
                fault=rule.kind.value if rule is not None else "",
            ),
        )
        self._changes.touch()
