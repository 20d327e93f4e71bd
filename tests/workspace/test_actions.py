"""Buttons, menus and shortcuts on messages and in App Home."""

from __future__ import annotations

from typing import Any

import pytest

from bot.workspace.shapes import ClientRefused
from tests.workspace.conftest import House
from tests.workspace.modals import option, text
from tests.workspace.refusals import refused


async def test_a_press_carries_what_slack_sends(house: House) -> None:
    channel = await house.channel(private=True)
    ts = await house.buttons(channel, "Pause ads")
    await house.ana.press("Pause ads")
    sent = house.bot.of("block_actions")[0]
    assert sent["user"] == {
        "id": house.ana.id,
        "username": "ana",
        "name": "ana",
        "team_id": house.slack.workspace.team.id,
    }
    assert sent["team"] == {"id": house.slack.workspace.team.id, "domain": "lumeya"}
    assert sent["channel"] == {"id": channel, "name": "privategroup"}
    assert sent["container"] == {
        "type": "message",
        "message_ts": ts,
        "channel_id": channel,
        "is_ephemeral": False,
    }
    assert sent["message"]["ts"] == ts
    assert (sent["enterprise"], sent["is_enterprise_install"]) == (None, False)
    assert sent["state"] == {"values": {}}
    action = sent["actions"][0]
    assert (action["action_id"], action["block_id"]) == ("press.0", "card")
    assert (action["type"], action["value"]) == ("button", "pause ads")
    assert action["action_ts"]


async def test_a_button_that_is_not_there_or_there_twice_fails_loudly(house: House) -> None:
    channel = await house.channel()
    first = await house.buttons(channel, "Go")
    with pytest.raises(ClientRefused, match="no button 'Stop'"):
        await house.ana.press("Stop")
    await house.buttons(channel, "Go")
    with pytest.raises(ClientRefused, match="2 buttons"):
        await house.ana.press("Go")
    message = house.slack.channel(channel).find(first)
    await house.ana.press("Go", in_=message)
    assert [one["container"]["message_ts"] for one in house.bot.of("block_actions")] == [first]


async def test_whoever_is_not_in_a_private_channel_presses_nothing(house: House) -> None:
    channel = await house.channel(private=True)
    ts = await house.buttons(channel, "Go")
    message = house.slack.channel(channel).find(ts)
    for where in (None, channel, message):
        with pytest.raises(ClientRefused):
            await house.ben.press("Go", in_=where)


async def test_a_deleted_message_has_no_buttons(house: House) -> None:
    channel = await house.channel()
    ts = await house.buttons(channel, "Go")
    message = house.slack.channel(channel).find(ts)
    await house.client.chat_delete(channel=channel, ts=ts)
    with pytest.raises(ClientRefused, match="not there any more"):
        await house.ana.press("Go", in_=message)


async def test_a_confirmation_can_be_declined(house: House) -> None:
    channel = await house.channel()
    confirm = {
        "title": text("Sure?"),
        "text": text("Really"),
        "confirm": text("Yes"),
        "deny": text("No"),
    }
    button = {"type": "button", "text": text("Wipe"), "action_id": "wipe", "confirm": confirm}
    blocks = [{"type": "actions", "elements": [button]}]
    await house.client.chat_postMessage(channel=channel, text="x", blocks=blocks)
    await house.ana.press("Wipe", confirm=False)
    assert not house.bot.of("block_actions")
    await house.ana.press("Wipe")
    assert len(house.bot.of("block_actions")) == 1


async def _menu(house: House, **element: Any) -> str:
    channel = await house.channel()
    section = {
        "type": "section",
        "block_id": "task",
        "text": {"type": "mrkdwn", "text": "*Preserve the note*"},
        "accessory": {"action_id": "task.menu", **element},
    }
    await house.client.chat_postMessage(channel=channel, text="x", blocks=[section])
    return channel


async def test_an_overflow_option_is_chosen_by_its_text(house: House) -> None:
    await _menu(house, type="overflow", options=[option("Take", "take:1"), option("Skip", "na:1")])
    await house.ana.choose("task.menu", "Skip", block="Preserve the note")
    action = house.bot.of("block_actions")[0]["actions"][0]
    assert action["selected_option"]["value"] == "na:1"
    with pytest.raises(ClientRefused, match="does not offer 'Burn'"):
        await house.ana.choose("task.menu", "Burn")


async def test_choices_stay_in_the_state_of_the_message(house: House) -> None:
    channel = await _menu(
        house,
        type="static_select",
        placeholder=text("Owner"),
        options=[option("Ana", "a"), option("Ben", "b")],
    )
    await house.ana.choose("Owner", "Ben")
    ts = house.slack.channel(channel).messages[-1].ts
    assert house.bot.of("block_actions")[0]["actions"][0]["selected_option"]["value"] == "b"
    state = house.bot.of("block_actions")[0]["state"]["values"]["task"]["task.menu"]
    assert state["selected_option"]["text"]["text"] == "Ben"
    assert ts


async def test_an_app_home_is_published_opened_and_pressed(house: House) -> None:
    assert await house.ana.open_home() is None
    await house.slack.settle()
    opened = house.bot.events("app_home_opened")[0]
    assert (opened["user"], opened["tab"]) == (house.ana.id, "home")
    button = {"type": "button", "text": text("Open crisis"), "action_id": "incident.open"}
    home = {"type": "home", "blocks": [{"type": "actions", "elements": [button]}]}
    published = await house.client.views_publish(user_id=house.ana.id, view=home)
    await house.ana.press("Open crisis", in_="home")
    sent = house.bot.of("block_actions")[0]
    view_id = published["view"]["id"]
    assert sent["container"] == {"type": "view", "view_id": view_id}
    assert "channel" not in sent
    assert "response_url" not in sent
    again = await house.client.views_publish(user_id=house.ana.id, view=home)
    assert again["view"]["id"] == view_id
    stale = published["view"]["hash"]
    call = house.client.views_publish(user_id=house.ana.id, view=home, hash=stale)
    assert await refused(call) == "hash_conflict"
    nobody = house.client.views_publish(user_id="U404", view=home)
    assert await refused(nobody) == "user_not_found"


async def test_shortcuts_carry_what_slack_sends(house: House) -> None:
    secret = await house.ana.create_channel("secret", private=True)
    said = await house.ana.say(secret, "keep this")
    await house.ana.shortcut("probe.open")
    await house.ana.message_shortcut("probe.keep", said)
    opened, kept = house.bot.of("shortcut")[0], house.bot.of("message_action")[0]
    assert (opened["callback_id"], "channel" in opened) == ("probe.open", False)
    assert kept["message"]["text"] == "keep this"
    assert kept["channel"] == {"id": secret.id, "name": "privategroup"}
    assert kept["message_ts"] == said.ts
    with pytest.raises(ClientRefused, match="no global shortcut"):
        await house.ana.shortcut("probe.keep")


async def test_a_person_of_another_team_acts_as_such(house: House) -> None:
    stranger = house.slack.add_person("Stranger", team_id="T0FOREIGN1")
    channel = await house.channel()
    house.slack.channel(channel).members.append(stranger.id)
    await house.buttons(channel, "Go")
    await stranger.press("Go")
    sent = house.bot.of("block_actions")[0]
    assert sent["team"]["id"] == sent["user"]["team_id"] == "T0FOREIGN1"
