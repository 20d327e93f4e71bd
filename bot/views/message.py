"""A message as the views make it and the projector and the handlers send it."""

from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, slots=True)
class Message:
    """A message: ``text`` is what a notification and a screen reader say, ``blocks`` what is seen.

    The same incident in the same voice gives an equal message, so that equal means unchanged.
    """

    text: str
    blocks: tuple[dict[str, Any], ...]
