"""Files that are kept as evidence: hashed as they were given, or said to be unreadable."""

import hashlib
from datetime import timedelta

from bot.crisis.incident import Evidence
from tests.doors.crisis import Crisis
from tests.doors.house import House

RECORDING = "录屏 03:12".encode()


async def _proof(crisis: Crisis) -> Evidence | None:
    """The piece of evidence, once the bot has looked at its file."""
    (proof,) = (await crisis.now()).evidence
    return proof if proof.sha256 or proof.unreadable else None


async def test_a_file_that_is_given_in_the_form_is_hashed_as_it_was_given(house: House) -> None:
    crisis = await house.open()
    await crisis.task_form(house.ana, "A2", "evidence", {"files": [("screen.mp4", RECORDING)]})
    proof = await house.eventually(lambda: _proof(crisis))
    assert proof.sha256 == hashlib.sha256(RECORDING).hexdigest()


async def test_a_page_in_place_of_the_file_is_no_evidence(house: House) -> None:
    crisis = await house.open()
    house.slack.faults.add(kind="fatal_error", method="files.info")
    await crisis.task_form(house.ana, "A2", "evidence", {"files": [("screen.mp4", RECORDING)]})
    await house.quiet()
    (file,) = house.slack.workspace.files.values()
    file.content = b"<html>Please sign in</html>"
    house.watch.pass_by(timedelta(minutes=1))
    proof = await house.eventually(lambda: _proof(crisis))
    assert (proof.sha256, proof.unreadable) == (None, "not_the_file")
