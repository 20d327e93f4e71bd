"""What a check hands back: Slack's refusal as a value.

Used by every check in this package and by the Web API of the local Slack, which turns it into a
response. It must not know how a response is sent.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Rejection:
    """One refusal as Slack would answer it.

    `error` is Slack's error code; `messages` are the lines of `response_metadata.messages`, each
    beginning with `[ERROR] ` and ending, where Slack points at something, with a JSON pointer.
    """

    error: str
    messages: tuple[str, ...] = ()

    @property
    def errors(self) -> tuple[str, ...]:
        """The same lines as Slack repeats them in the top-level `errors`, without the prefix."""
        return tuple(line.removeprefix("[ERROR] ") for line in self.messages)
