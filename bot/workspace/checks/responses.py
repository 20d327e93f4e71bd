"""What an app may answer: to a submitted modal, a command, a request for options.

Called by the delivering side of the local Slack with the decoded body of the answer. Slack shows a
person that something went wrong and names no code; the codes here are for whoever runs the local
Slack.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from bot.workspace.checks import limits
from bot.workspace.checks.messages import check_message
from bot.workspace.checks.objects import GROUP, PLAIN_OPTION, Options
from bot.workspace.checks.rejection import Rejection
from bot.workspace.checks.schema import (
    Choice,
    Flag,
    ListOf,
    MapOf,
    Obj,
    Report,
    Rule,
    Text,
    exactly_one,
)
from bot.workspace.checks.views import check_view

if TYPE_CHECKING:
    from collections.abc import Mapping

_NOTHING: Final[tuple[object, ...]] = (None, "", {})


def _refused(lines: list[str]) -> Rejection | None:
    return Rejection("invalid_arguments", tuple(lines)) if lines else None


def _check(rule: Rule, body: object) -> Rejection | None:
    report = Report()
    rule.check(body, "", report)
    return _refused(report.lines)


def input_block_ids(view: Mapping[str, Any]) -> frozenset[str]:
    """The `block_id`s of the input blocks of a view: what `errors` may name."""
    blocks = view.get("blocks")
    return frozenset(
        block["block_id"]
        for block in (blocks if isinstance(blocks, list) else ())
        if isinstance(block, dict)
        and block.get("type") == "input"
        and isinstance(block.get("block_id"), str)
    )


def check_view_response(body: object, view: Mapping[str, Any]) -> Rejection | None:
    """Refuse what Slack cannot use as the answer to a `view_submission` of `view`.

    Nothing closes the view. `errors` must name input blocks of this view, each with a text;
    `update` and `push` must carry a modal that `views.open` would take; `clear` stands alone.
    """
    if body in _NOTHING:
        return None
    if not isinstance(body, dict):
        return _refused(["[ERROR] must be an object"])
    action = body.get("response_action")
    if action == "errors":
        return _check_errors(body, view)
    if action in ("update", "push"):
        return _check_next_view(body)
    if action == "clear":
        return None
    return _refused(["[ERROR] must be a valid enum value [json-pointer:/response_action]"])


def _check_errors(body: dict[str, Any], view: Mapping[str, Any]) -> Rejection | None:
    errors = body.get("errors")
    if not isinstance(errors, dict) or not errors:
        return _refused(["[ERROR] missing required field: errors"])
    report = Report("modal")
    MapOf(Text()).check(errors, "/errors", report)
    known = input_block_ids(view)
    for block_id in errors:
        if block_id not in known:
            report.say("must be the `block_id` of an input block", f"/errors/{block_id}")
    return _refused(report.lines)


def _check_next_view(body: dict[str, Any]) -> Rejection | None:
    if "view" not in body:
        return _refused(["[ERROR] missing required field: view"])
    return check_view(body["view"], surface="modal")


_FLAGS: Final = Obj(
    optional={
        "response_type": Choice(("in_channel", "ephemeral")),
        "replace_original": Flag(),
        "delete_original": Flag(),
    }
)


def check_command_response(body: object) -> Rejection | None:
    """Refuse what Slack cannot use as the answer to a command or at a `response_url`.

    Nothing, a plain string and a message are answers; `delete_original` needs no message, nor does
    a bare `response_type`, which only shows the command to the channel.
    """
    if body in _NOTHING:
        return None
    if isinstance(body, str):
        return check_message({"text": body})
    if not isinstance(body, dict):
        return Rejection("invalid_payload", ("[ERROR] must be an object",))
    flags = {name: body[name] for name in _FLAGS.optional if name in body}
    if flags.get("delete_original") is True or len(flags) == len(body):
        return _check(_FLAGS, flags)
    return _check(_FLAGS, flags) or check_message(body)


_OPTIONS: Final = Obj(
    optional={
        "options": Options(PLAIN_OPTION, limits.SELECT_OPTIONS, least=0),
        "option_groups": ListOf(GROUP, limits.SELECT_GROUPS, least=0),
    },
    also=(exactly_one("options", "option_groups"),),
)


def check_options_response(body: object) -> Rejection | None:
    """Refuse what Slack cannot use as the answer to `block_suggestion`."""
    return _check(_OPTIONS, body)
