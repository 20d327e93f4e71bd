"""App Home: my crises, my tasks by due time, my follow-ups, a button to open. For one reader.

Called by the projector with what this person may see. Here a task's owner may be named: it is the
reader.
"""

from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime

from slack_sdk.models.blocks import Block

from bot.crisis.due import task_due
from bot.crisis.ids import ChannelId, IncidentId, SlackUserId
from bot.crisis.incident import FollowUp, Incident
from bot.crisis.playbook import Task
from bot.crisis.words import in_slack
from bot.locales.values import Mrkdwn
from bot.locales.voice import Voice, channel_link
from bot.views.answers import summary
from bot.views.finish import View, home
from bot.views.help import OPEN
from bot.views.parts import actions, button, context, divider, section, shortened
from bot.views.task import complete_button, task_line

_MOST_INCIDENTS = 10
_MOST_TASKS = 15
_MOST_FOLLOW_UPS = 15
_NAME = 120


def home_view(
    user: SlackUserId,
    incidents: Sequence[Incident],
    channels: Mapping[IncidentId, ChannelId],
    voice: Voice,
) -> View:
    """Return a person's App Home. ``incidents`` are those that they may see, newest first."""
    running = [one for one in incidents if not one.closed]
    return home(
        [
            section(voice.say("home.hello")),
            actions(button(voice.label("button.open"), OPEN, OPEN, primary=True)),
            divider(),
            *_incidents(running, channels, voice),
            divider(),
            *_tasks(user, running, voice),
            divider(),
            *_follow_ups(user, incidents, voice),
        ]
    )


def tasks_of(user: SlackUserId, incident: Incident) -> tuple[Task, ...]:
    """Return the open tasks that fall to a person: in their hands, or to a role that they hold."""
    me = in_slack(user)

    def mine(task: Task) -> bool:
        owner = incident.state(task.id).owner
        if owner is not None:
            return owner == me
        return any(me in incident.role_holders(role) for role in task.roles)

    return tuple(task for task in incident.open_tasks() if mine(task))


def _incidents(
    incidents: Sequence[Incident], channels: Mapping[IncidentId, ChannelId], voice: Voice
) -> Iterator[Block]:
    yield section(voice.say("home.incidents"))
    if not incidents:
        yield context(voice.say("home.no_incidents"))
    for incident in incidents[:_MOST_INCIDENTS]:
        channel = channels.get(incident.id)
        link = voice.say("list.channel", channel=channel_link(channel)) if channel else None
        yield section(_title(incident, voice), summary(incident, voice), link)


def _tasks(user: SlackUserId, incidents: Sequence[Incident], voice: Voice) -> Iterator[Block]:
    yield section(voice.say("home.tasks"))
    mine = [(incident, task) for incident in incidents for task in tasks_of(user, incident)]
    mine.sort(key=lambda pair: _due(*pair))
    if not mine:
        yield context(voice.say("home.no_tasks"))
    for incident, task in mine[:_MOST_TASKS]:
        yield section(
            voice.say("card.step.task", task=task.title),
            voice.together(task_line(incident, task)),
            _title(incident, voice),
            accessory=complete_button(incident, task, voice),
        )
    if len(mine) > _MOST_TASKS:
        yield context(voice.say("list.more", count=len(mine) - _MOST_TASKS))


def _follow_ups(user: SlackUserId, incidents: Sequence[Incident], voice: Voice) -> Iterator[Block]:
    yield section(voice.say("home.follow_ups"))
    mine: list[FollowUp] = [
        item
        for incident in incidents
        for item in incident.follow_ups.values()
        if item.done_at is None and item.owner == in_slack(user)
    ]
    if not mine:
        yield context(voice.say("home.no_follow_ups"))
    for item in sorted(mine, key=lambda one: one.due)[:_MOST_FOLLOW_UPS]:
        yield section(voice.say("home.follow_up", text=shortened(item.text, _NAME), time=item.due))


def _title(incident: Incident, voice: Voice) -> Mrkdwn:
    return voice.say("list.title", title=shortened(incident.title, _NAME))


def _due(incident: Incident, task: Task) -> tuple[bool, datetime]:
    at = task_due(incident, task)
    return (at is None, at or incident.opened_at)
