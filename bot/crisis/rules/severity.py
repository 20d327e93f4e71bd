"""Looking how bad it is, and confirming it: the bot proposes a level, whoever leads confirms."""

from collections.abc import Iterator, Mapping
from decimal import Decimal, InvalidOperation

from bot.crisis.conditions import after_reading
from bot.crisis.events import Event, LevelConfirmed, RoleFilled, SeverityRead, TaskCompleted
from bot.crisis.handbook import Severity
from bot.crisis.incident import COMMANDER, FINISHED, Incident
from bot.crisis.intents import ConfirmLevel, ReadSeverity, Refusal
from bot.crisis.playbook import Option, Playbook
from bot.crisis.rules.context import Context, Verdict, blank
from bot.crisis.severity import (
    MOST_POINTS,
    NOT_YES,
    UNKNOWN,
    Judgement,
    full_judgement,
    number_key,
    quick_judgement,
)

_COMPLETES = {"quick": ("quick_read",), "full": ("quick_read", "full_reading")}
"""The forms of tasks that a reading finishes: a full one leaves nothing to a quick one."""


def read(context: Context, intent: ReadSeverity) -> Verdict:
    """Record a reading and what it comes to; finish the tasks that ask for it."""
    incident = context.incident
    if any(one.id == intent.reading for one in incident.readings):
        return Refusal("refusal.reading.known", "already")
    wrong = (
        _wrong_quick(incident, intent) if intent.depth == "quick" else _wrong_full(incident, intent)
    )
    if wrong is not None:
        return wrong
    begins, ends = _conditions(incident, intent)
    judged = _judged(incident, intent, after_reading(incident, begins, ends).conditions)
    happened = SeverityRead(
        reading=intent.reading,
        depth=intent.depth,
        answers=_known(intent.answers),
        points=dict(intent.points),
        numbers=dict(intent.numbers),
        begins=tuple(sorted(begins)),
        ends=tuple(sorted(ends)),
        low=judged.points.low,
        high=judged.points.high,
        level=judged.level,
        highest=judged.highest,
    )
    return context.happened(happened, *_completed(incident, intent))


def first_reading(numbers: Mapping[str, str], playbook: Playbook) -> Iterator[SeverityRead]:
    """Yield what the numbers of an early warning come to, if there are any that are known.

    It finishes no task: somebody still has to look at the note itself.
    """
    severity = playbook.handbook.severity
    keys = _number_keys(severity)
    known = {
        name: one for name, one in numbers.items() if name in keys and decimal(one) is not None
    }
    if not known:
        return
    judged = full_judgement(severity, {}, decimals(known), frozenset())
    yield SeverityRead(
        reading="warning",
        depth="full",
        numbers=known,
        low=judged.points.low,
        high=judged.points.high,
        level=judged.level,
        highest=judged.highest,
    )


def confirm(context: Context, intent: ConfirmLevel) -> Verdict:
    """Confirm the level, and bring in whom it calls for.

    Answering a proposal with the level as it stands is an answer; going against a reading needs a
    reason.
    """
    incident = context.incident
    if intent.level not in incident.playbook.level_by_number:
        return Refusal("refusal.level.unknown", "missing", field="level")
    if intent.level == incident.level and incident.proposed is None:
        return Refusal("refusal.level.same", "already")
    silent = intent.reason is None or blank(intent.reason.text)
    least = incident.readings[-1].level if incident.readings else 1
    if intent.level < least and silent:
        return Refusal("refusal.level.reason_missing", "missing", field="reason")
    return context.happened(
        LevelConfirmed(intent.level, intent.reason), *_brought_in(incident, intent)
    )


def _brought_in(incident: Incident, intent: ConfirmLevel) -> Iterator[Event]:
    """Yield the roles of the level that nobody holds, filled from the roster.

    An exercise must not reach those whom a real crisis of this colour would.
    """
    if incident.drill is not None:
        return
    level = incident.playbook.level_by_number[intent.level]
    for role in dict.fromkeys((*level.roles, *level.approvers)):
        known = incident.playbook.role_by_id.get(role)
        people = intent.roster.get(role, ())
        if role == COMMANDER or known is None or incident.role_holders(role) or not people:
            continue
        yield RoleFilled(role, people, by_brief=known.by_brief)


