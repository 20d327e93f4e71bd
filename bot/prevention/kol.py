"""An influencer in the register: what events fold into, and what may happen next. Pure."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta

from bot.crisis.events import (
    Draft,
    Event,
    FactState,
    KolAdded,
    KolChanged,
    KolProfile,
    PreventionFact,
    Recorded,
    VettingChecked,
    VettingLapsed,
    VettingPassed,
    VettingSigned,
)
from bot.crisis.handbook_prevention import SIGN_OFF, Prevention
from bot.crisis.ids import SlackUserId, TeamId
from bot.crisis.intents import Refusal, TimePassed
from bot.crisis.words import Words
from bot.prevention.intents import AddKol, ChangeKol, CheckVetting, KolIntent, SignVetting
from bot.prevention.rights import Actor, may
from bot.prevention.spelling import account_key

MOST_FOLLOWERS = 10**10


@dataclass(frozen=True, slots=True)
class Checked:
    """What a check found, when and by whom."""

    event: VettingChecked
    at: datetime
    by: SlackUserId | None


@dataclass(frozen=True, slots=True)
class KolEntry:
    """An influencer as of event ``seq``. ``vetted_until`` None: not vetted, or no longer."""

    team: TeamId
    id: str
    seq: int
    profile: KolProfile
    added_at: datetime
    checks: Mapping[str, Checked] = field(default_factory=dict)
    signed: Mapping[SlackUserId, datetime] = field(default_factory=dict)
    vetted_at: datetime | None = None
    vetted_until: datetime | None = None
    lapsed_at: datetime | None = None

    @property
    def name(self) -> Words:
        """The name that is shown."""
        return self.profile.names[0]

    @property
    def rejected(self) -> tuple[Checked, ...]:
        """The checks that speak against working with them."""
        return tuple(one for one in self.checks.values() if one.event.finding == "reject")


def evolve_kol(
    entry: KolEntry | None, recorded: Recorded, team: TeamId, kol_id: str
) -> KolEntry | None:
    """Apply one event; what is not known changes nothing but the position."""
    event = recorded.event
    if entry is None:
        if not isinstance(event, KolAdded):
            return None
        return KolEntry(team, kol_id, recorded.seq, event.profile, recorded.at)
    entry = replace(entry, seq=recorded.seq)
    match event:
        case KolChanged():
            return replace(entry, profile=event.profile)
        case VettingChecked():
            checks = {**entry.checks, event.check: Checked(event, recorded.at, recorded.actor)}
            return replace(entry, checks=checks, signed={}, vetted_at=None, vetted_until=None)
        case VettingSigned() if recorded.actor is not None:
            return replace(entry, signed={**entry.signed, recorded.actor: recorded.at})
        case VettingPassed():
            return replace(entry, vetted_at=recorded.at, vetted_until=event.until, lapsed_at=None)
        case VettingLapsed():
            return replace(
                entry,
                checks={},
                signed={},
                vetted_at=None,
                vetted_until=None,
                lapsed_at=recorded.at,
            )
        case _:
            return entry


def kol_due(entry: KolEntry) -> datetime | None:
    """Return when to look at an influencer next: when the vetting lapses."""
    return entry.vetted_until


def kol_claims(entry: KolEntry) -> frozenset[tuple[str, str]]:
    """Return what only one influencer of a workspace may hold: the addresses of their pages."""
    keys = (account_key(one.text) for one in entry.profile.accounts)
    return frozenset(("kol_account", key) for key in keys if key)


def decide_kol(
    entry: KolEntry | None, intent: KolIntent, now: datetime, actor: Actor, known: Prevention
) -> tuple[Draft, ...] | Refusal:
    """Return the events that follow, or why there are none. ``known`` is the playbook's part."""
    if not may(actor, intent):
        return Refusal("refusal.prevention.forbidden", "forbidden")
    if isinstance(intent, AddKol):
        if entry is not None:
            return Refusal("refusal.details.same", "already")
        profile = _profile(intent.profile, known)
        return profile if isinstance(profile, Refusal) else (Draft(KolAdded(profile), now),)
    if entry is None:
        return Refusal("refusal.prevention.forbidden", "forbidden")
    verdict = _judge(entry, intent, now, actor, known)
    return verdict if isinstance(verdict, Refusal) else tuple(Draft(one, now) for one in verdict)


