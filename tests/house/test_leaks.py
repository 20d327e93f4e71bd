"""The watch over all output finds a token, a secret and what was typed, and nothing else."""

import random
from pathlib import Path

import pytest

from bot.workspace.ids import Ids
from tests.leaks import WATCHED, keep_secret, leaked, overhear, watch_log

pytest_plugins = ("pytester",)
TOKEN = Ids(random.Random(1)).token("xoxb")


def test_a_token_is_known_by_its_shape_wherever_it_is_printed() -> None:
    assert leaked(f"started with {TOKEN}") == [f"a token: {TOKEN[:12]}…"]
    assert leaked(f"using {Ids(random.Random(1)).token('xapp-1')}")
    assert leaked("xoxb-1 is no token, xapp-1 is none either") == []


def test_a_secret_and_what_was_typed_are_found_in_a_log_in_any_writing() -> None:
    keep_secret("0123abcd" * 4)
    overhear({"state": {"x": {"y": {"type": "plain_text_input", "value": 'The "serum" 七天淡斑'}}}})
    overhear({"command": "/kolcrisis", "text": "note Shelves are empty"})
    overhear({"event": {"type": "message", "text": "Customers ask for refunds"}})
    for line in (
        "0123abcd" * 4,
        'The "serum" 七天淡斑',
        '{"said": "The \\"serum\\" 七天淡斑"}',
        r'{"said": "The \"serum\" \u4e03\u5929\u6de1\u6591"}',
        "note: Shelves are empty",
        "Customers ask for refunds",
    ):
        watch_log(line.__str__)
        assert leaked(), line
        WATCHED.logs.clear()
    watch_log(lambda: "a button that nobody serves")
    assert leaked('The "serum" 七天淡斑') == []
    WATCHED.forget()


def test_a_test_that_lets_something_out_fails(pytester: pytest.Pytester) -> None:
    root = Path(__file__).parents[2]
    pytester.makeconftest("from tests.conftest import pytest_runtest_makereport\n")
    pytester.syspathinsert(root)
    pytester.makepyfile(
        f"""
        from tests.leaks import overhear, watch_log
        def test_prints_a_token():
            print("{TOKEN[:8]}" + "{TOKEN[8:]}")
        def test_logs_what_was_typed():
            overhear({{"event": {{"type": "message", "text": "Shelves are empty"}}}})
            watch_log(lambda: "told: Shelves are empty")
        def test_lets_nothing_out():
            print("Shelves are empty")
        """
    )
    result = pytester.runpytest_inprocess(
        "-p", "no:cacheprovider", "-p", "no:asyncio", "--show-capture=no"
    )
    # A test that did what it should and let something out is an error.
    result.assert_outcomes(passed=3, errors=2)
