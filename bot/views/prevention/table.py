"""Tables, pasted or from a file: the inputs that take one, and what became of it.

Called by the two forms that take tables, by their handlers, and by the projector for the letter.
"""

from collections.abc import Callable, Iterator, Mapping

from slack_sdk.models.blocks import Block, InputBlock

from bot.crisis.events.table import TableOf, TableRead, TableRow
from bot.crisis.words import Words
from bot.locales.values import Mrkdwn
from bot.locales.voice import Voice, said
from bot.prevention.table import MOST_ROWS, Table
from bot.views.finish import Message, View, message
from bot.views.inputs import files_input, text_input
from bot.views.parts import actions, button, context, pack, section, shortened
from bot.views.prevention.profile import NAME
from bot.views.progress import notice_modal

ROWS = "table"
FILE = "file"
REGISTER = "kol.find"
CAMPAIGN = "watch.show"
"""Where the outcome leads to: the register, or the campaign."""

_MOST = 20
_LEFT_OUT: Mapping[str, str] = {
    "category": "table.left_out.category",
    "cells": "table.left_out.cells",
    "followers": "table.left_out.followers",
    "formula": "table.left_out.formula",
    "name": "table.left_out.name",
    "number": "table.left_out.number",
    "platform": "table.left_out.platform",
    "tier": "table.left_out.tier",
    "time": "table.left_out.time",
    "value": "table.left_out.value",
}
_TROUBLES: Mapping[str, str] = {
    "not_text": "community.trouble.not_text",
    "refusal.watch.ended": "refusal.watch.ended",
    "too_large": "community.trouble.too_large",
}
_NO_HEADING: Mapping[TableOf, str] = {
    "kols": "kol.no_heading",
    "signals": "watch.table_unreadable",
}


def table_inputs(of: TableOf, voice: Voice) -> Iterator[InputBlock]:
    """Yield the two ways in: a file, or the rows themselves."""
    yield files_input(
        FILE,
        voice.label("table.file"),
        most=1,
        hint=voice.label("table.file_hint", most=MOST_ROWS[of]),
    )
    yield text_input(
        ROWS, voice.label("kol.table"), hint=voice.label("kol.table_hint"), multiline=True
    )


def no_heading(of: TableOf, voice: Voice) -> str:
    """Return what is said below the rows when their first one names no column."""
    return voice.label(_NO_HEADING[of])


def reading_modal(name: Words, voice: Voice) -> View:
    """Return that a file is being read, and that the outcome comes in a message."""
    return notice_modal(voice, said("table.reading", name=shortened(name, NAME)))


def table_letter(table: Table, voice: Voice) -> Message:
    """Return what became of a file, for who added it."""
    of, read = table.added.of, table.read or TableRead()
    name = shortened(table.added.name, NAME)
    if read.trouble is not None:
        line = voice.say("table.nothing_taken", name=name)
        return message(line, [section(line, _trouble(of, read.trouble, voice))], surface="table")
    line = voice.say("table.was_read", name=name)
    if of == "kols":
        onward = button(voice.label("button.kol_register"), REGISTER, REGISTER)
    else:
        onward = button(voice.label("button.watch_show"), CAMPAIGN, pack(table.added.campaign))
    blocks = [section(line), *outcome_blocks(of, read, voice), actions(onward)]
    return message(line, blocks, surface="table")


def outcome_blocks(of: TableOf, read: TableRead, voice: Voice) -> Iterator[Block]:
    """Yield how many rows were taken, and each that was left out by its line and the reason."""
    if of == "kols":
        yield section(voice.say("kol.imported", count=read.taken))
    else:
        yield section(voice.say("watch.table_taken", count=read.taken))
    if read.known:
        yield section(voice.say("kol.imported_known", count=read.known))
    for row in read.rows[:_MOST]:
        yield section(_left_out(of, row, voice))
    if read.left_out > _MOST:
        yield context(voice.say("list.more", count=read.left_out - _MOST))


def _left_out(of: TableOf, row: TableRow, voice: Voice) -> Mrkdwn:
    say: Callable[..., Mrkdwn] = voice.say
    if row.reason == "limit":
        return say("table.left_out.limit", line=row.line, most=MOST_ROWS[of])
    key = _LEFT_OUT.get(row.reason, "table.left_out.other")
    return say(key, line=row.line, **({"typed": row.typed} if row.typed else {}))


def _trouble(of: TableOf, trouble: str, voice: Voice) -> Mrkdwn:
    if trouble == "no_heading":
        return voice.say(_NO_HEADING[of])
    key = _TROUBLES.get(trouble)
    return voice.say(key) if key else voice.say("community.trouble.other", code=trouble)
