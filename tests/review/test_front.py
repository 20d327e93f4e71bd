"""The first page: every line from the record, or who could know it."""

from bot.crisis import intents as want
from bot.crisis.ids import FollowUpId
from bot.crisis.words import Words, in_slack
from bot.locales.voice import Said
from bot.playbook.load import load_default
from bot.review.value import Review
from bot.review.wording import Wording
from tests.crisis.story import LEGAL, MIA, Story, minute
from tests.review.goldens import voice
from tests.review.stories import everything, name, opening, reviewed


def page(review: Review) -> dict[str, str]:
    """The first page as it is read in English, by its labels."""
    wording = Wording(voice("en"), name)

    def told(*said: Said) -> str:
        return " | ".join(wording.spoken([one])[0] for one in said)

    return {told(one.label): told(*one.said) for one in review.front}


def test_what_nobody_has_said_names_who_could_know() -> None:
    story = Story(opening(), playbook=load_default())
    story.does(want.CloseIncident("contained"), at=60)
    first = page(reviewed(story))
    assert first["Refunds (¥)"] == "Not known. Could know: Customer service"
    assert "Paid media" in first["Ad spend from detection to the pause"]
    assert first["Notes affected"] == "Not known. Could know: KOL and MCN manager"
    needed = first["What we need from you"]
    assert "4 questions" in needed
    assert "Signature of: Incident commander · Legal" in needed
    assert "Refunds" in needed


def test_what_was_said_stands_there_and_is_asked_for_no_more() -> None:
    story = Story(opening(), playbook=load_default())
    story.does(want.ReportSurface("spotlight", "paused", spend="3200"), at=5)
    story.does(want.CloseIncident("contained"), at=60)
    for question in story.playbook.questions:
        story.does(want.AnswerQuestion(question.id, Words("because")), at=61)
    for fact, number in (("reach", "1200000"), ("cost", "0"), ("refunds", "1250.5")):
        story.does(want.StateFact(fact, number), at=62)
    story.does(want.StateFact("exposure", text=Words("one complaint")), by=LEGAL, at=63)
    story.does(want.SignReview(), at=64)
    story.does(want.SignReview(), by=LEGAL, at=65)
    first = page(reviewed(story))
    assert first["How many people saw it"] == "1,200,000"
    assert first["Refunds (¥)"] == "1,250.5"
    assert first["Open legal exposure"] == "one complaint"
    assert first["Ad spend from detection to the pause"].startswith("¥3,200, known for 1 of")
    assert first["What we need from you"] == "Nothing."
    promise = want.AddFollowUp(FollowUpId("f1"), Words("x"), in_slack(MIA), minute(9000))
    story.does(promise, at=66)
    assert page(reviewed(story))["What we need from you"] == "1 follow-up is still to be done"


def test_who_approved_and_who_went_ahead_is_named() -> None:
    first = page(reviewed(everything()))
    assert "Anna Roth (legal)" in first["Who approved"]
    assert first["Went ahead before its time"] == "1 time"
    assert first["Who decided that"] == "Mia Chen, decision 4"
    assert first["Asked for in the last update"] == "Nobody replies."
