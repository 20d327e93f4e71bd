"""Teams and people.

Read by everything; changed by the acts and by an administrator's deeds. Turning a person into JSON
happens here so that every method and event shows the same person.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from zoneinfo import ZoneInfo

from bot.workspace.shapes import Json


@dataclass(slots=True)
class Team:
    """A workspace's name and address."""

    id: str
    name: str
    domain: str


@dataclass(slots=True)
class Person:
    """Anyone with a user id: people, guests, bots."""

    id: str
    team_id: str
    name: str
    real_name: str
    email: str = ""
    title: str = ""
    tz: str = "America/Los_Angeles"
    tz_label: str = ""
    locale: str = "en-US"
    is_admin: bool = False
    is_owner: bool = False
    is_bot: bool = False
    is_restricted: bool = False
    is_ultra_restricted: bool = False
    deleted: bool = False
    app_id: str | None = None
    bot_id: str | None = None
    updated: int = 0
    pronouns: str = ""
    status_text: str = ""
    avatar_hash: str = field(default="g0")

    def profile(self, *, email: bool) -> Json:
        """Return the profile as `users.profile.get` shows it."""
        profile: Json = {
            "title": self.title,
            "phone": "",
            "skype": "",
            "real_name": self.real_name,
            "real_name_normalized": self.real_name,
            "display_name": self.name,
            "display_name_normalized": self.name,
            "fields": None,
            "status_text": self.status_text,
            "status_emoji": "",
            "status_expiration": 0,
            "avatar_hash": self.avatar_hash,
            "team": self.team_id,
        }
        if self.is_bot:
            profile |= {"api_app_id": self.app_id, "bot_id": self.bot_id, "always_active": True}
        elif email and self.email:
            profile["email"] = self.email
        return profile

    def to_json(self, viewer_team: str, at: datetime, *, locale: bool, email: bool) -> Json:
        """Return the user object as an app of `viewer_team` sees it.

        A person of another team is a stranger: no zone of work, no rights.
        """
        user: Json = {
            "id": self.id,
            "team_id": self.team_id,
            "name": self.name,
            "deleted": self.deleted,
            "is_bot": self.is_bot,
            "is_app_user": False,
            "updated": self.updated,
            "profile": self.profile(email=email),
        }
        if self.deleted:
            return user
        user |= {"color": "4bbe2e", "real_name": self.real_name} | self._zone(at)
        if self.team_id != viewer_team:
            user["is_stranger"] = True
            return user
        user |= self._rights()
        if locale:
            user["locale"] = self.locale
        return user

    def _zone(self, at: datetime) -> Json:
        local = at.astimezone(ZoneInfo(self.tz))
        offset = local.utcoffset()
        seconds = int(offset.total_seconds()) if offset is not None else 0
        return {"tz": self.tz, "tz_label": self.tz_label or local.tzname(), "tz_offset": seconds}

    def _rights(self) -> Json:
        return {
            "is_admin": self.is_admin or self.is_owner,
            "is_owner": self.is_owner,
            "is_primary_owner": False,
            "is_restricted": self.is_restricted or self.is_ultra_restricted,
            "is_ultra_restricted": self.is_ultra_restricted,
            "is_email_confirmed": True,
            "who_can_share_contact_card": "EVERYONE",
        }
