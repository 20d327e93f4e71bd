"""What one person alone reads in answer to a command or a refused click. Called by handlers."""

from collections.abc import Iterator, Mapping, Sequence

from slack_sdk.models.blocks import Block

from bot.crisis.ids import ChannelId, IncidentId
from bot.crisis.incident import Incident
from bot.crisis.intents import Refusal
from bot.crisis.playbook import Playbook
from bot.locales.exercise import mark
from bot.locales.values import Mrkdwn, Quoted
from bot.locales.voice import Voice, channel_link
from bot.views.drill.marked import marked
from bot.views.finish import Message, message
from bot.views.parts import context, section, shortened
from bot.views.status_card import TITLE, head, now_task, progress
from bot.views.task import task_line

_MOST_LISTED = 15
_NAME = 120


def status_text(incident: Incident, voice: Voice, channel: ChannelId | None) -> Message:
    """Return the state of a crisis for one person, without buttons."""
    title = shortened(incident.title, TITLE)
    now = None if incident.closed else now_task(incident)
    blocks: list[Block] = [
        section(summary(incident, voice), voice.show(Quoted(title)), _where(voice, channel)),
    ]
    if now is not None:
        blocks.append(
            section(
                voice.say("card.status.now", task=now.title, how=now.how),
                voice.together(task_line(incident, now)),
            )
        )
    if incident.active_tasks():
        blocks.append(context(voice.together(*progress(incident), by=" · ")))
    return marked(message(voice.say("card.status.text_quiet", title=title), blocks), incident)


def list_text(
    incidents: Sequence[Incident], channels: Mapping[IncidentId, ChannelId], voice: Voice
) -> Message:
    """Return the incidents that a person may see, as the caller sorted them; exercises apart."""
    real = [one for one in incidents if one.drill is None]
    drills = [one for one in incidents if one.drill is not None]
    nothing = voice.say("list.nothing")
    heading = voice.say("list.heading", count=len(real)) if real else nothing
    blocks: list[Block] = [section(heading), *_listed(real, channels, voice)]
    if drills:
        blocks += [section(voice.say("list.drills")), *_listed(drills, channels, voice)]
    return message(heading, blocks)


def refusal_message(refusal: Refusal, playbook: Playbook, voice: Voice) -> Message:
    """Return why something was not done, for the person who asked."""
    text = voice.refusal(refusal, playbook)
    return message(text, [section(text)])


def plain_answer(text: Mrkdwn) -> Message:
    """Return one sentence as a message."""
    return message(text, [section(text)])


def title_line(incident: Incident, voice: Voice) -> Mrkdwn:
    """Return what a crisis is called in a list; an exercise behind its mark."""
    title = shortened(incident.title, _NAME)
    if incident.drill is not None:
        return voice.say("list.drill", mark=mark(), title=title)
    return voice.say("list.title", title=title)


def summary(incident: Incident, voice: Voice) -> Mrkdwn:
    """Return the line that says how bad it is and who leads, or that it is closed."""
    if incident.closed_at is None:
        return head(incident, voice)
    return voice.say("list.closed", time=incident.closed_at)


def _listed(
    incidents: Sequence[Incident], channels: Mapping[IncidentId, ChannelId], voice: Voice
) -> Iterator[Block]:
    for incident in incidents[:_MOST_LISTED]:
        where = _where(voice, channels.get(incident.id))
        yield section(title_line(incident, voice), summary(incident, voice), where)
    if len(incidents) > _MOST_LISTED:
        yield context(voice.say("list.more", count=len(incidents) - _MOST_LISTED))


def _where(voice: Voice, channel: ChannelId | None) -> Mrkdwn | None:
    return None if channel is None else voice.say("list.channel", channel=channel_link(channel))
