"""The statement desk: versions, the words of those who approve, and the gate before publishing."""

from bot.crisis.events import (
    ChangesAsked,
    DecisionCarriedOut,
    Event,
    GateHeldBack,
    StatementApproved,
    StatementDrafted,
    StatementDropped,
    StatementPublished,
    TaskCompleted,
    TaskReopened,
)
from bot.crisis.ids import DecisionId, RoleId, StatementId
from bot.crisis.incident import FINISHED
from bot.crisis.intents import (
    ApproveStatement,
    AskForChanges,
    DraftStatement,
    DropStatement,
    PublishStatement,
    Refusal,
)
from bot.crisis.rules.context import Context, Verdict, blank
from bot.crisis.rules.gates import held_back
from bot.crisis.statements import (
    Missing,
    Statement,
    asked_roles,
    at_desk,
    missing,
    must_compare,
    roles_to_speak,
)
from bot.crisis.words import Words, in_slack


def draft(context: Context, intent: DraftStatement) -> Verdict:
    """Record a version. Whoever did not read the version before is told so first."""
    incident = context.incident
    if intent.format not in {one.id for one in incident.playbook.handbook.formats}:
        return Refusal("refusal.statement.format", "missing", field="format")
    if blank(intent.text.text):
        return Refusal("refusal.statement.text", "missing", field="text")
    before = incident.statements.get(intent.statement)
    if before is None:
        if intent.after:
            return Refusal("refusal.statement.unknown", "missing")
        if (wrong := _not_for(context, intent.decision)) is not None:
            return wrong
    elif (refused := _over(before)) is not None:
        return refused
    elif intent.after != before.current.number:
        return Refusal(
            "refusal.statement.newer", "missing", {"version": before.current.number}, field="text"
        )
    elif intent.text.text == before.current.text.text and intent.format == before.format:
        return Refusal("refusal.statement.same", "already", field="text")
    drafted = StatementDrafted(
        statement=intent.statement,
        version=intent.after + 1,
        format=intent.format,
        text=intent.text,
        languages=intent.languages,
        change=_or_none(intent.change),
        decision=intent.decision if before is None else None,
    )
    return context.happened(drafted, *_unread(context, before))


def approve(context: Context, intent: ApproveStatement) -> Verdict:
    """Record that a version may go out, for every role that the person holds."""
    found = _current(context, intent.statement, intent.version)
    if isinstance(found, Refusal):
        return found
    roles = _speaks_for(context, found, intent)
    if isinstance(roles, Refusal):
        return roles
    if must_compare(context.incident, found, roles) and not intent.same:
        return Refusal("refusal.statement.compare", "missing", field="same")
    if all(_has_approved(found, role) for role in roles):
        return Refusal("refusal.statement.approved", "already")
    approved = StatementApproved(
        statement=intent.statement,
        version=intent.version,
        roles=roles,
        comment=_or_none(intent.comment),
        by=intent.by,
        same=intent.same,
    )
    return context.happened(approved, *_reviewed(context, roles))


def ask_for_changes(context: Context, intent: AskForChanges) -> Verdict:
    """Record what should change. A role that had approved takes that back with it."""
    found = _current(context, intent.statement, intent.version)
    if isinstance(found, Refusal):
        return found
    if blank(intent.comment.text):
        return Refusal("refusal.statement.comment", "missing", field="comment")
    roles = _speaks_for(context, found, intent)
    if isinstance(roles, Refusal):
        return roles
    said = [found.word_of(role) for role in roles]
    if all(one and one.verdict == "changes" and one.comment == intent.comment for one in said):
        return Refusal("refusal.statement.asked", "already")
    return context.happened(
        ChangesAsked(intent.statement, intent.version, roles, intent.comment, intent.by)
    )


def publish(context: Context, intent: PublishStatement) -> Verdict:
    """Record that a version stands in public, once all is agreed, or whoever commands insists."""
    found = _current(context, intent.statement, intent.version)
    if isinstance(found, Refusal):
        return found
    if intent.published_at is not None and intent.published_at > context.now:
        return Refusal("refusal.statement.future", "missing", field="published_at")
    override = _or_none(intent.override)
    lacks = missing(context.incident, found)
    refused = _gate(context, lacks, override)
    if refused is not None:
        by = GateHeldBack("publish", found.id, tasks=lacks.tasks, roles=lacks.roles)
        return held_back(context, refused, by)
    published = StatementPublished(
        statement=intent.statement,
        version=intent.version,
        link=_or_none(intent.link),
        override=override if lacks else None,
    )
    done = _carried_out(context, found, published)
    return context.happened(published, *done, at=intent.published_at)


def drop(context: Context, intent: DropStatement) -> Verdict:
    """Record that it will not be published."""
    found = context.incident.statements.get(intent.statement)
    if found is None:
        return Refusal("refusal.statement.unknown", "missing")
    if (refused := _over(found)) is not None:
        return refused
    if blank(intent.reason.text):
        return Refusal("refusal.statement.reason", "missing", field="reason")
    return context.happened(StatementDropped(intent.statement, intent.reason))


