"""What one stream of a workspace may hold alone, also when two race for it."""

import asyncio

import pytest

from bot.crisis.ids import TeamId
from storage.errors import ClaimTaken
from storage.store import Store
from storage.values import StreamKey
from tests.storage.example import OTHER, STREAM, TEAM, append, done

URL = "https://www.xiaohongshu.com/explore/65a"


async def claim(store: Store, stream: StreamKey, value: str = URL) -> None:
    async with store.transaction() as tx:
        await tx.claim(TEAM, "note_url", value, stream)


async def holder(store: Store, value: str = URL, team: TeamId = TEAM) -> StreamKey | None:
    async with store.transaction() as tx:
        return await tx.holder(team, "note_url", value)


async def test_a_claim_that_is_held_names_its_holder(store: Store) -> None:
    await claim(store, STREAM)
    with pytest.raises(ClaimTaken) as taken:
        await claim(store, OTHER)
    assert taken.value.holder == STREAM
    assert await holder(store) == STREAM


async def test_claiming_again_what_one_holds_changes_nothing(store: Store) -> None:
    await claim(store, STREAM)
    await claim(store, STREAM)
    assert await holder(store) == STREAM


async def test_another_workspace_claims_the_same_for_itself(store: Store) -> None:
    await claim(store, STREAM)
    assert await holder(store, team=TeamId("T2")) is None


async def test_what_is_released_can_be_claimed(store: Store) -> None:
    await claim(store, STREAM)
    async with store.transaction() as tx:
        await tx.release(TEAM, "note_url", URL)
    await claim(store, OTHER)
    assert await holder(store) == OTHER


async def test_a_stream_lets_go_of_everything_it_holds_and_of_nothing_else(store: Store) -> None:
    await claim(store, STREAM)
    await claim(store, STREAM, "another")
    await claim(store, OTHER, "not mine")
    async with store.transaction() as tx:
        await tx.release_all(STREAM)
    assert await holder(store) is None
    assert await holder(store, "another") is None
    assert await holder(store, "not mine") == OTHER


async def test_two_who_open_for_the_same_note_at_once_cannot_both_win(store: Store) -> None:
    streams = [StreamKey(TEAM, "incident", f"i{number}") for number in range(6)]

    async def open_for_note(stream: StreamKey) -> StreamKey:
        async with store.transaction() as tx:
            await append(tx, done(), stream=stream)
            await tx.claim(TEAM, "note_url", URL, stream)
        return stream

    outcomes = await asyncio.gather(*map(open_for_note, streams), return_exceptions=True)
    (winner,) = [outcome for outcome in outcomes if isinstance(outcome, StreamKey)]
    losers = [outcome for outcome in outcomes if isinstance(outcome, ClaimTaken)]
    assert [taken.holder for taken in losers] == [winner] * 5
    assert [row.key for row in await store.streams(TEAM, "incident")] == [winner]


async def test_a_claim_of_a_batch_can_fail_without_the_rest(store: Store) -> None:
    await claim(store, STREAM)
    async with store.transaction() as tx:
        with pytest.raises(ClaimTaken):
            await tx.claim(TEAM, "note_url", URL, OTHER)
        await append(tx, done(), stream=OTHER)
    assert len(await store.read(OTHER)) == 1


async def test_values_of_any_length_and_content_are_told_apart(store: Store) -> None:
    values = ["x" * 50_000, "x" * 50_001, "a\0", "a", "\ud800"]
    for number, value in enumerate(values):
        await claim(store, StreamKey(TEAM, "incident", f"i{number}"), value)
    held = [await holder(store, value) for value in values]
    assert [key.id for key in held if key] == ["i0", "i1", "i2", "i3", "i4"]
