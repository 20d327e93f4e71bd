"""Removing a whole record: everything of it goes, a tombstone stays, and others are not touched."""

from datetime import timedelta

from sqlalchemy import func, select

from storage.database import Database
from storage.store import Store
from storage.tables import metadata
from storage.values import Tombstone
from tests.storage.example import NOON, OTHER, STREAM, TEAM, add, done, note

LATER = NOON + timedelta(days=1_000)


async def rows(url: str) -> dict[str, int]:
    database = Database(url)
    found = {}
    async with database.read() as connection:
        for table in metadata.sorted_tables:
            if "stream_id" in table.c:
                query = select(func.count()).where(table.c.stream_id == STREAM.id)
                found[table.name] = (await connection.execute(query)).scalar_one()
    await database.close()
    return found


async def test_everything_of_a_record_goes_and_a_tombstone_says_what_there_was(
    store: Store, database_url: str
) -> None:
    for stream in (STREAM, OTHER):
        await add(store, note("小满Mia"), done(), stream=stream)
        async with store.transaction() as tx:
            await tx.remember(TEAM, f"key of {stream.id}", stream=stream, answer="yes", at=NOON)
            await tx.claim(TEAM, "note_url", f"https://x/{stream.id}", stream)
    _, last = await store.head(STREAM)
    # Somebody has added to it since it was looked at: nothing goes.
    assert await store.purge(STREAM, 1, LATER) is None
    assert len(await store.read(STREAM)) == 2
    left = await store.purge(STREAM, 2, LATER)
    assert left == Tombstone(STREAM, 2, last, NOON, LATER)
    assert await store.tombstones(TEAM) == (left,)
    counts = await rows(database_url)
    assert counts.pop("tombstones") == 1
    assert set(counts.values()) == {0}
    assert counts.keys() > {"events", "texts", "deliveries", "claims", "surfaces", "streams"}
    # A second time there is nothing to remove, and the other record is whole.
    assert await store.purge(STREAM, 2, LATER) is None
    assert (await store.verify(OTHER)).count == 2
    async with store.transaction() as tx:
        assert await tx.holder(TEAM, "note_url", f"https://x/{OTHER.id}") == OTHER
