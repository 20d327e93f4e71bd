"""A small playbook for tests of the core: one task for every way in which a task can be called for.

Used by ``tests.crisis.story``. It is not the guide: the rules must not know the guide's content.
"""

from collections.abc import Mapping

from bot.crisis.aftermath import Aftermath, Fact
from bot.crisis.handbook import (
    Audience,
    Community,
    Comparison,
    Desk,
    Factor,
    Floor,
    Format,
    Handbook,
    Measure,
    Metric,
    PointRule,
    Severity,
    Surface,
    Updates,
)
from bot.crisis.ids import RoleId, StepId, TaskId
from bot.crisis.playbook import (
    LEVEL_APPROVERS,
    Condition,
    CrisisType,
    DecisionField,
    DecisionKind,
    Due,
    Gate,
    Level,
    Option,
    Playbook,
    Question,
    Role,
    Step,
    Task,
    Text,
    When,
)

STEP_OF = {"A": "assess", "B": "pause", "E": "decide", "F": "rebuild"}


def text(words: str) -> Text:
    return Text(en=words, zh=f"{words}（中文）")


def task(
    name: str, when: When, *, minutes: int | None = 60, anchor: str = "start", **more: object
) -> Task:
    by_level = more.pop("by_level", {})
    assert isinstance(by_level, Mapping)
    sets = more.pop("sets", ())
    assert isinstance(sets, tuple)
    rank = more.pop("rank", 50)
    assert isinstance(rank, int)
    assert not more
    return Task(
        id=TaskId(name),
        step=StepId(STEP_OF[name[0]]),
        title=text(f"Task {name}"),
        how=text(f"How to do {name}"),
        button=text("Done"),
        evidence=None,
        roles=(RoleId("kol"),),
        due=Due(minutes, anchor, by_level),
        when=when,
        source="test",
        rank=rank,
        sets=sets,
    )


TASKS = (
    task("A1", When(now=True), minutes=10, rank=20),
    task("A2", When(now=True), minutes=30, rank=10),
    task("A3", When(now=True), minutes=120, by_level={3: 90, 4: 45}, rank=30),
    task("A4", When(from_level=2), rank=40),
    task("A5", When(types=("fake",)), rank=41),
    task("A6", When(now=True, not_types=("fake",)), minutes=None, rank=42),
    task("B1", When(now=True), minutes=30, sets=("paused",), rank=15),
    task("B2", When(conditions=("paused",)), minutes=30, anchor="B1", rank=43),
    task("E1", When(now=True), minutes=180, rank=44),
    task("E2", When(conditions=("takedown",)), minutes=30, anchor="E1", rank=45),
    task("E3", When(conditions=("takedown",)), minutes=60, anchor="takedown", rank=46),
    task("E4", When(from_level=3), minutes=60, anchor="E1", rank=47),
    task("E5", When(conditions=("hot",)), rank=48),
    task("F1", When(from_level=4), minutes=None, rank=49),
)


def _choice(name: str, *options: Option) -> DecisionField:
    return DecisionField(name, "choice", text(name), options=options, required=True)


def _option(value: str, *, sets: tuple[str, ...] = (), clears: tuple[str, ...] = ()) -> Option:
    return Option(value, text(value), sets, clears)


TAKEDOWN = DecisionKind(
    id="takedown",
    name=text("Takedown"),
    guidance=text("guidance"),
    fields=(
        DecisionField("note", "note", text("Which note"), required=True),
        _choice(
            "action",
            _option("keep"),
            _option("hide", sets=("takedown",)),
            _option("remove", sets=("takedown",)),
        ),
        DecisionField(
            "public_rationale",
            "text",
            text("What people are told"),
            required_when={"action": ("hide", "remove")},
        ),
    ),
    completes=(TaskId("E1"),),
)

STATEMENT = DecisionKind(
    id="statement",
    name=text("Statement"),
    guidance=text("guidance"),
    fields=(
        _choice("format", _option("none"), _option("brand_note")),
        DecisionField(
            "text",
            "text",
            text("Text"),
            required_when={"format": ("brand_note",)},
            unless="link",
        ),
        DecisionField("link", "link", text("Link")),
    ),
    gates=(
        Gate(
            "approved",
            "carry_out",
            text("Approve it first."),
            {"format": ("brand_note",)},
            approvers=(LEVEL_APPROVERS,),
        ),
    ),
)

CAMPAIGN = DecisionKind(
    id="campaign",
    name=text("Campaign"),
    guidance=text("guidance"),
    fields=(
        _choice(
            "action", _option("pause", sets=("paused",)), _option("resume", clears=("paused",))
        ),
    ),
)

ALARM = DecisionKind(
    id="alarm",
    name=text("Alarm"),
    guidance=text("guidance"),
    fields=(DecisionField("what", "text", text("What")),),
    sets=("hot",),
)

