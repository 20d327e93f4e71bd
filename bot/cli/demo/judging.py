"""What must be true when the story has ended. The demo fails if it is not."""

from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from bot.cli.archive import Archive
from bot.cli.demo import hands
from bot.cli.demo.happened import unfulfilled
from bot.cli.demo.world import BASE_PREFIX, World
from bot.cli.review import addresses_of, review_of, zone_of_commander
from bot.crisis.incident import Incident
from bot.locales.voice import voice_of_channel
from bot.projector.desired import message_digest, plan
from bot.review.slack import to_slack
from bot.service.reader import incident_key

REVIEW = "review"

FORM_CLOSED = ("views.update", "not_found")
"""Somebody closed the form that says 'under way' before it could say more: nobody's mistake."""


async def problems(world: World, records: Archive, incident: Incident) -> list[str]:
    """Return what is not as it should be, in sentences."""
    key = incident_key(incident.team, incident.id)
    verdict = await records.store.verify(key)
    found = unfulfilled(incident, await records.store.read(key))
    found += [] if verdict.ok else [f"Event {verdict.first_bad_seq} of the record does not fit."]
    found += [
        f"Slack refused {one.where}: {one.error}."
        for one in world.slack.errors
        if (one.where, one.error) != FORM_CLOSED
    ]
    found += _twins(world)
    return found + await _stale(records, incident, world)


def _twins(world: World) -> Iterator[str]:
    channels = [one for one in world.slack.workspace.named_channels() if _is_ours(one.name)]
    if len(channels) != 1:
        yield f"There are {len(channels)} crisis channels."
    shown = Counter(filter(None, map(hands.surface_of, world.channel.messages)))
    yield from (
        f"The card {key} stands {count} times." for key, count in shown.items() if count > 1
    )
    names = [str(file["name"]) for message in world.channel.messages for file in message.files]
    ends = Counter(Path(name).suffix for name in names)
    if ends != {".md": 1, ".html": 1, ".png": 1}:
        yield f"The channel holds {', '.join(names) or 'no file'}: not the review's three."


def _is_ours(name: str) -> bool:
    return name.startswith(BASE_PREFIX)


async def _stale(records: Archive, incident: Incident, world: World) -> list[str]:
    wanted = await wanted_cards(records, incident)
    rows = await records.store.surfaces.of(incident_key(incident.team, incident.id))
    shown = set(filter(None, map(hands.surface_of, world.channel.messages)))
    missing = [f"The card {key} is missing." for key in sorted(set(wanted) - shown)]
    extra = [f"The card {key} is one too many." for key in sorted(shown - set(wanted))]
    stale = [
        f"The card {key} does not show what the record says."
        for key, digest in wanted.items()
        if digest is not None and key in rows and rows[key].digest != digest
    ]
    return missing + extra + stale


async def wanted_cards(records: Archive, incident: Incident) -> dict[str, str | None]:
    """Return the digest of each card as the record wants it; None: it keeps what it first said."""
    zone = await zone_of_commander(records, incident)
    wanted = plan(incident, zone, await addresses_of(records, incident))
    cards: dict[str, str | None] = {
        card.key: None if card.once else message_digest(card.message) for card in wanted.cards
    }
    review = await review_of(records, incident)
    cards[REVIEW] = message_digest(to_slack(review, voice_of_channel(incident.language, zone)))
    return cards
