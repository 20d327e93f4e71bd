"""The acknowledgement of one click at a time through Socket Mode.

``python -m benchmarks.socket_mode`` prints the table: a durable click with all listeners
registered, against one that does nothing in the same Bolt with one listener. The local Slack sends
both in the same way and measures from the envelope to its acknowledgement.
"""

import asyncio
import time
from collections.abc import Sequence
from typing import Any

from benchmarks.ack import PAUSE, SECONDS
from benchmarks.click import job
from benchmarks.noop import click, noop_on_a_socket
from benchmarks.scene import Scene, manifest, scene
from benchmarks.table import REPETITIONS, Table, percentile
from bot.workspace.delivery.parcel import Ack, Parcel
from bot.workspace.local import LocalSlack
from bot.workspace.model.app import App


async def _middle(slack: LocalSlack, app: App, payloads: Sequence[dict[str, Any]]) -> float:
    """Return the middle of what all acknowledgements took, in milliseconds."""
    took: list[float] = []
    end = time.perf_counter() + SECONDS
    while (began := time.perf_counter()) < end:
        trigger = {"trigger_id": f"{time.time_ns()}"}
        payload = payloads[len(took) % len(payloads)] | trigger
        outcome = await slack.courier.deliver(app, Parcel("interactive", "block_actions", payload))
        assert isinstance(outcome, Ack), outcome
        took.append(time.perf_counter() - began)
        await asyncio.sleep(PAUSE)
    return percentile(took, 0.5) * 1000


async def _nothing() -> float:
    async with LocalSlack(team="Bench") as slack:
        app = slack.connect(manifest(socket=True))
        async with noop_on_a_socket(slack, app):
            return await _middle(slack, app, [click()])


async def _durable(lent: Scene) -> float:
    incidents = await lent.open(1)
    (payloads,) = job(lent, incidents, 1).clients
    return await _middle(lent.slack, lent.app, payloads)


async def _all() -> None:
    least, ours = [], []
    for _ in range(REPETITIONS):
        least.append(await _nothing())
        async with scene(socket=True) as lent:
            ours.append(await _durable(lent))
    table = Table("socket_mode")
    table.add("Socket Mode, no-op, one listener: p50", least, "ms")
    table.add("Socket Mode, a durable click, all listeners: p50", ours, "ms")
    more = [mine - other for mine, other in zip(ours, least, strict=True)]
    table.add("a durable click takes longer by", more, "ms", "<= 2.5")
    table.finish()


def main() -> None:
    """Measure and print."""
    asyncio.run(_all())


if __name__ == "__main__":
    main()
