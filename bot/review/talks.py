"""The talks with influencers, a thread for each. Used by ``bot.review.build``."""

from collections.abc import Iterator

from bot.crisis.incident import Incident
from bot.crisis.talks import has_passed, items_of, kols, preset_of, until
from bot.crisis.words import Words
from bot.review.value_talks import TalkLine, TalkThread


def talk_threads(incident: Incident) -> tuple[TalkThread, ...]:
    """Return the thread of everybody with whom anything was noted."""
    threads = (
        TalkThread(name, tuple(_lines(incident, kol))) for kol, name in kols(incident).items()
    )
    return tuple(thread for thread in threads if thread.lines)


def _lines(incident: Incident, kol: str) -> Iterator[TalkLine]:
    for item in items_of(incident, kol):
        line = preset_of(incident, item)
        yield TalkLine(
            kind=item.kind,
            what=line.text if line is not None else item.text or Words(item.preset),
            at=item.at,
            by=item.by,
            agreed_by=item.agreed_by,
            until=until(item),
            ran_out=has_passed(item),
            replies=item.replies,
        )
