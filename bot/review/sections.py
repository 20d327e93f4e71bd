"""A review as a document: the answers first, then what proves them.

Called by ``markdown`` and ``html``. The order is: what it was, the questions, what was done
before, what is still open, decisions, statements, contacts, checklist, levels, evidence,
follow-ups, the whole timeline, the record.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from bot.crisis.events import Purpose
from bot.crisis.incident import FollowUp
from bot.locales.catalog import LOCALES
from bot.locales.exercise import mark
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
from bot.review.exercise import exercise_sections
from bot.review.parts_before import before_sections
from bot.review.parts_community import community_sections
from bot.review.parts_decisions import contact_sections, decision_sections
from bot.review.parts_record import evidence_section, record_section, timeline_section
from bot.review.parts_statements import statement_sections
from bot.review.parts_talks import talk_sections
from bot.review.parts_tasks import checklist_sections
from bot.review.pictures.lanes import lanes
from bot.review.pictures.tried import section_of
from bot.review.value import FrontLine, QuestionLine, Review
from bot.review.wording import DASH, Lines, Names, Wording


def document(review: Review, voice: Voice, names: Names) -> Document:
    """Return the review as a document in the languages of a voice."""
    wording = Wording(voice, names)
    return Document(
        language=LOCALES[voice.languages[0]].replace("_", "-"),
        title=_title(review, wording),
        mark=_mark(review, wording),
        intro=tuple(_intro(review, wording)),
        sections=tuple(_sections(review, wording)),
    )


def _title(review: Review, wording: Wording) -> Lines:
    """Return the title; that of an exercise behind its mark, so that nobody takes it for true."""
    lines = wording.say("review.title", title=review.facts.title)
    return tuple(f"{mark()} {line}" for line in lines) if review.facts.exercise else lines


def _mark(review: Review, wording: Wording) -> Lines:
    """Return the mark of a draft, in both languages whoever reads it, or the signatures."""
    if review.draft:
        both = replace(wording, voice=replace(wording.voice, languages=("en", "zh")))
        return (" ".join(both.say("review.draft")),)
    return tuple(line for lines in _signed(review, wording) for line in lines)


def _signed(review: Review, wording: Wording) -> Iterator[Lines]:
    for one in review.signatures:
        key = "review.signed_alone" if one.alone else "review.signed_as"
        time = wording.time(one.at)[0]
        yield wording.say(key, person=one.person, role=one.role, time=time)


def _intro(review: Review, wording: Wording) -> Iterator[Part]:
    if review.draft and review.signatures:
        yield Bullets(tuple(_signed(review, wording)))
    if review.unsigned:
        yield Paragraph(wording.say("review.waits_for", roles=review.unsigned))
    if review.changed_since_signed:
        yield Paragraph(wording.say("review.changed_since", count=review.changed_since_signed))
    yield Paragraph(wording.say("review.zone", zone=wording.zone(review.times.opened_at)))


def _sections(review: Review, wording: Wording) -> Iterator[Section]:
    yield front_section(review.front, wording)
    yield Section(
        wording.say("review.heading.facts"),
        (Pairs((*_facts(review, wording), *_times(review, wording))),),
    )
    yield from exercise_sections(review.exercise, wording)
    picture = section_of(lambda: _picture(review, wording), wording)
    if picture is not None:
        yield picture
    yield from _questions(review, wording)
    yield from before_sections(review, wording)
    yield from community_sections(review, wording)
    yield _still_open(review, wording)
    yield from decision_sections(review, wording)
    yield from statement_sections(review, wording)
    yield from contact_sections(review, wording)
    yield from talk_sections(review, wording)
    yield from checklist_sections(review, wording)
    yield _levels(review, wording)
    yield evidence_section(review, wording)
    yield _follow_ups(review, wording)
    yield timeline_section(review, wording)
    yield record_section(review, wording)


def front_section(front: Sequence[FrontLine], wording: Wording) -> Section:
    """Return the first page; it stands on a sheet of its own when printed."""
    rows = tuple((wording.spoken([one.label]), _each(one.said, wording)) for one in front)
    return Section(wording.say("review.heading.front"), (Pairs(rows),))


def _each(told: Sequence[Said], wording: Wording) -> Lines:
    return tuple(line for one in told for line in wording.spoken([one]))


def _picture(review: Review, wording: Wording) -> Section:
    picture = lanes(review, wording)
    summary = wording.say("review.picture.in_words")
    figure = Figure(picture, wording.say("review.picture.note"), summary, picture.words)
    return Section(picture.title, (figure,))


def _facts(review: Review, wording: Wording) -> Iterator[tuple[Lines, Lines]]:
    facts = review.facts
    if facts.outcome is not None:
        yield wording.say("review.label.outcome"), wording.name(facts.outcome)
    if facts.remark:
        yield wording.say("review.label.remark"), wording.typed(facts.remark)
    for kol in facts.kols:
        lines = (wording.typed(words) for words in (kol.name, *kol.note_urls))
        yield wording.say("review.label.kol"), tuple(line for part in lines for line in part)
    if facts.campaign:
        yield wording.say("review.label.campaign"), wording.typed(facts.campaign)
    if facts.brand:
        yield wording.say("review.label.brand"), wording.typed(facts.brand)
    yield wording.say("review.label.type"), wording.name(facts.crisis_type)
    yield wording.say("review.label.level"), _last_level(review, wording)
    yield wording.say("review.label.commander"), wording.person(facts.commander)
    for role, people in facts.roles:
        yield wording.name(role), wording.people(people)


def _last_level(review: Review, wording: Wording) -> Lines:
    if not review.levels:
        return wording.say("review.no_level")
    last = review.levels[-1]
    return tuple(f"{last.emoji} {line}" for line in wording.name(last.level))


def _times(review: Review, wording: Wording) -> Iterator[tuple[Lines, Lines]]:
    times, facts = review.times, review.facts
    if times.first_sign_at is not None:
        yield wording.say("review.label.first_sign"), wording.time(times.first_sign_at)
        yield wording.say("review.label.until_detected"), wording.span(times.until_detected)
    if times.detectable_said:
        yield wording.say("review.label.detectable"), wording.time(times.detectable_at)
    yield wording.say("review.label.detected"), wording.time(times.detected_at)
    opened = wording.time(times.opened_at) + wording.person(facts.opened_by)
    yield wording.say("review.label.opened"), opened
    yield wording.say("review.label.until_opened"), wording.span(times.until_opened)
    if times.closed_at is None:
        yield wording.say("review.label.closed"), wording.say("review.not_closed")
    else:
        closed = wording.time(times.closed_at) + wording.person(facts.closed_by)
        yield wording.say("review.label.closed"), closed
        yield wording.say("review.label.open_for"), wording.span(times.open_for)
        yield wording.say("review.label.until_closed"), wording.span(times.until_closed)
    if times.reopened:
        yield wording.say("review.label.reopened"), (str(times.reopened),)


def _questions(review: Review, wording: Wording) -> Iterator[Section]:
    yield Section(wording.say("review.heading.questions"), ())
    for line in review.questions:
        parts: list[Part] = []
        if line.at is None:
            parts += _draft(line, review.drafts.get(line.question, ()), wording)
        else:
            if line.chosen:
                parts.append(Bullets(tuple(map(wording.name, line.chosen))))
            if line.answer:
                parts.append(Paragraph(wording.typed(line.answer)))
            time = wording.time(line.at)[0]
            who = " / ".join(wording.person(line.by))
            parts.append(Paragraph(wording.say("review.answered_by", person=who, time=time)))
        yield Section(wording.name(line.ask), tuple(parts), depth=3)


def _draft(line: QuestionLine, draft: Sequence[Said], wording: Wording) -> Iterator[Part]:
    if not draft:
        unanswered = "review.optional_open" if line.optional else "review.unanswered"
        yield Paragraph(wording.say(unanswered))
        return
    chosen = (wording.name(one) for one in line.draft_chosen)
    said = (wording.spoken([one]) for one in draft)
    yield Paragraph(wording.say("review.draft_answer"))
    yield Bullets((*chosen, *said))


def _still_open(review: Review, wording: Wording) -> Section:
    items = tuple(_open_items(review, wording))
    part = Bullets(items) if items else Paragraph(wording.say("review.nothing_open"))
    return Section(wording.say("review.heading.open"), (part,))


def _open_items(review: Review, wording: Wording) -> Iterator[Lines]:
    for line in review.unanswered():
        yield wording.say("review.open.question", question=line.ask)
    for decision in review.waiting():
        yield wording.say(
            "review.open.decision",
            number=decision.number,
            kind=decision.kind,
            person=decision.owner,
            time=wording.time(decision.due)[0],
        )
    for task in review.tasks("overdue", "not_done", "blocked"):
        yield wording.say("review.open.task", task=task.title)
    for item in review.promises():
        time = wording.time(item.due)[0]
        yield wording.say("review.open.follow_up", text=item.text, person=item.owner, time=time)


def _levels(review: Review, wording: Wording) -> Section:
    heading = wording.say("review.heading.levels")
    if not review.levels:
        return Section(heading, (Paragraph(wording.say("review.no_level")),))
    head = ("review.column.time", "review.column.level", "review.column.who", "review.column.why")
    rows = tuple(
        (
            wording.time(change.at),
            tuple(f"{change.emoji} {line}" for line in wording.name(change.level)),
            wording.person(change.by),
            wording.typed(change.reason),
        )
        for change in review.levels
    )
    return Section(heading, (Table(tuple(map(wording.say, head)), rows),))


def _follow_ups(review: Review, wording: Wording) -> Section:
    heading = wording.say("review.heading.follow_ups")
    if not review.follow_ups:
        return Section(heading, (Paragraph(wording.say("review.no_follow_ups")),))
    head = (
        "review.column.what",
        "review.column.purpose",
        "review.column.owner",
        "review.column.due",
        "review.column.done",
        "review.column.evidence",
    )
    rows = tuple(
        (
            wording.typed(item.text),
            _purpose(item, review, wording),
            wording.person(item.owner),
            wording.time(item.due),
            wording.time(item.done_at),
            wording.typed(item.evidence) if item.evidence else DASH,
        )
        for item in review.follow_ups
    )
    return Section(heading, (Table(tuple(map(wording.say, head)), rows),))


_PURPOSE: Mapping[Purpose, str] = {
    "prevent": "card.follow_ups.prevent",
    "detect": "card.follow_ups.detect",
    "mitigate": "card.follow_ups.mitigate",
}


def _purpose(item: FollowUp, review: Review, wording: Wording) -> Lines:
    """Return what an action is for, how one sees that it works, what it answers, whence it is."""
    action = item.corrective
    if action is None:
        return DASH
    source = "review.action.proposed" if action.proposal else "review.action.written"
    name = review.processes.get(action.process)
    answers = wording.say("review.action.answers", process=name) if name is not None else ()
    aim = wording.say(_PURPOSE[action.purpose], test=action.test)
    return (*aim, *answers, *wording.say(source))
