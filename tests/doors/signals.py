"""A tool that listens: it signs what it sends to the door for signals, rightly or wrongly."""

import hashlib
import hmac
import json
import time
from dataclasses import dataclass, field
from typing import Any

import aiohttp

SOURCE = "listening"
KEY = "0123456789abcdef" * 4


@dataclass(frozen=True, slots=True)
class Answer:
    """What the door said."""

    status: int
    said: dict[str, Any]
    headers: dict[str, str] = field(default_factory=dict)

    @property
    def fields(self) -> list[str]:
        """Return the fields at fault."""
        return [one["field"] for one in self.said.get("problems", ())]


async def post(
    port: int,
    body: bytes,
    *,
    source: str = SOURCE,
    key: str = KEY,
    timestamp: str | None = None,
    signature: str | None = None,
) -> Answer:
    """Send a body with a signature that fits, unless a test wants another."""
    at = timestamp if timestamp is not None else str(int(time.time()))
    signed = hmac.new(key.encode(), at.encode() + b"." + body, hashlib.sha256).hexdigest()
    headers = {
        "X-Kolcrisis-Source": source,
        "X-Kolcrisis-Timestamp": at,
        "X-Kolcrisis-Signature": signature if signature is not None else f"v1={signed}",
    }
    async with (
        aiohttp.ClientSession(timeout=aiohttp.ClientTimeout(total=20)) as session,
        session.post(f"http://127.0.0.1:{port}/signals", data=body, headers=headers) as answer,
    ):
        said = json.loads(await answer.read())
        return Answer(answer.status, said, dict(answer.headers))


def body_of(campaign: str, name: str, *signals: dict[str, Any], **more: Any) -> bytes:
    """Return a request of version 1."""
    body = {"version": 1, "id": name, "campaign": campaign, "signals": list(signals)}
    return json.dumps(body | more, ensure_ascii=False).encode()
