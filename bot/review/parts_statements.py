"""The part of the document about what was said in public. Used by ``sections``."""

from collections.abc import Iterator

from bot.review.document import Pairs, Paragraph, Part, Quote, Section
from bot.review.value import ApprovalLine, Review, StatementLine
from bot.review.wording import Lines, Wording


def statement_sections(review: Review, wording: Wording) -> Iterator[Section]:
    """Return the statements: who agreed, when each was published, and its words."""
    yield Section(
        wording.say("review.heading.statements"),
        () if review.statements else (Paragraph(wording.say("review.no_statements")),),
    )
    for line in review.statements:
        yield Section(wording.name(line.format), tuple(_parts(line, wording)), depth=3)


def _parts(line: StatementLine, wording: Wording) -> Iterator[Part]:
    yield Pairs(tuple(_facts(line, wording)))
    if line.override:
        yield Quote(wording.say("review.label.override"), wording.typed(line.override))
    if line.reason:
        yield Quote(wording.say("review.label.why"), wording.typed(line.reason))
    yield Quote(wording.say("review.label.text"), wording.typed(line.text))


def _facts(line: StatementLine, wording: Wording) -> Iterator[tuple[Lines, Lines]]:
    count = wording.say("review.versions", version=line.version, total=line.versions)
    if line.changes:
        count += wording.say("review.changes_asked", total=line.changes)
    yield wording.say("review.label.version"), count
    for one in line.approvals:
        yield wording.say("review.label.approved"), _approval(one, wording)
    if not line.approvals:
        yield wording.say("review.label.approved"), wording.say("review.by_nobody")
    yield wording.say("review.label.became"), _became(line, wording)
    if line.link:
        yield wording.say("review.label.published_at"), wording.typed(line.link)


def _approval(one: ApprovalLine, wording: Wording) -> Lines:
    said = wording.name(one.role) + wording.person(one.person) + wording.time(one.at)
    return said + wording.say("review.says_the_same") if one.same else said


def _became(line: StatementLine, wording: Wording) -> Lines:
    if line.published_at is not None:
        time = wording.time(line.published_at)[0]
        return wording.say("review.published", time=time) + wording.person(line.published_by)
    if line.dropped_at is not None:
        return wording.say("review.dropped", time=wording.time(line.dropped_at)[0])
    return wording.say("review.not_published")
