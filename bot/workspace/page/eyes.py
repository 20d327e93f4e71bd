"""One person in front of the page: who they are, in which words and zone they read.

Kept by the page for as long as it runs, so that templates are compiled once and messages that did
not change are not written anew.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from babel.dates import get_timezone_location
from jinja2 import PackageLoader

from bot.workspace.page.words import Say, say, words
from bot.workspace.render.html import environment
from bot.workspace.render.reader import Reader, standard_emoji
from bot.workspace.render.safe import Html
from bot.workspace.render.text import plain

if TYPE_CHECKING:
    from jinja2 import Environment

    from bot.workspace.model.people import Person
    from bot.workspace.people.actor import Actor
    from bot.workspace.people.modal import Modal
    from bot.workspace.shapes import Json
    from bot.workspace.state import Workspace

HUES = 12
LOCALES = {"en": "en_GB", "zh": "zh_Hans"}


class _PeopleNames(Mapping[str, str]):
    """Names as they are now."""

    def __init__(self, workspace: Workspace) -> None:
        self._people = workspace.people

    def __getitem__(self, user: str) -> str:
        return self._people[user].real_name

    def __iter__(self) -> Iterator[str]:
        return iter(self._people)

    def __len__(self) -> int:
        return len(self._people)


class _ChannelNames(_PeopleNames):
    """The same for channels."""

    def __init__(self, workspace: Workspace) -> None:
        super().__init__(workspace)
        self._channels = workspace.channels

    def __getitem__(self, channel: str) -> str:
        return self._channels[channel].name

    def __iter__(self) -> Iterator[str]:
        return iter(self._channels)

    def __len__(self) -> int:
        return len(self._channels)


@dataclass(slots=True)
class Eyes:
    """One viewer. `written` holds messages as they were last written out, with what they were."""

    actor: Actor
    reader: Reader
    say: Say
    templates: Environment
    written: dict[str, tuple[str, Html]] = field(default_factory=dict)
    read_until: dict[str, str] = field(default_factory=dict)
    modals: dict[str, Modal] = field(default_factory=dict)

    @property
    def language(self) -> str:
        """The language of the page for this viewer."""
        return self.reader.language

    def html(self, template: str, **values: object) -> Html:
        """Return a template filled in for this viewer; it has escaped what it was given."""
        return Html(self.templates.get_template(template).render(**values))


def eyes_of(actor: Actor) -> Eyes:
    """Return the eyes of a person."""
    reader = Reader(
        names=_PeopleNames(actor.workspace),
        channels=_ChannelNames(actor.workspace),
        emoji=standard_emoji(),
        zone=ZoneInfo(actor.user.tz),
        language="zh" if actor.user.locale.startswith("zh") else "en",
    )
    speak = say(reader.language)
    templates = environment(reader, PackageLoader("bot.workspace.page", "."))
    templates.globals |= {
        "say": speak,
        "sentence": words(reader.language).__getitem__,
        "me": actor.user,
        "team": actor.workspace.team.name,
        "my_city": city(actor.user, reader.language),
    }
    templates.filters["hue"] = hue
    templates.filters["initials"] = initials
    templates.filters["confirm_words"] = lambda confirm: _confirm_words(confirm, reader)
    return Eyes(actor, reader, speak, templates)


def hue(user: str) -> int:
    """Return the number of a person's colour."""
    return sum(map(ord, user)) % HUES


def initials(name: str) -> str:
    """Return what stands in the square beside a name."""
    return "".join(word[0] for word in name.split()[:2]).upper() or "?"


def city(person: Person, language: str) -> str:
    """Return the city of a person's zone, in a language."""
    zone = ZoneInfo(person.tz)
    return str(get_timezone_location(zone, locale=LOCALES[language], return_city=True))


def _confirm_words(confirm: Json, reader: Reader) -> str:
    """Return what a button's question reads, for the script that asks it."""
    words = {
        key: plain(str(text["text"]), reader) for key, text in confirm.items() if key in _ASKED
    }
    return json.dumps(words | {"style": confirm.get("style", "primary")}, ensure_ascii=False)


_ASKED = ("title", "text", "confirm", "deny")
