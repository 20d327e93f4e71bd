"""Everything that has a target, on one page, as it was measured last.

``python -m benchmarks.summary`` prints it; ``make bench`` ends with it.
"""

from dataclasses import replace

from benchmarks.table import Table, kept


def main() -> None:
    """Print one line for each figure that should be something."""
    asked = [
        replace(row, name=f"{table.name}: {row.name}")
        for table in kept()
        for row in table.rows
        if row.target
    ]
    Table("all", asked).show()
    met = sum(row.verdict == "met" for row in asked)
    print(f"\n{met} of {len(asked)} targets met")


if __name__ == "__main__":
    main()
