"""What a playbook's YAML may hold: every key, its type and its limits.

Used by ``bot.playbook.load``. Each model mirrors a value of ``bot.crisis.playbook`` and turns into
it by ``value()``. Whether names that refer to each other exist is checked in ``references``.
"""

from typing import Annotated, Literal

from pydantic import Field, model_validator

from bot.crisis import playbook as core
from bot.crisis.events import PostStage
from bot.crisis.ids import RoleId, StepId, TaskId
from bot.playbook.schema_base import (
    Button,
    Entry,
    Id,
    Label,
    LevelNumber,
    Lines,
    Source,
    TaskName,
    Title,
)
from bot.playbook.schema_handbook import HandbookEntry

Anchor = Annotated[str, Field(pattern=r"^([a-z][a-z0-9_]{0,39}|[A-Z]{1,2}[0-9]{1,2})$")]
Minutes = Annotated[int, Field(ge=0, le=60 * 24 * 30)]


class RoleEntry(Entry):
    """A role."""

    id: Id
    name: Label
    short: Annotated[str, Field(min_length=1, max_length=4)]
    by_brief: bool = False

    def value(self) -> core.Role:
        """Return the role for the core."""
        return core.Role(RoleId(self.id), self.name.value(), self.short, self.by_brief)


class StepEntry(Entry):
    """A step: one card."""

    id: Id
    title: Title
    goal: Lines
    source: Source
    on_opening: bool = True

    def value(self) -> core.Step:
        """Return the step for the core."""
        return core.Step(
            id=StepId(self.id),
            title=self.title.value(),
            goal=self.goal.value(),
            source=self.source,
            on_opening=self.on_opening,
        )


class DueEntry(Entry):
    """When a task should be done."""

    minutes: Minutes | None
    anchor: Anchor = "start"
    by_level: dict[LevelNumber, Minutes] = Field(default_factory=dict)
    again: tuple[Minutes, ...] = ()

    def value(self) -> core.Due:
        """Return the due time for the core."""
        return core.Due(self.minutes, self.anchor, dict(self.by_level), self.again)


class WhenEntry(Entry):
    """What makes a task active."""

    now: bool = False
    from_level: LevelNumber | None = None
    types: tuple[Id, ...] = ()
    conditions: tuple[Id, ...] = ()
    not_types: tuple[Id, ...] = ()

    @model_validator(mode="after")
    def _can_happen(self) -> "WhenEntry":
        if not (self.now or self.from_level or self.types or self.conditions):
            message = (
                "nothing ever makes this task active: say now, from_level, types or conditions"
            )
            raise ValueError(message)
        return self

    def value(self) -> core.When:
        """Return the rule for the core."""
        return core.When(self.now, self.from_level, self.types, self.conditions, self.not_types)


class TaskEntry(Entry):
    """A task of the checklist."""

    id: TaskName
    step: Id
    title: Title
    how: Lines
    button: Button
    evidence: Label | None = None
    roles: Annotated[tuple[Id, ...], Field(min_length=1)]
    due: DueEntry
    when: WhenEntry
    source: Source
    rank: Annotated[int, Field(ge=0, le=9999)]
    not_yet: Lines | None = None
    sets: tuple[Id, ...] = ()
    needs_two: bool = False
    form: core.TaskForm | None = None

    def value(self) -> core.Task:
        """Return the task for the core."""
        return core.Task(
            id=TaskId(self.id),
            step=StepId(self.step),
            title=self.title.value(),
            how=self.how.value(),
            button=self.button.value(),
            evidence=self.evidence.value() if self.evidence else None,
            roles=tuple(map(RoleId, self.roles)),
            due=self.due.value(),
            when=self.when.value(),
            source=self.source,
            rank=self.rank,
            not_yet=self.not_yet.value() if self.not_yet else None,
            sets=self.sets,
            needs_two=self.needs_two,
            form=self.form,
        )


