"""Which scope each thing we do needs, so that the manifest asks for these and no others.

Read by ``doctor`` and by the test that compares the code, this table and the manifest. A method
that works on public and private channels needs the scope of both.
"""

from collections.abc import Mapping
from types import MappingProxyType

METHODS: Mapping[str, frozenset[str]] = MappingProxyType(
    {
        "auth.test": frozenset(),
        "bookmarks.add": frozenset({"bookmarks:write"}),
        "bookmarks.list": frozenset({"bookmarks:read"}),
        "bookmarks.remove": frozenset({"bookmarks:write"}),
        "bots.info": frozenset({"users:read"}),
        "chat.delete": frozenset({"chat:write"}),
        "chat.postMessage": frozenset({"chat:write"}),
        "chat.update": frozenset({"chat:write"}),
        "conversations.archive": frozenset({"channels:manage", "groups:write"}),
        "conversations.create": frozenset({"channels:manage", "groups:write"}),
        "conversations.history": frozenset({"channels:history", "groups:history", "im:history"}),
        "conversations.invite": frozenset({"channels:manage", "groups:write"}),
        "conversations.members": frozenset({"channels:read", "groups:read"}),
        "conversations.open": frozenset({"im:write"}),
        "conversations.rename": frozenset({"channels:manage", "groups:write"}),
        "conversations.replies": frozenset({"channels:history", "groups:history"}),
        "conversations.setTopic": frozenset({"channels:manage", "groups:write"}),
        "files.completeUploadExternal": frozenset({"files:write"}),
        "files.delete": frozenset({"files:write"}),
        "files.getUploadURLExternal": frozenset({"files:write"}),
        "files.info": frozenset({"files:read"}),
        "pins.add": frozenset({"pins:write"}),
        "users.conversations": frozenset({"channels:read", "groups:read"}),
        "users.info": frozenset({"users:read"}),
        "views.open": frozenset(),
        "views.publish": frozenset(),
        "views.push": frozenset(),
        "views.update": frozenset(),
    },
)
"""Web API methods that the bot calls."""

EVENTS: Mapping[str, frozenset[str]] = MappingProxyType(
    {
        "app_home_opened": frozenset(),
        "channel_deleted": frozenset({"channels:read"}),
        "group_deleted": frozenset({"groups:read"}),
        "member_joined_channel": frozenset({"channels:read", "groups:read"}),
        "member_left_channel": frozenset({"channels:read", "groups:read"}),
        "message.channels": frozenset({"channels:history"}),
        "message.groups": frozenset({"groups:history"}),
        "reaction_added": frozenset({"reactions:read"}),
        "reaction_removed": frozenset({"reactions:read"}),
        "user_change": frozenset({"users:read"}),
    },
)
"""Events that the bot subscribes to."""

COMMANDS = frozenset({"commands"})
"""Slash commands and shortcuts."""


ANNOUNCING = frozenset({"chat:write.public"})
"""Posting into a public channel without joining it: the announcement of a public crisis."""


def needed() -> frozenset[str]:
    """Return every scope that the bot needs."""
    return COMMANDS.union(ANNOUNCING, *METHODS.values(), *EVENTS.values())
