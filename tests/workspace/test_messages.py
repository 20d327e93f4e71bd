"""Posting, updating, deleting, reading back."""

from __future__ import annotations

from typing import Any

import pytest
from slack_sdk.errors import SlackApiError

from bot.workspace.acts.items import pin
from tests.workspace.conftest import House
from tests.workspace.refusals import refused

Json = dict[str, Any]


def _section(text: str) -> Json:
    return {"type": "section", "text": {"type": "mrkdwn", "text": text}}


@pytest.mark.parametrize(
    ("fields", "error"),
    [
        ({}, "no_text"),
        ({"text": "", "blocks": []}, "no_text"),
        ({"text": "x", "blocks": "nonsense"}, "invalid_blocks_format"),
        ({"text": "x", "blocks": [_section("x")] * 51}, "invalid_blocks"),
        ({"text": "x", "blocks": [_section("x" * 3001)]}, "invalid_blocks"),
        ({"text": "x", "metadata": {"event_type": "x"}}, "invalid_metadata_format"),
        ({"text": "x", "thread_ts": "1700000000.000001"}, "thread_not_found"),
        ({"text": "x", "markdown_text": "y"}, "markdown_text_conflict"),
    ],
)
async def test_a_message_that_slack_refuses_is_refused(
    house: House, fields: Json, error: str
) -> None:
    channel = await house.channel()
    call = house.client.api_call("chat.postMessage", json={"channel": channel, **fields})
    assert await refused(call) == error
    assert all(one.subtype for one in house.ana.messages(channel))


async def test_a_refused_block_is_pointed_at(house: House) -> None:
    channel = await house.channel()
    with pytest.raises(SlackApiError) as caught:
        await house.client.chat_postMessage(channel=channel, text="x", blocks=[_section("")])
    lines = caught.value.response["response_metadata"]["messages"]
    assert any("json-pointer:/blocks/0/text/text" in line for line in lines)


async def test_blocks_come_back_with_ids_and_defaults(house: House) -> None:
    channel = await house.channel()
    posted = await house.client.chat_postMessage(
        channel=channel, text="a < b & c", blocks=[_section("R&D <https://x.example|x> <3")]
    )
    message = posted["message"]
    block = message["blocks"][0]
    assert message["text"] == "a &lt; b &amp; c"
    assert block["block_id"]
    expected = "R&amp;D <https://x.example|x> &lt;3"
    assert block["text"] == {"type": "mrkdwn", "text": expected, "verbatim": False}


async def test_ts_grow_even_when_the_clock_stands(house: House) -> None:
    channel = await house.channel()
    posts = [await house.client.chat_postMessage(channel=channel, text="x") for _ in range(20)]
    stamps = [post["ts"] for post in posts]
    assert stamps == sorted(set(stamps))


async def test_posting_twice_makes_two_messages(house: House) -> None:
    channel = await house.channel()
    for _ in range(2):
        await house.client.chat_postMessage(channel=channel, text="once", client_msg_id="same")
    assert [one.text for one in house.ana.messages(channel)].count("once") == 2


async def test_a_text_without_blocks_takes_the_blocks_away(house: House) -> None:
    channel = await house.channel()
    client = house.client
    metadata = {"event_type": "card", "event_payload": {"key": "1"}}
    posted = await client.chat_postMessage(
        channel=channel, text="old", blocks=[_section("old")], metadata=metadata
    )
    change = {"channel": channel, "ts": posted["ts"], "blocks": [_section("new")]}
    await client.api_call("chat.update", json=change)
    history = await client.conversations_history(channel=channel, include_all_metadata=True)
    message = history["messages"][0]
    assert (message["text"], message["blocks"][0]["text"]["text"]) == ("old", "new")
    assert message["metadata"] == metadata
    updated = await client.chat_update(channel=channel, ts=posted["ts"], text="plain")
    assert "blocks" not in updated["message"]
    assert updated["message"]["edited"]["user"] == house.app.bot_user_id


