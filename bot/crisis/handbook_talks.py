"""What the playbook says of talks with influencers. Part of the handbook; decides nothing."""

from dataclasses import dataclass

from bot.crisis.ids import RoleId, StepId, TaskId
from bot.crisis.texts import Text


@dataclass(frozen=True, slots=True)
class TalkLine:
    """A question that is worth asking, or something that an influencer can hold still with."""

    id: str
    text: Text


@dataclass(frozen=True, slots=True)
class TalkRules:
    """What is asked, whose work it is, and when somebody is reminded."""

    role: RoleId | None = None
    steps: tuple[StepId, ...] = ()
    """The steps on whose cards the talks stand."""
    decisions: tuple[str, ...] = ()
    """The kinds of decision on whose cards they stand, too."""
    answer_minutes: int = 0
    """After so long a question without an answer is said to be late; 0: never."""
    remind_minutes: int = 0
    """So long before a hold runs out or a step is due, whoever sees to it is reminded."""
    facts: tuple[TalkLine, ...] = ()
    holds: tuple[TalkLine, ...] = ()
    asked: tuple[TaskId, ...] = ()
    """Tasks that are done once every influencer has answered every one of ``facts``."""
    held: tuple[TaskId, ...] = ()
    """Tasks that are done once every influencer has agreed to hold."""
    rules: tuple[Text, ...] = ()
    """What people should know before they talk, said where the talks stand."""
