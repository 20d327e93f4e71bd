"""The record told as sentences: one row for each event, each kind with sentences of its own.

Used by ``bot.review.build``. A row holds keys and values, never text in a language. What a person
typed stands last in its row, since nobody knows how it ends.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any

from bot.crisis import events as ev
from bot.crisis.ids import DecisionId, EntryId
from bot.crisis.incident import Incident
from bot.crisis.playbook import Playbook
from bot.crisis.words import Words, in_slack
from bot.locales.values import Value
from bot.locales.voice import Said, said
from bot.review import names, readings
from bot.review.decisions import numbers
from bot.review.value import Row

NOTHING = "—"


class Telling:
    """What the sentences need to look up, gathered once for a whole record."""

    def __init__(self, incident: Incident, record: Sequence[ev.Recorded]) -> None:
        self.incident = incident
        self.playbook: Playbook = incident.playbook
        self.numbers: Mapping[DecisionId, int] = numbers(incident)
        self.first_read: dict[EntryId, tuple[int, Words]] = {}
        for recorded in record:
            if isinstance(recorded.event, ev.EntryTextRead):
                first = (recorded.seq, recorded.event.text)
                self.first_read.setdefault(recorded.event.entry, first)

    def task(self, event: Any) -> Value:
        """Return the title of the task that an event is about."""
        return names.task_title(self.playbook, event.task)

    def text_read(self, entry: EntryId) -> Words | None:
        """Return what a pinned message said when it was first read; None when it never was."""
        first = self.first_read.get(entry)
        return None if first is None else first[1]

    def text_of(self, entry: EntryId) -> Value:
        """Return what an entry says in the end; a dash when its text was never read."""
        known = self.incident.entries.get(entry)
        return NOTHING if known is None or known.text is None else known.text


def rows(incident: Incident, record: Sequence[ev.Recorded]) -> tuple[Row, ...]:
    """Return the whole record in the order in which things happened."""
    telling = Telling(incident, record)
    told = (_row(telling, recorded) for recorded in record)
    return tuple(sorted(told, key=lambda row: (row.at, row.seq)))


def _row(telling: Telling, recorded: ev.Recorded) -> Row:
    event = recorded.event
    known = event.kind if isinstance(event, ev.UnknownEvent) else type(event).__name__
    return Row(
        seq=recorded.seq,
        at=recorded.at,
        recorded_at=recorded.recorded_at,
        actor=names.person(recorded.actor),
        kind=known,
        said=tuple(SENTENCES[type(event)](telling, recorded, event)),
        marks=tuple(_marks(telling, event)),
        event=event,
        hash=recorded.hash,
    )


def _marks(telling: Telling, event: ev.Event) -> Iterator[str]:
    if not isinstance(event, ev.NoteAdded | ev.MessagePinned):
        return
    entry = telling.incident.entries.get(event.entry)
    if entry is not None and entry.amended:
        yield "timeline.mark.amended"
    if entry is not None and entry.retracted:
        yield "timeline.mark.retracted"


Sentences = Iterator[Said]


def _opened(_: Telling, __: ev.Recorded, event: ev.IncidentOpened) -> Sentences:
    yield said("timeline.opened", title=event.title, person=in_slack(event.commander))


def _details(telling: Telling, _: ev.Recorded, event: ev.DetailsChanged) -> Sentences:
    if event.detected_at is not None:
        yield said("timeline.details.detected_at", time=event.detected_at)
    if event.kols is not None:
        kols = tuple(kol.name for kol in event.kols)
        yield said("timeline.details.kols", kols=kols or NOTHING)
    if event.campaign is not None:
        yield said("timeline.details.campaign", campaign=event.campaign)
    if event.brand is not None:
        yield said("timeline.details.brand", brand=event.brand)
    if event.crisis_type is not None:
        kind = names.type_name(telling.playbook, event.crisis_type)
        yield said("timeline.details.type", kind=kind)
    if event.language is not None:
        yield said(_LANGUAGES[event.language])
    if event.title is not None:
        yield said("timeline.details.title", title=event.title)


_LANGUAGES: Mapping[ev.Language, str] = {
    "en": "timeline.details.language_en",
    "zh": "timeline.details.language_zh",
    "both": "timeline.details.language_both",
}


def _role(telling: Telling, _: ev.Recorded, event: ev.RoleFilled) -> Sentences:
    role = names.role_name(telling.playbook, event.role)
    if event.people:
        key = "timeline.role_briefed" if event.by_brief else "timeline.role_filled"
        yield said(key, role=role, people=event.people)
    else:
        yield said("timeline.role_open", role=role)


def _command(_: Telling, __: ev.Recorded, event: ev.CommandHandedOver) -> Sentences:
    key = "timeline.command_taken" if event.taken else "timeline.command_handed"
    yield said(key, person=in_slack(event.commander))


def _offered(_: Telling, __: ev.Recorded, event: ev.CommandOffered) -> Sentences:
    yield said("timeline.command_offered", person=in_slack(event.to))


def _invited(_: Telling, __: ev.Recorded, event: ev.PersonInvited) -> Sentences:
    yield said("timeline.invited", person=in_slack(event.user))


def _wants_in(_: Telling, __: ev.Recorded, event: ev.JoinRequested) -> Sentences:
    yield said("timeline.join_requested", person=in_slack(event.user))


def _joined(_: Telling, __: ev.Recorded, event: ev.MemberJoined) -> Sentences:
    yield said("timeline.joined", person=in_slack(event.user))


def _left(_: Telling, __: ev.Recorded, event: ev.MemberLeft) -> Sentences:
    yield said("timeline.left", person=in_slack(event.user))


def _not_invited(_: Telling, __: ev.Recorded, event: ev.InvitationFailed) -> Sentences:
    if event.reason in ev.SET_APART:
        yield said("timeline.set_apart", person=in_slack(event.user))
    else:
        yield said("timeline.not_invited", person=in_slack(event.user), reason=event.reason)


def _level(telling: Telling, _: ev.Recorded, event: ev.LevelConfirmed) -> Sentences:
    emoji, level = names.level_name(telling.playbook, event.level)
    yield said("timeline.level", emoji=emoji, level=level)
    if event.reason:
        yield said("timeline.reason", reason=event.reason)


def _task_taken(telling: Telling, _: ev.Recorded, event: ev.TaskTaken) -> Sentences:
    yield said("timeline.task_taken", task=telling.task(event), person=event.owner)


def _task_done(telling: Telling, _: ev.Recorded, event: ev.TaskCompleted) -> Sentences:
    task = telling.task(event)
    if event.by is None:
        yield said("timeline.task_done", task=task)
    elif event.means:
        yield said("timeline.task_done_by_means", task=task, person=event.by, means=event.means)
    else:
        yield said("timeline.task_done_by", task=task, person=event.by)
    if event.second is not None:
        yield said("timeline.task_done_with", second=event.second)
    elif event.alone:
        yield said("timeline.task_done_alone")


def _task_set_aside(
    telling: Telling, _: ev.Recorded, event: ev.TaskMarkedNotApplicable
) -> Sentences:
    yield said("timeline.task_set_aside", task=telling.task(event), reason=event.reason)


def _task_blocked(telling: Telling, _: ev.Recorded, event: ev.TaskBlocked) -> Sentences:
    yield said("timeline.task_blocked", task=telling.task(event), reason=event.reason)


def _task_reopened(telling: Telling, _: ev.Recorded, event: ev.TaskReopened) -> Sentences:
    yield said("timeline.task_reopened", task=telling.task(event))


def _overdue(telling: Telling, _: ev.Recorded, event: ev.TasksFellOverdue) -> Sentences:
    tasks = tuple(names.task_title(telling.playbook, task) for task in event.tasks)
    yield said("timeline.overdue", tasks=tasks)


def _checkpoint(_: Telling, __: ev.Recorded, event: ev.CheckpointReached) -> Sentences:
    yield said("timeline.checkpoint", hours=event.hours)


def _reminded(_: Telling, __: ev.Recorded, event: ev.PersonReminded) -> Sentences:
    # A review looks at how the team works: that somebody was reminded, and not who was late.
    yield said("timeline.reminded", count=len(event.items))


def _quieted(_: Telling, __: ev.Recorded, event: ev.RemindersQuieted) -> Sentences:
    if event.until is None:
        yield said("timeline.quieted")
    else:
        yield said("timeline.quieted_until", time=event.until)


def _resumed(_: Telling, __: ev.Recorded, ___: ev.RemindersResumed) -> Sentences:
    yield said("timeline.reminders_resumed")


def _evidence(telling: Telling, _: ev.Recorded, event: ev.EvidenceAdded) -> Sentences:
    if event.task is None:
        yield said("timeline.evidence")
    else:
        yield said("timeline.evidence_for", task=telling.task(event))
    if event.words:
        yield said("timeline.evidence_words", words=event.words)


def _hashed(_: Telling, __: ev.Recorded, event: ev.EvidenceHashed) -> Sentences:
    yield said("timeline.evidence_hashed", hash=event.sha256, size=event.size)


def _unreadable(_: Telling, __: ev.Recorded, event: ev.EvidenceUnreadable) -> Sentences:
    yield said("timeline.evidence_unreadable", reason=event.reason)


def _note(_: Telling, __: ev.Recorded, event: ev.NoteAdded) -> Sentences:
    yield said("timeline.note", text=event.text)
    if event.source is not None and not event.followed:
        yield said("entries.not_followed")


def _pinned(telling: Telling, _: ev.Recorded, event: ev.MessagePinned) -> Sentences:
    text = telling.text_read(event.entry)
    if text is None:
        yield said("timeline.pinned_unread")
    elif event.author is None:
        yield said("timeline.pinned", text=text)
    else:
        yield said("timeline.pinned_by", text=text, person=in_slack(event.author))


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


def _decided(telling: Telling, _: ev.Recorded, event: ev.DecisionRecorded) -> Sentences:
    made = (event.choices, *(one.choices for one in event.further))
    chosen = names.chosen_by_note(telling.playbook, event.kind, made)
    yield said(
        "timeline.decision",
        number=telling.numbers.get(event.decision, NOTHING),
        what=(names.kind_name(telling.playbook, event.kind), *(value for _, value in chosen)),
        person=event.owner,
    )
    if event.replaces is not None:
        number = telling.numbers.get(event.replaces, NOTHING)
        yield said("timeline.decision_replaces", number=number)
    yield said("timeline.reason", reason=event.rationale)


def _carried_out(telling: Telling, _: ev.Recorded, event: ev.DecisionCarriedOut) -> Sentences:
    number = telling.numbers.get(event.decision, NOTHING)
    if event.by is None:
        yield said("timeline.carried_out", number=number)
    else:
        yield said("timeline.carried_out_by", number=number, person=event.by)
    if event.evidence:
        yield said("timeline.evidence_words", words=event.evidence)


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


def _signed(_: Telling, __: ev.Recorded, ___: ev.ReviewSigned) -> Sentences:
    yield said("timeline.signed")


def _archiving(_: Telling, __: ev.Recorded, ___: ev.ArchiveRequested) -> Sentences:
    yield said("timeline.archive_requested")


def _promised(_: Telling, __: ev.Recorded, event: ev.FollowUpAdded) -> Sentences:
    yield said("timeline.follow_up", text=event.text, person=event.owner, time=event.due)


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


def _kept(telling: Telling, _: ev.Recorded, event: ev.FollowUpDone) -> Sentences:
    item = telling.incident.follow_ups.get(event.follow_up)
    yield said("timeline.follow_up_done", text=NOTHING if item is None else item.text)


def _unknown(_: Telling, __: ev.Recorded, event: ev.UnknownEvent) -> Sentences:
    yield said("timeline.unknown", kind=event.kind, version=event.v)


# The value of each entry takes the event class that is its key; the mapping itself cannot say so.
SENTENCES: Mapping[type[ev.Event], Callable[[Telling, ev.Recorded, Any], Sentences]] = {
    ev.IncidentOpened: _opened,
    ev.DetailsChanged: _details,
    ev.RoleFilled: _role,
    ev.CommandHandedOver: _command,
    ev.CommandOffered: _offered,
    ev.PersonInvited: _invited,
    ev.JoinRequested: _wants_in,
    ev.MemberJoined: _joined,
    ev.MemberLeft: _left,
    ev.InvitationFailed: _not_invited,
    ev.LevelConfirmed: _level,
    ev.SeverityRead: lambda telling, _, event: readings.sentences(telling.playbook, event),
    ev.ReadingFellDue: lambda *_: readings.fell_due(),
    ev.TaskTaken: _task_taken,
    ev.TaskCompleted: _task_done,
    ev.TaskMarkedNotApplicable: _task_set_aside,
    ev.TaskBlocked: _task_blocked,
    ev.TaskReopened: _task_reopened,
    ev.TasksFellOverdue: _overdue,
    ev.CheckpointReached: _checkpoint,
    ev.PersonReminded: _reminded,
    ev.RemindersQuieted: _quieted,
    ev.RemindersResumed: _resumed,
    ev.EvidenceAdded: _evidence,
    ev.EvidenceHashed: _hashed,
    ev.EvidenceUnreadable: _unreadable,
    ev.NoteAdded: _note,
    ev.MessagePinned: _pinned,
    ev.EntryTextRead: _text_read,
    ev.EntryAmended: _amended,
    ev.EntryRetracted: _retracted,
    ev.DecisionRecorded: _decided,
    ev.DecisionCarriedOut: _carried_out,
    ev.IncidentClosed: _closed,
    ev.IncidentReopened: _reopened,
    ev.QuestionAnswered: _answered,
    ev.ReviewSigned: _signed,
    ev.ArchiveRequested: _archiving,
    ev.UpdateShared: _told_others,
    ev.FollowUpAdded: _promised,
    ev.FollowUpDone: _kept,
    ev.UnknownEvent: _unknown,
}
"""What is said about each kind of event of an incident.

Every kind stands here, or its row cannot be made; the workspace's own settings are another stream.
"""
