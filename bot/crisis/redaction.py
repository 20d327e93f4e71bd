"""Who may have typed text taken out of a record, and what there is to take out. Pure.

Used by the rules, by the views, and by the handler that shows what may go. Two people, one who
leads and one who speaks for legal: neither alone, and nobody stands in for the other.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, fields, is_dataclass
from typing import Any

from bot.crisis.events import EntryAmended, EntryTextRead, Event, NoteAdded, Recorded
from bot.crisis.ids import RoleId, SlackUserId
from bot.crisis.incident import COMMANDER, Incident
from bot.crisis.keeping import Redaction
from bot.crisis.rights import DEPUTY, standing
from bot.crisis.words import Words


@dataclass(frozen=True, slots=True)
class Typed:
    """What was typed in one event, or in all that say the same entry of the timeline."""

    seqs: tuple[int, ...]
    last: Recorded
    """The newest of these events."""
    words: tuple[Words, ...]


def asked(incident: Incident) -> tuple[RoleId, RoleId]:
    """Return the two roles that must agree."""
    return COMMANDER, incident.playbook.handbook.aftermath.hold_by


def speakers(incident: Incident, role: RoleId) -> frozenset[SlackUserId]:
    """Return who can speak in one of these roles; the deputy for whoever leads, else nobody."""
    held = (COMMANDER, DEPUTY) if role == COMMANDER else (role,)
    people = (person.slack for one in held for person in incident.role_holders(one))
    return frozenset(one for one in people if one and standing(incident, one) != "outsider")


def roles_of(incident: Incident, user: SlackUserId | None) -> tuple[RoleId, ...]:
    """Return in which of the two roles a person can speak."""
    return tuple(role for role in asked(incident) if user in speakers(incident, role))


def still_needed(incident: Incident, redaction: Redaction) -> tuple[RoleId, ...]:
    """Return the roles in one of which somebody else must agree."""
    known = redaction.roles
    return tuple(role for role in asked(incident) if any(role != theirs for theirs in known))


def completes(incident: Incident, redaction: Redaction, user: SlackUserId | None) -> bool:
    """Whether a person's word is the second one: another person, in another role."""
    roles = roles_of(incident, user)
    return user != redaction.proposed_by and any(
        mine != theirs for mine in roles for theirs in redaction.roles
    )


def typed(record: Sequence[Recorded]) -> tuple[Typed, ...]:
    """Return what can still be taken out of a record, the newest first."""
    found: dict[object, list[tuple[Recorded, tuple[Words, ...]]]] = {}
    for recorded in record:
        said = tuple(one for one in words_in(recorded.event) if one.text)
        if said:
            found.setdefault(_thing(recorded.event, recorded.seq), []).append((recorded, said))
    things = (
        Typed(
            seqs=tuple(recorded.seq for recorded, _ in said),
            last=said[-1][0],
            words=tuple(dict.fromkeys(one for _, each in said for one in each)),
        )
        for said in found.values()
    )
    return tuple(sorted(things, key=lambda one: one.last.seq, reverse=True))


def typed_at(record: Sequence[Recorded], seq: int) -> Typed | None:
    """Return what goes with this event, or None where nothing can be taken out."""
    return next((one for one in typed(record) if seq in one.seqs), None)


def words_in(value: Any) -> Iterator[Words]:
    """Yield every typed text within a value."""
    if isinstance(value, Words):
        yield value
    elif isinstance(value, Mapping):
        for part in value.values():
            yield from words_in(part)
    elif isinstance(value, tuple | list | frozenset):
        for part in value:
            yield from words_in(part)
    elif is_dataclass(value):
        for one in fields(value):
            yield from words_in(getattr(value, one.name))


def _thing(event: Event, seq: int) -> object:
    """Return what an event is about: all versions of one entry go together."""
    if isinstance(event, NoteAdded | EntryAmended | EntryTextRead):
        return ("entry", event.entry)
    return seq
