"""What was asked of each influencer, agreed with them, and comes next: one kind for each item."""

from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from bot.crisis.words import Person, Words

TalkKind = Literal["fact", "hold", "step"]
"""A question, an agreement to hold still until a time, or what is done next."""

TalkState = Literal["answered", "declined", "extended", "ended", "broken", "done", "dropped"]


@dataclass(frozen=True, slots=True)
class TalkNoted:
    """Something was asked of a KOL or agreed with them, or is the next step with them.

    ``kol`` is their id in this crisis. What it says was typed (``text``) or is a line of the
    playbook (``preset``). ``by`` asked, agreed or will do it, ``agreed_by`` agreed on their side.
    ``until``: when a hold runs out, or a step is due.
    """

    item: str
    kind: TalkKind
    kol: str
    name: Words
    text: Words | None = None
    preset: str = ""
    by: Person | None = None
    agreed_by: Words | None = None
    until: datetime | None = None


@dataclass(frozen=True, slots=True)
class TalkAnswered:
    """What became of an item: the answer to a question, the end of a hold, a step done.

    ``until`` is set when a hold goes on: it holds until then.
    """

    item: str
    state: TalkState
    text: Words | None = None
    by: Person | None = None
    until: datetime | None = None


@dataclass(frozen=True, slots=True)
class TalkTermPassed:
    """A hold ran out, or a step was not done in time. ``until``: the time that passed."""

    item: str
    until: datetime
