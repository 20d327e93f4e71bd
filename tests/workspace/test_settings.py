"""What administrators decide, and the smaller methods."""

from __future__ import annotations

from datetime import timedelta

import pytest
from slack_sdk.web.async_client import AsyncWebClient

from bot.workspace.clock import SettableClock
from bot.workspace.local import LocalSlack
from bot.workspace.shapes import ClientRefused
from tests.workspace.conftest import House
from tests.workspace.manifests import manifest
from tests.workspace.refusals import refused
from tests.workspace.virtual import START


async def test_a_message_cannot_be_edited_after_the_window() -> None:
    clock = SettableClock(START)
    async with LocalSlack(now=clock) as slack:
        app = slack.connect(manifest())
        client = AsyncWebClient(token=app.bot_token, base_url=slack.base_url)
        made = await client.conversations_create(name="one")
        channel = made["channel"]["id"]
        posted = await client.chat_postMessage(channel=channel, text="x")
        slack.workspace.settings.edit_window_minutes = 60
        clock.advance(timedelta(minutes=60))
        await client.chat_update(channel=channel, ts=posted["ts"], text="y")
        clock.advance(timedelta(minutes=1))
        call = client.chat_update(channel=channel, ts=posted["ts"], text="z")
        assert await refused(call) == "edit_window_closed"
        assert (await client.chat_delete(channel=channel, ts=posted["ts"]))["ok"]


async def test_restrictions_are_told_by_name(house: House) -> None:
    channel = await house.channel()
    client, settings = house.client, house.slack.workspace.settings
    ts = (await client.chat_postMessage(channel=channel, text="x"))["ts"]
    settings.apps_may_post = settings.apps_may_pin = settings.apps_may_archive = False
    settings.apps_may_rename = False
    for call, error in (
        (client.chat_postMessage(channel=channel, text="x"), "restricted_action"),
        (client.pins_add(channel=channel, timestamp=ts), "restricted_action"),
        (client.conversations_archive(channel=channel), "restricted_action"),
        (client.conversations_rename(channel=channel, name="new"), "not_authorized"),
    ):
        assert await refused(call) == error


async def test_read_only_and_thread_only_channels_refuse_posts(house: House) -> None:
    channel = await house.channel()
    room = house.slack.channel(channel)
    room.is_read_only = True
    call = house.client.chat_postMessage(channel=channel, text="x")
    assert await refused(call) == "restricted_action_read_only_channel"
    room.is_read_only, room.is_thread_only = False, True
    call = house.client.chat_postMessage(channel=channel, text="x")
    assert await refused(call) == "restricted_action_thread_only_channel"


async def test_without_the_messages_tab_nobody_can_be_written_to() -> None:
    async with LocalSlack() as slack:
        app = slack.connect(manifest(messages_tab_enabled=False, home_tab_enabled=False))
        ana = slack.add_person("Ana")
        client = AsyncWebClient(token=app.bot_token, base_url=slack.base_url)
        call = client.chat_postMessage(channel=ana.id, text="x")
        assert await refused(call) == "messages_tab_disabled"
        home = {"type": "home", "blocks": [{"type": "divider"}]}
        assert await refused(client.views_publish(user_id=ana.id, view=home)) == "not_enabled"
        with pytest.raises(ClientRefused, match="no Home tab"):
            await ana.open_home()
        with pytest.raises(ClientRefused, match="turned off"):
            await ana.say(await ana.dm("probe"), "hello")


async def test_messages_are_scheduled_within_limits(house: House) -> None:
    channel = await house.channel()
    client = house.client
    now = house.slack.clock.seconds()
    for post_at, error in ((now - 1, "time_in_past"), (now + 121 * 86400, "time_too_far")):
        call = client.chat_scheduleMessage(channel=channel, text="x", post_at=post_at)
        assert await refused(call) == error
    soon = now + 3600
    made = [
        await client.chat_scheduleMessage(channel=channel, text="x", post_at=soon)
        for _ in range(30)
    ]
    call = client.chat_scheduleMessage(channel=channel, text="x", post_at=soon)
    assert await refused(call) == "restricted_too_many"
    named = {"channel": channel, "scheduled_message_id": made[0]["scheduled_message_id"]}
    await client.chat_deleteScheduledMessage(**named)
    call = client.chat_deleteScheduledMessage(**named)
    assert await refused(call) == "invalid_scheduled_message_id"


