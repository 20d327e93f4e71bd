"""People, identities, playbooks and settings."""

import asyncio
from dataclasses import replace

import pytest

from bot.crisis.ids import SlackUserId, TeamId
from storage.errors import StaleVersion
from storage.identity import Identity
from storage.people import Profile
from storage.store import Store
from tests.storage.example import ANNA, NOON, TEAM, minutes

PROFILE = Profile(
    user=ANNA,
    home_team=TEAM,
    name="安娜 😀",
    tz="Asia/Shanghai",
    locale="zh-CN",
    is_bot=False,
    is_guest=True,
    is_deleted=False,
    is_admin=True,
    fetched_at=NOON,
)
IDENTITY = Identity(
    team=TEAM,
    team_name="Milk & Co",
    url="https://milk.slack.com/",
    bot_user=SlackUserId("UBOT"),
    bot_id="B1",
    app_id="A1",
    enterprise_id=None,
    is_enterprise_install=False,
    fetched_at=NOON,
)


async def test_a_profile_is_read_back_as_it_was_put(store: Store) -> None:
    assert await store.people.get(TEAM, ANNA) is None
    await store.people.put(TEAM, PROFILE)
    assert await store.people.get(TEAM, ANNA) == PROFILE
    assert await store.people.get(TeamId("T2"), ANNA) is None


async def test_a_profile_is_replaced_by_what_is_known_now(store: Store) -> None:
    await store.people.put(TEAM, PROFILE)
    renamed = replace(PROFILE, name="Anna\0\ud800", is_deleted=True)
    await store.people.put(TEAM, renamed)
    assert await store.people.get(TEAM, ANNA) == replace(renamed, name="Anna��")


async def test_many_people_are_looked_up_at_once_and_strangers_are_missing(store: Store) -> None:
    ben = replace(PROFILE, user=SlackUserId("U2"))
    await store.people.put(TEAM, PROFILE)
    await store.people.put(TEAM, ben)
    found = await store.people.get_many(TEAM, {ANNA, ben.user, SlackUserId("U3")})
    assert found == {ANNA: PROFILE, ben.user: ben}
    assert await store.people.get_many(TEAM, set()) == {}


async def test_profiles_grow_old(store: Store) -> None:
    await store.people.put(TEAM, PROFILE)
    assert await store.people.outdated(TEAM, NOON, 10) == ()
    assert await store.people.outdated(TEAM, NOON + minutes(1), 10) == (ANNA,)


async def test_an_identity_is_read_back_and_replaced(store: Store) -> None:
    assert await store.identities.get(TEAM) is None
    await store.identities.put(IDENTITY)
    moved = replace(IDENTITY, enterprise_id="E1", is_enterprise_install=True)
    await store.identities.put(moved)
    assert await store.identities.get(TEAM) == moved
    assert await store.identities.teams() == (TEAM,)


async def test_a_playbook_version_stays_what_it_was(store: Store) -> None:
    assert await store.playbooks.get("v1") is None
    await store.playbooks.put("v1", "步骤: []\0".encode(), NOON)
    await store.playbooks.put("v1", "步骤: []\0".encode(), NOON + minutes(1))
    with pytest.raises(ValueError, match="v1"):
        await store.playbooks.put("v1", b"another", NOON)
    assert await store.playbooks.get("v1") == "步骤: []\0".encode()


async def test_settings_are_changed_by_whoever_read_the_latest(store: Store) -> None:
    assert await store.settings.get(TEAM) == (0, {})
    assert await store.settings.put(TEAM, {"language": "zh"}, after=0) == 1
    with pytest.raises(StaleVersion):
        await store.settings.put(TEAM, {"language": "en"}, after=0)
    assert await store.settings.put(TEAM, {"language": "both"}, after=1) == 2
    assert await store.settings.get(TEAM) == (2, {"language": "both"})


async def test_of_racing_changes_to_settings_one_wins(store: Store) -> None:
    outcomes = await asyncio.gather(
        *(store.settings.put(TEAM, {"n": number}, after=0) for number in range(5)),
        return_exceptions=True,
    )
    assert outcomes.count(1) == 1
    assert sum(isinstance(outcome, StaleVersion) for outcome in outcomes) == 4
