"""Helpers of the playbook's tests: every text in it, and copies of it with one thing changed."""

import dataclasses
import shutil
from collections.abc import Iterator, Mapping
from pathlib import Path

from bot.crisis.texts import Text
from bot.playbook.load import PlaybookError, default_path, load


def texts(value: object, path: str = "playbook") -> Iterator[tuple[str, Text]]:
    """Yield every bilingual text below a value, with the way to it."""
    if isinstance(value, Text):
        yield path, value
    elif isinstance(value, tuple):
        for nr, item in enumerate(value):
            name = getattr(item, "id", None) or getattr(item, "value", None) or nr
            yield from texts(item, f"{path}.{name}")
    elif dataclasses.is_dataclass(value):
        for field in dataclasses.fields(value):
            yield from texts(getattr(value, field.name), f"{path}.{field.name}")


def copied(folder: Path, changes: Mapping[str, tuple[str, str]]) -> Path:
    """Return a copy of the default playbook in which each file has one text replaced."""
    target = folder / "playbook"
    shutil.copytree(default_path(), target)
    for file, (old, new) in changes.items():
        text = (target / file).read_text(encoding="utf-8")
        assert old in text, f"{file} does not hold {old!r}"
        (target / file).write_text(text.replace(old, new, 1), encoding="utf-8")
    return target


def problems(path: Path) -> tuple[str, ...]:
    """Return what is wrong with a playbook; nothing if it loads."""
    try:
        load(path)
    except PlaybookError as error:
        return error.problems
    return ()
