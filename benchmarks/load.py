"""Clicks as Slack sends them, from a process of their own.

``python -m benchmarks.load`` reads a job as JSON from its input and writes what it measured as
JSON. Each client waits for its answer before it clicks again. :func:`clicks` starts such a process.
"""

import asyncio
import json
import sys
import time
from collections import Counter
from collections.abc import Sequence
from dataclasses import asdict, dataclass, field
from typing import Any
from urllib.parse import urlencode

import aiohttp

from bot.workspace.delivery.http import sign

_PLACE = "TRIGGER-PLACE"
_FORM = "application/x-www-form-urlencoded"


@dataclass(frozen=True, slots=True)
class Job:
    """Who clicks what, at which addresses, how long. ``pause`` is a client's rest between two.

    Each client has payloads of its own and sends them in turn. With a pause they begin one after
    the other within it, as people do.
    """

    urls: Sequence[str]
    secret: str
    clients: Sequence[Sequence[dict[str, Any]]]
    seconds: float
    warm_up: float = 0.5
    pause: float = 0.0


@dataclass(slots=True)
class Measured:
    """Seconds that each answer took, how many a second, and which statuses came."""

    took: list[float] = field(default_factory=list)
    rate: float = 0.0
    statuses: dict[str, int] = field(default_factory=dict)


async def clicks(job: Job) -> Measured:
    """Have a process of its own click, and return what it measured."""
    process = await asyncio.create_subprocess_exec(
        sys.executable,
        "-m",
        "benchmarks.load",
        stdin=asyncio.subprocess.PIPE,
        stdout=asyncio.subprocess.PIPE,
    )
    async with asyncio.timeout(job.seconds + job.warm_up + 60):
        out, _ = await process.communicate(json.dumps(asdict(job)).encode())
    if process.returncode:
        raise RuntimeError("the clicking process failed")
    return Measured(**json.loads(out))


def _body(payload: dict[str, Any]) -> tuple[bytes, bytes]:
    text = urlencode({"payload": json.dumps(payload | {"trigger_id": _PLACE})})
    before, after = text.split(_PLACE)
    return before.encode(), after.encode()


class _Client:
    """One person with a fast finger."""

    def __init__(self, number: int, job: Job, session: aiohttp.ClientSession) -> None:
        self._number = number
        self._job = job
        self._session = session
        self._bodies = [_body(one) for one in job.clients[number]]
        self._url = job.urls[number % len(job.urls)]

    async def run(self, start: float, end: float, into: Measured, seen: Counter[str]) -> None:
        turn = 0
        await asyncio.sleep(self._job.pause * self._number / len(self._job.clients))
        while (began := time.perf_counter()) < end:
            before, after = self._bodies[turn % len(self._bodies)]
            trigger = f"{time.time_ns()}.{self._number}.{turn}".encode()
            status = await self._post(before + trigger + after)
            done = time.perf_counter()
            if began >= start:
                into.took.append(done - began)
                seen[status] += 1
            turn += 1
            if self._job.pause:
                await asyncio.sleep(self._job.pause)

    async def _post(self, body: bytes) -> str:
        stamp = str(int(time.time()))
        headers = {
            "Content-Type": _FORM,
            "X-Slack-Request-Timestamp": stamp,
            "X-Slack-Signature": sign(self._job.secret, stamp, body),
        }
        try:
            async with self._session.post(self._url, data=body, headers=headers) as answer:
                await answer.read()
                return str(answer.status)
        except aiohttp.ClientError as error:
            return type(error).__name__


async def _run(job: Job) -> Measured:
    measured = Measured()
    seen: Counter[str] = Counter()
    connector = aiohttp.TCPConnector(limit=0)
    async with aiohttp.ClientSession(connector=connector) as session:
        start = time.perf_counter() + job.warm_up
        end = start + job.seconds
        clients = [_Client(number, job, session) for number in range(len(job.clients))]
        await asyncio.gather(*(one.run(start, end, measured, seen) for one in clients))
    measured.rate = len(measured.took) / job.seconds
    measured.statuses = dict(seen)
    return measured


def main() -> None:
    """Read a job, do it, write what came of it."""
    measured = asyncio.run(_run(Job(**json.load(sys.stdin))))
    json.dump(asdict(measured), sys.stdout)


if __name__ == "__main__":
    main()
