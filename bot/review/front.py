"""The first page: what somebody asks who has two minutes. Made by ``build``.

Every line comes from the record, or says that it is not known and who could know. What names
people or quotes what they typed is a line of its own, so that a shared copy can do without it.
"""

from collections.abc import Iterator, Sequence
from itertools import chain

from bot.crisis import events as ev
from bot.crisis.gates import approvers_missing
from bot.crisis.hindsight import gates_passed
from bot.crisis.ids import RoleId
from bot.crisis.incident import FINISHED, Incident
from bot.crisis.signing import roles_missing
from bot.crisis.surfaces import places, spend
from bot.crisis.texts import Text
from bot.crisis.words import Person
from bot.locales.typed_number import written
from bot.locales.voice import Said, said
from bot.review import names
from bot.review.value import FactLine, FrontLine, LevelChange, Name, StepPart

_MET = frozenset({"on_time", "done"})


def facts_of(incident: Incident) -> Iterator[FactLine]:
    """Yield what only people know, said or not, in the playbook's order."""
    for fact in incident.playbook.handbook.aftermath.facts:
        role = names.role_name(incident.playbook, fact.role)
        known = incident.facts.get(fact.id)
        if known is None:
            yield FactLine(fact.id, fact.ask, role)
            continue
        by = names.person(known.by)
        yield FactLine(fact.id, fact.ask, role, known.number, known.text, known.at, by)


def front_of(
    incident: Incident,
    record: Sequence[ev.Recorded],
    levels: Sequence[LevelChange],
    steps: Sequence[StepPart],
) -> Iterator[FrontLine]:
    """Yield the lines of the first page."""
    yield FrontLine(said("review.front.what"), tuple(_what(incident, levels)))
    yield FrontLine(said("review.front.spent"), tuple(_spent(incident)))
    yield from map(_fact, facts_of(incident))
    yield from _approved(incident)
    yield from _overridden(incident, record)
    yield FrontLine(said("review.front.targets"), tuple(_targets(incident, steps)))
    yield FrontLine(said("review.front.wave"), tuple(_wave(incident)))
    yield FrontLine(said("review.front.notes"), tuple(_notes(incident)))
    yield FrontLine(said("review.front.need"), tuple(_needs(incident)))
    last = max(incident.updates.values(), key=lambda one: one.shared_at, default=None)
    if last is not None and last.needed:
        asked = said("review.front.need_said", text=last.needed)
        yield FrontLine(said("review.front.need_last"), (asked,), shared=False)


def _what(incident: Incident, levels: Sequence[LevelChange]) -> Iterator[Said]:
    if incident.crisis_type is None:
        yield said("review.front.kind_unknown")
    else:
        kind = names.type_name(incident.playbook, incident.crisis_type)
        yield said("review.front.kind", type=kind)
    worst = max(levels, key=lambda one: one.number, default=None)
    if worst is not None:
        yield said("review.front.worst", level=worst.level)
    if incident.outcome is not None:
        outcome = names.option_name(incident.playbook.outcomes, incident.outcome)
        yield said("review.front.over", outcome=outcome)
    else:
        yield said("review.front.goes_on")


def _spent(incident: Incident) -> Iterator[Said]:
    known = spend(incident)
    everywhere = places(incident)
    if known is None:
        roles = dict.fromkeys(place.role for place in everywhere)
        called = tuple(names.role_name(incident.playbook, role) for role in roles)
        yield said("review.front.unknown", role=called)
        return
    amount, count = known
    yield said("review.front.ads", amount=_plain(written(amount)), known=count, all=len(everywhere))


def _fact(line: FactLine) -> FrontLine:
    label = said("review.front.fact", fact=line.ask)
    if line.number is not None:
        return FrontLine(label, (said("review.front.number", number=_plain(line.number)),))
    if line.text is not None:
        return FrontLine(label, (said("review.front.text", text=line.text),), shared=False)
    return FrontLine(label, (said("review.front.unknown", role=line.role),))


def _approved(incident: Incident) -> Iterator[FrontLine]:
    """Yield who approved, and in a line of its own in which roles that was."""
    found = dict.fromkeys(chain(_of_decisions(incident), _of_statements(incident)))
    called = {role: names.role_name(incident.playbook, role) for role, _ in found}
    label = said("review.front.approved")
    if not found:
        yield FrontLine(label, (said("review.front.approved_none"),))
        return
    people = (said("review.front.approved_by", person=who, role=called[r]) for r, who in found)
    yield FrontLine(label, tuple(people), shared=False)
    roles = tuple(called.values())
    yield FrontLine(said("review.front.approved_as"), (said("review.front.roles", roles=roles),))


def _of_decisions(incident: Incident) -> Iterator[tuple[RoleId, Person]]:
    for decision in incident.decisions.values():
        yield from decision.approvals.items()


