"""How events add to the community data. Used by the fold only."""

from dataclasses import replace

from bot.crisis import events as ev
from bot.crisis.changing import altered
from bot.crisis.community_file import CommunityFile
from bot.crisis.incident import Incident


def community_read(incident: Incident, _: ev.Recorded, event: ev.CommunityRead) -> Incident:
    """Add figures."""
    return altered(
        incident,
        community=(*incident.community, *event.days),
        community_ids=incident.community_ids | {event.reading},
    )


def community_file_added(
    incident: Incident, recorded: ev.Recorded, event: ev.CommunityFileAdded
) -> Incident:
    """Add a file that is still to be read."""
    file = CommunityFile(event.reading, event.file, event.name, recorded.at)
    return altered(
        incident,
        community_files={**incident.community_files, file.id: file},
        community_ids=incident.community_ids | {event.reading},
    )


def community_file_read(
    incident: Incident, _: ev.Recorded, event: ev.CommunityFileRead
) -> Incident:
    """Add the figures of a file, and note what was left out."""
    file = incident.community_files.get(event.reading)
    if file is None:
        return incident
    done = replace(
        file,
        read=True,
        days=len(event.days),
        left_out=event.left_out,
        passed_over=event.passed_over,
        trouble=event.trouble,
    )
    return altered(
        incident,
        community=(*incident.community, *event.days),
        community_files={**incident.community_files, file.id: done},
    )
