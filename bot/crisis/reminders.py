"""Whom to remind of what, and when: derived from the state, sent at most every half hour a person.

Nothing is said ahead of what falls due soon after it appeared: there is no nag storm in the first
half hour. What is overdue goes to its owner, and half an hour later once to whoever leads.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, time, timedelta, timezone
from typing import Literal

from bot.crisis.due import later, next_reading_at, next_update_due, task_due
from bot.crisis.events import Item
from bot.crisis.ids import SlackUserId
from bot.crisis.incident import COMMANDER, FINISHED, Decision, FollowUp, Incident
from bot.crisis.playbook import Task
from bot.crisis.post import Post
from bot.crisis.posts import lapses_at, people_of, posts, step_of
from bot.crisis.rights import DEPUTY, standing
from bot.crisis.signing import roles_missing, signers_of
from bot.crisis.statements import Statement, unanswered, waiting_for
from bot.crisis.surfaces import Place, places
from bot.crisis.talk import TalkItem
from bot.crisis.talks import is_agreed, term_of
from bot.crisis.talks import people_of as talkers
from bot.crisis.words import Person

BETWEEN = timedelta(minutes=30)
"""Least time between two messages to the same person, however many roles they hold."""
SETTLING = timedelta(minutes=2)
"""First assignments are collected for so long into one message."""
AHEAD = timedelta(minutes=10)
"""How long before its time a task is mentioned, if it had at least half an hour to begin with."""
ESCALATION = timedelta(minutes=30)
FOLLOW_UP_AHEAD = timedelta(days=1)
FOLLOW_UP_UNTIL = timedelta(days=365)
"""A follow-up that is late is mentioned every week until it is done, but not for ever."""
DIGEST_AT = time(9)
"""When the letter of the week goes out on Mondays."""
REVIEW_AHEAD = timedelta(days=1)
_MOST_REPEATS = 52

Stage = Literal["assigned", "soon", "overdue", "escalated"]


@dataclass(frozen=True, slots=True)
class Due:
    """A thing that a person is to be reminded of from ``at`` on."""

    user: SlackUserId
    item: Item
    at: datetime


def pending(incident: Incident) -> Mapping[SlackUserId, tuple[datetime, tuple[Due, ...]]]:
    """Return for each person when their next message goes out, and all that waits for them.

    Whoever may not see the crisis, because they left or are set apart, is told nothing of it.
    """
    waiting: dict[SlackUserId, list[Due]] = {}
    for due in _all(incident):
        if (due.user, due.item) not in incident.told:
            waiting.setdefault(due.user, []).append(due)
    return {
        user: (at, tuple(dues))
        for user, dues in waiting.items()
        if _belongs(incident, user)
        and (at := _goes_out(incident, user, min(due.at for due in dues))) is not None
    }


def items_at(incident: Incident, user: SlackUserId, now: datetime) -> tuple[Item, ...]:
    """Return what a message to this person says now, most urgent first."""
    _, dues = pending(incident).get(user, (now, ()))
    ready = sorted((due for due in dues if due.at <= now), key=lambda due: due.at)
    return tuple(due.item for due in ready)


def responsible(incident: Incident, task: Task) -> frozenset[SlackUserId]:
    """Return who is reminded of a task: its owner, else who holds its roles, else who leads.

    Those who may not see the crisis are passed over.
    """
    owner = incident.state(task.id).owner
    if owner is not None and owner.slack is not None and _belongs(incident, owner.slack):
        return frozenset({owner.slack})
    holders = {
        person.slack
        for role in task.roles
        for person in incident.role_holders(role)
        if person.slack is not None and _belongs(incident, person.slack)
    }
    return frozenset(holders or {incident.commander})


def _belongs(incident: Incident, user: SlackUserId) -> bool:
    return standing(incident, user) != "outsider"


def _goes_out(incident: Incident, user: SlackUserId, ready: datetime) -> datetime | None:
    last = incident.reminded_at.get(user)
    at = ready if last is None else max(ready, last + BETWEEN)
    if user not in incident.quiet_until:
        return at
    until = incident.quiet_until[user]
    return None if until is None else max(at, until)


def _all(incident: Incident) -> Iterator[Due]:
    if not incident.over:
        for task in incident.active_tasks():
            yield from _of_task(incident, task)
        for decision in incident.decisions.values():
            yield from _of_decision(incident, decision)
        yield from _of_reading(incident)
        yield from _of_update(incident)
        for statement in incident.statements.values():
            yield from _of_statement(incident, statement)
        for place in places(incident):
            yield from _of_place(incident, place)
        for post in posts(incident):
            yield from _of_post(incident, post)
        for item in incident.talks.values():
            yield from _of_talk(incident, item)
    for follow_up in incident.follow_ups.values():
        yield from _of_follow_up(incident, follow_up)
    yield from _of_review(incident)


def _of_task(incident: Incident, task: Task) -> Iterator[Due]:
    state = incident.state(task.id)
    if state.status in FINISHED or state.status == "blocked" or state.appeared_at is None:
        return
    people = responsible(incident, task)
    assigned_at = max(state.appeared_at, state.changed_at or state.appeared_at)
    for user in people:
        if _is_news(incident, task, user):
            yield Due(user, Item("task", task.id, "assigned"), assigned_at + SETTLING)
    due = task_due(incident, task)
    if due is None:
        return
    if due - state.appeared_at > BETWEEN:
        for user in people:
            yield Due(user, Item("task", task.id, "soon"), due - AHEAD)
    yield from _late(incident, "task", task.id, people, due)


def _is_news(incident: Incident, task: Task, user: SlackUserId) -> bool:
    """Whether somebody must be told that a task is theirs: who leads, or took it, knows."""
    state = incident.state(task.id)
    if state.owner is not None:
        return state.recorded_by != user
    return user != incident.commander and any(
        Person(slack=user) in incident.role_holders(role) for role in task.roles
    )


def _of_decision(incident: Incident, decision: Decision) -> Iterator[Due]:
    done = decision.carried_out_at is not None or decision.replaced_by is not None
    if done or decision.due is None:
        return
    owner = decision.owner.slack or incident.commander
    yield from _late(incident, "decision", decision.id, frozenset({owner}), decision.due)


def _of_reading(incident: Incident) -> Iterator[Due]:
    """Yield the next reading, unless a task that asks for the same is open and says so itself."""
    at = next_reading_at(incident)
    tasks = [task for task in incident.playbook.tasks if task.form == "full_reading"]
    asked = any(incident.active(t) and incident.state(t.id).status not in FINISHED for t in tasks)
    if at is None or asked:
        return
    people = responsible(incident, tasks[0]) if tasks else frozenset({incident.commander})
    yield from _late(incident, "reading", str(incident.watch_seq), people, at)


def _of_update(incident: Incident) -> Iterator[Due]:
    """Yield what the promise of the last update asks of whoever leads."""
    due = next_update_due(incident)
    if due is None:
        return
    last = max(incident.updates.values(), key=lambda one: one.shared_at)
    leads = frozenset({incident.commander})
    if due - last.shared_at > BETWEEN:
        yield Due(incident.commander, Item("update", last.id, "soon"), due - AHEAD)
    yield from _late(incident, "update", last.id, leads, due)


def _of_place(incident: Incident, place: Place) -> Iterator[Due]:
    """Yield the second look at a pause. The moment makes each pause a thing of its own."""
    if place.check_at is None:
        return
    holders = {
        person.slack for person in incident.role_holders(place.role) if person.slack is not None
    }
    subject = f"{place.id}#{int(place.check_at.timestamp())}"
    people = frozenset(holders or {incident.commander})
    yield from _late(incident, "surface", subject, people, place.check_at)


def _of_post(incident: Incident, post: Post) -> Iterator[Due]:
    """Yield what runs out for a note, ahead of it and then. The step makes each a thing of its own.

    What was begun so late that the reminder would come at once is known to whoever began it.
    """
    at, step = lapses_at(incident, post), step_of(post)
    if at is None or step is None:
        return
    people = frozenset(one.slack for one in people_of(incident) if one.slack is not None)
    people = people or frozenset({incident.commander})
    subject = f"{post.id}#{step.seq}"
    ahead = timedelta(hours=incident.playbook.handbook.posts.remind_hours)
    if at - ahead > step.at:
        for user in people:
            yield Due(user, Item("post", subject, "soon"), at - ahead)
    yield from _late(incident, "post", subject, people, at)


def _of_talk(incident: Incident, item: TalkItem) -> Iterator[Due]:
    """Yield what an influencer has not answered, what runs out with them, what is to be done.

    The moment makes a hold that was prolonged a thing of its own.
    """
    at = term_of(incident, item)
    if at is None:
        return
    people = frozenset(one.slack for one in talkers(incident, item) if one.slack is not None)
    people = people or frozenset({incident.commander})
    subject = f"{item.id}#{int(at.timestamp())}"
    since = item.last.at if item.last is not None else item.at
    ahead = at - timedelta(minutes=incident.playbook.handbook.talks.remind_minutes)
    if is_agreed(item) and ahead > since:
        for user in people:
            yield Due(user, Item("talk", subject, "soon"), ahead)
    yield from _late(incident, "talk", subject, people, at)


def _of_statement(incident: Incident, statement: Statement) -> Iterator[Due]:
    """Yield who has not answered a version; its author, while changes are asked for."""
    if not statement.open:
        return
    within = timedelta(minutes=incident.playbook.handbook.desk.answer_within)
    version = statement.current
    if statement.objections:
        asked = max(one.at for one in statement.objections)
        author = frozenset({version.by or incident.commander})
        subject = f"{statement.id}#{version.number}#changes"
        due = later(incident, asked, within)
        yield from _late(incident, "statement", subject, author, due) if due else ()
    elif unanswered(incident, statement):
        people = frozenset(
            person.slack for _, person in waiting_for(incident, statement) if person.slack
        )
        subject = f"{statement.id}#{version.number}"
        due = later(incident, version.at, within)
        yield from _late(incident, "statement", subject, people, due) if due else ()


def _of_follow_up(incident: Incident, follow_up: FollowUp) -> Iterator[Due]:
    if follow_up.done_at is not None:
        return
    owner = follow_up.owner.slack or incident.commander
    name = follow_up.id
    yield Due(owner, Item("follow_up", name, "soon"), follow_up.due - FOLLOW_UP_AHEAD)
    overdue = Item("follow_up", name, "overdue")
    yield Due(owner, overdue, follow_up.due)
    if (owner, overdue) not in incident.told:
        return
    # All that is late goes into one letter a week. Counted from the last letter, so that a week in
    # which the bot was down is not made up for by a letter of its own.
    since = max(follow_up.due, incident.reminded_at.get(owner, follow_up.due))
    at = _next_digest(incident, since)
    if at - follow_up.due <= FOLLOW_UP_UNTIL:
        # The day makes each repeat a thing of its own that is said once.
        yield Due(owner, Item("follow_up", f"{name}#{at:%Y-%m-%d}", "overdue"), at)


def is_weekly(item: Item) -> bool:
    """Whether an item stands in the letter of the week alone."""
    return item.kind == "follow_up" and "#" in item.subject


def late_promises(incident: Incident, user: SlackUserId, at: datetime) -> tuple[FollowUp, ...]:
    """Return what a person has promised, or watches over, and was due before ``at``."""
    open_ones = (one for one in incident.follow_ups.values() if one.done_at is None)
    late = [
        one for one in open_ones if (one.owner.slack or incident.commander) == user and one.due < at
    ]
    return tuple(sorted(late, key=lambda one: one.due))


def _next_digest(incident: Incident, since: datetime) -> datetime:
    """Return the first Monday morning after a moment, where the brand's people are."""
    zone = timezone(timedelta(hours=incident.playbook.handbook.community.utc_offset))
    there = since.astimezone(zone)
    monday = datetime.combine(there.date() - timedelta(days=there.weekday()), DIGEST_AT, zone)
    return (monday if monday > there else monday + timedelta(days=7)).astimezone(UTC)


