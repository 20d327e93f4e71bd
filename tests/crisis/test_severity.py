"""Readings of severity and the level that follows: proposed by the bot, confirmed by who leads."""

from bot.crisis import events as ev
from bot.crisis import intents as want
from bot.crisis.due import next_reading_at
from bot.crisis.ids import RoleId, SlackUserId
from bot.crisis.words import in_slack
from tests.crisis.story import DEPUTY, MEMBER, MIA, Story, minute, words


def _quick(name: str = "r1", **answers: str) -> want.ReadSeverity:
    return want.ReadSeverity(name, "quick", answers=answers)


def _full(
    name: str = "r1", begins: tuple[str, ...] = (), ends: tuple[str, ...] = (), **points: int
) -> want.ReadSeverity:
    return want.ReadSeverity(name, "full", points=points, begins=begins, ends=ends)


def _judged(story: Story) -> tuple[int | None, int | None]:
    return story.incident.level, story.incident.proposed


def _is_late(story: Story) -> bool:
    return story.incident.reading_late


def test_a_reading_proposes_and_only_a_person_confirms() -> None:
    story = Story()
    story.does(_quick(grows="yes", harm="no"))
    assert _judged(story) == (None, 2)
    story.does(want.ConfirmLevel(2))
    assert _judged(story) == (2, None)


def test_a_rise_is_proposed_and_a_fall_is_asked_only_when_it_is_sure() -> None:
    story = Story()
    story.does(want.ConfirmLevel(3))
    story.does(_full("r1", spread=3, anger=3))
    assert _judged(story)[1] == 4
    story.does(want.ConfirmLevel(4))
    story.does(_full("r2", spread=0), at=5)
    assert _judged(story)[1] == 2
    story.does(want.ConfirmLevel(2), at=6)
    story.does(_full("r3", spread=1), at=7)
    assert _judged(story)[1] is None, "the range still reaches yellow"
    assert [one.level for one in story.incident.readings] == [4, 1, 1]
    assert [one.confirmed for one in story.incident.readings] == [3, 4, 2]


def test_staying_where_one_is_answers_a_proposal() -> None:
    story = Story()
    story.does(want.ConfirmLevel(4))
    story.does(_full(spread=0, anger=0))
    assert _judged(story)[1] == 1
    story.does(want.ConfirmLevel(4, words("wait for the evening")))
    assert _judged(story)[1] is None
    assert story.is_told(want.ConfirmLevel(4)).key == "refusal.level.same"


def test_a_colour_below_the_reading_needs_a_reason() -> None:
    story = Story()
    story.does(_full(spread=3, anger=1))
    refusal = story.is_told(want.ConfirmLevel(2))
    assert (refusal.key, refusal.field) == ("refusal.level.reason_missing", "reason")
    story.does(want.ConfirmLevel(2, words("the same three people")))
    assert story.incident.level == 2


def test_a_reading_that_knows_nothing_is_none() -> None:
    story = Story()
    assert story.is_told(_quick()).key == "refusal.reading.empty"
    assert story.is_told(_quick(harm="unknown")).key == "refusal.reading.empty"
    assert story.is_told(_full()).key == "refusal.reading.empty"


def test_answers_and_numbers_that_the_playbook_does_not_have_are_refused() -> None:
    story = Story()
    assert story.is_told(_quick(weather="yes")).key == "refusal.reading.answer_unknown"
    assert story.is_told(_full(spread=4)).key == "refusal.reading.answer_unknown"
    for name, number in (("spread.taste", "3"), ("spread.size", "NaN"), ("spread.size", "much")):
        refusal = story.is_told(want.ReadSeverity("r1", "full", numbers={name: number}))
        assert (refusal.key, refusal.field) == ("refusal.reading.number", f"numbers.{name}")


def test_the_same_form_sent_twice_is_one_reading() -> None:
    story = Story()
    story.does(_full(spread=1))
    assert story.is_told(_full(spread=1)).tone == "already"


def test_what_somebody_saw_begins_and_ends_with_what_they_say() -> None:
    story = Story()
    story.does(_quick("r1", harm="hurt"))
    assert story.incident.conditions == {"hurt"}
    assert _judged(story)[1] == 4
    story.does(_quick("r2", grows="yes"), at=2)
    assert "hurt" in story.incident.conditions, "what nobody was asked stays"
    story.does(_quick("r3", harm="no"), at=3)
    assert story.incident.conditions == frozenset()
    story.does(_full("r4", ("press",), spread=0), at=4)
    assert story.incident.readings[-1].level == 3
    assert story.incident.conditions == {"press"}
    story.does(_full("r5", (), ("press", "paused"), spread=0), at=5)
    assert story.incident.conditions == frozenset()


def test_the_roles_of_a_level_come_from_the_roster_where_nobody_holds_them() -> None:
    story = Story()
    roster = {
        RoleId("legal"): (in_slack(SlackUserId("UOTHER")),),
        RoleId("kol"): (in_slack(SlackUserId("UKOL")),),
        RoleId("service"): (in_slack(SlackUserId("UCARE")),),
    }
    happened = story.does(want.ConfirmLevel(4, roster=roster))
    assert happened == (
        ev.LevelConfirmed(4),
        ev.RoleFilled(RoleId("kol"), (in_slack(SlackUserId("UKOL")),)),
    )


def test_the_next_reading_is_due_by_level_and_falls_due_once() -> None:
    story = Story()
    assert next_reading_at(story.incident) is None
    story.does(want.ConfirmLevel(2), at=10)
    assert next_reading_at(story.incident) == minute(70)
    story.does(_full("r1", spread=2), at=40)
    assert next_reading_at(story.incident) == minute(100)
    assert ev.ReadingFellDue(story.incident.watch_seq) not in story.looks(99)
    assert ev.ReadingFellDue(story.incident.watch_seq) in story.looks(100)
    assert _is_late(story)
    assert story.looks(101) == ()
    story.does(_full("r2", spread=2), at=110)
    assert not _is_late(story)
    assert next_reading_at(story.incident) == minute(170)


def test_who_leads_is_reminded_of_a_reading_that_is_due() -> None:
    story = Story()
    story.does(want.ConfirmLevel(2), at=1)
    due = f"{story.incident.watch_seq} overdue"
    story.is_reminded(MIA, 30)
    assert due in story.is_reminded(MIA, 62)
    story.does(_full("r1", spread=2), by=MEMBER if MEMBER in story.incident.members else DEPUTY)
    assert due not in story.is_reminded(MIA, 95)
