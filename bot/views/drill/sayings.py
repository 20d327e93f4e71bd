"""How an exercise went, as sentences without a language. Used by its views and by the review."""

from bot.crisis.playbook import Text
from bot.crisis.score import Verdict
from bot.locales.voice import Said, said


def objective_said(objective: Text, met: int, count: int, minute: int | None) -> Said:
    """Return how far an objective was reached, and when the last of it was done, if it was."""
    if minute is None:
        return said("drill.wash.open", objective=objective, met=met, all=count)
    return said("drill.wash.reached", objective=objective, met=met, all=count, minute=minute)


def line_said(deed: Text, verdict: Verdict, minute: int | None, until: int) -> Said:
    """Return an expectation against what was done."""
    match verdict:
        case "missed":
            return said("drill.line.missed", deed=deed, until=until)
        case "waiting":
            return said("drill.line.waiting", deed=deed, until=until)
        case "late":
            return said("drill.line.late", deed=deed, minute=minute or 0, until=until)
        case "met":
            return said("drill.line.met", deed=deed, minute=minute or 0, until=until)


def slip_said(deed: Text, minute: int, why: Text) -> Said:
    """Return what must not happen and did."""
    return said("drill.line.slip", deed=deed, minute=minute, why=why)
