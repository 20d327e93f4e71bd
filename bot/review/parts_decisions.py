"""The parts of the document about decisions and talks with the KOL. Used by ``sections``."""

from collections.abc import Iterator, Sequence

from bot.review.document import Pairs, Paragraph, Part, Quote, Section
from bot.review.value import DecisionLine, Review
from bot.review.wording import Lines, Wording


def decision_sections(review: Review, wording: Wording) -> Iterator[Section]:
    """Return the decisions, each with who made it and why, and what became of it."""
    yield Section(
        wording.say("review.heading.decisions"),
        () if review.decisions else (Paragraph(wording.say("review.no_decisions")),),
    )
    yield from _each(review.decisions, wording)


def contact_sections(review: Review, wording: Wording) -> Iterator[Section]:
    """Return the talks with KOLs and their agencies."""
    yield Section(
        wording.say("review.heading.contacts"),
        () if review.contacts or review.talks else (Paragraph(wording.say("review.no_contacts")),),
    )
    yield from _each(review.contacts, wording)


def _each(lines: Sequence[DecisionLine], wording: Wording) -> Iterator[Section]:
    for line in lines:
        heading = wording.say("review.decision", number=line.number, kind=line.kind)
        yield Section(heading, tuple(_parts(line, wording)), depth=3)


def _parts(line: DecisionLine, wording: Wording) -> Iterator[Part]:
    made = () if line.notes else line.chosen
    chosen = ((wording.name(label), wording.name(value)) for label, value in made)
    yield Pairs((*chosen, *_facts(line, wording)))
    for note in line.notes:
        what = tuple(text for name in note.chosen for text in wording.name(name))
        yield Quote(what, wording.typed(note.note))
    for label, words in line.typed:
        yield Quote(wording.name(label), wording.typed(words))
    yield Quote(wording.say("review.label.why"), wording.typed(line.rationale))
    if line.evidence:
        yield Quote(wording.say("review.label.evidence"), wording.typed(line.evidence))


def _facts(line: DecisionLine, wording: Wording) -> Iterator[tuple[Lines, Lines]]:
    decided = wording.time(line.decided_at) + wording.person(line.decided_by)
    yield wording.say("review.label.decided"), decided
    yield wording.say("review.label.owner"), wording.person(line.owner)
    if line.due is not None:
        yield wording.say("review.label.due"), wording.time(line.due)
    yield wording.say("review.label.became"), _became(line, wording)
    if line.permalink:
        yield wording.say("review.label.permalink"), (line.permalink,)
    if line.replaces is not None:
        number = line.replaces
        yield wording.say("review.label.replaces"), wording.say("review.number", number=number)


def _became(line: DecisionLine, wording: Wording) -> Lines:
    if line.carried_out_at is not None:
        done = wording.say("review.carried_out", time=wording.time(line.carried_out_at)[0])
        done += wording.person(line.carried_out_by)
    else:
        done = ()
    if line.replaced_by is not None:
        return done + wording.say("review.replaced_by", number=line.replaced_by)
    return done or wording.say("review.not_carried_out")
