"""What the looked-up part of a playbook may hold: severity, wording, law, corrective actions.

Used by ``bot.playbook.schema``. Each model mirrors a value of ``bot.crisis.handbook``.
"""

from typing import Annotated, Literal

from pydantic import AfterValidator, Field, model_validator

from bot.crisis import handbook as core
from bot.crisis.handbook_prevention import Prevention
from bot.crisis.handbook_talks import TalkRules
from bot.crisis.ids import RoleId, TaskId
from bot.lint.phrases import readable
from bot.playbook.schema_aftermath import AftermathEntry, CorrectiveActionEntry
from bot.playbook.schema_base import Entry, Id, Label, LevelNumber, Lines, Source, TaskName
from bot.playbook.schema_community import CommunityEntry
from bot.playbook.schema_desk import DeskEntry
from bot.playbook.schema_posts import PostRulesEntry
from bot.playbook.schema_prevention import PreventionEntry
from bot.playbook.schema_talks import TalkRulesEntry

Points = Annotated[int, Field(ge=0, le=3)]


Phrase = Annotated[
    str,
    Field(min_length=1, max_length=60, pattern=r"^\S(.*\S)?$"),
    AfterValidator(readable),
]
Phrases = Annotated[tuple[Phrase, ...], Field(min_length=1)]

_HUNDRED = 100


class MeasureEntry(Entry):
    """A number that can be typed."""

    id: Id
    name: Label

    def value(self) -> core.Measure:
        """Return the measure for the core."""
        return core.Measure(self.id, self.name.value())


class ComparisonEntry(Entry):
    """A measure against one bound."""

    measure: Id
    at_least: int | None = None
    more_than: int | None = None
    at_most: int | None = None

    @model_validator(mode="after")
    def _one_bound(self) -> "ComparisonEntry":
        bounds = (self.at_least, self.more_than, self.at_most)
        if sum(bound is not None for bound in bounds) != 1:
            raise ValueError("say exactly one of at_least, more_than and at_most")
        return self

    def value(self) -> core.Comparison:
        """Return the comparison for the core."""
        return core.Comparison(self.measure, self.at_least, self.more_than, self.at_most)


class PointRuleEntry(Entry):
    """Points for a factor when all tests hold."""

    points: Points
    tests: Annotated[tuple[ComparisonEntry, ...], Field(min_length=1)]

    def value(self) -> core.PointRule:
        """Return the rule for the core."""
        return core.PointRule(self.points, tuple(test.value() for test in self.tests))


class FactorEntry(Entry):
    """A factor of severity."""

    id: Id
    name: Label
    answers: Annotated[tuple[Label, ...], Field(min_length=4, max_length=4)]
    measures: tuple[MeasureEntry, ...] = ()
    rules: tuple[PointRuleEntry, ...] = ()
    source: Source

    def value(self) -> core.Factor:
        """Return the factor for the core."""
        return core.Factor(
            id=self.id,
            name=self.name.value(),
            answers=tuple(answer.value() for answer in self.answers),
            measures=tuple(measure.value() for measure in self.measures),
            rules=tuple(rule.value() for rule in self.rules),
            source=self.source,
        )


class FloorEntry(Entry):
    """A condition that keeps the level from falling below."""

    condition: Id
    level: LevelNumber

    def value(self) -> core.Floor:
        """Return the floor for the core."""
        return core.Floor(self.condition, self.level)


class SeverityEntry(Entry):
    """How answers become a level."""

    factors: Annotated[tuple[FactorEntry, ...], Field(min_length=1, max_length=12)]
    bands: Annotated[tuple[int, ...], Field(min_length=4, max_length=4)]
    floors: tuple[FloorEntry, ...]
    quick_levels: Annotated[tuple[LevelNumber, ...], Field(min_length=1)]
    quick_floors: tuple[FloorEntry, ...]

    @model_validator(mode="after")
    def _rises(self) -> "SeverityEntry":
        if self.bands[0] != 0 or any(
            b <= a for a, b in zip(self.bands, self.bands[1:], strict=False)
        ):
            raise ValueError("bands start at 0 and rise")
        if self.bands[-1] > 3 * len(self.factors):
            raise ValueError("the highest band cannot be reached with these factors")
        if list(self.quick_levels) != sorted(self.quick_levels):
            raise ValueError("quick_levels never fall")
        return self

    def value(self) -> core.Severity:
        """Return the scale for the core."""
        return core.Severity(
            factors=tuple(factor.value() for factor in self.factors),
            bands=self.bands,
            floors=tuple(floor.value() for floor in self.floors),
            quick_levels=self.quick_levels,
            quick_floors=tuple(floor.value() for floor in self.quick_floors),
        )


