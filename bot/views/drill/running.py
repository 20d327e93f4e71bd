"""The view of whoever runs an exercise: where its clock is, what comes next, expected against done.

Called by the handlers, which import the action ids from here. Nobody who plays sees it.
"""

from collections.abc import Iterator
from datetime import datetime

from slack_sdk.models.blocks import (
    Block,
    ConfirmObject,
    InteractiveElement,
    StaticSelectElement,
)

from bot.crisis.drill import FASTEST, Drill
from bot.crisis.ids import ChannelId, IncidentId
from bot.crisis.incident import Incident
from bot.crisis.score import Line, score_of_drill
from bot.crisis.words import in_slack
from bot.locales.values import Mrkdwn, Quoted
from bot.locales.voice import Said, Voice, channel_link
from bot.views.drill.naming import deed_name
from bot.views.drill.sayings import line_said, slip_said
from bot.views.finish import Message, View, message, modal
from bot.views.parts import (
    actions,
    asked_first,
    button,
    context,
    divider,
    options,
    pack,
    section,
    shortened,
)

VIEW = "drill.run"
"""The modal, and the button that opens it."""
PAUSE = "drill.pause"
RESUME = "drill.resume"
SKIP = "drill.skip"
END = "drill.end"
SPEED = "drill.speed"
LOOK = "drill.look"

SPEEDS = tuple(range(1, FASTEST + 1))
_TITLE = 200


def running_modal(incident: Incident, voice: Voice, now: datetime) -> View:
    """Return the view as of ``now``. Raises ValueError for a crisis that is no exercise."""
    return modal(
        VIEW,
        voice.label("drill.run.heading"),
        list(_blocks(incident, voice, now)),
        close=voice.label("modal.close"),
        private_metadata=pack(incident.id),
    )


def run_letter(incident: Incident, channel: ChannelId, voice: Voice) -> Message:
    """Return what whoever runs an exercise is told when it begins: the way to that view."""
    head = voice.say("drill.letter.head")
    blocks = [
        section(
            head,
            voice.show(Quoted(shortened(incident.title, _TITLE))),
            voice.say("list.channel", channel=channel_link(channel)),
        ),
        actions(button(voice.label("button.drill_run"), VIEW, pack(incident.id), primary=True)),
        context(voice.say("drill.letter.apart")),
    ]
    return message(head, blocks)


def running_here(drill: Drill, voice: Voice, now: datetime) -> Message:
    """Return what somebody reads who plays and asks: that this is one, and who runs it."""
    text = voice.say("drill.here", minute=drill.minute(now))
    who = None
    if drill.facilitator is not None:
        who = voice.say("drill.here_who", person=in_slack(drill.facilitator))
    return message(text, [section(text, who)])


def _blocks(incident: Incident, voice: Voice, now: datetime) -> Iterator[Block]:
    drill = incident.drill
    if drill is None:
        raise ValueError("only an exercise is run")
    yield section(_clock(drill, voice, now), *_coming(drill, voice))
    yield actions(*_controls(incident.id, drill, voice))
    yield divider()
    result = score_of_drill(incident, now)
    for line in result.lines:
        yield context(voice.together(_line(incident, line)))
    for slip in result.slips:
        name = deed_name(slip.mistake.deed, incident.playbook)
        yield context(voice.together(slip_said(name, slip.minute, slip.mistake.why)))


def _clock(drill: Drill, voice: Voice, now: datetime) -> Mrkdwn:
    minute, ends = drill.minute(now), drill.script.ends
    if drill.ended_at is not None:
        return voice.say("drill.run.over", minute=minute)
    if drill.paused:
        return voice.say("drill.run.paused", minute=minute, ends=ends)
    return voice.say("drill.run.clock", minute=minute, ends=ends, speed=drill.speed)


def _coming(drill: Drill, voice: Voice) -> Iterator[Mrkdwn]:
    coming = drill.next_inject()
    if drill.ended_at is not None:
        return
    if coming is None:
        yield voice.say("drill.run.nothing_comes")
        return
    yield voice.say("drill.run.next", minute=coming.at, source=coming.source)
    yield voice.text(coming.text)


def _controls(incident: IncidentId, drill: Drill, voice: Voice) -> Iterator[InteractiveElement]:
    value = pack(incident)
    if drill.ended_at is None:
        if drill.paused:
            yield button(voice.label("button.drill_resume"), RESUME, value, primary=True)
        else:
            yield button(voice.label("button.drill_pause"), PAUSE, value)
        if drill.next_inject() is not None:
            yield button(voice.label("button.drill_skip"), SKIP, value)
        yield _speed(drill, voice)
        yield button(voice.label("button.drill_end"), END, value, confirm=_sure(voice))
    yield button(voice.label("button.drill_look"), LOOK, value)


def _speed(drill: Drill, voice: Voice) -> StaticSelectElement:
    offered = options((str(one), voice.label("drill.speed", speed=one)) for one in SPEEDS)
    return StaticSelectElement(
        action_id=SPEED, options=offered, initial_option=offered[drill.speed - 1]
    )


def _sure(voice: Voice) -> ConfirmObject:
    return asked_first(
        voice.label("button.drill_end"),
        voice.label("drill.end.explain"),
        voice.label("button.drill_end"),
        voice.label("modal.cancel"),
    )


def _line(incident: Incident, line: Line) -> Said:
    wanted = line.expectation
    name = deed_name(wanted.deed, incident.playbook)
    return line_said(name, line.verdict, line.minute, wanted.by)
