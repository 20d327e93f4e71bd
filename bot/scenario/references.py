"""Whether everything that a scenario names exists, in itself and in the playbook it is played with.

Called by ``bot.scenario.load`` on entries whose shape is already right. Finds all problems.
"""

from collections.abc import Collection, Iterable, Iterator

from bot.crisis.incident import COMMANDER
from bot.crisis.playbook import DecisionKind, Playbook
from bot.playbook.names import Finding, double
from bot.playbook.problems import FieldPath
from bot.scenario.schema import DeedEntry, ScenarioEntry
from bot.scenario.schema_acts import Agree, Answer, CarryOut, Close, Decide, ReadQuick, Report


def findings(scenario: ScenarioEntry, playbook: Playbook) -> Iterator[Finding]:
    """Yield every name that stands twice or refers to nothing, and every time past the end."""
    for name in ("cast", "injects", "expected", "never"):
        yield from double((name,), getattr(scenario, name), "id")
    yield from _cast(scenario, playbook)
    yield from _times(scenario)
    for nr, one in enumerate(scenario.expected):
        yield from _deed(one, ("expected", nr), playbook)
    for nr, wrong in enumerate(scenario.never):
        yield from _deed(wrong, ("never", nr), playbook)
        if wrong.before is not None:
            yield from _deed(wrong.before, ("never", nr, "before"), playbook)
    yield from _acts(scenario, playbook)


def _cast(scenario: ScenarioEntry, playbook: Playbook) -> Iterator[Finding]:
    people = frozenset(member.id for member in scenario.cast)
    for nr, member in enumerate(scenario.cast):
        for spot, role in enumerate(member.roles):
            where: FieldPath = ("cast", nr, "roles", spot)
            yield from _known(where, "role", role, playbook.role_by_id)
            if role == COMMANDER:
                yield where, "whoever opens the crisis leads it; leave this role out"
    yield from _known(("opening", "by"), "member of the cast", scenario.opening.by, people)
    if scenario.opening.crisis_type is not None:
        types = {kind.id for kind in playbook.types}
        chosen = scenario.opening.crisis_type
        yield from _known(("opening", "crisis_type"), "type", chosen, types)
    for nr, inject in enumerate(scenario.injects):
        yield from _known(("injects", nr, "via"), "member of the cast", inject.via, people)
    for nr, act in enumerate(scenario.players):
        yield from _known(("players", nr, "who"), "member of the cast", act.who, people)
        if isinstance(act, Decide) and act.owner is not None:
            yield from _known(("players", nr, "owner"), "member of the cast", act.owner, people)


def _times(scenario: ScenarioEntry) -> Iterator[Finding]:
    late = f"is after the end ({scenario.ends} minutes)"
    for nr, inject in enumerate(scenario.injects):
        if inject.at > scenario.ends:
            yield ("injects", nr, "at"), late
    for nr, one in enumerate(scenario.expected):
        if one.by > scenario.ends:
            yield ("expected", nr, "by"), late
    for nr, act in enumerate(scenario.players):
        if act.at > scenario.ends:
            yield ("players", nr, "at"), late


def _deed(deed: DeedEntry, path: FieldPath, playbook: Playbook) -> Iterator[Finding]:
    for key in ("task", "receipt"):
        task = getattr(deed, key)
        if task is not None:
            yield from _known((*path, key), "task", task, playbook.task_by_id)
    if deed.surface is not None:
        places = [surface.id for surface in playbook.handbook.surfaces]
        yield from _known((*path, "surface"), "surface", deed.surface, places)
    if deed.decision is None:
        return
    yield from _known((*path, "decision"), "kind of decision", deed.decision, _kinds(playbook))
    kind = playbook.decision_by_id.get(deed.decision)
    for name, values in deed.choices.items() if kind else ():
        yield from _options(kind, name, values, (*path, "choices", name))


def _acts(scenario: ScenarioEntry, playbook: Playbook) -> Iterator[Finding]:
    for nr, act in enumerate(scenario.players):
        path: FieldPath = ("players", nr)
        task = getattr(act, "task", None)
        if task is not None:
            yield from _known((*path, "task"), "task", task, playbook.task_by_id)
        match act:
            case Decide() | CarryOut():
                yield from _known((*path, "kind"), "kind of decision", act.kind, _kinds(playbook))
                if isinstance(act, Decide):
                    yield from _fields(act, path, playbook.decision_by_id.get(act.kind))
            case Close():
                outcomes = [option.value for option in playbook.outcomes]
                yield from _known((*path, "outcome"), "outcome", act.outcome, outcomes)
            case Agree():
                people = {member.id for member in scenario.cast}
                yield from _known((*path, "second"), "member of the cast", act.second, people)
            case ReadQuick():
                yield from _quick(act, path, playbook)
            case Report() | Answer():
                yield from _each(act, path, playbook)
            case _:
                pass


def _each(act: Report | Answer, path: FieldPath, playbook: Playbook) -> Iterator[Finding]:
    """Yield what is filled in and is not in the playbook: places, or questions of the review."""
    if isinstance(act, Report):
        surfaces = [surface.id for surface in playbook.handbook.surfaces]
        for place in act.places:
            yield from _known((*path, "places", place), "surface", place, surfaces)
    else:
        for question in act.answers:
            where = (*path, "answers", question)
            yield from _known(where, "question", question, playbook.question_by_id)


def _quick(act: ReadQuick, path: FieldPath, playbook: Playbook) -> Iterator[Finding]:
    questions = {question.id: question for question in playbook.quick_read}
    for name, value in act.answers.items():
        where = (*path, "answers", name)
        yield from _known(where, "question of the quick read", name, questions)
        if name in questions:
            offered = [option.value for option in questions[name].options]
            yield from _known(where, "option", value, offered)


def _fields(act: Decide, path: FieldPath, kind: DecisionKind | None) -> Iterator[Finding]:
    for name, value in act.fields.items() if kind else ():
        yield from _options(kind, name, (value,), (*path, "fields", name))


def _options(
    kind: DecisionKind | None, name: str, values: Iterable[str], path: FieldPath
) -> Iterator[Finding]:
    fields = {one.id: one for one in kind.fields} if kind else {}
    yield from _known(path, "field", name, fields)
    offered = [option.value for option in fields[name].options] if name in fields else []
    for value in values if offered else ():
        yield from _known(path, "option", value, offered)


def _kinds(playbook: Playbook) -> Collection[str]:
    return playbook.decision_by_id


def _known(path: FieldPath, what: str, name: str, known: Collection[str]) -> Iterator[Finding]:
    if name not in known:
        yield path, f"there is no {what} {name!r}; known: {', '.join(sorted(known)) or 'none'}"
