"""From the archive to a review: what ``export`` and the demo share."""

from datetime import UTC, tzinfo

from bot.cli.archive import Archive
from bot.crisis.incident import Incident
from bot.projector.addresses import Addresses, addresses
from bot.review.build import build
from bot.review.people import people_of
from bot.review.value import Review
from bot.review.wording import Names
from bot.service.directory import zone_of
from bot.service.reader import incident_key


async def review_of(records: Archive, incident: Incident) -> Review:
    """Return the review of an incident as its record stands."""
    record = await records.store.read(incident_key(incident.team, incident.id))
    return build(incident, record, await addresses_of(records, incident))


async def addresses_of(records: Archive, incident: Incident) -> Addresses:
    """Return where its cards stand in Slack; nowhere before the bot has met the workspace."""
    identity = await records.store.identities.get(incident.team)
    rows = await records.store.surfaces.of(incident_key(incident.team, incident.id))
    return {} if identity is None else addresses(identity.url, rows)


async def zone_of_commander(records: Archive, incident: Incident) -> tzinfo:
    """Return the zone in which times are printed: the commander's, as in the channel."""
    profile = await records.store.people.get(incident.team, incident.commander)
    return zone_of(profile) if profile is not None else UTC


async def names_of(records: Archive, incident: Incident, review: Review) -> Names:
    """Return what people are called; the id of whom we do not know."""
    known = await records.store.people.get_many(incident.team, people_of(review))
    return lambda user: known[user].name if user in known else user
