"""Status updates: the form, the card in the channel, and the letter to those who need not read it.

Called by the projector and the handlers, which import the ids from here.
"""

from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime, timedelta

from slack_sdk.models.blocks import Block, InputBlock

from bot.crisis.due import update_cadence
from bot.crisis.handbook import Audience
from bot.crisis.ids import ChannelId, UpdateId
from bot.crisis.incident import Incident, StatusUpdate
from bot.crisis.words import Person, Words
from bot.locales.values import Mrkdwn, Quoted
from bot.locales.voice import Voice, channel_link
from bot.views.finish import Message, View, message, modal
from bot.views.inputs import checks_input, text_input, time_input
from bot.views.parts import context, pack, section, shortened
from bot.views.status_card import TITLE, UPDATE, head

SHARE = UPDATE
"""The button on the status card, and the form that it opens."""

AUDIENCES = "audiences"
KNOWN = "known"
DOING = "doing"
NEEDED = "needed"
NEXT_AT = "next_at"

_SHOWN = 2400
"""Three such texts and what stands around them stay below what Slack takes in one message."""
_QUARTER = timedelta(minutes=15)


def surface(update: UpdateId) -> str:
    """Return the key of an update's card."""
    return f"update.{update}"


def update_modal(incident: Incident, voice: Voice, now: datetime) -> View:
    """Return the form. What the last update said stands in it: most of it is still true."""
    last = max(incident.updates.values(), key=lambda one: one.shared_at, default=None)
    blocks: list[Block] = [
        *_audiences(incident, voice, last),
        text_input(
            KNOWN,
            voice.label("update.known"),
            initial=last.known.text if last else "",
            hint=voice.label("update.known_hint"),
            required=True,
            multiline=True,
            focus=True,
        ),
        text_input(
            DOING,
            voice.label("update.doing"),
            initial=last.doing.text if last else "",
            required=True,
            multiline=True,
        ),
        text_input(
            NEEDED,
            voice.label("update.needed"),
            initial=last.needed.text if last and last.needed else "",
            multiline=True,
        ),
        time_input(
            NEXT_AT,
            voice.label("update.next_at"),
            initial=_quarter(now + update_cadence(incident)),
            hint=voice.label("update.next_at_hint"),
        ),
    ]
    return modal(
        SHARE,
        voice.label("update.heading"),
        blocks,
        submit=voice.label("update.submit"),
        close=voice.label("modal.cancel"),
        private_metadata=pack(incident.id),
    )


def _audiences(incident: Incident, voice: Voice, last: StatusUpdate | None) -> Iterator[InputBlock]:
    """Yield the choice of who is told, unless the playbook knows of nobody but the channel."""
    known = incident.playbook.handbook.updates.audiences
    if not known:
        return
    yield checks_input(
        AUDIENCES,
        voice.label("update.audiences"),
        [(one.id, voice.label_text(one.name)) for one in known],
        initial=last.audiences if last else [one.id for one in known[:1]],
        hint=voice.label("update.audiences_hint"),
        required=True,
    )


def update_card(incident: Incident, update: StatusUpdate, voice: Voice) -> Message:
    """Return what the channel reads. Nobody changes it: the next update says what is new."""
    blocks = list(_told(incident, update, voice))
    text = voice.say("card.update.text", known=shortened(update.known, TITLE))
    return message(text, blocks, surface=surface(update.id))


def update_letter(
    incident: Incident, update: StatusUpdate, channel: ChannelId, voice: Voice
) -> Message:
    """Return the same for one person who holds a role of an audience, with where it comes from."""
    blocks = [
        section(
            head(incident, voice),
            voice.show(Quoted(shortened(incident.title, TITLE))),
            voice.say("list.channel", channel=channel_link(channel)),
        ),
        *_told(incident, update, voice),
    ]
    return message(voice.say("card.update.text", known=shortened(update.known, TITLE)), blocks)


def _told(incident: Incident, update: StatusUpdate, voice: Voice) -> Iterator[Block]:
    audiences = tuple(one.name for one in audiences_of(incident, update))
    yield section(
        voice.say("card.update.head", time=update.shared_at),
        voice.say("card.update.for", audiences=audiences) if audiences else None,
    )
    yield section(voice.say("card.update.known"), _quoted(update.known, voice))
    yield section(voice.say("card.update.doing"), _quoted(update.doing, voice))
    if update.needed:
        yield section(voice.say("card.update.needed"), _quoted(update.needed, voice))
    by = Person(slack=update.shared_by) if update.shared_by else None
    yield context(
        voice.say("card.update.next", time=update.next_at) if update.next_at else None,
        voice.say("card.update.by", person=by) if by else None,
    )


def audiences_of(incident: Incident, update: StatusUpdate) -> tuple[Audience, ...]:
    """Return the audiences of an update that the playbook knows, in its order."""
    known = incident.playbook.handbook.updates.audiences
    return tuple(one for one in known if one.id in update.audiences)


def _quoted(words: Words, voice: Voice) -> Mrkdwn:
    return voice.show(Quoted(replace(words, text=words.text[:_SHOWN])))


def _quarter(at: datetime) -> datetime:
    """Return the next full quarter of an hour: nobody promises to speak at 02:47."""
    over = (at - datetime.min.replace(tzinfo=at.tzinfo)) % _QUARTER
    return at if not over else at + (_QUARTER - over)
