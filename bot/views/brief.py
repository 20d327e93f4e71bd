"""What somebody who comes in new must know: the hand-over brief. Called by the offered lead.

What happened, how bad it is, what was decided, what is open and late, who is in, what comes next.
"""

from collections.abc import Iterator

from slack_sdk.models.blocks import Block

from bot.crisis.incident import Decision, Incident
from bot.crisis.playbook import Text
from bot.crisis.words import in_slack
from bot.locales.values import Mrkdwn, Value
from bot.locales.voice import Voice
from bot.views.checkpoint import missing
from bot.views.decision_card import kind_name
from bot.views.parts import context, section, shortened
from bot.views.status_card import facts, head, outlook, progress

_MOST_ENTRIES = 3
_MOST_DECISIONS = 5
_MOST_PEOPLE = 10
_ENTRY = 160


def brief(incident: Incident, voice: Voice) -> Iterator[Block]:
    """Yield the brief, most important first."""
    known = tuple(facts(incident))
    yield section(
        head(incident, voice),
        voice.together(*known, by=" · ") if known else None,
        *_entries(incident, voice),
    )
    yield section(voice.together(*progress(incident), by=" · "), *missing(incident, voice))
    yield section(*_decisions(incident, voice))
    yield section(*_people(incident, voice))
    yield context(voice.together(*outlook(incident)))


def _entries(incident: Incident, voice: Voice) -> Iterator[Mrkdwn]:
    live = [one for one in incident.entries.values() if one.text and not one.retracted]
    live.sort(key=lambda one: one.at)
    for entry in live[-_MOST_ENTRIES:]:
        if entry.text is not None:
            words = shortened(entry.text, _ENTRY)
            yield voice.say("letter.brief.entry", time=entry.at, text=words)


def _decisions(incident: Incident, voice: Voice) -> Iterator[Mrkdwn]:
    live = [one for one in incident.decisions.values() if one.replaced_by is None]
    if not live:
        yield voice.say("card.checkpoint.undecided")
        return
    yield voice.say("letter.brief.decided")
    for one in live[-_MOST_DECISIONS:]:
        what = _what(incident, one)
        if one.carried_out_at is None:
            yield voice.say("letter.brief.decision", what=what, person=one.owner)
        else:
            yield voice.say("letter.brief.decision_done", what=what)


def _what(incident: Incident, decision: Decision) -> tuple[Value, ...]:
    kind = incident.playbook.decision_by_id.get(decision.kind)
    chosen: list[Text] = [
        option.name
        for field in (kind.fields if kind else ())
        for option in field.options
        if any(made.get(field.id) == option.value for made in decision.every_choice)
    ]
    return (kind_name(incident, decision), *chosen)


def _people(incident: Incident, voice: Voice) -> Iterator[Mrkdwn]:
    yield voice.say("letter.brief.people")
    held = {in_slack(incident.commander)}
    for role in incident.playbook.roles:
        people = incident.role_holders(role.id)
        held |= set(people)
        if people:
            shown = people[:_MOST_PEOPLE]
            yield voice.say("letter.brief.role", role=role.name, people=shown)
    others = tuple(one for one in map(in_slack, sorted(incident.members)) if one not in held)
    if others:
        yield voice.say("letter.brief.others", people=others[:_MOST_PEOPLE])
