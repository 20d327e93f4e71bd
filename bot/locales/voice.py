"""Speaks the catalogs: a key and its values become text in the language of a channel or a reader.

Called by the views, the review and the handlers. A voice is a value: it holds a language and a
zone, and never asks what time it is.
"""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime, tzinfo
from functools import cache
from typing import Literal, TypeAlias

from bot.crisis.events import Language
from bot.crisis.ids import ChannelId, RoleId, SlackUserId, TaskId
from bot.crisis.intents import Refusal
from bot.crisis.playbook import Playbook, Text
from bot.crisis.words import Person, Words
from bot.locales.catalog import Tongue, sentence
from bot.locales.times import date_token, printed
from bot.locales.values import (
    Anchor,
    Clock,
    Link,
    Mrkdwn,
    Quoted,
    Value,
    escaped,
    flat,
    linked,
    quoted,
)

Form: TypeAlias = Literal["mrkdwn", "plain"]

PLACEHOLDER = re.compile(r"\{([a-z_]+)\}")
_SPACE_BETWEEN_SENTENCES: Mapping[Tongue, str] = {"en": " ", "zh": ""}


@dataclass(frozen=True, slots=True)
class Said:
    """A sentence to be said with others, in each language as one line: see ``Voice.together``."""

    key: str
    values: Mapping[str, Value]


def said(key: str, /, **values: Value) -> Said:
    """Return a sentence that a voice will say together with others."""
    return Said(key, values)


@dataclass(frozen=True, slots=True)
class Voice:
    """The languages a text is said in, first to last, and the zone its times are printed in.

    ``names`` is what people are called where Slack cannot show a mention (plain text).
    """

    languages: tuple[Tongue, ...]
    zone: tzinfo
    names: Mapping[SlackUserId, str] = field(default_factory=dict, hash=False)

    def say(self, key: str, /, **values: Value) -> Mrkdwn:
        """Return mrkdwn, one line for each language. Raises for an unknown key or a lost value."""
        return Mrkdwn(_join("\n", (self._one(one, key, values) for one in self.languages)))

    def line(self, key: str, /, **values: Value) -> Mrkdwn:
        """Return mrkdwn on one line, the languages with a middle dot between them."""
        return Mrkdwn(_join(" · ", (self._one(one, key, values) for one in self.languages)))

    def label(self, key: str, /, **values: Value) -> str:
        """Return plain text on one line, for buttons and other places without mrkdwn."""
        return _join(" ", [self._one(one, key, values, "plain") for one in self.languages])

    def together(self, *sentences: Said, by: str | None = None) -> Mrkdwn:
        """Return several sentences as one line for each language, joined as the language does."""

        def line(one: Tongue) -> str:
            parts = (self._one(one, part.key, part.values) for part in sentences)
            return (_SPACE_BETWEEN_SENTENCES[one] if by is None else by).join(parts)

        return Mrkdwn(_join("\n", map(line, self.languages)))

    def text(self, text: Text) -> Mrkdwn:
        """Return content of the playbook as mrkdwn, one line for each language."""
        return Mrkdwn(_join("\n", (escaped(_pick(text, one)) for one in self.languages)))

    def line_text(self, text: Text) -> Mrkdwn:
        """Return content of the playbook as mrkdwn on one line."""
        return Mrkdwn(_join(" · ", (escaped(_pick(text, one)) for one in self.languages)))

    def label_text(self, text: Text) -> str:
        """Return content of the playbook as plain text on one line."""
        return _join(" ", (_pick(text, one) for one in self.languages))

    def show(self, value: Value) -> Mrkdwn:
        """Return a value on its own as mrkdwn; what has no language is said once."""
        once = isinstance(value, datetime | Clock)
        tongues = self.languages[:1] if once else self.languages
        return Mrkdwn(_join(" · ", (self._value(one, value, "mrkdwn") for one in tongues)))

    def plain(self, value: Value) -> str:
        """Return a value on its own as plain text, for places that read no mrkdwn."""
        return _join(" / ", (self._value(one, value, "plain") for one in self.languages))

    def refusal(self, refusal: Refusal, playbook: Playbook) -> Mrkdwn:
        """Return why something was not done, and who or what helps, as mrkdwn."""
        return self.say(refusal.key, **_values(refusal, playbook))

    def refusal_label(self, refusal: Refusal, playbook: Playbook) -> str:
        """Return the same as plain text, for the error below a modal's input."""
        return self.label(refusal.key, **_values(refusal, playbook))

    def _one(
        self, tongue: Tongue, key: str, values: Mapping[str, Value], form: Form = "mrkdwn"
    ) -> str:
        count = values.get("count")
        pieces = _pieces(sentence(tongue, key, count if isinstance(count, int) else None))
        if len(pieces) == 1:
            return pieces[0]
        told = list(pieces)
        told[1::2] = [self._value(tongue, values[name], form) for name in pieces[1::2]]
        return "".join(told)

    def _value(self, tongue: Tongue, value: Value, form: Form) -> str:
        match value:
            case Mrkdwn():
                return str(value)
            case Person():
                return self._person(tongue, value, form)
            case datetime() | Clock():
                return self._time(tongue, value, form)
            case Quoted() | Link() | Anchor():
                return _marked(tongue, value, form)
            case tuple():
                return _join(" · ", (self._value(tongue, one, form) for one in value))
            case _:
                return _protected(_literal(tongue, value), form)

    def _person(self, tongue: Tongue, person: Person, form: Form) -> str:
        if person.outside is not None:
            return _protected(_words(tongue, person.outside), form)
        user = person.slack or SlackUserId("")
        if form == "mrkdwn":
            return mention(user)
        return flat(self.names.get(user) or sentence(tongue, "person.unnamed"))

    def _time(self, tongue: Tongue, value: datetime | Clock, form: Form) -> str:
        at, day = (value.at, False) if isinstance(value, Clock) else (value, True)
        show = date_token if form == "mrkdwn" else printed
        return show(at, self.zone, tongue, day=day)


