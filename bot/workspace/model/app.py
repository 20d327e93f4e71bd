"""An installed app: its identity, its tokens and what it was granted."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum

from bot.workspace.manifest import Manifest


class Standing(StrEnum):
    """What an app's tokens are good for: everything, or nothing for one of two reasons."""

    VALID = "valid"
    REVOKED = "revoked"
    INACTIVE = "inactive"


@dataclass(slots=True)
class App:
    """An app in one workspace.

    Scopes are those granted, which an administrator may have taken away since. A `request_url`
    given at installation wins over the addresses in the manifest.
    """

    id: str
    team_id: str
    bot_user_id: str
    bot_id: str
    signing_secret: str
    verification_token: str
    bot_token: str
    app_token: str
    manifest: Manifest
    scopes: set[str]
    request_url: str = ""
    standing: Standing = Standing.VALID
    installed: int = 0
    old_tokens: set[str] = field(default_factory=set)
    """Bot tokens of earlier installations: revoked for good."""

    def bot_profile(self) -> dict[str, object]:
        """Return what a message of this app carries about it."""
        return {
            "id": self.bot_id,
            "app_id": self.id,
            "user_id": self.bot_user_id,
            "name": self.manifest.name,
            "icons": {},
            "deleted": False,
            "updated": self.installed,
            "team_id": self.team_id,
        }
