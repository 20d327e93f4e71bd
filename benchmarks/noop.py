"""The yardstick: the same Bolt with one listener that does nothing, and no record behind it.

``python -m benchmarks.noop PORT LISTENERS`` serves until it is killed: so many listeners of Bolt's
own, or our router with ``one`` name or with ``all`` names that the bot serves. ``PORT`` 0 is Socket
Mode. Secret, token and Slack's address come through the environment, as the bot's do.
"""

import asyncio
import os
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

from aiohttp import web
from slack_bolt.adapter.aiohttp import to_aiohttp_response, to_bolt_request
from slack_bolt.adapter.socket_mode.async_handler import AsyncSocketModeHandler
from slack_bolt.async_app import AsyncAck, AsyncApp
from slack_bolt.authorization import AuthorizeResult
from slack_sdk.web.async_client import AsyncWebClient

from bot.cli.demo.process import free_port
from bot.workspace.local import LocalSlack
from bot.workspace.model.app import App

SECRET = "0123456789abcdef0123456789abcdef"  # noqa: S105  # opens nothing
ACTION = "task.complete"
PATIENCE = 60.0
"""Longest time for a process to be there."""


async def nothing(ack: AsyncAck) -> None:
    """Acknowledge, and that is all."""
    await ack()


def bolt(listeners: str, secret: str) -> AsyncApp:
    """Return a Bolt in which the last of these listeners serves the click."""

    async def authorize() -> AuthorizeResult:
        return AuthorizeResult(enterprise_id=None, team_id="T1", bot_id="B1", bot_user_id="U1")

    app = AsyncApp(
        signing_secret=secret,
        authorize=authorize,
        process_before_response=True,
        request_verification_enabled=bool(secret),
    )
    if not listeners.isdigit():
        # The plain yardstick knows nothing of the bot, and starts without it.
        from benchmarks.routed import route  # noqa: PLC0415  # see above

        route(app, whole=listeners == "all")
        return app
    for number in range(1, int(listeners)):
        app.action(f"never.{number}")(nothing)
    app.action(ACTION)(nothing)
    return app


def application(app: AsyncApp) -> web.Application:
    """Return Bolt's door, over HTTP."""

    async def receive(request: web.Request) -> web.Response:
        return await to_aiohttp_response(await app.async_dispatch(await to_bolt_request(request)))

    served_by = web.Application()
    served_by.router.add_post("/slack/events", receive)
    return served_by


@asynccontextmanager
async def noop(listeners: int | str = 1) -> AsyncIterator[str]:
    """Lend the address of a process that does nothing as fast as it can."""
    port = free_port()
    async with _process(port, listeners, {"SLACK_SIGNING_SECRET": SECRET}):
        await _listens(port)
        yield f"http://127.0.0.1:{port}/slack/events"


@asynccontextmanager
async def noop_on_a_socket(slack: LocalSlack, app: App) -> AsyncIterator[None]:
    """Lend a process that does nothing with what comes through Socket Mode."""
    told = {"SLACK_APP_TOKEN": app.app_token, "SLACK_API_URL": slack.base_url}
    async with _process(0, 1, told):
        await slack.until(lambda: slack.sockets.of(app.id), PATIENCE)
        yield


@asynccontextmanager
async def _process(port: int, listeners: int | str, told: dict[str, str]) -> AsyncIterator[None]:
    process = await asyncio.create_subprocess_exec(
        sys.executable,
        "-m",
        "benchmarks.noop",
        str(port),
        str(listeners),
        env=os.environ | told,
        stdin=asyncio.subprocess.DEVNULL,
    )
    try:
        yield
    finally:
        process.kill()
        await process.wait()


async def _listens(port: int) -> None:
    async with asyncio.timeout(PATIENCE):
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


async def _on_a_socket(app: AsyncApp) -> None:
    client = AsyncWebClient(base_url=os.environ["SLACK_API_URL"])
    handler = AsyncSocketModeHandler(app, os.environ["SLACK_APP_TOKEN"], web_client=client)
    await handler.start_async()  # type: ignore[no-untyped-call]  # the library has no types


def main() -> None:
    """Serve."""
    port, app = int(sys.argv[1]), bolt(sys.argv[2], os.environ.get("SLACK_SIGNING_SECRET", ""))
    if port:
        web.run_app(application(app), host="127.0.0.1", port=port, print=None, access_log=None)
    else:
        asyncio.run(_on_a_socket(app))


if __name__ == "__main__":
    main()
