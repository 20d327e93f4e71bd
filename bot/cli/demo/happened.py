"""What the record must hold when the whole story was played. Called by the judge.

The acts see to it that people could do it; this reads what came of it, so that a scene that was
taken out of the story, or that left nothing behind, fails the demo.
"""

from collections.abc import Callable, Mapping, Sequence

from bot.crisis import events as ev
from bot.crisis.incident import Incident
from bot.crisis.signing import is_signed

Record = Sequence[ev.Recorded]
MAIN_KINDS = frozenset({"takedown", "statement", "kol_contact", "position"})
CHECKPOINTS = frozenset({4, 12, 24})


def unfulfilled(incident: Incident, record: Record) -> list[str]:
    """Return what did not come about, in sentences."""
    return [
        f"The record does not hold {what}."
        for what, held in PROMISES.items()
        if not held(incident, record)
    ]


def _texts_read(record: Record) -> list[int]:
    """Return how often the text of each pinned message was read, for those that were."""
    read = [one.event.entry for one in record if isinstance(one.event, ev.EntryTextRead)]
    pinned = {one.event.entry for one in record if isinstance(one.event, ev.MessagePinned)}
    return [read.count(entry) for entry in pinned]


def _handed_over(incident: Incident, record: Record) -> bool:
    given = [one.event for one in record if isinstance(one.event, ev.CommandHandedOver)]
    return incident.commander != incident.opened_by and any(not one.taken for one in given)


PROMISES: Mapping[str, Callable[[Incident, Record], bool]] = {
    "a task done by somebody outside Slack": lambda incident, _: any(
        one.by is not None and one.by.outside is not None for one in incident.tasks.values()
    ),
    "the hash of an evidence file": lambda incident, _: any(
        one.sha256 for one in incident.evidence
    ),
    "a decision of each main kind": lambda incident, _: (
        {one.kind for one in incident.decisions.values()} >= MAIN_KINDS
    ),
    "a decision that was carried out": lambda incident, _: any(
        one.carried_out_at for one in incident.decisions.values()
    ),
    "a decision that was replaced": lambda incident, _: any(
        one.replaced_by for one in incident.decisions.values()
    ),
    "a pinned message whose new text was read": lambda _, record: any(
        times > 1 for times in _texts_read(record)
    ),
    "an entry about something before the opening": lambda incident, _: any(
        one.at < incident.opened_at for one in incident.entries.values()
    ),
    "a confirmed colour": lambda incident, _: incident.level is not None,
    "something that was late": lambda _, record: any(
        isinstance(one.event, ev.TasksFellOverdue) for one in record
    ),
    "all checkpoints": lambda incident, _: incident.checkpoints >= CHECKPOINTS,
    "a hand-over": _handed_over,
    "the end": lambda incident, _: incident.closed,
    "an answer to each question": lambda incident, _: (
        {one.id for one in incident.playbook.questions if not one.optional}
        <= incident.answers.keys()
    ),
    "all signatures": lambda incident, _: is_signed(incident),
    "a follow-up that was done": lambda incident, _: any(
        one.done_at for one in incident.follow_ups.values()
    ),
}
