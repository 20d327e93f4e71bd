"""Reading an HTTP request into a method's arguments and a token.

Takes what Slack takes: JSON, form, multipart, query, each with the token in the header or (never in
the query) in the field `token`.
"""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from bot.workspace.shapes import ApiError, Json
from bot.workspace.webapi.args import Args

if TYPE_CHECKING:
    from aiohttp import web


@dataclass(slots=True)
class Incoming:
    """A decoded call. `warnings` are Slack's `response_metadata.warnings`."""

    method: str
    args: Args
    token: str
    verb: str = "POST"
    token_in_query: bool = False
    warnings: list[str] = field(default_factory=list)


async def decode(request: web.Request) -> Incoming:
    """Return the call in a request; ApiError when the body is not what its type says."""
    query: Json = dict(request.query)
    leaked = query.pop("token", "")
    body, warnings = await _body(request)
    token = str(body.pop("token", "") or "")
    header = request.headers.get("Authorization", "")
    if header.startswith("Bearer "):
        token = header.removeprefix("Bearer ").strip()
    return Incoming(
        method=request.match_info["method"],
        args=Args({**query, **body}),
        token=token,
        verb=request.method,
        token_in_query=bool(leaked) and not token,
        warnings=warnings,
    )


async def _body(request: web.Request) -> tuple[Json, list[str]]:
    if request.method == "GET" or not request.can_read_body:
        return {}, []
    kind = request.content_type
    if kind == "application/json":
        return await _json_body(request)
    if kind in ("application/x-www-form-urlencoded", "multipart/form-data"):
        try:
            form = await request.post()
        except ValueError:
            raise ApiError("invalid_form_data") from None
        return {name: value for name, value in form.items() if isinstance(value, str)}, []
    if "Content-Type" not in request.headers:
        raise ApiError("missing_post_type")
    raise ApiError("invalid_post_type")


async def _json_body(request: web.Request) -> tuple[Json, list[str]]:
    warnings = [] if request.charset else ["missing_charset"]
    try:
        body = json.loads(await request.read())
    except ValueError:
        raise ApiError("invalid_json") from None
    if not isinstance(body, dict):
        raise ApiError("json_not_object")
    return body, warnings
