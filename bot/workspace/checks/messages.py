"""What Slack refuses in a message: text, blocks, attachments, metadata, thread.

Called by the chat methods of the local Slack with arguments already decoded from JSON, and by the
checks of what an app answers. Channels, rights and edit windows are the caller's business.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, Final

from bot.workspace.checks import limits
from bot.workspace.checks.arrangement import Blocks, count, shown_text, tables
from bot.workspace.checks.attachments import ATTACHMENT, blocks_of
from bot.workspace.checks.rejection import Rejection
from bot.workspace.checks.schema import ListOf, Report, Rule
from bot.workspace.checks.walk import json_bytes

if TYPE_CHECKING:
    from collections.abc import Mapping

_TS: Final = re.compile(r"\d{10}\.\d{6}", re.ASCII)
_BLOCKS: Final = Blocks(limits.MESSAGE_BLOCKS)
_ATTACHMENTS: Final = ListOf(ATTACHMENT, least=0)


def check_message(fields: Mapping[str, object], *, update: bool = False) -> Rejection | None:
    """Refuse what `chat.postMessage` refuses; with `update`, what `chat.update` refuses.

    Looks at `text`, `markdown_text`, `blocks`, `attachments`, `metadata` and `thread_ts`; an
    argument that is null counts as absent, others are left alone. The first reason wins, and for
    blocks and attachments all their reasons come together. Limits are those of Slack's reference
    pages, see the table of limits.
    """
    given = {name: value for name, value in fields.items() if value is not None}
    return (
        _check_types(given)
        or _check_presence(given)
        or _check_blocks(given)
        or _check_attachments(given)
        or _check_whole(given)
        or _check_lengths(given, limits.UPDATE_TEXT if update else limits.MESSAGE_TEXT)
        or _check_metadata(given.get("metadata"), may_clear=update)
    )


def _check_types(given: Mapping[str, object]) -> Rejection | None:
    for name in ("text", "markdown_text"):
        if not isinstance(given.get(name, ""), str):
            line = f"[ERROR] must be a string [json-pointer:/{name}]"
            return Rejection("invalid_arguments", (line,))
    if not isinstance(given.get("blocks", []), list):
        return Rejection("invalid_blocks_format")
    if not isinstance(given.get("attachments", []), list):
        return Rejection("invalid_attachments", ("[ERROR] must be an array",))
    thread = given.get("thread_ts", "")
    if thread != "" and not (isinstance(thread, str) and _TS.fullmatch(thread)):
        return Rejection("invalid_thread_ts")
    return None


def _check_presence(given: Mapping[str, object]) -> Rejection | None:
    if given.get("markdown_text") and (given.get("text") or given.get("blocks")):
        return Rejection("markdown_text_conflict")
    texts = (given.get("text", ""), given.get("markdown_text", ""))
    said = any(isinstance(text, str) and text.strip() for text in texts)
    if said or given.get("blocks") or given.get("attachments") or given.get("file_ids"):
        return None
    return Rejection("no_text")


def _lines(rule: Rule, value: object, at: str) -> tuple[str, ...]:
    report = Report("message")
    rule.check(value, at, report)
    return tuple(report.lines)


def _check_blocks(given: Mapping[str, object]) -> Rejection | None:
    lines = _lines(_BLOCKS, given.get("blocks", []), "/blocks")
    return Rejection("invalid_blocks", lines) if lines else None


def _check_attachments(given: Mapping[str, object]) -> Rejection | None:
    attachments = given.get("attachments", [])
    if isinstance(attachments, list) and len(attachments) > limits.ATTACHMENTS:
        return Rejection("too_many_attachments")
    lines = _lines(_ATTACHMENTS, attachments, "/attachments")
    return Rejection("invalid_attachments", lines) if lines else None


def _all_blocks(given: Mapping[str, object]) -> list[Any]:
    blocks = given.get("blocks", [])
    outer = blocks if isinstance(blocks, list) else []
    return [*outer, *blocks_of(given.get("attachments", []))]


def _check_whole(given: Mapping[str, object]) -> Rejection | None:
    blocks = _all_blocks(given)
    if tables(blocks) > limits.TABLES:
        return Rejection("invalid_attachments", ("[ERROR] only_one_table_allowed",))
    if count(blocks, "data_visualization") > limits.CHARTS:
        line = f"[ERROR] no more than {limits.CHARTS} data_visualization blocks allowed"
        return Rejection("invalid_blocks", (f"{line} [json-pointer:/blocks]",))
    if count(blocks, "plan") > limits.PLANS:
        return Rejection("invalid_blocks", ("[ERROR] Cannot have more than 1 plan block",))
    return Rejection("msg_blocks_too_long") if shown_text(blocks) > limits.BLOCKS_TEXT else None


def _check_lengths(given: Mapping[str, object], most: int) -> Rejection | None:
    for name, limit in (("text", most), ("markdown_text", limits.MARKDOWN_TEXT)):
        text = given.get(name, "")
        if isinstance(text, str) and len(text) > limit:
            return Rejection("msg_too_long")
    return None


def _check_metadata(metadata: object, *, may_clear: bool) -> Rejection | None:
    if metadata is None or (may_clear and metadata == {}):
        return None
    if not _is_metadata(metadata):
        return Rejection("invalid_metadata_format")
    too_large = json_bytes(metadata) > limits.METADATA_BYTES
    return Rejection("metadata_too_large") if too_large else None


def _is_metadata(metadata: object) -> bool:
    if not isinstance(metadata, dict) or set(metadata) != {"event_type", "event_payload"}:
        return False
    kind, payload = metadata["event_type"], metadata["event_payload"]
    if not isinstance(kind, str) or not isinstance(payload, dict):
        return False
    return 0 < len(kind) <= limits.METADATA_EVENT_TYPE
