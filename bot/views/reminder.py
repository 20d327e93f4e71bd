"""The letter with everything that waits for one person: each thing once, most urgent first.

Called by the projector, through ``personal``. Calm: what is late is a fact, and one click ends it.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

from slack_sdk.models.blocks import Block, ButtonElement

from bot.crisis.due import next_reading_at, next_update_due, task_due
from bot.crisis.events import Item
from bot.crisis.ids import ChannelId, DecisionId, FollowUpId, IncidentId, StatementId, TaskId
from bot.crisis.incident import FINISHED, Decision, FollowUp, Incident
from bot.crisis.playbook import Task, Text
from bot.crisis.posts import post_of, step_of
from bot.crisis.reminders import BETWEEN, Stage, closing_mark
from bot.crisis.signing import is_signed
from bot.crisis.surfaces import place_of
from bot.crisis.talks import term_of
from bot.crisis.words import Words, in_slack
from bot.locales.values import Mrkdwn, Quoted, Value
from bot.locales.voice import Voice, channel_link
from bot.views.closed import ANSWER, SIGN, unanswered
from bot.views.decision_card import kind_name, next_button
from bot.views.finish import Message, message
from bot.views.follow_up import done_button
from bot.views.parts import actions, asked_first, button, context, pack, section, shortened
from bot.views.posts import OPEN_POSTS, post_line, term_line
from bot.views.severity import READ
from bot.views.statement import READ as READ_STATEMENT
from bot.views.statement import format_name, value_of
from bot.views.status_card import UPDATE
from bot.views.surfaces import OPEN
from bot.views.talks import ANSWER as TALK_ANSWER
from bot.views.talks import term_line as talk_term
from bot.views.talks import what_of
from bot.views.task import complete_button, roles_of, when

SNOOZE = "reminder.snooze"
MUTE = "reminder.mute"
RESUME = "reminder.resume"

_MOST = 8
_MOST_EXPLAINED = 3
"""With more things than this, each is its title and its time alone."""
_TITLE = 200
_TEXT = 160
_NAME = 75
_REPEATED = frozenset({"follow_up", "surface", "post", "talk", "review"})
_FIRST = frozenset({"reading", "update", "statement"})
_URGENCY: Mapping[Stage, int] = {"escalated": 0, "overdue": 1, "soon": 2, "assigned": 3}


@dataclass(frozen=True, slots=True)
class _Waiting:
    """One thing as the letter shows it: what it is, how urgent, and the click that ends it."""

    name: Words | Text | str
    title: Mrkdwn
    more: Mrkdwn | None
    urgency: Mrkdwn
    click: ButtonElement


def reminder_letter(
    incident: Incident, channel: ChannelId, items: tuple[Item, ...], voice: Voice
) -> Message:
    """Return one message with all that waits; what was finished meanwhile is left out."""
    waiting = [one for item in latest(items) if (one := _waiting(incident, item, voice))]
    where = (
        voice.show(Quoted(shortened(incident.title, _TITLE))),
        voice.say("list.channel", channel=channel_link(channel)),
    )
    if not waiting:
        nothing = voice.say("letter.reminder.nothing")
        return message(nothing, [section(nothing, *where)])
    text = voice.say("letter.reminder.text", count=len(waiting), first=waiting[0].name)
    head = section(voice.say("letter.reminder.head", count=len(waiting)), *where)
    return message(text, [head, *_shown(waiting, voice), *_quiet(incident, voice)])


def quiet_answer(incident: IncidentId, told: Mrkdwn, voice: Voice) -> Message:
    """Return what somebody reads who wanted to be left alone, with the way back."""
    return message(told, [section(told), actions(resume_button(incident, voice))])


def resume_button(incident: IncidentId, voice: Voice) -> ButtonElement:
    """Return the button that brings reminders back."""
    return button(voice.label("button.resume"), RESUME, pack(incident))


def latest(items: tuple[Item, ...]) -> list[Item]:
    """Return each thing once, at its most urgent stage, most urgent first.

    How bad it is and what others were promised go before the tasks.
    """
    once: dict[tuple[str, str], Item] = {}
    for item in sorted(items, key=lambda one: (one.kind not in _FIRST, _URGENCY[one.stage])):
        once.setdefault((item.kind, _subject(item)), item)
    return list(once.values())


def _shown(waiting: list[_Waiting], voice: Voice) -> Iterator[Block]:
    for one in waiting[:_MOST]:
        more = one.more if len(waiting) <= _MOST_EXPLAINED else None
        yield section(one.title, one.urgency, more, accessory=one.click)
    if len(waiting) > _MOST:
        yield context(voice.say("letter.reminder.more", count=len(waiting) - _MOST))


def _quiet(incident: Incident, voice: Voice) -> Iterator[Block]:
    sure = asked_first(
        voice.label("mute.heading"),
        voice.label("mute.explain"),
        voice.label("mute.submit"),
        voice.label("modal.cancel"),
    )
    yield actions(
        button(voice.label("button.snooze"), SNOOZE, pack(incident.id)),
        button(voice.label("button.mute"), MUTE, pack(incident.id), confirm=sure),
    )
    minutes = int(BETWEEN.total_seconds() // 60)
    yield context(voice.say("letter.reminder.how_often", minutes=minutes))


def _subject(item: Item) -> str:
    """Return what an item is about; a follow-up's repeats are numbered behind a ``#``."""
    if item.kind == "reading":
        return ""
    return item.subject.partition("#")[0] if item.kind in _REPEATED else item.subject


