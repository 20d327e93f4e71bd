"""The guide as values: what a playbook says, once loaded and checked.

``bot.playbook`` reads YAML into these; the rules and the views read them. Nothing here knows where
they came from. All minutes count from an anchor that the task names.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Literal

from bot.crisis.events import PostStage
from bot.crisis.handbook import Handbook
from bot.crisis.ids import RoleId, StepId, TaskId
from bot.crisis.texts import Text as Text  # noqa: PLC0414  a playbook is read with its texts


@dataclass(frozen=True, slots=True)
class Role:
    """A role that people hold during a crisis; one person may hold several."""

    id: RoleId
    name: Text
    short: str
    by_brief: bool = False
    """Its people, when a level calls for them, get a brief instead of the channel's noise."""


@dataclass(frozen=True, slots=True)
class Step:
    """A step of the 24-hour checklist: one card in the channel."""

    id: StepId
    title: Text
    goal: Text
    source: str
    on_opening: bool = True
    """False: the card appears only once one of its tasks is active (damage control)."""


@dataclass(frozen=True, slots=True)
class Due:
    """When a task should be done, in minutes after ``anchor``.

    ``anchor`` is ``start`` (the opening) or the id of a task or decision kind after which it
    counts; a task that appears later than its anchor counts from its appearance. ``by_level``
    shortens it for a confirmed level.
    ``again`` lists later times, in minutes after the same anchor, at which it is asked once more.
    """

    minutes: int | None
    anchor: str = "start"
    by_level: Mapping[int, int] = field(default_factory=dict)
    again: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class When:
    """What makes a task active: any one of these suffices."""

    now: bool = False
    from_level: int | None = None
    types: tuple[str, ...] = ()
    conditions: tuple[str, ...] = ()
    not_types: tuple[str, ...] = ()
    """Crisis types for which the task does not apply, whatever else is true."""


TaskForm = Literal["quick_read", "full_reading", "receipts", "second_look"]


@dataclass(frozen=True, slots=True)
class Task:
    """One task of the checklist."""

    id: TaskId
    step: StepId
    title: Text
    how: Text
    button: Text
    """What the primary button says when the task is done: 'Saved', 'Paused'."""
    evidence: Text | None
    roles: tuple[RoleId, ...]
    due: Due
    when: When
    source: str
    rank: int
    """The order in which tasks are proposed as 'the one thing to do now'; lower comes first."""
    not_yet: Text | None = None
    """What must not be done meanwhile, shown on the status card while this is the thing to do."""
    sets: tuple[str, ...] = ()
    """Conditions that doing it makes true."""
    needs_two: bool = False
    """Whether two people must agree that it is done."""
    form: TaskForm | None = None
    """The form that its button brings up; filling it finishes the task."""


@dataclass(frozen=True, slots=True)
class CrisisType:
    """One of the guide's five ways in which a campaign goes wrong."""

    id: str
    name: Text
    cluster: str
    escalates: Text
    response: Text
    pitfall: Text
    source: str


@dataclass(frozen=True, slots=True)
class Option:
    """One answer that a decision field or a question offers.

    ``sets`` names conditions that it makes true, ``clears`` those that it ends.
    """

    value: str
    name: Text
    sets: tuple[str, ...] = ()
    clears: tuple[str, ...] = ()
    refused: Text | None = None
    """Why nobody may decide this; whoever chooses it is told so."""
    drafts: str | None = None
    """The format of the statement that it calls for: the decision is carried out at the desk."""
    reports: PostStage | None = None
    """Where a note stands once this has been carried out."""


FieldKind = Literal["choice", "text", "link", "person", "note", "time"]


@dataclass(frozen=True, slots=True)
class DecisionField:
    """One thing to fill in a decision's form.

    ``required_when`` maps another field to the values with which this one becomes mandatory.
    ``unless`` names a field that, once filled, does instead of this one (a link instead of text).
    """

    id: str
    kind: FieldKind
    label: Text
    hint: Text | None = None
    options: tuple[Option, ...] = ()
    required: bool = False
    required_when: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    unless: str | None = None
    multiline: bool = False


GateAt = Literal["record", "carry_out"]
LEVEL_APPROVERS = RoleId("level")
"""In a gate's ``approvers``: those whom the confirmed level names."""


@dataclass(frozen=True, slots=True)
class Gate:
    """What must come first before a decision is recorded, or carried out.

    ``when`` names fields and the values with which it applies; empty: always. Without tasks and
    approvers it is a warning that whoever goes on answers with a reason.
    """

    id: str
    at: GateAt
    text: Text
    when: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    tasks: tuple[TaskId, ...] = ()
    approvers: tuple[RoleId, ...] = ()
    warns: bool = False
    """Anybody may go on with a reason, not the commander alone."""
    protection: bool = False
    """It holds only while a note of the crisis is inside its protection period."""


