"""``python -m tests.simulation --seeds 1-1000``: runs seeds, prints what fails and its trace."""

from __future__ import annotations

import argparse
import os
import sys
import time
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor

from tests.simulation.run import Report, simulate


def main() -> int:
    """Run seeds; 1 when any of them found something."""
    parser = argparse.ArgumentParser(prog="python -m tests.simulation", description=__doc__)
    parser.add_argument("--seeds", default="1-100", help="one seed, or a range such as 1-1000")
    parser.add_argument("--jobs", type=int, default=1, help="processes side by side")
    parser.add_argument("--trace", type=int, default=60, help="lines of trace for a failing seed")
    parser.add_argument("--stop", action="store_true", help="stop at the first failing seed")
    chosen = parser.parse_args()
    first, _, last = chosen.seeds.partition("-")
    seeds = range(int(first), int(last or first) + 1)
    started = time.perf_counter()
    failed = []
    totals = dict.fromkeys(("seeds", "events", "deaths", "calls", "hours"), 0.0)
    for report in _reports(seeds, chosen.jobs):
        totals["seeds"] += 1
        totals["events"] += report.events
        totals["deaths"] += report.deaths
        totals["calls"] += report.calls
        totals["hours"] += report.seconds / 3600
        if report.problems:
            failed.append(report.plan.seed)
            show(report, chosen.trace)
            if chosen.stop:
                break
    took = time.perf_counter() - started
    spent = sum(os.times()[:4])
    count = int(totals["seeds"])
    print(
        f"{count} seeds, {len(failed)} failed {failed or ''}\n"
        f"{totals['events']:.0f} events, {totals['calls']:.0f} calls to Slack, "
        f"{totals['deaths']:.0f} deaths, {totals['hours']:.0f} virtual hours "
        f"in {took:.0f} s ({count / took:.1f} seeds a second; "
        f"{spent / count:.2f} s of one core a seed)"
    )
    return 1 if failed else 0


def _reports(seeds: range, jobs: int) -> Iterator[Report]:
    if jobs == 1:
        yield from map(simulate, seeds)
        return
    with ProcessPoolExecutor(jobs) as pool:
        yield from pool.map(simulate, seeds, chunksize=5)


def show(report: Report, lines: int) -> None:
    """Print a failing seed: its plan, what is wrong, and how it came to that."""
    print(f"seed {report.plan.seed} FAILED  (trace {report.digest})")
    print(f"  {report.plan}")
    for problem in report.problems[:12]:
        print(f"  ! {problem}")
    for line in report.lines[-lines:] if lines else ():
        print(f"    {line}")


if __name__ == "__main__":
    sys.exit(main())
