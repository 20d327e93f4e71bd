"""What a review says outside Slack: plain lines, one for each language, not escaped for anything.

Used by the sections of the document. Whoever writes the lines into a format escapes all of them.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from typing import TypeAlias

from bot.crisis.ids import SlackUserId
from bot.crisis.words import Person, Words
from bot.locales.catalog import Tongue
from bot.locales.values import Value, flat
from bot.locales.voice import Said, Voice
from bot.review.spans import span_said
from bot.review.value import Name

Names = Callable[[SlackUserId], str]
"""What a person in Slack is called where Slack shows nothing."""

Lines: TypeAlias = tuple[str, ...]
"""Text, line by line; in a review in both languages a line for each."""

DASH: Lines = ("—",)
_TO_THE_MINUTE = len("2026-03-02 18:00")
_BETWEEN_SENTENCES: Mapping[Tongue, str] = {"en": " ", "zh": ""}


@dataclass(frozen=True, slots=True)
class Wording:
    """A voice for documents: the same sentences, people by name, times in the voice's zone."""

    voice: Voice
    names: Names
    voices: tuple[tuple[Tongue, Voice], ...] = field(init=False)
    """A voice for each language alone, made once: a long record has thousands of sentences."""

    def __post_init__(self) -> None:
        """Part the voice into its languages."""
        tongues = self.voice.languages
        parted = ((tongue, replace(self.voice, languages=(tongue,))) for tongue in tongues)
        object.__setattr__(self, "voices", tuple(parted))

    def say(self, key: str, /, **values: Value) -> Lines:
        """Return a sentence, a line for each language."""
        return self.spoken([Said(key, values)])

    def spoken(self, sentences: Iterable[Said]) -> Lines:
        """Return several sentences after each other, a line for each language."""
        told = [(one.key, self._shown(one.values)) for one in sentences]

        def line(tongue: Tongue, voice: Voice) -> str:
            parts = [voice.label(key, **values) for key, values in told]
            return _BETWEEN_SENTENCES[tongue].join(parts)

        return tuple(dict.fromkeys(line(tongue, voice) for tongue, voice in self.voices))

    def name(self, name: Name | None) -> Lines:
        """Return what something is called, a line for each language."""
        if name is None:
            return DASH
        if isinstance(name, str):
            return (flat(name),)
        both = {"en": name.en, "zh": name.zh}
        return tuple(dict.fromkeys(both[tongue] for tongue in self.voice.languages))

    def typed(self, words: Words | None) -> Lines:
        """Return what a person typed, with its lines; a dash when there is nothing."""
        if words is None:
            return DASH
        if words.redacted:
            return self.say("words.redacted")
        return tuple(line for line in map(flat, words.text.splitlines()) if line) or DASH

    def person(self, person: Person | None) -> Lines:
        """Return who it was; nobody is the bot itself."""
        if person is None:
            return self.say("review.by_itself")
        if person.slack is not None:
            return (flat(self.names(person.slack)),)
        return self.typed(person.outside)

    def people(self, people: Iterable[Person]) -> Lines:
        """Return several people on one line."""
        return (" · ".join(" / ".join(self.person(person)) for person in people),)

    def time(self, at: datetime | None) -> Lines:
        """Return a time in the voice's zone, the same in every language."""
        if at is None:
            return DASH
        return (at.astimezone(self.voice.zone).isoformat(" ", "minutes")[:_TO_THE_MINUTE],)

    def zone(self, at: datetime) -> str:
        """Return by how much the voice's zone is ahead of UTC at a moment."""
        offset = f"{at.astimezone(self.voice.zone):%z}"
        return f"UTC{offset[:3]}:{offset[3:5]}"

    def span(self, span: timedelta | None) -> Lines:
        """Return how long something took."""
        return DASH if span is None else self.spoken([span_said(span)])

    def _shown(self, values: Mapping[str, Value]) -> Mapping[str, Value]:
        return {name: self._named(value) for name, value in values.items()}

    def _named(self, value: Value) -> Value:
        if isinstance(value, tuple):
            return tuple(self._named(one) for one in value)
        if isinstance(value, Person) and value.slack is not None:
            return flat(self.names(value.slack))
        return value
