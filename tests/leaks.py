"""Nothing secret in any output: tokens nowhere, and what people typed in no log.

``tests/conftest.py`` asks :func:`leaked` after each test, for whatever it printed and logged. Doors
say what was typed and which secrets there are; a token is known by its shape, wherever it is from.
"""

import json
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Any

TOKEN = re.compile(r"xox[abeprs]-\d{10,}-\d{10,}-\w{20,}|xapp-\d-\d{10,}-\d{10,}-\w{20,}")
"""What a token of Slack's looks like, and of the local one."""
LEAST = 9
"""Shorter texts stand in logs by themselves: \"closed\", \"Because\"."""


@dataclass(slots=True)
class Watched:
    """What one test made known so far."""

    secrets: set[str] = field(default_factory=set)
    typed: set[str] = field(default_factory=set)
    logs: list[Callable[[], str]] = field(default_factory=list)

    def forget(self) -> None:
        """Begin anew, for the next test."""
        self.secrets.clear()
        self.typed.clear()
        self.logs.clear()


WATCHED = Watched()
"""The test that runs in this process."""


def watch_log(read: Callable[[], str]) -> None:
    """Have a log looked at when the test ends, for tokens and for what was typed."""
    WATCHED.logs.append(read)


def keep_secret(*secrets: str) -> None:
    """Have these looked for, besides whatever has the shape of a token."""
    WATCHED.secrets.update(secrets)


def overhear(payload: Any) -> bool:
    """Take note of what people typed into a payload of Slack's. Returns False: nothing else."""
    WATCHED.typed.update(text for text in _texts(payload) if len(text) >= LEAST)
    return False


def _texts(value: Any) -> Iterator[str]:
    if isinstance(value, list):
        for one in value:
            yield from _texts(one)
        return
    if not isinstance(value, dict):
        return
    if "command" in value:
        # The first word is the command's own.
        yield str(value.get("text", "")).partition(" ")[2]
        return
    if value.get("type") == "plain_text_input" and isinstance(value.get("value"), str):
        yield value["value"]
    if value.get("type") == "message" and isinstance(value.get("text"), str):
        yield value["text"]
    for one in value.values():
        yield from _texts(one)


def leaked(*printed: str) -> list[str]:
    """Return what stands in an output and must not: in what was printed, and in the watched logs.

    A command may print what it is asked for, so what was typed is looked for in logs alone.
    """
    logs = [read() for read in WATCHED.logs]
    found = [f"a token: {hit[:12]}…" for text in (*printed, *logs) for hit in TOKEN.findall(text)]
    for secret in WATCHED.secrets:
        found += [f"a secret: {secret[:4]}…" for text in (*printed, *logs) if secret in text]
    for text in WATCHED.typed:
        looks = {text, json.dumps(text)[1:-1], json.dumps(text, ensure_ascii=False)[1:-1]}
        found += [f"typed: {text[:60]}" for log in logs if any(look in log for look in looks)]
    return sorted(set(found))
