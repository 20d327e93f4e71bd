"""What a workspace keeps for all its incidents: who is brought in, where to announce, who decides.

A stream of its own, with the same events, rights and tests as an incident. Read when a crisis is
opened and in App Home.
"""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime

from bot.crisis.events import (
    AnnouncementsSent,
    Draft,
    Event,
    KeeperNamed,
    PlaybookEntrusted,
    Recorded,
    RosterChanged,
)
from bot.crisis.ids import ChannelId, RoleId, SlackUserId, TeamId
from bot.crisis.intents import (
    ChangeRoster,
    EntrustPlaybook,
    HouseIntent,
    NameKeeper,
    Refusal,
    SendAnnouncements,
)
from bot.crisis.playbook import Playbook
from bot.crisis.words import Person, Words, in_slack

Roster = Mapping[RoleId, tuple[SlackUserId, ...]]


@dataclass(frozen=True, slots=True)
class Brand:
    """A brand with people of its own. The key compares names without case and outer space."""

    name: Words
    roster: Roster = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class House:
    """A workspace's settings as of event ``seq``; 0 means that nobody has set anything."""

    team: TeamId
    seq: int = 0
    roster: Roster = field(default_factory=dict)
    brands: Mapping[str, Brand] = field(default_factory=dict)
    announce_in: ChannelId | None = None
    keepers: frozenset[SlackUserId] = frozenset()
    playbook: tuple[SlackUserId, ...] = ()
    """Who was said to keep the playbook."""


def brand_key(name: Words | None) -> str:
    """Return the key under which a brand's people are kept; empty for no brand."""
    return "" if name is None else " ".join(name.text.split()).casefold()


def brand_people(house: House, brand: Words | None) -> Mapping[RoleId, tuple[Person, ...]]:
    """Return who is kept for a brand alone; nobody for a brand that has no people of its own."""
    own = house.brands.get(brand_key(brand))
    roster = own.roster if own is not None else {}
    return {role: tuple(map(in_slack, people)) for role, people in roster.items() if people}


def bring_in(house: House, brand: Words | None) -> Mapping[RoleId, tuple[Person, ...]]:
    """Return who is brought in by itself: the brand's people, and the workspace's for the rest."""
    own = house.brands.get(brand_key(brand))
    wanted = {**house.roster, **(own.roster if own is not None else {})}
    return {role: tuple(map(in_slack, people)) for role, people in wanted.items() if people}


def at_opening(
    roster: Mapping[RoleId, tuple[Person, ...]], playbook: Playbook
) -> Mapping[RoleId, tuple[Person, ...]]:
    """Return who of a roster comes in at once: all but those whom only a level calls for."""
    waiting = {role.id for role in playbook.roles if role.by_brief}
    return {role: people for role, people in roster.items() if role not in waiting}


def evolve_house(house: House, recorded: Recorded) -> House:
    """Apply one event; what is not a setting changes nothing but the position."""
    house = replace(house, seq=recorded.seq)
    match recorded.event:
        case RosterChanged() as event:
            return _with_roster(house, event)
        case AnnouncementsSent() as event:
            return replace(house, announce_in=event.channel)
        case KeeperNamed() as event:
            keepers = house.keepers | {event.user} if event.named else house.keepers - {event.user}
            return replace(house, keepers=keepers)
        case PlaybookEntrusted() as event:
            return replace(house, playbook=event.to)
        case _:
            return house


def may_keep(house: House, user: SlackUserId, *, is_admin: bool) -> bool:
    """Whether a person may change the workspace's settings: admins, and whom they named."""
    return is_admin or user in house.keepers


def keeps_playbook(house: House) -> tuple[SlackUserId, ...]:
    """Return to whom changes of the playbook go: who was chosen, else whom the admins named."""
    return house.playbook or tuple(sorted(house.keepers))


def decide_house(
    house: House,
    intent: HouseIntent,
    now: datetime,
    *,
    acting_user: SlackUserId,
    is_admin: bool,
    roles: Collection[RoleId],
) -> tuple[Draft, ...] | Refusal:
    """Return the events that follow. Naming keepers is for admins alone."""
    if not may_keep(house, acting_user, is_admin=is_admin):
        return Refusal("refusal.house.forbidden", "forbidden")
    verdict = _judge(house, intent, is_admin=is_admin, roles=roles)
    return verdict if isinstance(verdict, Refusal) else (Draft(verdict, now),)


def _judge(
    house: House, intent: HouseIntent, *, is_admin: bool, roles: Collection[RoleId]
) -> Event | Refusal:
    if isinstance(intent, ChangeRoster) and intent.role not in roles:
        return Refusal("refusal.role.unknown", "missing", field="role")
    if isinstance(intent, NameKeeper) and not is_admin:
        return Refusal("refusal.house.forbidden", "forbidden")
    if _stands(house, intent):
        return Refusal("refusal.details.same", "already")
    return _set(intent)


def _stands(house: House, intent: HouseIntent) -> bool:
    """Whether everything is as wanted already."""
    match intent:
        case ChangeRoster():
            return _roster_of(house, intent.brand).get(intent.role, ()) == intent.people
        case SendAnnouncements():
            return intent.channel == house.announce_in
        case NameKeeper():
            return intent.named == (intent.user in house.keepers)
        case EntrustPlaybook():
            return intent.to == house.playbook


def _set(intent: HouseIntent) -> Event:
    match intent:
        case ChangeRoster():
            return RosterChanged(intent.role, intent.people, intent.brand)
        case SendAnnouncements():
            return AnnouncementsSent(intent.channel)
        case NameKeeper():
            return KeeperNamed(intent.user, intent.named)
        case EntrustPlaybook():
            return PlaybookEntrusted(intent.to)


def _roster_of(house: House, brand: Words) -> Roster:
    key = brand_key(brand)
    if not key:
        return house.roster
    known = house.brands.get(key)
    return known.roster if known is not None else {}


def _with_roster(house: House, event: RosterChanged) -> House:
    key = brand_key(event.brand)
    roster = {**_roster_of(house, event.brand), event.role: event.people}
    if not key:
        return replace(house, roster=roster)
    return replace(house, brands={**house.brands, key: Brand(event.brand, roster)})