class TypeEntry(Entry):
    """A crisis type."""

    id: Id
    name: Label
    cluster: Literal["preventable", "accidental", "victim"]
    escalates: Lines
    response: Lines
    pitfall: Lines
    source: Source

    def value(self) -> core.CrisisType:
        """Return the type for the core."""
        return core.CrisisType(
            id=self.id,
            name=self.name.value(),
            cluster=self.cluster,
            escalates=self.escalates.value(),
            response=self.response.value(),
            pitfall=self.pitfall.value(),
            source=self.source,
        )


class OptionEntry(Entry):
    """An answer to choose."""

    value: Id
    name: Label
    sets: tuple[Id, ...] = ()
    clears: tuple[Id, ...] = ()

    def option(self) -> core.Option:
        """Return the option for the core."""
        return core.Option(self.value, self.name.value(), self.sets, self.clears)


class DecisionOptionEntry(OptionEntry):
    """An answer to choose in a decision, where some things are never decided."""

    refused: Lines | None = None
    drafts: Id | None = None
    reports: PostStage | None = None

    def option(self) -> core.Option:
        """Return the option for the core."""
        return core.Option(
            self.value,
            self.name.value(),
            self.sets,
            self.clears,
            refused=self.refused.value() if self.refused else None,
            drafts=self.drafts,
            reports=self.reports,
        )


class FieldEntry(Entry):
    """A field of a decision's form."""

    id: Id
    kind: core.FieldKind
    label: Label
    hint: Lines | None = None
    options: Annotated[tuple[DecisionOptionEntry, ...], Field(max_length=10)] = ()
    required: bool = False
    required_when: dict[Id, tuple[Id, ...]] = Field(default_factory=dict)
    unless: Id | None = None
    multiline: bool = False

    def value(self) -> core.DecisionField:
        """Return the field for the core."""
        return core.DecisionField(
            id=self.id,
            kind=self.kind,
            label=self.label.value(),
            hint=self.hint.value() if self.hint else None,
            options=tuple(option.option() for option in self.options),
            required=self.required,
            required_when=dict(self.required_when),
            unless=self.unless,
            multiline=self.multiline,
        )


class GateEntry(Entry):
    """What must come first."""

    id: Id
    at: core.GateAt
    text: Lines
    when: dict[Id, tuple[Id, ...]] = Field(default_factory=dict)
    tasks: tuple[TaskName, ...] = ()
    approvers: tuple[Id, ...] = ()
    warns: bool = False
    protection: bool = False

    def value(self) -> core.Gate:
        """Return the gate for the core."""
        return core.Gate(
            id=self.id,
            at=self.at,
            text=self.text.value(),
            when=dict(self.when),
            tasks=tuple(map(TaskId, self.tasks)),
            approvers=tuple(map(RoleId, self.approvers)),
            warns=self.warns,
            protection=self.protection,
        )


class DecisionEntry(Entry):
    """A kind of decision."""

    id: Id
    name: Label
    guidance: Lines
    fields: Annotated[tuple[FieldEntry, ...], Field(min_length=1, max_length=12)]
    sets: tuple[Id, ...] = ()
    clears: tuple[Id, ...] = ()
    completes: tuple[TaskName, ...] = ()
    source: Source
    gates: tuple[GateEntry, ...] = ()
    draft_field: Id | None = None

    def value(self) -> core.DecisionKind:
        """Return the kind for the core."""
        return core.DecisionKind(
            id=self.id,
            name=self.name.value(),
            guidance=self.guidance.value(),
            fields=tuple(entry.value() for entry in self.fields),
            sets=self.sets,
            clears=self.clears,
            completes=tuple(map(TaskId, self.completes)),
            source=self.source,
            gates=tuple(entry.value() for entry in self.gates),
            draft_field=self.draft_field,
        )


class QuestionEntry(Entry):
    """A question of the review or of the quick read."""

    id: Id
    ask: Lines
    hint: Lines
    options: Annotated[tuple[OptionEntry, ...], Field(max_length=10)] = ()
    source: Source
    several: bool = False
    optional: bool = False
    moment: bool = False

    def value(self) -> core.Question:
        """Return the question for the core."""
        return core.Question(
            id=self.id,
            ask=self.ask.value(),
            hint=self.hint.value(),
            options=tuple(option.option() for option in self.options),
            source=self.source,
            several=self.several,
            optional=self.optional,
            moment=self.moment,
        )


