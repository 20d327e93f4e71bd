"""Every control that an app can show can be used on the page, in forms and on messages."""

from collections.abc import AsyncIterator
from typing import Any

import pytest
from playwright.async_api import FilePayload, Locator

from bot.workspace.page.site import Page
from tests.page.browsing import Desk, Tab, desk_at
from tests.workspace.conftest import House, bot, house, receiver_url, slack
from tests.workspace.modals import big_modal, note_modal, option, text

__all__ = ["bot", "house", "receiver_url", "slack"]

Json = dict[str, Any]


@pytest.fixture
async def desk(house: House) -> AsyncIterator[Desk]:
    async with Page(house.slack) as page, desk_at(page.url) as lent:
        yield lent


async def _open(house: House, tab: Tab, view: Json) -> Locator:
    await house.ana.command("/probe")
    trigger = str(house.bot.of("/probe")[-1]["trigger_id"])
    await house.client.views_open(trigger_id=trigger, view=view)
    return await tab.sees("#modal[open] form")


async def test_every_input_of_a_form_reaches_the_app(desk: Desk, house: House) -> None:
    house.bot.answer = lambda payload: (
        {"options": [option("Mia", "mia")]} if payload.get("type") == "block_suggestion" else None
    )
    room = await house.ana.create_channel("inside", private=True)
    ana = await desk.open(house.ana)
    form = await _open(house, ana, big_modal())
    await form.get_by_label("Lead").select_option(label="Ben Zhou")
    await _pick(form, "Team", "Ana Reyes", "Ben Zhou")
    await form.get_by_label("Colour", exact=False).first.select_option(label="Red & hot")
    await _pick(form, "Colours", "Blue", "Green")
    await form.get_by_role("group", name="Boxes").get_by_label("Blue").check()
    await form.get_by_role("group", name="Radio").get_by_label("Green").check()
    await form.get_by_label("Day").fill("2026-11-25")
    await form.get_by_label("Hour").fill("09:30")
    await form.get_by_label("Moment").fill("2026-07-01T10:00")
    await form.locator("select[data-block=room]").select_option(label="#inside")
    await form.get_by_label("Mail").fill("mia@example.com")
    await form.get_by_label("Count").fill("3")
    await form.get_by_label("Long").fill("two\nlines")
    picture = FilePayload(name="a.png", mimeType="image/png", buffer=b"png")
    await form.get_by_label("Files").set_input_files(picture)
    kol = form.get_by_role("group", name="KOL")
    await kol.locator("summary").click()
    await kol.get_by_role("searchbox").fill("Mi")
    await kol.get_by_label("Mia").check()
    await form.locator("[type=submit]").click()
    await ana.sees_no("#modal")
    (sent,) = house.bot.of("view_submission")
    held = {name: state["value"] for name, state in sent["view"]["state"]["values"].items()}
    assert held["lead"]["selected_user"] == house.ben.id
    assert held["team"]["selected_users"] == [house.ana.id, house.ben.id]
    assert held["colour"]["selected_option"]["value"] == "red"
    assert [one["value"] for one in held["colours"]["selected_options"]] == ["blue", "green"]
    assert [one["value"] for one in held["boxes"]["selected_options"]] == ["blue"]
    assert held["radio"]["selected_option"]["value"] == "green"
    assert held["day"]["selected_date"] == "2026-11-25"
    assert held["hour"]["selected_time"] == "09:30"
    assert held["moment"]["selected_date_time"] == 1782896400, "10:00 in London, in summer"
    assert held["room"]["selected_conversation"] == room.id
    assert held["mail"]["value"] == "mia@example.com"
    assert held["count"]["value"] == "3"
    assert held["long"]["value"] == "two\nlines"
    assert [file["name"] for file in held["files"]["files"]] == ["a.png"]
    assert held["kol"]["selected_option"]["value"] == "mia"
    assert held["link"]["value"] is None


async def _pick(form: Locator, group: str, *labels: str) -> None:
    menu = form.get_by_role("group", name=f"{group} (optional)", exact=True)
    await menu.locator("summary").click()
    for label in labels:
        await menu.get_by_label(label).check()
    await menu.locator("summary").click()


