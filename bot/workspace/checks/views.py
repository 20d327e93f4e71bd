"""What Slack refuses in a modal or an App Home.

Called by the views methods of the local Slack and by the check of what an app answers to a
submission. Triggers, stacks and hashes are the caller's business.
"""

from __future__ import annotations

from typing import Any, Final, Literal

from bot.workspace.checks import limits
from bot.workspace.checks.arrangement import Blocks
from bot.workspace.checks.objects import plain
from bot.workspace.checks.rejection import Rejection
from bot.workspace.checks.schema import ByType, Flag, Obj, Report, Rule, Text, kind
from bot.workspace.checks.walk import json_bytes

_BLOCKS: Final = Blocks(limits.VIEW_BLOCKS)

_COMMON: Final[dict[str, Rule]] = {
    # Slack shows these three as empty strings and takes them back so.
    "private_metadata": Text(limits.PRIVATE_METADATA, least=0),
    "callback_id": Text(limits.CALLBACK_ID, least=0),
    "external_id": Text(limits.EXTERNAL_ID, least=0),
}


def _inputs_need_submit(view: dict[str, Any], at: str, report: Report) -> None:
    for index, block in enumerate(view["blocks"]):
        if block["type"] == "input" and "submit" not in view:
            text = "must define `submit` to use an `input` block in modals"
            report.say(text, f"{at}/blocks/{index}/input")


_MODAL: Final = Obj(
    {"type": kind("modal"), "title": plain(limits.VIEW_TITLE), "blocks": _BLOCKS},
    {
        **_COMMON,
        "submit": plain(limits.VIEW_SUBMIT),
        "close": plain(limits.VIEW_CLOSE),
        "clear_on_close": Flag(),
        "notify_on_close": Flag(),
    },
    (_inputs_need_submit,),
)

_HOME: Final = Obj({"type": kind("home"), "blocks": _BLOCKS}, _COMMON)

_VIEWS: Final = {"modal": ByType({"modal": _MODAL}), "home": ByType({"home": _HOME})}


def check_view(view: object, *, surface: Literal["modal", "home"]) -> Rejection | None:
    """Refuse what `views.open`, `.push`, `.update` (modal) or `views.publish` (home) refuse.

    Pointers begin with `/view`. A view of more than 250 kB is `view_too_large`, all else is
    `invalid_arguments` with every reason.
    """
    if json_bytes(view) > limits.VIEW_BYTES:
        return Rejection("view_too_large")
    report = Report(surface)
    _VIEWS[surface].check(view, "/view", report)
    return Rejection("invalid_arguments", tuple(report.lines)) if report.lines else None
