"""The part of the document about the checklist and its times. Used by ``sections``."""

from collections.abc import Iterator, Mapping

from bot.review.document import Paragraph, Part, Section, Table
from bot.review.value import Review, StepPart, TaskLine, Verdict
from bot.review.wording import DASH, Lines, Wording

_HEAD = (
    "review.column.task",
    "review.column.stand",
    "review.column.due",
    "review.column.done",
    "review.column.after",
    "review.column.by",
)

_VERDICTS: Mapping[Verdict, str] = {
    "on_time": "review.verdict.on_time",
    "late": "review.verdict.late",
    "done": "review.verdict.done",
    "not_applicable": "review.verdict.not_applicable",
    "blocked": "review.verdict.blocked",
    "not_done": "review.verdict.not_done",
    "overdue": "review.verdict.overdue",
    "not_called": "review.verdict.not_called",
}


def verdict_said(verdict: Verdict) -> str:
    """Return the key of the words for how a task stands."""
    return _VERDICTS[verdict]


def checklist_sections(review: Review, wording: Wording) -> Iterator[Section]:
    """Return each step with its tasks: what was done when, against when it was due."""
    yield Section(wording.say("review.heading.checklist"), (Paragraph(_summary(review, wording)),))
    for step in review.steps:
        heading = tuple(f"{step.number}. {line}" for line in wording.name(step.title))
        yield Section(heading, tuple(_parts(step, wording)), depth=3)


def _summary(review: Review, wording: Wording) -> Lines:
    return wording.say(
        "review.tasks_in_numbers",
        done=len(review.tasks("on_time", "late", "done")),
        late=len(review.tasks("late")),
        left=len(review.tasks("overdue", "not_done", "blocked")),
        aside=len(review.tasks("not_applicable")),
    )


def _parts(step: StepPart, wording: Wording) -> Iterator[Part]:
    called = [line for line in step.tasks if line.verdict != "not_called"]
    if called:
        head = tuple(wording.say(key) for key in _HEAD)
        yield Table(head, tuple(_row(line, wording) for line in called))
    others = tuple(line.title for line in step.tasks if line.verdict == "not_called")
    if others:
        yield Paragraph(wording.say("review.tasks_not_called", tasks=others))


def _row(line: TaskLine, wording: Wording) -> tuple[Lines, ...]:
    title = wording.name(line.title)
    return (
        (f"{line.task} {title[0]}", *title[1:]),
        _stand(line, wording),
        wording.time(line.due),
        wording.time(line.done_at),
        wording.span(line.after_opening),
        _doer(line, wording),
    )


def _stand(line: TaskLine, wording: Wording) -> Lines:
    verdict = wording.say(_VERDICTS[line.verdict])
    return verdict + wording.typed(line.reason) if line.reason else verdict


def _second(line: TaskLine, wording: Wording) -> Lines:
    if line.second is not None:
        return wording.say("review.with_second", person=" / ".join(wording.person(line.second)))
    return wording.say("review.alone") if line.alone else ()


def _doer(line: TaskLine, wording: Wording) -> Lines:
    """Return who did it and who agreed, and who recorded it for them; else who has it."""
    if line.by is None:
        return DASH if line.owner is None else wording.person(line.owner)
    who = wording.person(line.by) + _second(line, wording)
    if line.recorded_by in {None, line.by}:
        return who
    recorder = " / ".join(wording.person(line.recorded_by))
    return who + wording.say("review.recorded_by", person=recorder)
