"""Help that a first-time person understands, and the nearest word to a mistyped one.

Called by the handler of the command.
"""

import difflib

from bot.locales.voice import Voice
from bot.views.finish import Message, message
from bot.views.parts import actions, button, context, section

COMMAND = "/kolcrisis"
WORDS = (
    "open",
    "status",
    "list",
    "note",
    "decide",
    "update",
    "close",
    "review",
    "hold",
    "redact",
    "drill",
    "kol",
    "brief",
    "content",
    "watch",
    "portfolio",
    "help",
)
"""The words that may follow the command; help explains each of them."""

OPEN = "incident.open"
LIST = "incident.list"


def nearest(word: str) -> str | None:
    """Return the command that a mistyped word most likely meant, or None."""
    near = difflib.get_close_matches(word.strip().lower()[:40], WORDS, n=1, cutoff=0.5)
    return near[0] if near else None


def help_message(voice: Voice) -> Message:
    """Return what the bot is for, what can be typed, and buttons for those who rather click."""
    return message(
        voice.say("help.what"),
        [
            section(voice.say("help.what")),
            section(voice.say("help.open"), voice.say("help.status"), voice.say("help.list")),
            section(
                voice.say("help.note"),
                voice.say("help.decide"),
                voice.say("help.update"),
                voice.say("help.close"),
                voice.say("help.review"),
                voice.say("help.hold"),
                voice.say("help.redact"),
                voice.say("help.drill"),
                voice.say("help.kol"),
                voice.say("help.brief"),
                voice.say("help.content"),
                voice.say("help.watch"),
                voice.say("help.portfolio"),
            ),
            actions(
                button(voice.label("button.open"), OPEN, OPEN, primary=True),
                button(voice.label("button.list"), LIST, LIST),
            ),
            context(voice.say("help.buttons")),
        ],
    )


def unknown_word(voice: Voice, word: str) -> Message:
    """Return what was not understood, with the nearest command if there is one."""
    near = nearest(word)
    if near is None:
        text = voice.say("help.unknown", command=COMMAND)
    else:
        text = voice.say("help.did_you_mean", command=COMMAND, word=near)
    return message(text, [section(text)])
