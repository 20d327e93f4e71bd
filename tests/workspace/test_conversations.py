"""Channels: names, members, topics, archiving, direct messages, lists."""

from __future__ import annotations

from typing import Any

import pytest
from slack_sdk.errors import SlackApiError

from tests.workspace.conftest import House
from tests.workspace.refusals import refused


async def test_a_channel_begins_with_its_creator_in_it(house: House) -> None:
    made = (await house.client.conversations_create(name="crisis-1", is_private=True))["channel"]
    assert made["creator"] == house.app.bot_user_id
    assert (made["is_private"], made["is_member"], made["is_archived"]) == (True, True, False)
    assert house.slack.channel("crisis-1").members == [house.app.bot_user_id]


@pytest.mark.parametrize(
    ("name", "error"),
    [
        ("", "invalid_name_required"),
        ("Crisis", "invalid_name_specials"),
        ("has space", "invalid_name_specials"),
        ("---", "invalid_name_punctuation"),
        ("x" * 81, "invalid_name_maxlength"),
        ("general", "name_taken"),
    ],
)
async def test_a_name_that_cannot_be_is_refused(house: House, name: str, error: str) -> None:
    assert await refused(house.client.conversations_create(name=name)) == error


async def test_an_archived_private_channel_keeps_its_name(house: House) -> None:
    channel = await house.channel("secret", private=True)
    await house.client.conversations_archive(channel=channel)
    assert await refused(house.client.conversations_create(name="secret")) == "name_taken"


async def test_an_administrator_can_forbid_making_channels(house: House) -> None:
    house.slack.workspace.settings.apps_may_create_channels = False
    assert await refused(house.client.conversations_create(name="new")) == "restricted_action"


async def test_a_private_channel_without_the_bot_does_not_exist(house: House) -> None:
    secret = await house.ana.create_channel("secret", private=True)
    client = house.client
    for call in (
        client.conversations_info(channel=secret.id),
        client.conversations_members(channel=secret.id),
        client.conversations_history(channel=secret.id),
        client.conversations_invite(channel=secret.id, users=[house.ben.id]),
        client.chat_postMessage(channel=secret.id, text="x"),
        client.conversations_archive(channel=secret.id),
    ):
        assert await refused(call) == "channel_not_found"
    listed = await client.conversations_list(types="private_channel")
    assert listed["channels"] == []


async def test_a_public_channel_must_be_joined_before_writing(house: House) -> None:
    other = await house.ana.create_channel("other")
    assert await refused(house.client.chat_postMessage(channel=other.id, text="x")) == (
        "not_in_channel"
    )
    await house.client.conversations_join(channel=other.id)
    again = await house.client.conversations_join(channel=other.id)
    assert again["warning"] == "already_in_channel"
    assert (await house.client.chat_postMessage(channel=other.id, text="x"))["ok"]


async def test_one_who_cannot_be_invited_keeps_everyone_out(house: House) -> None:
    channel = await house.channel()
    with pytest.raises(SlackApiError) as caught:
        await house.client.conversations_invite(channel=channel, users=[house.ben.id, "U404"])
    assert caught.value.response["errors"] == [
        {"user": "U404", "ok": False, "error": "user_not_found"}
    ]
    assert house.ben.id not in house.slack.channel(channel).members


async def test_force_invites_the_others_and_names_who_was_left_out(house: House) -> None:
    channel = await house.channel()
    users = [house.ben.id, "U404", house.ana.id]
    answer = await house.client.conversations_invite(channel=channel, users=users, force=True)
    left_out = {row["user"]: row["error"] for row in answer["errors"]}
    assert left_out == {"U404": "user_not_found", house.ana.id: "already_in_channel"}
    assert house.ben.id in house.slack.channel(channel).members


async def test_invitations_are_refused_for_slacks_reasons(house: House) -> None:
    channel = await house.channel()
    guest = house.slack.add_person("Guest", is_ultra_restricted=True)
    await house.ana.invite("general", guest)
    stranger = house.slack.add_person("Stranger", team_id="T0FOREIGN1")
    gone = house.slack.add_person("Gone")
    house.slack.admin.deactivate(house.slack.workspace, gone.user)
    for user, error in (
        (house.app.bot_user_id, "cant_invite_self"),
        (house.ana.id, "already_in_channel"),
        (guest.id, "ura_max_channels"),
        (stranger.id, "no_external_invite_permission"),
        (gone.id, "cant_invite"),
    ):
        assert (
            await refused(house.client.conversations_invite(channel=channel, users=user)) == error
        )
    assert await refused(house.client.conversations_invite(channel=channel, users=[])) == "no_user"


async def test_more_than_a_hundred_invitations_are_too_many(house: House) -> None:
    channel = await house.channel()
    users = [f"U{number}" for number in range(101)]
    call = house.client.conversations_invite(channel=channel, users=users)
    assert await refused(call) == "invalid_arguments"


async def test_topic_and_purpose_are_set_announced_and_limited(house: House) -> None:
    channel = await house.channel()
    await house.client.conversations_setTopic(channel=channel, topic="Severity 2")
    await house.client.conversations_setPurpose(channel=channel, purpose="Run it")
    info = (await house.client.conversations_info(channel=channel))["channel"]
    assert (info["topic"]["value"], info["purpose"]["value"]) == ("Severity 2", "Run it")
    assert house.ana.messages(channel)[-2].subtype == "channel_topic"
    long = house.client.conversations_setTopic(channel=channel, topic="x" * 251)
    assert await refused(long) == "too_long"


