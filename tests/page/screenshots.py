"""Takes the pictures of the README: true screenshots of the page, with the real bot behind it.

``make screenshots`` runs this; it is not a test. Needs the system's Chromium and a Chinese font.
"""

import asyncio
import sys
import tempfile
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import replace
from pathlib import Path

from bot.cli.demo.story import load
from bot.cli.demo.world import World, world
from bot.clock.sources import SystemClock
from bot.workspace.page.show import Show
from bot.workspace.page.site import Page
from tests.page.browsing import PHONE, Desk, Tab, desk_at

PICTURES = Path(__file__).parents[2] / "docs/images"
WORDS = "小满Mia's note claims 7天淡斑 for our serum"
WINDOW = (1200, 800)


async def take() -> None:
    """Play the first minutes of a crisis and take the pictures."""
    PICTURES.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as folder:
        async with _crisis(Path(folder)) as (stage, desk):
            ana = await desk.open(stage.person("ana"), WINDOW)
            await _open(ana, "Open a crisis", "en")
            await ana.page.screenshot(path=PICTURES / "page.png")
            lin = await desk.open(stage.person("lin"))
            await _open(lin, "", "zh")
            phone = await desk.open(stage.person("lin"), PHONE)
            await phone.go("kol-")
            card = await phone.sees("#main article.pinned")
            await phone.page.wait_for_timeout(500)
            await card.evaluate("card => card.scrollIntoView()")
            await phone.page.wait_for_timeout(500)
            await phone.page.screenshot(path=PICTURES / "phone.png")
    for picture in sorted(PICTURES.glob("*.png")):
        sys.stdout.write(f"{picture.name} {picture.stat().st_size // 1000} kB\n")


@asynccontextmanager
async def _crisis(folder: Path) -> AsyncIterator[tuple[World, Desk]]:
    story = load()
    begins = replace(story, hour=2).begins(SystemClock().now())
    async with world(story, folder, language="en", socket_mode=False, begins=begins) as stage:
        await stage.start_bot()
        show = Show(clock=stage.clock, next_due=_nothing)
        async with Page(stage.slack, show) as page, desk_at(page.url) as desk:
            yield stage, desk
        await stage.bot.stop()


async def _nothing() -> None:
    return None


async def _open(tab: Tab, title: str, language: str) -> None:
    await tab.type("#foot [data-say]", f"/kolcrisis open {WORDS}")
    await tab.page.keyboard.press("Enter")
    form = await tab.form(title)
    await form.locator("button[data-action]").first.click()
    await form.locator("[data-block=language]").first.wait_for()
    await form.locator(f"[data-block=language] [value={language}]").first.evaluate(_CHOOSE)
    await form.locator("[type=submit]").click()
    if language == "zh":
        # Ana opened hers a moment ago: asked whether this is the same one, Lin says no.
        await tab.sees("#modal", "可能已有人在处理")
        await form.locator("[type=submit]").click()
    await (await tab.sees("#modal a.mention", "#kol-")).click()
    await tab.sees("#main article.pinned")
    await tab.page.mouse.move(5, 700)
    await tab.page.wait_for_timeout(1500)


_CHOOSE = """choice => {
  if (choice.tagName === "OPTION") choice.closest("select").value = choice.value;
  else choice.checked = true;
  choice.closest("select, .choices").dispatchEvent(new Event("change", { bubbles: true }));
}"""


if __name__ == "__main__":
    asyncio.run(take())
