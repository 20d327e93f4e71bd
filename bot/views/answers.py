"""What one person alone reads in answer to a command or a refused click. Called by handlers."""

from collections.abc import Iterator, Mapping, Sequence

from slack_sdk.models.blocks import Block

from bot.crisis.ids import ChannelId, IncidentId
from bot.crisis.incident import Incident
from bot.crisis.intents import Refusal
from bot.crisis.playbook import Playbook
from bot.locales.values import Mrkdwn, Quoted
from bot.locales.voice import Voice, channel_link
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
    return message(voice.say("card.status.text_quiet", title=title), blocks)


def list_text(
    incidents: Sequence[Incident], channels: Mapping[IncidentId, ChannelId], voice: Voice
) -> Message:
    """Return the incidents that a person may see, as the caller chose and sorted them."""
    if not incidents:
        nothing = voice.say("list.nothing")
        return message(nothing, [section(nothing)])
    heading = voice.say("list.heading", count=len(incidents))
    return message(heading, [section(heading), *_listed(incidents, channels, voice)])


def refusal_message(refusal: Refusal, playbook: Playbook, voice: Voice) -> Message:
    """Return why something was not done, for the person who asked."""
    text = voice.refusal(refusal, playbook)
    return message(text, [section(text)])


def plain_answer(text: Mrkdwn) -> Message:
    """Return one sentence as a message."""
    return message(text, [section(text)])


def summary(incident: Incident, voice: Voice) -> Mrkdwn:
    """Return the line that says how bad it is and who leads, or that it is closed."""
    if incident.closed_at is None:
        return head(incident, voice)
    return voice.say("list.closed", time=incident.closed_at)


def _listed(
    incidents: Sequence[Incident], channels: Mapping[IncidentId, ChannelId], voice: Voice
) -> Iterator[Block]:
    for incident in incidents[:_MOST_LISTED]:
        title = voice.say("list.title", title=shortened(incident.title, _NAME))
        where = _where(voice, channels.get(incident.id))
        yield section(title, summary(incident, voice), where)
    if len(incidents) > _MOST_LISTED:
        yield context(voice.say("list.more", count=len(incidents) - _MOST_LISTED))


def _where(voice: Voice, channel: ChannelId | None) -> Mrkdwn | None:
    return None if channel is None else voice.say("list.channel", channel=channel_link(channel))
