"""What a person types or picks: text, mail, address, number, rich text, files, dates and times.

The table of elements takes them from here.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

from bot.workspace.checks import limits
from bot.workspace.checks.objects import CONFIRM, DISPATCH, plain
from bot.workspace.checks.rich_text import RICH_TEXT
from bot.workspace.checks.schema import (
    Flag,
    ListOf,
    Obj,
    Report,
    Rule,
    Text,
    Whole,
    kind,
    ordered,
)

_NUMBER: Final = re.compile(r"-?\d+(?:\.\d+)?\Z", re.ASCII)
_TIME: Final = re.compile(r"(?:[01]\d|2[0-3]):[0-5]\d\Z", re.ASCII)
_ZONE: Final = re.compile(r"[A-Za-z]+(?:[/_+\-][A-Za-z0-9]+)*\Z")
_FILE_TYPE: Final = re.compile(r"[A-Za-z0-9]+\Z")
# Ten digits, as Slack asks: from September 2001 to November 2286.
_FIRST_SECOND, _LAST_SECOND = 1_000_000_000, 9_999_999_999

_FOCUS: Final[dict[str, Rule]] = {"action_id": Text(limits.ACTION_ID), "focus_on_load": Flag()}
_HOLDER: Final[dict[str, Rule]] = {"placeholder": plain(limits.PLACEHOLDER)}
_TYPED: Final[dict[str, Rule]] = {**_FOCUS, **_HOLDER, "dispatch_action_config": DISPATCH}
_PICKED: Final[dict[str, Rule]] = {**_FOCUS, "confirm": CONFIRM}


@dataclass(frozen=True, slots=True)
class Day:
    """A day of the calendar, written YYYY-MM-DD."""

    def check(self, value: object, at: str, report: Report) -> None:
        """Refuse other types, other spellings and days that never were."""
        if not isinstance(value, str):
            report.say("must be a string", at)
        elif not _is_day(value):
            report.say("must be a valid date", at)


def _is_day(text: str) -> bool:
    if not re.fullmatch(r"\d{4}-\d{2}-\d{2}", text, re.ASCII):
        return False
    try:
        date.fromisoformat(text)
    except ValueError:
        return False
    return True


def _initial_length_fits(element: dict[str, Any], at: str, report: Report) -> None:
    text, most = element.get("initial_value"), element.get("max_length")
    if text is not None and most is not None and len(text) > most:
        report.say(f"must be less than {most + 1} characters", f"{at}/initial_value")


def _whole_unless_decimal(element: dict[str, Any], at: str, report: Report) -> None:
    if element["is_decimal_allowed"]:
        return
    for name in ("initial_value", "min_value", "max_value"):
        if "." in element.get(name, ""):
            report.say("must be an integer", f"{at}/{name}")


def _input(
    name: str,
    optional: dict[str, Rule],
    *,
    required: dict[str, Rule] | None = None,
    also: tuple[Any, ...] = (),
) -> Obj:
    return Obj({"type": kind(name), **(required or {})}, optional, also)


_NUMERIC: Final = Text(pattern=_NUMBER, what="number")

TYPED: Final[dict[str, Obj]] = {
    "plain_text_input": _input(
        "plain_text_input",
        {
            **_TYPED,
            "initial_value": Text(limits.PLAIN_INPUT_LENGTH),
            "multiline": Flag(),
            "min_length": Whole(0, limits.PLAIN_INPUT_LENGTH),
            "max_length": Whole(1, limits.PLAIN_INPUT_LENGTH),
        },
        also=(ordered("min_length", "max_length"), _initial_length_fits),
    ),
    "email_text_input": _input("email_text_input", {**_TYPED, "initial_value": Text()}),
    "url_text_input": _input("url_text_input", {**_TYPED, "initial_value": Text()}),
    "number_input": _input(
        "number_input",
        {**_TYPED, "initial_value": _NUMERIC, "min_value": _NUMERIC, "max_value": _NUMERIC},
        required={"is_decimal_allowed": Flag()},
        also=(
            ordered("min_value", "max_value"),
            ordered("min_value", "initial_value"),
            ordered("initial_value", "max_value"),
            _whole_unless_decimal,
        ),
    ),
    "rich_text_input": _input(
        "rich_text_input",
        {
            **_TYPED,
            "initial_value": RICH_TEXT,
            "min_lines": Whole(1, limits.RICH_INPUT_LINES),
            "max_lines": Whole(1, limits.RICH_INPUT_LINES),
        },
        also=(ordered("min_lines", "max_lines"),),
    ),
    "file_input": _input(
        "file_input",
        {
            "action_id": Text(limits.ACTION_ID),
            "filetypes": ListOf(Text(pattern=_FILE_TYPE, what="file type")),
            "max_files": Whole(1, limits.FILES),
        },
    ),
}

PICKED: Final[dict[str, Obj]] = {
    "datepicker": _input("datepicker", {**_PICKED, **_HOLDER, "initial_date": Day()}),
    "timepicker": _input(
        "timepicker",
        {
            **_PICKED,
            **_HOLDER,
            "initial_time": Text(pattern=_TIME, what="time"),
            "timezone": Text(pattern=_ZONE, what="time zone"),
        },
    ),
    "datetimepicker": _input(
        "datetimepicker",
        {**_PICKED, "initial_date_time": Whole(_FIRST_SECOND, _LAST_SECOND)},
    ),
}
