"""Limits that bite in a second place."""

from __future__ import annotations

from bot.workspace.checks import check_command_response, check_message, limits
from tests.workspace.checks import samples as s
from tests.workspace.checks.boundaries.making import (
    Maker,
    asked,
    context_action,
    home,
    message,
    modal,
    sections,
    typing,
    x,
)

# The same limits once more, where they bite in a second place.
ALSO: list[tuple[str, int, Maker, str]] = [
    (
        "a markdown block",
        limits.MARKDOWN_TEXT,
        lambda n: message({"type": "markdown", "text": x(n)}),
        "/blocks/0/text]",
    ),
    (
        "blocks of attachments count too",
        limits.BLOCKS_TEXT,
        lambda n: check_message({"attachments": [{"blocks": sections(n)}]}),
        "msg_blocks_too_long",
    ),
    (
        "home blocks",
        limits.VIEW_BLOCKS,
        lambda n: home(*[{"type": "divider"}] * n),
        "[json-pointer:/view/blocks]",
    ),
    ("min_length", limits.PLAIN_INPUT_LENGTH, lambda n: typing(min_length=n), "/min_length]"),
    (
        "initial value of an input",
        limits.PLAIN_INPUT_LENGTH,
        lambda n: typing(initial_value=x(n)),
        "/element/initial_value]",
    ),
    (
        "initial value against max_length",
        5,
        lambda n: typing(initial_value=x(n), max_length=5),
        "/element/initial_value]",
    ),
    (
        "selected items",
        2,
        lambda n: modal(
            s.field(
                {
                    "type": "multi_static_select",
                    "options": s.options(5),
                    "initial_options": s.options(n),
                    "max_selected_items": 2,
                }
            )
        ),
        "/element/initial_options]",
    ),
    (
        "options of a group",
        limits.SELECT_OPTIONS,
        lambda n: message(
            s.actions(
                {
                    "type": "static_select",
                    "option_groups": [{"label": s.plain(), "options": s.options(n)}],
                }
            )
        ),
        "/option_groups/0/options]",
    ),
    ("deny button", limits.CONFIRM_BUTTON, lambda n: asked(deny=s.plain(x(n))), "/deny/text]"),
    (
        "a command answered with text",
        limits.MESSAGE_TEXT,
        lambda n: check_command_response({"text": x(n)}),
        "msg_too_long",
    ),
    (
        "feedback button",
        limits.BUTTON_TEXT,
        lambda n: context_action(
            s.feedback_buttons(positive_button={"text": s.plain(x(n)), "value": "v"})
        ),
        "/elements/0/positive_button/text/text]",
    ),
    (
        "workflow button",
        limits.BUTTON_TEXT,
        lambda n: message(s.actions(s.workflow_button(text=s.plain(x(n))))),
        "/elements/0/text/text]",
    ),
    (
        "image element",
        limits.IMAGE_ALT,
        lambda n: message(s.section(accessory=s.picture(alt_text=x(n)))),
        "/blocks/0/accessory/alt_text]",
    ),
]
