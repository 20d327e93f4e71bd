"""Status updates: whom they reach, what they promise, and who is reminded of the promise."""

from datetime import timedelta

import pytest

from bot.crisis.due import next_update_due
from bot.crisis.events import Item, TaskCompleted, UpdateShared
from bot.crisis.ids import TaskId, UpdateId
from bot.crisis.intents import CloseIncident, ConfirmLevel, Refusal, ShareUpdate
from bot.crisis.reminders import items_at, pending
from bot.crisis.words import Words
from tests.crisis.story import DEPUTY, MIA, Story, minute, words

U1, U2 = UpdateId("u1"), UpdateId("u2")


def update(name: UpdateId = U1, *audiences: str, next_at: float | None = 120) -> ShareUpdate:
    promised = None if next_at is None else minute(next_at)
    return ShareUpdate(name, audiences or ("team",), words(), words(), None, promised)


def test_an_update_is_recorded_with_its_promise_and_ends_the_task_that_asks_for_one() -> None:
    story = Story()
    story.does(ConfirmLevel(2))
    happened = story.does(update())
    assert happened == (
        UpdateShared(U1, ("team",), words(), words(), None, minute(120)),
        TaskCompleted(TaskId("A4")),
    )
    assert story.is_told(update()).key == "refusal.update.known"
    assert next_update_due(story.incident) == minute(120)


def test_without_a_promise_the_pace_of_the_level_holds() -> None:
    story = Story()
    assert story.does(update(next_at=None), at=30) == (
        UpdateShared(U1, ("team",), words(), words()),
    )
    assert next_update_due(story.incident) == minute(30) + timedelta(minutes=240)


@pytest.mark.parametrize(
    ("intent", "field"),
    [
        (ShareUpdate(U1, (), words(), words()), "audiences"),
        (ShareUpdate(U1, ("team", "press"), words(), words()), "audiences"),
        (ShareUpdate(U1, ("team",), Words("  "), words()), "known"),
        (ShareUpdate(U1, ("team",), words(), Words("")), "doing"),
        (ShareUpdate(U1, ("team",), words(), words(), None, minute(-1)), "next_at"),
    ],
)
def test_an_update_that_lacks_something_is_refused_beside_it(
    intent: ShareUpdate, field: str
) -> None:
    told = Story().is_told(intent)
    assert isinstance(told, Refusal)
    assert told.field == field


def test_who_leads_is_reminded_before_and_when_the_promise_falls_due() -> None:
    story = Story()
    story.does(update(), at=1)
    waiting = pending(story.incident)[MIA][1]
    mine = [(due.item.stage, due.at) for due in waiting if due.item.kind == "update"]
    assert mine == [("soon", minute(110)), ("overdue", minute(120))]
    assert Item("update", U1, "overdue") in items_at(story.incident, MIA, minute(120))


def test_the_next_update_ends_the_reminding_of_the_one_before() -> None:
    story = Story()
    story.does(update(), at=1)
    story.does(update(U2, next_at=600), at=100)
    items = items_at(story.incident, MIA, minute(300))
    assert not [item for item in items if item.kind == "update"]


def test_a_closed_crisis_promises_nothing_any_more() -> None:
    story = Story()
    story.does(update(), at=1)
    story.does(CloseIncident("contained"), at=10)
    assert not [
        due
        for _, dues in pending(story.incident).values()
        for due in dues
        if due.item.kind == "update"
    ]
    assert DEPUTY not in pending(story.incident)
