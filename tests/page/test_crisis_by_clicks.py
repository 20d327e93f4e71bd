"""One whole crisis on the page, by clicks alone: what a first-time user does."""

from bot.crisis.events import (
    DecisionRecorded,
    IncidentClosed,
    LevelConfirmed,
    ReviewSigned,
    TaskCompleted,
)
from tests.doors.crisis import Crisis
from tests.doors.house import House
from tests.page.browsing import Desk, Tab


async def test_a_whole_crisis_by_clicks_from_opening_to_signed_review(
    desk: Desk, house: House
) -> None:
    ana = await desk.open()
    await _open(ana)
    (key,) = await house.crises()
    crisis = Crisis(house, key)
    status = await ana.sees("#main article.pinned")
    await status.get_by_role("button", name="Saved").click()
    await ana.sees("#main", "1 of")
    await _confirm_the_colour(ana)
    await _record_a_decision(ana)
    await _close_and_sign(ana)
    assert await crisis.happened(TaskCompleted)
    for kind in (LevelConfirmed, DecisionRecorded, IncidentClosed):
        assert len(await crisis.happened(kind)) == 1, kind
    # Who is alone signs in both roles with one click, and the record says so.
    signed = await crisis.happened(ReviewSigned)
    assert [(one.role, one.alone) for one in signed] == [("commander", False), ("legal", True)]
    await ana.sees("#main a.file", "md")


async def _open(ana: Tab) -> None:
    await ana.sees("#foot .guide", "Open a crisis")
    await ana.click("#shortcuts summary")
    await ana.click('#shortcuts button:has-text("Open a crisis")')
    form = await ana.form("Open a crisis")
    await form.get_by_label("What happened?").fill("Mia's note claims 7天淡斑")
    await form.locator("[type=submit]").click()
    await (await ana.sees("#modal a.mention", "#kol-")).click()
    await ana.sees("#top h2", "kol-")
    await ana.sees_no("#modal")


async def _confirm_the_colour(ana: Tab) -> None:
    status = await ana.sees("#main article.pinned")
    await status.locator(".actions details.menu summary").last.click()
    await status.get_by_role("menuitem", name="Confirm the colour").click()
    form = await ana.form("Confirm the colour")
    await form.get_by_label("Yellow").check()
    await form.locator("[type=submit]").click()
    await ana.sees_no("#modal")
    await ana.sees("#main article.pinned", "Yellow")


async def _record_a_decision(ana: Tab) -> None:
    status = await ana.sees("#main article.pinned")
    await status.get_by_role("button", name="Record a decision").click()
    form = await ana.form("Record a decision")
    await form.get_by_label("What kind of decision?").select_option(label="Contact with the KOL")
    await form.get_by_label("KOL or agency").fill("小满Mia")
    await form.get_by_label("Who speaks with them").fill("Mei")
    await form.get_by_label("WeChat").check()
    await form.get_by_label("Yes, in private").check()
    await form.get_by_label("What we asked").fill("To hold")
    await form.get_by_label("Why?").fill("Listen first")
    await form.locator("[type=submit]").click()
    await ana.sees_no("#modal")
    await ana.sees("#main article", "小满Mia")


async def _close_and_sign(ana: Tab) -> None:
    status = await ana.sees("#main article.pinned")
    await status.get_by_role("button", name="Close").click()
    form = await ana.form("Close the crisis")
    await form.get_by_label("Contained").check()
    await form.locator("[type=submit]").click()
    await ana.sees_no("#modal")
    sign = await ana.sees('#main article button:has-text("Sign")')
    await sign.click()
    await ana.sees("#main article", "signed by")
