"""From bytes to a payload: verified first, parsed second, and recognised before Bolt sees it.

Bolt parses before it verifies, and takes a slash command whose text contains the word "payload"
for an empty body; so the door reads the bytes itself. Both doors, HTTP and Socket Mode, hand on
what :func:`recognised` accepts.
"""

import hmac
import json
from collections.abc import Callable, Mapping
from typing import Any, Literal
from urllib.parse import parse_qsl

from slack_sdk.signature import SignatureVerifier

Payload = dict[str, Any]


Signed = Literal["now", "another_time", "not_by_slack"]


def signed(verifier: SignatureVerifier, body: bytes, headers: Mapping[str, str]) -> Signed:
    """Return whether Slack made this request, and whether within five minutes of real time."""
    named = {name.lower(): value for name, value in headers.items()}
    signature = named.get("x-slack-signature", "")
    timestamp = named.get("x-slack-request-timestamp", "")
    if not (signature.isascii() and timestamp.isascii() and timestamp.isdigit()):
        return "not_by_slack"
    try:
        if verifier.is_valid(body=body, timestamp=timestamp, signature=signature):
            return "now"
        made = verifier.generate_signature(timestamp=timestamp, body=body)
    except UnicodeDecodeError:
        # The SDK signs text; bytes that are none were not sent by Slack.
        return "not_by_slack"
    genuine = made is not None and hmac.compare_digest(made, signature)
    return "another_time" if genuine else "not_by_slack"


def payload_of(body: bytes, content_type: str) -> Payload | None:
    """Return the payload of a request's body, or None when it holds none."""
    try:
        text = body.decode("utf-8")
        if content_type == "application/json":
            return _mapping(json.loads(text))
        fields = dict(parse_qsl(text, keep_blank_values=True))
        return _mapping(json.loads(fields["payload"])) if "payload" in fields else dict(fields)
    except (ValueError, RecursionError):
        return None


def recognised(payload: Payload) -> bool:
    """Whether this has the shape of something that Slack sends and a listener can read."""
    if "command" in payload:
        return _texts(payload, "command", "user_id", "team_id", "trigger_id")
    shape = _SHAPES.get(str(payload.get("type")))
    return shape is not None and shape(payload)


def _interactive(payload: Payload) -> bool:
    user, team = payload.get("user"), payload.get("team")
    return (
        isinstance(user, dict)
        and _texts(user, "id")
        and (team is None or (isinstance(team, dict) and _texts(team, "id")))
    )


def _block_actions(payload: Payload) -> bool:
    actions = payload.get("actions")
    return (
        _interactive(payload)
        and _texts(payload, "trigger_id")
        and isinstance(actions, list)
        and bool(actions)
        and all(isinstance(one, dict) and _texts(one, "action_id", "type") for one in actions)
        and isinstance(payload.get("view", {}) or {}, dict)
        and isinstance(payload.get("message", {}) or {}, dict)
    )


def _view(payload: Payload) -> bool:
    view = payload.get("view")
    if not (_interactive(payload) and isinstance(view, dict) and _texts(view, "id", "callback_id")):
        return False
    state = view.get("state", {"values": {}})
    return isinstance(state, dict) and _mapping_of_mappings(state.get("values", {}))


def _shortcut(payload: Payload) -> bool:
    return _interactive(payload) and _texts(payload, "callback_id", "trigger_id")


def _message_action(payload: Payload) -> bool:
    return _shortcut(payload) and all(
        isinstance(payload.get(name), dict) for name in ("message", "channel")
    )


def _event(payload: Payload) -> bool:
    event = payload.get("event")
    return (
        _texts(payload, "event_id", "team_id") and isinstance(event, dict) and _texts(event, "type")
    )


_SHAPES: Mapping[str, Callable[[Payload], bool]] = {
    "block_actions": _block_actions,
    "view_submission": _view,
    "view_closed": _view,
    "shortcut": _shortcut,
    "message_action": _message_action,
    "event_callback": _event,
    "url_verification": lambda payload: _texts(payload, "challenge"),
}


def _mapping(value: Any) -> Payload | None:
    return value if isinstance(value, dict) else {}


def _texts(of: Payload, *names: str) -> bool:
    return all(isinstance(of.get(name), str) and of[name] for name in names)


def _mapping_of_mappings(value: Any) -> bool:
    return isinstance(value, dict) and all(isinstance(one, dict) for one in value.values())
