"""Writes down which events Slack told, and which of them were acknowledged, as its side saw it."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import datetime
from types import SimpleNamespace
from typing import Any

import aiohttp

from tests.simulation.ledger import Ledger, Told


def listening(ledger: Ledger, now: Callable[[], datetime]) -> aiohttp.TraceConfig:
    """Return what the session is given through which Slack delivers."""
    ears = aiohttp.TraceConfig()

    async def sent(_: Any, context: SimpleNamespace, told: Any) -> None:
        if told.chunk.startswith(b"{"):
            body = json.loads(told.chunk)
            context.event = body["event_id"]
            ledger.told.setdefault(body["event_id"], Told(body, now()))

    async def answered(_: Any, context: SimpleNamespace, told: Any) -> None:
        event = getattr(context, "event", None)
        if event is not None and told.response.status == 200:
            known = ledger.told[event]
            known.acked = known.acked or now()

    ears.on_request_chunk_sent.append(sent)
    ears.on_request_end.append(answered)
    return ears
