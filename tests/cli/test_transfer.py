"""Moving everything to another database, and back, without losing a byte of the record."""

import shutil
import sqlite3
from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from storage.alone import alone
from tests.cli.conftest import Type
from tests.cli.played import Played
from tests.databases import Postgres, postgres

__all__ = ["postgres"]


@pytest.fixture
async def target(postgres: Postgres) -> AsyncIterator[str]:
    async with postgres.fresh(migrated=False) as url:
        yield url


@pytest.fixture
def source(played: Played, tmp_path: Path) -> Path:
    return Path(shutil.copy(played.database, tmp_path / "old.sqlite3"))


def rows(file: Path) -> dict[str, list[tuple[object, ...]]]:
    """Everything in a file, but who writes at the moment."""
    with sqlite3.connect(file) as connection:
        names = [
            name
            for (name,) in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")
            if name not in {"leases", "alembic_version"}
        ]
        return {
            name: sorted(connection.execute(f"SELECT * FROM {name}"), key=repr)  # noqa: S608 (our own tables)
            for name in names
        }


def test_everything_goes_to_postgresql_and_comes_back_as_it_was(
    typed: Type, source: Path, target: str, tmp_path: Path
) -> None:
    old, back = f"sqlite:///{source}", tmp_path / "back.sqlite3"
    before = typed("verify", KOLCRISIS_DATABASE_URL=old).out
    there = typed("transfer", KOLCRISIS_DATABASE_URL=old, KOLCRISIS_TRANSFER_TO=target)
    assert (there.code, there.err) == (0, "")
    assert "arrived as they were" in there.out
    assert typed("verify", KOLCRISIS_DATABASE_URL=target).out == before
    here = typed("transfer", f"sqlite:///{back}", KOLCRISIS_DATABASE_URL=target)
    assert here.code == 0
    assert rows(back) == rows(source)
    again = typed("transfer", KOLCRISIS_DATABASE_URL=old, KOLCRISIS_TRANSFER_TO=target)
    assert (again.code, len(again.complaints)) == (1, 1)
    assert "something is in this database already" in again.err


def test_what_could_not_be_trusted_before_arrives_and_is_named(
    typed: Type, source: Path, tmp_path: Path
) -> None:
    with sqlite3.connect(source) as connection:
        connection.execute("UPDATE events SET actor = 'U0SOMEBODY' WHERE seq = 3")
    new = tmp_path / "new.sqlite3"
    said = typed("transfer", f"sqlite:///{new}", KOLCRISIS_DATABASE_URL=f"sqlite:///{source}")
    assert said.code == 1
    assert "could not be trusted before either" in said.err
    assert rows(new) == rows(source)


def test_a_running_bot_a_missing_file_and_one_and_the_same_are_refused(
    typed: Type, source: Path, tmp_path: Path
) -> None:
    old, new = f"sqlite:///{source}", f"sqlite:///{tmp_path / 'new.sqlite3'}"
    assert typed("transfer", old, KOLCRISIS_DATABASE_URL=old).code == 2
    assert typed("transfer", "mysql://h/db", KOLCRISIS_DATABASE_URL=old).code == 2
    with alone(old):
        assert typed("transfer", new, KOLCRISIS_DATABASE_URL=old).code == 1
    nowhere = f"sqlite:///{tmp_path / 'nowhere.sqlite3'}"
    assert typed("transfer", new, KOLCRISIS_DATABASE_URL=nowhere).code == 1
    assert not (tmp_path / "nowhere.sqlite3").exists()