async def test_the_smaller_methods_answer(house: House) -> None:
    client = house.client
    house.slack.admin.grant_scope(
        house.app, "team:read", "emoji:read", "usergroups:read", "dnd:read", "users.profile:read"
    )
    assert (await client.team_info())["team"]["name"] == "Lumeya"
    assert (await client.bots_info())["bot"]["app_id"] == house.app.id
    assert await refused(client.bots_info(bot="B404")) == "bot_not_found"
    assert (await client.emoji_list())["emoji"] == {}
    assert (await client.usergroups_list())["usergroups"] == []
    assert not (await client.dnd_info(user=house.ana.id))["dnd_enabled"]
    profile = (await client.users_profile_get(user=house.ana.id))["profile"]
    assert profile["real_name"] == "Ana Reyes"
    assert (await client.api_test(foo="bar"))["args"]["foo"] == "bar"
    assert await refused(client.api_test(error="my_error")) == "my_error"
    assert await refused(client.users_lookupByEmail(email="x@y.z")) == "missing_scope"
    house.slack.admin.grant_scope(house.app, "users:read.email")
    house.slack.admin.change(house.slack.workspace, house.ben.user, email="ben@lumeya.example")
    found = (await client.users_lookupByEmail(email="Ben@lumeya.example"))["user"]
    assert found["id"] == house.ben.id
    assert await refused(client.users_lookupByEmail(email="x@y.z")) == "users_not_found"


async def test_a_wrong_manifest_is_refused_with_every_reason(slack: LocalSlack) -> None:
    document = manifest()
    document["display_information"]["name"] = "x" * 36
    document["settings"]["colour"] = "red"
    with pytest.raises(ValueError, match="name") as caught:
        slack.connect(document)
    assert "colour" in str(caught.value)


async def test_a_deactivated_person_is_in_no_channel_and_sees_none(house: House) -> None:
    channel = await house.channel(private=True)
    house.slack.admin.deactivate(house.slack.workspace, house.ana.user)
    assert (await house.client.users_info(user=house.ana.id))["user"]["deleted"]
    assert house.ana.id not in house.slack.channel(channel).members
    with pytest.raises(ClientRefused, match="sees no"):
        await house.ana.say(channel, "x")


async def test_a_deleted_channel_is_not_found(house: House) -> None:
    channel = await house.channel()
    house.slack.admin.delete_channel(house.slack.workspace, house.slack.channel(channel))
    for call in (
        house.client.conversations_info(channel=channel),
        house.client.chat_postMessage(channel=channel, text="x"),
    ):
        assert await refused(call) == "channel_not_found"
    assert (await house.client.conversations_create(name="crisis-1"))["ok"]


async def test_an_app_without_interactivity_hears_of_no_button(house: House) -> None:
    document = manifest()
    document["settings"]["interactivity"] = {"is_enabled": False}
    async with LocalSlack() as slack:
        slack.connect(document, request_url=house.app.request_url)
        ana = slack.add_person("Ana")
        await ana.shortcut("probe.open")
        assert [notice.code for notice in ana.seen] == ["not_configured"]
    assert not house.bot.of("shortcut")


async def test_commands_go_with_their_scope(house: House) -> None:
    house.slack.admin.remove_scope(house.app, "commands")
    with pytest.raises(ClientRefused, match="not a valid command"):
        await house.ana.command("/probe")


async def test_a_person_finds_a_message_by_what_it_reads(house: House) -> None:
    channel = await house.channel()
    await house.buttons(channel, "Take")
    assert house.ana.message("[Take]", channel).text == "buttons"
    with pytest.raises(ClientRefused, match="0 messages read 'Burn'"):
        house.ana.message("Burn", channel)


async def test_an_app_on_another_machine_is_not_reached(slack: LocalSlack) -> None:
    slack.connect(manifest())
    ana = slack.add_person("Ana")
    await ana.command("/probe")
    assert [notice.code for notice in ana.seen] == ["dispatch_failed"]


async def test_the_same_seed_gives_the_same_ids() -> None:
    tokens = []
    for _ in range(2):
        async with LocalSlack(now=SettableClock(START)) as slack:
            tokens.append(slack.connect(manifest()).bot_token)
    assert tokens[0] == tokens[1]
