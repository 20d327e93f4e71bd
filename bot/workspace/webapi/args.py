"""Arguments of a Web API call, whatever encoding they came in."""

from __future__ import annotations

import json
from typing import Any

from bot.workspace.shapes import ApiError, Json

_FLAGS = {"1": True, "true": True, "0": False, "false": False, "": False}


class Args:
    """Reads arguments: JSON values, form fields and query parameters alike.

    A value that is not what the method takes is refused with `invalid_arguments` and a line that
    names it.
    """

    def __init__(self, values: Json) -> None:
        self.values = {name: value for name, value in values.items() if value is not None}

    def has(self, name: str) -> bool:
        """Tell whether the argument was given and is not empty."""
        return self.values.get(name) not in (None, "")

    def text(self, name: str, default: str = "") -> str:
        """Return a string; numbers are taken as strings, as Slack takes them."""
        value = self.values.get(name, default)
        if isinstance(value, bool) or not isinstance(value, str | int | float):
            raise _wrong(name, "must provide a string")
        return str(value)

    def flag(self, name: str, *, default: bool = False) -> bool:
        """Return a boolean given as true/false or 1/0."""
        value = self.values.get(name)
        if value is None:
            return default
        if isinstance(value, bool):
            return value
        word = str(value).lower()
        if word not in _FLAGS:
            raise _wrong(name, "must provide a boolean")
        return _FLAGS[word]

    def number(self, name: str, default: int) -> int:
        """Return an integer."""
        value = self.values.get(name)
        if value in (None, ""):
            return default
        if isinstance(value, bool):
            raise _wrong(name, "must provide an integer")
        try:
            return int(str(value))
        except ValueError:
            raise _wrong(name, "must provide an integer") from None

    def words(self, name: str) -> list[str]:
        """Return a list given as an array or separated by commas."""
        value = self.values.get(name)
        if value in (None, ""):
            return []
        if isinstance(value, str) and value.startswith("["):
            try:
                value = self.decoded(name)
            except ValueError:
                raise _wrong(name, "must be an array or separated by commas") from None
        if isinstance(value, list):
            return [str(one) for one in value]
        return [word.strip() for word in str(value).split(",") if word.strip()]

    def decoded(self, name: str) -> Any:
        """Return a JSON value, decoded from a string when it came as one; None when absent.

        ValueError when the string is not JSON.
        """
        value = self.values.get(name)
        if not isinstance(value, str):
            return value
        return json.loads(value) if value.strip() else None


def _wrong(name: str, what: str) -> ApiError:
    line = f"[ERROR] {what} [json-pointer:/{name}]"
    return ApiError("invalid_arguments", (line,))
