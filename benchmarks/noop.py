"""The yardstick: the same Bolt with one listener that does nothing, and no record behind it.

``python -m benchmarks.noop PORT LISTENERS`` serves until it is killed. The secret comes through
the environment, as the bot's does.
"""

import asyncio
import os
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

from aiohttp import web
from slack_bolt.adapter.aiohttp import to_aiohttp_response, to_bolt_request
from slack_bolt.async_app import AsyncAck, AsyncApp
from slack_bolt.authorization import AuthorizeResult

from bot.cli.demo.process import free_port

SECRET = "0123456789abcdef0123456789abcdef"  # noqa: S105  # opens nothing
ACTION = "task.complete"


def application(secret: str, listeners: int) -> web.Application:
    """Return an application in which the last of ``listeners`` listeners serves the click."""

    async def authorize() -> AuthorizeResult:
        return AuthorizeResult(enterprise_id=None, team_id="T1", bot_id="B1", bot_user_id="U1")

    async def nothing(ack: AsyncAck) -> None:
        await ack()

    bolt = AsyncApp(signing_secret=secret, authorize=authorize, process_before_response=True)
    for number in range(1, listeners):
        bolt.action(f"never.{number}")(nothing)
    bolt.action(ACTION)(nothing)

    async def receive(request: web.Request) -> web.Response:
        return await to_aiohttp_response(await bolt.async_dispatch(await to_bolt_request(request)))

    app = web.Application()
    app.router.add_post("/slack/events", receive)
    return app


@asynccontextmanager
async def noop(listeners: int = 1) -> AsyncIterator[str]:
    """Lend the address of a process that does nothing as fast as it can."""
    port = free_port()
    process = await asyncio.create_subprocess_exec(
        sys.executable,
        "-m",
        "benchmarks.noop",
        str(port),
        str(listeners),
        env=os.environ | {"SLACK_SIGNING_SECRET": SECRET},
        stdin=asyncio.subprocess.DEVNULL,
    )
    try:
        await _listens(port)
        yield f"http://127.0.0.1:{port}/slack/events"
    finally:
        process.kill()
        await process.wait()


async def _listens(port: int) -> None:
    async with asyncio.timeout(20):
        while True:
            try:
                _, writer = await asyncio.open_connection("127.0.0.1", port)
            except OSError:
                await asyncio.sleep(0.05)
            else:
                writer.close()
                return


def click() -> dict[str, Any]:
    """Return the payload of a click."""
    return {
        "type": "block_actions",
        "team": {"id": "T1", "domain": "t"},
        "user": {"id": "U2", "team_id": "T1"},
        "api_app_id": "A1",
        "actions": [{"type": "button", "action_id": ACTION, "block_id": "b", "value": "x|A2"}],
    }


def main() -> None:
    """Serve."""
    app = application(os.environ["SLACK_SIGNING_SECRET"], int(sys.argv[2]))
    web.run_app(app, host="127.0.0.1", port=int(sys.argv[1]), print=None, access_log=None)


if __name__ == "__main__":
    main()