async def test_a_bot_renames_only_what_it_made(house: House) -> None:
    channel = await house.channel()
    await house.client.conversations_rename(channel=channel, name="crisis-2")
    assert house.slack.channel("crisis-2").previous_names == ["crisis-1"]
    await house.client.conversations_create(name="crisis-1")
    other = await house.ana.create_channel("other")
    await house.ana.invite(other, "probe")
    call = house.client.conversations_rename(channel=other.id, name="mine")
    assert await refused(call) == "not_authorized"


async def test_archiving_takes_the_bot_out_and_it_cannot_undo_it(house: House) -> None:
    channel = await house.channel()
    await house.client.conversations_archive(channel=channel)
    assert house.slack.channel(channel).members == [house.ana.id]
    client = house.client
    assert await refused(client.conversations_archive(channel=channel)) == "already_archived"
    assert await refused(client.chat_postMessage(channel=channel, text="x")) == "is_archived"
    call = client.conversations_setTopic(channel=channel, topic="x")
    assert await refused(call) == "is_archived"
    assert await refused(client.conversations_unarchive(channel=channel)) == "not_in_channel"
    await house.ana.unarchive(channel)
    assert await refused(client.conversations_unarchive(channel=channel)) == "not_archived"


async def test_an_archived_private_channel_is_known_until_it_comes_back(house: House) -> None:
    channel = await house.channel("secret", private=True)
    await house.ana.archive(channel)
    client = house.client
    assert (await client.conversations_info(channel=channel))["channel"]["is_archived"]
    assert await refused(client.chat_postMessage(channel=channel, text="x")) == "is_archived"
    call = client.conversations_invite(channel=channel, users=house.ben.id)
    assert await refused(call) == "is_archived"
    await house.ana.unarchive(channel)
    assert await refused(client.conversations_info(channel=channel)) == "channel_not_found"
    await house.ana.invite(channel, "probe")
    assert (await client.chat_postMessage(channel=channel, text="x"))["ok"]


async def test_a_kicked_member_is_gone_and_the_bot_does_not_kick_itself(house: House) -> None:
    channel = await house.channel()
    me = house.app.bot_user_id
    client = house.client
    assert await refused(client.conversations_kick(channel=channel, user=me)) == "cant_kick_self"
    await client.conversations_kick(channel=channel, user=house.ana.id)
    call = client.conversations_kick(channel=channel, user=house.ana.id)
    assert await refused(call) == "not_in_channel"


async def test_the_last_member_of_a_private_channel_stays(house: House) -> None:
    made = await house.client.conversations_create(name="alone", is_private=True)
    call = house.client.conversations_leave(channel=made["channel"]["id"])
    assert await refused(call) == "last_member"


async def test_a_direct_message_is_opened_once(house: House) -> None:
    first = await house.client.conversations_open(users=house.ana.id)
    second = await house.client.conversations_open(users=[house.ana.id], return_im=True)
    assert first["channel"]["id"] == second["channel"]["id"]
    assert second["already_open"]
    assert second["channel"]["user"] == house.ana.id
    group = await house.client.conversations_open(users=[house.ana.id, house.ben.id])
    assert group["channel"]["is_mpim"]


async def test_nobody_talks_to_bots_or_to_who_left(house: House) -> None:
    gone = house.slack.add_person("Gone")
    house.slack.admin.deactivate(house.slack.workspace, gone.user)
    other = house.slack.connect({"display_information": {"name": "Other bot"}})
    client = house.client
    assert await refused(client.conversations_open(users=gone.id)) == "user_disabled"
    assert await refused(client.conversations_open(users=other.bot_user_id)) == "cannot_dm_bot"
    assert await refused(client.conversations_open(users="U404")) == "user_not_found"
    assert await refused(client.api_call("conversations.open")) == "users_list_not_supplied"


async def test_cursors_lead_through_every_channel_once(house: House) -> None:
    made = {await house.channel(f"crisis-{number}") for number in range(7)}
    seen: list[str] = []
    cursor = ""
    while True:
        page = await house.client.users_conversations(limit=3, cursor=cursor)
        assert len(page["channels"]) <= 3
        seen += [channel["id"] for channel in page["channels"]]
        cursor = page["response_metadata"]["next_cursor"]
        if not cursor:
            break
    assert sorted(seen) == sorted(made)


@pytest.mark.parametrize(
    ("arguments", "error"),
    [
        ({"cursor": "nonsense"}, "invalid_cursor"),
        ({"cursor": "dGVhbTpUMQ=="}, "invalid_cursor"),
        ({"limit": 1001}, "invalid_limit"),
        ({"types": "public_channel,secret"}, "invalid_types"),
        ({"types": "mpim"}, "missing_scope"),
    ],
)
async def test_wrong_lists_are_refused(house: House, arguments: dict[str, Any], error: str) -> None:
    assert await refused(house.client.conversations_list(**arguments)) == error


async def test_people_are_described_with_zone_and_language(house: House) -> None:
    ben = (await house.client.users_info(user=house.ben.id, include_locale=True))["user"]
    assert (ben["tz"], ben["tz_offset"], ben["locale"]) == ("Asia/Shanghai", 28800, "zh-CN")
    assert "locale" not in (await house.client.users_info(user=house.ben.id))["user"]
    assert "email" not in ben["profile"]


async def test_a_person_of_another_team_is_a_stranger(house: House) -> None:
    stranger = house.slack.add_person("Stranger", team_id="T0FOREIGN1")
    user = (await house.client.users_info(user=stranger.id))["user"]
    assert user["is_stranger"]
    assert user["team_id"] == "T0FOREIGN1"
    assert "is_admin" not in user
