"""Corrective actions: what the playbook proposes once it is known which process failed. Pure.

A corrective action is a follow-up with a purpose and a test. Called by the rules, the views and the
numbers across crises.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from bot.crisis.handbook import CorrectiveAction
from bot.crisis.hindsight import FAILED_PROCESS
from bot.crisis.incident import FollowUp, Incident
from bot.crisis.texts import Text

MOST_ACTIONS = 8
"""More than this many are a wish list: nobody does them."""


@dataclass(frozen=True, slots=True)
class Again:
    """A process that failed in a crisis had failed in an earlier one already."""

    later: Incident
    earlier: Incident
    process: str


def failed_processes(incident: Incident) -> tuple[str, ...]:
    """Return which processes failed, as the review's answer says."""
    answer = incident.answers.get(FAILED_PROCESS)
    return () if answer is None else answer.choices


def process_name(incident: Incident, process: str) -> Text:
    """Return what the playbook of a crisis calls a process."""
    question = incident.playbook.question_by_id.get(FAILED_PROCESS)
    options = question.options if question is not None else ()
    return next((one.name for one in options if one.value == process), Text(process, process))


def chosen(incident: Incident) -> tuple[FollowUp, ...]:
    """Return the corrective actions among the follow-ups."""
    return tuple(one for one in incident.follow_ups.values() if one.corrective is not None)


def proposals(incident: Incident) -> tuple[CorrectiveAction, ...]:
    """Return what the playbook proposes for what failed and nobody has taken up yet."""
    failed = failed_processes(incident)
    taken = {one.corrective.proposal for one in chosen(incident) if one.corrective is not None}
    return tuple(
        one
        for one in incident.playbook.handbook.corrective_actions
        if one.process in failed and one.id not in taken
    )


def again(incidents: Sequence[Incident]) -> Iterator[Again]:
    """Yield what failed again, with the latest earlier time; exercises count among themselves.

    ``incidents`` are those that the reader may see: nothing points to another.
    """
    by_age = sorted(incidents, key=lambda one: (one.opened_at, one.id))
    last: dict[tuple[bool, str], Incident] = {}
    for incident in by_age:
        for process in failed_processes(incident):
            key = (incident.drill is not None, process)
            if key in last:
                yield Again(incident, last[key], process)
            last[key] = incident