def _current(context: Context, name: StatementId, version: int) -> Statement | Refusal:
    """Return the statement whose latest version this is, and which is still open."""
    found = context.incident.statements.get(name)
    if found is None:
        return Refusal("refusal.statement.unknown", "missing")
    if (refused := _over(found)) is not None:
        return refused
    if version != found.current.number:
        return Refusal("refusal.statement.newer", "missing", {"version": found.current.number})
    return found


def _over(statement: Statement) -> Refusal | None:
    if statement.published_at is not None:
        return Refusal("refusal.statement.published", "already")
    if statement.dropped_at is not None:
        return Refusal("refusal.statement.dropped", "already")
    return None


def _speaks_for(
    context: Context, statement: Statement, intent: ApproveStatement | AskForChanges
) -> tuple[RoleId, ...] | Refusal:
    """Return the roles in whose name this is said."""
    asked = asked_roles(context.incident, statement)
    if not asked:
        return Refusal("refusal.statement.no_word_needed", "already")
    if intent.by is not None:
        return _for_somebody(intent, asked)
    user = context.acting_user
    roles = roles_to_speak(context.incident, statement, user) if user is not None else ()
    if not roles:
        return Refusal("refusal.statement.not_asked", "forbidden", {"role": asked[0]})
    return roles


def _for_somebody(
    intent: ApproveStatement | AskForChanges, asked: tuple[RoleId, ...]
) -> tuple[RoleId, ...] | Refusal:
    """Return the role of somebody outside Slack. Colleagues in Slack answer for themselves."""
    if intent.by is None or intent.by.outside is None or blank(intent.by.outside.text):
        return Refusal("refusal.statement.outside_only", "missing", field="by")
    if intent.role is None or intent.role not in asked:
        return Refusal("refusal.statement.role", "missing", field="role")
    if intent.comment is None or blank(intent.comment.text):
        return Refusal("refusal.statement.means", "missing", field="comment")
    return (intent.role,)


def _gate(context: Context, lacks: Missing, override: Words | None) -> Refusal | None:
    if not lacks:
        return None
    commands = context.acting_user == context.incident.commander
    if override is not None and commands:
        return None
    leader = in_slack(context.incident.commander)
    if override is not None:
        return Refusal(
            "refusal.statement.commander", "forbidden", {"commander": leader}, field="override"
        )
    if lacks.tasks:
        return Refusal(
            "refusal.statement.position",
            "missing",
            {"task": lacks.tasks[0], "commander": leader},
            field="override",
        )
    return Refusal(
        "refusal.statement.approval",
        "missing",
        {"role": lacks.roles[0], "commander": leader},
        field="override",
    )


def _has_approved(statement: Statement, role: RoleId) -> bool:
    word = statement.word_of(role)
    return word is not None and word.verdict == "approved"


def _reviewed(context: Context, roles: tuple[RoleId, ...]) -> tuple[Event, ...]:
    """Finish the tasks that ask for the review."""
    incident = context.incident
    desk = incident.playbook.handbook.desk
    if desk.reviewer not in roles:
        return ()
    return tuple(
        TaskCompleted(task)
        for task in desk.reviewed
        if task in incident.playbook.task_by_id and incident.state(task).status not in FINISHED
    )


def _unread(context: Context, before: Statement | None) -> tuple[Event, ...]:
    """Open those tasks again when the version that was reviewed is no longer the latest."""
    desk = context.incident.playbook.handbook.desk
    if before is None or desk.reviewer is None or not _has_approved(before, desk.reviewer):
        return ()
    return tuple(
        TaskReopened(task)
        for task in desk.reviewed
        if context.incident.state(task).status == "done"
    )


def _not_for(context: Context, decision: DecisionId | None) -> Refusal | None:
    """Return why a new statement cannot be the one that carries out a decision."""
    if decision is None:
        return None
    found = context.incident.decisions.get(decision)
    if found is None:
        return Refusal("refusal.decision.unknown", "missing")
    if found.replaced_by is not None:
        return Refusal("refusal.decision.replaced", "missing")
    if found.carried_out_at is not None:
        return Refusal("refusal.decision.carried_out", "already")
    if (known := at_desk(context.incident, decision)) is not None:
        version = {"version": known.current.number}
        return Refusal("refusal.decision.at_desk", "already", version, field="text")
    return None


def _carried_out(
    context: Context, statement: Statement, published: StatementPublished
) -> tuple[Event, ...]:
    """Carry out the decision to speak with its statement."""
    decided = context.incident.decisions.get(statement.decision or DecisionId(""))
    if decided is None or decided.carried_out_at is not None or decided.replaced_by is not None:
        return ()
    return (DecisionCarriedOut(decided.id, published.link),)


def _or_none(words: Words | None) -> Words | None:
    return words if words is not None and not blank(words.text) else None
