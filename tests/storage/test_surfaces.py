"""What Slack shows, as far as we know, and the leases it is written under."""

from dataclasses import replace

import pytest

from bot.crisis.ids import ChannelId, TeamId
from storage.errors import StaleLease
from storage.store import Store
from storage.surfaces import Surface
from tests.storage.example import NOON, OTHER, STREAM, TEAM, minutes

CHANNEL = Surface(
    stream=STREAM,
    key="channel",
    kind="channel",
    channel=ChannelId("C1"),
    name="crisis-2026-03-01-milk",
    digest="d1",
    state={"topic": "a\0😀", "members": ["U1"]},
)
CARD = Surface(stream=STREAM, key="status", kind="card", channel=ChannelId("C1"), ts="1.000200")


async def lease(store: Store, owner: str = "w1", since: float = 0) -> int | None:
    now = NOON + minutes(since)
    return await store.surfaces.lease(STREAM, owner, until=now + minutes(1), now=now)


async def test_a_surface_is_read_back_as_it_was_put(store: Store) -> None:
    card = replace(
        CARD,
        file_id="F1",
        attempt_started_at=NOON,
        attempts=2,
        next_attempt_at=NOON,
        failure="why",
    )
    await store.surfaces.put(CHANNEL, fence=None)
    await store.surfaces.put(card, fence=None)
    assert await store.surfaces.of(STREAM) == {"channel": CHANNEL, "status": card}
    assert (await store.surfaces.of(STREAM))["channel"].state == CHANNEL.state
    assert await store.surfaces.of(OTHER) == {}


async def test_a_surface_is_replaced_not_doubled(store: Store) -> None:
    await store.surfaces.put(CARD, fence=None)
    await store.surfaces.put(replace(CARD, ts=None, digest="d2"), fence=None)
    assert await store.surfaces.of(STREAM) == {"status": replace(CARD, ts=None, digest="d2")}


async def test_an_attempt_is_committed_before_it_is_made(store: Store) -> None:
    begun = await store.surfaces.begin_attempt(CARD, at=NOON, fence=None)
    assert begun == replace(CARD, attempt_started_at=NOON, attempts=1)
    assert await store.surfaces.of(STREAM) == {"status": begun}


async def test_a_channel_leads_to_its_stream(store: Store) -> None:
    await store.surfaces.put(CARD, fence=None)
    assert await store.surfaces.stream_of_channel(TEAM, ChannelId("C1")) is None
    await store.surfaces.put(CHANNEL, fence=None)
    assert await store.surfaces.stream_of_channel(TEAM, ChannelId("C1")) == STREAM
    assert await store.surfaces.stream_of_channel(TeamId("T2"), ChannelId("C1")) is None


async def test_a_message_leads_to_its_surface(store: Store) -> None:
    await store.surfaces.put(CARD, fence=None)
    assert await store.surfaces.at_message(TEAM, ChannelId("C1"), "1.000200") == CARD
    assert await store.surfaces.at_message(TEAM, ChannelId("C2"), "1.000200") is None


async def test_what_failed_is_found_again_when_its_time_comes(store: Store) -> None:
    await store.surfaces.put(replace(CARD, next_attempt_at=NOON), fence=None)
    await store.surfaces.put(replace(CHANNEL, next_attempt_at=NOON), fence=None)
    await store.surfaces.put(replace(CARD, stream=OTHER, failure="archived"), fence=None)
    assert await store.surfaces.to_retry(NOON - minutes(1), 10) == ()
    assert await store.surfaces.to_retry(NOON, 10) == (STREAM,)
    assert [surface.stream for surface in await store.surfaces.stuck()] == [OTHER]


async def test_a_surface_can_be_forgotten_twice(store: Store) -> None:
    await store.surfaces.put(CARD, fence=None)
    await store.surfaces.remove(CARD, fence=None)
    await store.surfaces.remove(CARD, fence=None)
    assert await store.surfaces.of(STREAM) == {}


async def test_one_worker_holds_a_stream_at_a_time(store: Store) -> None:
    assert await lease(store) == 1
    assert await lease(store, "w2") is None
    await store.surfaces.release(STREAM, 1)
    assert await lease(store, "w2") == 2


async def test_a_lease_that_ran_out_is_taken_over_under_a_higher_number(store: Store) -> None:
    assert await lease(store) == 1
    assert await lease(store, "w2", since=1) == 2
    assert not await store.surfaces.renew(STREAM, 1, NOON + minutes(5))
    await store.surfaces.release(STREAM, 1)
    assert await lease(store, "w3", since=1) is None


async def test_a_renewed_lease_holds_longer(store: Store) -> None:
    assert await lease(store) == 1
    assert await store.surfaces.renew(STREAM, 1, NOON + minutes(5))
    assert await lease(store, "w2", since=2) is None
    assert await lease(store, "w2", since=5) == 2


async def test_a_worker_that_was_taken_over_writes_no_surface(store: Store) -> None:
    assert await lease(store) == 1
    await store.surfaces.put(CARD, fence=1)
    assert await lease(store, "w2", since=1) == 2
    with pytest.raises(StaleLease):
        await store.surfaces.put(replace(CARD, ts="2.0"), fence=1)
    with pytest.raises(StaleLease):
        await store.surfaces.begin_attempt(CARD, at=NOON, fence=1)
    with pytest.raises(StaleLease):
        await store.surfaces.remove(CARD, fence=1)
    assert await store.surfaces.of(STREAM) == {"status": CARD}
    await store.surfaces.put(replace(CARD, ts="2.0"), fence=2)
    assert (await store.surfaces.of(STREAM))["status"].ts == "2.0"


async def test_a_lease_that_was_let_go_is_not_renewed(store: Store) -> None:
    assert await lease(store) == 1
    await store.surfaces.release(STREAM, 1)
    assert not await store.surfaces.renew(STREAM, 1, NOON + minutes(5))
