"""Events as bytes and back. Streams call it; it knows no database.

A body is canonical JSON: keys sorted, no spaces, UTF-8, texts not normalised. What people typed
never stands in it: a body holds ``{"$words": "<digest>"}`` and the text is kept beside it.
Old versions are brought up to date when they are read, never where they are stored.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import partial
from types import MappingProxyType
from typing import Any, cast

import msgspec

from bot.crisis.events import KINDS, VERSIONS, Event, UnknownEvent
from bot.crisis.words import Words
from storage.chain import StoredText, digests_in, text_digest
from storage.columns import well_formed
from storage.shapes import Revive, Write, reviver, writer

Upcaster = Callable[[dict[str, Any]], dict[str, Any]]
"""Turns a body's values of one version into those of the next; pure."""

UPCASTERS: Mapping[tuple[str, int], Upcaster] = MappingProxyType({})
"""By kind and the version that it reads."""

_SALT_BYTES = 16


@dataclass(frozen=True, slots=True)
class Encoded:
    """An event ready to be stored. ``event`` is what reading it will give."""

    kind: str
    v: int
    body: bytes
    texts: tuple[StoredText, ...]
    event: Event


@dataclass(frozen=True, slots=True)
class _Shape:
    write: Write
    revive: Revive | None


@dataclass(slots=True)
class _Sealing:
    """The texts that one event leaves beside its body."""

    random_bytes: Callable[[int], bytes]
    texts: list[StoredText] = field(default_factory=list)
    mended: bool = False

    def seal(self, words: Words) -> dict[str, str]:
        text = well_formed(words.text)
        self.mended |= text != words.text or (words.redacted and bool(text))
        salt, data = self.random_bytes(_SALT_BYTES), text.encode()
        digest = text_digest(salt, data)
        kept = StoredText(digest, salt, data, redacted=False)
        gone = StoredText(digest, None, None, redacted=True)
        self.texts.append(gone if words.redacted else kept)
        return {"$words": digest}


class Codec:
    """Reads and writes every kind of event. Building one takes milliseconds, so build one."""

    def __init__(
        self,
        random_bytes: Callable[[int], bytes],
        *,
        kinds: Mapping[str, type[Event]] = KINDS,
        versions: Mapping[str, int] = VERSIONS,
        upcasters: Mapping[tuple[str, int], Upcaster] = UPCASTERS,
    ) -> None:
        """Take the kinds there are; ``random_bytes`` makes salts."""
        self._random_bytes = random_bytes
        self._kinds = kinds
        self._versions = versions
        self._upcasters = upcasters
        self._shapes = {
            kind: _Shape(cast("Write", writer(cls)), reviver(cls)) for kind, cls in kinds.items()
        }

    def encode(self, event: Event) -> Encoded:
        """Return the event's body and texts.

        Half surrogate pairs, which UTF-8 cannot hold, are replaced; nothing else is changed.
        Raises ValueError for a datetime without zone and KeyError for an unknown kind.
        """
        kind = type(event).__name__
        sealing = _Sealing(self._random_bytes)
        values = self._shapes[kind].write(event, sealing.seal)
        try:
            body = _canonical(values)
        except UnicodeEncodeError:
            body, sealing.mended = _canonical(_mended(values)), True
        named = digests_in(body)
        texts = tuple(text for text in sealing.texts if text.digest in named)
        if len(named) != len(texts):
            message = f"{kind} holds something that reads like a typed text"
            raise ValueError(message)
        v = self._versions.get(kind, 1)
        stored = self.decode(kind, v, body, by_digest(texts)) if sealing.mended else event
        return Encoded(kind, v, body, texts, stored)

    def decode(self, kind: str, v: int, body: bytes, texts: Mapping[str, StoredText]) -> Event:
        """Return the event that a body stands for, its texts put back by digest.

        A kind or version that this code does not know comes back as :class:`UnknownEvent`; fields
        that it does not know are passed over. A redacted text is empty and says so.
        Raises msgspec.ValidationError or DecodeError for a body that is not what it says.
        """
        cls = self._kinds.get(kind)
        current = self._versions.get(kind, 1)
        if cls is None or v > current:
            return UnknownEvent(kind, v)
        values = msgspec.json.decode(body)
        for version in range(v, current):
            values = self._upcasters[kind, version](values)
        revive = self._shapes[kind].revive
        if revive is not None:
            values = revive(values, partial(_unseal, texts))
        return msgspec.convert(values, cls)


def by_digest(texts: Sequence[StoredText]) -> dict[str, StoredText]:
    """Return the texts of one event, to look up."""
    return {text.digest: text for text in texts}


def _canonical(values: Any) -> bytes:
    return msgspec.json.encode(values, order="sorted")


def _unseal(texts: Mapping[str, StoredText], value: Any) -> dict[str, Any]:
    stored = texts.get(value["$words"])
    if stored is None or stored.text is None:
        return {"text": "", "redacted": True}
    return {"text": stored.text.decode("utf-8", "replace")}


def _mended(values: Any) -> Any:
    if isinstance(values, str):
        return well_formed(values)
    if isinstance(values, dict):
        return {well_formed(key): _mended(value) for key, value in values.items()}
    return [_mended(value) for value in values] if isinstance(values, list) else values
