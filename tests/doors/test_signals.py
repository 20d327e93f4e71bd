"""The door for signals: what is forged, stale or wrong changes nothing, and no signal is lost."""

import asyncio
import json
import random
import time
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.app.signal_body import SignalsBody, read_body
from bot.crisis.events import monitoring as mon
from bot.workspace.people.actor import Actor
from tests.doors.house import House
from tests.doors.signals import KEY, SOURCE, Answer, body_of, post
from tests.doors.test_watch import added, campaign, happened

PAGE = Path(__file__).parents[2] / "docs" / "signals.md"
TOO_LARGE = 64 * 1024 + 1


@pytest.fixture
def ida(house: House) -> Actor:
    """Administers the workspace."""
    return house.slack.add_person("Ida", real_name="Ida Admin", locale="en-US", is_admin=True)


def signal(house: House, **more: Any) -> dict[str, Any]:
    """Return a signal of this moment."""
    return {"at": house.clock.now().isoformat(), "mentions": 30, "negatives": 3} | more


async def taken(house: House) -> int:
    """Return how many signals stand in the record."""
    return len(await happened(house, mon.SignalTaken))


async def test_what_is_forged_stale_or_wrong_changes_nothing_and_names_the_field(
    house: House, ida: Actor
) -> None:
    name = await campaign(house, ida, await added(house, ida, "小满Mia"))
    good = body_of(name, "one", signal(house))
    now = int(time.time())
    forged: list[dict[str, Any]] = [
        {"source": "nobody"},
        {"source": ""},
        {"key": KEY + "x"},
        {"signature": ""},
        {"signature": "v1=" + "0" * 64},
        {"signature": "é"},
        {"timestamp": str(now - 301)},
        {"timestamp": str(now + 303)},
        {"timestamp": "٣"},
        {"timestamp": "9" * 30},
        {"timestamp": ""},
    ]
    answers = [await post(house.port, good, **one) for one in forged]
    assert {one.status for one in answers} == {401}
    assert (await post(house.port, b"x" * TOO_LARGE)).status == 413
    await refuses(house, name)
    assert await taken(house) == 0
    assert (await post(house.port, good)).said == {
        "ok": True,
        "id": "one",
        "campaign": name,
        "taken": 1,
        "alarm": None,
    }
    assert await taken(house) == 1
    assert KEY not in house.log.getvalue()


async def refuses(house: House, name: str) -> None:
    """Send what is signed and wrong; every answer names the field."""
    wrong: list[tuple[bytes, str]] = [
        (b"", "body"),
        (b"\xff", "body"),
        (b"[" * 3000, "body"),
        (b'{"version":1,"version":1}', "version"),
        (body_of(name, "a"), "signals"),
        (body_of(name, "a", signal(house), extra=1), "extra"),
        (body_of(name, "a/b", signal(house)), "id"),
        (body_of("elsewhere", "a", signal(house)), "campaign"),
        (body_of(name, "a", signal(house), signal(house, mentions="7")), "signals[1].mentions"),
        (body_of(name, "a", signal(house, mentions=-1)), "signals[0].mentions"),
        (body_of(name, "a", signal(house, sentiment=2)), "signals[0].sentiment"),
        (body_of(name, "a", signal(house, at="2026-03-10T09:00:00")), "signals[0].at"),
        (body_of(name, "a", signal(house, at="0001-01-01T00:00:00+14:00")), "signals"),
        (body_of(name, "a", signal(house, at="2030-01-01T00:00:00Z")), "signals[0].at"),
        (body_of(name, "a", signal(house), signal(house, negatives=31)), "signals[1].negatives"),
        (body_of(name, "a", *[signal(house)] * 101), "signals"),
    ]
    for body, field in wrong:
        answer = await post(house.port, body)
        assert (answer.status, answer.fields) == (422, [field]), answer
        assert answer.said["problems"][0]["why"]
    assert (await post(house.port, body_of("c" + "0" * 12, "a", signal(house)))).status == 404


