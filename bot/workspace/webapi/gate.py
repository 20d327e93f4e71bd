"""What a call must pass before its method sees it: token, scopes, rate, required arguments."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.workspace.model.app import App, Standing
from bot.workspace.shapes import ApiError
from bot.workspace.webapi.call import missing_scope

if TYPE_CHECKING:
    from collections.abc import Iterable

    from bot.workspace.facts import MethodFacts
    from bot.workspace.limits import RateLimits
    from bot.workspace.state import Workspace
    from bot.workspace.webapi.args import Args
    from bot.workspace.webapi.decode import Incoming

_APP_LEVEL = frozenset({"apps.connections.open"})
_WITHOUT_TOKEN = frozenset({"api.test"})

# Some methods have a word of their own for an argument that is missing.
_OWN_WORD = (
    ("users", "no_user"),
    ("name", "invalid_name_required"),
    ("timestamp", "no_item_specified"),
    ("post_at", "invalid_time"),
    ("filename", "missing_argument"),
    ("length", "missing_argument"),
)


class RateLimited(ApiError):
    """Refused with HTTP 429; `retry_after` in seconds."""

    def __init__(self, retry_after: int) -> None:
        super().__init__("ratelimited")
        self.retry_after = retry_after


def needs_token(method: str) -> bool:
    """Tell whether a method is refused without a token."""
    return method not in _WITHOUT_TOKEN


def authenticate(workspaces: Iterable[Workspace], incoming: Incoming) -> tuple[Workspace, App]:
    """Return whose token it is; ApiError with Slack's reason when it opens nothing."""
    if incoming.token_in_query:
        raise ApiError("invalid_auth")
    if not incoming.token:
        raise ApiError("not_authed")
    for workspace in workspaces:
        for app in workspace.apps.values():
            if incoming.token in (app.bot_token, app.app_token):
                _usable(workspace, app, incoming)
                return workspace, app
            if incoming.token in app.old_tokens:
                raise ApiError("token_revoked")
    raise ApiError("invalid_auth")


def _usable(workspace: Workspace, app: App, incoming: Incoming) -> None:
    app_level = incoming.token == app.app_token
    if app_level is not (incoming.method in _APP_LEVEL):
        raise ApiError("not_allowed_token_type")
    if app.standing is Standing.REVOKED:
        raise ApiError("token_revoked")
    if app.standing is Standing.INACTIVE or workspace.people[app.bot_user_id].deleted:
        raise ApiError("account_inactive")


def check_scopes(app: App, facts: MethodFacts) -> None:
    """Refuse a method for which none of its scopes was granted."""
    if facts.scopes and not app.scopes & facts.scopes:
        raise missing_scope(app, sorted(facts.scopes))


def check_rate(limits: RateLimits, app: App, facts: MethodFacts, args: Args) -> None:
    """Refuse a call beyond the rate, when rates are enforced."""
    channel = str(args.values.get("channel", ""))
    wait = limits.take((app.team_id, app.id), facts.name, facts.tier, channel)
    if wait:
        raise RateLimited(wait)


def check_required(args: Args, facts: MethodFacts) -> None:
    """Refuse a call without an argument that the method cannot do without."""
    missing = sorted(name for name in facts.required if name not in args.values)
    for name, code in _OWN_WORD:
        if name in missing and facts.knows(code):
            raise ApiError(code)
    if missing:
        lines = tuple(f"[ERROR] missing required field: {name}" for name in missing)
        raise ApiError("invalid_arguments", lines)
