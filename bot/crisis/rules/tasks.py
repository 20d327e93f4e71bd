"""Tasks of the checklist. Doing what is done changes nothing and says so kindly."""

from bot.crisis.events import (
    EvidenceAdded,
    EvidenceHashed,
    EvidenceUnreadable,
    TaskBlocked,
    TaskCompleted,
    TaskMarkedNotApplicable,
    TaskReopened,
    TaskTaken,
)
from bot.crisis.ids import TaskId
from bot.crisis.incident import FINISHED, TaskState
from bot.crisis.intents import (
    AddEvidence,
    BlockTask,
    CompleteTask,
    MarkTaskNotApplicable,
    NoteEvidenceHash,
    NoteEvidenceUnreadable,
    Refusal,
    ReopenTask,
    TakeTask,
)
from bot.crisis.rules.context import Context, Verdict, blank, bring_in
from bot.crisis.words import in_slack


def take(context: Context, intent: TakeTask) -> Verdict:
    """Put a task in somebody's hands."""
    state = _state(context, intent.task)
    if isinstance(state, Refusal):
        return state
    if state.status in FINISHED:
        return _already(intent.task, state)
    owner = intent.owner
    if owner is None:
        if context.acting_user is None:
            return ()
        owner = in_slack(context.acting_user)
    if state.status == "in_hand" and state.owner == owner:
        return Refusal("refusal.task.in_hand", "already", {"task": intent.task, "person": owner})
    return context.happened(TaskTaken(intent.task, owner), *bring_in(context, owner))


def complete(context: Context, intent: CompleteTask) -> Verdict:
    """Finish a task, oneself or for somebody else."""
    state = _state(context, intent.task)
    if isinstance(state, Refusal):
        return state
    if state.status in FINISHED:
        return _already(intent.task, state)
    if intent.happened_at is not None and intent.happened_at > context.now:
        return Refusal("refusal.note.future", "missing", field="at")
    alone = intent.alone or _is_alone(context)
    if context.incident.playbook.task_by_id[intent.task].needs_two and not alone:
        wrong = _second_at_fault(context, intent)
        if wrong is not None:
            return wrong
    return context.happened(
        TaskCompleted(
            intent.task,
            intent.by,
            intent.means,
            second=intent.second,
            alone=alone and intent.second is None and _needs_two(context, intent.task),
        ),
        at=intent.happened_at,
    )


def _needs_two(context: Context, task: TaskId) -> bool:
    return context.incident.playbook.task_by_id[task].needs_two


def _is_alone(context: Context) -> bool:
    """Whether nobody but the one who acts is in this incident: then nobody else can agree."""
    others = (context.incident.people() | context.incident.members) - {context.acting_user}
    outside = any(person.outside for people in context.incident.roles.values() for person in people)
    return not others and not outside


def _second_at_fault(context: Context, intent: CompleteTask) -> Refusal | None:
    doer = intent.by or (in_slack(context.acting_user) if context.acting_user else None)
    if intent.second is None:
        return Refusal("refusal.task.second_missing", "missing", {"task": intent.task}, "second")
    if intent.second == doer:
        return Refusal("refusal.task.second_same", "missing", field="second")
    return None


def not_applicable(context: Context, intent: MarkTaskNotApplicable) -> Verdict:
    """Set a task aside, with the reason."""
    state = _state(context, intent.task)
    if isinstance(state, Refusal):
        return state
    if state.status in FINISHED:
        return _already(intent.task, state)
    if blank(intent.reason.text):
        return Refusal("refusal.task.reason_missing", "missing", field="reason")
    return context.happened(TaskMarkedNotApplicable(intent.task, intent.reason))


def block(context: Context, intent: BlockTask) -> Verdict:
    """Say what keeps a task from going on."""
    state = _state(context, intent.task)
    if isinstance(state, Refusal):
        return state
    if state.status in FINISHED:
        return _already(intent.task, state)
    if blank(intent.reason.text):
        return Refusal("refusal.task.reason_missing", "missing", field="reason")
    if state.status == "blocked" and state.reason == intent.reason:
        return Refusal("refusal.task.blocked", "already", {"task": intent.task})
    return context.happened(TaskBlocked(intent.task, intent.reason))


def reopen(context: Context, intent: ReopenTask) -> Verdict:
    """Take up a task again that was finished or blocked."""
    state = _state(context, intent.task)
    if isinstance(state, Refusal):
        return state
    if state.status in {"open", "in_hand"}:
        return Refusal("refusal.task.still_open", "already", {"task": intent.task})
    return context.happened(TaskReopened(intent.task))


def add_evidence(context: Context, intent: AddEvidence) -> Verdict:
    """Attach proof; the same proof twice is one."""
    if any(proof.id == intent.evidence for proof in context.incident.evidence):
        return Refusal("refusal.evidence.known", "already")
    if intent.task is not None:
        state = _state(context, intent.task)
        if isinstance(state, Refusal):
            return state
    if blank(intent.words.text) and intent.file is None:
        return Refusal("refusal.evidence.empty", "missing", field="evidence")
    return context.happened(
        EvidenceAdded(
            evidence=intent.evidence,
            task=intent.task,
            words=intent.words,
            source=intent.source,
            file=intent.file,
        ),
    )


def note_hash(context: Context, intent: NoteEvidenceHash) -> Verdict:
    """Note the hash of a file that was read."""
    known = next((p for p in context.incident.evidence if p.id == intent.evidence), None)
    if known is None or known.sha256 == intent.sha256:
        return ()
    return context.happened(EvidenceHashed(intent.evidence, intent.sha256, intent.size))


def note_unreadable(context: Context, intent: NoteEvidenceUnreadable) -> Verdict:
    """Note that a file cannot be read, once."""
    known = next((p for p in context.incident.evidence if p.id == intent.evidence), None)
    if known is None or known.sha256 is not None or known.unreadable == intent.reason:
        return ()
    return context.happened(EvidenceUnreadable(intent.evidence, intent.reason))


def _state(context: Context, task: TaskId) -> TaskState | Refusal:
    if task not in context.incident.playbook.task_by_id:
        return Refusal("refusal.task.unknown", "missing")
    return context.incident.state(task)


def _already(task: TaskId, state: TaskState) -> Refusal:
    if state.status == "not_applicable":
        return Refusal("refusal.task.set_aside", "already", {"task": task})
    if state.by is None:
        return Refusal("refusal.task.done", "already", {"task": task})
    return Refusal("refusal.task.done_by", "already", {"task": task, "person": state.by})
