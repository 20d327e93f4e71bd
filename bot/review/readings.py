"""What is said about a reading of severity. Used by the timeline of the review."""

from collections.abc import Iterator

from bot.crisis import events as ev
from bot.crisis.playbook import Playbook
from bot.locales.voice import Said, said
from bot.review import names


def sentences(playbook: Playbook, event: ev.SeverityRead) -> Iterator[Said]:
    """Yield what a reading came to, and what it began and ended."""
    emoji, level = names.level_name(playbook, event.level)
    if event.depth == "quick":
        yield said("timeline.read_quick", emoji=emoji, level=level)
    elif event.low == event.high:
        yield said("timeline.read_full", count=event.low, emoji=emoji, level=level)
    else:
        yield said(
            "timeline.read_between", low=event.low, high=event.high, emoji=emoji, level=level
        )
    known = {one.id: one.name for one in playbook.conditions}
    if event.begins:
        begins = tuple(known.get(one, one) for one in event.begins)
        yield said("timeline.read_begins", conditions=begins)
    if event.ends:
        ends = tuple(known.get(one, one) for one in event.ends)
        yield said("timeline.read_ends", conditions=ends)


def fell_due() -> Iterator[Said]:
    """Yield that it was time to look again."""
    yield said("timeline.reading_due")
