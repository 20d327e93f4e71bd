"""Composition objects: texts, options, confirmations, filters, files and links.

The tables of elements and blocks are built from these rules. They say what an object may be, never
where it may stand.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

from bot.workspace.checks import limits
from bot.workspace.checks.schema import (
    ByType,
    Choice,
    Flag,
    ListOf,
    Obj,
    Report,
    Rule,
    Text,
    at_least_one,
    exactly_one,
    kind,
)

if TYPE_CHECKING:
    from collections.abc import Iterable

_WEB: Final = re.compile(r"https?://[^\s/?#]+\S*\Z")
_SECURE: Final = re.compile(r"https://[^\s/?#]+\S*\Z")
# A button may also open Slack itself, a mail or a phone call; scripts and bare paths are no links.
_LINK: Final = re.compile(r"(?:https?|slack)://\S+\Z|(?:mailto|tel|sms):\S+\Z")
_FILE_ID: Final = re.compile(r"F[A-Z0-9]+\Z")
_USER: Final = re.compile(r"[UW][A-Z0-9]+\Z")
_CHANNEL: Final = re.compile(r"[CG][A-Z0-9]+\Z")
_CONVERSATION: Final = re.compile(r"[CDGUW][A-Z0-9]+\Z")


def web_url(most: int) -> Text:
    """An http or https address."""
    return Text(most, pattern=_WEB, what="URL")


def secure_url(most: int) -> Text:
    """An https address."""
    return Text(most, pattern=_SECURE, what="HTTPS URL")


def link(most: int) -> Text:
    """What a button or option may open."""
    return Text(most, pattern=_LINK, what="URL")


USER_ID: Final = Text(pattern=_USER, what="user ID")
CHANNEL_ID: Final = Text(pattern=_CHANNEL, what="channel ID")
CONVERSATION_ID: Final = Text(pattern=_CONVERSATION, what="conversation ID")


def plain(most: int) -> ByType:
    """A text object that must be `plain_text`."""
    text: dict[str, Rule] = {"type": kind("plain_text"), "text": Text(most)}
    return ByType({"plain_text": Obj(text, {"emoji": Flag()})})


def _mrkdwn(most: int) -> Obj:
    text: dict[str, Rule] = {"type": kind("mrkdwn"), "text": Text(most)}
    return Obj(text, {"verbatim": Flag()})


@dataclass(frozen=True, slots=True)
class AnyText:
    """A text object of either kind; Slack first says that neither schema fits, then why."""

    rules: ByType

    def check(self, value: object, at: str, report: Report) -> None:
        """Refuse as the rule of the text's own type does, after the line about all schemas."""
        before = len(report.lines)
        self.rules.check(value, at, report)
        if len(report.lines) > before:
            line = f"[ERROR] failed to match all allowed schemas [json-pointer:{at}]"
            report.lines.insert(before, line)


def any_text(most: int) -> AnyText:
    """A text object that may be `plain_text` or `mrkdwn`."""
    return AnyText(ByType({**plain(most).rules, "mrkdwn": _mrkdwn(most)}))


STYLE: Final = Choice(("primary", "danger"))

CONFIRM: Final = Obj(
    {
        "title": plain(limits.CONFIRM_TITLE),
        "text": any_text(limits.CONFIRM_TEXT),
        "confirm": plain(limits.CONFIRM_BUTTON),
        "deny": plain(limits.CONFIRM_BUTTON),
    },
    {"style": STYLE},
)

DISPATCH: Final = Obj(
    {
        "trigger_actions_on": ListOf(
            Choice(("on_enter_pressed", "on_character_entered")), most=2, unique=True
        )
    }
)

FILTER: Final = Obj(
    optional={
        "include": ListOf(Choice(("im", "mpim", "private", "public")), most=4, unique=True),
        "exclude_external_shared_channels": Flag(),
        "exclude_bot_users": Flag(),
    },
    also=(at_least_one("include", "exclude_external_shared_channels", "exclude_bot_users"),),
)

SLACK_FILE: Final = Obj(
    optional={
        "id": Text(pattern=_FILE_ID, what="file ID"),
        "url": secure_url(limits.IMAGE_URL),
    },
    also=(exactly_one("id", "url"),),
)


def _option(text: Rule, description: Rule, extra: dict[str, Rule]) -> Obj:
    required: dict[str, Rule] = {"text": text, "value": Text(limits.OPTION_VALUE)}
    return Obj(required, {"description": description, **extra})


# Menus show plain text only; checkboxes and radio buttons render mrkdwn too.
PLAIN_OPTION: Final = _option(plain(limits.OPTION_TEXT), plain(limits.OPTION_DESCRIPTION), {})
OVERFLOW_OPTION: Final = _option(
    plain(limits.OPTION_TEXT),
    plain(limits.OPTION_DESCRIPTION),
    {"url": link(limits.OPTION_URL)},
)
ANY_OPTION: Final = _option(any_text(limits.OPTION_TEXT), any_text(limits.OPTION_DESCRIPTION), {})


def distinct_values(options: Iterable[dict[str, Any]], at: str, report: Report) -> None:
    """Refuse a value that an earlier option has already."""
    seen: set[str] = set()
    for index, option in enumerate(options):
        if option["value"] in seen:
            value = option["value"]
            report.say(f'`value` "{value}" already exists', f"{at}/{index}/value")
        seen.add(option["value"])


@dataclass(frozen=True, slots=True)
class Options:
    """An array of options, no value twice."""

    item: Rule
    most: int
    least: int = 1

    def check(self, value: object, at: str, report: Report) -> None:
        """Refuse what a list of such options cannot be, and repeated values."""
        before = len(report.lines)
        ListOf(self.item, self.most, self.least).check(value, at, report)
        if len(report.lines) == before and isinstance(value, list):
            distinct_values(value, at, report)


GROUP: Final = Obj(
    {
        "label": plain(limits.GROUP_LABEL),
        "options": Options(PLAIN_OPTION, limits.SELECT_OPTIONS),
    }
)
