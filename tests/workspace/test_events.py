"""Which events reach the app, and in what form."""

from __future__ import annotations

from datetime import timedelta

import pytest
from slack_sdk.web.async_client import AsyncWebClient

from bot.workspace.clock import SettableClock
from bot.workspace.local import LocalSlack
from tests.workspace.conftest import House
from tests.workspace.manifests import manifest, without_scopes
from tests.workspace.receiver import Receiver
from tests.workspace.virtual import START


async def test_a_message_comes_in_its_envelope(house: House) -> None:
    channel = await house.channel(private=True)
    said = await house.ana.say(channel, "look <here> & there @ben")
    await house.slack.settle()
    outer = house.bot.of("message")[-1]
    event = outer["event"]
    assert outer["type"] == "event_callback"
    assert outer["authorizations"] == [
        {
            "enterprise_id": None,
            "team_id": house.slack.workspace.team.id,
            "user_id": house.app.bot_user_id,
            "is_bot": True,
            "is_enterprise_install": False,
        }
    ]
    assert outer["event_id"].startswith("Ev")
    assert (outer["api_app_id"], outer["is_ext_shared_channel"]) == (house.app.id, False)
    assert event["text"] == f"look &lt;here&gt; &amp; there <@{house.ben.id}>"
    assert (event["channel"], event["channel_type"]) == (channel, "group")
    assert (event["ts"], event["event_ts"]) == (said.ts, said.ts)
    assert event["blocks"][0]["type"] == "rich_text"
    assert event["client_msg_id"]


async def test_edits_and_deletions_name_what_was_before(house: House) -> None:
    channel = await house.channel()
    said = await house.ana.say(channel, "first")
    await house.ana.edit(said, "second")
    await house.ana.delete(said)
    await house.slack.settle()
    changed = house.bot.events("message_changed")[0]
    assert changed["message"]["text"] == "second"
    assert changed["message"]["edited"]["user"] == house.ana.id
    assert changed["previous_message"]["text"] == "first"
    deleted = house.bot.events("message_deleted")[0]
    assert (deleted["deleted_ts"], deleted["hidden"]) == (said.ts, True)
    assert deleted["previous_message"]["text"] == "second"


async def test_the_app_hears_its_own_messages_as_a_bots(house: House) -> None:
    channel = await house.channel()
    await house.client.chat_postMessage(channel=channel, text="mine")
    await house.slack.settle()
    event = house.bot.events("message")[-1]
    assert (event["bot_id"], event["user"]) == (house.app.bot_id, house.app.bot_user_id)


async def test_reactions_and_pins_name_their_message(house: House) -> None:
    channel = await house.channel()
    said = await house.ana.say(channel, "evidence")
    await house.ana.react(said, "pushpin")
    await house.ana.unreact(said, "pushpin")
    await house.ana.pin(said)
    await house.slack.settle()
    added = house.bot.events("reaction_added")[0]
    assert added["item"] == {"type": "message", "channel": channel, "ts": said.ts}
    assert (added["reaction"], added["item_user"]) == ("pushpin", house.ana.id)
    assert "text" not in added
    assert house.bot.events("reaction_removed")
    pinned = house.bot.events("pin_added")[0]
    assert (pinned["channel_id"], pinned["item"]["message"]["text"]) == (channel, "evidence")


async def test_coming_and_going_is_told(house: House) -> None:
    channel = await house.channel(private=True)
    await house.ana.invite(channel, house.ben)
    await house.ben.leave(channel)
    await house.slack.settle()
    joined = house.bot.events("member_joined_channel")[-1]
    assert (joined["user"], joined["inviter"]) == (house.ben.id, house.ana.id)
    assert (joined["channel_type"], joined["team"]) == ("G", house.slack.workspace.team.id)
    assert house.bot.events("member_left_channel")[-1]["user"] == house.ben.id
    assert house.bot.events("channel_join")


async def test_a_removed_bot_is_told_and_then_hears_nothing(house: House) -> None:
    channel = await house.channel(private=True)
    await house.ana.kick(channel, "probe")
    await house.ana.say(channel, "now in private")
    await house.slack.settle()
    assert house.bot.events("group_left")[0]["channel"] == channel
    assert "now in private" not in [event.get("text") for event in house.bot.events("message")]


