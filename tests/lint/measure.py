"""How well the lint does on statements that were really published: precision and recall.

Run as ``python -m tests.lint.measure``; ``tests/lint/test_corpus.py`` holds docs/lint.md to it.
"""

import sys
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Literal, TypeAlias

import yaml

from bot.crisis.handbook import Format
from bot.crisis.playbook import Playbook
from bot.lint.check import check
from bot.lint.report import Report
from bot.playbook.load import load_default

Part: TypeAlias = Literal["tuned", "held_out"]

CORPUS = Path(__file__).parent / "corpus"
JUDGED = (
    "boilerplate", "deflection", "conditional", "promotion", "tone", "passive", "admission",
    "late_apology", "self_praise", "vague", "absolute",
)  # fmt: skip
"""Families that were judged by hand. Length and pairs need whole statements; these are short."""


@dataclass(frozen=True, slots=True)
class Statement:
    id: str
    source: str
    date: str
    text: str
    has: frozenset[str]
    flags: frozenset[str]


@dataclass(frozen=True, slots=True)
class Count:
    """How often something was found rightly, found wrongly, and overlooked."""

    right: int
    wrong: int
    overlooked: int

    @property
    def precision(self) -> str:
        return _share(self.right, self.right + self.wrong)

    @property
    def recall(self) -> str:
        return _share(self.right, self.right + self.overlooked)


def _share(part: int, whole: int) -> str:
    return f"{part / whole:.2f}" if whole else "–"


def statements(part: Part) -> tuple[Statement, ...]:
    """Return one half of the corpus."""
    entries = yaml.safe_load((CORPUS / f"{part}.yaml").read_text("utf-8"))["statements"]
    return tuple(
        Statement(
            id=entry["id"],
            source=entry["source"],
            date=str(entry["date"]),
            text=entry["text"],
            has=frozenset(entry["has"]),
            flags=frozenset(entry["flags"]),
        )
        for entry in entries
    )


@cache
def playbook() -> Playbook:
    return load_default()


def apology() -> Format:
    return next(form for form in playbook().handbook.formats if form.id == "apology")


def report(statement: Statement) -> Report:
    return check(statement.text, apology(), playbook().handbook)


def found(statement: Statement) -> tuple[frozenset[str], frozenset[str]]:
    """Return the elements and the families that the lint sees."""
    seen = report(statement)
    elements = frozenset(one.element.id for one in seen.elements if one.present)
    return elements, frozenset(one.family for one in seen.findings) & frozenset(JUDGED)


@cache
def counts(part: Part) -> dict[str, Count]:
    """Return the counts of each element, each family, and of both kinds in all."""
    right: Counter[str] = Counter()
    wrong: Counter[str] = Counter()
    overlooked: Counter[str] = Counter()
    elements = [element.id for element in playbook().handbook.elements]
    for statement in statements(part):
        for kind, judged, seen in zip(
            ("all elements", "all families"),
            (statement.has, statement.flags),
            found(statement),
            strict=True,
        ):
            for names, tally in (
                (judged & seen, right),
                (seen - judged, wrong),
                (judged - seen, overlooked),
            ):
                tally.update(names)
                tally[kind] += len(names)
    rows = [*elements, "all elements", *JUDGED, "all families"]
    return {name: Count(right[name], wrong[name], overlooked[name]) for name in rows}


def table(parts: Iterable[Part] = ("tuned", "held_out")) -> Iterator[str]:
    """Yield the table that stands in docs/lint.md."""
    both = {part: counts(part) for part in parts}
    yield (
        "| what | tuned: right / wrong / overlooked | precision | recall "
        "| held out: right / wrong / overlooked | precision | recall |"
    )
    yield "|---|---|---|---|---|---|---|"
    for name in next(iter(both.values())):
        cells = " | ".join(
            f"{one.right} / {one.wrong} / {one.overlooked} | {one.precision} | {one.recall}"
            for one in (both[part][name] for part in both)
        )
        yield f"| {name} | {cells} |"


def _differences(part: Part) -> Iterator[str]:
    for statement in statements(part):
        elements, families = found(statement)
        for judged, seen in ((statement.has, elements), (statement.flags, families)):
            if judged != seen:
                yield f"{statement.id}: +{sorted(seen - judged)} -{sorted(judged - seen)}"


if __name__ == "__main__":
    sys.stdout.write("\n".join(table()) + "\n")
    if "--tuned" in sys.argv:
        sys.stdout.write("\n".join(_differences("tuned")) + "\n")
