"""Community data: the card that says what is known, and the form to add to it.

Called by the projector and the handlers, which import the ids from here.
"""

from collections.abc import Iterator, Mapping
from datetime import datetime
from decimal import Decimal

from slack_sdk.models.blocks import Block, ButtonElement

from bot.crisis.community import Course, courses
from bot.crisis.community_file import CommunityFile
from bot.crisis.handbook import Metric
from bot.crisis.incident import Incident
from bot.locales.values import Mrkdwn
from bot.locales.voice import Said, Voice, said
from bot.views.finish import Message, View, message, modal
from bot.views.inputs import files_input, radio_input, text_input, time_input
from bot.views.parts import actions, button, context, pack, section, shortened
from bot.views.severity_forms import COMMUNITY

ADD = COMMUNITY
"""The button, and the form that it opens."""

FILE = "file"
AS_OF = "as_of"
SOURCE = "source"
KIND = "kind"
FIGURE = "figure."
MEASURED = "measured"
ESTIMATED = "estimated"

SURFACE = "community"
_MOST_FILES = 3
_MOST_LINES = 8
_NAME = 80

_REASONS: Mapping[str, str] = {
    "cells": "community.line.cells",
    "date": "community.line.date",
    "far": "community.line.far",
    "future": "community.line.future",
    "kind": "community.line.kind",
    "empty": "community.line.empty",
    "limit": "community.line.limit",
}
_TROUBLES: Mapping[str, str] = {
    "not_text": "community.trouble.not_text",
    "no_date": "community.trouble.no_date",
    "no_metrics": "community.trouble.no_metrics",
    "too_large": "community.trouble.too_large",
}


def community_modal(incident: Incident, voice: Voice, now: datetime) -> View:
    """Return the form: a file with many days, or the figures of one. All may stay empty but one."""
    blocks: list[Block] = [
        context(voice.say("community.explain")),
        files_input(
            FILE, voice.label("community.file"), most=1, hint=voice.label("community.file_hint")
        ),
        time_input(AS_OF, voice.label("community.as_of"), initial=now),
        text_input(
            SOURCE, voice.label("community.source"), hint=voice.label("community.source_hint")
        ),
        radio_input(
            KIND,
            voice.label("community.kind"),
            (
                (MEASURED, voice.label("community.measured")),
                (ESTIMATED, voice.label("community.estimated")),
            ),
            initial=MEASURED,
        ),
    ]
    blocks += [
        text_input(f"{FIGURE}{metric.id}", _label(metric, voice))
        for metric in incident.playbook.handbook.community.metrics
    ]
    return modal(
        ADD,
        voice.label("community.heading"),
        blocks,
        submit=voice.label("modal.save"),
        close=voice.label("modal.cancel"),
        private_metadata=pack(incident.id),
    )


def _label(metric: Metric, voice: Voice) -> str:
    name = voice.label_text(metric.name)
    return voice.label("community.in_percent", name=name) if metric.unit == "percent" else name


def community_card(incident: Incident, voice: Voice) -> Message:
    """Return the card: how many days are known, how each metric stands, what files brought."""
    blocks: list[Block] = [section(voice.say("card.community.head"), _days(incident, voice))]
    known = courses(incident.community, incident.detected_at, incident.playbook.handbook.community)
    lines = [voice.together(*course_said(one)) for one in known]
    if lines:
        blocks.append(section(*lines))
    files = list(incident.community_files.values())[-_MOST_FILES:]
    blocks += [context(*_file(incident, file, voice)) for file in files]
    blocks.append(actions(add_button(incident, voice)))
    return message(voice.say("card.community.text"), blocks, surface=SURFACE)


def add_button(incident: Incident, voice: Voice) -> ButtonElement | None:
    """Return the button that asks for figures; None where the playbook knows no metric."""
    if not incident.playbook.handbook.community.metrics:
        return None
    return button(voice.label("button.community"), ADD, pack(incident.id))


def course_said(course: Course) -> Iterator[Said]:
    """Yield how one metric stands: the latest figure, what was usual, the way back."""
    if course.now is None:
        yield said("community.metric.before", name=course.metric.name)
        return
    now = figure(course.metric, course.now[1])
    if course.baseline is None or course.band is None:
        yield said("community.metric.unmeasured", name=course.metric.name, now=now)
        return
    usual = figure(course.metric, course.baseline)
    yield said("community.metric.now", name=course.metric.name, now=now, usual=usual)
    yield from back_said(course)


def back_said(course: Course) -> Iterator[Said]:
    """Yield whether a metric is usual again, and since when."""
    if course.left is None or course.now is None:
        return
    if not course.left:
        yield said("community.back.never_left")
    elif course.back is not None:
        yield said("community.back.after", count=course.back)
    else:
        yield said("community.back.not_yet", count=course.now[0])


def figure(metric: Metric, number: Decimal) -> str:
    """Return a number to be read: thousands apart, one decimal place where there is any."""
    rounded = round(number, 1)
    text = f"{rounded:,.1f}".removesuffix(".0")
    return f"{text}%" if metric.unit == "percent" else text


def _days(incident: Incident, voice: Voice) -> Mrkdwn:
    days = sorted({one.day for one in incident.community})
    if not days:
        return voice.say("card.community.none")
    return voice.say(
        "card.community.days", count=len(days), first=days[0].isoformat(), last=days[-1].isoformat()
    )


def _file(incident: Incident, file: CommunityFile, voice: Voice) -> Iterator[Mrkdwn]:
    name = shortened(file.name, _NAME)
    if not file.read:
        yield voice.say("community.file.reading", name=name)
        return
    if file.trouble is not None:
        key = _TROUBLES.get(file.trouble)
        yield voice.say("community.file.unreadable", name=name)
        yield voice.say(key) if key else voice.say("community.trouble.other", code=file.trouble)
    else:
        yield voice.say("community.file.read", name=name, count=file.days)
    names = {one.id: one.name for one in incident.playbook.handbook.community.metrics}
    for line in file.left_out[:_MOST_LINES]:
        key = _REASONS.get(line.reason)
        if key is None:
            column = names.get(line.column, line.column)
            yield voice.say("community.line.number", line=line.line, column=column)
        else:
            yield voice.say(key, line=line.line)
    if len(file.left_out) > _MOST_LINES:
        yield voice.say("community.line.more", count=len(file.left_out) - _MOST_LINES)
    if file.passed_over:
        columns = tuple(shortened(words, _NAME) for words in file.passed_over)
        yield voice.say("community.file.passed_over", columns=columns)
