"""Whether the looked-up part of a playbook names only what exists.

Called by ``bot.playbook.references``.
"""

from collections.abc import Iterator

from bot.playbook.names import Finding, Names, double, unknown
from bot.playbook.problems import FieldPath
from bot.playbook.schema import PlaybookEntry
from bot.playbook.schema_aftermath import AftermathEntry
from bot.playbook.schema_desk import DeskEntry
from bot.playbook.schema_handbook import FactorEntry, SeverityEntry
from bot.playbook.schema_monitoring import MonitoringEntry
from bot.playbook.schema_prevention import PreventionEntry


def handbook_findings(playbook: PlaybookEntry, names: Names) -> Iterator[Finding]:
    """Yield every name that stands twice or refers to nothing, by subject."""
    yield from _doubles(playbook)
    yield from _severity(playbook.severity, names)
    yield from _statements(playbook, names)
    for nr, law in enumerate(playbook.law):
        yield from unknown(("law", nr, "types"), "type", law.types, names.types)
    for nr, action in enumerate(playbook.corrective_actions):
        if action.process not in names.processes:
            problem = f"{action.process!r} is no option of the question failed_process"
            yield ("corrective_actions", nr, "process"), problem
    for nr, surface in enumerate(playbook.surfaces):
        if surface.role not in names.roles:
            yield ("surfaces", nr, "role"), f"there is no role {surface.role!r}"
        if surface.task is not None and surface.task not in names.tasks:
            yield ("surfaces", nr, "task"), f"there is no task {surface.task!r}"
    yield from unknown(("resume_needs",), "role", playbook.resume_needs, names.roles)
    yield from _posts(playbook, names)
    yield from _talks(playbook, names)
    yield from _updates(playbook, names)
    if playbook.community is not None:
        yield from double(("community", "metrics"), playbook.community.metrics, "id")
    yield from _prevention(playbook.prevention, playbook.severity)
    yield from _approval(playbook.prevention, names)
    yield from _desk(playbook.desk, names)
    yield from _aftermath(playbook.aftermath, names)
    for nr, never in enumerate(playbook.never):
        yield from unknown(("never", nr, "decisions"), "decision", never.decisions, names.decisions)


def _posts(playbook: PlaybookEntry, names: Names) -> Iterator[Finding]:
    if playbook.posts is None:
        return
    if playbook.posts.role not in names.roles:
        yield ("posts", "role"), f"there is no role {playbook.posts.role!r}"
    yield from unknown(("posts", "steps"), "step", playbook.posts.steps, names.steps)


def _talks(playbook: PlaybookEntry, names: Names) -> Iterator[Finding]:
    talks = playbook.talks
    if talks is None:
        return
    if talks.role not in names.roles:
        yield ("talks", "role"), f"there is no role {talks.role!r}"
    yield from unknown(("talks", "steps"), "step", talks.steps, names.steps)
    yield from unknown(("talks", "decisions"), "decision", talks.decisions, names.decisions)
    yield from unknown(("talks", "asked"), "task", talks.asked, names.tasks)
    yield from unknown(("talks", "held"), "task", talks.held, names.tasks)
    yield from double(("talks", "facts"), talks.facts, "id")
    yield from double(("talks", "holds"), talks.holds, "id")


def _statements(playbook: PlaybookEntry, names: Names) -> Iterator[Finding]:
    for nr, form in enumerate(playbook.formats):
        for element in form.weights:
            if element not in names.elements:
                yield ("formats", nr, "weights", element), f"there is no element {element!r}"
    for nr, rule in enumerate(playbook.statement_rules):
        formats = frozenset(form.id for form in playbook.formats)
        yield from unknown(("statement_rules", nr, "formats"), "format", rule.formats, formats)


def _prevention(prevention: PreventionEntry | None, severity: SeverityEntry) -> Iterator[Finding]:
    if prevention is not None:
        yield from double(("prevention", "tiers"), prevention.tiers, "id")
        yield from double(("prevention", "categories"), prevention.categories, "id")
        yield from double(("prevention", "checks"), prevention.checks, "id")
        yield from double(("prevention", "brief", "sections"), prevention.brief.sections, "id")
        yield from double(("prevention", "brief", "clauses"), prevention.brief.clauses, "id")
        yield from _monitoring(prevention.monitoring, severity)


def _monitoring(monitoring: MonitoringEntry | None, severity: SeverityEntry) -> Iterator[Finding]:
    """Yield thresholds that stand twice, and measures of severity that there are not."""
    if monitoring is None:
        return
    where = ("prevention", "monitoring")
    yield from double((*where, "rules"), monitoring.rules, "id")
    measures = {
        f"{factor.id}.{measure.id}" for factor in severity.factors for measure in factor.measures
    }
    for figure, measure in monitoring.first_reading.items():
        if measure not in measures:
            yield (*where, "first_reading", figure), f"there is no measure {measure!r}"


