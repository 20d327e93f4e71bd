"""How events change the talks with influencers. Used by the fold only."""

from dataclasses import replace

from bot.crisis import events as ev
from bot.crisis.changing import altered
from bot.crisis.incident import Incident
from bot.crisis.talk import TalkItem, TalkReply
from bot.crisis.words import Person, in_slack


def talk_noted(incident: Incident, recorded: ev.Recorded, event: ev.TalkNoted) -> Incident:
    """Add an item."""
    item = TalkItem(
        id=event.item,
        kind=event.kind,
        kol=event.kol,
        name=event.name,
        at=recorded.at,
        by=_who(recorded, event.by),
        text=event.text,
        preset=event.preset,
        agreed_by=event.agreed_by,
        until=event.until,
    )
    return _with(incident, item)


def talk_answered(incident: Incident, recorded: ev.Recorded, event: ev.TalkAnswered) -> Incident:
    """Add what was said of an item."""
    before = incident.talks.get(event.item)
    if before is None:
        return incident
    by = _who(recorded, event.by)
    reply = TalkReply(event.state, recorded.at, by, event.text, event.until)
    return _with(incident, replace(before, replies=(*before.replies, reply)))


def talk_term_passed(incident: Incident, _: ev.Recorded, event: ev.TalkTermPassed) -> Incident:
    """Note that the agreed time of an item is over."""
    before = incident.talks.get(event.item)
    return incident if before is None else _with(incident, replace(before, passed=event.until))


def _with(incident: Incident, item: TalkItem) -> Incident:
    return altered(incident, talks={**incident.talks, item.id: item})


def _who(recorded: ev.Recorded, by: Person | None) -> Person | None:
    return by or (in_slack(recorded.actor) if recorded.actor is not None else None)
