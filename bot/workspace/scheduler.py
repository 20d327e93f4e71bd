"""Posts scheduled messages when their time has come.

Time is the workspace's: a clock that is moved posts what became due. A message with metadata is
never posted, as in Slack.
"""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

from bot.workspace.acts.messages import post_as_app
from bot.workspace.webapi.fields import draft_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from bot.workspace.clock import Clock
    from bot.workspace.state import ScheduledMessage, Workspace
    from bot.workspace.tasks import Changes, Tasks

_LONGEST_NAP = 30.0


class Scheduler:
    """Watches the scheduled messages of all workspaces."""

    def __init__(
        self,
        workspaces: Callable[[], Iterable[Workspace]],
        clock: Clock,
        tasks: Tasks,
        changes: Changes,
    ) -> None:
        self._workspaces = workspaces
        self._clock = clock
        self._tasks = tasks
        self._changes = changes
        self._watching = False

    def run_due(self) -> None:
        """Post everything that is due now."""
        now = self._clock.seconds()
        for workspace in self._workspaces():
            due = [one for one in workspace.scheduled.values() if one.post_at <= now]
            for entry in sorted(due, key=lambda one: one.post_at):
                del workspace.scheduled[entry.id]
                _post(workspace, entry)
        self._changes.touch()

    def watch(self) -> None:
        """See to it that what is scheduled is posted, also if nobody moves the clock."""
        if not self._watching:
            self._watching = True
            self._tasks.spawn(self._work())

    async def _work(self) -> None:
        while (next_at := self._next_at()) is not None:
            await asyncio.sleep(min(max(next_at - self._clock.seconds(), 0.05), _LONGEST_NAP))
            self.run_due()
        self._watching = False

    def _next_at(self) -> int | None:
        times = [
            entry.post_at
            for workspace in self._workspaces()
            for entry in workspace.scheduled.values()
        ]
        return min(times, default=None)


def _post(workspace: Workspace, entry: ScheduledMessage) -> None:
    channel = workspace.channels[entry.channel_id]
    app = workspace.apps[entry.app_id]
    lost = channel.is_archived or channel.is_deleted or app.bot_user_id not in channel.members
    if lost or entry.fields.get("metadata"):
        return
    post_as_app(workspace, channel, app, draft_of(entry.fields, workspace.ids))
