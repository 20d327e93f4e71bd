"""Every block of Block Kit, and on which surface it may stand.

Messages and views are checked against these tables. Surfaces follow Slack's reference; a block on a
surface that does not take it is refused like an unknown one.
"""

from __future__ import annotations

from typing import Any, Final

from bot.workspace.checks import limits
from bot.workspace.checks.cards import AUTH_PROVIDER, CARD, CAROUSEL, PLAN, TASK_CARD
from bot.workspace.checks.charts import DATA_VISUALIZATION
from bot.workspace.checks.elements import (
    IMAGE,
    IMAGE_SOURCE,
    IN_ACTIONS,
    IN_CONTEXT,
    IN_CONTEXT_ACTIONS,
    IN_INPUT,
    IN_SECTION,
)
from bot.workspace.checks.objects import any_text, plain, secure_url, web_url
from bot.workspace.checks.rich_text import RICH_TEXT
from bot.workspace.checks.schema import (
    ByType,
    Choice,
    Cross,
    Flag,
    ListOf,
    Obj,
    Report,
    Rule,
    Surface,
    Text,
    at_least_one,
    exactly_one,
    kind,
)
from bot.workspace.checks.tables import DATA_TABLE, TABLE


def _block(
    name: str, required: dict[str, Rule], optional: dict[str, Rule] | None = None, *also: Cross
) -> Obj:
    known = {"block_id": Text(limits.BLOCK_ID), **(optional or {})}
    return Obj({"type": kind(name), **required}, known, also)


def _text_or_fields(block: dict[str, Any], at: str, report: Report) -> None:
    if "text" not in block and "fields" not in block:
        report.say("must define either `text` or `fields`", f"{at}/type")


def _files_only_in_modals(block: dict[str, Any], at: str, report: Report) -> None:
    if block["element"]["type"] == "file_input" and report.surface != "modal":
        report.say("unsupported type: file_input", f"{at}/element/type")


def _collapses_as_said(block: dict[str, Any], at: str, report: Report) -> None:
    collapsible = block.get("is_collapsible", False)
    if block.get("default_collapsed") and not collapsible:
        report.say("must define `is_collapsible` to use it", f"{at}/default_collapsed")
    if block.get("has_header_divider") and collapsible:
        report.say("cannot be used with `is_collapsible`", f"{at}/has_header_divider")


_BASIC: Final[dict[str, Rule]] = {
    "section": _block(
        "section",
        {},
        {
            "text": any_text(limits.SECTION_TEXT),
            "fields": ListOf(any_text(limits.SECTION_FIELD), limits.SECTION_FIELDS),
            "accessory": IN_SECTION,
            "expand": Flag(),
        },
        _text_or_fields,
    ),
    "header": _block("header", {"text": plain(limits.HEADER_TEXT)}),
    "divider": _block("divider", {}),
    "image": _block(
        "image",
        {"alt_text": Text(limits.IMAGE_ALT)},
        {**IMAGE_SOURCE, "title": plain(limits.IMAGE_TITLE)},
        exactly_one("image_url", "slack_file"),
    ),
    "context": _block("context", {"elements": ListOf(IN_CONTEXT, limits.CONTEXT_ELEMENTS)}),
    "actions": _block("actions", {"elements": ListOf(IN_ACTIONS, limits.ACTIONS_ELEMENTS)}),
    "input": _block(
        "input",
        {"label": plain(limits.INPUT_LABEL), "element": IN_INPUT},
        {
            "hint": plain(limits.INPUT_HINT),
            "optional": Flag(),
            "dispatch_action": Flag(),
        },
        _files_only_in_modals,
    ),
    "rich_text": RICH_TEXT,
    "video": _block(
        "video",
        {
            "alt_text": Text(limits.VIDEO_ALT),
            "title": plain(limits.VIDEO_TITLE),
            "thumbnail_url": web_url(limits.VIDEO_URL),
            "video_url": secure_url(limits.VIDEO_URL),
        },
        {
            "title_url": secure_url(limits.VIDEO_URL),
            "author_name": Text(limits.VIDEO_AUTHOR),
            "provider_name": Text(limits.VIDEO_PROVIDER),
            "provider_icon_url": web_url(limits.VIDEO_URL),
            "description": plain(limits.VIDEO_DESCRIPTION),
        },
    ),
}

_FILE: Final = _block("file", {"external_id": Text(), "source": Choice(("remote",))})

_CONTAINER: Final = _block(
    "container",
    {
        "child_blocks": ListOf(
            ByType({**_BASIC, "file": _FILE, "table": TABLE}), limits.CONTAINER_BLOCKS
        )
    },
    {
        "title": plain(limits.CONTAINER_TITLE),
        "rich_text_title": RICH_TEXT,
        "subtitle": any_text(limits.CONTAINER_SUBTITLE),
        "width": Choice(("narrow", "standard", "wide", "full")),
        "icon": IMAGE,
        "is_collapsible": Flag(),
        "default_collapsed": Flag(),
        "has_header_divider": Flag(),
    },
    at_least_one("title", "rich_text_title"),
    _collapses_as_said,
)

_ALERT: Final = _block(
    "alert",
    {"text": any_text(limits.ALERT_TEXT)},
    {"level": Choice(("default", "info", "warning", "error", "success"))},
)

_WIDE: Final[dict[str, Rule]] = {
    **_BASIC,
    "card": CARD,
    "carousel": CAROUSEL,
    "container": _CONTAINER,
    "table": TABLE,
    "data_table": DATA_TABLE,
    "data_visualization": DATA_VISUALIZATION,
    "auth_provider": AUTH_PROVIDER,
}

ON_SURFACE: Final[dict[Surface, ByType]] = {
    "modal": ByType({**_BASIC, "alert": _ALERT, "card": CARD}),
    "home": ByType(_WIDE),
    "message": ByType(
        {
            **_WIDE,
            "file": _FILE,
            "call": _block("call", {"call_id": Text()}),
            "context_actions": _block(
                "context_actions",
                {"elements": ListOf(IN_CONTEXT_ACTIONS, limits.CONTEXT_ACTIONS_ELEMENTS)},
            ),
            "markdown": _block("markdown", {"text": Text(limits.MARKDOWN_TEXT)}),
            "plan": PLAN,
            "task_card": TASK_CARD,
        }
    ),
}