def _wrong_quick(incident: Incident, intent: ReadSeverity) -> Refusal | None:
    offered = {
        question.id: {option.value for option in question.options}
        for question in incident.playbook.quick_read
    }
    if any(answer not in offered.get(name, ()) for name, answer in intent.answers.items()):
        return Refusal("refusal.reading.answer_unknown", "missing", field="answers")
    if not _known(intent.answers):
        return Refusal("refusal.reading.empty", "missing", field="answers")
    return None


def _wrong_full(incident: Incident, intent: ReadSeverity) -> Refusal | None:
    severity = incident.playbook.handbook.severity
    factors = {factor.id for factor in severity.factors}
    for name, points in intent.points.items():
        if name not in factors or not 0 <= points <= MOST_POINTS:
            return Refusal("refusal.reading.answer_unknown", "missing", field="points")
    keys = _number_keys(severity)
    for name, number in intent.numbers.items():
        if name not in keys or decimal(number) is None:
            return Refusal("refusal.reading.number", "missing", field=f"numbers.{name}")
    if not intent.points and not intent.numbers:
        return Refusal("refusal.reading.empty", "missing", field="points")
    return None


def _number_keys(severity: Severity) -> frozenset[str]:
    return frozenset(
        number_key(factor.id, measure.id)
        for factor in severity.factors
        for measure in factor.measures
    )


def decimal(number: str) -> Decimal | None:
    """Return a number as it stands in a reading; None for what is none."""
    try:
        value = Decimal(number)
    except InvalidOperation:
        return None
    return value if value.is_finite() else None


def decimals(numbers: Mapping[str, str]) -> dict[str, Decimal]:
    """Return the numbers of a reading to count with."""
    found = {name: decimal(number) for name, number in numbers.items()}
    return {name: number for name, number in found.items() if number is not None}


def _known(answers: Mapping[str, str]) -> dict[str, str]:
    return {name: answer for name, answer in answers.items() if answer != UNKNOWN}


def _judged(incident: Incident, intent: ReadSeverity, after: frozenset[str]) -> Judgement:
    severity = incident.playbook.handbook.severity
    if intent.depth == "quick":
        return quick_judgement(severity, incident.playbook.quick_read, intent.answers, after)
    return full_judgement(severity, intent.points, decimals(intent.numbers), after)


def _conditions(incident: Incident, intent: ReadSeverity) -> tuple[frozenset[str], frozenset[str]]:
    """Return what somebody newly saw to be true, and what they saw to be true no more."""
    if intent.depth == "quick":
        said = _said(incident, intent.answers)
        denied = _denied(incident, intent.answers)
    else:
        by_hand = {one.id for one in incident.playbook.conditions if one.by_hand}
        said = frozenset(intent.begins) & by_hand
        denied = frozenset(intent.ends) & by_hand
    return said - incident.by_hand, (denied - said) & incident.conditions


def _said(incident: Incident, answers: Mapping[str, str]) -> frozenset[str]:
    return frozenset[str]().union(
        *(option.sets for option, chosen in _options(incident, answers) if chosen)
    )


def _denied(incident: Incident, answers: Mapping[str, str]) -> frozenset[str]:
    """Return what a definite no denies; an unknown denies nothing."""
    return frozenset[str]().union(
        *(option.sets for option, chosen in _options(incident, answers) if not chosen)
    )


def _options(incident: Incident, answers: Mapping[str, str]) -> Iterator[tuple[Option, bool]]:
    for question in incident.playbook.quick_read:
        answer = answers.get(question.id, UNKNOWN)
        if answer == UNKNOWN:
            continue
        for option in question.options:
            if option.value == answer or answer in NOT_YES:
                yield option, option.value == answer


def _completed(incident: Incident, intent: ReadSeverity) -> Iterator[Event]:
    for task in incident.playbook.tasks:
        asks = task.form in _COMPLETES[intent.depth] and incident.active(task)
        if asks and incident.state(task.id).status not in FINISHED:
            yield TaskCompleted(task.id)
