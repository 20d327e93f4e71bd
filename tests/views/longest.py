"""A playbook in which everything is as long and as much as its schema allows. Used by tests."""

from dataclasses import replace

from bot.crisis.handbook import Audience, Desk, Format, Handbook, Updates
from bot.crisis.ids import RoleId, StepId, TaskId
from bot.crisis.playbook import (
    CrisisType,
    DecisionField,
    DecisionKind,
    Due,
    FieldKind,
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

STEPS = 8
TASKS = 100
FIELDS: tuple[FieldKind, ...] = ("choice", "text", "link", "person", "note", "time")


def text(en: int, zh: int) -> Text:
    """The worst text of these lengths: each English character grows fivefold when escaped."""
    return Text("&" * en, "危<" * (zh // 2))


TITLE, BUTTON, LABEL, LINES = text(60, 30), text(30, 14), text(44, 30), text(400, 200)


def longest_playbook() -> Playbook:
    """Everything at its limit."""
    return Playbook(
        version="longest-000000000000",
        roles=tuple(Role(RoleId(name), LABEL, name[:4]) for name in _names("role", 10)),
        steps=tuple(Step(StepId(name), TITLE, LINES, "K") for name in _names("step", STEPS)),
        tasks=tuple(_task(number) for number in range(TASKS)),
        types=tuple(
            CrisisType(name, LABEL, "victim", LINES, LINES, LINES, "K")
            for name in _names("type", 10)
        ),
        levels=tuple(_level(number) for number in range(1, 5)),
        decisions=tuple(_kind(name) for name in _names("kind", 30)),
        questions=tuple(
            Question(name, LINES, LINES, _options(), "K", several=True) if number % 2
            else Question(name, LINES, LINES)
            for number, name in enumerate(_names("question", 8))
        ),
        outcomes=_options(),
        checkpoints=(4, 12, 24),
        do_not=LINES,
        first_post=LINES,
        handbook=Handbook(
            updates=Updates(tuple(
                Audience(name, LABEL, (RoleId("role_0"),)) for name in _names("audience", 10)
            )),
            formats=tuple(
                Format(name, LABEL, LINES, 20, (), own_voice=True) for name in _names("form", 20)
            ),
            desk=Desk(
                agreed=tuple(TaskId(f"ZZ{number:02}") for number in range(10)),
                reviewer=RoleId("reader"),
                if_asked=LINES,
                if_not_asked=LINES,
            ),
        ),
    )  # fmt: skip


def calm_playbook(playbook: Playbook) -> Playbook:
    """The same without a task that anything ever calls for."""
    return replace(
        playbook, tasks=tuple(replace(one, when=When(from_level=4)) for one in playbook.tasks)
    )


def _names(kind: str, count: int) -> list[str]:
    return [f"{kind}_{number}".ljust(40, "x") for number in range(count)]


def _options() -> tuple[Option, ...]:
    return tuple(Option(name, LABEL) for name in _names("option", 10))


def _task(number: int) -> Task:
    return Task(
        id=TaskId(f"ZZ{number:02}"),
        step=StepId(_names("step", STEPS)[number % STEPS]),
        title=TITLE,
        how=LINES,
        button=BUTTON,
        evidence=LABEL,
        roles=tuple(map(RoleId, _names("role", 10))),
        due=Due(number),
        when=When(now=True),
        source="K",
        rank=number,
        not_yet=LINES,
    )


def _level(number: int) -> Level:
    roles = tuple(map(RoleId, _names("role", 10)))
    return Level(number, "🔴", BUTTON, 30, 60, roles, roles)


def _kind(name: str) -> DecisionKind:
    fields = tuple(
        DecisionField(
            id=f"field_{number}".ljust(40, "x"),
            kind=FIELDS[number % len(FIELDS)],
            label=LABEL,
            hint=LINES,
            options=_options() if number % len(FIELDS) == 0 else (),
            multiline=True,
        )
        for number in range(12)
    )
    return DecisionKind(name, LABEL, LINES, fields)
