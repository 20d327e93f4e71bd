"""Every method that the local Slack answers."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from bot.workspace.shapes import Json
from bot.workspace.webapi.call import Call
from bot.workspace.webapi.methods import (
    bookmarks,
    chat,
    conversations,
    files,
    history,
    identity,
    items,
    membership,
    scheduling,
    users,
    views,
)

Method = Callable[[Call], Json]


def all_methods() -> Mapping[str, Method]:
    """Return the methods by name."""
    return _conversations() | _content() | _others()


def _conversations() -> dict[str, Method]:
    return {
        "conversations.archive": conversations.archive,
        "conversations.create": conversations.create,
        "conversations.history": history.history,
        "conversations.info": membership.info,
        "conversations.invite": membership.invite,
        "conversations.join": membership.join,
        "conversations.kick": membership.kick,
        "conversations.leave": membership.leave,
        "conversations.list": membership.list_conversations,
        "conversations.members": membership.members,
        "conversations.open": conversations.open_conversation,
        "conversations.rename": conversations.rename,
        "conversations.replies": history.replies,
        "conversations.setPurpose": conversations.set_purpose,
        "conversations.setTopic": conversations.set_topic,
        "conversations.unarchive": conversations.unarchive,
    }


def _content() -> dict[str, Method]:
    return {
        "bookmarks.add": bookmarks.add,
        "bookmarks.edit": bookmarks.edit,
        "bookmarks.list": bookmarks.list_bookmarks,
        "bookmarks.remove": bookmarks.remove,
        "chat.delete": chat.delete,
        "chat.deleteScheduledMessage": scheduling.delete_scheduled,
        "chat.getPermalink": chat.permalink,
        "chat.postEphemeral": chat.post_ephemeral,
        "chat.postMessage": chat.post_message,
        "chat.scheduleMessage": scheduling.schedule,
        "chat.scheduledMessages.list": scheduling.list_scheduled,
        "chat.update": chat.update,
        "files.completeUploadExternal": files.complete_upload,
        "files.delete": files.delete,
        "files.getUploadURLExternal": files.get_upload_url,
        "files.info": files.info,
        "files.list": files.list_files,
        "pins.add": items.add_pin,
        "pins.list": items.list_pins,
        "pins.remove": items.remove_pin,
        "reactions.add": items.add_reaction,
        "reactions.get": items.get_reactions,
        "reactions.list": items.list_reactions,
        "reactions.remove": items.remove_reaction,
        "views.open": views.open_view,
        "views.publish": views.publish_view,
        "views.push": views.push_view,
        "views.update": views.update_view,
    }


def _others() -> dict[str, Method]:
    return {
        "api.test": identity.api_test,
        "apps.connections.open": identity.connections_open,
        "auth.test": identity.auth_test,
        "bots.info": identity.bots_info,
        "dnd.info": identity.dnd_info,
        "emoji.list": identity.emoji_list,
        "team.info": identity.team_info,
        "usergroups.list": identity.usergroups_list,
        "users.conversations": users.users_conversations,
        "users.info": users.users_info,
        "users.list": users.users_list,
        "users.lookupByEmail": users.lookup_by_email,
        "users.profile.get": users.profile_get,
    }
