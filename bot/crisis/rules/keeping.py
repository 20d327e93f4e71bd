"""Legal hold: set and lifted by whoever speaks for legal, and by nobody else."""

from bot.crisis.events import LegalHoldLifted, LegalHoldSet
from bot.crisis.intents import LiftLegalHold, Refusal, SetLegalHold
from bot.crisis.rules.context import Context, Verdict, blank
from bot.crisis.signing import signers_of
from bot.crisis.words import in_slack


def set_hold(context: Context, intent: SetLegalHold) -> Verdict:
    """Keep the record as it is: nothing of it is redacted or removed until this is lifted."""
    if context.incident.hold is not None:
        return Refusal("refusal.hold.set", "already")
    if blank(intent.reason.text):
        return Refusal("refusal.hold.reason", "missing", field="reason")
    return _not_legal(context) or context.happened(LegalHoldSet(intent.reason))


def lift_hold(context: Context, intent: LiftLegalHold) -> Verdict:
    """Let the record have its time again."""
    if context.incident.hold is None:
        return Refusal("refusal.hold.lifted", "already")
    if blank(intent.reason.text):
        return Refusal("refusal.hold.reason", "missing", field="reason")
    return _not_legal(context) or context.happened(LegalHoldLifted(intent.reason))


def _not_legal(context: Context) -> Refusal | None:
    role = context.incident.playbook.handbook.aftermath.hold_by
    able = signers_of(context.incident, role)
    if context.acting_user in able:
        return None
    return Refusal("refusal.hold.not_legal", "forbidden", {"person": in_slack(min(able))})
