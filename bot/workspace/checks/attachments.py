"""Secondary attachments of a message.

The check of messages uses the rule. An attachment may carry blocks, which follow the rules of the
message's own blocks and point into the attachment.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Final

from bot.workspace.checks import limits
from bot.workspace.checks.arrangement import Blocks
from bot.workspace.checks.objects import web_url
from bot.workspace.checks.schema import Anything, Flag, ListOf, Obj, Report, Rule, Text

_STRING: Final = Text(least=0)
_URL: Final = web_url(limits.IMAGE_URL)

_FIELDS: Final[dict[str, Rule]] = {
    **dict.fromkeys(
        (
            "author_name",
            "author_subname",
            "callback_id",
            "color",
            "fallback",
            "footer",
            "pretext",
            "text",
            "title",
            "attachment_type",
        ),
        _STRING,
    ),
    **dict.fromkeys(
        (
            "author_icon",
            "author_link",
            "footer_icon",
            "from_url",
            "image_url",
            "thumb_url",
            "title_link",
        ),
        _URL,
    ),
    "actions": ListOf(Anything((dict,)), least=0),
    "blocks": Blocks(limits.MESSAGE_BLOCKS),
    "fields": ListOf(Obj(optional={"title": _STRING, "value": _STRING, "short": Flag()}), least=0),
    "id": Anything((int, str)),
    "mrkdwn_in": ListOf(_STRING, least=0),
    "preview": Anything((dict,)),
    "ts": Anything((int, float, str)),
}

_CONTENT: Final = ("blocks", "fallback", "text", "title", "pretext", "fields", "image_url")


@dataclass(frozen=True, slots=True)
class _Attachment:
    def check(self, value: object, at: str, report: Report) -> None:
        if isinstance(value, dict) and not value.keys() <= _FIELDS.keys():
            # The answer Slack gives here names neither the key nor the place.
            report.lines.append("[ERROR] invalid_keys")
            return
        Obj(optional=_FIELDS).check(value, at, report)
        if isinstance(value, dict) and not any(value.get(name) for name in _CONTENT):
            report.say("missing required field: fallback", at)


ATTACHMENT: Final = _Attachment()


def blocks_of(attachments: object) -> list[Any]:
    """All blocks that stand in attachments, in their order."""
    found: list[Any] = []
    for attachment in attachments if isinstance(attachments, list) else ():
        blocks = attachment.get("blocks") if isinstance(attachment, dict) else None
        found.extend(blocks if isinstance(blocks, list) else ())
    return found
