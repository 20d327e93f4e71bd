"""The record against what people were answered: nothing lost, nothing doubled, nothing invented."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from bot.crisis import events as ev
from bot.crisis import intents as want
from bot.crisis.decide import decide
from bot.crisis.fold import evolve
from bot.crisis.ids import ChannelId, IncidentId, SlackUserId, TaskId, TeamId
from bot.crisis.incident import Incident
from bot.crisis.playbook import Playbook
from bot.crisis.words import MessageRef
from tests.simulation.ledger import Click, Told, Typed, marks_in

if TYPE_CHECKING:
    from bot.crisis.events import Recorded
    from storage.values import StreamKey
    from tests.simulation.ledger import Ledger

INTENT = {
    "task.complete": lambda subject: want.CompleteTask(TaskId(subject)),
    "task.take": lambda subject: want.TakeTask(TaskId(subject)),
    "task.menu:take": lambda subject: want.TakeTask(TaskId(subject)),
    "task.menu:reopen": lambda subject: want.ReopenTask(TaskId(subject)),
    "incident.menu:take_command": lambda _: want.TakeCommand(),
    "review.sign": lambda _: want.SignReview(),
    "incident.reopen": lambda _: want.ReopenIncident(),
    "incident.archive": lambda _: want.RequestArchive(),
}
EVENT = {
    want.CompleteTask: "TaskCompleted",
    want.TakeTask: "TaskTaken",
    want.ReopenTask: "TaskReopened",
    want.TakeCommand: "CommandHandedOver",
    want.SignReview: "ReviewSigned",
    want.ReopenIncident: "IncidentReopened",
    want.RequestArchive: "ArchiveRequested",
}

SURFACES = (ev.SurfaceReported, ev.SurfaceVerified)
COMPLETE_TASKS = (
    ev.DecisionRecorded,
    ev.SeverityRead,
    ev.StatementApproved,
    ev.UpdateShared,
    *SURFACES,
)
"""What is recorded through a form of its own, and completes the tasks that ask for it."""

FORM = {"TaskTaken": "task.assign", "TaskCompleted": "task.second"}
"""Forms that end in an event which looks like that of a click."""


@dataclass(frozen=True, slots=True)
class History:
    """One incident's record and what it was after each event."""

    key: StreamKey
    record: tuple[Recorded, ...]
    states: tuple[Incident, ...]

    @property
    def now(self) -> Incident:
        """The incident at the end."""
        return self.states[-1]

    def between(self, since: datetime, until: datetime) -> Iterator[Incident]:
        """Yield what it was at ``since``, and after each event up to ``until``."""
        before = [s for s, e in zip(self.states, self.record, strict=True) if e.recorded_at < since]
        yield from before[-1:]
        for state, event in zip(self.states, self.record, strict=True):
            if since <= event.recorded_at <= until:
                yield state


def history(key: StreamKey, record: Sequence[Recorded], playbook: Playbook) -> History:
    """Fold a record, keeping every step."""
    states: list[Incident] = []
    incident: Incident | None = None
    for event in record:
        incident = evolve(incident, event, TeamId(key.team), IncidentId(key.id), playbook)
        assert incident is not None
        states.append(incident)
    return History(key, tuple(record), tuple(states))


def check_typed(ledger: Ledger, histories: Sequence[History]) -> Iterator[str]:
    """Every text that was accepted is there once, every refused one is not."""
    found: Counter[str] = Counter()
    opened: Counter[str] = Counter()
    for one in histories:
        for event in one.record:
            marks = marks_in(asdict(event.event))
            if _repeats(event.event):
                continue
            found.update(marks)
            if isinstance(event.event, ev.IncidentOpened):
                opened.update(marks)
    for typed in ledger.typed:
        counts = opened if typed.what == "incident.open" else found
        yield from _typed(typed, counts)


def _repeats(event: ev.Event) -> bool:
    """Whether an event holds again what was typed for another: a decision's words, as a draft."""
    return isinstance(event, ev.StatementDrafted) and event.statement == f"s.{event.decision}"


def _typed(typed: Typed, counts: Counter[str]) -> Iterator[str]:
    for mark, fresh in typed.marks.items():
        count = counts[mark]
        said = f"{typed.what} of {typed.who} with {mark} was {typed.answer}"
        if typed.answer == "accepted" and count == 0:
            yield f"lost: {said} and is not in the record"
        if typed.answer == "refused" and count > 0:
            yield f"invented: {said} and is in the record {count} times"
        if fresh and typed.repeat_refused and count > 0:
            yield f"two answers: {said}, was sent again and refused, but is in the record"
        if fresh and count > 1:
            yield f"doubled: {said} and is in the record {count} times"


def check_clicks(ledger: Ledger, histories: Sequence[History]) -> Iterator[str]:
    """Every click that was not refused is there, and there are no more than clicks."""
    groups: dict[tuple[str, str, str, str], list[Click]] = {}
    for click in ledger.clicks:
        kind = EVENT[type(INTENT[click.verb](click.subject))]
        groups.setdefault((click.incident, click.who, kind, click.subject), []).append(click)
    for one in histories:
        counts = _clicked(one)
        for (incident, who, kind, subject), count in counts.items():
            clicks = groups.pop((incident, who, kind, subject), [])
            said = f"{kind} {subject} of {who} in {incident}"
            sent = _sent(ledger, who, (incident, subject), FORM.get(kind, ""))
            yield from _clicks(one, clicks, (max(0, count - sent), count), said)
    by_id = {one.key.id: one for one in histories}
    for (incident, who, kind, subject), clicks in groups.items():
        if incident in by_id:
            said = f"{kind} {subject} of {who} in {incident}"
            yield from _clicks(by_id[incident], clicks, (0, 0), said)


