"""Addresses of notes, made comparable. Platform facts: verify in the back end."""

import re
from urllib.parse import urlsplit

_NOTE_PATH = re.compile(r"^/(?:explore|discovery/item|user/profile/[^/]+)/([0-9a-zA-Z]{8,64})/?$")
_HOSTS = ("xiaohongshu.com", "rednote.com")


def normal_note_url(url: str) -> str:
    """Return the same text for every address of the same note.

    A note's id is what counts; tracking parameters, the scheme, ``www.`` and a trailing slash do
    not. A short link (xhslink.com) stays as it is: only the platform knows where it leads.
    """
    parts = urlsplit(url.strip() if "://" in url else f"https://{url.strip()}")
    host = (parts.hostname or "").removeprefix("www.")
    path = parts.path.rstrip("/")
    if host.endswith(_HOSTS):
        note = _NOTE_PATH.match(parts.path)
        if note:
            return f"xiaohongshu.com/{note[1].lower()}"
    query = "" if host.endswith(_HOSTS) or not parts.query else f"?{parts.query}"
    return f"{host}{path}{query}"
