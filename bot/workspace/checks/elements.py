"""Buttons and images, and which elements may stand where.

The table of blocks asks here. An element that Slack knows but not in that place is refused like one
it does not know.
"""

from __future__ import annotations

from typing import Any, Final

from bot.workspace.checks import limits
from bot.workspace.checks.inputs import PICKED, TYPED
from bot.workspace.checks.objects import (
    CONFIRM,
    SLACK_FILE,
    STYLE,
    USER_ID,
    any_text,
    link,
    plain,
    secure_url,
    web_url,
)
from bot.workspace.checks.schema import (
    Anything,
    ByType,
    Choice,
    ListOf,
    Obj,
    Report,
    Rule,
    Text,
    exactly_one,
    kind,
)
from bot.workspace.checks.selects import (
    CHECKBOXES,
    MULTI_SELECTS,
    OVERFLOW,
    RADIO_BUTTONS,
    SELECTS,
)


def _display_needs_prompt(button: dict[str, Any], at: str, report: Report) -> None:
    if "agent_prompt_display" in button and "agent_prompt" not in button:
        report.say("missing required field: agent_prompt", at)


_LABEL: Final = Text(limits.ACCESSIBILITY_LABEL)
_ACTION_ID: Final = Text(limits.ACTION_ID)

BUTTON: Final = Obj(
    {"type": kind("button"), "text": plain(limits.BUTTON_TEXT)},
    {
        "action_id": _ACTION_ID,
        "value": Text(limits.BUTTON_VALUE),
        "url": link(limits.BUTTON_URL),
        "style": STYLE,
        "confirm": CONFIRM,
        "accessibility_label": _LABEL,
        "agent_prompt": Text(limits.BUTTON_PROMPT),
        "agent_prompt_display": Text(),
    },
    (_display_needs_prompt,),
)

WORKFLOW_BUTTON: Final = Obj(
    {
        "type": kind("workflow_button"),
        "text": plain(limits.BUTTON_TEXT),
        "workflow": Obj(
            {
                "trigger": Obj(
                    {"url": secure_url(limits.BUTTON_URL)},
                    {
                        "customizable_input_parameters": ListOf(
                            Obj({"name": Text(), "value": Anything()}), least=0
                        )
                    },
                )
            }
        ),
    },
    {
        "action_id": _ACTION_ID,
        "style": STYLE,
        "confirm": CONFIRM,
        "accessibility_label": _LABEL,
    },
)

_FEEDBACK: Final = Obj(
    {"text": plain(limits.BUTTON_TEXT), "value": Text(limits.BUTTON_VALUE)},
    {"accessibility_label": _LABEL},
)

FEEDBACK_BUTTONS: Final = Obj(
    {
        "type": kind("feedback_buttons"),
        "positive_button": _FEEDBACK,
        "negative_button": _FEEDBACK,
    },
    {"action_id": _ACTION_ID},
)

ICON_BUTTON: Final = Obj(
    {
        "type": kind("icon_button"),
        "icon": Choice(("trash",)),
        "text": plain(limits.BUTTON_TEXT),
    },
    {
        "action_id": _ACTION_ID,
        "value": Text(limits.BUTTON_VALUE),
        "confirm": CONFIRM,
        "accessibility_label": _LABEL,
        "visible_to_user_ids": ListOf(USER_ID, limits.ICON_VISIBLE_TO),
    },
)

IMAGE_SOURCE: Final[dict[str, Rule]] = {
    "image_url": web_url(limits.IMAGE_URL),
    "slack_file": SLACK_FILE,
}

IMAGE: Final = Obj(
    {"type": kind("image"), "alt_text": Text(limits.IMAGE_ALT)},
    IMAGE_SOURCE,
    (exactly_one("image_url", "slack_file"),),
)

_MENUS: Final[dict[str, Rule]] = {
    **SELECTS,
    **MULTI_SELECTS,
    "checkboxes": CHECKBOXES,
    "radio_buttons": RADIO_BUTTONS,
}
_BUTTONS: Final[dict[str, Rule]] = {
    "button": BUTTON,
    "workflow_button": WORKFLOW_BUTTON,
    "overflow": OVERFLOW,
}

IN_ACTIONS: Final = ByType(
    {**_MENUS, **_BUTTONS, **PICKED, "rich_text_input": TYPED["rich_text_input"]}
)
IN_SECTION: Final = ByType(
    {
        **_MENUS,
        **_BUTTONS,
        "image": IMAGE,
        "datepicker": PICKED["datepicker"],
        "timepicker": PICKED["timepicker"],
    }
)
IN_INPUT: Final = ByType({**_MENUS, **PICKED, **TYPED})
IN_CONTEXT: Final = ByType({"image": IMAGE, **any_text(limits.TEXT).rules.rules})
IN_CONTEXT_ACTIONS: Final = ByType(
    {"feedback_buttons": FEEDBACK_BUTTONS, "icon_button": ICON_BUTTON}
)
