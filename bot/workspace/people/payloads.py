"""The payloads that apps get when a person does something, as Slack words them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.workspace.model.channel import Channel, Kind

if TYPE_CHECKING:
    from bot.workspace.inputs import Control, Values
    from bot.workspace.model.app import App
    from bot.workspace.model.message import Message
    from bot.workspace.model.people import Person
    from bot.workspace.model.view import View
    from bot.workspace.shapes import Json
    from bot.workspace.state import Workspace

_KEPT_OF_ELEMENT = ("text", "value", "style", "placeholder", "url", "confirm")


def base(workspace: Workspace, app: App, person: Person, kind: str) -> Json:
    """Return what every interactive payload carries."""
    return {
        "type": kind,
        "user": {
            "id": person.id,
            "username": person.name,
            "name": person.name,
            "team_id": person.team_id,
        },
        "api_app_id": app.id,
        "token": app.verification_token,
        "team": team_of(workspace, person),
        "enterprise": None,
        "is_enterprise_install": False,
    }


def team_of(workspace: Workspace, person: Person) -> Json:
    """Return the team of the person who acts, which may not be the app's."""
    home = person.team_id == workspace.team.id
    domain = workspace.team.domain if home else f"team-{person.team_id.lower()}"
    return {"id": person.team_id, "domain": domain}


def channel_name(channel: Channel) -> str:
    """Return the name by which payloads call a conversation."""
    words = {Kind.IM: "directmessage", Kind.PRIVATE: "privategroup"}
    return words.get(channel.kind, channel.name)


def channel_of(channel: Channel) -> Json:
    """Return a conversation as payloads show it."""
    return {"id": channel.id, "name": channel_name(channel)}


def on_message(channel: Channel, message: Message, values: Values) -> Json:
    """Return where an action on a message happened; an ephemeral one is not shown again."""
    ephemeral = message.ephemeral_to is not None
    container: Json = {
        "type": "message",
        "message_ts": message.ts,
        "channel_id": channel.id,
        "is_ephemeral": ephemeral,
    }
    if message.thread_ts is not None:
        container["thread_ts"] = message.thread_ts
    place: Json = {"container": container, "channel": channel_of(channel)}
    if not ephemeral:
        place["message"] = channel.show(message)
    return place | {"state": {"values": values}}


def on_view(view: View) -> Json:
    """Return where an action in a modal or a Home happened."""
    container = {"type": "view", "view_id": view.id}
    return {"container": container, "view": view.to_json()}


def action(control: Control, action_ts: str, chosen: Json) -> Json:
    """Return the entry of `actions` for a control."""
    element = control.element
    entry: Json = {
        "action_id": control.action_id,
        "block_id": control.block_id,
        "type": control.kind,
        "action_ts": action_ts,
    }
    entry |= {key: element[key] for key in _KEPT_OF_ELEMENT if key in element}
    entry |= {key: value for key, value in element.items() if key.startswith("initial_")}
    return entry | chosen


def command(
    workspace: Workspace, app: App, person: Person, channel: Channel, spoken: tuple[str, str]
) -> Json:
    """Return the form fields of a slash command; `spoken` is the word and the text."""
    team = team_of(workspace, person)
    return {
        "token": app.verification_token,
        "team_id": team["id"],
        "team_domain": team["domain"],
        "channel_id": channel.id,
        "channel_name": channel_name(channel),
        "user_id": person.id,
        "user_name": person.name,
        "command": spoken[0],
        "text": spoken[1],
        "api_app_id": app.id,
        "is_enterprise_install": "false",
    }
