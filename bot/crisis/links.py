"""Addresses of notes, made comparable. Platform facts: verify in the back end."""

import re

_NOTE_PATH = re.compile(r"^/(?:explore|discovery/item|user/profile/[^/]+)/([0-9a-zA-Z]{8,64})/?$")
_ADDRESS = re.compile(
    r"^(?:[a-z][a-z0-9+.-]*:)?//(?:[^/?#@]*@)?(?P<host>[^/?#:]*)(?::[^/?#]*)?"
    r"(?P<path>[^?#]*)(?:\?(?P<query>[^#]*))?",
    re.IGNORECASE,
)
_HOSTS = ("xiaohongshu.com", "rednote.com")
_SHORT = "xhslink.com/"


def is_short(url: str) -> bool:
    """Whether an address is a short link: only the platform knows to which note it leads."""
    return normal_note_url(url).startswith(_SHORT)


def normal_note_url(url: str) -> str:
    """Return the same text for every address of the same note.

    A note's id is what counts; tracking parameters, the scheme, ``www.`` and a trailing slash do
    not. A short link (xhslink.com) stays as it is: only the platform knows where it leads.
    """
    address = url.strip() if "://" in url else f"https://{url.strip()}"
    parts = _ADDRESS.match(address)
    if parts is None:
        return address
    host = parts["host"].lower().removeprefix("www.")
    path, asked = parts["path"].rstrip("/"), parts["query"]
    if host.endswith(_HOSTS):
        note = _NOTE_PATH.match(parts["path"])
        if note:
            return f"xiaohongshu.com/{note[1].lower()}"
    query = "" if host.endswith(_HOSTS) or not asked else f"?{asked}"
    return f"{host}{path}{query}"
