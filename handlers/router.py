"""Which listener serves which payload: a table by kind and name.

Bolt looks through its listeners one by one; it is given one for each kind, and the table does the
rest, however many things there are to click.
"""

import re
from collections.abc import Awaitable, Callable
from typing import Any, Literal

from slack_bolt.async_app import AsyncApp
from slack_bolt.context.ack.async_ack import AsyncAck
from slack_bolt.context.async_context import AsyncBoltContext

from bot.observe import as_name, log
from handlers.doors import Doors
from handlers.reply import Reply
from handlers.request import Request

Kind = Literal["command", "action", "view", "view_closed", "shortcut", "event"]
Listener = Callable[[Request, Reply, Doors], Awaitable[None]]

_ANY = re.compile(".*", re.DOTALL)


class Router:
    """Collects listeners, then hands them to Bolt."""

    def __init__(self, doors: Doors) -> None:
        self._doors = doors
        self._table: dict[tuple[Kind, str], Listener] = {}

    def on(self, kind: Kind, name: str, listener: Listener) -> None:
        """Serve one thing. A name that is served twice is a bug: ValueError."""
        if (kind, name) in self._table:
            raise ValueError(f"{kind} {name} has a listener already")
        self._table[kind, name] = listener

    def names(self, kind: Kind) -> tuple[str, ...]:
        """Return what is served of a kind, for the manifest and the contract."""
        return tuple(sorted(name for one, name in self._table if one == kind))

    def register(self, app: AsyncApp) -> None:
        """Give Bolt one listener for each kind."""
        # Clicks first: they come by the dozen, and Bolt asks its listeners one by one.
        app.action(_ANY)(self._serve("action", _action_id))
        app.command(_ANY)(self._serve("command", lambda body: str(body.get("command", ""))))
        app.view_submission(_ANY)(self._serve("view", _callback_id))
        app.view_closed(_ANY)(self._serve("view_closed", _callback_id))
        app.shortcut(_ANY)(self._serve("shortcut", lambda body: str(body.get("callback_id", ""))))
        app.event(_ANY)(self._serve("event", _event_type))

    def _serve(
        self, kind: Kind, name_of: Callable[[dict[str, Any]], str]
    ) -> Callable[..., Awaitable[None]]:
        async def serve(body: dict[str, Any], ack: AsyncAck, context: AsyncBoltContext) -> None:
            name = name_of(body)
            listener = self._table.get((kind, name))
            if listener is None:
                log().info("nothing listens to this", kind=kind, name=as_name(name))
                await ack()
                return
            request: Request = context["request"]
            await listener(request, Reply(ack, request, self._doors), self._doors)

        return serve


def _action_id(body: dict[str, Any]) -> str:
    actions = body.get("actions") or [{}]
    return str(actions[0].get("action_id", ""))


def _callback_id(body: dict[str, Any]) -> str:
    return str((body.get("view") or {}).get("callback_id", ""))


def _event_type(body: dict[str, Any]) -> str:
    return str((body.get("event") or {}).get("type", ""))
