"""Talks with influencers: asked, agreed, answered. People write down what was said, in any order.

What was said is never refused for what it is; only what nobody could act on is.
"""

from collections.abc import Iterator

from bot.crisis.events import Event, TalkAnswered, TalkNoted, TaskCompleted
from bot.crisis.ids import TaskId
from bot.crisis.incident import FINISHED, Incident
from bot.crisis.intents import AnswerTalk, NoteTalk, Refusal
from bot.crisis.rules.context import Context, Verdict, blank, bring_in
from bot.crisis.talks import (
    MOST_ITEMS,
    MOST_KOLS,
    STATES,
    items_of,
    kol_id,
    kols,
    left_to_ask,
    presets,
)
from bot.crisis.words import Words


def note(context: Context, intent: NoteTalk) -> Verdict:
    """Note a question, a hold or a next step. A hold says who agreed to it, and until when."""
    wrong = _unknown(context, intent) or _unclear(context, intent)
    if wrong is not None:
        return wrong
    noted = TalkNoted(
        item=intent.item,
        kind=intent.kind,
        kol=kol_id(intent.name.text),
        name=intent.name,
        text=None if intent.preset else intent.text,
        preset=intent.preset,
        by=intent.by,
        agreed_by=intent.agreed_by if intent.kind == "hold" else None,
        until=None if intent.kind == "fact" else intent.until,
    )
    asked = intent.by if intent.kind == "step" else None
    brought = bring_in(context, asked) if asked is not None else ()
    done = _held(context.incident, noted) if intent.kind == "hold" else ()
    return context.happened(noted, *done, *brought, at=intent.at)


def answer(context: Context, intent: AnswerTalk) -> Verdict:
    """Say what became of an item. It may be said again: people learn more."""
    item = context.incident.talks.get(intent.item)
    if item is None:
        return Refusal("refusal.talk.unknown", "missing")
    if intent.state not in STATES[item.kind]:
        return Refusal("refusal.talk.state", "missing", field="state")
    if intent.at is not None and intent.at > context.now:
        return Refusal("refusal.surface.future", "missing", field="at")
    text = intent.text if intent.text is not None and not blank(intent.text.text) else None
    if intent.state == "answered" and text is None:
        return Refusal("refusal.talk.answer", "missing", field="answer")
    extended = intent.state == "extended"
    if extended and (intent.until is None or intent.until <= context.now):
        return Refusal("refusal.talk.until", "missing", field="until")
    last = item.last
    if last is not None and last.state == intent.state and last.text == text and not extended:
        return Refusal("refusal.talk.same", "already", field="state")
    answered = TalkAnswered(
        item=intent.item,
        state=intent.state,
        text=text,
        by=intent.by,
        until=intent.until if extended else None,
    )
    done = _asked(context.incident, answered) if intent.state == "answered" else ()
    return context.happened(answered, *done, at=intent.at)


def _unknown(context: Context, intent: NoteTalk) -> Refusal | None:
    """Return why this influencer, or this item of theirs, cannot be noted."""
    incident = context.incident
    if intent.item in incident.talks:
        return Refusal("refusal.talk.same", "already")
    if blank(intent.name.text):
        return Refusal("refusal.talk.name", "missing", field="name")
    kol, known = kol_id(intent.name.text), kols(incident)
    if kol not in known and len(known) >= MOST_KOLS:
        return Refusal("refusal.talk.many_kols", "missing", {"limit": MOST_KOLS}, field="name")
    if len(items_of(incident, kol)) >= MOST_ITEMS:
        return Refusal("refusal.talk.many", "missing", {"limit": MOST_ITEMS}, field="text")
    asked = {item.preset for item in items_of(incident, kol, intent.kind) if item.open}
    if intent.preset and intent.preset in asked:
        return Refusal("refusal.talk.same", "already", field="preset")
    return None


def _unclear(context: Context, intent: NoteTalk) -> Refusal | None:
    """Return what is missing of what an item says."""
    offered = {line.id for line in presets(context.incident, intent.kind)}
    if not _says(intent.text) and intent.preset not in offered:
        return Refusal("refusal.talk.text", "missing", field="text")
    if intent.at is not None and intent.at > context.now:
        return Refusal("refusal.surface.future", "missing", field="at")
    if intent.kind == "hold" and not _says(intent.agreed_by):
        return Refusal("refusal.talk.agreed_by", "missing", field="agreed_by")
    if intent.kind == "hold" and intent.until is None:
        return Refusal("refusal.talk.until", "missing", field="until")
    if intent.until is not None and intent.until <= context.now:
        return Refusal("refusal.talk.until", "missing", field="until")
    return None


def _says(words: Words | None) -> bool:
    return words is not None and not blank(words.text)


def _held(incident: Incident, noted: TalkNoted) -> Iterator[Event]:
    """Yield the tasks that this hold finishes: nobody is left who has not agreed to one."""
    everybody = {*kols(incident), noted.kol}
    if all(kol == noted.kol or items_of(incident, kol, "hold") for kol in everybody):
        yield from _finished(incident, incident.playbook.handbook.talks.held)


def _asked(incident: Incident, answered: TalkAnswered) -> Iterator[Event]:
    """Yield the tasks that this answer finishes: every question has one from everybody."""

    def is_left(kol: str) -> bool:
        facts = items_of(incident, kol, "fact")
        return any(one.open and one.id != answered.item for one in facts)

    rules = incident.playbook.handbook.talks
    if rules.facts and not any(is_left(k) or left_to_ask(incident, k) for k in kols(incident)):
        yield from _finished(incident, rules.asked)


def _finished(incident: Incident, tasks: tuple[TaskId, ...]) -> Iterator[Event]:
    for task in incident.playbook.tasks:
        is_open = incident.active(task) and incident.state(task.id).status not in FINISHED
        if task.id in tasks and is_open:
            yield TaskCompleted(task.id)
