"""Menus: the five single selects, the five multi-selects, overflow, checkboxes, radio buttons.

The table of elements takes them from here. What is chosen at first must be one of what can be
chosen; Slack compares value, text and description.
"""

from __future__ import annotations

from typing import Any, Final

from bot.workspace.checks import limits
from bot.workspace.checks.objects import (
    ANY_OPTION,
    CHANNEL_ID,
    CONFIRM,
    CONVERSATION_ID,
    FILTER,
    GROUP,
    OVERFLOW_OPTION,
    PLAIN_OPTION,
    USER_ID,
    Options,
    plain,
)
from bot.workspace.checks.schema import (
    Cross,
    Flag,
    ListOf,
    Obj,
    Report,
    Rule,
    Text,
    Whole,
    exactly_one,
    kind,
)

_ACTION: Final[dict[str, Rule]] = {"action_id": Text(limits.ACTION_ID), "confirm": CONFIRM}
_FOCUS: Final[dict[str, Rule]] = {**_ACTION, "focus_on_load": Flag()}
_MENU: Final[dict[str, Rule]] = {**_FOCUS, "placeholder": plain(limits.PLACEHOLDER)}
_MULTI: Final[dict[str, Rule]] = {**_MENU, "max_selected_items": Whole(1)}


def _all_options(element: dict[str, Any]) -> list[dict[str, Any]]:
    grouped = [option for group in element.get("option_groups", ()) for option in group["options"]]
    return [*element.get("options", ()), *grouped]


def _essence(option: dict[str, Any]) -> tuple[object, ...]:
    text, description = option["text"], option.get("description", {})
    return (
        option["value"],
        text["type"],
        text["text"],
        description.get("type"),
        description.get("text"),
    )


def _initial_is_offered(element: dict[str, Any], at: str, report: Report) -> None:
    offered = {_essence(option) for option in _all_options(element)}
    chosen = element.get("initial_option")
    if chosen is not None and _essence(chosen) not in offered:
        report.say("must match one of the options", f"{at}/initial_option")
    for index, option in enumerate(element.get("initial_options", ())):
        if _essence(option) not in offered:
            report.say("must match one of the options", f"{at}/initial_options/{index}")


def _values_differ_across_groups(element: dict[str, Any], at: str, report: Report) -> None:
    seen: set[str] = set()
    for index, group in enumerate(element.get("option_groups", ())):
        values = {option["value"] for option in group["options"]}
        for value in sorted(seen & values):
            where = f"{at}/option_groups/{index}/options"
            report.say(f'`value` "{value}" already exists', where)
        seen |= values


def _initial_fits(key: str) -> Cross:
    def cross(element: dict[str, Any], at: str, report: Report) -> None:
        most, chosen = element.get("max_selected_items"), element.get(key)
        if most is not None and chosen is not None and len(chosen) > most:
            report.say(f"no more than {most} items allowed", f"{at}/{key}")

    return cross


def _element(
    name: str, optional: dict[str, Rule], *also: Cross, required: dict[str, Rule] | None = None
) -> Obj:
    return Obj({"type": kind(name), **(required or {})}, optional, also)


def _multi(name: str, initial: str, item: Rule, extra: dict[str, Rule], *also: Cross) -> Obj:
    chosen = Options(item, limits.SELECT_OPTIONS) if item is PLAIN_OPTION else ListOf(item)
    return _element(name, {**_MULTI, **extra, initial: chosen}, _initial_fits(initial), *also)


_STATIC: Final[dict[str, Rule]] = {
    "options": Options(PLAIN_OPTION, limits.SELECT_OPTIONS),
    "option_groups": ListOf(GROUP, limits.SELECT_GROUPS),
}
_STATIC_RULES: Final = (
    exactly_one("options", "option_groups"),
    _values_differ_across_groups,
    _initial_is_offered,
)
_CONVERSATIONS: Final[dict[str, Rule]] = {
    "default_to_current_conversation": Flag(),
    "filter": FILTER,
}

SELECTS: Final[dict[str, Obj]] = {
    "static_select": _element(
        "static_select", {**_MENU, **_STATIC, "initial_option": PLAIN_OPTION}, *_STATIC_RULES
    ),
    "external_select": _element(
        "external_select",
        {**_MENU, "initial_option": PLAIN_OPTION, "min_query_length": Whole(0)},
    ),
    "users_select": _element("users_select", {**_MENU, "initial_user": USER_ID}),
    "conversations_select": _element(
        "conversations_select",
        {
            **_MENU,
            **_CONVERSATIONS,
            "initial_conversation": CONVERSATION_ID,
            "response_url_enabled": Flag(),
        },
    ),
    "channels_select": _element(
        "channels_select",
        {**_MENU, "initial_channel": CHANNEL_ID, "response_url_enabled": Flag()},
    ),
}

MULTI_SELECTS: Final[dict[str, Obj]] = {
    "multi_static_select": _multi(
        "multi_static_select", "initial_options", PLAIN_OPTION, _STATIC, *_STATIC_RULES
    ),
    "multi_external_select": _multi(
        "multi_external_select",
        "initial_options",
        PLAIN_OPTION,
        {"min_query_length": Whole(0)},
    ),
    "multi_users_select": _multi("multi_users_select", "initial_users", USER_ID, {}),
    "multi_conversations_select": _multi(
        "multi_conversations_select", "initial_conversations", CONVERSATION_ID, _CONVERSATIONS
    ),
    "multi_channels_select": _multi("multi_channels_select", "initial_channels", CHANNEL_ID, {}),
}

OVERFLOW: Final = _element(
    "overflow",
    _ACTION,
    required={"options": Options(OVERFLOW_OPTION, limits.OVERFLOW_OPTIONS)},
)

CHECKBOXES: Final = _element(
    "checkboxes",
    {**_FOCUS, "initial_options": Options(ANY_OPTION, limits.CHECKBOXES)},
    _initial_is_offered,
    required={"options": Options(ANY_OPTION, limits.CHECKBOXES)},
)

RADIO_BUTTONS: Final = _element(
    "radio_buttons",
    {**_FOCUS, "initial_option": ANY_OPTION},
    _initial_is_offered,
    required={"options": Options(ANY_OPTION, limits.RADIO_BUTTONS)},
)
