"""The page's own HTTP doors, and its life. Started by whoever shows a local Slack to people.

It listens on the loopback interface unless told otherwise, and its guard answers browsers that show
the page itself and nobody else.
"""

from __future__ import annotations

import asyncio
import json
from contextlib import suppress
from importlib import resources
from typing import TYPE_CHECKING, Any, Self

from aiohttp import web

from bot.workspace.install import SLACKBOT
from bot.workspace.page.acts import Wish, perform
from bot.workspace.page.eyes import Eyes, eyes_of
from bot.workspace.page.guard import HEADERS, guard
from bot.workspace.page.scene import Regions, Scenery, bar, compose, see
from bot.workspace.page.show import Show
from bot.workspace.page.where import Where, cast, first_place
from bot.workspace.page.words import words
from bot.workspace.render.reader import standard_emoji

if TYPE_CHECKING:
    from bot.workspace.local import LocalSlack
    from bot.workspace.model.file import File
    from bot.workspace.page.entries import Content

PORT = 4646
_LARGEST_UPLOAD = 64_000_000
_SHUTDOWN_SECONDS = 1.0
_LOOK_AGAIN_SECONDS = 1.0
_GATHER_SECONDS = 0.03
"""A click is followed by several calls: what they change is shown together."""
_HEARTBEAT = 10
_TYPES = {"css": "text/css", "js": "text/javascript", "svg": "image/svg+xml"}
_SHOWN_AS_PICTURE = ("image/png", "image/jpeg", "image/gif", "image/webp")
_CLIENT_WORDS = (
    *("cancel", "save", "create", "delete", "edit", "failed", "no_command", "nothing_found"),
    *("channel_name", "channel_private", "add_channel", "delete_sure", "close"),
)


