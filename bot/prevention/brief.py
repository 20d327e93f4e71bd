"""A brief: what an influencer is told, its versions, and their acknowledgement. Pure."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime

from bot.crisis.events import (
    BriefAcknowledged,
    BriefApproved,
    BriefClaim,
    BriefStarted,
    BriefWritten,
    Draft,
    Event,
    PreventionFact,
    Recorded,
)
from bot.crisis.handbook_prevention import ACKNOWLEDGED, APPROVED, PROVEN, Prevention, Section
from bot.crisis.ids import SlackUserId, TeamId
from bot.crisis.intents import Refusal
from bot.crisis.words import Words
from bot.prevention.intents import (
    AcknowledgeBrief,
    ApproveBrief,
    BriefIntent,
    StartBrief,
    WriteBrief,
)
from bot.prevention.rights import Actor, may


@dataclass(frozen=True, slots=True)
class Brief:
    """A brief as of event ``seq``. ``version`` 0: nothing is written yet.

    ``approved_at`` and ``acknowledged`` are of the present version; a newer one asks for them
    again.
    """

    team: TeamId
    id: str
    seq: int
    kol: str
    campaign: Words
    started_at: datetime
    version: int = 0
    sections: Mapping[str, Words] = field(default_factory=dict)
    claims: tuple[BriefClaim, ...] = ()
    clauses: tuple[str, ...] = ()
    written_at: datetime | None = None
    written_by: SlackUserId | None = None
    approved_at: datetime | None = None
    approved_by: SlackUserId | None = None
    acknowledged: BriefAcknowledged | None = None
    acknowledged_at: datetime | None = None
    recorded_by: SlackUserId | None = None

    @property
    def unproven(self) -> tuple[BriefClaim, ...]:
        """The claims that nothing proves."""
        return tuple(one for one in self.claims if one.proof is None)


def evolve_brief(
    brief: Brief | None, recorded: Recorded, team: TeamId, brief_id: str
) -> Brief | None:
    """Apply one event; what is not known changes nothing but the position."""
    event = recorded.event
    if brief is None:
        if not isinstance(event, BriefStarted):
            return None
        return Brief(team, brief_id, recorded.seq, event.kol, event.campaign, recorded.at)
    brief = replace(brief, seq=recorded.seq)
    match event:
        case BriefWritten():
            return replace(
                brief,
                version=event.version,
                sections=event.sections,
                claims=event.claims,
                clauses=event.clauses,
                written_at=recorded.at,
                written_by=recorded.actor,
                approved_at=None,
                approved_by=None,
                acknowledged=None,
                acknowledged_at=None,
                recorded_by=None,
            )
        case BriefApproved() if event.version == brief.version:
            return replace(brief, approved_at=recorded.at, approved_by=recorded.actor)
        case BriefAcknowledged() if event.version == brief.version:
            return replace(
                brief,
                acknowledged=event,
                acknowledged_at=recorded.at,
                recorded_by=recorded.actor,
            )
        case _:
            return brief


def decide_brief(
    brief: Brief | None, intent: BriefIntent, now: datetime, actor: Actor, known: Prevention
) -> tuple[Draft, ...] | Refusal:
    """Return the events that follow, or why there are none. ``known`` is the playbook's part."""
    if not may(actor, intent):
        return Refusal("refusal.prevention.forbidden", "forbidden")
    verdict = _judge(brief, intent, known, actor)
    return verdict if isinstance(verdict, Refusal) else (Draft(verdict, now),)


def _judge(
    brief: Brief | None, intent: BriefIntent, known: Prevention, actor: Actor
) -> Event | Refusal:
    if isinstance(intent, StartBrief):
        if intent.rejected:
            return Refusal("refusal.brief.rejected", "closed", field="campaign")
        if brief is not None:
            return Refusal("refusal.details.same", "already")
        if not intent.campaign.text.strip():
            return Refusal("refusal.brief.campaign", "missing", field="campaign")
        return BriefStarted(intent.kol, intent.campaign)
    if brief is None:
        return Refusal("refusal.not_found", "forbidden")
    if isinstance(intent, WriteBrief):
        return _written(brief, intent, known)
    if isinstance(intent, ApproveBrief):
        return _approved(brief, intent, known, actor)
    return _acknowledged(brief, intent, known)


def _written(brief: Brief, intent: WriteBrief, known: Prevention) -> Event | Refusal:
    if intent.after != brief.version:
        return Refusal("refusal.brief.meanwhile", "closed")
    names = {one.id for one in known.sections}
    sections = {name: text for name, text in sorted(intent.sections.items()) if name in names}
    clauses = tuple(one.id for one in known.clauses if one.id in intent.clauses)
    if (sections, intent.claims, clauses) == (brief.sections, brief.claims, brief.clauses):
        return Refusal("refusal.details.same", "already")
    return BriefWritten(brief.version + 1, sections, intent.claims, clauses)


def _approved(
    brief: Brief, intent: ApproveBrief, known: Prevention, actor: Actor
) -> Event | Refusal:
    if intent.version != brief.version:
        return Refusal("refusal.brief.meanwhile", "closed")
    if missing := unwritten(brief, known):
        return Refusal("refusal.brief.unwritten", "missing", {"section": missing[0].name})
    if brief.unproven:
        return Refusal("refusal.brief.unproven", "missing")
    if actor.user == brief.written_by:
        return Refusal("refusal.brief.own", "forbidden")
    if brief.approved_at is not None:
        return Refusal("refusal.details.same", "already")
    return BriefApproved(brief.version)


def _acknowledged(brief: Brief, intent: AcknowledgeBrief, known: Prevention) -> Event | Refusal:
    if intent.version != brief.version:
        return Refusal("refusal.brief.meanwhile", "closed")
    if missing := unwritten(brief, known):
        return Refusal("refusal.brief.unwritten", "missing", {"section": missing[0].name})
    if not intent.by.text.strip():
        return Refusal("refusal.brief.by", "missing", field="by")
    if not intent.evidence.text.strip():
        return Refusal("refusal.brief.evidence", "missing", field="evidence")
    if brief.acknowledged is not None:
        return Refusal("refusal.details.same", "already")
    return BriefAcknowledged(brief.version, intent.by, intent.evidence)


def unwritten(brief: Brief, known: Prevention) -> tuple[Section, ...]:
    """Return the sections that a brief needs and does not have yet."""
    return tuple(one for one in known.sections if one.required and one.id not in brief.sections)


def brief_facts(briefs: tuple[Brief, ...], known: Prevention) -> tuple[PreventionFact, ...]:
    """Return how the latest brief of an influencer stands, for a crisis and its review to keep."""
    if not known.sections:
        return ()
    latest = max(briefs, key=lambda one: (one.started_at, one.id), default=None)
    if latest is None or latest.approved_at is None:
        first = PreventionFact("briefing", APPROVED, "missing")
    else:
        first = PreventionFact("briefing", APPROVED, "done", latest.approved_at, latest.approved_by)
    if latest is None or latest.acknowledged is None:
        made = [first, PreventionFact("briefing", ACKNOWLEDGED, "missing")]
    else:
        at, by = latest.acknowledged_at, latest.recorded_by
        made = [first, PreventionFact("briefing", ACKNOWLEDGED, "done", at, by)]
    if latest is not None and latest.unproven:
        made.append(PreventionFact("briefing", PROVEN, "missing"))
    return tuple(made)
