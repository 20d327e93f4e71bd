"""The timeline to read and to correct: its latest entries, the form for one, the echo of a new one.

Called by the handlers. What is taken back stays visible as such; nothing is ever deleted.
"""

from collections.abc import Iterator

from slack_sdk.models.blocks import Block

from bot.crisis.incident import Entry, Incident
from bot.crisis.words import Words, in_slack
from bot.locales.values import Link, Mrkdwn, Quoted
from bot.locales.voice import Voice
from bot.views.finish import Message, View, message, modal
from bot.views.inputs import text_input, time_input
from bot.views.parts import actions, button, context, menu, pack, section, shortened

CALLBACK = "timeline.show"
AMEND = "entry.amend"
MENU = "entry.menu"
CHANGE = "entry.change"
RETRACT = "entry.retract"
ADD = "note.add"
REDACT = "redact"
"""The entry of the menu that has the words taken out of the record."""

TEXT = "text"
AT = "at"

_MOST = 30
_SHOWN = 400


def timeline_modal(incident: Incident, voice: Voice) -> View:
    """Return the latest entries, newest first, each with what can be done about it."""
    entries = sorted(incident.entries.values(), key=lambda one: (one.at, one.id), reverse=True)
    blocks: list[Block] = [
        actions(button(voice.label("menu.note"), ADD, pack(incident.id))),
    ]
    if not entries:
        blocks.append(section(voice.say("entries.none")))
    blocks += [_entry(incident, one, voice) for one in entries[:_MOST]]
    if len(entries) > _MOST:
        blocks.append(context(voice.say("entries.more", count=len(entries) - _MOST)))
    return modal(
        CALLBACK,
        voice.label("menu.timeline"),
        blocks,
        close=voice.label("modal.close"),
        private_metadata=pack(incident.id),
    )


def amend_modal(incident: Incident, entry: Entry, voice: Voice) -> View:
    """Return the form that corrects what an entry says and when it happened."""
    return modal(
        AMEND,
        voice.label("entries.amend_heading"),
        [
            text_input(
                TEXT,
                voice.label("note.text"),
                initial=entry.text.text if entry.text else "",
                hint=voice.label("note.text_hint"),
                required=True,
                multiline=True,
            ),
            time_input(
                AT,
                voice.label("note.at"),
                initial=entry.at,
                hint=voice.label("entries.zone_hint"),
                required=True,
            ),
            context(voice.say("entries.amend_explain")),
        ],
        submit=voice.label("modal.save"),
        close=voice.label("modal.cancel"),
        private_metadata=pack(incident.id, entry.id),
    )


def note_echo(incident: Incident, entry: Entry, voice: Voice) -> Message:
    """Return what was recorded and for when, with a way to change it, to whoever typed it."""
    head = voice.say("note.echo", time=entry.at)
    text = entry.text or Words("")
    value = pack(incident.id, entry.id)
    return message(
        head,
        [
            section(head, voice.show(Quoted(text if _short(text) else shortened(text, _SHOWN)))),
            actions(
                button(voice.label("button.change"), CHANGE, value),
                button(voice.label("button.retract"), RETRACT, value),
            ),
        ],
    )


def _entry(incident: Incident, entry: Entry, voice: Voice) -> Block:
    lines = (_head(entry, voice), _says(entry, voice), *_marks(entry, voice))
    if entry.retracted:
        return context(Mrkdwn("\n".join(line for line in lines if line)))
    verbs = [("retract", voice.label("button.retract"))]
    if entry.text is not None:
        verbs.insert(0, ("change", voice.label("button.change")))
        if not entry.text.redacted:
            verbs.append((REDACT, voice.label("button.redact")))
    entries = ((pack(incident.id, entry.id, verb), label) for verb, label in verbs)
    return section(*lines, accessory=menu(MENU, entries))


def _head(entry: Entry, voice: Voice) -> Mrkdwn:
    if entry.author is None:
        return voice.say("entries.head", time=entry.at)
    return voice.say("entries.head_by", time=entry.at, person=in_slack(entry.author))


def _says(entry: Entry, voice: Voice) -> Mrkdwn:
    if entry.text is None:
        return voice.say("entries.unread")
    text = entry.text
    return voice.show(Quoted(text if _short(text) else shortened(text, _SHOWN)))


def _marks(entry: Entry, voice: Voice) -> Iterator[Mrkdwn]:
    if entry.source is not None and entry.source.permalink:
        yield voice.say("entries.source", link=Link(Words(entry.source.permalink)))
    if not entry.followed:
        yield voice.say("entries.not_followed")
    if entry.retracted:
        yield voice.say("entries.retracted")
    elif entry.amended:
        yield voice.say("entries.amended")


def _short(words: Words) -> bool:
    """Whether words may keep their lines: longer ones are cut to one."""
    return len(words.text) <= _SHOWN
