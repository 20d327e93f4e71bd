"""Numbers over several crises: counted as people would count them by hand."""

import json
from datetime import UTC, timedelta

from bot.locales.voice import voice_of_reader
from bot.review.stats import Share, Span, both, stats
from bot.views.numbers import numbers_blocks
from tests.crisis.story import minute
from tests.review.stories import everything, exercise, guide, short

NOW = minute(30_000)
ENGLISH = voice_of_reader("en-US", UTC)


def test_no_crisis_is_nought_everywhere() -> None:
    found = stats([], NOW)
    assert (found.incidents, found.by_type, found.tasks_on_time) == (0, {}, Share(0, 0))
    assert found.spans == {"close": Span(0, None, None)}


def test_crises_are_counted_by_type_level_and_what_failed() -> None:
    found = stats([short().incident, everything().incident], NOW)
    assert (found.incidents, found.closed) == (2, 2)
    assert found.by_type == {"tone": 1, "unknown": 1}
    assert found.by_level == {"2": 1, "unknown": 1}
    assert found.by_failed_process == {"briefing": 1}
    assert found.repeat_kols == {"小满Mia": 2}


def test_what_is_not_done_although_its_time_has_passed_is_not_on_time() -> None:
    # One promise was kept before its time; the other is open, and due at minute 20,000.
    incident = everything().incident
    assert stats([incident], minute(19_000)).follow_ups_on_time == Share(1, 1)
    assert stats([incident], NOW).follow_ups_on_time == Share(1, 2)
    # Saved in time, and the decision about the note; ads paused after 42 of 30 minutes. Four tasks
    # were left open when it was closed, after their times.
    assert stats([short().incident], NOW).tasks_on_time == Share(2, 7)


def test_times_run_from_the_detection_with_the_middle_and_the_worst() -> None:
    found = stats([short().incident, everything().incident], NOW)
    # Closed 62 minutes after the opening, noticed 25 before; and 400 after, noticed 30 before.
    assert found.spans["close"] == Span(2, timedelta(minutes=258.5), timedelta(minutes=430))
    alone = stats([short().incident], NOW).spans["A2"]
    assert alone == Span(1, timedelta(minutes=31), timedelta(minutes=31))


def test_exercises_stand_apart_and_home_says_the_same_numbers() -> None:
    incidents = [short().incident, everything().incident, exercise().incident]
    found = both(incidents, NOW)
    assert (found.crises.incidents, found.exercises.incidents) == (2, 1)
    assert found.crises == stats(incidents[:2], NOW)
    text = json.dumps(
        [one.to_dict() for one in numbers_blocks(incidents, guide(), ENGLISH, NOW)],
        ensure_ascii=False,
    )
    for told in ("2 crises", "4 h 18 min", "7 h 10 min", "小满Mia (2)", "1 of 2"):
        assert told in text
    assert list(numbers_blocks([], guide(), ENGLISH, NOW)) == []
