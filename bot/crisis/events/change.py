"""A change of the playbook that a corrective action asks for. Each is a stream of its own.

Nothing is changed by it: whoever keeps the playbook gets the difference and decides.
"""

from dataclasses import dataclass

from bot.crisis.ids import SlackUserId
from bot.crisis.words import Words


@dataclass(frozen=True, slots=True)
class PlaybookChangeProposed:
    """Somebody proposed a change, as a unified difference of one file, to these people."""

    incident: str
    follow_up: str
    action: Words
    file: str
    diff: Words
    to: tuple[SlackUserId, ...]
