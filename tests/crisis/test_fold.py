"""Folding is total: any record gives an incident, and nothing that is not there is changed."""

from dataclasses import replace

import pytest

from bot.crisis import events as ev
from bot.crisis.fold import evolve, fold
from bot.crisis.ids import DecisionId, EntryId, FollowUpId, TaskId
from bot.crisis.incident import Incident
from bot.crisis.intents import AddNote, CompleteTask
from bot.crisis.words import in_slack
from tests.crisis.guide import GUIDE
from tests.crisis.story import INCIDENT, MIA, TEAM, Story, minute, words


def then(story: Story, event: ev.Event) -> Incident:
    """The state after an event that the rules would not have decided."""
    seq = len(story.record) + 1
    recorded = ev.Recorded(seq, event, minute(9), minute(9), MIA)
    incident = evolve(story.incident, recorded, TEAM, INCIDENT, GUIDE)
    assert incident is not None
    return incident


def untouched(incident: Incident) -> Incident:
    """Without what every event changes."""
    return replace(incident, seq=0, last_event_at=None, commander_seen_at=None)


def test_an_empty_record_is_no_incident() -> None:
    assert fold(TEAM, INCIDENT, GUIDE, []) is None


def test_a_record_that_does_not_begin_with_an_opening_waits_for_one() -> None:
    story = Story()
    story.does(CompleteTask(TaskId("A1")))
    assert fold(TEAM, INCIDENT, GUIDE, story.record[1:]) is None
    assert fold(TEAM, INCIDENT, GUIDE, [story.record[1], *story.record]) == story.incident


@pytest.mark.parametrize(
    "event",
    [
        ev.UnknownEvent("SomethingNewer", 3),
        ev.EvidenceHashed("none", "00", 1),
        ev.EntryTextRead(EntryId("none"), words()),
        ev.EntryAmended(EntryId("none"), words()),
        ev.EntryRetracted(EntryId("none")),
        ev.DecisionCarriedOut(DecisionId("none")),
        ev.FollowUpDone(FollowUpId("none")),
        ev.IncidentOpened(words("twin"), MIA, "test-1", minute(0)),
    ],
    ids=lambda event: type(event).__name__,
)
def test_an_event_about_nothing_only_counts(event: ev.Event) -> None:
    story = Story()
    after = then(story, event)
    assert untouched(after) == untouched(story.incident)
    assert after.seq == story.incident.seq + 1


def test_a_text_read_for_a_note_without_a_message_changes_nothing() -> None:
    story = Story()
    story.does(AddNote(EntryId("n1"), words("typed")))
    after = then(story, ev.EntryTextRead(EntryId("n1"), words("other")))
    assert after.entries == story.incident.entries


def test_a_decision_of_a_kind_that_the_playbook_lost_is_kept() -> None:
    event = ev.DecisionRecorded(DecisionId("d1"), "lost", in_slack(MIA), words())
    assert DecisionId("d1") in then(Story(), event).decisions


def test_a_task_that_the_playbook_lost_is_kept_and_shown_nowhere() -> None:
    after = then(Story(), ev.TaskCompleted(TaskId("Z9")))
    assert after.state(TaskId("Z9")).status == "done"
    assert "Z9" not in {task.id for task in after.active_tasks()}


def test_a_signature_by_nobody_or_twice_is_one_or_none() -> None:
    story = Story()
    twice = then(story, ev.ReviewSigned())
    assert twice.signed_by == (MIA,)
    again = ev.Recorded(3, ev.ReviewSigned(), minute(9), minute(9), MIA)
    nobody = replace(again, actor=None)
    for recorded in (again, nobody):
        after = evolve(twice, recorded, TEAM, INCIDENT, GUIDE)
        assert after is not None
        assert after.signed_by == (MIA,)


def test_every_kind_of_event_is_known_by_its_name() -> None:
    assert set(ev.KINDS) == {cls.__name__ for cls in ev.KINDS.values()}
    assert ev.UnknownEvent.__name__ not in ev.KINDS


def test_the_last_event_is_when_it_was_recorded_not_when_it_happened() -> None:
    story = Story()
    story.does(AddNote(EntryId("n1"), words(), minute(-500)), at=40)
    assert story.incident.last_event_at == minute(40)
    assert story.incident.commander_seen_at == minute(40)


def test_roles_stand_in_the_same_order_however_they_were_given() -> None:
    event = Story().record[0].event
    assert isinstance(event, ev.IncidentOpened)
    given = dict(sorted(event.roles.items(), reverse=True))
    opened = ev.Recorded(1, replace(event, roles=given), minute(0), minute(0), MIA)
    incident = evolve(None, opened, TEAM, INCIDENT, GUIDE)
    assert incident is not None
    assert list(incident.roles) == sorted(given)
    assert list(given) != sorted(given)
