"""The part of the playbook that is looked up: how bad it is, how to word it, what the law asks.

``bot.playbook`` reads YAML into these; rules, lint and views read them. Nothing here decides
anything, and nothing here is legal advice.
"""

from dataclasses import dataclass, field
from typing import Literal, TypeAlias

from bot.crisis.aftermath import Aftermath as Aftermath  # noqa: PLC0414  read with the rest
from bot.crisis.handbook_prevention import Prevention
from bot.crisis.handbook_talks import TalkRules
from bot.crisis.ids import RoleId, StepId, TaskId
from bot.crisis.texts import Text

Family: TypeAlias = Literal["boilerplate", "deflection", "conditional", "promotion", "tone"]
"""What is the matter with a phrase; the lint has families of its own for what is no phrase."""

RuleId: TypeAlias = Literal[
    "passive", "admission", "late_apology", "self_praise", "vague", "length", "absolute", "pair"
]
"""What the lint looks for beside phrases and missing elements."""


@dataclass(frozen=True, slots=True)
class Measure:
    """A number that somebody can type, such as the likes of the leading critical note."""

    id: str
    name: Text


@dataclass(frozen=True, slots=True)
class Comparison:
    """One comparison of a measure; exactly one of the three bounds is set."""

    measure: str
    at_least: int | None = None
    more_than: int | None = None
    at_most: int | None = None


@dataclass(frozen=True, slots=True)
class PointRule:
    """A factor gets these points when every test holds; the highest rule that holds counts."""

    points: int
    tests: tuple[Comparison, ...]


@dataclass(frozen=True, slots=True)
class Factor:
    """One of the factors of severity. ``answers[n]`` says what n points look like, 0 to 3."""

    id: str
    name: Text
    answers: tuple[Text, ...]
    measures: tuple[Measure, ...] = ()
    rules: tuple[PointRule, ...] = ()
    source: str = ""


@dataclass(frozen=True, slots=True)
class Floor:
    """While the condition is true, the level is at least this."""

    condition: str
    level: int


@dataclass(frozen=True, slots=True)
class Severity:
    """How answers become a level.

    ``bands[n]`` is the lowest score of level n + 1. ``quick_levels[n]`` is the provisional level
    after n questions of the quick read answered with anything but ``no`` or ``unknown``; its last
    entry holds for more. ``quick_floors`` are those that the quick read already applies.
    """

    factors: tuple[Factor, ...] = ()
    bands: tuple[int, ...] = ()
    floors: tuple[Floor, ...] = ()
    quick_levels: tuple[int, ...] = ()
    quick_floors: tuple[Floor, ...] = ()


@dataclass(frozen=True, slots=True)
class Sign:
    """How a sentence shows something: it holds a phrase of every group.

    Phrases are written in the small language of ``bot.lint.phrases``.
    """

    groups: tuple[tuple[str, ...], ...]
    unless: tuple[str, ...] = ()
    """Longer phrases in which a phrase does not count."""
    at_end: bool = False
    """Only in the lines below the text, where people sign."""


@dataclass(frozen=True, slots=True)
class Element:
    """Something that a statement should contain, and how to say it when it is missing."""

    id: str
    name: Text
    advice: Text
    signs: tuple[Sign, ...] = ()
    """Any one of these shows that it is there."""


@dataclass(frozen=True, slots=True)
class Weight:
    """How much an element counts in a format, out of 100."""

    element: str
    points: int


@dataclass(frozen=True, slots=True)
class Format:
    """A kind of statement. ``limit`` is in characters; outside Chinese two count as one."""

    id: str
    name: Text
    advice: Text
    limit: int
    weights: tuple[Weight, ...]
    own_voice: bool = False
    """Whether it is the brand's own answer, which nobody may be waiting for."""
    from_lines: bool = False
    """Whether it needs no approval while every line of it was approved before."""
    gives_lines: bool = False
    """Whether its lines may be used one by one once it is approved."""


@dataclass(frozen=True, slots=True)
class Flag:
    """Phrases that betray boilerplate or deflection, why, and a better way to say it."""

    id: str
    language: Literal["en", "zh"]
    phrases: tuple[str, ...]
    reason: Text
    better: Text
    unless: tuple[str, ...] = ()
    """Longer phrases in which one of these is fine."""
    family: Family = "boilerplate"
    source: str = ""


@dataclass(frozen=True, slots=True)
class StatementRule:
    """How a statement should be built: what the lint says, and where it says it.

    ``limit`` is a number whose meaning is the rule's: sentences, or percent.
    """

    id: RuleId
    reason: Text
    better: Text
    formats: tuple[str, ...]
    limit: int = 0
    signs: tuple[Sign, ...] = ()
    source: str = ""


@dataclass(frozen=True, slots=True)
class AbsoluteTerms:
    """A group of absolute terms (极限词). A hit means 'review', never 'illegal'."""

    id: str
    name: Text
    terms: tuple[str, ...]
    in_statute: bool = False
    """These very words stand in the Advertising Law; the others come from practice."""


@dataclass(frozen=True, slots=True)
class LawLine:
    """One line of the law table, to be checked with counsel. Not legal advice."""

    id: str
    issue: Text
    rule: Text
    consequence: Text
    types: tuple[str, ...] = ()
    """Crisis types with which it is shown."""
    source: str = ""
    verified: bool = False
    """Whether the text of the law itself was read, rather than a report of it."""


