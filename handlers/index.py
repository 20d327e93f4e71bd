"""The index of everything that a person can touch."""

from handlers import close, commands, decision, events, lead, note, task
from handlers import open as opening
from handlers.router import Router


def register_all(router: Router) -> None:
    """Register every listener there is."""
    for room in (commands, opening, lead, task, note, decision, close, events):
        room.register(router)
