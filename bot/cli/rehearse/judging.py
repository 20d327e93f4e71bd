"""What a rehearsal came to: sentences for people, and ``score.json`` for machines."""

from collections.abc import Iterator, Mapping
from typing import Any

from bot.crisis.drill import Deed, Expectation
from bot.crisis.playbook import Playbook
from bot.crisis.score import Line, Score, Slip
from bot.scenario.value import Scenario

SCHEMA = "kolcrisis.score/1"
"""Changes when a key changes its meaning or goes; a new key leaves it as it is."""


def complaints(result: Score, undone: list[str], playbook: Playbook) -> Iterator[str]:
    """Yield a line for everything that was not as the scenario expects it."""
    for line in result.lines:
        if line.verdict != "met":
            yield f"Not met: {_expected(line.expectation, playbook)}: {_outcome(line)}."
    for slip in result.slips:
        yield f"Must not happen: {_mistake(slip, playbook)}: happened at {clock(slip.minute)}."
    yield from (f"Could not be done: {sentence}." for sentence in undone)


def table(result: Score, playbook: Playbook) -> Iterator[str]:
    """Yield the whole result for a terminal, a line for each expectation and objective."""
    for line in result.lines:
        yield f"{line.verdict:<7}  {_expected(line.expectation, playbook)}: {_outcome(line)}"
    for one in result.objectives:
        reached = "not reached" if one.minute is None else f"reached at {clock(one.minute)}"
        yield f"{one.objective:<8} {one.met} of {one.count} in time, {reached}"
    have, wanted = result.receipts
    yield f"receipts {have} of {wanted}; {len(result.slips)} wrong actions"


def data(scenario: Scenario, result: Score, undone: list[str]) -> dict[str, Any]:
    """Return the result as JSON values; all times are minutes from the opening."""
    have, wanted = result.receipts
    return {
        "schema": SCHEMA,
        "scenario": scenario.script.id,
        "met": result.met and not undone,
        "expected": [
            {
                "id": line.expectation.id,
                "objective": line.expectation.objective,
                "by": line.expectation.by,
                "at": line.minute,
                "verdict": line.verdict,
            }
            for line in result.lines
        ],
        "wrong_actions": [{"id": one.mistake.id, "at": one.minute} for one in result.slips],
        "objectives": {
            one.objective: {"met": one.met, "of": one.count, "by": one.by, "at": one.minute}
            for one in result.objectives
        },
        "receipts": {"have": have, "of": wanted},
        "could_not_be_done": undone,
    }


def clock(minute: int) -> str:
    """Return a minute as hours and minutes from the opening."""
    return f"{minute // 60}:{minute % 60:02}"


def _expected(one: Expectation, playbook: Playbook) -> str:
    return f"{one.id} ({one.objective}): {_named(one.deed, playbook)}, by {clock(one.by)}"


def _mistake(slip: Slip, playbook: Playbook) -> str:
    mistake = slip.mistake
    before = f", before {_named(mistake.before, playbook)}" if mistake.before else ""
    return f"{mistake.id}: {_named(mistake.deed, playbook)}{before}"


def _outcome(line: Line) -> str:
    return "not done" if line.minute is None else f"done at {clock(line.minute)}"


def _named(deed: Deed, playbook: Playbook) -> str:
    if deed.task is not None:
        return f"{deed.task} {playbook.task_by_id[deed.task].title.en}"
    if deed.receipt is not None:
        return f"proof for {deed.receipt} {playbook.task_by_id[deed.receipt].title.en}"
    if deed.decision is not None:
        name = playbook.decision_by_id[deed.decision].name.en
        return f"decision {name}{_narrowed(deed.choices)}"
    if deed.reading is not None:
        return f"a {deed.reading} reading of how bad it is"
    return "the crisis is closed"


def _narrowed(choices: Mapping[str, tuple[str, ...]]) -> str:
    said = "; ".join(f"{name}: {' or '.join(values)}" for name, values in choices.items())
    return f" ({said})" if said else ""
