"""The commit of a click; ``make crashes`` walks through all points."""

from pathlib import Path

import pytest

from tests.crashes.points import SIDES, Deaths, mortal
from tests.crashes.stages import Clicking
from tests.doors.house import House


@pytest.mark.parametrize("watch", ["real"], indirect=True)
async def test_a_click_survives_a_death_before_and_after_its_commit(
    empty_house: House, tmp_path: Path
) -> None:
    order = await mortal(empty_house, tmp_path)
    stage = Clicking(empty_house, await empty_house.open(empty_house.ana))
    deaths = Deaths(empty_house, stage, order)
    for side in SIDES:
        await deaths.each("commit", side, most=1)
    assert [str(point) for point in deaths.died] == ["before commit 1", "after commit 1"]
    assert not deaths.wrong
