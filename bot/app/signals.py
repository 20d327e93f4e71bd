"""The door for signals: ``POST /signals``, for tools that watch what is said on the platforms.

Beside Slack's door on the same server. Nothing of a request is taken unless its signature fits,
it is fresh, and all of it is right; it is answered 200 after the commit, never before. A repeat of
an id gets the first answer. Neither keys nor what was sent are logged.
"""

import hashlib
import hmac
import json
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC
from typing import Any

from aiohttp import web

from bot.app.identity import Identified
from bot.app.signal_body import Problem, SignalsBody, digest_of, read_body
from bot.clock.sources import Clock
from bot.crisis.ids import TeamId
from bot.crisis.intents import Refusal
from bot.crisis.playbook import Playbook
from bot.locales.voice import voice_of_reader
from bot.observe import Metrics, log
from bot.prevention.campaign import Campaign
from bot.prevention.monitoring import TakeSignals
from bot.prevention.rights import THE_BOT
from bot.service.campaigns import CampaignStreams
from storage.errors import StorageDown
from storage.store import Store

LARGEST = 64 * 1024
"""Bytes of a request: a hundred signals with long contexts."""
FRESH_SECONDS = 300
"""How far the time of a request may be from ours; a copy that is sent later is refused."""
A_MINUTE = 120.0
"""Requests of one source in a minute."""
BURST = 60.0
SOURCE = "X-Kolcrisis-Source"
TIMESTAMP = "X-Kolcrisis-Timestamp"
SIGNATURE = "X-Kolcrisis-Signature"
_NOBODY = b"no source has this key"
_DIGITS = 12
_ENGLISH = voice_of_reader(None, UTC)
"""A machine reads the answers, and whoever set it up."""


def signature_of(key: bytes, timestamp: str, body: bytes) -> str:
    """Return the signature of a request: HMAC-SHA256 over time, a dot, and the body's bytes."""
    signed = timestamp.encode() + b"." + body
    return "v1=" + hmac.new(key, signed, hashlib.sha256).hexdigest()


@dataclass(frozen=True, slots=True)
class SignalDoor:
    """Takes signals. ``keys`` are those of the sources, by name."""

    keys: Mapping[str, str]
    campaigns: CampaignStreams
    identified: Identified
    store: Store
    metrics: Metrics
    wall: Clock
    playbook: Playbook

    async def receive(self, request: web.Request) -> web.Response:
        """Answer one request."""
        response = await self._answer(request)
        self.metrics.signals.labels(str(response.status)).inc()
        return response

    async def _answer(self, request: web.Request) -> web.Response:
        if not self.keys:
            return _refused(404, "source", "none is set up: KOLCRISIS_SIGNAL_KEYS names them")
        body = await _read(request)
        if body is None:
            return _refused(413, "body", f"is larger than {LARGEST} bytes; send fewer signals")
        source = request.headers.get(SOURCE, "")
        wrong = self._forged(source, request.headers, body)
        if wrong is not None:
            return _refused(401, wrong.field, wrong.why)
        if not self.identified.known.is_set():
            return _later(503, "the bot has not begun its work yet", 5)
        try:
            return await self._taken(self.identified.get().team, source, body)
        except StorageDown:
            log().warning("signals found no database", source=source)
            return _later(503, "the database does not answer; send it again with the same id", 5)

    def _forged(self, source: str, headers: Mapping[str, str], body: bytes) -> Problem | None:
        """Return why a request is not to be believed. It takes as long for every unknown source."""
        timestamp = headers.get(TIMESTAMP, "")
        if not (timestamp.isascii() and timestamp.isdecimal()) or len(timestamp) > _DIGITS:
            return Problem(TIMESTAMP, "is not a time in seconds since 1970")
        key = self.keys.get(source)
        right = signature_of(key.encode() if key is not None else _NOBODY, timestamp, body)
        given = headers.get(SIGNATURE, "").encode("utf-8", "replace")
        if not hmac.compare_digest(right.encode(), given) or key is None:
            return Problem(SIGNATURE, f"does not fit the body, {TIMESTAMP} and the key of {SOURCE}")
        if abs(time.time() - int(timestamp)) > FRESH_SECONDS:
            return Problem(TIMESTAMP, f"is more than {FRESH_SECONDS} seconds from our clock")
        return None

    async def _taken(self, team: TeamId, source: str, body: bytes) -> web.Response:
        wait = await self.store.budget.take(
            team,
            f"signals.{source}",
            rate_per_minute=A_MINUTE,
            burst=BURST,
            now=self.wall.now(),
        )
        if wait > 0:
            return _later(429, f"a source may send {A_MINUTE:.0f} requests a minute", wait)
        read = read_body(body)
        if not isinstance(read, SignalsBody):
            return _problems(422, read)
        if await self.campaigns.load(team, read.campaign) is None:
            return _refused(404, "campaign", "is not known; its id is shown with the campaign")
        digest = digest_of(read)
        delivery = f"signals:{source}:{read.id}"

        def answer(campaign: Campaign) -> str:
            alarm = campaign.open_alarm
            said = {
                "ok": True,
                "id": read.id,
                "campaign": campaign.id,
                "taken": len(read.signals),
                "alarm": None if alarm is None else alarm.number,
            }
            return json.dumps({"digest": digest, "said": said})

        verdict = await self.campaigns.act(
            team,
            read.campaign,
            TakeSignals(read.values(source)),
            actor=THE_BOT,
            delivery=delivery,
            answer=answer,
        )
        if isinstance(verdict, Refusal):
            return self._because(verdict)
        kept = json.loads(await self.campaigns.answer_to(team, delivery) or "{}")
        if kept.get("digest") != digest:
            return _refused(409, "id", "was used before, for something else")
        return web.json_response(kept["said"])

    def _because(self, refusal: Refusal) -> web.Response:
        """Return what the rules refused, with the field as the source wrote it."""
        why = _ENGLISH.refusal_label(refusal, self.playbook)
        if refusal.key == "refusal.watch.ended":
            return _refused(409, "campaign", why)
        nr, field = refusal.values.get("nr"), refusal.field or "signals"
        return _refused(422, field if nr is None else f"signals[{nr}].{field}", why)


async def _read(request: web.Request) -> bytes | None:
    """Return the body; None as soon as it is too large."""
    if (request.content_length or 0) > LARGEST:
        return None
    body = bytearray()
    async for part in request.content.iter_chunked(LARGEST):
        body += part
        if len(body) > LARGEST:
            return None
    return bytes(body)


def _refused(status: int, field: str, why: str) -> web.Response:
    return _problems(status, [Problem(field, why)])


def _problems(status: int, problems: Sequence[Problem]) -> web.Response:
    found: list[dict[str, Any]] = [{"field": one.field, "why": one.why} for one in problems]
    return web.json_response({"ok": False, "problems": found}, status=status)


def _later(status: int, why: str, seconds: float) -> web.Response:
    response = _refused(status, "request", why)
    response.headers["Retry-After"] = str(max(1, round(seconds)))
    return response
