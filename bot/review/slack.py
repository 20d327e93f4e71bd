"""The review as a card in the channel: what a reader needs, the whole of it stands in the file.

Called by the projector. Headline, answers, what is still open, decisions, follow-ups, the head of
the record, and the two buttons that turn a draft into a review.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from slack_sdk.models.blocks import Block

from bot.crisis.words import Words
from bot.locales.values import Mrkdwn, Quoted
from bot.locales.voice import Said, Voice, said
from bot.review.spans import span_said
from bot.review.value import DecisionLine, QuestionLine, Review
from bot.views.closed import ANSWER, SIGN
from bot.views.facts import copy_button, facts_button
from bot.views.finish import message
from bot.views.limits import clip_mrkdwn
from bot.views.message import Message
from bot.views.parts import Cell, actions, button, context, divider, pack, section, shortened, table

SURFACE = "review"

TEXT = "review.md"
PAGE = "review.html"
LANES = "review.lanes.png"
CURVES = "review.curves.png"
SHARED = "review.copy.html"
"""The files beside the card, by the keys of their surfaces."""
_MISSING: Mapping[str, str] = {
    TEXT: "review.card.no_text",
    PAGE: "review.card.no_page",
    LANES: "review.card.no_lanes",
    CURVES: "review.card.no_curves",
    SHARED: "review.card.no_copy",
}

_TITLE = 200
_TYPED = 400
_SHORT = 120
_MOST = 5
"""How many of each list the card shows; the rest is counted."""
_MOST_DECISIONS = 8
_DECISION_COLUMNS = (
    "review.card.column_decision",
    "review.label.owner",
    "review.label.why",
    "review.label.became",
)


def to_slack(review: Review, voice: Voice, missing: Sequence[str] = ()) -> Message:
    """Return the card. It is within Slack's limits however long the texts are.

    ``missing``: the files that could not be made or shared.
    """
    title = shortened(review.facts.title, _TITLE)
    return message(
        voice.say("review.card.text", title=title),
        list(_blocks(review, voice, missing)),
        surface=SURFACE,
    )


def _blocks(review: Review, voice: Voice, missing: Sequence[str]) -> Iterator[Block]:
    yield section(_mark(review, voice), voice.show(Quoted(shortened(review.facts.title, _TITLE))))
    yield section(*_headline(review, voice))
    yield divider()
    yield from _answers(review, voice)
    yield from _list(voice.say("review.card.open"), tuple(_open(review)), voice)
    yield from _decisions(review, voice)
    yield from _list(voice.say("review.card.follow_ups"), tuple(_follow_ups(review)), voice)
    lost = (voice.say(_MISSING[key]) for key in missing if key in _MISSING)
    yield context(_head(review, voice), voice.say("review.card.file"), *lost)
    yield _buttons(review, voice)


def _mark(review: Review, voice: Voice) -> Mrkdwn:
    if review.draft:
        # Whoever reads only one of the languages must not take a draft for the review.
        both = Voice(("en", "zh"), voice.zone)
        head = voice.line("review.card.head")
        if review.signatures:
            people = tuple(dict.fromkeys(one.person for one in review.signatures))
            head = voice.say("review.card.waits", people=people, roles=review.unsigned)
        return Mrkdwn(f"*{both.label('review.draft')}* · {head}")
    people = tuple(dict.fromkeys(one.person for one in review.signatures))
    lines = [voice.say("review.card.signed", people=people)]
    if review.changed_since_signed:
        lines.append(voice.say("review.changed_since", count=review.changed_since_signed))
    return Mrkdwn("\n".join(lines))


def _headline(review: Review, voice: Voice) -> Iterator[Mrkdwn]:
    facts, times = review.facts, review.times
    if facts.outcome is not None:
        yield voice.say("review.card.outcome", outcome=facts.outcome)
    if review.levels:
        last = review.levels[-1]
        yield voice.say("review.card.level", emoji=last.emoji, level=last.level)
    yield voice.say("review.card.detected", time=times.detected_at)
    yield voice.together(said("review.card.until_opened"), span_said(times.until_opened))
    if times.until_closed is not None:
        yield voice.together(said("review.card.until_closed"), span_said(times.until_closed))
    yield voice.say(
        "review.tasks_in_numbers",
        done=len(review.tasks("on_time", "late", "done")),
        late=len(review.tasks("late")),
        left=len(review.tasks("overdue", "not_done", "blocked")),
        aside=len(review.tasks("not_applicable")),
    )


def _answers(review: Review, voice: Voice) -> Iterator[Block]:
    for line in review.questions:
        heading = voice.say("review.card.question", question=line.ask)
        if line.at is None:
            if not line.optional:
                yield section(heading, *_draft(line, review.drafts.get(line.question, ()), voice))
            continue
        chosen = voice.show(line.chosen) if line.chosen else None
        answer = voice.show(Quoted(_cut(line.answer))) if line.answer else None
        yield section(heading, chosen, answer)


def _draft(line: QuestionLine, draft: Sequence[Said], voice: Voice) -> Iterator[Mrkdwn]:
    if not draft:
        yield voice.say("review.unanswered")
        return
    yield voice.say("review.draft_answer")
    if line.draft_chosen:
        yield voice.show(line.draft_chosen)
    for tongue in voice.languages:
        told = replace(voice, languages=(tongue,)).together(*draft, by="\n")
        yield Mrkdwn(clip_mrkdwn(told, _TYPED))


def _cut(words: Words) -> Words:
    return words if len(words.text) <= _TYPED else shortened(words, _TYPED)


def _list(heading: Mrkdwn, items: Sequence[Said], voice: Voice) -> Iterator[Block]:
    """Return a heading with as many items as the card holds, and how many more there are."""
    if not items:
        return
    lines = [voice.together(item) for item in items[:_MOST]]
    more = len(items) - _MOST
    if more > 0:
        lines.append(voice.say("review.card.more", count=more))
    yield section(heading, *lines)


def _open(review: Review) -> Iterator[Said]:
    for decision in review.waiting():
        if decision.due is not None:
            yield said(
                "review.card.open_decision",
                number=decision.number,
                kind=decision.kind,
                person=decision.owner,
                time=decision.due,
            )
    for task in review.tasks("overdue", "not_done", "blocked"):
        yield said("review.card.open_task", task=task.title)


def _decisions(review: Review, voice: Voice) -> Iterator[Block]:
    """Yield the decisions that stand, a row for each."""
    every = sorted((*review.decisions, *review.contacts), key=lambda line: line.number)
    standing = [line for line in every if line.replaced_by is None]
    if not standing:
        return
    yield section(voice.say("review.card.decisions"))
    head = [voice.label(key) for key in _DECISION_COLUMNS]
    yield table(head, [_row(line, voice) for line in standing[:_MOST_DECISIONS]], voice)
    if len(standing) > _MOST_DECISIONS:
        yield context(voice.say("review.card.more", count=len(standing) - _MOST_DECISIONS))


def _row(line: DecisionLine, voice: Voice) -> tuple[Cell, ...]:
    what = (line.kind, *(value for _, value in line.chosen))
    if line.carried_out_at is not None:
        became = voice.label("review.carried_out", time=line.carried_out_at)
    else:
        became = voice.label("review.not_carried_out")
    return (
        f"{line.number}. {voice.plain(what)}",
        line.owner,
        voice.plain(shortened(line.rationale, _SHORT)),
        became,
    )


def _follow_ups(review: Review) -> Iterator[Said]:
    for item in review.promises():
        text = shortened(item.text, _SHORT)
        yield said("review.card.follow_up", text=text, person=item.owner, time=item.due)


def _head(review: Review, voice: Voice) -> Mrkdwn:
    head = review.head
    return voice.say("review.card.record", events=head.count, hash=head.hash or "—")


def _buttons(review: Review, voice: Voice) -> Block:
    left = len(review.unanswered())
    value = pack(review.facts.incident)
    return actions(
        button(voice.label("button.answer"), ANSWER, value, primary=left > 0),
        button(voice.label("button.sign"), SIGN, value, primary=left == 0 and review.draft),
        facts_button(review.facts.incident, voice) if review.stated else None,
        copy_button(review.facts.incident, voice),
    )
