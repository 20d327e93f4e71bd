"""What closing brings: the review in the channel and its complete text as a file."""

from collections.abc import Sequence
from datetime import UTC

from bot.crisis.events import Recorded
from bot.crisis.ids import SlackUserId
from bot.crisis.incident import Incident
from bot.locales.voice import voice_of_channel
from bot.projector.addresses import Addresses
from bot.projector.desired import Card
from bot.projector.document import Document
from bot.review.build import build
from bot.review.markdown import written
from bot.review.people import people_of
from bot.review.sections import document
from bot.review.slack import to_slack
from bot.service.directory import Directory, zone_of
from bot.views.decision_card import NOWHERE

TITLE_LIMIT = 100
"""A file's title is shown on one line."""


async def closing_of(
    incident: Incident,
    record: Sequence[Recorded],
    directory: Directory,
    at: Addresses = NOWHERE,
) -> tuple[Card, Document]:
    """Return the review as a card and as a Markdown file."""
    review = build(incident, record, at)
    profile = await directory.profile(incident.team, incident.commander)
    voice = voice_of_channel(incident.language, zone_of(profile) if profile else UTC)
    people = people_of(review)
    await directory.meet(incident.team, people)
    names = await directory.names(incident.team, people)

    def name(user: SlackUserId) -> str:
        return names.get(user, user)

    whole = document(review, voice, name)
    file = Document(
        key="review.md",
        filename=f"review-{incident.opened_at:%Y%m%d}-{incident.id}.md",
        title=" ".join(whole.title)[:TITLE_LIMIT],
        content=written(whole),
    )
    return Card("review", to_slack(review, voice)), file
