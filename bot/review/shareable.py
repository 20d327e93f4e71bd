"""A copy of the review for outside the team: no names, and nothing that anybody typed.

Called by the projector and ``kolcrisis export --shareable``. It is made from the few values listed
in ``_ALLOWED`` and holds no other: the playbook's own texts, counts and times. What is not on the
list becomes a dash, so that a new field of the review stays out until somebody puts it in here.
Legal's notes, rationales, answers, statements and titles are typed, and so stay with the team.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from bot.crisis.texts import Text
from bot.locales.catalog import LOCALES
from bot.locales.exercise import mark
from bot.locales.values import Value
from bot.locales.voice import Said, Voice
from bot.review.document import (
    Bullets,
    Document,
    Figure,
    Pairs,
    Paragraph,
    Part,
    Section,
    Table,
)
from bot.review.parts_community import course_table
from bot.review.parts_tasks import verdict_said
from bot.review.pictures.curves import Curves, curves
from bot.review.pictures.lanes import Lanes, lanes
from bot.review.value import Name, QuestionLine, Review
from bot.review.wording import DASH, Lines, Wording

_ALLOWED = (Text, int, datetime)
_NOTHING = Text(DASH[0], DASH[0])


@dataclass(frozen=True, slots=True)
class _Copy:
    """Says only what is allowed."""

    wording: Wording

    def say(self, key: str, /, **values: Value) -> Lines:
        return self.spoken(Said(key, values))

    def spoken(self, one: Said) -> Lines:
        values = {name: _allowed(value) for name, value in one.values.items()}
        return self.wording.spoken([Said(one.key, values)])

    def name(self, name: Name | None) -> Lines:
        return self.wording.name(name) if isinstance(name, Text) else DASH

    def time(self, at: datetime | None) -> Lines:
        return self.wording.time(at)

    def span(self, span: timedelta | None) -> Lines:
        return self.wording.span(span)


def _allowed(value: Value) -> Value:
    if isinstance(value, tuple):
        return tuple(map(_allowed, value))
    return value if isinstance(value, _ALLOWED) else _NOTHING


def shareable(review: Review, voice: Voice) -> Document:
    """Return the copy in the languages of a voice."""
    wording = Wording(voice, lambda _: DASH[0])
    copy = _Copy(wording)
    title = copy.say("review.copy.title")
    return Document(
        language=LOCALES[voice.languages[0]].replace("_", "-"),
        title=tuple(f"{mark()} {line}" for line in title) if review.facts.exercise else title,
        mark=_mark(review, copy),
        intro=(
            Paragraph(copy.say("review.copy.about")),
            Paragraph(wording.say("review.zone", zone=wording.zone(review.times.opened_at))),
        ),
        sections=tuple(_sections(review, copy)),
    )


def _mark(review: Review, copy: _Copy) -> Lines:
    if review.draft:
        both = replace(copy.wording, voice=replace(copy.wording.voice, languages=("en", "zh")))
        return (" ".join(both.say("review.draft")),)
    signed = (
        copy.say("review.copy.signed", role=one.role, time=one.at) for one in review.signatures
    )
    return tuple(line for lines in signed for line in lines)


def _sections(review: Review, copy: _Copy) -> Iterator[Section]:
    yield _front(review, copy)
    yield _times(review, copy)
    yield from _picture(lanes(review, copy.wording), copy)
    yield Section(copy.say("review.heading.questions"), ())
    yield from (_question(line, copy) for line in review.questions)
    if review.community.days:
        heading = copy.say("review.heading.community")
        yield Section(heading, (course_table(review.community, copy.wording),))
        drawn = curves(review, copy.wording)
        yield from _picture(drawn, copy) if drawn is not None else ()
    yield _decisions(review, copy)
    yield _tasks(review, copy)
    yield _levels(review, copy)
    pairs = (
        (copy.say("review.label.events"), (str(review.head.count),)),
        (copy.say("review.label.head"), (review.head.hash or DASH[0],)),
    )
    yield Section(copy.say("review.heading.record"), (Pairs(pairs),))


def _front(review: Review, copy: _Copy) -> Section:
    rows = tuple(
        (copy.spoken(one.label), tuple(line for each in one.said for line in copy.spoken(each)))
        for one in review.front
        if one.shared
    )
    return Section(copy.say("review.heading.front"), (Pairs(rows),))


def _times(review: Review, copy: _Copy) -> Section:
    times = review.times
    rows = (
        (copy.say("review.label.detectable"), copy.time(times.detectable_at)),
        (copy.say("review.label.detected"), copy.time(times.detected_at)),
        (copy.say("review.label.opened"), copy.time(times.opened_at)),
        (copy.say("review.label.closed"), copy.time(times.closed_at)),
        (copy.say("review.label.until_closed"), copy.span(times.until_closed)),
    )
    return Section(copy.say("review.heading.facts"), (Pairs(rows),))


def _picture(picture: Lanes | Curves, copy: _Copy) -> Iterator[Section]:
    summary = copy.say("review.picture.in_words")
    figure = Figure(picture, picture.note, summary, picture.words)
    yield Section(picture.title, (figure,), depth=3)


def _question(line: QuestionLine, copy: _Copy) -> Section:
    parts: list[Part] = []
    if line.chosen:
        parts.append(Bullets(tuple(map(copy.name, line.chosen))))
    elif line.at is not None:
        parts.append(Paragraph(copy.say("review.copy.answered")))
    else:
        parts.append(Paragraph(copy.say("review.unanswered")))
    return Section(copy.name(line.ask), tuple(parts), depth=3)


def _decisions(review: Review, copy: _Copy) -> Section:
    heading = copy.say("review.heading.decisions")
    if not review.decisions:
        return Section(heading, (Paragraph(copy.say("review.no_decisions")),))
    head = (
        "review.column.number",
        "review.column.what",
        "review.column.time",
        "review.column.done",
    )
    rows = tuple(
        (
            (str(line.number),),
            copy.name(line.kind) + tuple(x for _, one in line.chosen for x in copy.name(one)),
            copy.time(line.decided_at),
            copy.time(line.carried_out_at),
        )
        for line in review.decisions
    )
    return Section(heading, (Table(tuple(map(copy.say, head)), rows),))


def _tasks(review: Review, copy: _Copy) -> Section:
    head = ("review.column.task", "review.column.stand", "review.column.due", "review.column.done")
    rows = tuple(
        (
            copy.name(line.title),
            copy.say(verdict_said(line.verdict)),
            copy.time(line.due),
            copy.time(line.done_at),
        )
        for step in review.steps
        for line in step.tasks
        if line.verdict != "not_called"
    )
    heading = copy.say("review.heading.checklist")
    return Section(heading, (Table(tuple(map(copy.say, head)), rows),))


def _levels(review: Review, copy: _Copy) -> Section:
    heading = copy.say("review.heading.levels")
    if not review.levels:
        return Section(heading, (Paragraph(copy.say("review.no_level")),))
    head = ("review.column.time", "review.column.level")
    rows = tuple((copy.time(one.at), copy.name(one.level)) for one in review.levels)
    return Section(heading, (Table(tuple(map(copy.say, head)), rows),))
