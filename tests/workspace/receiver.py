"""A bot that only listens: it keeps what it gets, checks the signature and answers as told."""

from __future__ import annotations

import asyncio
import hashlib
import hmac
import json
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import parse_qs

from aiohttp import web

Json = dict[str, Any]


@dataclass(slots=True)
class Receipt:
    """One request as it came in."""

    payload: Json
    headers: dict[str, str]
    content_type: str


@dataclass(slots=True)
class Receiver:
    """Answers with `answer(payload)`: None for an empty 200, a dict, a text, or a Response."""

    answer: Callable[[Json], Any] = lambda _payload: None
    delay: float = 0.0
    secret: str = ""
    receipts: list[Receipt] = field(default_factory=list)
    forged: int = 0

    def application(self) -> web.Application:
        app = web.Application()
        app.router.add_post("/slack/events", self._receive)
        return app

    async def _receive(self, request: web.Request) -> web.StreamResponse:
        body = await request.read()
        if not self._is_signed(request, body):
            self.forged += 1
            return web.Response(status=401)
        payload = _payload(request.content_type, body)
        headers = {name: value for name, value in request.headers.items() if "lack" in name}
        self.receipts.append(Receipt(payload, headers, request.content_type))
        await asyncio.sleep(self.delay)
        return _response(self.answer(payload))

    def _is_signed(self, request: web.Request, body: bytes) -> bool:
        stamp = request.headers["X-Slack-Request-Timestamp"]
        assert abs(int(stamp) - time.time()) < 300
        base = b"v0:" + stamp.encode() + b":" + body
        wanted = "v0=" + hmac.new(self.secret.encode(), base, hashlib.sha256).hexdigest()
        return hmac.compare_digest(wanted, request.headers["X-Slack-Signature"])

    def of(self, kind: str) -> list[Json]:
        """Return the payloads of a type: `block_actions`, `message`, a slash command's word."""
        return [one.payload for one in self.receipts if kind in _kinds(one.payload)]

    def events(self, kind: str) -> list[Json]:
        """Return the inner events of a type."""
        return [payload["event"] for payload in self.of(kind)]


def _kinds(payload: Json) -> set[Any]:
    inner = payload.get("event", {})
    return {payload.get("type"), payload.get("command"), inner.get("type"), inner.get("subtype")}


def _payload(content_type: str, body: bytes) -> Json:
    decoded: Json
    if content_type == "application/json":
        decoded = json.loads(body)
        return decoded
    form = {
        name: values[0] for name, values in parse_qs(body.decode(), keep_blank_values=True).items()
    }
    decoded = json.loads(form["payload"]) if "payload" in form else dict(form)
    return decoded


def _response(answer: Any) -> web.StreamResponse:
    if isinstance(answer, web.StreamResponse):
        return answer
    if answer is None:
        return web.Response()
    return web.Response(text=answer) if isinstance(answer, str) else web.json_response(answer)
