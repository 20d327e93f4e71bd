"""How a measurement is told: the least, the middle and the most of three runs, and kept as JSON."""

import json
import operator
import platform
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from statistics import median
from typing import Any

RESULTS = Path(__file__).parent / "results"
REPETITIONS = 3
_HOLDS: Mapping[str, Callable[[float, float], bool]] = {
    "<=": operator.le,
    "<": operator.lt,
    ">=": operator.ge,
}
_FIGURES = frozenset({1, 2, 3})
"""The columns that are set to the right."""
_HEADS = ("min", "median", "max", "unit", "target", "verdict")


@dataclass(frozen=True, slots=True)
class Row:
    """One figure, as it came out in each repetition. ``target`` says what it should be."""

    name: str
    values: Sequence[float]
    unit: str = ""
    target: str = ""

    @property
    def middle(self) -> float:
        """The one in the middle."""
        return median(self.values)

    @property
    def verdict(self) -> str:
        """Whether the middle is what it should be; empty where nothing was asked."""
        sign, _, wanted = self.target.partition(" ")
        return ("met" if _HOLDS[sign](self.middle, float(wanted)) else "missed") if sign else ""

    def cells(self) -> tuple[str, ...]:
        """Return the row as it is printed."""
        shown = (min(self.values), self.middle, max(self.values))
        figures = (f"{one:,.3g}" for one in shown)
        return (self.name, *figures, self.unit, self.target, self.verdict)


@dataclass(slots=True)
class Table:
    """All figures of one benchmark."""

    name: str
    rows: list[Row] = field(default_factory=list)

    def add(self, name: str, values: Sequence[float], unit: str = "", target: str = "") -> None:
        """Add a figure."""
        self.rows.append(Row(name, tuple(values), unit, target))

    def finish(self, facts: Mapping[str, Any] | None = None) -> None:
        """Print the table and keep it."""
        self.show()
        kept = {
            "benchmark": self.name,
            "python": platform.python_version(),
            "rows": [
                {"name": one.name, "values": one.values, "unit": one.unit, "target": one.target}
                for one in self.rows
            ],
            **(facts or {}),
        }
        RESULTS.mkdir(exist_ok=True)
        text = json.dumps(kept, indent=1, ensure_ascii=False) + "\n"
        (RESULTS / f"{self.name}.json").write_text(text, encoding="utf-8")

    def show(self) -> None:
        """Print the table."""
        lines = [(self.name, *_HEADS), *(row.cells() for row in self.rows)]
        widths = [max(len(line[column]) for line in lines) for column in range(len(lines[0]))]
        for line in lines:
            cells = [
                cell.rjust(width) if place in _FIGURES else cell.ljust(width)
                for place, (cell, width) in enumerate(zip(line, widths, strict=True))
            ]
            print("  ".join(cells).rstrip())


def kept() -> list[Table]:
    """Return what every benchmark found when it ran last."""
    tables = []
    for file in sorted(RESULTS.glob("*.json")):
        told = json.loads(file.read_text(encoding="utf-8"))
        tables.append(Table(told["benchmark"], [Row(**row) for row in told["rows"]]))
    return tables


def percentile(values: Sequence[float], share: float) -> float:
    """Return the value below which this share of all values lies."""
    ordered = sorted(values)
    return ordered[min(len(ordered) - 1, int(len(ordered) * share))]
