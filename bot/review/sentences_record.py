"""What is said of entries, updates, the end and what was promised. Used by ``timeline`` alone."""

from collections.abc import Mapping

from bot.crisis import events as ev
from bot.crisis.words import in_slack
from bot.locales.values import Value
from bot.locales.voice import said
from bot.review import names
from bot.review.telling import NOTHING, Sentences, Table, Telling


def _note(_: Telling, __: ev.Recorded, event: ev.NoteAdded) -> Sentences:
    yield said("timeline.note", text=event.text)
    if event.source is not None and not event.followed:
        yield said("entries.not_followed")


def _pinned(telling: Telling, recorded: ev.Recorded, event: ev.MessagePinned) -> Sentences:
    text = telling.text_read(event.entry)
    if recorded.seq in telling.pinned_too:
        yield said("timeline.pinned_too", text=telling.text_of(event.entry))
    elif text is None:
        yield said("timeline.pinned_unread")
    elif event.author is None:
        yield said("timeline.pinned", text=text)
    else:
        yield said("timeline.pinned_by", text=text, person=in_slack(event.author))


def _pin_taken(telling: Telling, _: ev.Recorded, event: ev.PinTaken) -> Sentences:
    yield said("timeline.pin_taken", text=telling.text_of(event.entry))


def _text_read(telling: Telling, recorded: ev.Recorded, event: ev.EntryTextRead) -> Sentences:
    first, _ = telling.first_read[event.entry]
    if recorded.seq == first:
        yield said("timeline.text_read")
    else:
        yield said("timeline.text_changed", text=event.text)


def _amended(_: Telling, __: ev.Recorded, event: ev.EntryAmended) -> Sentences:
    if event.happened_at is not None:
        yield said("timeline.amended_time", time=event.happened_at)
    if event.text is not None:
        yield said("timeline.amended_text", text=event.text)


def _retracted(telling: Telling, _: ev.Recorded, event: ev.EntryRetracted) -> Sentences:
    yield said(_RETRACTED[event.reason], text=telling.text_of(event.entry))


_RETRACTED: Mapping[str, str] = {
    "retracted": "timeline.retracted",
    "unpinned": "timeline.unpinned",
    "deleted": "timeline.deleted",
}


def _told_others(telling: Telling, _: ev.Recorded, event: ev.UpdateShared) -> Sentences:
    known = telling.playbook.handbook.updates.audiences
    called = {one.id: one.name for one in known}
    yield said("timeline.update", audiences=tuple(called.get(one, one) for one in event.audiences))
    if event.next_at is not None:
        yield said("timeline.update_next", time=event.next_at)
    yield said("timeline.update_doing", text=event.doing)
    if event.needed:
        yield said("timeline.update_needed", text=event.needed)
    yield said("timeline.update_known", text=event.known)


def _closed(telling: Telling, _: ev.Recorded, event: ev.IncidentClosed) -> Sentences:
    outcome = names.option_name(telling.playbook.outcomes, event.outcome)
    yield said("timeline.closed", outcome=outcome)
    if event.remark:
        yield said("timeline.remark", remark=event.remark)


def _reopened(_: Telling, __: ev.Recorded, event: ev.IncidentReopened) -> Sentences:
    yield said("timeline.reopened")
    if event.reason:
        yield said("timeline.reason", reason=event.reason)


def _answered(telling: Telling, _: ev.Recorded, event: ev.QuestionAnswered) -> Sentences:
    question = telling.playbook.question_by_id.get(event.question)
    ask: Value = event.question if question is None else question.ask
    yield said("timeline.answered", question=ask)
    if event.moment is not None:
        yield said("timeline.answered_moment", time=event.moment)


def _signed(telling: Telling, _: ev.Recorded, event: ev.ReviewSigned) -> Sentences:
    if event.role is None:
        yield said("timeline.signed")
        return
    role = names.role_name(telling.playbook, event.role)
    yield said("timeline.signed_alone" if event.alone else "timeline.signed_as", role=role)


def _stated(telling: Telling, _: ev.Recorded, event: ev.FactStated) -> Sentences:
    known = telling.playbook.handbook.aftermath.facts
    ask: Value = next((one.ask for one in known if one.id == event.fact), event.fact)
    yield said("timeline.fact", fact=ask)
    if event.number is not None:
        yield said("timeline.fact_number", number=event.number)
    if event.text is not None:
        yield said("timeline.fact_text", text=event.text)


def _copy(_: Telling, __: ev.Recorded, ___: ev.CopyAsked) -> Sentences:
    yield said("timeline.copy_asked")


def _archiving(_: Telling, __: ev.Recorded, ___: ev.ArchiveRequested) -> Sentences:
    yield said("timeline.archive_requested")


def _promised(_: Telling, __: ev.Recorded, event: ev.FollowUpAdded) -> Sentences:
    yield said("timeline.follow_up", text=event.text, person=event.owner, time=event.due)


def _kept(telling: Telling, _: ev.Recorded, event: ev.FollowUpDone) -> Sentences:
    item = telling.incident.follow_ups.get(event.follow_up)
    yield said("timeline.follow_up_done", text=NOTHING if item is None else item.text)


def _unknown(_: Telling, __: ev.Recorded, event: ev.UnknownEvent) -> Sentences:
    yield said("timeline.unknown", kind=event.kind, version=event.v)


# The value of each entry takes the event class that is its key; the mapping itself cannot say so.


RECORD: Table = {
    ev.NoteAdded: _note,
    ev.MessagePinned: _pinned,
    ev.PinTaken: _pin_taken,
    ev.EntryTextRead: _text_read,
    ev.EntryAmended: _amended,
    ev.EntryRetracted: _retracted,
    ev.IncidentClosed: _closed,
    ev.IncidentReopened: _reopened,
    ev.QuestionAnswered: _answered,
    ev.ReviewSigned: _signed,
    ev.FactStated: _stated,
    ev.CopyAsked: _copy,
    ev.ArchiveRequested: _archiving,
    ev.UpdateShared: _told_others,
    ev.FollowUpAdded: _promised,
    ev.FollowUpDone: _kept,
    ev.UnknownEvent: _unknown,
}