class SignEntry(Entry):
    """How a sentence shows something."""

    all: Annotated[tuple[Phrases, ...], Field(min_length=1, max_length=4)]
    unless: tuple[Phrase, ...] = ()
    at_end: bool = False

    def value(self) -> core.Sign:
        """Return the sign for the core."""
        return core.Sign(self.all, self.unless, self.at_end)


class ElementEntry(Entry):
    """An element of a statement."""

    id: Id
    name: Label
    advice: Lines
    signs: tuple[SignEntry, ...] = ()

    def value(self) -> core.Element:
        """Return the element for the core."""
        signs = tuple(sign.value() for sign in self.signs)
        return core.Element(self.id, self.name.value(), self.advice.value(), signs)


class FormatEntry(Entry):
    """A kind of statement and what counts in it."""

    id: Id
    name: Label
    advice: Lines
    limit: Annotated[int, Field(ge=20, le=3000)]
    weights: dict[Id, Annotated[int, Field(ge=1, le=_HUNDRED)]]
    own_voice: bool = False
    from_lines: bool = False
    gives_lines: bool = False

    @model_validator(mode="after")
    def _adds_up(self) -> "FormatEntry":
        total = sum(self.weights.values())
        if total != _HUNDRED:
            raise ValueError(f"the weights make {total}, not {_HUNDRED}")
        return self

    def value(self) -> core.Format:
        """Return the format for the core, its heaviest element first."""
        heaviest = sorted(self.weights.items(), key=lambda pair: (-pair[1], pair[0]))
        return core.Format(
            id=self.id,
            name=self.name.value(),
            advice=self.advice.value(),
            limit=self.limit,
            weights=tuple(core.Weight(element, points) for element, points in heaviest),
            own_voice=self.own_voice,
            from_lines=self.from_lines,
            gives_lines=self.gives_lines,
        )


class FlagEntry(Entry):
    """Phrases that betray boilerplate or deflection."""

    id: Id
    language: Literal["en", "zh"]
    family: core.Family = "boilerplate"
    phrases: Phrases
    unless: tuple[Phrase, ...] = ()
    reason: Lines
    better: Lines
    source: Annotated[str, Field(max_length=60)] = ""

    def value(self) -> core.Flag:
        """Return the flag for the core."""
        return core.Flag(
            id=self.id,
            language=self.language,
            phrases=self.phrases,
            reason=self.reason.value(),
            better=self.better.value(),
            unless=self.unless,
            family=self.family,
            source=self.source,
        )


class StatementRuleEntry(Entry):
    """How a statement should be built."""

    id: core.RuleId
    reason: Lines
    better: Lines
    formats: tuple[Id, ...]
    limit: Annotated[int, Field(ge=0, le=_HUNDRED)] = 0
    signs: tuple[SignEntry, ...] = ()
    source: Source

    def value(self) -> core.StatementRule:
        """Return the rule for the core."""
        return core.StatementRule(
            id=self.id,
            reason=self.reason.value(),
            better=self.better.value(),
            formats=self.formats,
            limit=self.limit,
            signs=tuple(sign.value() for sign in self.signs),
            source=self.source,
        )


class AbsoluteTermsEntry(Entry):
    """A group of absolute terms."""

    id: Id
    name: Label
    terms: Phrases
    in_statute: bool = False

    def value(self) -> core.AbsoluteTerms:
        """Return the group for the core."""
        return core.AbsoluteTerms(self.id, self.name.value(), self.terms, self.in_statute)


class LawEntry(Entry):
    """One line of the law table."""

    id: Id
    issue: Label
    rule: Lines
    consequence: Lines
    types: tuple[Id, ...] = ()
    source: Source
    verified: bool = False

    def value(self) -> core.LawLine:
        """Return the line for the core."""
        return core.LawLine(
            id=self.id,
            issue=self.issue.value(),
            rule=self.rule.value(),
            consequence=self.consequence.value(),
            types=self.types,
            source=self.source,
            verified=self.verified,
        )


