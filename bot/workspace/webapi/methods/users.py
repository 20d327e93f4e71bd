"""users.*."""

from __future__ import annotations

from bot.workspace.model.channel import Channel, Kind
from bot.workspace.model.channel_json import channel_json
from bot.workspace.model.people import Person
from bot.workspace.shapes import ApiError, Json
from bot.workspace.webapi.call import Call
from bot.workspace.webapi.paging import page


def users_info(call: Call) -> Json:
    """Describe one user, with the locale when asked."""
    return {"user": _user(call, call.person())}


def users_list(call: Call) -> Json:
    """List everyone, deactivated people and bots included."""
    people = list(call.workspace.people.values())
    shown, metadata = page(call, people, lambda one: one.id, default=1000)
    members = [_user(call, person) for person in shown]
    at = call.workspace.clock.seconds()
    return {"members": members, "cache_ts": at, "response_metadata": metadata}


def lookup_by_email(call: Call) -> Json:
    """Find an active person by email."""
    wanted = call.args.text("email").lower()
    for person in call.workspace.people.values():
        if wanted and person.email.lower() == wanted and not person.deleted:
            return {"user": _user(call, person)}
    raise ApiError("users_not_found")


def profile_get(call: Call) -> Json:
    """Return the profile of a user, of the bot itself when none is named."""
    person = call.person() if call.args.has("user") else call.workspace.people[call.me]
    return {"profile": person.profile(email="users:read.email" in call.app.scopes)}


def users_conversations(call: Call) -> Json:
    """List the conversations of a user; private ones only where the bot is in them too."""
    user = call.person().id if call.args.has("user") else call.me
    kinds = wanted_kinds(call)
    mine = [
        channel
        for channel in call.workspace.channels.values()
        if user in channel.members
        and channel.kind in kinds
        and call.workspace.sees(call.me, channel)
    ]
    return conversation_page(call, mine)


def wanted_kinds(call: Call) -> list[Kind]:
    """Return the kinds in `types`, each allowed by a scope of its own."""
    words = call.args.words("types") or [Kind.PUBLIC.value]
    if not set(words) <= set(Kind):
        raise ApiError("invalid_types")
    kinds = [Kind(word) for word in words]
    for kind in kinds:
        call.need_scope_for(kind)
    return kinds


def conversation_page(call: Call, channels: list[Channel]) -> Json:
    """Return one page of conversations; archived ones are dropped after the page was cut.

    So a page can be shorter than the limit although more follow, as in Slack.
    """
    shown, metadata = page(call, channels, lambda one: one.id, default=100)
    if call.args.flag("exclude_archived"):
        shown = [channel for channel in shown if not channel.is_archived]
    described = [channel_json(channel, call.me, num_members=True) for channel in shown]
    return {"channels": described, "response_metadata": metadata}


def _user(call: Call, person: Person) -> Json:
    return person.to_json(
        call.workspace.team.id,
        call.workspace.clock.now(),
        locale=call.args.flag("include_locale"),
        email="users:read.email" in call.app.scopes,
    )
