"""Asks the advisory database about every locked library, for ``make audit`` and for CI.

Three answers, never mixed up: nothing is known against any of them (0), something is (1), or they
were not audited, in whole or in part, because nobody answered (0, said loudly). An outage of
somebody else's service fails no build, and passes for no audit either.
"""

import json
import subprocess
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parents[2]
TOOL = ROOT / ".venv" / "audit" / "bin" / "pip-audit"
LOCKS = ("requirements/dev.txt", "requirements/audit.txt")
"""What a server runs on is pinned alike in the first."""
_PATIENCE = 300


def main() -> int:
    """Audit all locks, print what was found, and return the exit code."""
    answers = [_ask(lock) for lock in LOCKS] if TOOL.exists() else [None]
    code, lines = judge(answers)
    sys.stdout.write("\n".join(lines) + "\n")
    return code


def _ask(lock: str) -> str | None:
    """Return what the tool says of one lock; None if it came to no end."""
    command = [str(TOOL), "--disable-pip", "--require-hashes", "--requirement", lock]
    told = [*command, "--format", "json", "--progress-spinner", "off"]
    try:
        done = subprocess.run(
            told, cwd=ROOT, check=False, capture_output=True, text=True, timeout=_PATIENCE
        )
    except subprocess.TimeoutExpired:
        return None
    return done.stdout


def judge(answers: Sequence[str | None]) -> tuple[int, list[str]]:
    """Return the exit code and what to say, for what the tool printed about each lock."""
    libraries = [one for answer in answers for one in _read(answer)]
    unanswered = sum(not _read(answer) for answer in answers)
    skipped = sorted({str(one["name"]) for one in libraries if "skip_reason" in one})
    audited = {one["name"] for one in libraries} - set(skipped)
    unsafe = sorted({line for one in libraries for line in _unsafe(one)})
    lines = [f"UNSAFE: {line}" for line in unsafe]
    if unanswered or skipped:
        lines.append(
            f"NOT AUDITED: {unanswered} of {len(answers)} locks without an answer, "
            f"{len(skipped)} libraries unknown to the advisory database that was reached"
        )
    if audited:
        lines.append(f"audited: {len(audited)} libraries, {len(unsafe)} advisories")
    return (1 if unsafe else 0), lines


def _read(answer: str | None) -> list[Mapping[str, Any]]:
    try:
        told = json.loads(answer or "")
    except ValueError:
        return []
    return list(told.get("dependencies", ())) if isinstance(told, dict) else []


def _unsafe(library: Mapping[str, Any]) -> list[str]:
    return [
        f"{library['name']} {library.get('version', '')}: {advisory['id']}, "
        f"mended in {', '.join(advisory.get('fix_versions') or ['no release yet'])}"
        for advisory in library.get("vulns", ())
    ]


if __name__ == "__main__":
    sys.exit(main())