class Page:
    """The page of one local Slack. `async with Page(slack) as page:` serves it at `page.url`."""

    def __init__(
        self, slack: LocalSlack, show: Show | None = None, *, host: str = "127.0.0.1", port: int = 0
    ) -> None:
        self.show = show or Show()
        self._slack = slack
        self._scenery = Scenery(self.show, slack.journal)
        self._address = (host, port)
        self._eyes: dict[str, Eyes] = {}
        self._closing = False
        self._runner: web.AppRunner | None = None
        self.url = ""
        self.viewers = 0

    async def __aenter__(self) -> Self:
        self._runner = web.AppRunner(
            self.application(), access_log=None, shutdown_timeout=_SHUTDOWN_SECONDS
        )
        await self._runner.setup()
        await web.TCPSite(self._runner, *self._address).start()
        host, port = self._runner.addresses[0][:2]
        self.url = f"http://{f'[{host}]' if ':' in host else host}:{port}/"
        return self

    async def __aexit__(self, *_exception: object) -> None:
        self._closing = True
        self._slack.changes.touch()
        if self._runner is not None:
            await self._runner.cleanup()

    async def opened(self, patience: float) -> bool:
        """Wait until somebody looks at the page; False when nobody did in so many seconds."""
        try:
            return bool(await self._slack.changes.until(lambda: self.viewers, patience))
        except TimeoutError:
            return False

    def application(self) -> web.Application:
        """Return the application with all doors."""
        app = web.Application(middlewares=[guard], client_max_size=_LARGEST_UPLOAD)
        app.router.add_get("/", self._first)
        app.router.add_get("/static/{name}", self._static)
        app.router.add_get("/{who}/live", self._live)
        app.router.add_post("/{who}/act", self._act)
        app.router.add_get("/{who}/files/{file}", self._file)
        app.router.add_get("/{who}/", self._shell)
        app.router.add_get("/{who}/{at}", self._shell)
        return app

    def _viewer(self, request: web.Request) -> Eyes:
        who = request.match_info["who"]
        person = self._slack.workspace.people.get(who)
        if person is None or person.is_bot or person.deleted:
            raise web.HTTPNotFound
        key = f"{person.id} {person.tz} {person.locale} {person.real_name}"
        if key not in self._eyes:
            self._eyes[key] = eyes_of(self._slack.person(person.id))
        return self._eyes[key]

    async def _first(self, _: web.Request) -> web.StreamResponse:
        people = cast(self._slack.workspace)
        if not people:
            raise web.HTTPNotFound
        raise web.HTTPFound(f"/{people[0].id}/")

    async def _static(self, request: web.Request) -> web.StreamResponse:
        name = request.match_info["name"]
        known = {one.name: one for one in _assets().iterdir()}
        if name not in known:
            raise web.HTTPNotFound
        kind = _TYPES[name.rpartition(".")[2]]
        return web.Response(text=known[name].read_text("utf-8"), content_type=kind)

    async def _shell(self, request: web.Request) -> web.StreamResponse:
        eyes = self._viewer(request)
        at = request.match_info.get("at", "")
        where = _where(request, at or first_place(eyes.actor))
        pane = ("thread" if where.thread else "room") if at else "list"
        page = eyes.html(
            "page.html.j2",
            where=where,
            pane=pane,
            language=eyes.language,
            regions=self._regions(eyes, where, eyes.read_until.get(where.at, "")),
            emoji=_emoji(),
            client_words=_json({key: words(eyes.language)[key] for key in _CLIENT_WORDS}),
            completions=_json(_completions(eyes)),
        )
        return web.Response(text=page, content_type="text/html")

    def _regions(self, eyes: Eyes, where: Where, since: str) -> Regions:
        return compose(eyes, where, self._scenery, since)

    async def _live(self, request: web.Request) -> web.StreamResponse:
        eyes = self._viewer(request)
        where = _where(request, request.query.get("at", ""))
        stream = web.StreamResponse(headers={"Content-Type": "text/event-stream", **HEADERS})
        await stream.prepare(request)
        self.viewers += 1
        self._slack.changes.touch()
        try:
            with suppress(ConnectionResetError):  # the tab was closed
                await self._tell(request, stream, eyes, where)
        finally:
            self.viewers -= 1
        return stream

    async def _tell(
        self, request: web.Request, stream: web.StreamResponse, eyes: Eyes, where: Where
    ) -> None:
        """Send what changes, until the page ends or the tab has gone elsewhere."""
        sent: Regions = {}
        told = len(eyes.actor.seen)
        idle = 0
        since = see(eyes, where)
        regions = self._regions(eyes, where, since)
        while not self._closing:
            count = self._slack.changes.count
            news = {name: html for name, html in regions.items() if sent.get(name) != html}
            notices = [notice.text for notice in eyes.actor.seen[told:]]
            told, sent, idle = told + len(notices), regions, idle + 1
            if news or notices or idle > _HEARTBEAT:
                idle = 0
                said = _json({"regions": news, "notices": notices})
                await stream.write(f"data: {said}\n\n".encode())
            changed = await self._changed(count)
            if request.transport is None:
                return  # nobody reads this any more, so nothing may count as read
            if changed:
                see(eyes, where)
                regions = self._regions(eyes, where, since)
            else:
                regions = sent | {"bar": bar(eyes, where, self.show)}

    async def _changed(self, count: int) -> bool:
        """Wait for a change; False when a moment has passed without one."""
        changes = self._slack.changes
        try:
            await changes.until(lambda: changes.count != count, _LOOK_AGAIN_SECONDS)
        except TimeoutError:
            return False
        await asyncio.sleep(_GATHER_SECONDS)
        return True

    async def _act(self, request: web.Request) -> web.StreamResponse:
        eyes = self._viewer(request)
        files: dict[str, list[Content]] = {}
        try:
            form = await request.post()
            fields = json.loads(str(form["wish"]))
        except (ValueError, KeyError):
            raise web.HTTPBadRequest from None
        if not isinstance(fields, dict):
            raise web.HTTPBadRequest
        for name, part in form.items():
            if isinstance(part, web.FileField):
                content = (part.filename, part.file.read())
                files.setdefault(name, []).append(content)
        answer = await perform(Wish(eyes, self.show, fields, files))
        return web.json_response(answer)

    async def _file(self, request: web.Request) -> web.StreamResponse:
        eyes = self._viewer(request)
        file = self._slack.workspace.files.get(request.match_info["file"])
        if file is None or file.state == "deleted" or not _may_read(eyes, file):
            raise web.HTTPNotFound
        picture = file.mimetype in _SHOWN_AS_PICTURE
        response = web.Response(
            body=file.content,
            content_type=file.mimetype if picture else "application/octet-stream",
        )
        if not picture:
            # Whatever somebody uploaded is never run in the page's own origin.
            response.headers["Content-Disposition"] = "attachment"
        response.headers["Content-Security-Policy"] = "sandbox; default-src 'none'"
        return response


def _assets() -> Any:
    return resources.files("bot.workspace.page").joinpath("static")


def _where(request: web.Request, at: str) -> Where:
    query = request.query
    return Where(at, thread=query.get("thread", ""), tab=query.get("tab", "home"))


def _may_read(eyes: Eyes, file: File) -> bool:
    channels = eyes.actor.workspace.channels
    return file.user == eyes.actor.id or any(
        eyes.actor.workspace.sees(eyes.actor.id, channels[one]) for one in file.shares
    )


def _completions(eyes: Eyes) -> list[list[str]]:
    """Return what can be completed while writing: what is typed, and what it means."""
    workspace = eyes.actor.workspace
    commands = [
        [one.word, one.usage_hint, one.description]
        for app in workspace.apps.values()
        for one in app.manifest.commands
    ]
    people = [
        [f"@{one.name}", one.real_name, one.title]
        for one in workspace.people.values()
        if one.id != SLACKBOT and not one.deleted
    ]
    return [*commands, *people]


def _emoji() -> list[tuple[str, str]]:
    """Return the emoji to choose from, each sign once, the ones that teams use most in front."""
    known = standard_emoji()
    first = ("pushpin", "white_check_mark", "eyes", "+1", "raised_hands", "pray", "fire", "memo")
    names = [*first, *known]
    signs = {known[name]: name for name in reversed(names)}
    return [(signs[sign], sign) for sign in dict.fromkeys(known[name] for name in names)]


def _json(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False)
