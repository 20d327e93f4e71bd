"""A review is signed in every role that is asked, and by nobody twice where others could."""

from dataclasses import replace

from bot.crisis.events import ReviewSigned
from bot.crisis.ids import RoleId, SlackUserId
from bot.crisis.incident import COMMANDER
from bot.crisis.intents import (
    AnswerQuestion,
    CloseIncident,
    OpenIncident,
    ReopenIncident,
    SignReview,
)
from bot.crisis.signing import is_signed, roles_missing
from bot.crisis.words import Person, in_slack, outside
from tests.crisis.guide import GUIDE
from tests.crisis.story import DEPUTY, LEGAL, MEMBER, MIA, Story, words

ROLE = RoleId("legal")
DAY = 24 * 60
RULES = replace(GUIDE.handbook.aftermath, signers=(COMMANDER, ROLE), due_days=5, remind_days=2)
ASKED = replace(GUIDE, handbook=replace(GUIDE.handbook, aftermath=RULES))


def closed(at: float = 0, **roles: tuple[Person, ...]) -> Story:
    named = {RoleId(role): people for role, people in roles.items()}
    story = Story(OpenIncident(words(), MIA, roles=named), playbook=ASKED)
    story.does(CloseIncident("contained"), at=at)
    return story


def test_it_is_signed_once_both_have_signed_and_each_signs_once() -> None:
    story = closed(legal=(in_slack(LEGAL),), deputy=(in_slack(DEPUTY),))
    assert story.does(SignReview()) == (ReviewSigned(COMMANDER),)
    assert roles_missing(story.incident) == (ROLE,)
    assert not is_signed(story.incident)
    assert story.is_told(SignReview()).key == "refusal.review.signed"
    assert story.is_told(SignReview(), by=DEPUTY).values["person"] == in_slack(LEGAL)
    assert story.does(SignReview(), by=LEGAL) == (ReviewSigned(ROLE),)
    assert is_signed(story.incident)
    assert story.incident.signed_by == (MIA, LEGAL)


def test_the_deputy_signs_for_whoever_leads_but_not_what_they_hold_themselves_too() -> None:
    story = closed(legal=(in_slack(DEPUTY),), deputy=(in_slack(DEPUTY),))
    assert story.does(SignReview(), by=DEPUTY) == (ReviewSigned(ROLE),)
    assert roles_missing(story.incident) == (COMMANDER,)
    assert story.is_told(SignReview(), by=DEPUTY).key == "refusal.review.signed"
    story.does(SignReview())
    assert is_signed(story.incident)


def test_who_is_alone_signs_both_and_the_record_says_so() -> None:
    both = (ReviewSigned(COMMANDER), ReviewSigned(ROLE, alone=True))
    assert closed().does(SignReview()) == both
    assert closed(legal=(in_slack(MIA),)).does(SignReview()) == both
    assert closed(legal=(outside("Anna"),)).does(SignReview()) == both


def test_a_member_without_a_role_is_told_whose_word_is_missing() -> None:
    story = closed(legal=(in_slack(LEGAL),), deputy=(in_slack(MEMBER),), kol=(in_slack(DEPUTY),))
    told = story.is_told(SignReview(), by=DEPUTY)
    assert (told.key, told.values["person"]) == ("refusal.review.not_asked", in_slack(MIA))


def test_a_new_answer_or_going_on_takes_every_signature_back() -> None:
    story = closed()
    story.does(SignReview())
    story.does(AnswerQuestion("root_cause", words()))
    assert roles_missing(story.incident) == (COMMANDER, ROLE)
    story.does(SignReview())
    story.does(ReopenIncident())
    assert roles_missing(story.incident) == (COMMANDER, ROLE)


def reminded(story: Story, user: SlackUserId, day: float) -> tuple[str, ...]:
    stages = story.is_reminded(user, day * DAY)
    return tuple(one.partition(" ")[2] for one in stages)


def test_who_has_not_signed_is_reminded_until_they_have() -> None:
    story = closed(legal=(in_slack(LEGAL),), deputy=(in_slack(DEPUTY),))
    assert reminded(story, LEGAL, 3.9) == ()
    assert reminded(story, LEGAL, 4) == ("soon",)
    story.does(SignReview(), at=4.5 * DAY)
    assert reminded(story, LEGAL, 5) == ("overdue",)
    assert reminded(story, LEGAL, 5) == ()
    assert story.folded() == story.incident
    assert reminded(story, LEGAL, 7) == ("overdue",)
    assert {user for at, user in story.reminders() if at > 4.5 * DAY} == {LEGAL}
    story.does(SignReview(), by=LEGAL, at=8 * DAY)
    assert reminded(story, LEGAL, 30) == ()


def test_after_a_long_downtime_one_letter_catches_up() -> None:
    story = closed(legal=(in_slack(LEGAL),))
    assert set(reminded(story, LEGAL, 20)) == {"soon", "overdue"}
    assert len([user for _, user in story.reminders() if user == LEGAL]) == 1


def test_a_playbook_that_names_no_signers_asks_for_nothing() -> None:
    story = Story()
    story.does(CloseIncident("contained"))
    assert reminded(story, MIA, 30) == ()
    assert story.does(SignReview(), by=DEPUTY) == (ReviewSigned(COMMANDER),)
    assert is_signed(story.incident)


def test_what_is_missing_is_asked_for_again_and_a_downtime_is_not_made_up_for() -> None:
    story = closed(legal=(in_slack(LEGAL),))
    story.does(SignReview())
    story.is_reminded(LEGAL, at=4 * DAY + 1)
    story.is_reminded(LEGAL, at=5 * DAY + 1)
    assert story.is_reminded(LEGAL, at=7 * DAY + 2)
    # The bot was away for a month: one letter, and the next two days later.
    assert len(story.is_reminded(LEGAL, at=37 * DAY)) == 1
    for hours in (1, 2, 24, 47):
        assert story.is_reminded(LEGAL, at=37 * DAY + hours * 60) == ()
    assert len(story.is_reminded(LEGAL, at=39 * DAY + 1)) == 1
