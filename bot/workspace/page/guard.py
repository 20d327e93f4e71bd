"""Who may talk to the page: a browser on this machine that shows the page itself.

Every request passes through here. A foreign site can make a browser send requests to this machine,
under a name of its own (DNS rebinding) or from a page of its own; both are refused here.
"""

from __future__ import annotations

import ipaddress
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from aiohttp import web

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable

    Handler = Callable[[web.Request], Awaitable[web.StreamResponse]]

HEADERS = {
    "Content-Security-Policy": (
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; "
        "connect-src 'self'; form-action 'none'; base-uri 'none'; frame-ancestors 'none'"
    ),
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Referrer-Policy": "no-referrer",
    "X-Content-Type-Options": "nosniff",
    "Cache-Control": "no-store",
}
_SAFE = ("GET", "HEAD")


@web.middleware
async def guard(request: web.Request, handler: Handler) -> web.StreamResponse:
    """Answer 403 to whoever is not the page; nothing of the request is looked at before."""
    if not is_an_address(request.headers.get("Host", "")) or not _is_from_the_page(request):
        return web.Response(status=403, text="This page answers on this machine only.\n")
    response = await handler(request)
    if not response.prepared:
        for name, value in HEADERS.items():
            response.headers.setdefault(name, value)
    return response


def is_an_address(host: str) -> bool:
    """Tell whether a Host header names an address: a name could be rebound to this machine."""
    try:
        name = urlsplit(f"//{host}").hostname or ""
        return name == "localhost" or bool(ipaddress.ip_address(name))
    except ValueError:
        return False


def _is_from_the_page(request: web.Request) -> bool:
    if request.headers.get("Sec-Fetch-Site", "none") not in ("none", "same-origin"):
        # A link from elsewhere may lead here; nothing else may.
        return request.method in _SAFE and request.headers.get("Sec-Fetch-Mode") == "navigate"
    if request.method in _SAFE:
        return True
    return request.headers.get("Origin") == f"http://{request.headers['Host']}"
