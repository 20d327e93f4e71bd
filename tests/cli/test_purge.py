"""Removing what has had its time, and nothing else."""

import asyncio
import shutil
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from bot.crisis.events import Draft, Event, IncidentClosed, LegalHoldLifted, LegalHoldSet
from bot.crisis.words import Words
from storage.alone import alone
from storage.store import Store
from tests.cli.conftest import Type
from tests.cli.played import Played

LONG_AGO = datetime.now(UTC) - timedelta(days=2_000)


@pytest.fixture
def url(played: Played, tmp_path: Path) -> str:
    copy = tmp_path / "copy.sqlite3"
    shutil.copy(played.database, copy)
    return f"sqlite:///{copy}"


def happens(url: str, event: Event) -> str:
    """Let something happen long ago at the end of the one record; the incident's id."""

    async def add() -> str:
        store = await Store.open(url)
        (team,) = await store.teams()
        (row,) = await store.streams(team, "incident")
        async with store.transaction() as tx:
            await tx.append(
                row.key,
                after=row.seq,
                drafts=(Draft(event, LONG_AGO),),
                actor=None,
                recorded_at=LONG_AGO,
                next_due_at=None,
            )
        await store.close()
        return row.key.id

    return asyncio.run(add())


def test_what_was_closed_long_ago_goes_when_it_is_said_so_and_what_legal_holds_stays(
    typed: Type, url: str
) -> None:
    def purged(*more: str) -> tuple[int, str]:
        said = typed("purge", *more, KOLCRISIS_DATABASE_URL=url)
        return said.code, said.out

    assert purged("--yes") == (0, "")
    incident = happens(url, LegalHoldSet(Words("a complaint")))
    happens(url, IncidentClosed("contained"))
    held = purged("--yes")
    assert held[0] == 0
    assert "kept     under legal hold since" in held[1]
    happens(url, LegalHoldLifted(Words("settled")))
    code, out = purged(incident, "--days", "3000", "--yes")
    assert (code, "kept     until" in out) == (1, True)
    # Without --yes it only says so.
    assert "would go" in purged()[1]
    assert "would go" in purged()[1]
    # A bot that runs on this file would go on with what it keeps in memory.
    with alone(url):
        assert purged("--yes") == (1, "")
    code, out = purged("--yes")
    assert (code, out.startswith(f"{incident}  purged")) == (0, True)
    assert typed("list", KOLCRISIS_DATABASE_URL=url).out == "No incidents.\n"
    checked = typed("verify", KOLCRISIS_DATABASE_URL=url)
    assert (checked.code, out in checked.out) == (0, True)
    assert purged(incident)[0] == 1
