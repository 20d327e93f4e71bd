"""App Home: my crises, what waits for me by due time, what reviews still want, and the settings.

Called by the projector with what this person may see. Here a task's owner may be named: it is the
reader.
"""

from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime
from types import MappingProxyType

from slack_sdk.models.blocks import Block, ButtonElement

from bot.crisis.corrective import again, process_name
from bot.crisis.due import task_due
from bot.crisis.house import House
from bot.crisis.ids import ChannelId, IncidentId, SlackUserId
from bot.crisis.incident import FollowUp, Incident
from bot.crisis.playbook import Playbook, Task
from bot.crisis.reminders import responsible
from bot.crisis.rights import standing
from bot.crisis.signing import roles_to_sign
from bot.crisis.words import in_slack
from bot.locales.values import Anchor, Mrkdwn
from bot.locales.voice import Voice, channel_link
from bot.views.answers import summary, title_line
from bot.views.closed import ANSWER, SIGN, review_line, unanswered
from bot.views.finish import View, home
from bot.views.follow_up import done_button
from bot.views.help import OPEN
from bot.views.house import settings_blocks
from bot.views.numbers import numbers_blocks
from bot.views.parts import actions, button, context, divider, pack, section, shortened
from bot.views.prevention.glance import Glance, glance_blocks
from bot.views.reminder import resume_button
from bot.views.task import complete_button, task_line

_MOST_INCIDENTS = 10
_MOST_TASKS = 15
_MOST_FOLLOW_UPS = 10
_MOST_REVIEWS = 5
_MOST_AGAIN = 5
_NAME = 120
NO_REVIEWS: Mapping[IncidentId, str] = MappingProxyType({})
"""Nothing that could be pointed to."""


def home_view(  # noqa: PLR0913  # everything that a Home shows
    user: SlackUserId,
    incidents: Sequence[Incident],
    channels: Mapping[IncidentId, ChannelId],
    voice: Voice,
    *,
    playbook: Playbook,
    house: House | None,
    now: datetime,
    prevention: Glance | None = None,
    reviews: Mapping[IncidentId, str] = NO_REVIEWS,
) -> View:
    """Return a person's App Home. ``incidents`` are those that they may see, newest first.

    ``house`` is None for those who may not change the settings; ``playbook`` names its roles.
    ``prevention`` is None for those who may not see the register. ``reviews`` are the addresses of
    the reviews that are posted.
    """
    # Exercises come last: nothing of them may push a real crisis out of sight.
    running = [one for one in incidents if not one.closed]
    running.sort(key=lambda one: one.drill is not None)
    return home(
        [
            section(voice.say("home.hello")),
            actions(button(voice.label("button.open"), OPEN, OPEN, primary=True)),
            divider(),
            *_incidents(user, running, channels, voice),
            divider(),
            *_tasks(user, running, voice),
            divider(),
            *_follow_ups(user, incidents, voice, now),
            *_reviews(user, incidents, channels, voice),
            *_again(incidents, reviews, voice),
            *numbers_blocks(incidents, playbook, voice, now),
            *(glance_blocks(prevention, voice) if prevention is not None else ()),
            *(_settings(house, playbook, voice) if house is not None else ()),
        ]
    )


def tasks_of(user: SlackUserId, incident: Incident) -> tuple[Task, ...]:
    """Return the open tasks that fall to a person: the same that they are reminded of."""
    return tuple(task for task in incident.open_tasks() if user in responsible(incident, task))


def _incidents(
    user: SlackUserId,
    incidents: Sequence[Incident],
    channels: Mapping[IncidentId, ChannelId],
    voice: Voice,
) -> Iterator[Block]:
    yield section(voice.say("home.incidents"))
    if not incidents:
        yield context(voice.say("home.no_incidents"))
    for incident in incidents[:_MOST_INCIDENTS]:
        link = _link(incident, channels, voice)
        lines = (title_line(incident, voice), summary(incident, voice), link)
        if incident.muted(user):
            muted = voice.say("home.muted")
            yield section(*lines, muted, accessory=resume_button(incident.id, voice))
        else:
            yield section(*lines)
    if len(incidents) > _MOST_INCIDENTS:
        yield context(voice.say("list.more", count=len(incidents) - _MOST_INCIDENTS))


