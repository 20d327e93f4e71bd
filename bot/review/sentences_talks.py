"""What is said about the talks with influencers. Used by ``timeline`` alone."""

from collections.abc import Mapping

from bot.crisis import events as ev
from bot.crisis.talk import TalkItem
from bot.crisis.talks import preset_of
from bot.locales.values import Value
from bot.locales.voice import said
from bot.review.telling import NOTHING, Sentences, Table, Telling

_NOTED: Mapping[ev.TalkKind, str] = {
    "fact": "timeline.talk_asked",
    "hold": "timeline.talk_held",
    "step": "timeline.talk_step",
}
_BECAME: Mapping[ev.TalkState, str] = {
    "answered": "timeline.talk_answered",
    "declined": "timeline.talk_declined",
    "ended": "timeline.talk_ended",
    "broken": "timeline.talk_broken",
    "done": "timeline.talk_done",
    "dropped": "timeline.talk_dropped",
}


def _noted(telling: Telling, _: ev.Recorded, event: ev.TalkNoted) -> Sentences:
    if event.until is not None:
        key = "timeline.talk_until" if event.kind == "hold" else "timeline.talk_due"
        yield said(key, time=event.until)
    if event.agreed_by is not None:
        yield said("timeline.talk_agreed_by", person=event.agreed_by)
    if event.by is not None:
        yield said("timeline.surface_by", person=event.by)
    what = _what(telling, telling.incident.talks.get(event.item))
    yield said(_NOTED[event.kind], kol=event.name, what=what)


def _answered(telling: Telling, _: ev.Recorded, event: ev.TalkAnswered) -> Sentences:
    item = telling.incident.talks.get(event.item)
    kol, what = (NOTHING if item is None else item.name), _what(telling, item)
    if event.by is not None:
        yield said("timeline.surface_by", person=event.by)
    if event.state == "extended":
        time = NOTHING if event.until is None else event.until
        yield said("timeline.talk_extended", kol=kol, time=time, what=what)
    else:
        yield said(_BECAME[event.state], kol=kol, what=what)
    if event.text:
        key = "timeline.talk_words" if event.state == "answered" else "timeline.talk_remark"
        yield said(key, words=event.text)


def _passed(telling: Telling, _: ev.Recorded, event: ev.TalkTermPassed) -> Sentences:
    item = telling.incident.talks.get(event.item)
    step = item is not None and item.kind == "step"
    key = "timeline.talk_late" if step else "timeline.talk_ran_out"
    yield said(key, kol=NOTHING if item is None else item.name, what=_what(telling, item))


def _what(telling: Telling, item: TalkItem | None) -> Value:
    line = None if item is None else preset_of(telling.incident, item)
    if line is not None:
        return line.text
    return NOTHING if item is None or item.text is None else item.text


TALKS: Table = {
    ev.TalkNoted: _noted,
    ev.TalkAnswered: _answered,
    ev.TalkTermPassed: _passed,
}