def voice_of_channel(language: Language, zone: tzinfo) -> Voice:
    """Return the voice of an incident's channel: English, Chinese, or English above Chinese."""
    return Voice(("en", "zh") if language == "both" else (language,), zone)


def voice_of_reader(locale: str | None, zone: tzinfo) -> Voice:
    """Return the voice for one person by Slack's locale (``zh-CN``); English until it is known."""
    chinese = (locale or "").lower().replace("_", "-").split("-")[0] == "zh"
    return Voice(("zh",) if chinese else ("en",), zone)


def mention(user: SlackUserId) -> Mrkdwn:
    """Return the mrkdwn that shows a person's name, and pings them where a message is new."""
    return Mrkdwn(f"<@{user}>")


def channel_link(channel: ChannelId) -> Mrkdwn:
    """Return the mrkdwn that shows a channel's name to those who may see it."""
    return Mrkdwn(f"<#{channel}>")


@cache
def _pieces(template: str) -> tuple[str, ...]:
    """Return a sentence's own text with the names of its placeholders between, by turns."""
    return tuple(PLACEHOLDER.split(template))


def _values(refusal: Refusal, playbook: Playbook) -> dict[str, Value]:
    values: dict[str, Value] = dict(refusal.values)
    task = values.get("task")
    if isinstance(task, str) and (known := playbook.task_by_id.get(TaskId(task))) is not None:
        values["task"] = known.title
    role = values.get("role")
    if isinstance(role, str) and (held := playbook.role_by_id.get(RoleId(role))) is not None:
        values["role"] = held.name
    return values


def _literal(tongue: Tongue, value: str | int | Words | Text) -> str:
    match value:
        case Text():
            return _pick(value, tongue)
        case Words():
            return _words(tongue, value)
        case _:
            return str(value)


def _marked(tongue: Tongue, value: Quoted | Link | Anchor, form: Form) -> str:
    if isinstance(value, Anchor):
        name = _protected(_literal(tongue, value.name), form)
        return f"<{value.url}|{name}>" if form == "mrkdwn" and value.url else name
    if isinstance(value, Link):
        text = _words(tongue, value.url)
        return linked(text) if form == "mrkdwn" else text
    text = _words(tongue, value.words, keep_lines=True)
    return quoted(text) if form == "mrkdwn" else flat(text)


def _protected(text: str, form: Form) -> str:
    return escaped(text) if form == "mrkdwn" else text


def _words(tongue: Tongue, words: Words, *, keep_lines: bool = False) -> str:
    if words.redacted:
        return sentence(tongue, "words.redacted")
    line = flat(words.text)
    if not line:
        return sentence(tongue, "words.blank")
    return words.text if keep_lines else line


def _pick(text: Text, tongue: Tongue) -> str:
    return text.en if tongue == "en" else text.zh


def _join(by: str, parts: Iterable[str]) -> str:
    """Put a text's languages together; what reads the same in both is said once."""
    kept = dict.fromkeys(parts)
    return next(iter(kept)) if len(kept) == 1 else by.join(kept)
