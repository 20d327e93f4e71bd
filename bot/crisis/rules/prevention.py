"""What was known before a crisis: kept as it stood when it was first looked up."""

from bot.crisis.events import KolRecognised
from bot.crisis.intents import RecogniseKol
from bot.crisis.rules.context import Context, Verdict


def recognise(context: Context, intent: RecogniseKol) -> Verdict:
    """Keep it once: what changes in the register later was not known when the crisis began."""
    if intent.kol in context.incident.recognised:
        return ()
    return context.happened(KolRecognised(intent.kol, intent.profile, intent.facts))
