"""What closing brings: the review in the channel, and beside it the document and its pictures.

Each file is made on its own, so that one that cannot be made keeps back no other.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC
from functools import cache, partial
from typing import Any

from bot.crisis.events import Recorded
from bot.crisis.ids import SlackUserId
from bot.crisis.incident import Incident
from bot.locales.voice import Voice, voice_of_channel
from bot.projector.addresses import Addresses
from bot.projector.desired import Card
from bot.projector.document import Aside, Document
from bot.review.build import build
from bot.review.html import page as to_page
from bot.review.markdown import written
from bot.review.people import people_of
from bot.review.pictures.curves import Curves, curves
from bot.review.pictures.draw import to_svg
from bot.review.pictures.lanes import Lanes, lanes
from bot.review.sections import document
from bot.review.shareable import shareable
from bot.review.slack import CURVES, LANES, PAGE, SHARED, TEXT, to_slack
from bot.review.value import Review
from bot.review.wording import Lines, Names, Wording
from bot.service.directory import Directory, zone_of
from bot.views.decision_card import NOWHERE

TITLE_LIMIT = 100
"""A file's title is shown on one line."""
ALT_LIMIT = 1000
"""Slack: what a picture shows, for who cannot see it (``alt_txt_too_large``)."""


@dataclass(frozen=True, slots=True)
class Part:
    """A file beside the review; making it may take a second. None: there is nothing to show."""

    key: str
    make: Callable[[], Document | None]


@dataclass(frozen=True, slots=True)
class Closing:
    """The review as a card, and the files beside it."""

    review: Review
    voice: Voice
    parts: tuple[Part, ...]
    people: frozenset[SlackUserId]
    """Whose names stand in it."""

    def card(self, missing: Sequence[str] = ()) -> Card:
        """Return the card; ``missing`` are the files that could not be made, by key."""
        return Card("review", to_slack(self.review, self.voice, missing))


async def _here(work: Callable[[], Any]) -> Any:
    return work()


async def closing_of(
    incident: Incident,
    record: Sequence[Recorded],
    directory: Directory,
    at: Addresses = NOWHERE,
    aside: Aside = _here,
) -> Closing:
    """Return the review as a card, as Markdown, as a page, and as pictures.

    ``aside``: a long record takes a second to read, and nobody's click waits for that.
    """
    review = await aside(partial(build, incident, record, at))
    profile = await directory.profile(incident.team, incident.commander)
    voice = voice_of_channel(incident.language, zone_of(profile) if profile else UTC)
    people = people_of(review)
    await directory.meet(incident.team, people)
    names = await directory.names(incident.team, people)

    def name(user: SlackUserId) -> str:
        return names.get(user, user)

    stem = f"{incident.opened_at:%Y%m%d}-{incident.id}"
    return Closing(
        review,
        voice,
        tuple(_parts(review, voice, name, stem)) + tuple(_copy(incident, review, voice, stem)),
        people,
    )


def _parts(review: Review, voice: Voice, names: Names, stem: str) -> Iterator[Part]:
    wording = Wording(voice, names)

    whole = cache(lambda: document(review, voice, names))

    def text() -> Document:
        return Document(TEXT, f"review-{stem}.md", _title(whole().title), written(whole()))

    def page() -> Document:
        content = to_page(whole(), draft=review.draft)
        return Document(PAGE, f"review-{stem}.html", _title(whole().title), content)

    yield Part(TEXT, text)
    yield Part(PAGE, page)
    yield Part(LANES, lambda: _picture(LANES, f"timeline-{stem}.png", lanes(review, wording)))
    if review.community.days:
        yield Part(CURVES, lambda: _picture(CURVES, f"data-{stem}.png", curves(review, wording)))


def _copy(incident: Incident, review: Review, voice: Voice, stem: str) -> Iterator[Part]:
    """Yield the copy without names, once somebody has asked for it."""

    def make() -> Document:
        copy = shareable(review, voice)
        content = to_page(copy, draft=review.draft)
        return Document(SHARED, f"review-shareable-{stem}.html", _title(copy.title), content)

    if incident.copy_asked:
        yield Part(SHARED, make)


def _picture(key: str, filename: str, picture: Lanes | Curves | None) -> Document | None:
    if picture is None:
        return None
    words = (line for lines in (picture.note, *picture.words) for line in lines)
    alt = "\n".join(words)[:ALT_LIMIT]
    return Document(key, filename, _title(picture.title), to_svg(picture), alt=alt, drawn=True)


def _title(lines: Lines) -> str:
    return " ".join(lines)[:TITLE_LIMIT]