class SurfaceEntry(Entry):
    """A place where content is still pushed."""

    id: Id
    name: Label
    how: Lines
    role: Id
    check_again: Annotated[int, Field(ge=5, le=60 * 24)]
    task: Annotated[str, Field(pattern=r"^[A-Z]{1,2}[0-9]{1,2}$")] | None = None

    def value(self) -> core.Surface:
        """Return the surface for the core."""
        return core.Surface(
            self.id,
            self.name.value(),
            self.how.value(),
            RoleId(self.role),
            self.check_again,
            TaskId(self.task) if self.task is not None else None,
        )


class NeverEntry(Entry):
    """What is never done."""

    id: Id
    text: Lines
    decisions: tuple[Id, ...]
    source: Source

    def value(self) -> core.Never:
        """Return the warning for the core."""
        return core.Never(self.id, self.text.value(), self.decisions, self.source)


class AudienceEntry(Entry):
    """People who are told how it stands."""

    id: Id
    name: Label
    roles: tuple[Id, ...]

    def value(self) -> core.Audience:
        """Return the audience for the core."""
        return core.Audience(self.id, self.name.value(), tuple(map(RoleId, self.roles)))


class UpdatesEntry(Entry):
    """Status updates."""

    audiences: Annotated[tuple[AudienceEntry, ...], Field(min_length=1, max_length=10)]
    completes: tuple[TaskName, ...] = ()

    def value(self) -> core.Updates:
        """Return what is said of updates for the core."""
        audiences = tuple(entry.value() for entry in self.audiences)
        return core.Updates(audiences, tuple(map(TaskId, self.completes)))


class HandbookEntry(Entry):
    """The looked-up part of a playbook; its keys stand beside the others in the YAML."""

    severity: SeverityEntry
    elements: Annotated[tuple[ElementEntry, ...], Field(min_length=1)]
    formats: Annotated[tuple[FormatEntry, ...], Field(min_length=1)]
    flags: tuple[FlagEntry, ...]
    absolute_terms: tuple[AbsoluteTermsEntry, ...]
    absolute_allowed: tuple[Phrase, ...]
    absolute_withdrawn: tuple[Phrase, ...] = ()
    statement_rules: tuple[StatementRuleEntry, ...] = ()
    law: tuple[LawEntry, ...]
    corrective_actions: tuple[CorrectiveActionEntry, ...]
    surfaces: Annotated[tuple[SurfaceEntry, ...], Field(min_length=1)]
    resume_needs: Annotated[tuple[Id, ...], Field(min_length=2, max_length=4)]
    posts: PostRulesEntry | None = None
    talks: TalkRulesEntry | None = None
    never: tuple[NeverEntry, ...]
    updates: UpdatesEntry | None = None
    community: CommunityEntry | None = None
    """Playbooks of earlier releases have none: their crises take no community data."""
    prevention: PreventionEntry | None = None
    desk: DeskEntry
    aftermath: AftermathEntry | None = None
    """Playbooks of earlier releases have none: whoever leads signs their reviews."""

    def handbook(self) -> core.Handbook:
        """Return the handbook for the core."""
        return core.Handbook(
            severity=self.severity.value(),
            elements=tuple(entry.value() for entry in self.elements),
            formats=tuple(entry.value() for entry in self.formats),
            flags=tuple(entry.value() for entry in self.flags),
            absolute_terms=tuple(entry.value() for entry in self.absolute_terms),
            absolute_allowed=self.absolute_allowed,
            absolute_withdrawn=self.absolute_withdrawn,
            statement_rules=tuple(entry.value() for entry in self.statement_rules),
            law=tuple(entry.value() for entry in self.law),
            corrective_actions=tuple(entry.value() for entry in self.corrective_actions),
            surfaces=tuple(entry.value() for entry in self.surfaces),
            resume_needs=tuple(map(RoleId, self.resume_needs)),
            posts=self.posts.value() if self.posts else core.PostRules(),
            talks=self.talks.value() if self.talks else TalkRules(),
            never=tuple(entry.value() for entry in self.never),
            updates=self.updates.value() if self.updates else core.Updates(),
            community=self.community.value() if self.community else core.Community(),
            prevention=self.prevention.value() if self.prevention else Prevention(),
            desk=self.desk.value(),
            aftermath=self.aftermath.value() if self.aftermath else core.Aftermath(),
        )
