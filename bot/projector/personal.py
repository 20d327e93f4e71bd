"""Messages to one person: reminders, an offered lead, a request to join, the end of a crisis.

Each is posted once, in its reader's language, and then left as it is; only when something was
taken out of the record are they gone through, since what they quote may be gone.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import partial

from bot.crisis.ids import ChannelId, SlackUserId, StatementId, UpdateId
from bot.crisis.incident import Incident
from bot.crisis.reminders import is_weekly
from bot.crisis.statements import Statement, waiting_for
from bot.locales.voice import Voice
from bot.projector.addresses import addresses
from bot.projector.bench import Bench
from bot.projector.desired import Card
from bot.projector.message import conversation_with, show
from bot.service.directory import Directory
from bot.views import personal
from bot.views.drill.running import run_letter
from bot.views.message import Message
from bot.views.statement import changes_letter, statement_letter
from bot.views.update import audiences_of, update_letter
from storage.surfaces import Surface

ELSEWHERE = "elsewhere"
"""Marks the row of a letter that another crisis has written: which one."""
_LETTER = "dm."
"""What the key of every letter's surface begins with."""


@dataclass(frozen=True, slots=True)
class Letter:
    """A message that one person gets. ``write`` renders it in their voice."""

    key: str
    to: SlackUserId
    kind: str
    subject: int | SlackUserId | UpdateId | StatementId | None = None


def letters(incident: Incident) -> Iterator[Letter]:
    """Yield every message to a person that this incident calls for, posted already or not."""
    if incident.drill is not None and incident.drill.facilitator is not None:
        yield Letter("dm.drill", incident.drill.facilitator, "drill")
    for reminder in incident.reminders:
        # An exercise is nobody's other crisis.
        alone = incident.drill is None and all(map(is_weekly, reminder.items))
        kind = "weekly" if alone else "reminder"
        yield Letter(f"dm.reminder.{reminder.seq}", reminder.user, kind, reminder.seq)
    if incident.offered_to is not None and incident.offered_at is not None:
        stamp = int(incident.offered_at.timestamp())
        yield Letter(f"dm.offer.{incident.offered_to}.{stamp}", incident.offered_to, "offer")
    yield from _briefs(incident)
    for user in incident.join_requests:
        for lead in _leads(incident):
            yield Letter(f"dm.join.{user}.{lead}", lead, "join", user)
    yield from _updates(incident)
    for statement in incident.statements.values():
        yield from _statement(incident, statement)
    if incident.closed_at is not None:
        stamp = int(incident.closed_at.timestamp())
        for user in sorted(incident.people() | incident.members):
            yield Letter(f"dm.closed.{stamp}.{user}", user, "closed")


def _briefs(incident: Incident) -> Iterator[Letter]:
    """Yield the brief for those whom the confirmed level calls for without inviting them."""
    level = incident.playbook.level_by_number.get(incident.level or 0)
    if level is None or incident.level_since is None or incident.closed:
        return
    stamp = int(incident.level_since.timestamp())
    for role in level.roles:
        known = incident.playbook.role_by_id.get(role)
        if known is None or not known.by_brief:
            continue
        for person in incident.role_holders(role):
            if person.slack is not None and person.slack != incident.commander:
                yield Letter(f"dm.brief.{stamp}.{person.slack}", person.slack, "brief")


def _updates(incident: Incident) -> Iterator[Letter]:
    """Yield each status update to those who hold a role of its audiences, but not its author."""
    for update in incident.updates.values():
        roles = {role for one in audiences_of(incident, update) for role in one.roles}
        readers = {
            person.slack
            for role in roles
            for person in incident.role_holders(role)
            if person.slack is not None and person.slack != update.shared_by
        }
        for user in sorted(readers):
            yield Letter(f"dm.update.{update.id}.{user}", user, "update", update.id)


def _statement(incident: Incident, statement: Statement) -> Iterator[Letter]:
    """Yield a version to those whose word it needs, and to its author what should change."""
    if not statement.open or incident.closed:
        return
    version, name = statement.current, f"{statement.id}.{statement.current.number}"
    if statement.objections:
        speakers = {one.recorded_by for one in statement.objections}
        if version.by is not None and version.by not in speakers:
            yield Letter(f"dm.changes.{name}.{version.by}", version.by, "changes", statement.id)
        return
    people = {person.slack for _, person in waiting_for(incident, statement) if person.slack}
    for user in sorted(people - {version.by}):
        yield Letter(f"dm.statement.{name}.{user}", user, "statement", statement.id)


async def deliver(directory: Directory, bench: Bench, channel: ChannelId, letter: Letter) -> None:
    """Post one letter into the person's own conversation with the bot. Safe to repeat."""
    voice = await directory.voice(bench.incident.team, letter.to)
    review = addresses(bench.identity.url, bench.rows).get("review", "")
    written = _write(bench.incident, channel, letter, review, voice)
    card = Card(letter.key, written, once=True, quotes=True)
    await show(bench, await conversation_with(bench, letter.to), card)


def is_posted(bench: Bench, letter: Letter) -> bool:
    """Whether nothing is left to do about a letter."""
    row = bench.rows.get(letter.key)
    stands = row is not None and (row.ts is not None or ELSEWHERE in row.state)
    return row is not None and stands and not bench.may_show_more(row)


def unfounded(bench: Bench) -> tuple[Surface, ...]:
    """Return letters that nothing calls for any more and that may quote what was taken out."""
    posted = (row for row in bench.rows.values() if row.key.startswith(_LETTER) and row.ts)
    return tuple(row for row in posted if bench.may_show_more(row))


async def empty(bench: Bench, channel: ChannelId, directory: Directory, row: Surface) -> None:
    """Put one sentence in the place of what a letter said. Safe to repeat."""
    rooms = {one.channel: one.key for one in bench.rows.values() if one.kind == "im"}
    user = SlackUserId(rooms.get(row.channel, "").removeprefix("im."))
    voice = await directory.voice(bench.incident.team, user)
    card = Card(row.key, personal.emptied_letter(channel, voice), once=True, quotes=True)
    await show(bench, row.channel or ChannelId(""), card)


def _write(
    incident: Incident, channel: ChannelId, letter: Letter, review: str, voice: Voice
) -> Message:
    writers = {
        "offer": partial(personal.offer_letter, incident, channel),
        "drill": partial(run_letter, incident, channel),
        "closed": partial(personal.closed_letter, incident, channel, letter.to, review),
    }
    if letter.kind == "reminder":
        reminder = next(one for one in incident.reminders if one.seq == letter.subject)
        return personal.reminder_letter(incident, channel, reminder.items, voice)
    if letter.kind == "join":
        return personal.join_letter(incident, channel, SlackUserId(str(letter.subject)), voice)
    if letter.kind == "brief":
        return personal.brief_letter(incident, channel, letter.to, voice)
    if letter.kind == "update":
        update = incident.updates[UpdateId(str(letter.subject))]
        return update_letter(incident, update, channel, voice)
    if letter.kind in {"statement", "changes"}:
        statement = incident.statements[StatementId(str(letter.subject))]
        write = statement_letter if letter.kind == "statement" else changes_letter
        return write(incident, statement, channel, voice)
    return writers[letter.kind](voice)


def _leads(incident: Incident) -> list[SlackUserId]:
    deputies = {
        person.slack
        for role, people in incident.roles.items()
        if role == "deputy"
        for person in people
        if person.slack is not None
    }
    return sorted({incident.commander, *deputies})
