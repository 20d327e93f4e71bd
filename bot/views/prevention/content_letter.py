"""What people are told about a piece of content, one message each. Called by the projector."""

from collections.abc import Callable, Mapping
from functools import partial

from bot.crisis.events.content import ContentAsked, ContentNews, ContentTold
from bot.crisis.handbook_approval import PLATFORM
from bot.crisis.handbook_prevention import Prevention
from bot.crisis.words import Words, in_slack
from bot.locales.values import Mrkdwn, Quoted
from bot.locales.voice import Voice
from bot.prevention.content import Content, Letter
from bot.views.finish import Message, message
from bot.views.parts import actions, button, pack, section, shortened
from bot.views.prevention.content import NAME, SHOW, part_names, thing

_REASON = 300

Say = Callable[..., Mrkdwn]
_NEWS: Mapping[ContentNews, str] = {
    "changed": "letter.content.changed",
    "late": "letter.content.late",
    "platform": "letter.content.platform",
    "published": "letter.content.published",
    "ready": "letter.content.ready",
    "rejected": "letter.content.rejected",
    "review": "letter.content.review",
    "silence": "letter.content.silence",
    "used_up": "letter.content.used_up",
    "vetting": "letter.content.vetting",
    "watched": "letter.content.watched",
}


def content_letter(
    content: Content, name: Words, letter: Letter, known: Prevention, voice: Voice
) -> Message:
    """Return what one person is told, with the way to the piece."""
    about = {"title": shortened(content.title, NAME), "kol": shortened(name, NAME)}
    say: Say = partial(voice.say, **about)
    event = letter.event
    if isinstance(event, ContentAsked):
        stage = thing(event.stage, known)
        line = voice.say("letter.content.asked", **about, stage=stage, time=event.until)
    else:
        line = _told(content, event, known, say, voice)
    return message(
        line,
        [
            section(line, _reason(content, event, voice)),
            actions(button(voice.label("button.content_show"), SHOW, pack(content.id))),
        ],
        surface=f"content.{letter.seq}",
    )


def _told(
    content: Content, event: ContentTold, known: Prevention, say: Say, voice: Voice
) -> Mrkdwn:
    key, sent = _NEWS[event.news], content.sent
    stage = thing(event.stage or PLATFORM, known)
    match event.news:
        case "changed":
            return say(key, parts=part_names(event.parts, voice))
        case "late" if sent is not None:
            return say(key, stage=stage, other=in_slack(sent.backup))
        case "rejected":
            return say(key, stage=stage)
        case "review" if content.review_until is not None:
            return say(key, time=content.review_until)
        case "vetting" if content.planned_at is not None:
            return say(key, time=content.planned_at)
        case "used_up":
            return say(key, most=known.approval.rejections)
        case "published":
            return say(key, hours=known.approval.watch_hours)
        case _:
            return say(key)


def _reason(content: Content, event: ContentAsked | ContentTold, voice: Voice) -> Mrkdwn | None:
    back = content.sent_back
    reason = getattr(back.event, "reason", None) if back is not None else None
    if not isinstance(event, ContentTold) or event.news != "rejected" or reason is None:
        return None
    return voice.show(Quoted(shortened(reason, _REASON)))
