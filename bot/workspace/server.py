"""The local Slack's HTTP doors: Web API, uploads and downloads, response URLs, Socket Mode.

Only decodes and encodes; what a request means is decided behind it.
"""

from __future__ import annotations

import asyncio
import json
from http import HTTPStatus
from typing import TYPE_CHECKING

from aiohttp import web

from bot.workspace.acts.files import receive
from bot.workspace.model.app import Standing
from bot.workspace.shapes import ApiError
from bot.workspace.webapi.decode import decode
from bot.workspace.webapi.dispatch import Answer

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from bot.workspace.delivery.response_urls import ResponseUrls
    from bot.workspace.delivery.sockets import Sockets
    from bot.workspace.model.file import File
    from bot.workspace.state import Workspace
    from bot.workspace.tasks import Changes
    from bot.workspace.webapi.dispatch import WebApi

_LARGEST_BODY = 1_100_000_000
_SIGN_IN = "<!DOCTYPE html><html><head><title>Slack</title></head><body>Sign in</body></html>"


class Server:
    """Builds the aiohttp application; one per local Slack."""

    def __init__(
        self,
        api: WebApi,
        sockets: Sockets,
        response_urls: ResponseUrls,
        workspaces: Callable[[], Iterable[Workspace]],
        changes: Changes,
    ) -> None:
        self._api = api
        self._sockets = sockets
        self._response_urls = response_urls
        self._workspaces = workspaces
        self._changes = changes
        self._closing = asyncio.Event()

    def application(self) -> web.Application:
        """Return the application; it can be served anywhere."""
        app = web.Application(client_max_size=_LARGEST_BODY)
        app.router.add_route("*", "/api/{method}", self._call)
        app.router.add_post("/upload/v1/{ticket}", self._upload)
        app.router.add_get("/files-pri/{which}/{name}", self._download)
        app.router.add_get("/files-pri-dl/{which}/{name}", self._download)
        app.router.add_post("/response/{kind}/{key}", self._respond)
        app.router.add_get("/link/", self._sockets.serve)
        return app

    def release(self) -> None:
        """Let go of every request that is never answered."""
        self._closing.set()

    async def _call(self, request: web.Request) -> web.StreamResponse:
        try:
            incoming = await decode(request)
        except ApiError as refusal:
            return _json(Answer({"ok": False, "error": refusal.code}))
        answer = await self._api.handle(incoming)
        if answer.ending == "hang":
            await self._closing.wait()
        if answer.ending:
            if request.transport is not None:
                request.transport.close()
            raise web.HTTPServiceUnavailable
        return _json(answer)

    async def _upload(self, request: web.Request) -> web.StreamResponse:
        file = self._file(lambda one: one.ticket == request.match_info["ticket"])
        if file is None:
            return web.Response(status=404, text="not found")
        content = await _content(request)
        if not receive(file, content):
            return web.Response(status=400, text="upload does not fit its announcement")
        return web.Response(text=f"OK - {len(content)}")

    async def _download(self, request: web.Request) -> web.StreamResponse:
        which = request.match_info["which"]
        file = self._file(lambda one: which == f"{one.team_id}-{one.id}")
        token = request.headers.get("Authorization", "").removeprefix("Bearer ")
        if file is None or file.state == "deleted":
            return web.Response(status=404, text="not found")
        if not self._may_read(token, file):
            # Slack shows a sign-in page with status 200: an app that does not look keeps HTML.
            return web.Response(text=_SIGN_IN, content_type="text/html")
        return web.Response(body=file.content, content_type=file.mimetype)

    def _may_read(self, token: str, file: File) -> bool:
        for workspace in self._workspaces():
            for app in workspace.apps.values():
                valid = token == app.bot_token and app.standing is Standing.VALID
                if valid and "files:read" in app.scopes and workspace.team.id == file.team_id:
                    channels = [workspace.channels[one] for one in file.shares]
                    inside = any(app.bot_user_id in channel.members for channel in channels)
                    its_own = app.bot_user_id == file.user or app.bot_user_id in file.handed_to
                    return inside or its_own
        return False

    def _file(self, wanted: Callable[[File], bool]) -> File | None:
        files = (one for workspace in self._workspaces() for one in workspace.files.values())
        return next((one for one in files if wanted(one)), None)

    async def _respond(self, request: web.Request) -> web.StreamResponse:
        try:
            body = json.loads(await request.read())
        except ValueError:
            return web.Response(status=400, text="invalid_payload")
        status, answer = self._response_urls.use(request.match_info["key"], body)
        self._changes.touch()
        if status == HTTPStatus.OK:
            return web.Response(text=answer)
        return web.json_response({"ok": False, "error": answer}, status=status)


def _json(answer: Answer) -> web.Response:
    return web.json_response(answer.body, status=answer.status, headers=answer.headers)


async def _content(request: web.Request) -> bytes:
    if request.content_type != "multipart/form-data":
        return await request.read()
    form = await request.post()
    for value in form.values():
        if isinstance(value, web.FileField):
            return value.file.read()
    return b""
