"""The audit of libraries finds what is known, and never takes silence for safety."""

import json
from typing import Any

from tests.house.audit import judge

SAFE = {"name": "aiohttp", "version": "3.14.5", "vulns": []}
UNSAFE = {
    "name": "leaky",
    "version": "1.0",
    "vulns": [{"id": "PYSEC-2026-1", "fix_versions": ["1.1"]}],
}
UNKNOWN = {"name": "quiet", "skip_reason": "Dependency not found"}


def _answer(*libraries: dict[str, Any]) -> str:
    return json.dumps({"dependencies": libraries, "fixes": []})


def test_a_library_with_an_advisory_fails_the_audit_and_is_named() -> None:
    code, lines = judge([_answer(SAFE, UNSAFE)])
    assert code == 1
    assert "UNSAFE: leaky 1.0: PYSEC-2026-1, mended in 1.1" in lines


def test_nothing_known_is_said_as_such() -> None:
    assert judge([_answer(SAFE)]) == (0, ["audited: 1 libraries, 0 advisories"])


def test_silence_of_the_database_passes_no_library_and_fails_no_build() -> None:
    for answers in ([None], [""], ["a page"], [_answer(UNKNOWN)], [_answer()], ["[]"]):
        code, lines = judge(answers)
        assert code == 0
        assert [line.startswith("NOT AUDITED") for line in lines] == [True]
    code, lines = judge([_answer(SAFE), None])
    assert [line.split(":")[0] for line in lines] == ["NOT AUDITED", "audited"]
    assert judge([_answer(UNSAFE), None])[0] == 1
