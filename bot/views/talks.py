"""Talks with influencers: the line on the cards, who is talked to, and the thread of each.

Called by cards, letters and handlers. The handlers import the action ids from here.
"""

from collections.abc import Iterator, Mapping
from typing import Final

from slack_sdk.models.blocks import Block, ButtonElement

from bot.crisis.events import TalkKind, TalkState
from bot.crisis.incident import Incident
from bot.crisis.playbook import Step
from bot.crisis.talk import TalkItem, TalkReply
from bot.crisis.talks import (
    MOST_ITEMS,
    MOST_KOLS,
    has_passed,
    is_agreed,
    items_of,
    kols,
    left_to_ask,
    preset_of,
    until,
)
from bot.crisis.words import Person
from bot.locales.values import Mrkdwn, Quoted, Value
from bot.locales.voice import Said, Voice, said
from bot.views.finish import View, modal
from bot.views.parts import actions, button, context, pack, section, shortened
from bot.views.task import when

OPEN_TALKS = "talks.open"
THREAD = "talk.thread"
ADD = "talk.add"
ASK = "talk.ask"
HOLD = "talk.hold"
STEP = "talk.step"
ANSWER = "talk.answer"
LIST = "talks.list"

_NAME = 75
_TEXT = 200
_ON_A_CARD = 100

_HEADS: Final[Mapping[TalkKind, str]] = {
    "fact": "talk.facts",
    "hold": "talk.holds",
    "step": "talk.steps",
}
_BECAME: Final[Mapping[TalkState, str]] = {
    "answered": "talk.answered",
    "declined": "talk.declined",
    "extended": "talk.extended",
    "ended": "talk.ended",
    "broken": "talk.broken",
    "done": "talk.done",
    "dropped": "talk.dropped",
}


def talks_line(incident: Incident, kol: str | None = None) -> Iterator[Said]:
    """Yield what is answered, what runs out and what comes next, of one influencer or of all."""
    items = [item for item in incident.talks.values() if kol in {None, item.kol}]
    if not items:
        yield said("talks.none")
        return
    facts = [item for item in items if item.kind == "fact"]
    if facts:
        answered = sum(not item.open for item in facts)
        yield said("talks.facts", answered=answered, all=len(facts))
    late = sum(has_passed(item) for item in items)
    if late:
        yield said("talks.late", late=late)
    broken = sum(item.last is not None and item.last.state == "broken" for item in items)
    if broken:
        yield said("talks.broken", broken=broken)
    holds = [item for item in items if item.kind == "hold" and not has_passed(item)]
    ends = [at for item in holds if is_agreed(item) and (at := until(item)) is not None]
    if ends:
        yield said("talks.hold", time=when(incident, min(ends)))
    steps = [item for item in items if item.kind == "step" and item.open]
    if steps:
        yield said("talks.next", step=_what(incident, steps[-1], _ON_A_CARD))


def talks_button(incident: Incident, voice: Voice) -> ButtonElement:
    """Return the button that brings up the talks."""
    return button(voice.label("button.talks"), OPEN_TALKS, pack(incident.id))


def shows_talks(incident: Incident, step: Step) -> bool:
    """Whether the talks stand on the card of a step."""
    return step.id in incident.playbook.handbook.talks.steps


def talks_modal(incident: Incident, voice: Voice) -> View:
    """Return everybody who is talked to, or the one thread that there is."""
    known = kols(incident)
    if len(known) == 1:
        return thread_modal(incident, next(iter(known)), voice)
    blocks: list[Block] = []
    if not known:
        blocks.append(section(voice.say("talks.nobody")))
    for kol, name in list(known.items())[:MOST_KOLS]:
        look = button(voice.label("button.talk_open"), THREAD, pack(incident.id, kol))
        line = voice.together(*talks_line(incident, kol))
        blocks.append(
            section(voice.say("talk.kol", kol=shortened(name, _NAME)), line, accessory=look)
        )
    if not incident.closed and len(known) < MOST_KOLS:
        blocks.append(actions(button(voice.label("button.talk_add"), ADD, pack(incident.id))))
    blocks += _rules(incident, voice)
    return modal(LIST, voice.label("talks.heading"), blocks, close=voice.label("modal.close"))


