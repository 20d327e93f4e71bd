"""Limits of elements and composition objects."""

from __future__ import annotations

from tests.workspace.checks import samples as s
from tests.workspace.checks.boundaries.making import (
    Maker,
    asked,
    chosen,
    context_action,
    grouped,
    message,
    modal,
    pressed,
    select,
    typing,
    web,
    x,
)

ELEMENTS: dict[str, tuple[Maker, str]] = {
    "BUTTON_TEXT": (lambda n: pressed(text=s.plain(x(n))), "/blocks/0/elements/0/text/text]"),
    "BUTTON_VALUE": (lambda n: pressed(value=x(n)), "/elements/0/value]"),
    "BUTTON_URL": (lambda n: pressed(url=web(n)), "/elements/0/url]"),
    "BUTTON_PROMPT": (lambda n: pressed(agent_prompt=x(n)), "/elements/0/agent_prompt]"),
    "ACCESSIBILITY_LABEL": (
        lambda n: pressed(accessibility_label=x(n)),
        "/elements/0/accessibility_label]",
    ),
    "ICON_VISIBLE_TO": (
        lambda n: context_action(s.icon_button(visible_to_user_ids=["U1"] * n)),
        "/elements/0/visible_to_user_ids]",
    ),
    "PLACEHOLDER": (
        lambda n: typing(placeholder=s.plain(x(n))),
        "/blocks/0/element/placeholder/text]",
    ),
    "SELECT_OPTIONS": (
        lambda n: message(s.actions(select(options=s.options(n)))),
        "/elements/0/options]",
    ),
    "SELECT_GROUPS": (lambda n: message(s.actions(grouped(n))), "/elements/0/option_groups]"),
    "GROUP_LABEL": (
        lambda n: message(s.actions(grouped(1, x(n)))),
        "/option_groups/0/label/text]",
    ),
    "OVERFLOW_OPTIONS": (
        lambda n: message(s.section(accessory={"type": "overflow", "options": s.options(n)})),
        "/blocks/0/accessory/options]",
    ),
    "CHECKBOXES": (
        lambda n: message(s.actions({"type": "checkboxes", "options": s.options(n)})),
        "/elements/0/options]",
    ),
    "RADIO_BUTTONS": (
        lambda n: message(s.actions({"type": "radio_buttons", "options": s.options(n)})),
        "/elements/0/options]",
    ),
    "PLAIN_INPUT_LENGTH": (lambda n: typing(max_length=n), "/element/max_length]"),
    "RICH_INPUT_LINES": (
        lambda n: modal(s.field({"type": "rich_text_input", "max_lines": n})),
        "/element/max_lines]",
    ),
    "FILES": (
        lambda n: modal(s.field({"type": "file_input", "max_files": n})),
        "/element/max_files]",
    ),
    "OPTION_TEXT": (lambda n: chosen(text=x(n)), "/accessory/options/0/text/text]"),
    "OPTION_VALUE": (lambda n: chosen(value=x(n)), "/accessory/options/0/value]"),
    "OPTION_DESCRIPTION": (
        lambda n: chosen(description=s.plain(x(n))),
        "/accessory/options/0/description/text]",
    ),
    "OPTION_URL": (
        lambda n: message(
            s.section(accessory={"type": "overflow", "options": [s.option(url=web(n))]})
        ),
        "/accessory/options/0/url]",
    ),
    "CONFIRM_TITLE": (lambda n: asked(title=s.plain(x(n))), "/confirm/title/text]"),
    "CONFIRM_TEXT": (lambda n: asked(text=s.plain(x(n))), "/confirm/text/text]"),
    "CONFIRM_BUTTON": (lambda n: asked(confirm=s.plain(x(n))), "/confirm/confirm/text]"),
    "LIST_INDENT": (
        lambda n: message(
            s.rich(
                {
                    "type": "rich_text_list",
                    "style": "bullet",
                    "indent": n,
                    "elements": [s.rich_line()],
                }
            )
        ),
        "/blocks/0/elements/0/indent]",
    ),
}
