"""The fields of a message as an app sends them: decoded, checked, made into a draft.

Used by the chat methods, by answers to commands and by response URLs.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from bot.workspace.acts.messages import Draft
from bot.workspace.checks.messages import check_message
from bot.workspace.normalize import message_text, normalize_blocks
from bot.workspace.webapi.args import Args

if TYPE_CHECKING:
    from bot.workspace.checks.rejection import Rejection
    from bot.workspace.ids import Ids
    from bot.workspace.shapes import Json

_STRUCTURED = ("blocks", "attachments", "metadata")


def message_fields(args: Args) -> Json:
    """Return the arguments with blocks, attachments and metadata decoded.

    What is not JSON stays a string, so that the check can refuse it by its name.
    """
    fields: dict[str, Any] = dict(args.values)
    for name in _STRUCTURED:
        try:
            decoded = args.decoded(name)
        except ValueError:
            continue
        if decoded is None:
            fields.pop(name, None)
        else:
            fields[name] = decoded
    return fields


def refusal_of(fields: Json, *, update: bool = False) -> Rejection | None:
    """Return what Slack refuses in these fields, if anything."""
    return check_message(fields, update=update)


def draft_of(fields: Json, ids: Ids) -> Draft:
    """Return the draft of checked fields."""
    metadata = fields.get("metadata")
    return Draft(
        text=message_text(str(fields.get("text") or fields.get("markdown_text") or "")),
        blocks=normalize_blocks(fields.get("blocks") or [], ids),
        attachments=normalize_attachments(fields.get("attachments") or [], ids),
        metadata=metadata or None,
        thread_ts=fields.get("thread_ts") or None,
    )


def normalize_attachments(attachments: list[Json], ids: Ids) -> list[Json]:
    """Return attachments as Slack keeps them: numbered, their blocks with ids."""
    kept = []
    for number, attachment in enumerate(attachments, start=1):
        one = {"id": number, **attachment}
        if one.get("blocks"):
            one["blocks"] = normalize_blocks(one["blocks"], ids)
        kept.append(one)
    return kept
