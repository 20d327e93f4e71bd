"""Files with community data: read once, by themselves; what is in them goes into the record."""

from collections.abc import Iterator

from bot.crisis.community_file import CommunityFile
from bot.crisis.intents import NoteCommunityFile
from bot.gateway.errors import GiveUp
from bot.projector.bench import Bench
from bot.projector.figures_file import LARGEST_FILE, Frame, read_file
from bot.projector.files import content_of


def unread_files(bench: Bench) -> Iterator[CommunityFile]:
    """Yield the files that are still to be read."""
    for file in bench.incident.community_files.values():
        if not file.read:
            yield file


async def read_figures(bench: Bench, file: CommunityFile) -> None:
    """Read a file and record its figures, or why it cannot be read."""
    try:
        content = await content_of(bench, file.file, LARGEST_FILE)
    except GiveUp as end:
        await bench.record(NoteCommunityFile(file.id, trouble=end.code))
        return
    incident = bench.incident
    found = read_file(
        content,
        Frame(
            community=incident.playbook.handbook.community,
            detected_at=incident.detected_at,
            added_at=file.added_at,
            name=file.name.text,
        ),
    )
    await bench.record(
        NoteCommunityFile(
            reading=file.id,
            days=tuple(found.days),
            left_out=tuple(found.left_out),
            passed_over=tuple(found.passed_over),
            trouble=found.trouble,
        )
    )
