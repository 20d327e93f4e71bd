"""Drafts of answers to the review's questions, in whole sentences made from the record.

Called by the form that asks the questions and by the review. They name no person and quote nothing
that was typed. A draft stays a draft until somebody has confirmed it.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace

from bot.crisis import hindsight
from bot.crisis.community import courses
from bot.crisis.incident import Incident
from bot.crisis.playbook import Question, Task, Text
from bot.locales.voice import Said, Voice, said
from bot.views.community import back_said, figure
from bot.views.held import held_said

Draft = Callable[[Incident, Question], Iterator[Said]]

MOST_STOPPED = 5
"""A draft is read on a phone: what was held back more often stands in the timeline alone."""


def draft_said(incident: Incident, question: Question) -> tuple[Said, ...]:
    """Return the draft of an answer; empty for a question that the record says nothing to."""
    make = _DRAFTS.get(question.id)
    return () if make is None else tuple(make(incident, question))


def draft_ticked(incident: Incident, question: Question) -> tuple[str, ...]:
    """Return the options that the record speaks for."""
    return hindsight.suspected(incident, question) if question.options else ()


def draft_text(incident: Incident, question: Question, voice: Voice) -> str:
    """Return the draft as plain text, a line for each sentence, to be gone over by a person."""
    voices = [replace(voice, languages=(tongue,)) for tongue in voice.languages]
    told = draft_said(incident, question)
    return "\n".join(each.label(one.key, **one.values) for each in voices for one in told)


def _cause(incident: Incident, _: Question) -> Iterator[Said]:
    kind = next((k.name for k in incident.playbook.types if k.id == incident.crisis_type), None)
    if kind is not None:
        yield said("hindsight.cause_type", type=kind)
    else:
        yield said("hindsight.cause_no_type")
    yield said("hindsight.cause_open")


def _factors(incident: Incident, _: Question) -> Iterator[Said]:
    told = [*_late(incident), *_gates(incident), *_unchecked(incident), *_stopped(incident)]
    yield from told or (said("hindsight.factors_none"),)


def _late(incident: Incident) -> Iterator[Said]:
    late = hindsight.late_tasks(incident)
    if late:
        yield said("hindsight.late", count=len(late), tasks=_titles(late))
    left = tuple(task for task in hindsight.left_open(incident) if task not in late)
    if left:
        yield said("hindsight.left", count=len(left), tasks=_titles(left))


def _gates(incident: Incident) -> Iterator[Said]:
    for one in hindsight.gates_passed(incident):
        name = _kind(incident, one.decision.kind)
        yield said("hindsight.passed", number=one.number, kind=name, gate=one.gate.text)
    for one in hindsight.held_back(incident):
        name = _kind(incident, one.decision.kind)
        yield said("hindsight.held", number=one.number, kind=name, gate=one.gate.text)


def _stopped(incident: Incident) -> Iterator[Said]:
    stopped = hindsight.stopped(incident)
    for one in stopped[:MOST_STOPPED]:
        yield said("hindsight.stopped", count=one.times, time=one.first)
        yield held_said(incident, one.held)
    if len(stopped) > MOST_STOPPED:
        yield said("hindsight.stopped_more")


def _unchecked(incident: Incident) -> Iterator[Said]:
    # A place that people added is called as they typed it, which is no part of a draft.
    names = tuple(
        place.name for place in hindsight.unchecked(incident) if isinstance(place.name, Text)
    )
    if names:
        yield said("hindsight.unchecked", places=names)


def _process(incident: Incident, question: Question) -> Iterator[Said]:
    names = {option.value: option.name for option in question.options}

    def known(process: str) -> Text | str:
        return names.get(process, process)

    by_type = tuple(known(one.process) for one in hindsight.by_type(incident))
    if by_type:
        yield said("hindsight.points_type", processes=by_type)
    for one, tasks in hindsight.by_lateness(incident):
        yield said("hindsight.points_late", tasks=_titles(tasks), process=known(one.process))
    for one in hindsight.by_sign(incident):
        yield said("hindsight.points_sign", process=known(one.process))
    for process, things in _missed(incident):
        yield said("hindsight.points_before", process=known(process), things=things)
    if not hindsight.suspected(incident, question):
        yield said("hindsight.points_none")


def _earlier(incident: Incident, _: Question) -> Iterator[Said]:
    for _process_id, things in _missed(incident):
        yield said("hindsight.before", things=things)
    sign, detected = hindsight.first_sign(incident), incident.detected_at
    if sign is None:
        yield said("hindsight.sign_none", detected=detected)
        return
    yield said("hindsight.sign", sign=sign, detected=detected)
    yield said("hindsight.sign_check")


def _community(incident: Incident, _: Question) -> Iterator[Said]:
    rules = incident.playbook.handbook.community
    found = courses(incident.community, incident.detected_at, rules)
    told = False
    for course in found:
        if course.baseline is None or course.peak is None or course.now is None:
            continue
        told = True
        yield said(
            "hindsight.metric",
            metric=course.metric.name,
            usual=figure(course.metric, course.baseline),
            worst=figure(course.metric, course.peak[1]),
            worst_day=course.peak[0],
            now=figure(course.metric, course.now[1]),
            day=course.now[0],
        )
        yield from back_said(course) if course.metric.worse is not None else ()
    if not told:
        yield said("hindsight.metric_none" if not incident.community else "hindsight.metric_few")


def _luck(incident: Incident, _: Question) -> Iterator[Said]:
    spared = hindsight.spared(incident)
    if spared is None:
        yield said("hindsight.luck_none")
        return
    reading, questions = spared
    yield said("hindsight.luck", time=reading.at, asks=tuple(one.ask for one in questions))


def _missed(incident: Incident) -> Iterator[tuple[str, tuple[Text | str, ...]]]:
    """Yield what was missing before, by process, each thing once."""
    known, found = incident.playbook.handbook.prevention, dict[str, dict[Text | str, None]]()
    for fact in hindsight.missed(incident):
        found.setdefault(fact.process, {})[known.thing(fact.thing)] = None
    yield from ((process, tuple(things)) for process, things in found.items())


def _titles(tasks: tuple[Task, ...]) -> tuple[Text, ...]:
    return tuple(task.title for task in tasks)


def _kind(incident: Incident, kind: str) -> Text | str:
    known = incident.playbook.decision_by_id.get(kind)
    return kind if known is None else known.name


_DRAFTS: Mapping[str, Draft] = {
    "root_cause": _cause,
    "factors": _factors,
    hindsight.FAILED_PROCESS: _process,
    "caught_earlier": _earlier,
    "community": _community,
    "luck": _luck,
}
"""By question of the playbook; a team's own questions have no drafts."""
