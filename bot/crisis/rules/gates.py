"""Going through a gate: open, overridden with a reason that stands in the record, or not at all.

Whoever is held back leaves a trace, so that the review can say what a gate was good for.
"""

from dataclasses import replace
from datetime import timedelta

from bot.crisis.events import DecisionApproved, Event, GateHeldBack, GateOverridden
from bot.crisis.gates import approvers_missing
from bot.crisis.ids import DecisionId
from bot.crisis.intents import ApproveDecision, Refusal
from bot.crisis.playbook import Gate, GateAt
from bot.crisis.rights import standing
from bot.crisis.rules.context import Context, Verdict, blank
from bot.crisis.words import Words, in_slack

HELD_AGAIN = timedelta(hours=1)
"""Who tries the same within this time is answered, and recorded no second time."""


def held_back(context: Context, told: Refusal, by: GateHeldBack) -> Refusal:
    """Return the same answer, which leaves in the record that a gate held this person back."""
    since = context.now - HELD_AGAIN
    lately = (one for one in reversed(context.incident.attempts) if one.at > since)
    if any(one.held == by and one.by == context.acting_user for one in lately):
        return told
    return replace(told, leaves=context.happened(by))


def passed(
    context: Context, gates: tuple[Gate, ...], at: GateAt, decision: DecisionId, why: Words | None
) -> tuple[Event, ...] | Refusal:
    """Return what is recorded of going on in spite of shut gates; a refusal when nobody may.

    A warning may be passed by anybody who says why; anything else by the commander alone.
    """
    if not gates:
        return ()
    leads = standing(context.incident, context.acting_user) == "commander"
    if not leads and not all(gate.warns for gate in gates):
        return Refusal("refusal.gate.commander", "forbidden", field="override")
    if why is None or blank(why.text):
        return Refusal("refusal.gate.reason", "missing", field="override")
    return (GateOverridden(decision, at, tuple(gate.id for gate in gates), why),)


def approve(context: Context, intent: ApproveDecision) -> Verdict:
    """Approve a decision in every role that is asked and that one holds."""
    incident = context.incident
    decision = incident.decisions.get(intent.decision)
    if decision is None:
        return Refusal("refusal.decision.unknown", "missing")
    if decision.replaced_by is not None:
        return Refusal("refusal.decision.replaced", "missing")
    # Whoever is in Slack approves for themselves; only for others somebody else writes it down.
    outside = intent.by if intent.by is not None and intent.by.outside is not None else None
    who = outside or (in_slack(context.acting_user) if context.acting_user else None)
    if who is None:
        return ()
    asked = approvers_missing(incident, decision)
    roles = tuple(role for role in asked if who in incident.role_holders(role))
    if roles:
        return context.happened(DecisionApproved(intent.decision, roles, who))
    if who in decision.approvals.values() or not asked:
        return Refusal("refusal.approval.known", "already")
    return Refusal("refusal.approval.not_asked", "forbidden", field="by")
