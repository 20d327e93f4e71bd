"""What every rule is given, and what every rule returns."""

from dataclasses import dataclass
from datetime import datetime

from bot.crisis.events import Draft, Event, PersonInvited
from bot.crisis.ids import SlackUserId
from bot.crisis.incident import Incident
from bot.crisis.intents import Refusal
from bot.crisis.words import Person

Verdict = tuple[Draft, ...] | Refusal


@dataclass(frozen=True, slots=True)
class Context:
    """The state, the time, and who acts (None: the bot itself)."""

    incident: Incident
    now: datetime
    acting_user: SlackUserId | None

    def happened(self, *events: Event, at: datetime | None = None) -> tuple[Draft, ...]:
        """Return drafts of these events, at ``at`` or now."""
        return tuple(Draft(event, at or self.now) for event in events)


def bring_in(context: Context, owner: Person) -> tuple[Event, ...]:
    """Bring in whoever is asked to do something: they cannot do it from outside."""
    known = context.incident.people() | context.incident.members
    if owner.slack is None or owner.slack in known:
        return ()
    return (PersonInvited(owner.slack),)


def blank(text: str) -> bool:
    """Whether a text says nothing: empty, or made of white space alone."""
    return not text.strip()
