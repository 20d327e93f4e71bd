"""The letter of the week: one for each person, about what is late in all of their crises.

Each crisis calls for it by itself; whichever comes first holds the person's week and writes of all,
the others leave it at that. Called by ``worker``; safe to repeat.
"""

from functools import partial

from bot.crisis.ids import ChannelId, SlackUserId
from bot.crisis.incident import Incident, Reminder
from bot.crisis.reminders import late_promises
from bot.projector.bench import Bench
from bot.projector.desired import Card
from bot.projector.message import conversation_with, show
from bot.projector.personal import ELSEWHERE, Letter
from bot.service.directory import Directory
from bot.service.listing import Listing
from bot.service.reader import incident_key
from bot.views.personal import emptied_letter
from bot.views.weekly import Late, weekly_letter
from storage.errors import ClaimTaken
from storage.values import StreamKey

_WEEK = "week"


async def deliver_weekly(
    listing: Listing, directory: Directory, bench: Bench, channel: ChannelId, letter: Letter
) -> None:
    """Write to one person about everything that they promised and that is late."""
    reminder = next(one for one in bench.incident.reminders if one.seq == letter.subject)
    week = _week(reminder)
    holder = await _holder(bench, week)
    row = bench.row(letter.key, "message")
    if holder != bench.key:
        if row.state.get(ELSEWHERE) is not None:
            await _empty(directory, bench, channel, holder, reminder.user, week)
        await bench.shown(row, "", state=bench.as_of({**row.state, ELSEWHERE: holder.id}))
        return
    if row.state.get(_WEEK) != week:
        await bench.keep(row, state={**row.state, _WEEK: week})
    voice = await directory.voice(bench.incident.team, reminder.user)
    late = await _late(listing, bench, reminder)
    card = Card(letter.key, weekly_letter(late, voice), once=True, quotes=True)
    await show(bench, await conversation_with(bench, reminder.user), card)


async def _holder(bench: Bench, week: str) -> StreamKey:
    """Return which crisis writes a person's letter of a week: this one, if nobody else does."""
    try:
        async with bench.store.transaction() as tx:
            await tx.claim(bench.key.team, "weekly_letter", week, bench.key)
    except ClaimTaken as taken:
        return taken.holder
    return bench.key


async def _late(listing: Listing, bench: Bench, reminder: Reminder) -> list[Late]:
    found = []
    for incident in await listing.all_for(bench.incident.team, reminder.user):
        promises = late_promises(incident, reminder.user, reminder.at)
        if promises and _is_told(incident, reminder.user):
            rows = await bench.store.surfaces.of(incident_key(incident.team, incident.id))
            row = rows.get("channel")
            found.append(Late(incident, row.channel if row else None, promises))
    return found


def _is_told(incident: Incident, user: SlackUserId) -> bool:
    return incident.drill is None and not incident.muted(user)


async def _empty(  # where the letter is, and for whom
    directory: Directory,
    bench: Bench,
    channel: ChannelId,
    holder: StreamKey,
    user: SlackUserId,
    week: str,
) -> None:
    """Empty a letter that another crisis wrote: it may quote what was taken out of this one."""
    voice = await directory.voice(bench.incident.team, user)
    emptied = emptied_letter(channel, voice)
    rows = (await bench.store.surfaces.of(holder)).values()
    update = partial(bench.call, "chat.update", text=emptied.text, blocks=list(emptied.blocks))
    for row in rows:
        if row.state.get(_WEEK) == week and row.ts is not None:
            await update(channel=row.channel, ts=row.ts)


def _week(reminder: Reminder) -> str:
    year, week, _ = reminder.at.isocalendar()
    return f"{reminder.user}|{year}-{week}"
