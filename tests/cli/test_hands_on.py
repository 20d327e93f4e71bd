"""The page from the command line: without a story, and with one that somebody takes over."""

import asyncio
import json
import os
import pty
import signal
import sys
from collections.abc import AsyncIterator
from contextlib import suppress
from pathlib import Path

import aiohttp
import pytest

from tests.doors.house import free_port

PATIENCE = 120.0
TAKE_OVER = 'data-do="take_over"'
"""The button that stands on the page while a story plays."""


class Demo:
    """``kolcrisis demo`` in a terminal of its own."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.port = free_port()
        self.url = f"http://127.0.0.1:{self.port}"
        self.process: asyncio.subprocess.Process | None = None
        self._terminal = -1
        self.heard = ""
        self._stays = asyncio.Event()

    async def start(self, *options: str) -> None:
        """Start it; its output goes to a terminal that nobody reads closely."""
        self._terminal, theirs = pty.openpty()
        inherited = {key: value for key, value in os.environ.items() if key != "CI"}
        path = os.pathsep.join(filter(None, sys.path))
        arguments = ["demo", "--out", "made", "--port", str(self.port), *options]
        self.process = await asyncio.create_subprocess_exec(
            *(sys.executable, "-m", "bot.cli", *arguments),
            cwd=self.folder,
            env=inherited | {"PYTHONPATH": path, "TERM": "xterm"},
            stdin=asyncio.subprocess.DEVNULL,
            stdout=theirs,
            stderr=theirs,
        )
        os.close(theirs)
        asyncio.get_running_loop().add_reader(self._terminal, self._read)

    def _read(self) -> None:
        try:
            heard = os.read(self._terminal, 65536)
        except OSError:
            heard = b""
        if not heard:
            asyncio.get_running_loop().remove_reader(self._terminal)
            return
        self.heard += heard.decode("utf-8", "replace")
        if "stays up" in self.heard:
            self._stays.set()

    async def page(
        self, client: aiohttp.ClientSession, words: str, *, without: str | None = None
    ) -> str:
        """Wait until the first page shows these words, and not others; return its address."""
        async with asyncio.timeout(PATIENCE):
            while True:
                with suppress(aiohttp.ClientError):
                    async with client.get(self.url) as answer:
                        text = await answer.text()
                        if words in text and (without is None or without not in text):
                            return str(answer.url)
                await asyncio.sleep(0.05)

    async def end(self) -> int:
        """Press Ctrl-C and return the exit code."""
        assert self.process is not None
        async with asyncio.timeout(PATIENCE):
            await self._stays.wait()
        self.process.send_signal(signal.SIGINT)
        async with asyncio.timeout(PATIENCE):
            return await self.process.wait()


@pytest.fixture
async def demo(tmp_path: Path) -> AsyncIterator[Demo]:
    lent = Demo(tmp_path)
    yield lent
    # A test that failed leaves nothing running behind.
    if lent.process is not None and lent.process.returncode is None:
        lent.process.send_signal(signal.SIGINT)
        async with asyncio.timeout(PATIENCE):
            await lent.process.wait()


async def _do(client: aiohttp.ClientSession, demo: Demo, who: str, **wish: str) -> None:
    headers = {"Origin": demo.url}
    form = {"wish": json.dumps(wish)}
    async with client.post(f"{demo.url}/{who}/act", data=form, headers=headers) as answer:
        assert answer.status == 200
        assert "refused" not in await answer.json()


async def test_hands_on_is_an_empty_workspace_until_ctrl_c(demo: Demo) -> None:
    await demo.start("--hands-on")
    async with aiohttp.ClientSession() as client:
        address = await demo.page(client, "To begin, click")
        who = address.rstrip("/").rsplit("/", 1)[-1]
        await _do(client, demo, who, do="shortcut", callback="incident.open")
        await demo.page(client, "What happened?")
        await _do(client, demo, who, do="skip", minutes="60")
    assert await demo.end() == 0, demo.heard
    assert f"{demo.url}/" in demo.heard
    assert (demo.folder / "made/transcript.html").exists()
    assert not list((demo.folder / "made").glob("review*"))


async def test_whoever_does_something_takes_the_story_over(demo: Demo) -> None:
    await demo.start("--fast")
    async with aiohttp.ClientSession() as client:
        address = await demo.page(client, TAKE_OVER)
        who = address.rstrip("/").rsplit("/", 1)[-1]
        await _do(client, demo, who, do="open_home", at="")
        await demo.page(client, TAKE_OVER)
        await demo.page(client, "kol-")
        await _do(client, demo, who, do="create_channel", name="mine")
        await demo.page(client, "kol-", without=TAKE_OVER)
    assert await demo.end() == 0, demo.heard
    assert "Somebody took over" in demo.heard
    assert (demo.folder / "made/review.md").exists()
