"""The few shapes that every room of the local Slack shares.

Imported from everywhere inside `bot.workspace`; it must not import anything of it.
"""

from __future__ import annotations

from typing import Any

Json = dict[str, Any]
"""A JSON object as it travels: decoded, never checked by its type alone."""


class ApiError(Exception):
    """A refusal of the Web API: an error code of Slack's and what goes with it.

    `messages` become `response_metadata.messages`; `extra` is merged into the answer (`needed` and
    `provided` of a missing scope, `errors` of an invitation).
    """

    def __init__(self, code: str, messages: tuple[str, ...] = (), **extra: Any) -> None:
        super().__init__(code, *messages)
        self.code = code
        self.messages = messages
        self.extra = extra


class ClientRefused(Exception):
    """What a person tried is not possible in Slack's own client.

    Raised to the caller of the Python API: no such button, a required field left empty, a channel
    that this person cannot see. Nothing was sent to the app.
    """
