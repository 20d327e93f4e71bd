"""The whole way of a crisis, from the command to the signed review, as people walk it."""

import pytest

from tests.doors import path
from tests.doors.house import House

WAYS = (
    ("http", "sqlite", "en"),
    ("http", "postgresql", "both"),
    ("socket", "sqlite", "zh"),
    ("socket", "postgresql", "both"),
)


@pytest.mark.parametrize(("way", "engine", "language"), WAYS, indirect=("way", "engine"))
async def test_a_crisis_is_opened_run_closed_reviewed_and_reopened(
    house: House, language: str
) -> None:
    crisis = await path.opens(house, language)
    await path.works(crisis)
    await path.decides(crisis)
    await path.notes(crisis)
    await path.closes(crisis)
    await path.reviews(crisis)
    await path.reopens(crisis)
    await path.stands_once(crisis)
