"""The numbers that an operator's machines read: each is there, and moves when it should."""

from datetime import timedelta

from prometheus_client.parser import text_string_to_metric_families

from bot.crisis.events import Draft, NoteAdded
from bot.crisis.ids import EntryId
from bot.crisis.words import Words
from storage.values import StreamKey
from tests.doors import posting
from tests.doors.house import House


async def _numbers(house: House) -> dict[tuple[str, frozenset[str]], float]:
    """Return every sample by its name and the values of its labels."""
    shown = await posting.get(house, "metrics")
    assert shown.status == 200
    return {
        (sample.name, frozenset(sample.labels.values())): sample.value
        for family in text_string_to_metric_families(shown.text)
        for sample in family.samples
    }


async def _is(house: House, name: str, *labels: str, least: float, most: float = 1e9) -> None:
    """Wait until a number lies there."""

    async def found() -> bool:
        value = (await _numbers(house)).get((name, frozenset(labels)), 0.0)
        return least <= value <= most

    await house.eventually(found)


async def _sweep(house: House) -> None:
    """Sweep now, and not only in five seconds."""
    await house.bot.parts.projector._sweep()


async def test_the_numbers_move_with_what_happens(house: House) -> None:
    crisis = await house.open()
    await crisis.task(house.ana, "complete", "A2")
    await house.quiet()
    await _sweep(house)
    numbers = await _numbers(house)
    acks = numbers["kolcrisis_acks_total", frozenset({"http", "200"})]
    assert acks >= 3
    assert numbers["kolcrisis_ack_seconds_count", frozenset({"http"})] == acks
    assert 0 < numbers["kolcrisis_ack_seconds_sum", frozenset({"http"})] < 60
    assert numbers["kolcrisis_events_total", frozenset({"TaskCompleted", "no"})] == 1
    assert numbers["kolcrisis_slack_calls_total", frozenset({"conversations.create", "ok"})] == 1
    for quiet in ("projection_behind", "surfaces_failing", "timers_late_seconds"):
        assert numbers[f"kolcrisis_{quiet}", frozenset()] == 0
    assert not any(name == "kolcrisis_retries_total" for name, _ in numbers)

    house.fail("chat.update", "http_error", "kolcrisis:step.pause", times=None)
    await crisis.task(house.ana, "take", "B1")
    await _is(house, "kolcrisis_retries_total", "message", "internal_error", least=1)
    await _is(house, "kolcrisis_slack_calls_total", "chat.update", "internal_error", least=1)
    await _sweep(house)
    await _is(house, "kolcrisis_surfaces_failing", least=1, most=1)
    house.slack.faults.clear()


async def test_what_nobody_can_let_pass_is_late(house: House) -> None:
    unknown = StreamKey(house.team, "of a newer release", "x1")
    due = house.clock.now() - timedelta(minutes=3)
    async with house.reader.transaction() as tx:
        await tx.append(
            unknown,
            after=0,
            drafts=(Draft(NoteAdded(EntryId("e1"), Words("late")), due),),
            actor=None,
            recorded_at=due,
            next_due_at=due,
        )
    await _is(house, "kolcrisis_timers_late_seconds", least=180)
