"""A browser in front of the page: the system's own Chromium, driven as a person would.

Nothing is ever downloaded. Where there is no Chromium the browser tests are reported as not run.
"""

import shutil
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field

import pytest
from playwright.async_api import Browser, Locator, Page, async_playwright
from playwright.async_api import TimeoutError as NotInTime

from bot.workspace.people.actor import Actor
from tests.conftest import NO_BROWSER

CHROMIUM = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
PATIENCE_MS = 30_000
DESKTOP = (1280, 800)
PHONE = (390, 844)


def chromium() -> str | None:
    """Return the path of the system's Chromium, if there is one."""
    return next(filter(None, map(shutil.which, CHROMIUM)), None)


@dataclass(slots=True)
class Tab:
    """One tab in which somebody looks at the page."""

    page: Page
    url: str
    complaints: list[str] = field(default_factory=list)

    def at(self, selector: str) -> Locator:
        """Return what is meant by a selector."""
        return self.page.locator(selector)

    async def click(self, selector: str) -> None:
        """Click what is meant by a selector."""
        await self.at(selector).click()

    async def type(self, selector: str, text: str) -> None:
        """Put text into a field."""
        await self.at(selector).fill(text)

    async def sees(self, selector: str, text: str = "") -> Locator:
        """Wait until something is visible, with this text in it; return it."""
        found = self.at(selector)
        if text:
            found = found.filter(has_text=text)
        try:
            await found.first.wait_for(state="visible")
        except NotInTime:
            toasts = await self.at("#toasts").inner_text()
            form = await self.at("#modal").inner_text()
            said = f"The page told: {toasts or 'nothing'}. The form reads: {form or 'nothing'}."
            raise AssertionError(f"{selector} {text!r} was not to be seen. {said}") from None
        return found.first

    async def sees_no(self, selector: str) -> None:
        """Wait until nothing like it is visible."""
        await self.at(selector).first.wait_for(state="hidden")

    async def go(self, name: str) -> None:
        """Go to a channel, a person or an app in the list."""
        await self.click(f'#side a:has-text("{name}")')

    async def form(self, title: str) -> Locator:
        """Wait for the modal with this title."""
        return await self.sees(f'#modal[open] form:has(h2:has-text("{title}"))')

    async def fits(self) -> bool:
        """Tell whether nothing is wider than the screen."""
        wide = "document.documentElement.scrollWidth <= innerWidth"
        return bool(await self.page.evaluate(wide))


@dataclass(slots=True)
class Desk:
    """A browser with any number of tabs."""

    browser: Browser
    url: str
    tabs: list[Tab] = field(default_factory=list)

    async def open(self, actor: Actor | None = None, size: tuple[int, int] = DESKTOP) -> Tab:
        """Open the page in a tab of its own, as somebody, or as whoever it offers first."""
        context = await self.browser.new_context(
            viewport={"width": size[0], "height": size[1]}, has_touch=size == PHONE
        )
        page = await context.new_page()
        page.set_default_timeout(PATIENCE_MS)
        tab = Tab(page, self.url)
        page.on("pageerror", lambda error: tab.complaints.append(str(error)))
        page.on(
            "console",
            lambda said: tab.complaints.append(said.text) if said.type == "error" else None,
        )
        self.tabs.append(tab)
        await page.goto(f"{self.url}{actor.id}/" if actor else self.url)
        return tab


@asynccontextmanager
async def desk_at(url: str) -> AsyncIterator[Desk]:
    """Lend a browser; at the end no tab may have complained."""
    path = chromium()
    if path is None:
        pytest.skip(NO_BROWSER)
    async with async_playwright() as playwright:
        browser = await playwright.chromium.launch(
            executable_path=path, args=["--no-sandbox", "--disable-gpu"]
        )
        desk = Desk(browser, url)
        try:
            yield desk
        finally:
            await browser.close()
    assert [complaint for tab in desk.tabs for complaint in tab.complaints] == []
