"""What time itself causes. Looking twice at the same moment fires nothing twice."""

from bot.crisis.due import timers
from bot.crisis.events import CheckpointReached, Event, TasksFellOverdue
from bot.crisis.ids import TaskId
from bot.crisis.intents import TimePassed
from bot.crisis.rules.context import Context, Verdict


def pass_time(context: Context, _: TimePassed) -> Verdict:
    """Fire what is due: all overdue tasks as one event, then each checkpoint that was reached."""
    due = sorted(
        (timer for timer in timers(context.incident) if timer.at <= context.now),
        key=lambda timer: timer.at,
    )
    events: list[Event] = []
    late = tuple(TaskId(timer.subject) for timer in due if timer.kind == "task")
    if late:
        events.append(TasksFellOverdue(late))
    events += [CheckpointReached(int(timer.subject)) for timer in due if timer.kind == "checkpoint"]
    return context.happened(*events)
