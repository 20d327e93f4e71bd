"""What every request passes before its listener: whose it is, who acts, in which language.

Also the two things Bolt must not decide for us: what happens with errors, and with payloads that
nothing listens to.
"""

from collections.abc import Awaitable, Callable
from typing import Any

import structlog
from slack_bolt.async_app import AsyncApp
from slack_bolt.authorization import AuthorizeResult
from slack_bolt.context.async_context import AsyncBoltContext
from slack_bolt.error import BoltUnhandledRequestError
from slack_bolt.response import BoltResponse

from bot.crisis.ids import ChannelId, SlackUserId, TeamId
from bot.observe import as_name, log
from handlers.doors import Doors
from handlers.request import Request, delivery_of, where
from storage.errors import StorageDown
from storage.identity import Identity

Identify = Callable[[], Identity]
Next = Callable[[], Awaitable[BoltResponse | None]]


def authorizer(identify: Identify) -> Callable[..., Awaitable[AuthorizeResult]]:
    """Return Bolt's ``authorize=``: who we are is known from the start, Slack is not asked."""

    async def authorize() -> AuthorizeResult:
        identity = identify()
        return AuthorizeResult(
            enterprise_id=identity.enterprise_id,
            team_id=identity.team,
            bot_id=identity.bot_id,
            bot_user_id=identity.bot_user,
        )

    return authorize


def install(app: AsyncApp, doors: Doors, identify: Identify) -> None:
    """Put the middleware in front of all listeners."""

    @app.use
    async def read(
        body: dict[str, Any],
        context: AsyncBoltContext,
        next: Next,  # noqa: A002  # Bolt finds it by this name
    ) -> BoltResponse | None:
        place = where(body)
        ours = identify()
        structlog.contextvars.clear_contextvars()
        structlog.contextvars.bind_contextvars(request=as_name(delivery_of(body)))
        if place.team not in {None, ours.team} or place.enterprise:
            return await _foreign(body, doors, ours.team)
        actor = SlackUserId(place.user) if place.user else None
        if place.user_team not in {None, ours.team} and body.get("type") != "event_callback":
            return await _foreign(body, doors, ours.team)
        context["request"] = Request(
            body=body,
            team=ours.team,
            user=actor,
            channel=ChannelId(place.channel) if place.channel else None,
            delivery=delivery_of(body),
            voice=await doors.directory.voice(ours.team, actor),
            trigger_id=str(body.get("trigger_id") or ""),
            response_url=str(body.get("response_url") or ""),
        )
        return await next()

    @app.error
    async def failed(
        error: Exception, body: dict[str, Any], context: AsyncBoltContext
    ) -> BoltResponse:
        if isinstance(error, BoltUnhandledRequestError):
            log().info("nothing listens to this", kind=as_name(body.get("type", "")))
            return BoltResponse(status=200)
        if isinstance(error, StorageDown):
            log().error("the database is away; nothing was recorded")
        else:
            log().error("a listener failed; nothing was recorded", exc_info=error)
        _tell(doors, context.get("request"))
        return BoltResponse(status=503 if isinstance(error, StorageDown) else 500)


def _tell(doors: Doors, request: Request | None) -> None:
    """Say in one calm sentence that it did not work, where Slack gave us a way to."""
    if request is None or not request.response_url:
        return
    payload = {
        "response_type": "ephemeral",
        "replace_original": False,
        "text": request.voice.say("trouble.nothing_recorded"),
    }
    doors.background.start(doors.gateway.respond(request.response_url, payload))


async def _foreign(body: dict[str, Any], doors: Doors, team: TeamId) -> BoltResponse:
    """Answer somebody of another workspace: one sentence, and nothing changes."""
    log().info("a payload of another workspace was refused")
    if body.get("type") == "event_callback":
        return BoltResponse(status=200)
    voice = await doors.directory.voice(team, None)
    sentence = voice.say("refusal.foreign_team")
    if "command" in body:
        return BoltResponse(
            status=200,
            body={"response_type": "ephemeral", "text": sentence},
        )
    url = str(body.get("response_url") or "")
    if url:
        payload = {"response_type": "ephemeral", "replace_original": False, "text": sentence}
        doors.background.start(doors.gateway.respond(url, payload))
    return BoltResponse(status=200)
