"""One pass over one incident: read, plan, and write the difference, most urgent first."""

import asyncio
from collections.abc import Awaitable, Callable, Collection, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime, tzinfo
from functools import partial

from bot.clock.sources import Clock
from bot.crisis.ids import ChannelId, IncidentId, SlackUserId, TeamId
from bot.crisis.incident import Incident
from bot.crisis.intents import Intent
from bot.crisis.rights import sees
from bot.gateway.client import Gateway
from bot.projector.addresses import Addresses, addresses
from bot.projector.archive import ARCHIVE, archive, archived
from bot.projector.bench import Bench, Desk
from bot.projector.beside import Tell, tell_all
from bot.projector.bookmarks import keep_bookmarks
from bot.projector.channel import CHANNEL, ensure_channel, keep_name, pin, set_topic
from bot.projector.community import read_figures, unread_files
from bot.projector.desired import Plan, plan
from bot.projector.document import Press
from bot.projector.entries import read_entry, unread
from bot.projector.evidence import hash_file, unhashed
from bot.projector.lost import forget_what_was_deleted
from bot.projector.members import MEMBERS, Sieve, invite
from bot.projector.message import remove_twins, show
from bot.projector.personal import deliver, empty, is_posted, letters, unfounded
from bot.projector.reviewing import REVIEW, Study, show_review, withdraw
from bot.projector.weekly import deliver_weekly
from bot.service.directory import Directory, zone_of
from bot.service.listing import Listing
from bot.service.service import Service
from storage.identity import Identity
from storage.store import Store
from storage.values import StreamKey

_MOST_ROUNDS = 3
"""How often cards are shown in one pass because others got an address meanwhile."""


@dataclass(frozen=True, slots=True)
class Tools:
    """What every pass of every incident uses."""

    store: Store
    service: Service
    directory: Directory
    listing: Listing
    gateway: Gateway
    identity: Callable[[TeamId], Identity]
    wall: Clock
    touched: Callable[[Incident], None]
    """Told of each incident that was looked at, for what else shows it."""
    answer: Callable[[Incident], Awaitable[None]]
    """Answers what an incident came from, once that is on record; again and again does no harm."""
    press: Press
    began_at: datetime
    """When this process began, by the wall."""
    others: Mapping[str, Tell] = field(default_factory=dict)
    """What streams that are no incidents have to tell, by their kind."""
    turn: asyncio.Lock = field(default_factory=asyncio.Lock)
    """Held while a pass works out what to show: with a thousand of them at once, no click waits
    for more than one."""


async def tell(
    tools: Tools, key: StreamKey, fence: int, *, inherited: bool = False
) -> datetime | None:
    """Tell what a stream beside incidents has to tell. Returns and raises as ``pass_over``."""
    told = await tools.others[key.kind](key)
    if told is None:
        return None
    desk = Desk(
        key=key,
        store=tools.store,
        gateway=tools.gateway,
        identity=tools.identity(TeamId(key.team)),
        wall=tools.wall,
        fence=fence,
        rows=await tools.store.surfaces.of(key),
        look_from=await _look_from(tools, key) if inherited else None,
    )
    return await tell_all(desk, tools.directory, tools.press, told)


class _Planner:
    """What should be shown in one pass: planned again only when an address became known."""

    def __init__(self, bench: Bench, zone: tzinfo) -> None:
        self._bench = bench
        self._zone = zone
        self._at: Addresses | None = None
        self._plan: Plan | None = None

    def now(self) -> Plan:
        """Return the plan for what is known now; the same one while nothing changed."""
        at = addresses(self._bench.identity.url, self._bench.rows)
        if self._plan is None or at != self._at:
            self._at, self._plan = at, plan(self._bench.incident, self._zone, at)
        return self._plan


async def _look_from(tools: Tools, key: StreamKey) -> datetime | None:
    """Return since when something of a stream may stand in Slack: nothing is older than it."""
    row = await tools.store.stream(key)
    return None if row is None else min(row.created_at, tools.began_at)


async def pass_over(
    tools: Tools, key: StreamKey, fence: int, *, inherited: bool = False
) -> datetime | None:
    """Make Slack match one incident as it is now. ``inherited``: this process found it undone.

    Returns when to come again because something failed or must be looked at a second time; None
    when everything is as it should be. Raises StaleLease when somebody else took over.

    The position is noted once every surface was tried: what failed then has a row of its own that
    says when to try again. Without a channel there are no such rows yet, so nothing is noted; nor
    while times are shown in a zone that may not be the one of whoever leads.
    """
    incident = await tools.service.load(TeamId(key.team), IncidentId(key.id))
    if incident is None:
        return None
    await tools.answer(incident)
    bench = await _bench(tools, key, incident, fence)
    bench.look_from = await _look_from(tools, key) if inherited else None
    await forget_what_was_deleted(bench)
    if bench.waiting(CHANNEL):
        return bench.next_look()
    zone = await _zone(tools, incident)

    planner = _Planner(bench, zone)
    async with tools.turn:
        wanted = planner.now()
    provisional = tools.directory.expects(incident.team, incident.commander)
    # Who is new is looked up while the channel is made, so that nobody waits for it.
    people = wanted.people - incident.members
    meeting = asyncio.create_task(tools.directory.meet(incident.team, people))
    try:
        await bench.attempt(CHANNEL, "channel", ensure_channel(bench, wanted))
        channel = bench.row(CHANNEL, "channel").channel
        if channel is None:
            tools.touched(incident)
            return bench.next_look()
        await _fill(tools, bench, channel, planner, partial(_apart, tools, bench, meeting))
    finally:
        meeting.cancel()
        await asyncio.gather(meeting, return_exceptions=True)
    await _tidy(bench, channel)
    if not provisional:
        await tools.store.projected(key, incident.seq)
    tools.touched(incident)
    return bench.next_look()


