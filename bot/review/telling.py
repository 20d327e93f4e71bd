"""What the sentences of the timeline need to look up. Used by ``timeline`` and its sentences."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any, TypeAlias

from bot.crisis import events as ev
from bot.crisis.ids import DecisionId, EntryId
from bot.crisis.incident import Incident
from bot.crisis.keeping import Redaction
from bot.crisis.playbook import Playbook
from bot.crisis.words import Words
from bot.locales.values import Value
from bot.locales.voice import Said
from bot.review import names
from bot.review.decisions import numbers

NOTHING = "—"

Sentences = Iterator[Said]


class Telling:
    """What the sentences need to look up, gathered once for a whole record."""

    def __init__(self, incident: Incident, record: Sequence[ev.Recorded]) -> None:
        self.incident = incident
        self.playbook: Playbook = incident.playbook
        self.numbers: Mapping[DecisionId, int] = numbers(incident)
        self.first_read: dict[EntryId, tuple[int, Words]] = {}
        self.pinned_too = frozenset(_pinned_too(record))
        """Positions of pins on messages that stood on the timeline already."""
        self.redacted: Mapping[int, Redaction] = {
            seq: one
            for one in incident.redactions.values()
            if one.status == "done"
            for seq in one.seqs
        }
        """What was taken out of which event."""
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


def _pinned_too(record: Sequence[ev.Recorded]) -> Iterator[int]:
    stands: set[EntryId] = set()
    for recorded in record:
        event = recorded.event
        if isinstance(event, ev.EntryRetracted):
            stands.discard(event.entry)
        elif isinstance(event, ev.MessagePinned):
            if event.entry in stands:
                yield recorded.seq
            stands.add(event.entry)


Table: TypeAlias = Mapping[type[ev.Event], Callable[[Telling, ev.Recorded, Any], Sentences]]
"""What is said about kinds of events."""