def _waiting(incident: Incident, item: Item, voice: Voice) -> _Waiting | None:
    match item.kind:
        case "task":
            task = incident.playbook.task_by_id.get(TaskId(item.subject))
            return None if task is None else _task(incident, task, item.stage, voice)
        case "decision":
            decision = incident.decisions.get(DecisionId(item.subject))
            return None if decision is None else _decision(incident, decision, item.stage, voice)
        case "reading":
            return _reading(incident, voice)
        case "follow_up":
            promise = incident.follow_ups.get(FollowUpId(_subject(item)))
            return None if promise is None else _follow_up(incident, promise, item.stage, voice)
        case kind:
            return _OF_KIND[kind](incident, item, voice)


def _task(incident: Incident, task: Task, stage: Stage, voice: Voice) -> _Waiting | None:
    state = incident.state(task.id)
    if state.status in FINISHED or incident.closed:
        return None
    who: Value = state.owner or roles_of(incident, task)
    return _Waiting(
        task.title,
        voice.say("card.step.task", task=task.title),
        voice.text(task.how),
        _urgency(incident, stage, task_due(incident, task), who, voice),
        complete_button(incident, task, voice),
    )


def _decision(
    incident: Incident, decision: Decision, stage: Stage, voice: Voice
) -> _Waiting | None:
    done = decision.carried_out_at is not None or decision.replaced_by is not None
    if done or incident.closed:
        return None
    name = kind_name(incident, decision)
    return _Waiting(
        name,
        voice.say("card.decision.head", kind=name),
        voice.show(Quoted(shortened(decision.rationale, _TEXT))),
        _urgency(incident, stage, decision.due, decision.owner, voice),
        next_button(incident, decision, voice),
    )


def _reading(incident: Incident, voice: Voice) -> _Waiting | None:
    level = incident.playbook.level_by_number.get(incident.level or 0)
    at = next_reading_at(incident)
    if level is None or at is None or incident.closed or not incident.reading_late:
        return None
    title = voice.say("letter.reminder.reading", emoji=level.emoji, level=level.name)
    return _Waiting(
        title,
        title,
        None,
        voice.say("letter.reminder.reading_due", time=when(incident, at)),
        button(voice.label("button.read_full"), READ, pack(incident.id)),
    )


def _update(incident: Incident, item: Item, voice: Voice) -> _Waiting | None:
    """Return that others are to hear how it stands, unless they have heard since."""
    last = max(incident.updates.values(), key=lambda one: one.shared_at, default=None)
    if last is None or last.id != item.subject or incident.closed:
        return None
    title = voice.say("letter.reminder.update")
    due = next_update_due(incident)
    leader = in_slack(incident.commander)
    return _Waiting(
        incident.title,
        title,
        None,
        _urgency(incident, item.stage, due, leader, voice),
        button(voice.label("button.update"), UPDATE, pack(incident.id)),
    )


def _place(incident: Incident, item: Item, voice: Voice) -> _Waiting | None:
    place = place_of(incident, _subject(item))
    if place is None or place.check_at is None or incident.closed:
        return None
    return _Waiting(
        place.name,
        voice.say("receipt.look_again", place=place.name),
        None,
        voice.say("receipt.look_again_from", time=when(incident, place.check_at)),
        button(voice.label("button.receipts"), OPEN, pack(incident.id)),
    )


