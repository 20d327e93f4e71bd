"""auth.*, api.*, bots.*, team.*, apps.*, emoji.*, usergroups.*, dnd.*."""

from __future__ import annotations

from bot.workspace.shapes import ApiError, Json
from bot.workspace.webapi.call import Call


def api_test(call: Call) -> Json:
    """Echo the arguments; `error` makes it fail with that error."""
    if call.args.has("error"):
        raise ApiError(call.args.text("error"), args=dict(call.args.values))
    return {"args": dict(call.args.values)}


def auth_test(call: Call) -> Json:
    """Say whose token this is."""
    team = call.workspace.team
    return {
        "url": f"https://{team.domain}.slack.com/",
        "team": team.name,
        "user": call.workspace.people[call.me].name,
        "team_id": team.id,
        "user_id": call.me,
        "bot_id": call.app.bot_id,
        "is_enterprise_install": False,
    }


def connections_open(call: Call) -> Json:
    """Hand out a WebSocket address that works once."""
    if call.verb != "POST":
        raise ApiError("insecure_request")
    if not call.app.manifest.socket_mode:
        raise ApiError("socket_mode_not_enabled")
    return {"url": call.backstage.sockets.new_url(call.app)}


def bots_info(call: Call) -> Json:
    """Describe a bot by its bot id, the calling one when none is named."""
    wanted = call.args.text("bot") or call.app.bot_id
    app = next((one for one in call.workspace.apps.values() if one.bot_id == wanted), None)
    if app is None:
        raise ApiError("bot_not_found")
    bot = {
        "id": app.bot_id,
        "deleted": False,
        "name": app.manifest.name,
        "updated": app.installed,
        "app_id": app.id,
        "user_id": app.bot_user_id,
        "icons": {},
    }
    return {"bot": bot}


def team_info(call: Call) -> Json:
    """Describe the workspace."""
    team = call.workspace.team
    wanted = call.args.text("team")
    if wanted and wanted != team.id:
        raise ApiError("team_not_found")
    described = {
        "id": team.id,
        "name": team.name,
        "url": f"https://{team.domain}.slack.com/",
        "domain": team.domain,
        "email_domain": "",
        "icon": {"image_default": True},
        "is_verified": False,
    }
    return {"team": described}


def emoji_list(call: Call) -> Json:
    """List the workspace's own emoji."""
    return {"emoji": dict(call.workspace.emoji), "cache_ts": call.workspace.clock.timestamp()}


def usergroups_list(call: Call) -> Json:
    """List user groups."""
    with_users = call.args.flag("include_users")
    groups = [
        {key: value for key, value in group.items() if with_users or key != "users"}
        for group in call.workspace.usergroups
    ]
    return {"usergroups": groups}


def dnd_info(call: Call) -> Json:
    """Say that nobody snoozes: the local workspace has no quiet hours."""
    if call.args.has("user"):
        call.person()
    times = {"next_dnd_start_ts": 1, "next_dnd_end_ts": 1}
    return {"dnd_enabled": False, **times, "snooze_enabled": False}
