"""Letters: what one person alone is told in their own conversation with the bot.

Called by the projector, once for each letter, in the reader's voice. Nothing needs typing: each
letter carries the buttons for what may follow. The handlers import the action ids from here.
"""

from bot.crisis.ids import ChannelId, SlackUserId
from bot.crisis.incident import Incident
from bot.crisis.words import in_slack
from bot.locales.values import Mrkdwn, Quoted
from bot.locales.voice import Voice, channel_link
from bot.views.brief import brief
from bot.views.finish import Message, message
from bot.views.last_letter import closed_letter
from bot.views.parts import actions, button, context, pack, section, shortened
from bot.views.reminder import MUTE, RESUME, SNOOZE, quiet_answer, reminder_letter
from bot.views.severity import explained, level_of
from bot.views.status_card import INVITE

__all__ = [
    "ACCEPT",
    "INVITE",
    "MUTE",
    "RESUME",
    "SNOOZE",
    "brief_letter",
    "closed_letter",
    "emptied_letter",
    "join_letter",
    "offer_letter",
    "quiet_answer",
    "reminder_letter",
]

ACCEPT = "command.accept"

_TITLE = 200


def offer_letter(incident: Incident, channel: ChannelId, voice: Voice) -> Message:
    """Return the offered lead: the brief, and one click to take it."""
    leader = in_slack(incident.commander)
    head = voice.say("letter.offer.head", person=leader)
    blocks = [
        section(head, *_where(incident, channel, voice)),
        *brief(incident, voice),
        actions(button(voice.label("button.accept"), ACCEPT, pack(incident.id), primary=True)),
        context(voice.say("letter.offer.or_not", person=leader)),
    ]
    return message(voice.say("letter.offer.text", person=leader), blocks)


def brief_letter(
    incident: Incident, channel: ChannelId, user: SlackUserId, voice: Voice
) -> Message:
    """Return the brief for somebody whom the level calls for, outside the channel."""
    level = level_of(incident.playbook, incident.level or 0)
    reading = incident.readings[-1] if incident.readings else None
    why = explained(incident, reading, voice) if reading is not None else ()
    blocks = [
        section(
            voice.say("letter.brief.head", emoji=level.emoji, level=level.name),
            *_where(incident, channel, voice),
        ),
        *([section(*why)] if reading is not None else []),
        *brief(incident, voice),
        actions(button(voice.label("button.bring_me_in"), INVITE, pack(incident.id, user))),
        context(voice.say("letter.brief.quiet", person=in_slack(incident.commander))),
    ]
    return message(voice.say("letter.brief.text", level=level.name), blocks)


def emptied_letter(channel: ChannelId, voice: Voice) -> Message:
    """Return what stands where an old letter may have quoted words that were taken out."""
    text = voice.say("letter.emptied")
    return message(text, [section(text, voice.say("list.channel", channel=channel_link(channel)))])


def join_letter(incident: Incident, channel: ChannelId, user: SlackUserId, voice: Voice) -> Message:
    """Return that somebody asks to join, for those who lead."""
    person = in_slack(user)
    bring_in = button(voice.label("button.bring_in"), INVITE, pack(incident.id, user), primary=True)
    head = voice.say("letter.join.head", person=person)
    blocks = [
        section(head, *_where(incident, channel, voice)),
        actions(bring_in),
        context(voice.say("letter.join.or_not")),
    ]
    return message(voice.say("letter.join.text", person=person), blocks)


def _where(incident: Incident, channel: ChannelId, voice: Voice) -> tuple[Mrkdwn, Mrkdwn]:
    return (
        voice.show(Quoted(shortened(incident.title, _TITLE))),
        voice.say("list.channel", channel=channel_link(channel)),
    )