CALM = DecisionKind(
    id="calm",
    name=text("Calm"),
    guidance=text("guidance"),
    fields=(DecisionField("what", "text", text("What")),),
    clears=("hot",),
)


def _type(name: str) -> CrisisType:
    return CrisisType(name, text(name), "accidental", text("up"), text("do"), text("not"), "test")


def _level(number: int, *approvers: str) -> Level:
    return Level(
        number=number,
        emoji="🔵🟡🟠🔴"[number - 1],
        name=text(f"Level {number}"),
        reading_every=60,
        speak_by=60,
        roles=(),
        approvers=tuple(map(RoleId, approvers)),
    )


def _factor(name: str) -> Factor:
    """A factor whose points follow from one number: 10, 20, 30."""
    rules = tuple(PointRule(n, (Comparison("size", at_least=10 * n),)) for n in (1, 2, 3))
    answers = tuple(text(f"{name} {n}") for n in range(4))
    return Factor(name, text(name), answers, (Measure("size", text("size")),), rules, "test")


SEVERITY = Severity(
    factors=(_factor("spread"), _factor("anger")),
    bands=(0, 2, 4, 6),
    floors=(Floor("press", 3), Floor("hurt", 4)),
    quick_levels=(1, 2, 3),
    quick_floors=(Floor("hurt", 4),),
)

QUICK_READ = (
    Question("grows", text("Grows?"), text("hint"), (_option("yes"), _option("no"))),
    Question(
        "harm",
        text("Harm?"),
        text("hint"),
        (_option("hurt", sets=("hurt",)), _option("no"), _option("unknown")),
    ),
)


GUIDE = Playbook(
    version="test-1",
    roles=tuple(
        Role(RoleId(name), text(name), name[:2].upper())
        for name in ("commander", "deputy", "legal", "kol", "service")
    ),
    steps=(
        Step(StepId("assess"), text("Assess"), text("goal"), "test"),
        Step(StepId("pause"), text("Pause"), text("goal"), "test"),
        Step(StepId("decide"), text("Decide"), text("goal"), "test"),
        Step(StepId("rebuild"), text("Rebuild"), text("goal"), "test", on_opening=False),
    ),
    tasks=TASKS,
    types=(_type("tone"), _type("fake")),
    levels=(_level(1), _level(2, "legal"), _level(3, "legal"), _level(4, "legal", "kol")),
    decisions=(TAKEDOWN, STATEMENT, CAMPAIGN, ALARM, CALM),
    questions=(
        Question("root_cause", text("Root cause?"), text("hint")),
        Question(
            "failed_process",
            text("What failed?"),
            text("hint"),
            options=(_option("vetting"), _option("briefing")),
            several=True,
        ),
    ),
    outcomes=(_option("contained"), _option("false_alarm")),
    checkpoints=(4, 12, 24),
    do_not=text("Do not reply."),
    first_post=text("Facts only."),
    conditions=(
        Condition("hurt", text("Somebody is hurt"), by_hand=True),
        Condition("press", text("In the press"), by_hand=True),
        Condition("paused", text("Paused")),
        Condition("takedown", text("Takedown")),
        Condition("hot", text("Hot")),
    ),
    quick_read=QUICK_READ,
    handbook=Handbook(
        aftermath=Aftermath(facts=(Fact("reach", text("Reach"), text("hint"), RoleId("kol")),)),
        severity=SEVERITY,
        updates=Updates(
            audiences=(
                Audience("team", text("Team"), ()),
                Audience("executives", text("Executives"), (RoleId("legal"),)),
            ),
            completes=(TaskId("A4"),),
        ),
        surfaces=(
            Surface("ads", text("Ads"), text("how"), RoleId("kol"), 30, TaskId("B1")),
            Surface("shop", text("Shop"), text("how"), RoleId("kol"), 30),
        ),
        resume_needs=(RoleId("commander"), RoleId("legal")),
        community=Community(
            metrics=(
                Metric("notes", text("Negative notes"), worse="up", summed=True),
                Metric("followers", text("Followers"), worse="down"),
                Metric("neutral", text("Neutral"), "percent"),
            ),
        ),
        formats=(
            Format("note", text("Note"), text("how"), 600, (), own_voice=True),
            Format("reply", text("Reply"), text("how"), 140, (), from_lines=True),
            Format("lines", text("Lines"), text("how"), 300, (), gives_lines=True),
        ),
        desk=Desk(
            agreed=(TaskId("A1"),),
            reviewer=RoleId("kol"),
            reviewed=(TaskId("A4"),),
            asked="hurt",
            if_asked=text("They ask"),
            if_not_asked=text("Nobody asks"),
            lines=(Text("We look into it.", "我们正在核实。"),),
        ),
    ),
)
