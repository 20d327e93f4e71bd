"""The record told as sentences: one row for each event, each kind with sentences of its own.

Used by ``bot.review.build``. A row holds keys and values, never text in a language. What a person
typed stands last in its row, since nobody knows how it ends.
"""

from collections.abc import Iterator, Sequence

from bot.crisis import events as ev
from bot.crisis.incident import Incident
from bot.crisis.words import in_slack
from bot.locales.voice import Said, said
from bot.review import names
from bot.review.sentences_community import COMMUNITY
from bot.review.sentences_exercise import EXERCISE
from bot.review.sentences_gates import GATES
from bot.review.sentences_keeping import KEEPING
from bot.review.sentences_people import PEOPLE
from bot.review.sentences_posts import POSTS
from bot.review.sentences_readings import READINGS
from bot.review.sentences_receipts import RECEIPTS
from bot.review.sentences_record import RECORD
from bot.review.sentences_statements import STATEMENTS
from bot.review.sentences_talks import TALKS
from bot.review.sentences_work import WORK
from bot.review.telling import Table, Telling
from bot.review.value import Row


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
        said=(*SENTENCES[type(event)](telling, recorded, event), *_gone(telling, recorded.seq)),
        marks=tuple(_marks(telling, event)),
        event=event,
        hash=recorded.hash,
    )


def _gone(telling: Telling, seq: int) -> Iterator[Said]:
    """Yield by whom, when and why what was typed here was taken out."""
    one = telling.redacted.get(seq)
    if one is not None and one.settled_at is not None:
        people = tuple(in_slack(user) for user in (one.proposed_by, one.settled_by) if user)
        yield said("timeline.is_redacted", people=people, time=one.settled_at, reason=one.reason)


def _marks(telling: Telling, event: ev.Event) -> Iterator[str]:
    if not isinstance(event, _ENTRIES):
        return
    entry = telling.incident.entries.get(event.entry)
    if entry is not None and entry.amended:
        yield "timeline.mark.amended"
    if entry is not None and entry.retracted:
        yield "timeline.mark.retracted"


_ENTRIES = (ev.NoteAdded, ev.MessagePinned)

SENTENCES: Table = {
    **PEOPLE,
    **WORK,
    **GATES,
    **READINGS,
    **RECEIPTS,
    **POSTS,
    **TALKS,
    **EXERCISE,
    **COMMUNITY,
    **STATEMENTS,
    **EXERCISE,
    **RECORD,
    **KEEPING,
}
"""What is said about each kind of event of an incident.

Every kind stands in one of them, or its row cannot be made; the workspace's own settings are
another stream.
"""
