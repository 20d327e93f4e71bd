"""Tables of influencers and of signals: taken from what was pasted, or from a file that was added.

Called by the handlers with what was pasted and, for files, by the projector. What a table holds is
one commit; the same delivery again changes nothing and gets the first outcome.
"""

import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TypeAlias

from bot.clock.sources import Clock
from bot.crisis.events import KolProfile
from bot.crisis.events.table import TableOf, TableRead, TableRow
from bot.crisis.ids import TeamId
from bot.crisis.intents import Refusal
from bot.prevention.intents import AddKol
from bot.prevention.intents_table import TableIntent
from bot.prevention.kol import KolEntry
from bot.prevention.monitoring import TakeSignals
from bot.prevention.rights import Actor
from bot.prevention.spelling import account_key, plain
from bot.prevention.table import Table, decide_table, evolve_table
from bot.prevention.watching import MOST_AT_ONCE
from bot.service.campaigns import CampaignStreams
from bot.service.kol_file import read_kols
from bot.service.kols import KolStreams, kol_id_of
from bot.service.shelf import Shelf
from bot.service.signal_file import read_signals
from bot.service.streams import Kind, Streams
from storage.store import Store
from storage.values import StreamKey

TableStreams: TypeAlias = Streams[Table, TableIntent]

NO_HEADING = "no_heading"
"""The trouble of a table without the row that names its columns."""
_ALREADY = "already"


def table_streams(store: Store, clock: Clock, wake: Callable[[StreamKey], None]) -> TableStreams:
    """Return the tables that came as files. Nothing of them is due, or held by one alone."""
    kind = Kind(
        name="table",
        evolve=evolve_table,
        decide=decide_table,
        due=lambda _: None,
        claims=lambda _: frozenset(),
        taken=Refusal("refusal.details.same", "already"),
    )
    return Streams(store, clock, kind, wake)


@dataclass(frozen=True, slots=True)
class Tables:
    """Takes tables into the register and into campaigns."""

    files: TableStreams
    kols: KolStreams
    campaigns: CampaignStreams
    shelf: Shelf
    clock: Clock

    async def take(
        self, team: TeamId, text: str, about: tuple[TableOf, str], *, actor: Actor, delivery: str
    ) -> TableRead | Refusal:
        """Take what can be read of a table, in one commit, and say what became of every row.

        ``about``: what it is a table of, and for signals the id of their campaign.
        """
        of, campaign = about
        if of == "kols":
            return await self._take_kols(team, text, actor, delivery)
        return await self._take_signals(team, text, campaign, actor, delivery)

    async def _take_kols(
        self, team: TeamId, text: str, actor: Actor, delivery: str
    ) -> TableRead | Refusal:
        found = read_kols(text, self.shelf.current.handbook.prevention)
        if not found.readable:
            return TableRead(trouble=NO_HEADING)
        if not found.rows:
            return found.outcome()
        wanted = [(kol_id_of(team, _row_key(one)), (AddKol(one),)) for _, one in found.rows]
        verdicts = await self.kols.act_each(
            team, wanted, actor=actor, delivery=delivery, answer=_told
        )
        # A repeat finds everybody there already: what was told first is what became of it.
        kept = await self.kols.answer_to(team, delivery) or _told(verdicts)
        told: list[str] = json.loads(kept)
        for (line, _), reason in zip(found.rows, told, strict=True):
            if reason not in {"", _ALREADY}:
                found.left_out.append(TableRow(line, reason))
        return found.outcome(told.count(""), told.count(_ALREADY))

    async def _take_signals(
        self, team: TeamId, text: str, campaign: str, actor: Actor, delivery: str
    ) -> TableRead | Refusal:
        monitoring = self.shelf.current.handbook.prevention.monitoring
        found = read_signals(text, monitoring, self.clock.now())
        if not found.readable:
            return TableRead(trouble=NO_HEADING)
        if found.rows:
            signals = sorted((one for _, one in found.rows), key=lambda one: one.at)
            steps = range(0, len(signals), MOST_AT_ONCE)
            wanted = [TakeSignals(tuple(signals[at : at + MOST_AT_ONCE])) for at in steps]
            verdict = await self.campaigns.act(
                team, campaign, *wanted, actor=actor, delivery=delivery
            )
            if isinstance(verdict, Refusal):
                return verdict
        return found.outcome(len(found.rows))


def _row_key(profile: KolProfile) -> str:
    """Return what makes a row the same row when a table is read again."""
    accounts = sorted(account_key(one.text) for one in profile.accounts)
    return "|".join(("row", plain(profile.names[0].text), *accounts))


def _told(verdicts: Sequence[KolEntry | Refusal]) -> str:
    """Return for each row, as JSON: nothing, that it was there already, or the refusal's key."""
    keys = [
        "" if not isinstance(one, Refusal) else _ALREADY if one.tone == "already" else one.key
        for one in verdicts
    ]
    return json.dumps(keys)
