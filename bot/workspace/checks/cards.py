"""Cards, carousels, plans, task cards and the auth provider block.

The table of blocks takes them from here.
"""

from __future__ import annotations

from typing import Any, Final

from bot.workspace.checks import limits
from bot.workspace.checks.elements import BUTTON, IMAGE
from bot.workspace.checks.objects import any_text, link, plain, secure_url
from bot.workspace.checks.rich_text import RICH_TEXT
from bot.workspace.checks.schema import (
    Anything,
    ByType,
    Choice,
    Flag,
    ListOf,
    Obj,
    Report,
    Rule,
    Text,
    at_least_one,
    kind,
)
from bot.workspace.checks.selects import OVERFLOW

_BLOCK_ID: Final[dict[str, Rule]] = {"block_id": Text(limits.BLOCK_ID)}

_ICONS: Final = (
    *("archive", "book", "bookmark", "bot", "bug", "calendar", "call", "caret-left", "caret-right"),
    *("check", "clipboard", "code", "comment", "compass", "copy", "cube", "download", "edit"),
    *("email", "eye-closed", "eye-open", "file", "flag", "folder", "gear", "globe", "heart"),
    *("help", "image", "info", "key", "lightbulb", "link", "map", "mobile", "new-window"),
    *("pin", "plus", "refine", "refresh", "rocket", "save", "screen", "share", "sparkle"),
    *("star", "star-filled", "tag", "thumbs-down", "thumbs-up", "trash", "upload", "user"),
    "warning",
)


def _one_icon(card: dict[str, Any], at: str, report: Report) -> None:
    if "icon" in card and "slack_icon" in card:
        report.say("must define either `icon` or `slack_icon`", at)


CARD: Final = Obj(
    {"type": kind("card")},
    {
        **_BLOCK_ID,
        "hero_image": IMAGE,
        "icon": IMAGE,
        "slack_icon": Obj({"type": kind("icon"), "name": Choice(_ICONS)}),
        "title": any_text(limits.CARD_TITLE),
        "subtitle": any_text(limits.CARD_SUBTITLE),
        "body": any_text(limits.CARD_BODY),
        "subtext": any_text(limits.CARD_SUBTEXT),
        "actions": ListOf(BUTTON, limits.CARD_ACTIONS),
    },
    (at_least_one("hero_image", "title", "actions", "body"), _one_icon),
)

CAROUSEL: Final = Obj(
    {
        "type": kind("carousel"),
        "elements": ListOf(ByType({"card": CARD}), limits.CAROUSEL_CARDS),
    },
    _BLOCK_ID,
)

_SOURCE: Final = Obj({"type": kind("url"), "url": link(limits.BUTTON_URL), "text": Text()})
_TASK: Final[dict[str, Rule]] = {
    "task_id": Text(),
    "title": Text(),
    "status": Choice(("pending", "in_progress", "complete", "error")),
}
_TASK_DETAILS: Final[dict[str, Rule]] = {
    **_BLOCK_ID,
    "details": RICH_TEXT,
    "output": RICH_TEXT,
    "sources": ListOf(_SOURCE, least=0),
}


def _only_plans_wait(card: dict[str, Any], at: str, report: Report) -> None:
    if card["status"] == "pending":
        report.say("must be a valid enum value", f"{at}/status")


def _task_ids_differ(plan: dict[str, Any], at: str, report: Report) -> None:
    ids = [task["task_id"] for task in plan.get("tasks", ())]
    for index, task_id in enumerate(ids):
        if task_id in ids[:index]:
            report.say(f'`task_id` "{task_id}" already exists', f"{at}/tasks/{index}/task_id")


TASK_CARD: Final = Obj({"type": kind("task_card"), **_TASK}, _TASK_DETAILS, (_only_plans_wait,))

PLAN: Final = Obj(
    {"type": kind("plan"), "title": Text()},
    {
        **_BLOCK_ID,
        "tasks": ListOf(
            Obj(_TASK, {**_TASK_DETAILS, "type": kind("task_card")}),
            limits.PLAN_TASKS,
            least=0,
        ),
    },
    (_task_ids_differ,),
)

AUTH_PROVIDER: Final = Obj(
    {
        "type": kind("auth_provider"),
        "value": Text(limits.PROVIDER_VALUE),
        "name": plain(limits.PROVIDER_NAME),
        "is_connected": Flag(),
    },
    {
        **_BLOCK_ID,
        "description": plain(limits.PROVIDER_DESCRIPTION),
        "icon_url": secure_url(limits.PROVIDER_URL),
        "auth_url": secure_url(limits.PROVIDER_URL),
        "disconnect_url": secure_url(limits.PROVIDER_URL),
        "connected_identity": plain(limits.PROVIDER_IDENTITY),
        "connected_context": plain(limits.PROVIDER_IDENTITY),
        "accessory": OVERFLOW,
        "fallback": ListOf(Anything((dict,)), least=0),
    },
)
