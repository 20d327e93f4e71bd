"""What people see stays as it was read and agreed, until somebody changes it on purpose."""

import pytest

from bot.crisis.playbook import Playbook
from tests.views.goldens import FOLDER, renderings


@pytest.fixture(scope="module")
def rendered(playbook: Playbook) -> dict[str, str]:
    return dict(renderings(playbook))


def test_every_golden_file_is_rendered_and_every_rendering_has_one(
    rendered: dict[str, str],
) -> None:
    assert {path.name for path in FOLDER.glob("*.txt")} == set(rendered)


@pytest.mark.parametrize("path", sorted(FOLDER.glob("*.txt")), ids=lambda path: path.name)
def test_people_see_what_was_agreed(path: object, rendered: dict[str, str]) -> None:
    (golden,) = (one for one in FOLDER.glob("*.txt") if one == path)
    agreed = golden.read_text("utf-8")
    # Meant to change? Run `python -m tests.views.goldens`, read the difference, commit it.
    assert rendered[golden.name].splitlines() == agreed.splitlines()
