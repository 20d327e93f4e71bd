"""The part of the document about what was done before the crisis, and what was missing.

Used by ``sections``. Shown when an influencer of the crisis stands in the register.
"""

from collections.abc import Iterator, Mapping

from bot.crisis.events import FactState
from bot.review.document import Paragraph, Section, Table
from bot.review.value import BeforeLine, Review
from bot.review.wording import DASH, Lines, Wording

_HEAD = (
    "review.column.kol",
    "review.column.process",
    "review.column.what",
    "review.column.state",
    "review.column.ahead",
    "review.column.who",
)
_STATES: Mapping[FactState, str] = {
    "pass": "review.before.pass",
    "flag": "review.before.flag",
    "reject": "review.before.reject",
    "done": "review.before.done",
    "missing": "review.before.missing",
    "lapsed": "review.before.lapsed",
}


def before_sections(review: Review, wording: Wording) -> Iterator[Section]:
    """Yield what the register said when the influencers were looked up: thing by thing."""
    if not review.before:
        return
    head = tuple(wording.say(key) for key in _HEAD)
    rows = tuple(_row(line, wording) for line in review.before)
    note = Paragraph(wording.say("review.before.note"))
    yield Section(wording.say("review.heading.before"), (note, Table(head, rows)))


def _row(line: BeforeLine, wording: Wording) -> tuple[Lines, ...]:
    return (
        wording.typed(line.kol),
        wording.name(line.process),
        wording.name(line.thing),
        wording.say(_STATES[line.state]),
        wording.span(line.ahead),
        DASH if line.by is None else wording.person(line.by),
    )
