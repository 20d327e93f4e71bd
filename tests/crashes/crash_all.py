"""Every point at which the process may end, one after the other. Run by ``make crashes``.

The file's name keeps it out of ``make test``, which dies at a few points of each stage only.
"""

import sys
from pathlib import Path

import pytest

from tests.crashes.points import KINDS, SIDES, Deaths, mortal
from tests.crashes.stages import Clicking, Closing, Deciding, Opening
from tests.doors.house import House

STAGES = {"opening": Opening, "clicking": Clicking, "deciding": Deciding, "closing": Closing}
FORGIVEN = {"name_taken", "file_not_found", "already_pinned"}
"""Refusals that a bot meets when what it asks for was done by one that died before it knew."""
pytestmark = pytest.mark.parametrize("watch", ["real"], indirect=True)


@pytest.mark.parametrize("side", SIDES)
@pytest.mark.parametrize("what", KINDS)
@pytest.mark.parametrize("stage", list(STAGES))
async def test_nothing_is_lost_or_doubled_wherever_the_process_ends(
    empty_house: House, tmp_path: Path, stage: str, what: str, side: str
) -> None:
    house = empty_house
    house.forgiven = FORGIVEN
    order = await mortal(house, tmp_path)
    deaths = Deaths(house, await stage_of(house, stage), order)
    await deaths.each(what, side)
    found = f"{len(deaths.died)} deaths, {len(deaths.wrong)} wrong"
    _say(f"{stage}, {side} each {what}: {found}", *deaths.wrong)
    assert deaths.died
    assert not deaths.wrong


def _say(*lines: str) -> None:
    """Print, also from a worker of a parallel run."""
    assert sys.__stderr__ is not None
    sys.__stderr__.write("".join(f"{line}\n" for line in ("", *lines)))
    sys.__stderr__.flush()


async def stage_of(house: House, name: str) -> Opening | Clicking | Deciding | Closing:
    """Return a stage, with what it needs in place."""
    match name:
        case "opening":
            return Opening(house)
        case "clicking":
            return Clicking(house, await house.open(house.ana))
        case "deciding":
            return Deciding(house)
        case _:
            return Closing(house)
