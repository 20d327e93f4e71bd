"""Rich text: the block, its four kinds of lines, and what may stand inside a line.

Used by the tables of blocks and inputs. A list holds sections only: a list within a list is said
with `indent`.
"""

from __future__ import annotations

import re
from typing import Final

from bot.workspace.checks import limits
from bot.workspace.checks.objects import CHANNEL_ID, USER_ID, link
from bot.workspace.checks.schema import (
    ByType,
    Choice,
    Flag,
    ListOf,
    Obj,
    Rule,
    Text,
    Whole,
    kind,
)

_COLOR: Final = re.compile(r"#[0-9a-fA-F]{3}(?:[0-9a-fA-F]{3})?\Z")
_EMOJI: Final = re.compile(r"[^\s:]+(?:::skin-tone-[2-6])?\Z")
_TEAM: Final = re.compile(r"[TE][A-Z0-9]+\Z")
_GROUP: Final = re.compile(r"S[A-Z0-9]+\Z")

_STYLES: Final = ("bold", "italic", "strike", "underline", "code")
_STYLE: Final = Obj(optional={name: Flag() for name in _STYLES})
_MENTION_STYLE: Final = Obj(
    optional={name: Flag() for name in (*_STYLES, "highlight", "client_highlight", "unlink")}
)


def _inline(
    name: str, required: dict[str, Rule], optional: dict[str, Rule] | None = None, *, style: Rule
) -> Obj:
    return Obj({"type": kind(name), **required}, {**(optional or {}), "style": style})


_TEXT: Final = _inline("text", {"text": Text()}, style=_STYLE)
_LINK: Final = _inline(
    "link", {"url": link(limits.BUTTON_URL)}, {"text": Text(), "unsafe": Flag()}, style=_STYLE
)

INLINE: Final[dict[str, Rule]] = {
    "text": _TEXT,
    "link": _LINK,
    "emoji": _inline(
        "emoji",
        {"name": Text(pattern=_EMOJI, what="emoji name")},
        {"unicode": Text(), "url": Text(), "skin_tone": Whole(1, 6)},
        style=_STYLE,
    ),
    "user": _inline("user", {"user_id": USER_ID}, style=_MENTION_STYLE),
    "channel": _inline("channel", {"channel_id": CHANNEL_ID}, style=_MENTION_STYLE),
    "usergroup": _inline(
        "usergroup",
        {"usergroup_id": Text(pattern=_GROUP, what="user group ID")},
        style=_MENTION_STYLE,
    ),
    "team": _inline("team", {"team_id": Text(pattern=_TEAM, what="team ID")}, style=_MENTION_STYLE),
    "broadcast": _inline(
        "broadcast", {"range": Choice(("here", "channel", "everyone"))}, style=_STYLE
    ),
    "color": _inline("color", {"value": Text(pattern=_COLOR, what="color")}, style=_STYLE),
    "date": _inline(
        "date",
        {"timestamp": Whole(), "format": Text()},
        {"url": link(limits.BUTTON_URL), "fallback": Text()},
        style=_STYLE,
    ),
}

_BORDER: Final = Choice((0, 1))
_LINE: Final = ListOf(ByType(INLINE), least=0)
_SECTION: Final = Obj({"type": kind("rich_text_section"), "elements": _LINE})

RICH_TEXT: Final = Obj(
    {
        "type": kind("rich_text"),
        "elements": ListOf(
            ByType(
                {
                    "rich_text_section": _SECTION,
                    "rich_text_list": Obj(
                        {
                            "type": kind("rich_text_list"),
                            "style": Choice(("bullet", "ordered")),
                            "elements": ListOf(ByType({"rich_text_section": _SECTION})),
                        },
                        {
                            "indent": Whole(0, limits.LIST_INDENT),
                            "offset": Whole(0),
                            "border": _BORDER,
                        },
                    ),
                    "rich_text_quote": Obj(
                        {"type": kind("rich_text_quote"), "elements": _LINE},
                        {"border": _BORDER},
                    ),
                    "rich_text_preformatted": Obj(
                        {
                            "type": kind("rich_text_preformatted"),
                            "elements": ListOf(ByType({"text": _TEXT, "link": _LINK}), least=0),
                        },
                        {"border": _BORDER, "language": Text()},
                    ),
                }
            )
        ),
    },
    {"block_id": Text(limits.BLOCK_ID)},
)
