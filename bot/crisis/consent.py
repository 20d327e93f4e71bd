"""Whose consent and which work comes before anything goes public: one rule for gates and desk."""

from collections.abc import Iterable
from typing import TYPE_CHECKING

from bot.crisis.ids import RoleId, TaskId

if TYPE_CHECKING:  # The incident holds statements, which are judged by this.
    from bot.crisis.incident import Incident

_COMMANDER = RoleId("commander")


def approver_roles(incident: "Incident") -> tuple[RoleId, ...]:
    """Return who approves what goes public.

    Those of the confirmed colour; before one is confirmed those of the proposed colour, and before
    any is proposed those whom the playbook names for that. Nobody's word is skipped by being early.
    """
    levels = incident.playbook.level_by_number
    level = levels.get(incident.level or incident.proposed or 0)
    if level is not None:
        return level.approvers
    return incident.playbook.handbook.desk.unconfirmed or (_COMMANDER,)


def not_done(incident: "Incident", tasks: Iterable[TaskId]) -> tuple[TaskId, ...]:
    """Return which of these tasks are not done. One that was set aside has not been done."""
    return tuple(
        task
        for task in tasks
        if task in incident.playbook.task_by_id and incident.state(task).status != "done"
    )