def _sent(ledger: Ledger, who: str, about: tuple[str, str], form: str) -> int:
    """How often a person may have caused the same event by a form."""
    return sum(
        (typed.who, typed.what, typed.about) == (who, form, about) and typed.answer != "refused"
        for typed in ledger.typed
    )


def _clicks(one: History, clicks: list[Click], counts: tuple[int, int], said: str) -> Iterator[str]:
    least, count = counts
    taken = sum(max(0, click.acked - click.refused) for click in clicks)
    open_ones = sum(click.failed for click in clicks)
    doubtful = sum(_doubtful(one, click) for click in clicks)
    if least > taken + open_ones:
        yield f"doubled: {said}: {least} events, but only {taken} clicks taken, {open_ones} failed"
    if count < taken - doubtful:
        yield f"lost: {said}: {taken} clicks taken ({doubtful} doubtful), but {count} events"


def _doubtful(one: History, click: Click) -> int:
    """How many of a click's acks may have been refusals that did not reach the person."""
    if click.clean or click.answered is None:
        return 0
    intent = INTENT[click.verb](click.subject)
    refused = any(_refuses(state, intent, click.who, click) for state in _states(one, click))
    return max(0, click.acked - click.refused) if refused else 0


def _states(one: History, click: Click) -> Iterator[Incident]:
    return one.between(click.sent, click.answered or click.sent)


def _refuses(state: Incident, intent: want.Intent, who: str, click: Click) -> bool:
    verdict = decide(state, intent, click.answered or click.sent, acting_user=SlackUserId(who))
    return isinstance(verdict, want.Refusal) or not verdict


def _clicked(one: History) -> Counter[tuple[str, str, str, str]]:
    """Count the events that only a click makes, by who made them about what."""
    counts: Counter[tuple[str, str, str, str]] = Counter()
    by_form = {e.recorded_at for e in one.record if isinstance(e.event, COMPLETE_TASKS)}
    roles: dict[tuple[datetime, str], set[str]] = {}
    for event in one.record:
        if event.actor is None or not _by_click(event, by_form):
            continue
        if isinstance(event.event, ev.ReviewSigned):
            # One click signs for every role that its person holds, and for each of them once.
            already = roles.setdefault((event.recorded_at, event.actor), set())
            fresh = event.event.role not in already
            already.add(event.event.role)
            if fresh and len(already) > 1:
                continue
        subject = str(getattr(event.event, "task", ""))
        counts[one.key.id, event.actor, type(event.event).__name__, subject] += 1
    return counts


def _by_click(event: Recorded, by_form: set[datetime]) -> bool:
    match event.event:
        case ev.TaskCompleted(by=by, second=second):
            return by is None and second is None and event.recorded_at not in by_form
        case ev.TaskTaken(owner=owner):
            return owner.slack == event.actor
        case ev.CommandHandedOver(taken=taken):
            return taken
        case ev.TaskReopened() | ev.ReviewSigned() | ev.IncidentReopened() | ev.ArchiveRequested():
            return True
        case _:
            return False


def check_pins(ledger: Ledger, histories: Sequence[History], pin: str) -> Iterator[str]:
    """Every pin that Slack told us of and that we acknowledged is there, and once."""
    added: Counter[tuple[str, str, str]] = Counter()
    for event in (one.event for history in histories for one in history.record):
        if isinstance(event, ev.MessagePinned):
            added[event.source.channel, event.source.ts, ""] += 1
    told = [one for one in ledger.told.values() if _is_pin(one, pin)]
    asked: Counter[tuple[str, str, str]] = Counter()
    for one in told:
        item = one.body["event"]["item"]
        asked[item["channel"], item["ts"], ""] += 1
    for place, count in added.items():
        if count > asked[place]:
            yield f"doubled: pin of {place[:2]}: {count} events for {asked[place]} pins"
    for one in told:
        yield from _pin(one, histories)


def _is_pin(told: Told, pin: str) -> bool:
    event = told.body["event"]
    return event["type"] == "reaction_added" and event["reaction"] == pin


def _pin(told: Told, histories: Sequence[History]) -> Iterator[str]:
    event = told.body["event"]
    if told.acked is None:
        return
    source = MessageRef(ChannelId(event["item"]["channel"]), event["item"]["ts"])
    intent = want.PinMessage(source)
    for one in histories:
        if not any(e.actor is None for e in one.record):
            continue
        for state in one.between(told.sent, told.acked):
            verdict = decide(state, intent, told.acked, acting_user=SlackUserId(event["user"]))
            if isinstance(verdict, want.Refusal):
                return
    pinned = any(
        isinstance(e.event, ev.MessagePinned)
        and (e.event.source.channel, e.event.source.ts) == (source.channel, source.ts)
        for one in histories
        for e in one.record
    )
    if not pinned:
        yield f"lost: the pin of {source.ts} by {event['user']} was acknowledged"


def check_time(histories: Sequence[History]) -> Iterator[str]:
    """Each deadline, checkpoint and reminder is one event."""
    for one in histories:
        hours = Counter(
            e.event.hours for e in one.record if isinstance(e.event, ev.CheckpointReached)
        )
        late = Counter(
            task
            for e in one.record
            if isinstance(e.event, ev.TasksFellOverdue)
            for task in e.event.tasks
        )
        told = Counter(
            f"{e.event.user} {item}"
            for e in one.record
            if isinstance(e.event, ev.PersonReminded)
            for item in e.event.items
        )
        for what, count in (*hours.items(), *late.items(), *told.items()):
            if count > 1:
                yield f"doubled: {what} of {one.key.id} fired {count} times"
