"""The channel itself: its name, topic and bookmarks. Called by the projector."""

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import tzinfo

from pypinyin import lazy_pinyin

from bot.crisis.incident import Incident
from bot.crisis.words import Words
from bot.locales.exercise import mark
from bot.locales.values import Link, flat
from bot.locales.voice import Voice
from bot.views import limits

_PREFIX = "kol"
_EXERCISE = "drill"
_SLUG = 40
"""Longer names are cut by Slack's sidebar long before its limit of 80."""
_CHINESE = re.compile(r"([\u3400-\u9fff\uf900-\ufaff]+)")
_MOST_BOOKMARKS = 5
_BOOKMARK_TITLE = 60
_NO_BRACKETS = str.maketrans("<>", "‹›")


@dataclass(frozen=True, slots=True)
class Bookmark:
    """A link in the channel's bookmark bar."""

    title: str
    link: str


def channel_name(incident: Incident, attempt: int, zone: tzinfo) -> str:
    """Return ``kol-yyyymmdd-<kol, campaign or words>``; attempt 2 ends in ``-2``.

    That of an exercise begins with ``kol-drill-``.

    Lowercase letters, digits and hyphens, at most 80 (Slack). The day is that of the opening in
    ``zone``. The same incident always gives the same name.
    """
    day = incident.opened_at.astimezone(zone).strftime("%Y%m%d")
    parts = [_PREFIX, *([_EXERCISE] if incident.drill else []), day, _slug(incident)]
    if attempt > 1:
        parts.append(str(attempt))
    return "-".join(part for part in parts if part)[: limits.CHANNEL_NAME]


def named_after_what_is_gone(incident: Incident) -> bool:
    """Whether any words that a channel may be called after were taken out of the record."""
    kept = (*(kol.name for kol in incident.kols), incident.campaign, incident.title)
    return any(words is not None and words.redacted for words in kept)


def topic(incident: Incident, voice: Voice) -> str:
    """Return the topic: how bad it is and what it is about. Plain text, at most 250 (Slack)."""
    level = incident.playbook.level_by_number.get(incident.level or 0)
    if incident.closed:
        state = voice.label("topic.closed")
    elif level is None:
        state = voice.label("topic.not_assessed")
    else:
        state = voice.label("topic.level", emoji=level.emoji, level=level.name)
    title = "" if incident.title.redacted else flat(incident.title.text)
    sign = mark() if incident.drill else ""
    whole = " · ".join(part for part in (sign, state, title) if part)
    return limits.clip(whole.translate(_NO_BRACKETS), limits.TOPIC)


def bookmarks(incident: Incident, voice: Voice) -> tuple[Bookmark, ...]:
    """Return links to the first notes that the crisis is about."""
    return tuple(_bookmarks(incident, voice))[:_MOST_BOOKMARKS]


def _bookmarks(incident: Incident, voice: Voice) -> Iterator[Bookmark]:
    for kol in incident.kols:
        title = limits.clip(voice.label("bookmark.note", kol=kol.name), _BOOKMARK_TITLE)
        for url in kol.note_urls:
            if Link(url).leads_somewhere:
                yield Bookmark(title, flat(url.text))


def _slug(incident: Incident) -> str:
    named: list[Words | None] = [kol.name for kol in incident.kols]
    for words in (*named, incident.campaign, incident.title):
        if words is not None and (slug := slug_of(words.text)):
            return slug
    return ""


def slug_of(text: str) -> str:
    """Return text as lowercase ASCII words with hyphens, Chinese as pinyin, at most 40."""
    spelled = "".join(
        f" {''.join(lazy_pinyin(part))} " if _CHINESE.fullmatch(part) else part
        for part in _CHINESE.split(text)
    )
    plain = unicodedata.normalize("NFKD", spelled).encode("ascii", "ignore").decode().lower()
    words = re.sub(r"[^a-z0-9]+", "-", plain).strip("-")
    if len(words) <= _SLUG:
        return words
    cut = words[:_SLUG]
    return (cut if words[_SLUG] == "-" else cut.rpartition("-")[0] or cut).strip("-")