async def _bench(tools: Tools, key: StreamKey, incident: Incident, fence: int) -> Bench:
    async def record(intent: Intent) -> None:
        await tools.service.act(TeamId(key.team), IncidentId(key.id), intent, acting_user=None)

    return Bench(
        key=key,
        incident=incident,
        store=tools.store,
        gateway=tools.gateway,
        identity=tools.identity(TeamId(key.team)),
        wall=tools.wall,
        fence=fence,
        began_at=tools.began_at,
        record=record,
        rows=await tools.store.surfaces.of(key),
    )


async def _zone(tools: Tools, incident: Incident) -> tzinfo:
    profile = await tools.directory.profile(incident.team, incident.commander)
    return zone_of(profile) if profile is not None else UTC


async def _fill(
    tools: Tools, bench: Bench, channel: ChannelId, planner: "_Planner", apart: Sieve
) -> None:
    """Fill the channel: status card and people first, then the rest; letters and review last."""
    if not archived(bench):
        wanted = planner.now()
        await _first(bench, channel, wanted, apart)
        await _rest(bench, channel, wanted, planner)
        if bench.incident.closed:
            study = Study(tools.service, tools.directory, tools.press)
            await _try(bench, REVIEW, "message", partial(show_review, study, bench, channel))
        elif REVIEW in bench.rows:
            await _try(bench, REVIEW, "message", partial(withdraw, bench, channel))
    await _letters(tools, bench, channel)
    if bench.incident.archive_requested and not archived(bench):
        await _try(bench, ARCHIVE, "archive", partial(archive, bench, channel))


async def _apart(
    tools: Tools, bench: Bench, meeting: Awaitable[None], people: Collection[SlackUserId]
) -> Mapping[SlackUserId, str]:
    if not people:
        return {}
    await meeting
    return await tools.directory.apart(bench.incident.team, people)


async def _first(bench: Bench, channel: ChannelId, wanted: Plan, apart: Sieve) -> None:
    """What the first minute needs, side by side."""
    first = wanted.first
    await asyncio.gather(
        _try(bench, first.key, "message", partial(show, bench, channel, first)),
        _try(bench, MEMBERS, "members", partial(invite, bench, channel, wanted, apart)),
    )


async def _rest(bench: Bench, channel: ChannelId, wanted: Plan, planner: "_Planner") -> None:
    first = wanted.first.key
    await asyncio.gather(
        _show_all(bench, channel, planner),
        _try(bench, f"pin.{first}", "pin", partial(pin, bench, channel, first)),
        _try(bench, "topic", "topic", partial(set_topic, bench, channel, wanted)),
        _try(bench, "name", "name", partial(keep_name, bench, channel, wanted)),
        _try(bench, "bookmarks", "bookmarks", partial(keep_bookmarks, bench, channel, wanted)),
        _announce(bench, wanted),
        _read(bench),
    )


async def _announce(bench: Bench, wanted: Plan) -> None:
    announcement = wanted.announcement
    if announcement is not None:
        where, card = announcement
        await _try(bench, card.key, "message", partial(show, bench, where, card))


async def _show_all(bench: Bench, channel: ChannelId, planner: "_Planner") -> None:
    """Show cards one after the other, so that they stand in their order; new ones first.

    Then those that point to a card whose address is known only since it was posted.
    """
    for _ in range(_MOST_ROUNDS):
        wanted = planner.now()
        cards = wanted.cards[1:]
        for card in sorted(cards, key=lambda one: bench.row(one.key, "message").ts is not None):
            await _try(bench, card.key, "message", partial(show, bench, channel, card))
        if planner.now() is wanted:
            return


async def _read(bench: Bench) -> None:
    """Read what is only known by reference: pinned messages and evidence files."""
    for entry in unread(bench):
        await _try(bench, f"entry.{entry.id}", "entry", partial(read_entry, bench, entry))
    for proof in unhashed(bench):
        await _try(bench, f"evidence.{proof.id}", "file", partial(hash_file, bench, proof))
    for file in unread_files(bench):
        await _try(bench, f"community.{file.id}", "file", partial(read_figures, bench, file))


async def _letters(tools: Tools, bench: Bench, channel: ChannelId) -> None:
    now = await tools.service.load(bench.incident.team, bench.incident.id) or bench.incident
    for letter in letters(bench.incident):
        if not sees(now, letter.to):
            continue
        if not is_posted(bench, letter):
            if await tools.directory.departed(bench.incident.team, letter.to):
                continue
            weekly = partial(deliver_weekly, tools.listing)
            post = weekly if letter.kind == "weekly" else deliver
            work = partial(post, tools.directory, bench, channel, letter)
            await _try(bench, letter.key, "message", work)
    for old in unfounded(bench):
        if old.key not in bench.tried:
            await _try(
                bench, old.key, "message", partial(empty, bench, channel, tools.directory, old)
            )


async def _tidy(bench: Bench, channel: ChannelId) -> None:
    """See to what is no longer wanted, such as the review of a crisis that goes on.

    Twins of its message still go; but it is not tried again, or its time would never stop coming.
    """
    for row in tuple(bench.rows.values()):
        if row.key in bench.tried or row.key == CHANNEL:
            continue
        if row.kind == "message":
            where = row.channel or channel
            await _try(bench, row.key, row.kind, partial(remove_twins, bench, where, row))
        elif row.next_attempt_at is not None:
            await bench.keep(row, attempts=0, next_attempt_at=None, failure=None)


async def _try(bench: Bench, key: str, kind: str, work: Callable[[], Awaitable[object]]) -> None:
    bench.tried.add(key)
    if not bench.waiting(key):
        await bench.attempt(key, kind, work())
