"""Community data: figures by hand or from a file, while it goes on and afterwards."""

from bot.crisis.community import LARGEST, LONGEST_FILE, day_of
from bot.crisis.events import (
    CommunityFileAdded,
    CommunityFileRead,
    CommunityRead,
    DayFigures,
)
from bot.crisis.intents import AddCommunityFile, NoteCommunityFile, ReadCommunity, Refusal
from bot.crisis.rules.context import Context, Verdict, blank
from bot.crisis.rules.severity import decimal


def read(context: Context, intent: ReadCommunity) -> Verdict:
    """Write figures down. What was recorded last for a day counts."""
    if intent.reading in context.incident.community_ids:
        return Refusal("refusal.community.known", "already")
    if not intent.days:
        return Refusal("refusal.community.empty", "missing", field="figures")
    for one in intent.days:
        refusal = _fault(context, one)
        if refusal is not None:
            return refusal
    return context.happened(CommunityRead(intent.reading, intent.days))


def add_file(context: Context, intent: AddCommunityFile) -> Verdict:
    """Take a file; the bot reads it by itself."""
    if intent.reading in context.incident.community_ids:
        return Refusal("refusal.community.known", "already")
    return context.happened(CommunityFileAdded(intent.reading, intent.file, intent.name))


def note_file(context: Context, intent: NoteCommunityFile) -> Verdict:
    """Note what was read, once. Days that the rules do not take are left out."""
    known = context.incident.community_files.get(intent.reading)
    if known is None or known.read:
        return ()
    days = tuple(one for one in intent.days if _fault(context, one) is None)[:LONGEST_FILE]
    return context.happened(
        CommunityFileRead(
            reading=intent.reading,
            days=days,
            left_out=intent.left_out,
            passed_over=intent.passed_over,
            trouble=intent.trouble,
        )
    )


def _fault(context: Context, one: DayFigures) -> Refusal | None:
    community = context.incident.playbook.handbook.community
    if not one.figures:
        return Refusal("refusal.community.empty", "missing", field="figures")
    if blank(one.source.text) and not one.source.redacted:
        return Refusal("refusal.community.source", "missing", field="source")
    if one.as_of > context.now or one.day > day_of(context.now, community):
        return Refusal("refusal.community.future", "missing", field="as_of")
    known = {metric.id for metric in community.metrics}
    for name, figure in one.figures.items():
        number = decimal(figure)
        if name not in known or number is None or not 0 <= number <= LARGEST:
            return Refusal("refusal.community.number", "missing", field=f"figure.{name}")
    return None