def _tasks(user: SlackUserId, incidents: Sequence[Incident], voice: Voice) -> Iterator[Block]:
    yield section(voice.say("home.tasks"))
    going_on = [incident for incident in incidents if not incident.over]
    mine = [(incident, task) for incident in going_on for task in tasks_of(user, incident)]
    mine.sort(key=lambda pair: _due(*pair))
    if not mine:
        yield context(voice.say("home.no_tasks"))
    for incident, task in mine[:_MOST_TASKS]:
        yield section(
            voice.say("card.step.task", task=task.title),
            voice.together(task_line(incident, task)),
            title_line(incident, voice),
            accessory=complete_button(incident, task, voice),
        )
    if len(mine) > _MOST_TASKS:
        yield context(voice.say("list.more", count=len(mine) - _MOST_TASKS))


def _follow_ups(
    user: SlackUserId, incidents: Sequence[Incident], voice: Voice, now: datetime
) -> Iterator[Block]:
    yield section(voice.say("home.follow_ups"))
    mine: list[tuple[Incident, FollowUp]] = [
        (incident, item)
        for incident in incidents
        for item in incident.follow_ups.values()
        if item.done_at is None and item.owner == in_slack(user)
    ]
    if not mine:
        yield context(voice.say("home.no_follow_ups"))
    for incident, item in sorted(mine, key=lambda pair: pair[1].due)[:_MOST_FOLLOW_UPS]:
        key = "home.follow_up" if item.due > now else "home.follow_up_late"
        yield section(
            voice.say(key, text=shortened(item.text, _NAME), time=item.due),
            title_line(incident, voice),
            accessory=done_button(incident, item, voice),
        )
    if len(mine) > _MOST_FOLLOW_UPS:
        yield context(voice.say("list.more", count=len(mine) - _MOST_FOLLOW_UPS))


def _reviews(
    user: SlackUserId,
    incidents: Sequence[Incident],
    channels: Mapping[IncidentId, ChannelId],
    voice: Voice,
) -> Iterator[Block]:
    """Yield the closed crises whose review wants something that this person can give."""
    wanting = [(one, wish) for one in incidents if (wish := _wish(user, one, voice)) is not None]
    if not wanting:
        return
    yield divider()
    yield section(voice.say("home.reviews"))
    for incident, wish in wanting[:_MOST_REVIEWS]:
        yield section(
            title_line(incident, voice),
            review_line(incident, voice),
            _link(incident, channels, voice),
            accessory=wish,
        )
    if len(wanting) > _MOST_REVIEWS:
        yield context(voice.say("list.more", count=len(wanting) - _MOST_REVIEWS))


def _again(
    incidents: Sequence[Incident], reviews: Mapping[IncidentId, str], voice: Voice
) -> Iterator[Block]:
    """Yield which process failed again, and where its earlier review is."""
    found = list(again(incidents))
    if not found:
        return
    lines = [
        voice.say(
            "home.again.line",
            process=process_name(one.later, one.process),
            title=shortened(one.later.title, _NAME),
            earlier=_review(one.earlier, reviews),
        )
        for one in reversed(found[-_MOST_AGAIN:])
    ]
    yield divider()
    yield section(voice.say("home.again"), *lines)


def _review(incident: Incident, reviews: Mapping[IncidentId, str]) -> Anchor:
    title = shortened(incident.title, _NAME).text
    return Anchor(title or incident.id, reviews.get(incident.id, ""))


def _wish(user: SlackUserId, incident: Incident, voice: Voice) -> ButtonElement | None:
    held = standing(incident, user)
    if not incident.closed or held == "outsider":
        return None
    if unanswered(incident):
        return button(voice.label("button.answer"), ANSWER, pack(incident.id))
    if roles_to_sign(incident, user):
        return button(voice.label("button.sign"), SIGN, pack(incident.id))
    return None


def _settings(house: House, playbook: Playbook, voice: Voice) -> Iterator[Block]:
    yield divider()
    yield from settings_blocks(house, playbook, voice)


def _link(
    incident: Incident, channels: Mapping[IncidentId, ChannelId], voice: Voice
) -> Mrkdwn | None:
    channel = channels.get(incident.id)
    return voice.say("list.channel", channel=channel_link(channel)) if channel else None


def _due(incident: Incident, task: Task) -> tuple[bool, datetime]:
    at = task_due(incident, task)
    return (at is None, at or incident.opened_at)
