"""Every invariant has a test that notices when it is lost; here it is lost on purpose.

Run by ``make breaks``, in minutes: each break has a copy of the source and a process of its own.
"""

from pathlib import Path

import pytest

from tests.breaks.breaking import TESTS_FAILED, Break, all_breaks, apply, copy_to, run

BREAKS = all_breaks()


def test_unbroken_all_of_these_tests_pass(tmp_path: Path) -> None:
    copy_to(tmp_path)
    done = run(tmp_path, *dict.fromkeys(one.test for one in BREAKS))
    assert done.returncode == 0, done.stdout[-4000:] + done.stderr[-2000:]


@pytest.mark.parametrize("broken", BREAKS, ids=lambda one: f"{one.invariant} {one.name}")
def test_a_break_turns_its_test_red(broken: Break, tmp_path: Path) -> None:
    copy_to(tmp_path)
    apply(broken, tmp_path)
    done = run(tmp_path, broken.test)
    assert done.returncode == TESTS_FAILED, done.stdout[-4000:] + done.stderr[-2000:]
    assert "1 failed" in done.stdout, done.stdout[-4000:]
