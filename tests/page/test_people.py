"""People on the page: two at once, errors in forms, the clock, the keyboard, a phone."""

import re
from datetime import datetime

from bot.crisis.events import MessagePinned
from tests.doors.house import House
from tests.page.browsing import PHONE, Desk, Tab


async def test_two_people_at_once_see_each_others_changes_each_in_their_language(
    desk: Desk, house: House
) -> None:
    crisis = await house.open(roles={"china": [house.lin]}, language="both")
    channel = crisis.channel.name
    ana, lin = await desk.open(house.ana), await desk.open(house.lin)
    await ana.go(channel)
    await lin.sees("#side h2", "私信")
    await lin.sees("#bar .zone", "上海")
    await lin.go("general")
    await lin.sees("#top h2", "general")
    await ana.type("#foot [data-say]", "<b>烂脸</b> has 620 likes & rises")
    await ana.page.keyboard.press("Enter")
    await lin.sees(f'#side .unread:has-text("{channel[:20]}")')
    await lin.go(channel)
    said = await lin.sees("#main article", "<b>烂脸</b> has 620 likes & rises")
    await said.hover()
    await said.get_by_role("button", name="用 pushpin 回应").click()
    await ana.sees("#main .reaction", "1")
    await house.eventually(lambda: crisis.happened(MessagePinned))

    card = await lin.sees("#main article.pinned")
    await card.get_by_role("button", name="已取证").click()
    await ana.sees("#main article.pinned", "1 of")

    await _reply(ana, "<b>烂脸</b>", "Who is looking at it?")
    await lin.click('#main a.replies:has-text("1 条回复")')
    await lin.sees("#thread article", "Who is looking at it?")
    day = await lin.sees("#main .day")
    assert re.search(r"\d月\d+日 星期.", await day.inner_text())


async def _reply(tab: Tab, words: str, reply: str) -> None:
    said = await tab.sees("#main article", words)
    await said.hover()
    await said.get_by_role("link", name="Reply in thread").click()
    await tab.type("#thread [data-say]", reply)
    await tab.page.keyboard.press("Enter")
    await tab.sees("#thread article", reply)


async def test_a_form_says_what_is_missing_keeps_what_was_typed_and_closes_with_escape(
    desk: Desk, house: House
) -> None:
    await house.open(house.lin)
    lin = await desk.open(house.lin)
    await lin.go("kol-")
    status = await lin.sees("#main article.pinned")
    await status.get_by_role("button", name="Record a decision").click()
    form = await lin.sees("#modal[open] form")
    await form.locator("select").first.select_option(label="与博主沟通")
    await form.get_by_label("博主或机构").fill("小满Mia")
    await form.locator("[type=submit]").click()
    await lin.sees("#modal .wrong .error", "请填写此必填项。")
    assert await form.get_by_label("博主或机构").input_value() == "小满Mia"
    wrong = form.locator(".wrong").first.locator("input")
    assert await wrong.evaluate("field => field === document.activeElement")
    left = await form.locator(".wrong").count()
    await wrong.fill("周梅")
    assert await form.locator(".wrong").count() == left - 1
    await lin.page.keyboard.press("Escape")
    await lin.sees_no("#modal")


async def test_what_the_bot_refuses_reads_at_the_field_and_focus_stays_in_the_form(
    desk: Desk, house: House
) -> None:
    lin = await desk.open(house.lin)
    await lin.type("#foot [data-say]", "/kol")
    await lin.sees(".completion [aria-selected=true]", "/kolcrisis")
    await lin.page.keyboard.press("Tab")
    assert await lin.at("#foot [data-say]").input_value() == "/kolcrisis "
    await lin.page.keyboard.type("open")
    await lin.page.keyboard.press("Enter")
    form = await lin.sees("#modal[open] form")
    field = form.locator("textarea").first
    assert await field.evaluate("field => field === document.activeElement")
    await field.fill("   ")
    await form.locator("[type=submit]").click()
    error = await lin.sees("#modal .wrong .error")
    assert await error.inner_text() != "请填写此必填项。"
    for _ in range(12):
        await lin.page.keyboard.press("Tab")
        inside = (
            "document.activeElement === document.body || document.activeElement.closest('#modal')"
        )
        assert await lin.page.evaluate(f"Boolean({inside})")
    await lin.page.keyboard.press("Escape")
    await lin.sees_no("#modal")


async def test_the_clock_moves_for_the_bot_as_well(desk: Desk, house: House) -> None:
    await house.open()
    ana = await desk.open(house.ana)
    await ana.go("kol-")
    card = await ana.sees("#main article.pinned")
    assert "⏰" not in await card.inner_text()
    before = await ana.at("#bar time").inner_text()
    await ana.click('#bar button:has-text("+1 h")')
    await ana.sees("#main article.pinned", "⏰")
    assert await ana.at("#bar time").inner_text() != before
    due = await house.reader.next_due()
    assert due is not None
    await ana.click('#bar button:has-text("Next due")')
    await house.until(lambda: house.watch.now() >= due)
    await house.eventually(lambda: _later(house, due))


async def _later(house: House, due: datetime) -> bool:
    following = await house.reader.next_due()
    return following is None or following > due


async def test_on_a_phone_one_sees_one_thing_at_a_time(desk: Desk, house: House) -> None:
    crisis = await house.open()
    ana = await desk.open(house.ana, PHONE)
    await ana.sees("#side")
    await ana.go(crisis.channel.name)
    card = await ana.sees("#main article.pinned")
    await ana.sees_no("#side")
    assert await ana.fits()
    await card.get_by_role("button", name="Saved").click()
    await ana.sees("#main article.pinned", "1 of")
    await card.get_by_role("button", name="Close").click()
    await ana.sees("#modal[open] form")
    assert await ana.fits()
    await ana.click("#modal header .close")
    await ana.sees_no("#modal")
    await ana.click(".back")
    await ana.sees("#side")
