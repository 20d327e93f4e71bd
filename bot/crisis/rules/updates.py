"""Status updates: to whom, what, and when the next one is promised."""

from bot.crisis.events import Event, TaskCompleted, UpdateShared
from bot.crisis.incident import FINISHED
from bot.crisis.intents import Refusal, ShareUpdate
from bot.crisis.rules.context import Context, Verdict, blank


def share(context: Context, intent: ShareUpdate) -> Verdict:
    """Share an update with audiences that the playbook knows. A promise lies in the future."""
    incident = context.incident
    if intent.update in incident.updates:
        return Refusal("refusal.update.known", "already")
    audiences = {one.id for one in incident.playbook.handbook.updates.audiences}
    chosen = intent.audiences or not audiences  # a playbook may know of none but the channel
    if not chosen or not audiences.issuperset(intent.audiences):
        return Refusal("refusal.update.audience_missing", "missing", field="audiences")
    for field in ("known", "doing"):
        if blank(getattr(intent, field).text):
            return Refusal("refusal.update.text_missing", "missing", field=field)
    if intent.next_at is not None and intent.next_at <= context.now:
        return Refusal("refusal.update.next_past", "missing", field="next_at")
    shared = UpdateShared(
        update=intent.update,
        audiences=tuple(dict.fromkeys(intent.audiences)),
        known=intent.known,
        doing=intent.doing,
        needed=intent.needed if intent.needed and not blank(intent.needed.text) else None,
        next_at=intent.next_at,
    )
    return context.happened(shared, *_completed(context, shared))


def _completed(context: Context, shared: UpdateShared) -> tuple[Event, ...]:
    """Finish the tasks that ask for a promise, once one is made."""
    if shared.next_at is None:
        return ()
    incident = context.incident
    return tuple(
        TaskCompleted(task)
        for task in incident.playbook.handbook.updates.completes
        if task in incident.playbook.task_by_id and incident.state(task).status not in FINISHED
    )
