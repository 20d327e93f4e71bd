"""Taking typed text out of the record: one person proposes it, another agrees, never one alone."""

from bot.crisis.events import RedactionDropped, RedactionProposed, TextRedacted
from bot.crisis.intents import ConfirmRedaction, DropRedaction, ProposeRedaction, Refusal
from bot.crisis.keeping import Redaction
from bot.crisis.redaction import asked, completes, roles_of, speakers
from bot.crisis.rules.context import Context, Verdict, blank
from bot.crisis.words import in_slack


def propose(context: Context, intent: ProposeRedaction) -> Verdict:
    """Ask for it. Nothing is taken out yet."""
    incident = context.incident
    if not intent.seqs or not all(1 <= seq <= incident.seq for seq in intent.seqs):
        return Refusal("refusal.redact.nothing", "missing", field="line")
    if blank(intent.reason.text):
        return Refusal("refusal.redact.reason", "missing", field="reason")
    waiting = (one for one in incident.redactions.values() if one.status != "dropped")
    if any(set(one.seqs) & set(intent.seqs) for one in waiting):
        return Refusal("refusal.redact.known", "already", field="line")
    roles = roles_of(incident, context.acting_user)
    return (
        _held(context)
        or _not_asked(context)
        or context.happened(RedactionProposed(intent.redaction, intent.seqs, intent.reason, roles))
    )


def drop(context: Context, intent: DropRedaction) -> Verdict:
    """Leave it as it is: for anybody who could have agreed, and for whoever proposed it."""
    found = _open(context, intent.redaction)
    if isinstance(found, Refusal):
        return found
    if context.acting_user != found.proposed_by and (refused := _not_asked(context)) is not None:
        return refused
    return context.happened(RedactionDropped(found.id))


def confirm(context: Context, intent: ConfirmRedaction) -> Verdict:
    """Take it out, for good."""
    found = _open(context, intent.redaction)
    if isinstance(found, Refusal):
        return found
    refused = _held(context) or _not_asked(context)
    if refused is not None:
        return refused
    if not completes(context.incident, found, context.acting_user):
        return Refusal("refusal.redact.same", "forbidden")
    return context.happened(TextRedacted(found.id, found.seqs))


def _open(context: Context, name: str) -> Redaction | Refusal:
    found = context.incident.redactions.get(name)
    if found is None or found.status != "proposed":
        return Refusal("refusal.redact.settled", "already")
    return found


def _held(context: Context) -> Refusal | None:
    hold = context.incident.hold
    if hold is None:
        return None
    by = in_slack(hold.by or context.incident.commander)
    return Refusal("refusal.redact.held", "forbidden", {"person": by, "time": hold.at})


def _not_asked(context: Context) -> Refusal | None:
    incident = context.incident
    if roles_of(incident, context.acting_user):
        return None
    _, legal = asked(incident)
    able = speakers(incident, legal) or {incident.commander}
    return Refusal("refusal.redact.not_asked", "forbidden", {"person": in_slack(min(able))})
