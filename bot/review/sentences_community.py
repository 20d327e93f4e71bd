"""What the timeline says about community data. Used by ``timeline``."""

from bot.crisis import events as ev
from bot.locales.voice import said
from bot.review.telling import Sentences, Table, Telling


def _read(_: Telling, __: ev.Recorded, event: ev.CommunityRead) -> Sentences:
    days = sorted(one.day for one in event.days)
    if len(days) == 1:
        yield said("timeline.community_day", day=days[0].isoformat())
    elif days:
        first, last = days[0].isoformat(), days[-1].isoformat()
        yield said("timeline.community_days", count=len(days), first=first, last=last)
    for source in dict.fromkeys(one.source for one in event.days):
        yield said("timeline.community_source", source=source)


def _file_added(_: Telling, __: ev.Recorded, event: ev.CommunityFileAdded) -> Sentences:
    yield said("timeline.community_file", name=event.name)


def _file_read(telling: Telling, _: ev.Recorded, event: ev.CommunityFileRead) -> Sentences:
    if event.trouble is not None:
        yield said("timeline.community_unreadable", code=event.trouble)
    else:
        yield said("timeline.community_file_read", count=len(event.days))
    if event.left_out:
        yield said("timeline.community_left_out", count=len(event.left_out))
    file = telling.incident.community_files.get(event.reading)
    if file is not None:
        yield said("timeline.community_from", name=file.name)


COMMUNITY: Table = {
    ev.CommunityRead: _read,
    ev.CommunityFileAdded: _file_added,
    ev.CommunityFileRead: _file_read,
}