def _of_statements(incident: Incident) -> Iterator[tuple[RoleId, Person]]:
    for statement in incident.statements.values():
        for word in statement.words:
            if word.verdict == "approved" and word.person is not None:
                yield word.role, word.person


def _overridden(incident: Incident, record: Sequence[ev.Recorded]) -> Iterator[FrontLine]:
    """Yield how often something went ahead in spite of what should come first, and who said so."""
    number = {name: count for count, name in enumerate(incident.decisions, 1)}
    people: list[Said] = []
    for one in record:
        event, who = one.event, names.person(one.actor)
        if who is None:
            continue
        if isinstance(event, ev.GateOverridden) and event.decision in number:
            at = number[event.decision]
            people.append(said("review.front.overridden_by", person=who, number=at))
        elif isinstance(event, ev.StatementPublished) and event.override:
            people.append(said("review.front.published_by", person=who))
    gates = tuple(dict.fromkeys(one.gate.text for one in gates_passed(incident)))
    label = said("review.front.overridden")
    if people:
        often = said("review.front.overridden_count", count=len(people))
    else:
        often = said("review.front.overridden_never")
    yield FrontLine(label, (often,))
    if people:
        yield FrontLine(said("review.front.overridden_who"), tuple(people), shared=False)
    if gates:
        told = (said("review.front.gate", gate=gate) for gate in gates)
        yield FrontLine(said("review.front.gates"), tuple(told))


def _targets(incident: Incident, steps: Sequence[StepPart]) -> Iterator[Said]:
    wanted = incident.playbook.handbook.aftermath.targets
    lines = [line for step in steps for line in step.tasks if line.task in wanted]
    measured = [line for line in lines if line.verdict not in {"not_called", "not_applicable"}]
    met = [line for line in measured if line.verdict in _MET]
    yield said("review.front.met", met=len(met), all=len(measured))
    late = tuple(line.title for line in measured if line.verdict == "late")
    if late:
        yield said("review.front.late", tasks=late)
    left = tuple(line.title for line in measured if line not in met and line.verdict != "late")
    if left:
        yield said("review.front.left", tasks=left)


def _wave(incident: Incident) -> Iterator[Said]:
    known = incident.playbook.task_by_id
    tasks = [known[one] for one in incident.playbook.handbook.aftermath.second_wave if one in known]
    called = [task for task in tasks if incident.active(task)]
    if not called:
        yield said("review.front.wave_not_called")
    for task in called:
        state = incident.state(task.id)
        roles = tuple(names.role_name(incident.playbook, role) for role in task.roles)
        if state.status in FINISHED and state.changed_at is not None:
            yield said("review.front.wave_done", time=state.changed_at)
        else:
            yield said("review.front.wave_open", role=roles)


def _notes(incident: Incident) -> Iterator[Said]:
    kinds = {kind.id for kind in incident.playbook.decisions if kind.note_field is not None}
    counting = [
        1 + len(one.further)
        for one in incident.decisions.values()
        if one.kind in kinds and one.replaced_by is None
    ]
    if counting:
        yield said("review.front.notes_decided", count=sum(counting))
        return
    roles = {RoleId("kol")} & set(incident.playbook.role_by_id)
    called = tuple(names.role_name(incident.playbook, role) for role in roles)
    yield said("review.front.unknown", role=called) if called else said("review.front.notes_none")


def _needs(incident: Incident) -> Iterator[Said]:
    told = list(_asks(incident))
    yield from told or (said("review.front.need_nothing"),)


def _asks(incident: Incident) -> Iterator[Said]:
    open_questions = [
        one
        for one in incident.playbook.questions
        if not one.optional and one.id not in incident.answers
    ]
    if open_questions:
        yield said("review.front.need_answers", count=len(open_questions))
    roles = tuple(names.role_name(incident.playbook, role) for role in roles_missing(incident))
    if roles:
        yield said("review.front.need_sign", roles=roles)
    unknown = tuple(one.ask for one in facts_of(incident) if one.at is None)
    if unknown:
        yield said("review.front.need_facts", facts=unknown)
    for number, decision in enumerate(incident.decisions.values(), 1):
        if decision.carried_out_at is None and decision.replaced_by is None:
            missing = approvers_missing(incident, decision)
            called = tuple(names.role_name(incident.playbook, role) for role in missing)
            if called:
                yield said("review.front.need_approval", number=number, roles=called)
    left = sum(one.done_at is None for one in incident.follow_ups.values())
    if left:
        yield said("review.front.need_follow_ups", count=left)


def _plain(number: str) -> Name:
    """Return a number of the record with its thousands apart: no text that anybody typed."""
    whole, dot, rest = number.partition(".")
    shown = f"{int(whole):,}{dot}{rest}"
    return Text(shown, shown)
