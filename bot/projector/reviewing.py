"""The review of a closed crisis: made when what it says may have changed, and only then.

Called by ``worker``, after the cards. Making it takes long (the whole record is read and drawn),
so it is made aside, and what it was made of is kept beside its row: that survives a restart.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from bot.crisis.ids import IncidentId, SlackUserId, TeamId
from bot.crisis.incident import Incident
from bot.projector.addresses import Addresses, addresses
from bot.projector.bench import Bench
from bot.projector.closing import Closing, Part, closing_of
from bot.projector.desired import digest_of
from bot.projector.document import Press, share, unshare
from bot.projector.message import delete, remove_twins, show
from bot.service.directory import Directory, zone_of
from bot.service.service import Service
from bot.views.decision_card import decision_surface

REVIEW = "review"
_MADE = "made"


@dataclass(frozen=True, slots=True)
class Study:
    """What making a review needs beside the bench."""

    service: Service
    directory: Directory
    press: Press


async def show_review(study: Study, bench: Bench, channel: str) -> None:
    """Show the review of what is in the record by now: people may have gone on meanwhile.

    Each file is shared on its own, so that one that fails keeps back no other; while any is
    missing it is all made anew with the next pass.
    """
    key = bench.key
    incident = await study.service.load(TeamId(key.team), IncidentId(key.id))
    if incident is None or not incident.closed:
        return
    at = _addresses(bench, incident)
    if await _is_made(study, bench, incident, at):
        await remove_twins(bench, channel, bench.row(REVIEW, "message"))
        return
    record = tuple(one for one in await bench.store.read(key) if one.seq <= incident.seq)
    closing = await closing_of(incident, record, study.directory, at, study.press.aside)
    before = _missing(bench, closing)
    await show(bench, channel, closing.card(before))
    for part in closing.parts:
        bench.tried.add(part.key)
        if not bench.waiting(part.key):
            await bench.attempt(part.key, "file", _share(bench, channel, part, study.press))
    if _missing(bench, closing) != before:
        await show(bench, channel, closing.card(_missing(bench, closing)))
    await _keep(study, bench, incident, closing, at)


async def withdraw(bench: Bench, channel: str) -> None:
    """Take back the review of an earlier closing, once it may quote what was taken out since."""
    row = bench.row(REVIEW, "message")
    if row.ts is None:
        return
    if not bench.may_show_more(row):
        await remove_twins(bench, channel, row)
        return
    for file in tuple(bench.rows.values()):
        if file.kind == "file" and file.state.get("shown"):
            await unshare(bench, file)
    await delete(bench, channel, row.ts)
    await bench.keep(row, ts=None, digest=None, attempt_started_at=None, state={})


async def _share(bench: Bench, channel: str, part: Part, press: Press) -> None:
    made = await press.aside(part.make)
    if made is not None:
        await share(bench, channel, made, press)


def _missing(bench: Bench, closing: Closing) -> list[str]:
    """Return the files of a review that could not be made or shared, and why is known."""
    keys = (part.key for part in closing.parts)
    return [key for key in keys if (row := bench.rows.get(key)) is not None and row.failure]


def _addresses(bench: Bench, incident: Incident) -> Addresses:
    """Return where the cards stand that a review points to."""
    wanted = {decision_surface(name) for name in incident.decisions}
    known = addresses(bench.identity.url, bench.rows)
    return {key: where for key, where in known.items() if key in wanted}


async def _is_made(study: Study, bench: Bench, incident: Incident, at: Addresses) -> bool:
    """Whether all that is shown was made of just this."""
    row = bench.row(REVIEW, "message")
    made: Mapping[str, Any] = row.state.get(_MADE) or {}
    if not made or row.ts is None or row.digest is None or not _settled(bench, made["parts"]):
        return False
    people = frozenset(map(SlackUserId, made["people"]))
    return bool(made["of"] == await _source(study, incident, at, people))


def _settled(bench: Bench, parts: list[str]) -> bool:
    rows = [bench.rows.get(key) for key in parts]
    return all(
        row is not None
        and row.digest is not None
        and row.failure is None
        and row.next_attempt_at is None
        and not row.state.get("old")
        for row in rows
    )


async def _keep(
    study: Study, bench: Bench, incident: Incident, closing: Closing, at: Addresses
) -> None:
    """Keep of what it was made, once every file stands in the channel."""
    parts = [part.key for part in closing.parts if part.key in bench.rows]
    if not _settled(bench, parts):
        return
    of = await _source(study, incident, at, closing.people)
    row = bench.row(REVIEW, "message")
    made = {"of": of, "people": sorted(closing.people), "parts": parts}
    if row.ts is not None and row.state.get(_MADE) != made:
        await bench.keep(row, state={**row.state, _MADE: made})


async def _source(
    study: Study, incident: Incident, at: Addresses, people: frozenset[SlackUserId]
) -> str:
    """Return the digest of everything that a review is made of."""
    profile = await study.directory.profile(incident.team, incident.commander)
    names = await study.directory.names(incident.team, people)
    zone = str(zone_of(profile)) if profile else ""
    return digest_of([incident.seq, dict(at), zone, dict(names)])