class LevelEntry(Entry):
    """A level of severity."""

    number: LevelNumber
    emoji: Annotated[str, Field(min_length=1, max_length=4)]
    name: Button
    reading_every: Annotated[int, Field(ge=5, le=60 * 24)]
    speak_by: Annotated[int, Field(ge=5, le=60 * 48)]
    roles: Annotated[tuple[Id, ...], Field(min_length=1)]
    approvers: Annotated[tuple[Id, ...], Field(min_length=1)]
    update_every: Annotated[int, Field(ge=15, le=60 * 24)] = 240

    def value(self) -> core.Level:
        """Return the level for the core."""
        return core.Level(
            number=self.number,
            emoji=self.emoji,
            name=self.name.value(),
            reading_every=self.reading_every,
            speak_by=self.speak_by,
            roles=tuple(map(RoleId, self.roles)),
            approvers=tuple(map(RoleId, self.approvers)),
            update_every=self.update_every,
        )


class ConditionEntry(Entry):
    """A condition: one word of the closed vocabulary."""

    id: Id
    name: Label
    by_hand: bool = False

    def value(self) -> core.Condition:
        """Return the condition for the core."""
        return core.Condition(self.id, self.name.value(), self.by_hand)


class OpeningEntry(Entry):
    """How many crises may be opened at once."""

    minutes: Annotated[int, Field(ge=1, le=60 * 24)] = 10
    by_person: Annotated[int, Field(ge=1, le=1000)] = 5
    in_workspace: Annotated[int, Field(ge=1, le=10_000)] = 20

    def value(self) -> core.OpeningLimits:
        """Return the limits for the core."""
        return core.OpeningLimits(self.minutes, self.by_person, self.in_workspace)


class PlaybookEntry(HandbookEntry):
    """A whole playbook, all files together."""

    version: Annotated[str, Field(pattern=r"^[A-Za-z0-9][A-Za-z0-9._]{0,19}$")]
    roles: Annotated[tuple[RoleEntry, ...], Field(min_length=2, max_length=10)]
    steps: Annotated[tuple[StepEntry, ...], Field(min_length=1, max_length=8)]
    conditions: tuple[ConditionEntry, ...]
    tasks: Annotated[tuple[TaskEntry, ...], Field(min_length=1, max_length=100)]
    types: Annotated[tuple[TypeEntry, ...], Field(min_length=1, max_length=10)]
    levels: Annotated[tuple[LevelEntry, ...], Field(min_length=4, max_length=4)]
    decisions: Annotated[tuple[DecisionEntry, ...], Field(min_length=1, max_length=30)]
    questions: Annotated[tuple[QuestionEntry, ...], Field(min_length=1, max_length=8)]
    quick_read: Annotated[tuple[QuestionEntry, ...], Field(max_length=8)] = ()
    outcomes: Annotated[tuple[OptionEntry, ...], Field(min_length=1, max_length=10)]
    checkpoints: Annotated[tuple[Annotated[int, Field(ge=1, le=24 * 30)], ...], Field(min_length=1)]
    do_not: Lines
    first_post: Lines
    opening: OpeningEntry = OpeningEntry()

    def value(self, version: str) -> core.Playbook:
        """Return the playbook for the core under its full version."""
        return core.Playbook(
            version=version,
            roles=tuple(entry.value() for entry in self.roles),
            steps=tuple(entry.value() for entry in self.steps),
            tasks=tuple(entry.value() for entry in self.tasks),
            types=tuple(entry.value() for entry in self.types),
            levels=tuple(entry.value() for entry in self.levels),
            decisions=tuple(entry.value() for entry in self.decisions),
            questions=tuple(entry.value() for entry in self.questions),
            outcomes=tuple(entry.option() for entry in self.outcomes),
            checkpoints=self.checkpoints,
            do_not=self.do_not.value(),
            first_post=self.first_post.value(),
            conditions=tuple(entry.value() for entry in self.conditions),
            quick_read=tuple(entry.value() for entry in self.quick_read),
            opening=self.opening.value(),
            handbook=self.handbook(),
        )
