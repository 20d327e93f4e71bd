"""Limits of whole messages and views."""

from __future__ import annotations

from bot.workspace.checks import check_message
from tests.workspace.checks import samples as s
from tests.workspace.checks.boundaries.making import (
    Maker,
    message,
    metadata,
    modal,
    sections,
    view_of,
    x,
)

MESSAGES: dict[str, tuple[Maker, str]] = {
    "MESSAGE_BLOCKS": (lambda n: message(*[{"type": "divider"}] * n), "[json-pointer:/blocks]"),
    "MESSAGE_TEXT": (lambda n: check_message({"text": x(n)}), "msg_too_long"),
    "UPDATE_TEXT": (lambda n: check_message({"text": x(n)}, update=True), "msg_too_long"),
    "BLOCKS_TEXT": (lambda n: message(*sections(n)), "msg_blocks_too_long"),
    "MARKDOWN_TEXT": (
        lambda n: check_message({"markdown_text": x(n)}),
        "msg_too_long",
    ),
    "ATTACHMENTS": (
        lambda n: check_message({"attachments": [{"text": "t"}] * n}),
        "too_many_attachments",
    ),
    "TABLES": (lambda n: message(*[s.table()] * n), "only_one_table_allowed"),
    "CHARTS": (lambda n: message(*[s.chart(s.pie())] * n), "[json-pointer:/blocks]"),
    "PLANS": (lambda n: message(*[s.plan(1)] * n), "more than 1 plan block"),
    "METADATA_BYTES": (metadata, "metadata_too_large"),
    "METADATA_EVENT_TYPE": (
        lambda n: message(metadata={"event_type": x(n), "event_payload": {}}),
        "invalid_metadata_format",
    ),
}

VIEWS: dict[str, tuple[Maker, str]] = {
    "VIEW_BLOCKS": (lambda n: modal(*[{"type": "divider"}] * n), "[json-pointer:/view/blocks]"),
    "VIEW_BYTES": (view_of, "view_too_large"),
    "VIEW_TITLE": (lambda n: modal(title=s.plain(x(n))), "/view/title/text]"),
    "VIEW_SUBMIT": (lambda n: modal(submit=s.plain(x(n))), "/view/submit/text]"),
    "VIEW_CLOSE": (lambda n: modal(close=s.plain(x(n))), "/view/close/text]"),
    "PRIVATE_METADATA": (lambda n: modal(private_metadata=x(n)), "/view/private_metadata]"),
    "CALLBACK_ID": (lambda n: modal(callback_id=x(n)), "/view/callback_id]"),
    "EXTERNAL_ID": (lambda n: modal(external_id=x(n)), "/view/external_id]"),
    "FOCUSED": (
        lambda n: modal(*[s.field(s.typed(focus_on_load=True))] * n),
        "/view/blocks/1/element/focus_on_load]",
    ),
}
