"""How soon a crisis stands, while each call to Slack takes eighty milliseconds.

``python -m benchmarks.opening`` prints the table: from submitting the form until Slack has done all
of it (channel made, status card posted, people invited), against two calls one after the other.
"""

import asyncio
from datetime import datetime

from slack_sdk.web.async_client import AsyncWebClient

from benchmarks.click import SLOW
from benchmarks.scene import PATIENCE, Scene, scene
from benchmarks.table import REPETITIONS, Table

ON_THE_WAY = ("conversations.create", "conversations.invite", "chat.postMessage")
TIMES = 5
"""Openings in each repetition; the middle one counts."""


def _done(lent: Scene, since: datetime) -> list[datetime]:
    """Return when Slack had done each of the calls on the way, the first of each kind."""
    calls = [one for one in lent.slack.calls if one.came >= since]
    firsts = (next((one.at for one in calls if one.method == name), None) for name in ON_THE_WAY)
    return [at for at in firsts if at is not None]


async def _opened(lent: Scene, number: int) -> float:
    # By turns: whoever opens many in a short time is stopped.
    person = lent.people[number]
    began = await lent.submit(person, f"Again {number}")
    await lent.slack.until(lambda: len(_done(lent, began)) == len(ON_THE_WAY), PATIENCE)
    took = (max(_done(lent, began)) - began).total_seconds()
    await lent.stands()
    await person.modal().close()
    return took


async def _two_calls(client: AsyncWebClient, lent: Scene) -> float:
    began = lent.slack.clock.now()
    for _ in range(2):
        await client.auth_test()
    return (lent.slack.calls[-1].at - began).total_seconds()


async def _all() -> None:
    shares, ours, theirs = [], [], []
    for _ in range(REPETITIONS):
        async with scene() as lent:
            # What a process does only once is not what an opening takes.
            await lent.open(1)
            lent.slack.faults.add(kind="slow", times=None, seconds=SLOW)
            client = AsyncWebClient(token=lent.app.bot_token, base_url=lent.slack.base_url)
            took = sorted([await _opened(lent, one + 1) for one in range(TIMES)])
            two = sorted([await _two_calls(client, lent) for _ in range(TIMES)])
        ours.append(took[TIMES // 2] * 1000)
        theirs.append(two[TIMES // 2] * 1000)
        shares.append(ours[-1] / theirs[-1])
    table = Table("opening")
    table.add("from submit to card and people / two calls", shares, "", "<= 1.3")
    table.add("from submit to card and people", ours, "ms")
    table.add("two calls to Slack", theirs, "ms")
    table.finish()


def main() -> None:
    """Measure and print."""
    asyncio.run(_all())


if __name__ == "__main__":
    main()
