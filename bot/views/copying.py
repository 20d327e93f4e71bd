"""The state as plain text, to be pasted into WeCom or Feishu. Called by the handlers.

Other tools know no mentions, no links to channels and no mark-up: names are written out, times show
their zone. Chinese comes first, since that is where it goes; English follows unless the incident's
language is Chinese alone.
"""

from collections.abc import Iterator, Mapping
from dataclasses import replace

from bot.crisis.ids import SlackUserId
from bot.crisis.incident import Incident
from bot.crisis.playbook import Option, Text
from bot.crisis.timers import next_check_at
from bot.crisis.words import in_slack
from bot.locales.catalog import Tongue
from bot.locales.values import Value
from bot.locales.voice import Voice
from bot.views import limits
from bot.views.decision_card import kind_name
from bot.views.drill.marked import marked_text
from bot.views.finish import View, modal
from bot.views.inputs import text_input
from bot.views.parts import context, shortened
from bot.views.status_card import now_task
from bot.views.task import roles_of

CALLBACK = "incident.copy"
TEXT = "copy"

_TITLE = 200
_MOST = 8


def copy_modal(incident: Incident, voice: Voice, names: Mapping[SlackUserId, str]) -> View:
    """Return the text in a field, in which a phone can select and copy it."""
    return modal(
        CALLBACK,
        voice.label("copy.heading"),
        [
            context(voice.say("copy.explain")),
            text_input(
                TEXT,
                voice.label("copy.label"),
                initial=plain_state(incident, voice, names),
                multiline=True,
            ),
        ],
        submit=voice.label("copy.submit"),
        close=voice.label("modal.close"),
    )


def plain_state(incident: Incident, voice: Voice, names: Mapping[SlackUserId, str]) -> str:
    """Return the state in Chinese, and in English below it, within what an input takes."""
    tongues: tuple[Tongue, ...] = ("zh",) if incident.language == "zh" else ("zh", "en")
    each = limits.INPUT // len(tongues) - 1
    parts = []
    for tongue in tongues:
        plain = replace(voice, languages=(tongue,), names=names)
        whole = marked_text("\n".join(_lines(incident, plain)), incident)
        parts.append(limits.clip(whole, each))
    return "\n\n".join(parts)


def _lines(incident: Incident, voice: Voice) -> Iterator[str]:
    yield voice.label("copy.title", title=shortened(incident.title, _TITLE))
    yield voice.label("copy.as_of", time=incident.last_event_at or incident.opened_at)
    if incident.closed_at is not None:
        yield voice.label("copy.closed", time=incident.closed_at, outcome=_outcome(incident))
        return
    yield from _state(incident, voice)
    yield from _to_do(incident, voice)
    at = next_check_at(incident)
    if at is not None:
        yield voice.label("copy.next_check", time=at)
    yield voice.label_text(incident.playbook.do_not)


def _state(incident: Incident, voice: Voice) -> Iterator[str]:
    level = incident.playbook.level_by_number.get(incident.level or 0)
    if level is None:
        yield voice.label("topic.not_assessed")
    else:
        yield voice.label("topic.level", emoji=level.emoji, level=level.name)
    yield voice.label("copy.lead", person=in_slack(incident.commander))
    live = [one for one in incident.decisions.values() if one.replaced_by is None]
    if live:
        kinds = tuple(kind_name(incident, one) for one in live[-_MOST:])
        yield voice.label("card.checkpoint.decided", kinds=kinds)


def _to_do(incident: Incident, voice: Voice) -> Iterator[str]:
    now = now_task(incident)
    if now is None:
        yield voice.label("card.checkpoint.complete")
        return
    who: Value = incident.state(now.id).owner or roles_of(incident, now)
    yield voice.label("copy.now", task=now.title, who=who)
    left = [task for task in incident.open_tasks() if task is not now]
    late = tuple(task.title for task in left if incident.state(task.id).overdue)
    other = tuple(task.title for task in left if not incident.state(task.id).overdue)
    if other:
        yield voice.label("card.status.then", tasks=_few(other))
    if late:
        yield voice.label("card.checkpoint.late", tasks=_few(late))


def _few(titles: tuple[Text, ...]) -> tuple[Value, ...]:
    return titles if len(titles) <= _MOST else (*titles[:_MOST], "…")


def _outcome(incident: Incident) -> Text | str:
    outcomes: tuple[Option, ...] = incident.playbook.outcomes
    known = (one.name for one in outcomes if one.value == incident.outcome)
    return next(known, incident.outcome or "")
