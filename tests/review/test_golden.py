"""Reviews stay as they were read and agreed, until somebody changes them on purpose."""

from pathlib import Path

import pytest

from tests.review.goldens import FOLDER, renderings


@pytest.fixture(scope="module")
def rendered() -> dict[str, str]:
    return dict(renderings())


def test_every_golden_file_is_rendered_and_every_rendering_has_one(
    rendered: dict[str, str],
) -> None:
    assert {path.name for path in FOLDER.iterdir()} == set(rendered)


@pytest.mark.parametrize("path", sorted(FOLDER.iterdir()), ids=lambda path: path.name)
def test_a_review_says_what_was_agreed(path: Path, rendered: dict[str, str]) -> None:
    # Meant to change? Run `python -m tests.review.goldens`, read the difference, commit it.
    assert rendered[path.name].splitlines() == path.read_bytes().decode().splitlines()
