"""One item of the talks with an influencer. A value; what it means is in ``talks``."""

from dataclasses import dataclass
from datetime import datetime

from bot.crisis.events import TalkKind, TalkState
from bot.crisis.words import Person, Words


@dataclass(frozen=True, slots=True)
class TalkReply:
    """What was said of an item: an answer, that a hold goes on or ended, that a step was done."""

    state: TalkState
    at: datetime
    by: Person | None
    text: Words | None = None
    until: datetime | None = None


@dataclass(frozen=True, slots=True)
class TalkItem:
    """A question, a hold or a next step with everything that was said of it, the oldest first."""

    id: str
    kind: TalkKind
    kol: str
    name: Words
    at: datetime
    by: Person | None = None
    text: Words | None = None
    preset: str = ""
    agreed_by: Words | None = None
    until: datetime | None = None
    replies: tuple[TalkReply, ...] = ()
    passed: datetime | None = None
    """The time of it that was said to be over."""

    @property
    def last(self) -> TalkReply | None:
        """What was said of it last."""
        return self.replies[-1] if self.replies else None

    @property
    def open(self) -> bool:
        """Whether something is still to come of it; a hold that goes on is open."""
        return self.last is None or self.last.state == "extended"
