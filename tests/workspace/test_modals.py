"""Modals: opening, filling, submitting, stacking, updating."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

import pytest
from slack_sdk.web.async_client import AsyncWebClient

from bot.workspace.local import LocalSlack
from bot.workspace.people.modal import Modal
from bot.workspace.shapes import ClientRefused
from bot.workspace.triggers import LIFETIME
from tests.workspace.conftest import House
from tests.workspace.manifests import manifest
from tests.workspace.modals import big_modal, input_block, note_modal, option, text
from tests.workspace.refusals import refused

Json = dict[str, Any]


async def _trigger(house: House) -> str:
    await house.ana.command("/probe")
    return str(house.bot.of("/probe")[-1]["trigger_id"])


async def _open(house: House, view: Json | None = None) -> Modal:
    await house.client.views_open(trigger_id=await _trigger(house), view=view or note_modal())
    return house.ana.modal()


async def test_a_submission_carries_what_slack_sends(house: House) -> None:
    modal = await _open(house, note_modal(private_metadata="incident-1", external_id="e1"))
    ended = await modal.fill({"Your note": "fine"}).submit()
    assert ended.outcome == "closed"
    assert not modal.is_open
    sent = house.bot.of("view_submission")[0]
    view = sent["view"]
    state = {"type": "plain_text_input", "value": "fine"}
    assert view["state"]["values"] == {"note": {"value": state}}
    assert view["private_metadata"] == "incident-1"
    assert (view["callback_id"], view["external_id"]) == ("note.add", "e1")
    assert view["root_view_id"] == view["id"]
    assert (view["previous_view_id"], sent["response_urls"]) == (None, [])
    assert view["app_installed_team_id"] == house.slack.workspace.team.id
    assert view["bot_id"] == house.app.bot_id


async def test_the_client_keeps_a_modal_that_is_not_filled(house: House) -> None:
    modal = await _open(house)
    with pytest.raises(ClientRefused, match="required"):
        await modal.submit()
    with pytest.raises(ClientRefused, match="10 at most"):
        modal.fill({"note": "x" * 11})
    with pytest.raises(ClientRefused, match="one line"):
        modal.fill({"note": "a\nb"})
    with pytest.raises(ClientRefused, match="no input 'other'"):
        modal.fill({"other": "x"})
    assert not house.bot.of("view_submission")


async def test_errors_stay_at_their_fields_until_changed(house: House) -> None:
    modal = await _open(house)
    house.bot.answer = lambda _: {"response_action": "errors", "errors": {"note": "Not that"}}
    ended = await modal.fill({"note": "bad"}).submit()
    assert (ended.outcome, ended.errors) == ("errors", {"note": "Not that"})
    assert modal.errors == {"note": "Not that"}
    house.bot.answer = lambda _: None
    assert (await modal.fill({"note": "good"}).submit()).outcome == "closed"


async def test_an_error_at_a_field_that_is_not_there_fails(house: House) -> None:
    modal = await _open(house)
    house.bot.answer = lambda _: {"response_action": "errors", "errors": {"other": "x"}}
    assert (await modal.fill({"note": "x"}).submit()).outcome == "failed"
    assert modal.is_open
    assert house.slack.errors[-1].where == "view_submission"
    assert house.ana.seen


async def test_an_update_keeps_what_was_typed(house: House) -> None:
    modal = await _open(house)
    modal.fill({"note": "kept"})
    before = modal.view.hash
    extra = input_block(
        "more", "More", {"type": "plain_text_input", "action_id": "value"}, optional=True
    )
    longer = note_modal("Step two")
    longer["blocks"].append(extra)
    await house.client.views_update(view_id=modal.view.id, view=longer, hash=before)
    assert (modal.title, modal.values["note"]["value"]["value"]) == ("Step two", "kept")
    call = house.client.views_update(view_id=modal.view.id, view=longer, hash=before)
    assert await refused(call) == "hash_conflict"
    missing = house.client.views_update(view_id="V404", view=longer)
    assert await refused(missing) == "not_found"


async def test_answers_update_push_and_clear(house: House) -> None:
    modal = await _open(house)
    house.bot.answer = lambda _: {"response_action": "update", "view": note_modal("Second")}
    assert (await modal.fill({"note": "x"}).submit()).outcome == "updated"
    assert modal.title == "Second"
    house.bot.answer = lambda _: {"response_action": "push", "view": note_modal("Third")}
    assert (await modal.submit()).outcome == "pushed"
    top = house.ana.modal()
    assert (top.title, top.view.previous_id, top.view.root_id) == (
        "Third",
        modal.view.id,
        modal.view.id,
    )
    with pytest.raises(ClientRefused, match="not in front"):
        await modal.submit()
    house.bot.answer = lambda _: {"response_action": "clear"}
    assert (await top.fill({"note": "x"}).submit()).outcome == "cleared"
    with pytest.raises(ClientRefused, match="no modal"):
        house.ana.modal()


async def test_three_modals_and_no_more(house: House) -> None:
    button = {
        "type": "actions",
        "elements": [{"type": "button", "text": text("Deeper"), "action_id": "go"}],
    }
    view = note_modal()
    view["blocks"].append(button)
    await _open(house, view)
    for _ in range(2):
        await house.ana.press("Deeper")
        trigger = house.bot.of("block_actions")[-1]["trigger_id"]
        await house.client.views_push(trigger_id=trigger, view=view)
    await house.ana.press("Deeper")
    trigger = house.bot.of("block_actions")[-1]["trigger_id"]
    call = house.client.views_push(trigger_id=trigger, view=view)
    assert await refused(call) == "push_limit_reached"


async def test_a_push_needs_a_modal_below(house: House) -> None:
    trigger = await _trigger(house)
    assert await refused(house.client.views_push(trigger_id=trigger, view=note_modal())) == (
        "not_found"
    )


async def test_triggers_are_good_once_and_only_if_issued(house: House) -> None:
    trigger = await _trigger(house)
    client = house.client
    await client.views_open(trigger_id=trigger, view=note_modal())
    again = client.views_open(trigger_id=trigger, view=note_modal())
    assert await refused(again) == "exchanged_trigger_id"
    forged = client.views_open(trigger_id="1.2.abc", view=note_modal())
    assert await refused(forged) == "invalid_trigger_id"


async def test_triggers_expire_after_three_seconds() -> None:
    at = [100.0]
    async with LocalSlack(monotonic=lambda: at[0]) as slack:
        app = slack.connect(manifest())
        ana = slack.add_person("Ana")
        trigger = slack.triggers.issue(app, ana.id)
        at[0] += LIFETIME
        assert slack.triggers.check(app, trigger).user == ana.id
        at[0] += 0.1
        client = AsyncWebClient(token=app.bot_token, base_url=slack.base_url)
        call = client.views_open(trigger_id=trigger, view=note_modal())
        assert await refused(call) == "expired_trigger_id"


@pytest.mark.parametrize(
    ("view", "error"),
    [
        (note_modal("x" * 25), "invalid_arguments"),
        (note_modal(submit=None), "invalid_arguments"),
        (note_modal(private_metadata="x" * 3001), "invalid_arguments"),
        ({**note_modal(), "type": "home"}, "invalid_arguments"),
    ],
)
async def test_a_view_that_slack_refuses_is_refused(house: House, view: Json, error: str) -> None:
    trigger = await _trigger(house)
    assert await refused(house.client.views_open(trigger_id=trigger, view=view)) == error


async def test_an_external_id_is_unique(house: House) -> None:
    await _open(house, note_modal(external_id="one"))
    home = {"type": "home", "external_id": "one", "blocks": [{"type": "divider"}]}
    call = house.client.views_publish(user_id=house.ana.id, view=home)
    assert await refused(call) == "duplicate_external_id"


async def test_closing_tells_the_app_when_asked(house: House) -> None:
    modal = await _open(house)
    await modal.close()
    assert not house.bot.of("view_closed")
    modal = await _open(house, note_modal(notify_on_close=True))
    await modal.close()
    closed = house.bot.of("view_closed")[0]
    assert (closed["is_cleared"], closed["view"]["callback_id"]) == (False, "note.add")


async def test_a_late_app_leaves_the_modal_open(house: House) -> None:
    modal = await _open(house)
    house.slack.faults.add(kind="dropped", delivery="view_submission")
    assert (await modal.fill({"note": "x"}).submit()).outcome == "failed"
    assert modal.is_open
    assert [notice.code for notice in house.ana.seen] == ["dispatch_failed"]
    assert (await modal.submit()).outcome == "closed"


async def test_every_kind_of_input_is_filled_as_the_client_would(house: House) -> None:
    modal = await _open(house, big_modal())
    secret = await house.ana.create_channel("secret", private=True)
    house.bot.answer = lambda _: {"options": [option("@milk", "kol-1")]}
    assert await modal.suggest("kol", "mi") == ["@milk"]
    house.bot.answer = lambda _: None
    at = datetime(2026, 11, 24, 9, 30, tzinfo=UTC)
    modal.fill(
        {
            "lead": house.ben,
            "team": ["Ana", "Ben"],
            "colour": "Red & hot",
            "colours": ["red", "Blue"],
            "boxes": ["Green"],
            "radio": "blue",
            "day": "2026-11-24",
            "hour": "09:30",
            "moment": at,
            "room": secret,
            "open": "general",
            "mail": "a@b.example",
            "link": "https://x.example",
            "count": "3",
            "long": "a\nb\nc",
            "files": [("a.png", b"x")],
            "kol": "@milk",
        }
    )
    assert (await modal.submit()).outcome == "closed"
    values = house.bot.of("view_submission")[0]["view"]["state"]["values"]
    assert values["lead"]["value"] == {"type": "users_select", "selected_user": house.ben.id}
    assert values["team"]["value"]["selected_users"] == [house.ana.id, house.ben.id]
    assert values["colour"]["value"]["selected_option"]["value"] == "red"
    colours = values["colours"]["value"]["selected_options"]
    assert [one["value"] for one in colours] == ["red", "blue"]
    assert values["day"]["value"]["selected_date"] == "2026-11-24"
    assert values["hour"]["value"]["selected_time"] == "09:30"
    assert values["moment"]["value"]["selected_date_time"] == int(at.timestamp())
    assert values["room"]["value"]["selected_conversation"] == secret.id
    given = values["files"]["value"]["files"][0]
    assert given["name"] == "a.png"
    assert (await house.client.files_info(file=given["id"]))["file"]["name"] == "a.png"
    assert values["kol"]["value"]["selected_option"]["value"] == "kol-1"


@pytest.mark.parametrize(
    ("entry", "words"),
    [
        ({"colour": "Purple"}, "does not offer"),
        ({"team": ["Ana", "Ben", "Probe"]}, "no more than 2"),
        ({"lead": "Nobody"}, "nobody is called"),
        ({"room": "general"}, "not offered"),
        ({"files": [("a.exe", b"x")]}, "not of the types"),
        ({"day": "tomorrow"}, "not a date"),
        ({"kol": "@unasked"}, "does not offer"),
    ],
)
async def test_entries_that_the_client_does_not_take(house: House, entry: Json, words: str) -> None:
    modal = await _open(house, big_modal())
    with pytest.raises(ClientRefused, match=words):
        modal.fill(entry)


@pytest.mark.parametrize(
    ("entry", "words"),
    [
        ({"mail": "nobody"}, "email"),
        ({"link": "x.example"}, "URL"),
        ({"count": "many"}, "number"),
        ({"count": "0"}, "at least 1"),
        ({"long": "ab"}, "too short"),
    ],
)
async def test_entries_that_the_client_refuses_at_submission(
    house: House, entry: Json, words: str
) -> None:
    modal = await _open(house, big_modal())
    with pytest.raises(ClientRefused, match=words):
        await modal.fill(entry).submit()


async def test_an_input_that_dispatches_tells_the_app_before_the_submission(house: House) -> None:
    view = note_modal()
    view["blocks"][0]["dispatch_action"] = True
    modal = await _open(house, view)
    await modal.fill({"note": "x"}).submit()
    kinds = [one.payload.get("type") for one in house.bot.receipts]
    assert kinds[-2:] == ["block_actions", "view_submission"]
    action = house.bot.of("block_actions")[0]["actions"][0]
    assert (action["type"], action["value"]) == ("plain_text_input", "x")