def thread_modal(incident: Incident, kol: str, voice: Voice) -> View:
    """Return the thread of one influencer: facts, holds and next steps, each with its state."""
    known = kols(incident)
    items = items_of(incident, kol)
    name = shortened(known[kol], _NAME)
    blocks: list[Block] = [
        section(voice.say("talk.kol", kol=name), voice.together(*talks_line(incident, kol)))
    ]
    for kind, head in _HEADS.items():
        of_kind = [item for item in items if item.kind == kind]
        left = left_to_ask(incident, kol) if kind == "fact" and not incident.closed else ()
        if of_kind or left:
            blocks.append(section(voice.say(head)))
        blocks += (_item(incident, item, voice) for item in of_kind[:MOST_ITEMS])
        if left:
            questions = tuple(line.text for line in left)
            blocks.append(context(voice.say("talk.left", questions=questions)))
    if not incident.closed:
        blocks.append(_buttons(incident, kol, voice, several=len(known) > 1))
    blocks += _rules(incident, voice)
    return modal(LIST, voice.label("talks.heading"), blocks, close=voice.label("modal.close"))


def item_lines(incident: Incident, item: TalkItem, voice: Voice) -> Iterator[Mrkdwn | None]:
    """Yield what an item says, how it began, and how it stands now."""
    yield voice.say("talk.what", what=_what(incident, item, _TEXT))
    at = when(incident, item.at)
    if item.kind == "fact":
        yield voice.say("talk.asked", when=_with(at, item.by))
    elif item.kind == "hold" and item.agreed_by is not None:
        name = shortened(item.agreed_by, _NAME)
        yield voice.say("talk.agreed", when=_with(at, item.by), name=name)
    elif item.by is not None:
        yield voice.say("talk.owner", person=_short(item.by))
    if item.last is not None:
        yield from _reply(incident, item.last, voice)
    yield term_line(incident, item, voice)


def term_line(incident: Incident, item: TalkItem, voice: Voice) -> Mrkdwn | None:
    """Return what is still to come of an item and until when; None when nothing is."""
    if not item.open:
        return None
    at = until(item)
    if item.kind == "fact" or at is None:
        return voice.say("talk.no_answer") if item.kind == "fact" else None
    if item.kind == "hold":
        key = "talk.ran_out" if has_passed(item) else "talk.holds_until"
    else:
        key = "talk.step_late" if has_passed(item) else "talk.due"
    return voice.say(key, time=when(incident, at))


def what_of(incident: Incident, item: TalkItem) -> Value:
    """Return what an item says, short enough for a line."""
    return _what(incident, item, _ON_A_CARD)


def _item(incident: Incident, item: TalkItem, voice: Voice) -> Block:
    label = "button.talk_answer" if item.kind == "fact" else "button.talk_update"
    press = button(voice.label(label), ANSWER, pack(incident.id, item.id))
    # What is settled can still be corrected, but asks for nothing.
    return section(*item_lines(incident, item, voice), accessory=None if incident.closed else press)


def _reply(incident: Incident, reply: TalkReply, voice: Voice) -> Iterator[Mrkdwn]:
    yield voice.say(_BECAME[reply.state], when=_with(when(incident, reply.at), reply.by))
    if reply.text:
        yield voice.show(Quoted(shortened(reply.text, _TEXT)))


def _with(at: Value, by: Person | None) -> Value:
    return at if by is None else (at, _short(by))


def _short(person: Person) -> Person:
    """Return a person with a name of a line: a thread holds dozens of them (Slack: 250 kB)."""
    if person.outside is None:
        return person
    return Person(outside=shortened(person.outside, _NAME))


def _what(incident: Incident, item: TalkItem, limit: int) -> Value:
    line = preset_of(incident, item)
    if line is not None:
        return line.text
    return item.preset if item.text is None else shortened(item.text, limit)


def _buttons(incident: Incident, kol: str, voice: Voice, *, several: bool) -> Block:
    value = pack(incident.id, kol)
    full = len(items_of(incident, kol)) >= MOST_ITEMS
    more = (("button.talk_ask", ASK), ("button.talk_hold", HOLD), ("button.talk_step", STEP))
    add = button(voice.label("button.talk_add"), ADD, pack(incident.id))
    all_of_them = button(voice.label("button.talk_all"), OPEN_TALKS, pack(incident.id))
    return actions(
        *(button(voice.label(label), action, value) for label, action in more if not full),
        all_of_them if several else add,
    )


def _rules(incident: Incident, voice: Voice) -> Iterator[Block]:
    texts = incident.playbook.handbook.talks.rules
    if texts:
        yield context(*(voice.text(text) for text in texts))