@dataclass(frozen=True, slots=True)
class DecisionKind:
    """A kind of decision that the team records, with the fields it asks for."""

    id: str
    name: Text
    guidance: Text
    fields: tuple[DecisionField, ...]
    sets: tuple[str, ...] = ()
    clears: tuple[str, ...] = ()
    completes: tuple[TaskId, ...] = ()
    """Tasks that recording this decision finishes."""
    source: str = ""
    gates: tuple[Gate, ...] = ()
    draft_field: str | None = None
    """The field whose text is the first version of the statement that an option calls for."""

    def chosen(self, choices: Mapping[str, str]) -> Iterator[Option]:
        """Yield the options that were chosen."""
        for one in self.fields:
            yield from (each for each in one.options if each.value == choices.get(one.id))

    def drafts(self, choices: Mapping[str, str]) -> str | None:
        """Return the format of the statement that a choice calls for."""
        return next((one.drafts for one in self.chosen(choices) if one.drafts), None)

    @property
    def note_field(self) -> DecisionField | None:
        """The field that says which note it is about: then its choices are made for each note."""
        return next((one for one in self.fields if one.kind == "note"), None)


@dataclass(frozen=True, slots=True)
class Question:
    """One of the four questions of the review, or of the quick read."""

    id: str
    ask: Text
    hint: Text
    options: tuple[Option, ...] = ()
    source: str = ""
    several: bool = False
    """More than one of the options may be chosen."""
    optional: bool = False
    """The review is complete without an answer."""
    moment: bool = False
    """Its answer may name a moment: when it could first have been seen."""


@dataclass(frozen=True, slots=True)
class Condition:
    """Something that may be true of a crisis and calls for tasks, such as ``hurt``.

    Answers, decisions and done tasks make it true; with ``by_hand`` a person may also say so.
    """

    id: str
    name: Text
    by_hand: bool = False


@dataclass(frozen=True, slots=True)
class Level:
    """A level of severity. Shown by its colour, in Chinese never by a number."""

    number: int
    emoji: str
    name: Text
    reading_every: int
    """Minutes until the next reading is due."""
    speak_by: int
    """Minutes from the start by which the team decides whether to speak."""
    roles: tuple[RoleId, ...]
    approvers: tuple[RoleId, ...]
    update_every: int = 240
    """Minutes after which others hear how it stands, unless they were promised another time."""


@dataclass(frozen=True, slots=True)
class OpeningLimits:
    """How many crises may be opened within so many minutes, by one person and in a workspace."""

    minutes: int = 10
    by_person: int = 5
    in_workspace: int = 20


@dataclass(frozen=True)
class Playbook:
    """A whole playbook. ``version`` is pinned by each incident that was opened with it."""

    version: str
    roles: tuple[Role, ...]
    steps: tuple[Step, ...]
    tasks: tuple[Task, ...]
    types: tuple[CrisisType, ...]
    levels: tuple[Level, ...]
    decisions: tuple[DecisionKind, ...]
    questions: tuple[Question, ...]
    outcomes: tuple[Option, ...]
    checkpoints: tuple[int, ...]
    """Hours after T0 at which the bot says what stands and what is missing."""
    do_not: Text
    """The standing reminder of the status card: what nobody does now."""
    first_post: Text
    """The first sentence in a channel: facts only."""
    conditions: tuple[Condition, ...] = ()
    """The closed vocabulary of what ``When.conditions`` and every ``sets`` may name."""
    quick_read: tuple[Question, ...] = ()
    """The one-minute questions that give a provisional level."""
    opening: OpeningLimits = OpeningLimits()
    """How many are too many at once: what a script or a stuck key would open."""
    handbook: Handbook = field(default_factory=Handbook)
    """What judging and answering look up: severity, wording, law, corrective actions."""

    @cached_property
    def task_by_id(self) -> Mapping[TaskId, Task]:
        """Tasks by id."""
        return {task.id: task for task in self.tasks}

    @cached_property
    def decision_by_id(self) -> Mapping[str, DecisionKind]:
        """Decision kinds by id."""
        return {kind.id: kind for kind in self.decisions}

    @cached_property
    def role_by_id(self) -> Mapping[RoleId, Role]:
        """Roles by id."""
        return {role.id: role for role in self.roles}

    @cached_property
    def question_by_id(self) -> Mapping[str, Question]:
        """Review questions by id."""
        return {question.id: question for question in self.questions}

    @cached_property
    def level_by_number(self) -> Mapping[int, Level]:
        """Levels by number, 1 to 4."""
        return {level.number: level for level in self.levels}

    def tasks_of(self, step: StepId) -> tuple[Task, ...]:
        """Return the tasks of a step in the order of the checklist."""
        return tuple(task for task in self.tasks if task.step == step)
