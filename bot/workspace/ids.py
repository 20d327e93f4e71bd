"""Identifiers and secrets, all drawn from one injected random source.

Used by the state and by whatever hands out tokens; nothing here reads a clock or the system's
randomness, so a seed gives the same ids again.
"""

from __future__ import annotations

import random
import string
import uuid

_CAPITALS = string.ascii_uppercase + string.digits
_HEX = "0123456789abcdef"


class Ids:
    """Makes ids that look like Slack's."""

    def __init__(self, rng: random.Random) -> None:
        self.rng = rng

    def entity(self, prefix: str) -> str:
        """Return an id such as `C0K7M2Q9XWZ`: the prefix, a zero and nine characters."""
        return f"{prefix}0{self._pick(_CAPITALS, 9)}"

    def digits(self, count: int) -> str:
        """Return that many digits, never beginning with a zero."""
        return self._pick("123456789", 1) + self._pick(string.digits, count - 1)

    def hexadecimal(self, count: int) -> str:
        """Return that many hexadecimal digits."""
        return self._pick(_HEX, count)

    def token(self, prefix: str) -> str:
        """Return a token such as `xoxb-…`, of the length of a real one."""
        letters = string.ascii_letters + string.digits
        return f"{prefix}-{self.digits(12)}-{self.digits(13)}-{self._pick(letters, 24)}"

    def short(self, count: int = 5) -> str:
        """Return letters and digits as Slack gives to blocks without an id."""
        return self._pick(string.ascii_letters + string.digits, count)

    def envelope(self) -> str:
        """Return the id of a Socket Mode envelope (a UUID)."""
        return str(uuid.UUID(int=self.rng.getrandbits(128), version=4))

    def _pick(self, alphabet: str, count: int) -> str:
        return "".join(self.rng.choices(alphabet, k=count))
