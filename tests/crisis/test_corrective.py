"""Corrective actions: what is proposed, what one needs, when it is done, and what failed again."""

from dataclasses import replace
from datetime import datetime, timedelta

import pytest

from bot.crisis.corrective import MOST_ACTIONS, again, proposals
from bot.crisis.events import Purpose
from bot.crisis.ids import FollowUpId, IncidentId
from bot.crisis.intents import AddFollowUp, AnswerQuestion, CloseIncident, FinishFollowUp
from bot.crisis.words import Words, in_slack
from bot.playbook.load import load_default
from tests.crisis.story import LEGAL, MIA, START, Story, minute, words

SHIPPED = load_default()
DUE = START + timedelta(days=10)
DAY = 24 * 60


def failed(*processes: str) -> Story:
    """A closed crisis in which these processes failed."""
    story = Story(playbook=SHIPPED)
    story.does(CloseIncident("contained"), at=1)
    story.does(AnswerQuestion("failed_process", words(), processes), at=2)
    return story


def action(
    nr: int,
    *,
    text: str = "fix",
    purpose: Purpose | None = None,
    test: str = "the next three drafts were read",
    proposal: str = "",
    due: datetime = DUE,
) -> AddFollowUp:
    name = FollowUpId(f"f{nr}")
    return AddFollowUp(name, Words(text), in_slack(LEGAL), due, purpose, Words(test), proposal)


def test_what_failed_proposes_its_actions_until_they_are_taken_up() -> None:
    assert proposals(Story().incident) == ()
    story = failed("monitoring", "approval")
    offered = proposals(story.incident)
    assert {one.process for one in offered} == {"monitoring", "approval"}
    story.does(action(1, text=" ", proposal="watch_words"), at=3)
    left = {one.id for one in proposals(story.incident)}
    assert left == {one.id for one in offered} - {"watch_words"}
    item = story.incident.follow_ups[FollowUpId("f1")]
    assert item.corrective is not None
    assert (item.corrective.purpose, item.corrective.process) == ("detect", "monitoring")
    assert "misspellings" in item.text.text or "错别字" in item.text.text
    told = story.is_told(action(2, proposal="watch_words"), at=4)
    assert (told.key, told.field) == ("refusal.follow_up.taken", "proposal")


@pytest.mark.parametrize(
    ("intent", "field"),
    [
        (action(1, test=" ", purpose="detect"), "test"),
        (action(1, test=" ", proposal="watch_words"), "test"),
        (action(1), "purpose"),
        (action(1, text=" ", purpose="detect"), "text"),
    ],
)
def test_a_corrective_action_needs_words_a_purpose_and_a_test(
    intent: AddFollowUp, field: str
) -> None:
    assert failed("monitoring").is_told(intent, at=3).field == field


def test_there_are_at_most_eight_and_as_many_plain_promises_as_the_team_likes() -> None:
    story = failed("monitoring")
    for nr in range(MOST_ACTIONS):
        story.does(action(nr, purpose="prevent"), at=3)
    told = story.is_told(action(99, purpose="prevent"), at=4)
    assert told.key == "refusal.follow_up.most"
    assert story.does(AddFollowUp(FollowUpId("plain"), words(), in_slack(MIA), DUE), at=4)


def test_it_is_done_with_evidence_only() -> None:
    story = failed("monitoring")
    story.does(action(1, purpose="prevent"), at=3)
    for nothing in (None, Words("  ")):
        told = story.is_told(FinishFollowUp(FollowUpId("f1"), nothing), at=4)
        assert (told.key, told.field) == ("refusal.follow_up.evidence", "evidence")
    assert story.does(FinishFollowUp(FollowUpId("f1"), words("see the list")), at=5)


def test_what_is_late_comes_in_one_letter_a_week_and_a_downtime_is_not_made_up_for() -> None:
    story = failed("monitoring")
    story.does(action(1, purpose="prevent"), at=3)
    story.does(action(2, purpose="detect", due=DUE + timedelta(days=2)), at=3)
    weekly: list[tuple[datetime, int]] = []
    for hour in (*range(9 * 24, 35 * 24), *range(70 * 24, 80 * 24)):
        items = story.is_reminded(LEGAL, hour * 60)
        late = [one for one in items if one.startswith("f") and "#" in one]
        if late:
            weekly.append((minute(hour * 60), len(late)))
    # On Mondays at nine in Shanghai, both in one letter; then once when the bot is back.
    mondays = [START.replace(day=day, hour=1) for day in (16, 23, 30)]
    first = START.replace(month=4, day=6, hour=1)
    back, next_one = minute(70 * DAY), START.replace(month=5, day=18, hour=1)
    assert weekly == [(at, 2) for at in (*mondays, first, back, next_one)]


def test_what_failed_again_points_to_the_latest_earlier_time_and_exercises_stay_apart() -> None:
    incident = failed("monitoring", "approval").incident
    later = failed("monitoring").incident
    first = replace(incident, id=IncidentId("first"))
    second = replace(later, id=IncidentId("second"), opened_at=minute(DAY))
    third = replace(later, id=IncidentId("third"), opened_at=minute(2 * DAY))
    found = [(one.later.id, one.earlier.id, one.process) for one in again([third, first, second])]
    assert found == [("second", "first", "monitoring"), ("third", "second", "monitoring")]
    # Nothing points to a crisis that the reader may not see.
    assert [one.earlier.id for one in again([third, first])] == ["first"]
