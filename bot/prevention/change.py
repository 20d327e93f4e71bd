"""A proposed change of the playbook: it is made once, told to who keeps the playbook. Pure."""

from dataclasses import dataclass, replace
from datetime import datetime

from bot.crisis.events import Draft, Recorded
from bot.crisis.events.change import PlaybookChangeProposed
from bot.crisis.ids import SlackUserId, TeamId
from bot.crisis.intents import Refusal
from bot.prevention.intents_change import ProposeChange
from bot.prevention.rights import Actor, may


@dataclass(frozen=True, slots=True)
class Change:
    """A proposal as of event ``seq``."""

    team: TeamId
    id: str
    seq: int
    proposed: PlaybookChangeProposed
    at: datetime
    by: SlackUserId | None = None


def evolve_change(
    change: Change | None, recorded: Recorded, team: TeamId, change_id: str
) -> Change | None:
    """Apply one event; what is not known changes nothing but the position."""
    event = recorded.event
    if change is not None:
        return replace(change, seq=recorded.seq)
    if not isinstance(event, PlaybookChangeProposed):
        return None
    return Change(team, change_id, recorded.seq, event, recorded.at, recorded.actor)


def decide_change(
    change: Change | None, intent: ProposeChange, now: datetime, actor: Actor
) -> tuple[Draft, ...] | Refusal:
    """Return the proposal, or why there is none."""
    if not may(actor, intent):
        return Refusal("refusal.prevention.forbidden", "forbidden")
    if change is not None:
        return Refusal("refusal.details.same", "already")
    if not intent.event.to:
        return Refusal("refusal.change.to", "missing", field="to")
    return (Draft(intent.event, now),)
