"""Hashes of evidence files: read once, streamed, never kept."""

import hashlib
from collections.abc import Iterator

from bot.crisis.incident import Evidence
from bot.crisis.intents import NoteEvidenceHash, NoteEvidenceUnreadable
from bot.gateway.errors import GiveUp
from bot.projector.bench import Bench, Desk

LARGEST_FILE = 200 * 1024 * 1024
"""Screen recordings are large; what is larger still is recorded without a hash."""


def unhashed(bench: Bench) -> Iterator[Evidence]:
    """Yield the files whose hash is still to come."""
    for proof in bench.incident.evidence:
        if proof.file is not None and proof.sha256 is None and proof.unreadable is None:
            yield proof


async def hash_file(bench: Bench, proof: Evidence) -> None:
    """Read a file and record its SHA-256, or why it cannot be read."""
    try:
        url, expected = await address_of(bench, proof.file or "", LARGEST_FILE)
        digest, size = await _digest(bench, url, expected)
    except GiveUp as end:
        await bench.record(NoteEvidenceUnreadable(proof.id, end.code))
        return
    await bench.record(NoteEvidenceHash(proof.id, digest, size))


async def address_of(bench: Desk, file_id: str, largest: int) -> tuple[str, int]:
    """Return where a file is read, and its size; 0 if Slack does not say.

    Raises GiveUp for one that is larger than ``largest`` bytes, or has no address.
    """
    answer = await bench.call("files.info", file=file_id)
    file = answer.get("file") or {}
    size = int(file.get("size") or 0)
    if size > largest:
        raise GiveUp("too_large", "files.info")
    url = str(file.get("url_private_download") or file.get("url_private") or "")
    if not url:
        # A file from a connected company shows itself only after a second look.
        raise GiveUp(str(file.get("file_access") or "no_address"), "files.info")
    return url, size


async def _digest(bench: Bench, url: str, expected: int) -> tuple[str, int]:
    digest, size = hashlib.sha256(), 0
    async for chunk in bench.gateway.download(url):
        digest.update(chunk)
        size += len(chunk)
        if size > LARGEST_FILE:
            raise GiveUp("too_large", "files.info")
    if expected not in (0, size):
        # To an app that may not read it Slack shows a sign-in page, with status 200.
        raise GiveUp("not_the_file", "url_private")
    return digest.hexdigest(), size
