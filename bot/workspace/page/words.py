"""What the page itself says, in the viewer's language. What apps say is none of its business."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from functools import cache
from importlib import resources

Say = Callable[..., str]


@cache
def words(language: str) -> Mapping[str, str]:
    """Return the page's sentences by key, for `en` or `zh`."""
    file = resources.files("bot.workspace.page").joinpath("words.json")
    known: dict[str, dict[str, str]] = json.loads(file.read_text("utf-8"))
    return {key: both[language] for key, both in known.items()}


def say(language: str) -> Say:
    """Return how the page speaks to somebody; KeyError for a sentence that it does not know."""
    known = words(language)

    def speak(key: str, **named: object) -> str:
        return known[key].format(**named)

    return speak


def client_line(line: str, language: str) -> str:
    """Return what Slack's client says at a field, in the viewer's language where that is known."""
    english = words("en")
    for key, text in english.items():
        if text == line:
            return words(language)[key]
    return line