@pytest.mark.parametrize(("private", "word"), [(True, "group"), (False, "channel")])
async def test_renaming_and_archiving_are_told(house: House, private: bool, word: str) -> None:
    channel = await house.channel(private=private)
    await house.ana.rename_channel(channel, "renamed")
    await house.ana.archive(channel)
    await house.slack.settle()
    renamed = house.bot.events(f"{word}_rename")[0]["channel"]
    assert (renamed["id"], renamed["name"]) == (channel, "renamed")
    assert house.bot.events(f"{word}_archive")[0]["user"] == house.ana.id


async def test_a_mention_is_told_beside_the_message(house: House) -> None:
    channel = await house.channel()
    await house.ana.say(channel, "@probe hello")
    await house.slack.settle()
    assert house.bot.events("app_mention")[0]["user"] == house.ana.id


async def test_changes_of_people_and_tokens_are_told(house: House) -> None:
    house.slack.admin.change(house.slack.workspace, house.ben.user, tz="Asia/Tokyo")
    house.slack.admin.uninstall(house.slack.workspace, house.app)
    await house.slack.settle()
    assert house.bot.events("user_change")[0]["user"]["tz"] == "Asia/Tokyo"
    assert house.bot.events("tokens_revoked")[0]["tokens"]["bot"] == [house.app.bot_user_id]
    assert house.bot.events("app_uninstalled")


async def test_nothing_comes_without_the_scope(bot: Receiver, receiver_url: str) -> None:
    async with LocalSlack() as slack:
        app = slack.connect(without_scopes("channels:history"), request_url=receiver_url)
        bot.secret = app.signing_secret
        ana = slack.add_person("Ana")
        await ana.invite("general", "probe")
        await ana.say("general", "hello")
        await slack.settle()
    assert not bot.of("message")
    assert bot.of("member_joined_channel")


async def test_nothing_comes_without_the_subscription(bot: Receiver, receiver_url: str) -> None:
    document = manifest()
    document["settings"]["event_subscriptions"]["bot_events"] = ["pin_added"]
    async with LocalSlack() as slack:
        bot.secret = slack.connect(document, request_url=receiver_url).signing_secret
        ana = slack.add_person("Ana")
        await ana.invite("general", "probe")
        said = await ana.say("general", "hello")
        await ana.pin(said)
        await slack.settle()
    assert [one.payload["event"]["type"] for one in bot.receipts] == ["pin_added"]


async def test_an_address_is_verified_by_its_challenge(house: House) -> None:
    assert not await house.slack.verify_url(house.app)
    house.bot.answer = lambda payload: {"challenge": payload["challenge"]}
    assert await house.slack.verify_url(house.app)


async def test_two_teams_have_their_own_people_channels_and_tokens(
    bot: Receiver, receiver_url: str
) -> None:
    async with LocalSlack() as slack:
        app = slack.connect(manifest(), request_url=receiver_url)
        bot.secret = app.signing_secret
        other = slack.add_workspace("Other")
        twin = slack.connect(manifest(), request_url=receiver_url, workspace=other, twin=app)
        cara = slack.add_person("Cara", workspace=other)
        await cara.command("/probe", "hi")
    assert (twin.id, twin.signing_secret) == (app.id, app.signing_secret)
    assert twin.bot_token != app.bot_token
    assert bot.of("/probe")[0]["team_id"] == other.team.id


async def test_scheduled_messages_come_when_the_clock_says(receiver_url: str) -> None:
    clock = SettableClock(START)
    async with LocalSlack(now=clock) as slack:
        app = slack.connect(manifest(), request_url=receiver_url)
        client = AsyncWebClient(token=app.bot_token, base_url=slack.base_url)
        made = await client.conversations_create(name="later")
        channel = made["channel"]["id"]
        at = int(START.timestamp()) + 600
        plain = {"channel": channel, "post_at": at}
        await client.chat_scheduleMessage(text="later", **plain)
        metadata = {"event_type": "x", "event_payload": {}}
        await client.chat_scheduleMessage(text="never", metadata=metadata, **plain)
        listed = await client.chat_scheduledMessages_list()
        assert len(listed["scheduled_messages"]) == 2
        clock.advance(timedelta(minutes=10))
        texts = [one.text for one in slack.channel(channel).messages]
    assert "later" in texts
    assert "never" not in texts
