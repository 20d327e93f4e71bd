"""Files: uploaded in three steps, shared into channels."""

from __future__ import annotations

import mimetypes
from dataclasses import dataclass, field
from urllib.parse import quote

from bot.workspace.shapes import Json


@dataclass(slots=True)
class File:
    """One file. `state` is `requested`, `uploaded`, `complete` or `deleted`."""

    id: str
    team_id: str
    name: str
    size: int
    user: str
    created: int
    origin: str
    ticket: str = ""
    title: str = ""
    alt_text: str = ""
    content: bytes = b""
    state: str = "requested"
    shares: dict[str, list[Json]] = field(default_factory=dict)
    private_channels: set[str] = field(default_factory=set)
    needs_check: bool = False
    handed_to: set[str] = field(default_factory=set)
    """The bots that were given it in a form: they may read it without its being shared."""

    @property
    def mimetype(self) -> str:
        """Return the type that Slack guesses from the name."""
        return mimetypes.guess_type(self.name)[0] or "application/octet-stream"

    @property
    def url_private(self) -> str:
        """Return the address that answers with the content to whoever sends a bot token."""
        return f"{self.origin}/files-pri/{self.team_id}-{self.id}/{quote(self.name)}"

    def stub(self) -> Json:
        """Return what an event carries of a file that only `files.info` describes."""
        return {"id": self.id, "mode": "file_access", "file_access": "check_file_info"}

    def to_json(self) -> Json:
        """Return the file object."""
        suffix = self.name.rpartition(".")[2].lower() if "." in self.name else "text"
        private = [one for one in self.shares if one in self.private_channels]
        return {
            "id": self.id,
            "created": self.created,
            "timestamp": self.created,
            "name": self.name,
            "title": self.title or self.name,
            "mimetype": self.mimetype,
            "filetype": suffix,
            "pretty_type": suffix.upper(),
            "user": self.user,
            "user_team": self.team_id,
            "editable": False,
            "size": self.size,
            "mode": "hosted",
            "is_external": False,
            "external_type": "",
            "is_public": len(private) < len(self.shares),
            "public_url_shared": False,
            "display_as_bot": False,
            "username": "",
            "alt_txt": self.alt_text,
            "url_private": self.url_private,
            "url_private_download": self.url_private.replace("/files-pri/", "/files-pri-dl/"),
            "permalink": f"{self.origin}/files/{self.user}/{self.id}/{quote(self.name)}",
            "channels": [one for one in self.shares if one not in self.private_channels],
            "groups": [one for one in private if not one.startswith("D")],
            "ims": [one for one in private if one.startswith("D")],
            "shares": self._shares(),
            "has_rich_preview": False,
            "file_access": "visible",
        }

    def _shares(self) -> Json:
        shown: Json = {}
        for channel, places in self.shares.items():
            word = "private" if channel in self.private_channels else "public"
            shown.setdefault(word, {})[channel] = places
        return shown