@dataclass(frozen=True, slots=True)
class CorrectiveAction:
    """What to change when a process failed; ``process`` is a value of ``failed_process``."""

    id: str
    process: str
    text: Text
    purpose: Literal["prevent", "detect", "mitigate"]


@dataclass(frozen=True, slots=True)
class Surface:
    """A place where money or planning still spreads the content; each needs a receipt."""

    id: str
    name: Text
    how: Text
    role: RoleId
    check_again: int
    """Minutes after the pause at which it is verified once more."""
    task: TaskId | None = None
    """The task that is done once this place and its others are off."""


@dataclass(frozen=True, slots=True)
class PostRules:
    """How long what concerns a note lasts on the platform, and whose work it is."""

    removal_hours: int = 0
    """After so long a request to remove a note has lapsed; 0: never."""
    review_hours: int = 0
    """After so long a note in review publishes by itself; 0: never."""
    remind_hours: int = 0
    """How long before either the reminder goes out."""
    utc_offset: int = 0
    role: RoleId | None = None
    steps: tuple[StepId, ...] = ()
    """The steps on whose cards the notes stand."""
    rules: tuple[Text, ...] = ()
    """What people should know of the platform, said where they report on a note."""


@dataclass(frozen=True, slots=True)
class Never:
    """What is never done, said where somebody is about to record one of ``decisions``."""

    id: str
    text: Text
    decisions: tuple[str, ...]
    source: str = ""


@dataclass(frozen=True, slots=True)
class Audience:
    """People who are told how it stands. Who holds one of ``roles`` gets a message of their own."""

    id: str
    name: Text
    roles: tuple[RoleId, ...]


@dataclass(frozen=True, slots=True)
class Updates:
    """Status updates: for whom, and which tasks a promised next one completes."""

    audiences: tuple[Audience, ...] = ()
    completes: tuple[TaskId, ...] = ()


@dataclass(frozen=True, slots=True)
class Metric:
    """A figure of the community, read once a day. ``worse``: where it goes in a crisis.

    ``summed``: what lies above its baseline is added up over the days.
    """

    id: str
    name: Text
    unit: Literal["count", "percent"] = "count"
    worse: Literal["up", "down"] | None = None
    summed: bool = False
    columns: tuple[str, ...] = ()
    """What its column may be called in a file, besides its id and names."""


@dataclass(frozen=True, slots=True)
class Headings:
    """What the columns of a file with community data may be called, besides those of metrics.

    ``estimated`` and ``measured`` are what may stand in a cell of the column ``kind``.
    """

    day: tuple[str, ...] = ()
    source: tuple[str, ...] = ()
    as_of: tuple[str, ...] = ()
    kind: tuple[str, ...] = ()
    estimated: tuple[str, ...] = ()
    measured: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Community:
    """Which figures are read, and what they are measured against.

    The baseline is taken from day ``first`` to day ``last`` (0 is the day of T0), of at least
    ``least`` readings. Its band is ``share`` percent or ``deviations`` times the median deviation,
    whichever is more; ``running`` days in it are a return. ``until`` is the last day of interest.
    """

    metrics: tuple[Metric, ...] = ()
    utc_offset: int = 8
    """Hours by which the days of the platform are ahead of UTC."""
    first: int = -21
    last: int = -8
    least: int = 7
    share: int = 10
    deviations: int = 2
    running: int = 3
    until: int = 30
    headings: Headings = Headings()


@dataclass(frozen=True, slots=True)
class Desk:
    """What a statement needs before it may be published."""

    agreed: tuple[TaskId, ...] = ()
    """Tasks that must be done: the facts and the position are agreed."""
    unconfirmed: tuple[RoleId, ...] = ()
    """Who approves before a colour is confirmed or proposed; whoever leads if nobody is named."""
    reviewer: RoleId | None = None
    """The role at home in the culture, whose word every statement needs."""
    reviewed: tuple[TaskId, ...] = ()
    """Tasks that this word finishes."""
    answer_within: int = 30
    """Minutes after which those who have not answered are reminded."""
    asked: str | None = None
    """The condition that says that people ask or tag the brand."""
    if_asked: Text | None = None
    if_not_asked: Text | None = None
    lines: tuple[Text, ...] = ()
    """Lines that may be used as they are."""


@dataclass(frozen=True, slots=True)
class Handbook:
    """Everything that is looked up. Empty only for a playbook that was built by hand."""

    severity: Severity = Severity()
    elements: tuple[Element, ...] = ()
    formats: tuple[Format, ...] = ()
    flags: tuple[Flag, ...] = ()
    absolute_terms: tuple[AbsoluteTerms, ...] = ()
    absolute_allowed: tuple[str, ...] = ()
    """Phrases in which an absolute term is fine."""
    absolute_withdrawn: tuple[str, ...] = ()
    """Words with which a sentence takes back a term that it quotes; the quoted term is fine."""
    statement_rules: tuple[StatementRule, ...] = ()
    law: tuple[LawLine, ...] = ()
    corrective_actions: tuple[CorrectiveAction, ...] = ()
    surfaces: tuple[Surface, ...] = ()
    resume_needs: tuple[RoleId, ...] = ()
    """Who must agree before a paused place runs again: each role, by people of their own."""
    posts: PostRules = PostRules()
    talks: TalkRules = field(default_factory=TalkRules)
    never: tuple[Never, ...] = ()
    updates: Updates = Updates()
    community: Community = Community()
    prevention: Prevention = field(default_factory=Prevention)
    desk: Desk = Desk()
    aftermath: Aftermath = field(default_factory=Aftermath)
