"""What roles are called. Used by the views."""

from bot.crisis.incident import Incident
from bot.crisis.playbook import Text


def role_name(incident: Incident, role: str) -> Text | str:
    """Return what a role is called; its id when the playbook lost it."""
    return next((one.name for one in incident.playbook.roles if one.id == role), role)
