"""Numbers over several crises: counted as people would count them by hand."""

from datetime import timedelta

from bot.review.stats import Share, Span, stats
from tests.review.stories import everything, short


def test_no_crisis_is_nought_everywhere() -> None:
    found = stats([])
    assert (found.incidents, found.by_type, found.tasks_on_time) == (0, {}, Share(0, 0))
    assert found.spans == {"close": Span(0, None, None)}


def test_crises_are_counted_by_type_level_and_what_failed() -> None:
    found = stats([short().incident, everything().incident])
    assert (found.incidents, found.closed) == (2, 2)
    assert found.by_type == {"tone": 1, "unknown": 1}
    assert found.by_level == {"2": 1, "unknown": 1}
    assert found.by_failed_process == {"briefing": 1}
    assert found.repeat_kols == {"小满Mia": 2}
    assert found.follow_ups_on_time == Share(1, 1)


def test_times_run_from_the_detection_with_the_middle_and_the_worst() -> None:
    found = stats([short().incident, everything().incident])
    # Closed 62 minutes after the opening, noticed 25 before; and 400 after, noticed 30 before.
    assert found.spans["close"] == Span(2, timedelta(minutes=258.5), timedelta(minutes=430))
    alone = stats([short().incident]).spans["assess"]
    assert alone == Span(1, timedelta(minutes=31), timedelta(minutes=31))
    # Saved in time; ads paused after 42 of 30 minutes; the decision about the note in time.
    assert stats([short().incident]).tasks_on_time == Share(2, 3)
