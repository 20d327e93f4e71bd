"""What somebody wants the playbook to become."""

from dataclasses import dataclass

from bot.crisis.events.change import PlaybookChangeProposed


@dataclass(frozen=True, slots=True)
class ProposeChange:
    """Propose a difference that was made from the playbook's files and reads well."""

    event: PlaybookChangeProposed