def _approval(prevention: PreventionEntry | None, names: Names) -> Iterator[Finding]:
    approval = prevention.approval if prevention is not None else None
    if approval is None:
        return
    here = ("prevention", "approval")
    yield from double((*here, "stages"), approval.stages, "id")
    stages = frozenset(one.id for one in approval.stages)
    for nr, stage in enumerate(approval.stages):
        yield from unknown((*here, "stages", nr, "roles"), "role", stage.roles, names.roles)
        yield from unknown((*here, "stages", nr, "apart"), "stage", stage.apart, stages)
        if stage.id in type(approval.names).model_fields:
            yield (*here, "stages", nr, "id"), f"{stage.id!r} is the name of something else"
    for key in ("backup", "kol_side", "client"):
        yield from unknown((*here, key), "role", getattr(approval, key), names.roles)


def _updates(playbook: PlaybookEntry, names: Names) -> Iterator[Finding]:
    updates = playbook.updates
    if updates is None:
        return
    yield from double(("updates", "audiences"), updates.audiences, "id")
    yield from unknown(("updates", "completes"), "task", updates.completes, names.tasks)
    for nr, audience in enumerate(updates.audiences):
        yield from unknown(
            ("updates", "audiences", nr, "roles"), "role", audience.roles, names.roles
        )


def _aftermath(aftermath: AftermathEntry | None, names: Names) -> Iterator[Finding]:
    if aftermath is None:
        return
    yield from unknown(("aftermath", "signers"), "role", aftermath.signers, names.roles)
    yield from unknown(("aftermath", "hold_by"), "role", (aftermath.hold_by,), names.roles)
    yield from double(("aftermath", "facts"), aftermath.facts, "id")
    yield from unknown(("aftermath", "targets"), "task", aftermath.targets, names.tasks)
    yield from unknown(("aftermath", "second_wave"), "task", aftermath.second_wave, names.tasks)
    for nr, fact in enumerate(aftermath.facts):
        if fact.role not in names.roles:
            yield ("aftermath", "facts", nr, "role"), f"there is no role {fact.role!r}"
    for nr, one in enumerate(aftermath.suspicions):
        path: FieldPath = ("aftermath", "suspicions", nr)
        if one.process not in names.processes:
            problem = f"{one.process!r} is no option of the question failed_process"
            yield (*path, "process"), problem
        yield from unknown((*path, "types"), "type", one.types, names.types)
        yield from unknown((*path, "overdue"), "task", one.overdue, names.tasks)


def _desk(desk: DeskEntry, names: Names) -> Iterator[Finding]:
    yield from unknown(("desk", "agreed"), "task", desk.agreed, names.tasks)
    yield from unknown(("desk", "reviewed"), "task", desk.reviewed, names.tasks)
    yield from unknown(("desk", "unconfirmed"), "role", desk.unconfirmed, names.roles)
    if desk.reviewer not in names.roles:
        yield ("desk", "reviewer"), f"there is no role {desk.reviewer!r}"
    if desk.asked not in names.conditions:
        yield ("desk", "asked"), f"there is no condition {desk.asked!r}"


def _doubles(playbook: PlaybookEntry) -> Iterator[Finding]:
    yield from double(("elements",), playbook.elements, "id")
    yield from double(("formats",), playbook.formats, "id")
    yield from double(("flags",), playbook.flags, "id")
    yield from double(("absolute_terms",), playbook.absolute_terms, "id")
    yield from double(("statement_rules",), playbook.statement_rules, "id")
    yield from double(("law",), playbook.law, "id")
    yield from double(("corrective_actions",), playbook.corrective_actions, "id")
    yield from double(("surfaces",), playbook.surfaces, "id")
    yield from double(("never",), playbook.never, "id")
    yield from double(("severity", "factors"), playbook.severity.factors, "id")


def _severity(severity: SeverityEntry, names: Names) -> Iterator[Finding]:
    for key, floors in (("floors", severity.floors), ("quick_floors", severity.quick_floors)):
        for nr, floor in enumerate(floors):
            if floor.condition not in names.conditions:
                problem = f"there is no condition {floor.condition!r}"
                yield ("severity", key, nr, "condition"), problem
    for nr, factor in enumerate(severity.factors):
        yield from _factor(factor, ("severity", "factors", nr))


def _factor(factor: FactorEntry, path: FieldPath) -> Iterator[Finding]:
    yield from double((*path, "measures"), factor.measures, "id")
    known = {measure.id for measure in factor.measures}
    for nr, rule in enumerate(factor.rules):
        for test_nr, test in enumerate(rule.tests):
            if test.measure not in known:
                where = (*path, "rules", nr, "tests", test_nr, "measure")
                yield where, f"this factor has no measure {test.measure!r}"