async def test_a_repeat_gets_the_first_answer_also_at_once_and_after_a_restart(
    house: House, ida: Actor
) -> None:
    name = await campaign(house, ida, await added(house, ida, "小满Mia"), usual="10")
    body = body_of(name, "one", signal(house), signal(house, mentions=31))
    answers = await asyncio.gather(*(post(house.port, body) for _ in range(12)))
    assert {one.status for one in answers} == {200}
    (first,) = {json.dumps(one.said, sort_keys=True) for one in answers}
    assert json.loads(first)["alarm"] == 1
    assert await taken(house) == 2
    await house.quiet()
    await house.restart()
    again = await post(house.port, body)
    assert json.dumps(again.said, sort_keys=True) == first
    other = await post(house.port, body_of(name, "one", signal(house)))
    assert (other.status, other.fields) == (409, ["id"])
    assert await taken(house) == 2
    # While the database is away nothing is taken, and the same request is good afterwards.
    house.trouble_expected = True
    waiting = body_of(name, "two", signal(house))
    house.bot.power.off()
    away = await post(house.port, waiting)
    assert (away.status, away.said["ok"]) == (503, False)
    assert int(away.headers["Retry-After"]) >= 1
    house.bot.power.back()
    assert (await post(house.port, waiting)).status == 200
    assert await taken(house) == 3
    # Whoever sends too often is told when to go on; nothing of that is lost or half done.
    many = [body_of(name, f"n{nr}", signal(house)) for nr in range(80)]
    answers = await asyncio.gather(*(post(house.port, one) for one in many))
    late = [one for one in answers if one.status == 429]
    assert late
    assert all(int(one.headers["Retry-After"]) >= 1 for one in late)
    assert await taken(house) == 3 + sum(one.status == 200 for one in answers)
    house.forgiven.add("not_in_channel")


async def test_whatever_is_sent_is_answered_and_only_what_is_answered_with_200_is_kept(
    house: House, ida: Actor
) -> None:
    name = await campaign(house, ida, await added(house, ida, "小满Mia"))
    dice = random.Random(8)  # the same in every run, so that a failure comes again
    kept: dict[str, Answer] = {}
    for nr in range(80):
        body = _spoilt(bytearray(body_of(name, f"n{nr % 40}", signal(house))), dice)
        answer = await post(house.port, body)
        assert answer.status in {200, 404, 409, 422}, (answer, body)
        assert answer.said["ok"] is (answer.status == 200)
        if answer.status == 200:
            first = kept.setdefault(answer.said["id"], answer)
            assert answer.said == first.said
        house.watch.pass_by(timedelta(seconds=1))
    assert len(kept) > 5
    assert await taken(house) == sum(one.said["taken"] for one in kept.values())


def _spoilt(body: bytearray, dice: random.Random) -> bytes:
    """Return a body as it was, or with a few bytes changed, lost or doubled."""
    for _ in range(dice.choice((0, 0, 1, 1, 2, 6))):
        at = dice.randrange(len(body))
        kind = dice.randrange(3)
        if kind == 0:
            body[at] = dice.randrange(256)
        elif kind == 1:
            del body[at : at + dice.randrange(1, 5)]
        else:
            body[at:at] = body[at : at + dice.randrange(1, 9)]
    return bytes(body)


anything = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=20),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=9), inner),
    max_leaves=12,
)
FIELDS = ("version", "id", "campaign", "signals", "at", "mentions", "negatives", "sentiment", "x")
near = st.fixed_dictionaries(
    {"version": st.sampled_from([1, 2, True, "1"]), "id": st.text(max_size=9)},
    optional={
        "campaign": st.just("c0123456789ab") | anything,
        "signals": st.lists(st.dictionaries(st.sampled_from(FIELDS), anything), max_size=3),
    },
)


@settings(max_examples=60)
@given(st.binary(max_size=200) | (anything | near).map(lambda one: json.dumps(one).encode()))
def test_reading_a_body_never_fails_and_names_what_is_wrong(body: bytes) -> None:
    found = read_body(body)
    if not isinstance(found, SignalsBody):
        assert found
        assert all(one.field and one.why for one in found)


@pytest.mark.parametrize("watch", ["real"], indirect=True)
async def test_the_example_of_the_page_runs_as_it_stands_there(house: House, ida: Actor) -> None:
    name = await campaign(house, ida, await added(house, ida, "小满Mia"))
    script = PAGE.read_text(encoding="utf-8").split("```sh\n")[1].split("```")[0]
    own = {
        "BOT=http://127.0.0.1:3000": f"BOT=http://127.0.0.1:{house.port}",
        "SOURCE=listening": f"SOURCE={SOURCE}",
        f"KEY={KEY}": f"KEY={KEY}",
        "CAMPAIGN=c0123456789ab": f"CAMPAIGN={name}",
    }
    for line, ours in own.items():
        assert line in script
        script = script.replace(line, ours)
    shell = await asyncio.create_subprocess_exec(
        "sh", "-euc", script, stdout=asyncio.subprocess.PIPE, stderr=asyncio.subprocess.PIPE
    )
    out, trouble = await asyncio.wait_for(shell.communicate(), timeout=20)
    assert trouble == b""
    said = json.loads(out)
    assert (said["ok"], said["taken"], said["alarm"]) == (True, 1, 1)
    (event,) = await happened(house, mon.SignalTaken)
    assert (event.signal.mentions, event.signal.negatives) == (120, 54)
