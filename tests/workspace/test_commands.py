"""Slash commands: what is sent, what comes of the ack, and response URLs."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any

import aiohttp
import pytest
from aiohttp import web

from bot.workspace.clock import SettableClock
from bot.workspace.local import LocalSlack
from bot.workspace.shapes import ClientRefused
from tests.workspace.conftest import House
from tests.workspace.manifests import manifest
from tests.workspace.receiver import Receiver


async def _post(url: str, body: Any) -> tuple[int, str]:
    async with aiohttp.ClientSession() as session, session.post(url, json=body) as response:
        return response.status, await response.text()


async def test_a_command_carries_what_slack_sends(house: House) -> None:
    channel = await house.channel(private=True)
    await house.ana.command("/probe", "open @ben a<b", channel=channel)
    sent = house.bot.of("/probe")[0]
    expected = {
        "token": house.app.verification_token,
        "team_id": house.slack.workspace.team.id,
        "team_domain": "lumeya",
        "channel_id": channel,
        "channel_name": "privategroup",
        "user_id": house.ana.id,
        "user_name": "ana",
        "command": "/probe",
        "text": f"open <@{house.ben.id}> a&lt;b",
        "api_app_id": house.app.id,
        "is_enterprise_install": "false",
    }
    assert {key: sent[key] for key in expected} == expected
    assert set(sent) - set(expected) == {"response_url", "trigger_id"}
    assert house.bot.receipts[-1].content_type == "application/x-www-form-urlencoded"


async def test_the_ack_is_shown_to_the_one_who_asked(house: House) -> None:
    house.bot.answer = lambda _: "Here you are"
    shown = await house.ana.command("/probe", "help")
    assert shown is not None
    assert shown.text == "Here you are"
    assert shown in house.ana.messages("general")
    assert shown not in house.ben.messages("general")


async def test_an_answer_in_the_channel_is_seen_by_all(house: House) -> None:
    house.bot.answer = lambda _: {"response_type": "in_channel", "text": "hello all"}
    await house.ana.command("/probe")
    assert house.ben.messages("general")[-1].text == "hello all"


async def test_an_answer_that_slack_cannot_show_fails_in_sight(house: House) -> None:
    house.bot.answer = lambda _: {"text": "x", "blocks": [{"type": "nonsense"}]}
    assert await house.ana.command("/probe") is None
    assert [notice.code for notice in house.ana.seen] == ["invalid_blocks"]
    assert [one.where for one in house.slack.errors] == ["/probe"]


@pytest.mark.parametrize(
    ("status", "code"), [(500, "http_service_error"), (404, "http_client_error")]
)
async def test_a_failing_app_is_named_to_the_person(house: House, status: int, code: str) -> None:
    house.bot.answer = lambda _: web.Response(status=status)
    await house.ana.command("/probe")
    assert [notice.code for notice in house.ana.seen] == [code]
    assert len(house.bot.receipts) == 1


async def test_commands_that_nobody_has_and_rooms_that_nobody_sees_are_refused(
    house: House,
) -> None:
    with pytest.raises(ClientRefused, match="not a valid command"):
        await house.ana.command("/other")
    secret = await house.ben.create_channel("secret", private=True)
    with pytest.raises(ClientRefused, match="sees no"):
        await house.ana.command("/probe", channel=secret)
    assert not house.bot.receipts


async def test_a_response_url_works_where_the_bot_is_not(house: House) -> None:
    await house.ana.command("/probe")
    url = house.bot.of("/probe")[0]["response_url"]
    for number in range(5):
        assert (await _post(url, {"text": f"later {number}"}))[0] == 200
    status, text = await _post(url, {"text": "once more"})
    assert (status, "used_url" in text) == (404, True)
    assert [one.text for one in house.ana.messages("general")][-1] == "later 4"


async def test_a_response_url_expires_after_half_an_hour(bot: Receiver, receiver_url: str) -> None:
    clock = SettableClock(datetime(2026, 11, 24, 9, 0, tzinfo=UTC))
    async with LocalSlack(now=clock) as slack:
        bot.secret = slack.connect(manifest(), request_url=receiver_url).signing_secret
        ana = slack.add_person("Ana")
        await ana.command("/probe")
        url = bot.of("/probe")[0]["response_url"]
        clock.advance(timedelta(minutes=30))
        assert (await _post(url, {"text": "still"}))[0] == 200
        clock.advance(timedelta(seconds=1))
        assert (await _post(url, {"text": "late"}))[0] == 404


async def test_a_response_url_refuses_what_a_message_refuses(house: House) -> None:
    await house.ana.command("/probe")
    url = house.bot.of("/probe")[0]["response_url"]
    assert (await _post(url, {"blocks": [{"type": "nonsense"}]}))[0] == 400
    assert [one.error for one in house.slack.errors] == ["invalid_blocks"]
    assert (await _post(url[:-1] + "x", {"text": "x"}))[0] == 404


async def test_a_response_url_replaces_and_deletes_its_message(house: House) -> None:
    channel = await house.channel()
    await house.buttons(channel, "Go")
    await house.ana.press("Go")
    url = house.bot.of("block_actions")[0]["response_url"]
    await _post(url, {"replace_original": True, "text": "gone on"})
    assert house.ana.messages(channel)[-1].text == "gone on"
    await _post(url, {"delete_original": True})
    assert "gone on" not in [one.text for one in house.ana.messages(channel)]


async def test_an_ephemeral_message_is_replaced_in_place(house: House) -> None:
    house.bot.answer = lambda _: {"text": "pick", "blocks": [_button("Again")]}
    shown = await house.ana.command("/probe")
    house.bot.answer = lambda _: None
    await house.ana.press("Again")
    sent = house.bot.of("block_actions")[0]
    assert sent["container"]["is_ephemeral"]
    assert "message" not in sent
    await _post(sent["response_url"], {"replace_original": True, "text": "done"})
    assert shown is not None
    assert (shown.text, shown.blocks) == ("done", [])


def _button(label: str) -> dict[str, Any]:
    text = {"type": "plain_text", "text": label}
    return {"type": "actions", "elements": [{"type": "button", "text": text, "action_id": "x.y"}]}
