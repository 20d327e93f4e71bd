"""What time itself causes, and who wants to hear of it. Looking twice fires nothing twice."""

from collections.abc import Iterator

from bot.crisis.events import (
    CheckpointReached,
    Event,
    InjectArrived,
    PersonReminded,
    PostTermPassed,
    ReadingFellDue,
    RemindersQuieted,
    RemindersResumed,
    TalkTermPassed,
    TasksFellOverdue,
)
from bot.crisis.ids import SlackUserId, TaskId
from bot.crisis.incident import Incident
from bot.crisis.intents import QuietReminders, Refusal, ResumeReminders, TimePassed
from bot.crisis.posts import posts, step_of
from bot.crisis.reminders import items_at
from bot.crisis.rules import drill
from bot.crisis.rules.context import Context, Verdict
from bot.crisis.timers import timers


def pass_time(context: Context, _: TimePassed) -> Verdict:
    """Fire what is due: overdue tasks as one event, checkpoints, readings, one message a person."""
    due = sorted(
        (timer for timer in timers(context.incident) if timer.at <= context.now),
        key=lambda timer: (timer.at, timer.subject),
    )
    events: list[Event] = []
    late = tuple(TaskId(timer.subject) for timer in due if timer.kind == "task")
    if late:
        events.append(TasksFellOverdue(late))
    events += [CheckpointReached(int(timer.subject)) for timer in due if timer.kind == "checkpoint"]
    events += [ReadingFellDue(int(timer.subject)) for timer in due if timer.kind == "reading"]
    for timer in due:
        if timer.kind == "reminder":
            user = SlackUserId(timer.subject)
            events.append(PersonReminded(user, items_at(context.incident, user, context.now)))
    events += _lapsed(context.incident, {t.subject for t in due if t.kind == "post"})
    events += [TalkTermPassed(timer.subject, timer.at) for timer in due if timer.kind == "talk"]
    events += [InjectArrived(timer.subject) for timer in due if timer.kind == "inject"]
    if any(timer.kind == "drill_end" for timer in due):
        events += drill.ending(context)
    return context.happened(*events)


def _lapsed(incident: Incident, ids: set[str]) -> Iterator[Event]:
    for post in posts(incident):
        step = step_of(post)
        if post.id in ids and step is not None:
            yield PostTermPassed(post.id, step.seq)


def quiet(context: Context, intent: QuietReminders) -> Verdict:
    """Leave a person alone until then, or for good."""
    user = context.acting_user
    if user is None:
        return ()
    if intent.until is not None and intent.until <= context.now:
        return Refusal("refusal.quiet.past", "missing", field="until")
    known = context.incident.quiet_until
    if user in known and known[user] == intent.until:
        return Refusal("refusal.details.same", "already")
    return context.happened(RemindersQuieted(user, intent.until))


def resume(context: Context, _: ResumeReminders) -> Verdict:
    """Remind a person again; what waited meanwhile comes as one message."""
    user = context.acting_user
    if user is None or user not in context.incident.quiet_until:
        return Refusal("refusal.quiet.not", "already")
    return context.happened(RemindersResumed(user))
