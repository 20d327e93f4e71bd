"""Tables that came as files: each is read once, and who added it is told what became of it."""

import asyncio
from functools import partial

from bot.crisis.events.table import TableRead
from bot.crisis.ids import TeamId
from bot.crisis.intents import Refusal
from bot.gateway.errors import GiveUp
from bot.prevention.intents_table import NoteTable
from bot.prevention.rights import THE_BOT, Actor
from bot.prevention.table import LARGEST_FILE, Table
from bot.projector.bench import Desk
from bot.projector.beside import Errand, Notice, Told
from bot.projector.files import content_of
from bot.service.pasted import decoded
from bot.service.tables import Tables
from bot.views.prevention.table import table_letter
from storage.values import StreamKey


async def tell_table(tables: Tables, key: StreamKey) -> Told | None:
    """Return that a file is to be read, or the letter that says what became of it."""
    table = await tables.files.load(TeamId(key.team), key.id)
    if table is None:
        return None
    if table.read is None:
        return table.seq, [Errand("table", partial(_read, tables, table))]
    if table.by is None:
        return table.seq, []
    return table.seq, [Notice(f"dm.table.{table.id}", partial(table_letter, table), to=table.by)]


async def _read(tables: Tables, table: Table, desk: Desk) -> None:
    """Take what stands in the file, then note what became of it; again after a crash, once."""
    try:
        content = await content_of(desk, table.added.file, LARGEST_FILE)
    except GiveUp as end:
        outcome = TableRead(trouble=end.code)
    else:
        outcome = await _taken(tables, table, content)
    await tables.files.act(table.team, table.id, NoteTable(outcome), actor=THE_BOT, delivery=None)


async def _taken(tables: Tables, table: Table, content: bytes) -> TableRead:
    text = await asyncio.to_thread(decoded, content)
    if text is None:
        return TableRead(trouble="not_text")
    # Whether they may was decided when they added it.
    verdict = await tables.take(
        table.team,
        text,
        (table.added.of, table.added.campaign),
        actor=Actor(table.by, "team"),
        delivery=f"table.{table.id}",
    )
    return TableRead(trouble=verdict.key) if isinstance(verdict, Refusal) else verdict
