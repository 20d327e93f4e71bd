"""The letter of the week: what one person promised and what is late, crisis by crisis.

Called by the projector, in the reader's voice.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from slack_sdk.models.blocks import Block

from bot.crisis.ids import ChannelId
from bot.crisis.incident import FollowUp, Incident
from bot.locales.values import Quoted
from bot.locales.voice import Voice, channel_link
from bot.views.finish import Message, message
from bot.views.follow_up import done_button
from bot.views.parts import context, section, shortened

_TITLE = 200
_TEXT = 160
_MOST = 8
"""Of one crisis; so many of five crises fit into one message."""
_MOST_CRISES = 5


@dataclass(frozen=True, slots=True)
class Late:
    """What one person promised after one crisis, and where that was."""

    incident: Incident
    channel: ChannelId | None
    promises: tuple[FollowUp, ...]


def weekly_letter(late: Sequence[Late], voice: Voice) -> Message:
    """Return one message about all of them; each has the button that ends it."""
    count = sum(len(one.promises) for one in late)
    if not count:
        nothing = voice.say("letter.reminder.nothing")
        return message(nothing, [section(nothing)])
    head = voice.say("letter.weekly.head", count=count)
    blocks: list[Block] = [section(head)]
    for one in late[:_MOST_CRISES]:
        blocks += _of_crisis(one, voice)
    shown = sum(min(len(one.promises), _MOST) for one in late[:_MOST_CRISES])
    if count > shown:
        blocks.append(context(voice.say("letter.reminder.more", count=count - shown)))
    blocks.append(context(voice.say("letter.weekly.how_often")))
    return message(head, blocks)


def _of_crisis(late: Late, voice: Voice) -> Iterator[Block]:
    title = voice.show(Quoted(shortened(late.incident.title, _TITLE)))
    if late.channel is None:
        yield section(title)
    else:
        yield section(title, voice.say("list.channel", channel=channel_link(late.channel)))
    for promise in late.promises[:_MOST]:
        yield section(
            voice.say(
                "letter.weekly.promise", text=shortened(promise.text, _TEXT), time=promise.due
            ),
            accessory=done_button(late.incident, promise, voice),
        )