async def test_only_ones_own_messages_can_be_changed(house: House) -> None:
    channel = await house.channel()
    said = await house.ana.say(channel, "mine")
    client = house.client
    update = client.chat_update(channel=channel, ts=said.ts, text="x")
    assert await refused(update) == "cant_update_message"
    assert await refused(client.chat_delete(channel=channel, ts=said.ts)) == "cant_delete_message"
    missing = client.chat_update(channel=channel, ts="1.000002", text="x")
    assert await refused(missing) == "message_not_found"


async def test_updates_have_a_shorter_limit(house: House) -> None:
    channel = await house.channel()
    posted = await house.client.chat_postMessage(channel=channel, text="x" * 5000)
    call = house.client.chat_update(channel=channel, ts=posted["ts"], text="x" * 4001)
    assert await refused(call) == "msg_too_long"


async def test_an_archived_message_is_inactive(house: House) -> None:
    channel = await house.channel()
    posted = await house.client.chat_postMessage(channel=channel, text="x")
    await house.ana.archive(channel)
    call = house.client.chat_update(channel=channel, ts=posted["ts"], text="y")
    assert await refused(call) == "is_inactive"


async def test_a_deleted_parent_leaves_a_tombstone(house: House) -> None:
    channel = await house.channel()
    client = house.client
    parent = (await client.chat_postMessage(channel=channel, text="parent"))["ts"]
    reply = (await client.chat_postMessage(channel=channel, text="r", thread_ts=parent))["ts"]
    await client.chat_delete(channel=channel, ts=parent)
    thread = (await client.conversations_replies(channel=channel, ts=parent))["messages"]
    assert thread[0]["subtype"] == "tombstone"
    assert thread[1]["ts"] == reply
    again = client.chat_update(channel=channel, ts=parent, text="x")
    assert await refused(again) == "message_not_found"


async def test_threads_stay_out_of_the_history(house: House) -> None:
    channel = await house.channel()
    client = house.client
    parent = (await client.chat_postMessage(channel=channel, text="parent"))["ts"]
    await client.chat_postMessage(channel=channel, text="quiet", thread_ts=parent)
    loud = {"thread_ts": parent, "reply_broadcast": True}
    await client.chat_postMessage(channel=channel, text="loud", **loud)
    messages = (await client.conversations_history(channel=channel))["messages"]
    assert [one["text"] for one in messages[:2]] == ["loud", "parent"]
    assert messages[1]["reply_count"] == 2
    replies = (await client.conversations_replies(channel=channel, ts=parent))["messages"]
    assert [one["text"] for one in replies] == ["parent", "quiet", "loud"]
    missing = client.conversations_replies(channel=channel, ts="1.000001")
    assert await refused(missing) == "thread_not_found"


async def test_history_is_paged_and_bounded(house: House) -> None:
    channel = await house.channel()
    client = house.client
    stamps = [
        (await client.chat_postMessage(channel=channel, text=str(number)))["ts"]
        for number in range(5)
    ]
    first = await client.conversations_history(channel=channel, limit=2, oldest=stamps[0])
    assert [one["text"] for one in first["messages"]] == ["4", "3"]
    assert first["has_more"]
    cursor = first["response_metadata"]["next_cursor"]
    rest = await client.conversations_history(
        channel=channel, cursor=cursor, oldest=stamps[0], inclusive=True
    )
    assert [one["text"] for one in rest["messages"]] == ["2", "1", "0"]
    wrong = client.conversations_history(channel=channel, oldest="yesterday")
    assert await refused(wrong) == "invalid_ts_oldest"


async def test_an_ephemeral_message_has_one_reader_and_no_history(house: House) -> None:
    channel = await house.channel()
    client = house.client
    await house.ana.invite(channel, house.ben)
    await client.chat_postEphemeral(channel=channel, user=house.ana.id, text="psst")
    assert "psst" in [one.text for one in house.ana.messages(channel)]
    assert "psst" not in [one.text for one in house.ben.messages(channel)]
    history = await client.conversations_history(channel=channel)
    assert "psst" not in [one["text"] for one in history["messages"]]
    outside = client.chat_postEphemeral(channel=channel, user="U404", text="x")
    assert await refused(outside) == "user_not_in_channel"


