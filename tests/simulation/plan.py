"""What a seed decides before the run begins: how many people do how much, and what goes wrong."""

from __future__ import annotations

import random
from dataclasses import dataclass
from typing import Any

from bot.workspace.faults import Fault
from tests.simulation.trouble import Outage, What

QUIET = 0.12
"""Share of the seeds in which nothing goes wrong: then every answer must come and be right."""


@dataclass(frozen=True, slots=True)
class Plan:
    """The faults of one run, and how much is done in it."""

    seed: int
    acts: int
    incidents: int
    fault_rate: float
    fault_kinds: tuple[Fault, ...]
    wire_rate: float
    deaths: tuple[int, ...]
    """How many steps each life of the bot makes before it ends; the last life goes on."""
    rate_limits: bool
    disk_rate: float = 0.0
    outages: tuple[Outage, ...] = ()

    @property
    def quiet(self) -> bool:
        """Whether nothing goes wrong in this run."""
        at_the_database = self.disk_rate or self.outages
        return not (self.fault_rate or self.wire_rate or self.deaths or at_the_database)

    def __str__(self) -> str:
        """Return it as one line for a report."""
        kinds = "all kinds" if len(self.fault_kinds) == len(Fault) else ", ".join(self.fault_kinds)
        faults = f"{self.fault_rate:.0%} of {kinds}" if self.fault_rate else "none"
        return (
            f"{self.acts} acts, {self.incidents} openings; faults: {faults}; "
            f"broken connections: {self.wire_rate:.2%}; deaths after steps: {list(self.deaths)}; "
            f"rate limits: {'on' if self.rate_limits else 'off'}; "
            f"database: {self.disk_rate:.1%} of statements fail, {self._outages()}"
        )

    def _outages(self) -> str:
        told = (f"{one.what} at {one.begins:.0f} for {one.lasts:.1f} s" for one in self.outages)
        return ", ".join(told) or "no outage"


def plan_of(seed: int) -> Plan:
    """Return the plan of a seed."""
    rng = random.Random(f"plan {seed}")
    acts = rng.randint(25, 55)
    incidents = rng.choice((1, 1, 2))
    limits = rng.random() < 0.3
    if rng.random() < QUIET:
        return Plan(seed, acts, incidents, 0.0, (), 0.0, (), limits)
    return Plan(
        seed=seed,
        acts=acts,
        incidents=incidents,
        fault_rate=rng.choice((0.0, 0.03, 0.08, 0.15, 0.3)),
        fault_kinds=_kinds(rng),
        wire_rate=rng.choice((0.0, 0.0, 0.005, 0.02)),
        deaths=tuple(int(10 ** rng.uniform(2.0, 4.3)) for _ in range(rng.choice((0, 0, 1, 2, 4)))),
        rate_limits=limits,
        **_database(seed),
    )


def _database(seed: int) -> dict[str, Any]:
    """Return what goes wrong at the database: nothing in most runs, much in some."""
    rng = random.Random(f"database {seed}")
    if rng.random() < 0.5:
        return {}
    whats: tuple[What, ...] = ("away", "full")
    return {
        "disk_rate": rng.choice((0.0, 0.001, 0.003, 0.01)),
        "outages": tuple(
            Outage(rng.choice(whats), rng.uniform(0, 80), 10 ** rng.uniform(-1, 1.7))
            for _ in range(rng.choice((0, 1, 2, 3)))
        ),
    }


def _kinds(rng: random.Random) -> tuple[Fault, ...]:
    """Return all kinds, or few of them so that they meet each other more often."""
    if rng.random() < 0.5:
        return tuple(Fault)
    return tuple(rng.sample(list(Fault), 3))