def _of_review(incident: Incident) -> Iterator[Due]:
    """Yield whose word the review waits for: a day ahead of its time, then until it is there.

    That of an exercise is not asked for: its hot wash follows at once. The moment of closing makes
    each closing a thing of its own.
    """
    closed_at, rules = incident.closed_at, incident.playbook.handbook.aftermath
    if closed_at is None or incident.drill is not None:
        return
    due = closed_at + timedelta(days=rules.due_days)
    every = timedelta(days=rules.remind_days)
    name = closing_mark(closed_at)
    people = {
        user
        for role in roles_missing(incident)
        for user in ({incident.commander} if role == COMMANDER else signers_of(incident, role))
    }
    for user in people:
        yield Due(user, Item("review", name, "soon"), due - REVIEW_AHEAD)
        overdue = Item("review", name, "overdue")
        yield Due(user, overdue, due)
        if (user, overdue) not in incident.told:
            continue
        # Counted from the last letter: a time in which the bot was down is not made up for.
        at = max(due, incident.reminded_at.get(user, due)) + every
        if at - due <= _MOST_REPEATS * every:
            # The day makes each repeat a thing of its own that is said once.
            yield Due(user, Item("review", f"{name}#{at:%Y-%m-%d}", "overdue"), at)


def closing_mark(closed_at: datetime) -> str:
    """Return what a review's reminders are about: this closing, and no earlier one."""
    return str(int(closed_at.timestamp()))


def _late(
    incident: Incident,
    kind: Literal["task", "decision", "reading", "surface", "update", "statement", "post", "talk"],
    subject: str,
    people: frozenset[SlackUserId],
    due: datetime,
) -> Iterator[Due]:
    for user in people:
        yield Due(user, Item(kind, subject, "overdue"), due)
    deputies = {one.slack for one in incident.role_holders(DEPUTY) if one.slack is not None}
    for user in ({incident.commander} | deputies) - people:
        yield Due(user, Item(kind, subject, "escalated"), due + ESCALATION)