async def test_messages_to_a_person_need_the_messages_tab(house: House) -> None:
    assert (await house.client.chat_postMessage(channel=house.ana.id, text="hi"))["ok"]
    assert [dm.messages[-1].text for dm in house.ana.dms()] == ["hi"]
    me = house.app.bot_user_id
    assert await refused(house.client.chat_postMessage(channel=me, text="x")) == "cannot_dm_bot"


async def test_permalinks_name_the_thread_of_a_reply(house: House) -> None:
    channel = await house.channel()
    client = house.client
    parent = (await client.chat_postMessage(channel=channel, text="p"))["ts"]
    reply = (await client.chat_postMessage(channel=channel, text="r", thread_ts=parent))["ts"]
    link = await client.chat_getPermalink(channel=channel, message_ts=reply)
    assert link["permalink"].endswith(f"?thread_ts={parent}&cid={channel}")
    missing = client.chat_getPermalink(channel=channel, message_ts="1.000001")
    assert await refused(missing) == "message_not_found"


async def test_pins_have_their_refusals(house: House) -> None:
    channel = await house.channel()
    client = house.client
    ts = (await client.chat_postMessage(channel=channel, text="p"))["ts"]
    assert await refused(client.pins_remove(channel=channel, timestamp=ts)) == "no_pin"
    await client.pins_add(channel=channel, timestamp=ts)
    assert await refused(client.pins_add(channel=channel, timestamp=ts)) == "already_pinned"
    assert await refused(client.pins_add(channel=channel)) == "no_item_specified"
    assert await refused(client.pins_add(channel=channel, timestamp="x")) == "bad_timestamp"
    items = (await client.pins_list(channel=channel))["items"]
    assert [item["message"]["ts"] for item in items] == [ts]
    house.slack.workspace.settings.max_pins = 1
    more = (await client.chat_postMessage(channel=channel, text="q"))["ts"]
    assert await refused(client.pins_add(channel=channel, timestamp=more)) == "too_many_pins"
    found = house.slack.channel(channel).find(more)
    assert found is not None
    pin(house.slack.workspace, house.slack.channel(channel), found, house.ana.id)
    await client.pins_remove(channel=channel, timestamp=more)


async def test_reactions_have_their_refusals(house: House) -> None:
    channel = await house.channel()
    client = house.client
    ts = (await client.chat_postMessage(channel=channel, text="p"))["ts"]
    at = {"channel": channel, "timestamp": ts}
    await client.reactions_add(name="eyes", **at)
    assert await refused(client.reactions_add(name="eyes", **at)) == "already_reacted"
    assert await refused(client.reactions_add(name="no emoji", **at)) == "invalid_name"
    shown = (await client.reactions_get(**at))["message"]
    assert shown["reactions"] == [{"name": "eyes", "users": [house.app.bot_user_id], "count": 1}]
    await client.reactions_remove(name="eyes", **at)
    assert await refused(client.reactions_remove(name="eyes", **at)) == "no_reaction"


async def test_bookmarks_are_added_changed_and_removed(house: House) -> None:
    channel = await house.channel()
    client = house.client
    made = await client.bookmarks_add(
        channel_id=channel, title="Note", type="link", link="https://x.example/1"
    )
    identity = made["bookmark"]["id"]
    edit = {"bookmark_id": identity, "channel_id": channel}
    await client.bookmarks_edit(title="The note", **edit)
    listed = (await client.bookmarks_list(channel_id=channel))["bookmarks"]
    assert [(one["title"], one["link"]) for one in listed] == [("The note", "https://x.example/1")]
    await client.bookmarks_remove(**edit)
    assert await refused(client.bookmarks_remove(**edit)) == "not_found"
    bad = client.bookmarks_add(channel_id=channel, title="x", type="link", link="javascript:x")
    assert await refused(bad) == "invalid_link"