def _judge(
    entry: KolEntry, intent: KolIntent, now: datetime, actor: Actor, known: Prevention
) -> tuple[Event, ...] | Refusal:
    match intent:
        case ChangeKol():
            profile = _profile(intent.profile, known)
            if isinstance(profile, Refusal):
                return profile
            if profile == entry.profile:
                return Refusal("refusal.details.same", "already")
            return (KolChanged(profile),)
        case CheckVetting():
            return _checked(entry, intent, known)
        case SignVetting():
            return _signed(entry, now, actor, known)
        case TimePassed():
            over = entry.vetted_until is not None and entry.vetted_until <= now
            return (VettingLapsed(),) if over else ()
        case AddKol():
            return Refusal("refusal.details.same", "already")


def _profile(profile: KolProfile, known: Prevention) -> KolProfile | Refusal:
    names = tuple(one for one in profile.names if one.text.strip())
    if not names:
        return Refusal("refusal.kol.name", "missing", field="names")
    if profile.followers is not None and not 0 <= profile.followers <= MOST_FOLLOWERS:
        return Refusal("refusal.kol.followers", "missing", field="followers")
    if profile.tier is not None and known.tier(profile.tier) is None:
        return Refusal("refusal.kol.tier", "missing", field="tier")
    if profile.category is not None and known.category(profile.category) is None:
        return Refusal("refusal.kol.category", "missing", field="category")
    reached = known.tier_of(profile.followers) if profile.followers is not None else None
    tier = profile.tier or (reached.id if reached else None)
    return replace(profile, names=names, tier=tier)


def _checked(
    entry: KolEntry, intent: CheckVetting, known: Prevention
) -> tuple[Event, ...] | Refusal:
    if known.check(intent.check) is None:
        return Refusal("refusal.vetting.unknown", "missing")
    if not intent.source.text.strip():
        return Refusal("refusal.vetting.source", "missing", field="source")
    if intent.finding == "reject" and intent.reason is None:
        return Refusal("refusal.vetting.reason", "missing", field="reason")
    event = VettingChecked(
        intent.check, intent.finding, intent.source, intent.evidence, intent.reason
    )
    before = entry.checks.get(intent.check)
    if before is not None and before.event == event:
        return Refusal("refusal.details.same", "already")
    return (event,)


def _signed(
    entry: KolEntry, now: datetime, actor: Actor, known: Prevention
) -> tuple[Event, ...] | Refusal:
    if entry.rejected:
        return Refusal("refusal.vetting.rejected", "closed")
    for check in known.checks:
        if check.id not in entry.checks:
            return Refusal("refusal.vetting.missing", "missing", {"check": check.name})
    if entry.vetted_until is not None or actor.user in entry.signed:
        return Refusal("refusal.vetting.signed", "already")
    if len(entry.signed) + 1 < known.sign_offs:
        return (VettingSigned(),)
    return (VettingSigned(), VettingPassed(now + timedelta(days=known.lasts_days)))


def unmade(entry: KolEntry, known: Prevention) -> tuple[str, ...]:
    """Return the ids of the checks that nobody has made in this round."""
    return tuple(one.id for one in known.checks if one.id not in entry.checks)


def facts_of(entry: KolEntry, known: Prevention) -> tuple[PreventionFact, ...]:
    """Return how the vetting stands, check by check, for a crisis and its review to keep."""
    nothing: FactState = "missing" if entry.lapsed_at is None else "lapsed"
    made = []
    for check in known.checks:
        found = entry.checks.get(check.id)
        if found is None:
            made.append(PreventionFact("vetting", check.id, nothing, entry.lapsed_at))
        else:
            finding = found.event.finding
            made.append(PreventionFact("vetting", check.id, finding, found.at, found.by))
    if known.checks:
        signed: FactState = "done" if entry.vetted_until is not None else nothing
        made.append(PreventionFact("vetting", SIGN_OFF, signed, entry.vetted_at or entry.lapsed_at))
    return tuple(made)


def to_sign(entry: KolEntry, actor: Actor, known: Prevention) -> bool:
    """Whether a vetting is complete and waits for this person's signature."""
    complete = bool(known.checks) and not unmade(entry, known) and not entry.rejected
    return complete and entry.vetted_until is None and actor.user not in entry.signed