def _post(incident: Incident, item: Item, voice: Voice) -> _Waiting | None:
    """Return what runs out for a note, or ran out, unless something came after it."""
    post = post_of(incident, _subject(item))
    step = None if post is None else step_of(post)
    if post is None or step is None or incident.closed:
        return None
    term = term_line(incident, post, voice)
    if term is None or item.subject.partition("#")[2] != str(step.seq):
        return None
    return _Waiting(
        post.kol or post.address,
        post_line(post, voice),
        None,
        term,
        button(voice.label("button.posts"), OPEN_POSTS, pack(incident.id)),
    )


def _talk(incident: Incident, item: Item, voice: Voice) -> _Waiting | None:
    """Return a question without an answer, a hold that runs out, or a step; settled, none."""
    found = incident.talks.get(_subject(item))
    at = None if found is None else term_of(incident, found)
    if found is None or at is None or incident.closed:
        return None
    if item.subject.partition("#")[2] != str(int(at.timestamp())):
        return None
    term = talk_term(incident, found, voice)
    if term is None:
        return None
    name = shortened(found.name, _NAME)
    return _Waiting(
        found.name,
        voice.say("letter.reminder.talk", kol=name, what=what_of(incident, found)),
        None,
        term,
        button(voice.label("button.talk_update"), TALK_ANSWER, pack(incident.id, found.id)),
    )


def _statement(incident: Incident, item: Item, voice: Voice) -> _Waiting | None:
    """Return the version that waits for a word, or for its author; later ones end it."""
    name, number, *changes = item.subject.split("#")
    found = incident.statements.get(StatementId(name))
    if found is None or not found.open or incident.closed:
        return None
    if str(found.current.number) != number or bool(changes) != bool(found.objections):
        return None
    called = format_name(incident, found)
    title = (
        voice.say("letter.reminder.changes", format=called, version=found.current.number)
        if changes
        else voice.say("letter.reminder.statement", format=called, version=found.current.number)
    )
    return _Waiting(
        incident.title,
        title,
        None,
        voice.say("letter.reminder.statement_late"),
        button(voice.label("button.read_statement"), READ_STATEMENT, value_of(incident, found)),
    )


def _follow_up(
    incident: Incident, promise: FollowUp, stage: Stage, voice: Voice
) -> _Waiting | None:
    if promise.done_at is not None:
        return None
    words = shortened(promise.text, _TEXT)
    return _Waiting(
        words,
        voice.say("letter.reminder.follow_up", text=words),
        None,
        _urgency(incident, stage, promise.due, promise.owner, voice),
        done_button(incident, promise, voice),
    )


def _review(incident: Incident, item: Item, voice: Voice) -> _Waiting | None:
    """Return that the review waits to be signed, or answered first; signed, it waits no more."""
    closed_at = incident.closed_at
    if closed_at is None or is_signed(incident) or _subject(item) != closing_mark(closed_at):
        return None
    due = closed_at + timedelta(days=incident.playbook.handbook.aftermath.due_days)
    left = unanswered(incident)
    if left:
        title = voice.say("letter.reminder.review_open", count=left)
        click = button(voice.label("button.answer"), ANSWER, pack(incident.id))
    else:
        title = voice.say("letter.reminder.review")
        click = button(voice.label("button.sign"), SIGN, pack(incident.id))
    who = in_slack(incident.commander)
    return _Waiting(
        incident.title, title, None, _urgency(incident, item.stage, due, who, voice), click
    )


_OF_KIND: Mapping[str, Callable[[Incident, Item, Voice], _Waiting | None]] = {
    "surface": _place,
    "post": _post,
    "talk": _talk,
    "update": _update,
    "statement": _statement,
    "review": _review,
}


def _urgency(
    incident: Incident, stage: Stage, due: datetime | None, who: Value, voice: Voice
) -> Mrkdwn:
    if due is None:
        return voice.say("letter.reminder.yours")
    time = when(incident, due)
    match stage:
        case "assigned":
            return voice.say("letter.reminder.assigned", time=time)
        case "soon":
            return voice.say("letter.reminder.soon", time=time)
        case "overdue":
            return voice.say("letter.reminder.overdue", time=time)
        case "escalated":
            return voice.say("letter.reminder.escalated", time=time, who=who)
