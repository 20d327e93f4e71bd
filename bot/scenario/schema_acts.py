"""What players can do when nobody is there to play: one model for each act.

Used by the schema beside it. ``bot.cli.rehearse`` knows how each of them is done in Slack.
"""

from typing import Annotated, Literal

from pydantic import Field

from bot.playbook.schema_base import Entry, Id, LevelNumber, TaskName
from bot.scenario.schema_base import Line, Minute, Typed
from bot.scenario.value import Act


class _Act(Entry):
    at: Minute
    who: Id

    def value(self) -> Act:
        """Return the act; what nobody said is left out."""
        says = self.model_dump(exclude={"at", "who", "do"}, exclude_none=True)
        return Act(self.at, self.who, str(getattr(self, "do", "")), says)


class Complete(_Act):
    """Presses the button that ends a task, with proof if there is any."""

    do: Literal["complete"]
    task: TaskName
    evidence: Typed | None = None


class Take(_Act):
    """Takes a task."""

    do: Literal["take"]
    task: TaskName


class PlaceEntry(Entry):
    """What somebody found at a place that spreads the content, or did there."""

    state: Literal["paused", "running", "unused", "verified"]
    evidence: Typed | None = None
    spend: Line | None = None


class Report(_Act):
    """Fills in the receipts of places, each by its id in the playbook."""

    do: Literal["report"]
    places: Annotated[dict[Id, PlaceEntry], Field(min_length=1)]


class Agree(_Act):
    """Ends a task on which two must agree; ``second`` is the other one."""

    do: Literal["agree"]
    task: TaskName
    second: Id


class ReadQuick(_Act):
    """Answers the quick read's questions by their id, through the task that asks for it."""

    do: Literal["read_quick"]
    task: TaskName
    answers: Annotated[dict[Id, Id], Field(min_length=1)]


class Attach(_Act):
    """Attaches proof to a task that stays as it is."""

    do: Literal["attach"]
    task: TaskName
    evidence: Typed


class SetAside(_Act):
    """Says that a task does not apply."""

    do: Literal["set_aside"]
    task: TaskName
    words: Typed


class Confirm(_Act):
    """Confirms the colour."""

    do: Literal["confirm_level"]
    level: LevelNumber
    words: Typed


class Decide(_Act):
    """Records a decision: the fields of its kind by their id, and why."""

    do: Literal["decide"]
    kind: Id
    fields: dict[Id, Typed]
    rationale: Typed
    owner: Id | None = None


class CarryOut(_Act):
    """Says that the latest decision of a kind has been carried out."""

    do: Literal["carry_out"]
    kind: Id
    evidence: Typed


class Note(_Act):
    """Writes into the timeline."""

    do: Literal["note"]
    words: Typed


class Say(_Act):
    """Writes in the channel."""

    do: Literal["say"]
    words: Typed


class Press(_Act):
    """Presses the newest button in the channel that reads so."""

    do: Literal["press"]
    reads: Line


class Close(_Act):
    """Closes the crisis."""

    do: Literal["close"]
    outcome: Id
    words: Typed


class Answer(_Act):
    """Answers questions of the review: words, or a list of options."""

    do: Literal["answer"]
    answers: Annotated[dict[Id, Typed | tuple[Id, ...]], Field(min_length=1)]


class Sign(_Act):
    """Signs the review."""

    do: Literal["sign"]


ActEntry = Annotated[
    Complete
    | Take
    | Report
    | Agree
    | ReadQuick
    | Attach
    | SetAside
    | Confirm
    | Decide
    | CarryOut
    | Note
    | Say
    | Press
    | Close
    | Answer
    | Sign,
    Field(discriminator="do"),
]
