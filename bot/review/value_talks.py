"""What was said with each influencer, as a value of the review. Made by ``bot.review.talks``."""

from dataclasses import dataclass
from datetime import datetime

from bot.crisis.events import TalkKind
from bot.crisis.talk import TalkReply
from bot.crisis.texts import Text
from bot.crisis.words import Person, Words


@dataclass(frozen=True, slots=True)
class TalkLine:
    """A question, a hold or a next step, with all that became of it."""

    kind: TalkKind
    what: Text | Words
    at: datetime
    by: Person | None
    agreed_by: Words | None
    until: datetime | None
    ran_out: bool
    replies: tuple[TalkReply, ...]


@dataclass(frozen=True, slots=True)
class TalkThread:
    """Everything that was said with one influencer, in the order of the record."""

    kol: Words
    lines: tuple[TalkLine, ...]
