"""The parts of the document about what proves the rest: evidence, timeline, the record itself.

Used by ``sections``.
"""

from bisect import bisect_left
from datetime import datetime, timedelta

from bot.locales.values import flat
from bot.locales.voice import Said
from bot.review.document import Pairs, Paragraph, Section, Table
from bot.review.value import EvidenceLine, Review, Row
from bot.review.wording import DASH, Lines, Wording

_LATE = timedelta(minutes=1)
"""What was recorded later than this after it happened shows when."""

_EVIDENCE = (
    "review.column.number",
    "review.column.evidence",
    "review.column.task",
    "review.column.time",
    "review.column.who",
    "review.column.hash",
)
_TIMELINE = (
    "review.column.number",
    "review.column.time",
    "review.column.who",
    "review.column.what",
)


def evidence_section(review: Review, wording: Wording) -> Section:
    """Return what was kept as proof, files with the hash of their bytes."""
    heading = wording.say("review.heading.evidence")
    if not review.evidence:
        return Section(heading, (Paragraph(wording.say("review.no_evidence")),))
    head = tuple(wording.say(key) for key in _EVIDENCE)
    rows = tuple(_evidence(line, wording) for line in review.evidence)
    return Section(heading, (Table(head, rows),))


def _evidence(line: EvidenceLine, wording: Wording) -> tuple[Lines, ...]:
    what = wording.typed(line.words) if line.words else ()
    if line.file is not None:
        what += wording.say("review.file", file=line.file)
    if line.permalink:
        what += (flat(line.permalink),)
    return (
        (str(line.number),),
        what or DASH,
        wording.name(line.task),
        wording.time(line.added_at),
        wording.person(line.added_by),
        _hash(line, wording),
    )


def _hash(line: EvidenceLine, wording: Wording) -> Lines:
    if line.sha256 is not None:
        return (line.sha256,)
    if line.unreadable is not None:
        return wording.say("review.unreadable", reason=line.unreadable)
    return DASH if line.file is None else wording.say("review.hash_pending")


def timeline_section(review: Review, wording: Wording) -> Section:
    """Return the whole timeline, in the order in which things happened."""
    head = tuple(wording.say(key) for key in _TIMELINE)
    rows = [_row(row, wording) for row in review.timeline]
    seen = review.times.detectable_at
    if seen is not None:
        at = bisect_left(review.timeline, seen, key=lambda row: row.at)
        rows.insert(at, _seen(seen, wording, said=review.times.detectable_said))
    return Section(wording.say("review.heading.timeline"), (Table(head, tuple(rows)),))


def _seen(at: datetime, wording: Wording, *, said: bool) -> tuple[Lines, ...]:
    """Return the row of what is no event: since when it could have been seen."""
    key = "review.detectable_said" if said else "review.detectable_draft"
    return DASH, wording.time(at), DASH, wording.say(key)


def _row(row: Row, wording: Wording) -> tuple[Lines, ...]:
    marks = tuple(Said(mark, {}) for mark in row.marks)
    what = wording.spoken((*row.said, *marks))
    if row.recorded_at - row.at > _LATE:
        what += wording.say("review.recorded_at", time=wording.time(row.recorded_at)[0])
    return (str(row.seq),), wording.time(row.at), wording.person(row.actor), what


def record_section(review: Review, wording: Wording) -> Section:
    """Return the head of the record, by which anybody can check that nothing was cut off."""
    pairs = (
        (wording.say("review.label.incident"), (review.facts.incident,)),
        (wording.say("review.label.events"), (str(review.head.count),)),
        (wording.say("review.label.head"), (review.head.hash or DASH[0],)),
        (wording.say("review.label.playbook"), (review.facts.playbook,)),
    )
    about = Paragraph(wording.say("review.about_record"))
    return Section(wording.say("review.heading.record"), (Pairs(pairs), about))
