"""Several crises in numbers, in App Home: what ``kolcrisis stats`` counts, in a few lines.

Called by App Home with what its reader may see, and by nobody else: the numbers of crises that
somebody may not see would tell of them.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import datetime

from slack_sdk.models.blocks import Block

from bot.crisis.hindsight import FAILED_PROCESS
from bot.crisis.ids import TaskId
from bot.crisis.incident import Incident
from bot.crisis.playbook import Playbook
from bot.crisis.words import Words
from bot.locales.values import Mrkdwn, Value
from bot.locales.voice import Voice
from bot.review import names
from bot.review.spans import span_said
from bot.review.stats import CLOSE, UNKNOWN, Span, Stats, both
from bot.views.parts import context, divider, section, shortened

_MOST = 5
_NAME = 60


def numbers_blocks(
    incidents: Sequence[Incident], playbook: Playbook, voice: Voice, now: datetime
) -> Iterator[Block]:
    """Yield the numbers of these crises; nothing while there is none. Exercises stand apart.

    ``playbook`` says what types, levels and tasks are called.
    """
    found = both(incidents, now)
    if found.crises.incidents:
        yield divider()
        head = voice.say("numbers.head", count=found.crises.incidents, closed=found.crises.closed)
        yield section(voice.say("numbers.heading"), head, *_kinds(found.crises, playbook, voice))
        times = tuple(_times(found.crises, playbook, voice))
        if times:
            yield section(*times)
    if found.exercises.incidents:
        head = voice.say("numbers.exercises", count=found.exercises.incidents)
        yield context(head, *_times(found.exercises, playbook, voice))


def _kinds(found: Stats, playbook: Playbook, voice: Voice) -> Iterator[Mrkdwn]:
    asked = playbook.question_by_id.get(FAILED_PROCESS)
    options = () if asked is None else asked.options

    def counted(what: Value, number: int) -> Mrkdwn:
        return voice.line("numbers.counted", what=what, number=number)

    def level(number: str, count: int) -> Mrkdwn:
        emoji, name = names.level_name(playbook, int(number))
        return voice.line("numbers.level", emoji=emoji, level=name, number=count)

    told: Mapping[str, tuple[Mapping[str, int], Callable[[str, int], Mrkdwn]]] = {
        "numbers.types": (
            found.by_type,
            lambda one, count: counted(names.type_name(playbook, one), count),
        ),
        "numbers.levels": (found.by_level, level),
        "numbers.failed": (
            found.by_failed_process,
            lambda one, count: counted(names.option_name(options, one), count),
        ),
        "numbers.kols": (
            found.repeat_kols,
            lambda one, count: counted(shortened(Words(one), _NAME), count),
        ),
    }
    for key, (counts, shown) in told.items():
        known = [(one, count) for one, count in counts.items() if one != UNKNOWN]
        if known:
            yield voice.say(key, counts=tuple(shown(*pair) for pair in known[:_MOST]))


def _times(found: Stats, playbook: Playbook, voice: Voice) -> Iterator[Mrkdwn]:
    spans = {one: span for one, span in found.spans.items() if span.count}
    if spans:
        yield voice.say("numbers.times")
    for name, span in spans.items():
        if name == CLOSE:
            yield _span("numbers.until_closed", span, voice)
        else:
            title = names.task_title(playbook, TaskId(name))
            yield _span("numbers.until", span, voice, task=title)
    tasks, promises = found.tasks_on_time, found.follow_ups_on_time
    if tasks.whole:
        yield voice.say("numbers.tasks", part=tasks.part, whole=tasks.whole)
    if promises.whole:
        yield voice.say("numbers.follow_ups", part=promises.part, whole=promises.whole)


def _span(key: str, span: Span, voice: Voice, **values: Value) -> Mrkdwn:
    middle, worst = (
        voice.together(span_said(one)) if one is not None else Mrkdwn("—")
        for one in (span.median, span.worst)
    )
    return voice.say(key, median=middle, worst=worst, times=span.count, **values)
