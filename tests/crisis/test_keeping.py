"""What keeps a record: a legal hold, and the time it has."""

from datetime import timedelta

from bot.crisis.events import LegalHoldLifted, LegalHoldSet
from bot.crisis.intents import CloseIncident, LiftLegalHold, OpenIncident, Refusal, SetLegalHold
from bot.crisis.keeping import may_go_at
from bot.crisis.words import in_slack
from tests.crisis.story import LEGAL, MEMBER, MIA, Story, minute, words


def test_legal_sets_a_hold_and_lifts_it_and_nobody_else_does() -> None:
    story = Story()
    told = story.is_told(SetLegalHold(words("a complaint")))
    assert told == Refusal("refusal.hold.not_legal", "forbidden", {"person": in_slack(LEGAL)})
    assert story.is_told(SetLegalHold(words(" ")), by=LEGAL).field == "reason"
    done = story.does(SetLegalHold(words("a complaint")), by=LEGAL, at=5)
    assert done == (LegalHoldSet(words("a complaint")),)
    hold = story.incident.hold
    assert hold is not None
    assert (hold.at, hold.by) == (minute(5), LEGAL)
    assert story.is_told(SetLegalHold(words("again")), by=LEGAL).tone == "already"
    # It outlives the crisis, and whoever leads cannot lift it.
    story.does(CloseIncident("contained"), at=60)
    assert story.is_told(LiftLegalHold(words("enough"))).key == "refusal.hold.not_legal"
    done = story.does(LiftLegalHold(words("settled")), by=LEGAL, at=90)
    assert done == (LegalHoldLifted(words("settled")),)
    assert story.incident.hold is None
    assert story.is_told(LiftLegalHold(words("again")), by=LEGAL).tone == "already"


def test_while_nobody_speaks_for_legal_it_falls_to_whoever_leads() -> None:
    story = Story(OpenIncident(words("A note went wrong"), lead=MIA))
    story.does(SetLegalHold(words("a complaint")))
    assert story.incident.hold is not None
    assert story.is_told(LiftLegalHold(words("enough")), by=MEMBER).tone == "forbidden"


def test_a_record_goes_so_many_days_after_closing_or_never() -> None:
    assert may_go_at(minute(0), 30) == minute(0) + timedelta(days=30)
    assert may_go_at(None, 30) is None
    assert may_go_at(minute(0), 0) is None
