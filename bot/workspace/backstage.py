"""What methods reach beyond the state: triggers, sockets, work for later."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

from bot.workspace.acts.files import share

if TYPE_CHECKING:
    from collections.abc import Callable

    from bot.workspace.acts.messages import Draft
    from bot.workspace.delivery.sockets import Sockets
    from bot.workspace.model.channel import Channel
    from bot.workspace.model.file import File
    from bot.workspace.state import Workspace
    from bot.workspace.tasks import Changes, Tasks
    from bot.workspace.triggers import Triggers


class Backstage:
    """Handed to every method."""

    def __init__(
        self,
        triggers: Triggers,
        sockets: Sockets,
        tasks: Tasks,
        changes: Changes,
        schedule_changed: Callable[[], None],
    ) -> None:
        self.triggers = triggers
        self.sockets = sockets
        self.schedule_changed = schedule_changed
        self._tasks = tasks
        self._changes = changes

    def share_later(
        self, workspace: Workspace, files: list[File], channel: Channel, draft: Draft
    ) -> None:
        """Share completed files after the workspace's delay, never within the call."""

        async def work() -> None:
            await asyncio.sleep(workspace.settings.share_delay)
            share(workspace, files, channel, draft)
            self._changes.touch()

        self._tasks.spawn(work())