async def test_forms_stand_on_forms_and_keep_what_was_entered(desk: Desk, house: House) -> None:
    answers = [{"response_action": "push", "view": note_modal("Second")}, None]
    house.bot.answer = lambda payload: (
        answers.pop(0) if payload.get("type") == "view_submission" else None
    )
    ana = await desk.open(house.ana)
    form = await _open(house, ana, note_modal("First"))
    await form.get_by_label("Your note").fill("one")
    await form.locator("[type=submit]").click()
    second = await ana.form("Second")
    assert await second.get_by_label("Your note").input_value() == ""
    await second.get_by_label("Your note").fill("two")
    await second.locator("[type=submit]").click()
    first = await ana.form("First")
    assert await first.get_by_label("Your note").input_value() == "one"
    await ana.page.keyboard.press("Escape")
    await ana.sees_no("#modal")


async def _told(house: House, number: int) -> None:
    """Wait until the app has heard of so many: a person sees what became of a click, too."""
    await house.slack.until(lambda: len(house.bot.of("block_actions")) == number, 30.0)


async def test_controls_on_a_message_tell_the_app_at_once(desk: Desk, house: House) -> None:
    channel = await house.channel()
    sure = {key: text(key.title()) for key in ("title", "text", "confirm", "deny")}
    options = [option("Keep", "keep"), option("Hide", "hide")]
    elements = [
        {"type": "button", "action_id": "go", "text": text("Go"), "confirm": sure, "value": "v"},
        {"type": "overflow", "action_id": "more", "options": options},
        {
            "type": "static_select",
            "action_id": "one",
            "placeholder": text("Which"),
            "options": options,
        },
        {"type": "checkboxes", "action_id": "many", "options": options},
        {"type": "multi_users_select", "action_id": "who", "placeholder": text("Who")},
    ]
    blocks = [{"type": "actions", "block_id": "card", "elements": elements}]
    await house.client.chat_postMessage(channel=channel, text="card", blocks=blocks)
    ana = await desk.open(house.ana)
    await ana.go("crisis-1")
    card = await ana.sees("#main article:has(.actions)")
    await card.get_by_role("button", name="Go").click()
    await ana.click('#ask button:has-text("Deny")')
    assert not house.bot.of("block_actions")
    await card.get_by_role("button", name="Go").click()
    await ana.click('#ask button:has-text("Confirm")')
    await _told(house, 1)
    await card.locator(".actions details.menu summary").click()
    await card.get_by_role("menuitem", name="Hide").click()
    await _told(house, 2)
    await card.get_by_label("Which").select_option(label="Keep")
    await _told(house, 3)
    await card.locator(".choices").get_by_label("Hide").check()
    await _told(house, 4)
    await card.locator("details.pick summary").click()
    await card.locator("details.pick").get_by_label("Ben Zhou").check()
    await card.locator("details.pick summary").click()
    await _told(house, len(elements))
    sent = [payload["actions"][0] for payload in house.bot.of("block_actions")]
    assert [one["action_id"] for one in sent] == ["go", "more", "one", "many", "who"]
    assert sent[0]["value"] == "v"
    assert sent[1]["selected_option"]["value"] == "hide"
    assert sent[2]["selected_option"]["value"] == "keep"
    assert [one["value"] for one in sent[3]["selected_options"]] == ["hide"]
    assert sent[4]["selected_users"] == [house.ben.id]


async def test_a_message_has_shortcuts_a_pin_an_edit_and_an_end(desk: Desk, house: House) -> None:
    ana = await desk.open(house.ana)
    await ana.go("general")
    await ana.type("#foot [data-say]", "first draft")
    await ana.page.keyboard.press("Enter")
    said = await ana.sees("#main article", "first draft")
    for entry in ("Keep", "Pin to channel"):
        await said.hover()
        await said.locator("details.menu summary").click()
        await said.get_by_role("button", name=entry).click()
    await ana.sees("#main article.pinned", "first draft")
    (sent,) = house.bot.of("message_action")
    assert sent["message"]["text"] == "first draft"
    await said.hover()
    await said.locator("details.menu summary").click()
    await said.get_by_role("button", name="Edit message").click()
    await ana.type("#ask textarea", "second draft")
    await ana.click('#ask button:has-text("Save")')
    said = await ana.sees("#main article", "second draft")
    await ana.sees("#main .edited")
    await said.hover()
    await said.get_by_role("button", name="Add a reaction").click()
    await ana.type("#emoji-search", "fire")
    await ana.page.keyboard.press("Enter")
    await ana.sees("#main .reaction", "🔥")
    await said.hover()
    await said.locator("details.menu summary").click()
    await said.get_by_role("button", name="Delete message").click()
    await ana.click('#ask button:has-text("Delete")')
    await ana.sees_no("#main article:has-text('draft')")
