"""How events change who leads, who is in, and what people were reminded of. Used by the fold."""

from collections.abc import Mapping
from datetime import datetime

from bot.crisis import events as ev
from bot.crisis.changing import altered
from bot.crisis.ids import SlackUserId
from bot.crisis.incident import Incident, Reminder


def role_filled(incident: Incident, _: ev.Recorded, event: ev.RoleFilled) -> Incident:
    """Say who holds a role."""
    others = incident.briefed - {event.role}
    return altered(
        incident,
        roles={**incident.roles, event.role: event.people},
        briefed=others | {event.role} if event.by_brief else others,
    )


def command_offered(
    incident: Incident, recorded: ev.Recorded, event: ev.CommandOffered
) -> Incident:
    """Offer the lead; an earlier offer to somebody else lapses."""
    return altered(incident, offered_to=event.to, offered_at=recorded.recorded_at)


def command_handed_over(
    incident: Incident, recorded: ev.Recorded, event: ev.CommandHandedOver
) -> Incident:
    """Change who leads. Who led before stays in."""
    return altered(
        incident,
        commander=event.commander,
        commander_seen_at=recorded.recorded_at,
        offered_to=None,
        offered_at=None,
        invited=incident.invited | {incident.commander},
    )


def joined(incident: Incident, _: ev.Recorded, event: ev.MemberJoined) -> Incident:
    """Let a person see the incident."""
    return altered(
        incident,
        members=incident.members | {event.user},
        moved_at=_moved(incident, event),
        absent=_without(incident, event.user),
        join_requests=tuple(user for user in incident.join_requests if user != event.user),
    )


def _without(incident: Incident, present: SlackUserId) -> dict[SlackUserId, str]:
    return {user: why for user, why in incident.absent.items() if user != present}


def left(incident: Incident, _: ev.Recorded, event: ev.MemberLeft) -> Incident:
    """Let a person see the incident no longer, unless a role says otherwise."""
    return altered(
        incident,
        members=incident.members - {event.user},
        moved_at=_moved(incident, event),
        invited=incident.invited - {event.user},
    )


def _moved(
    incident: Incident, event: ev.MemberJoined | ev.MemberLeft
) -> Mapping[SlackUserId, datetime]:
    if event.moved_at is None:
        return incident.moved_at
    return {**incident.moved_at, event.user: event.moved_at}


def not_invited(incident: Incident, _: ev.Recorded, event: ev.InvitationFailed) -> Incident:
    """Name who could not be brought in."""
    return altered(incident, absent={**incident.absent, event.user: event.reason})


def channel_deleted(incident: Incident, _: ev.Recorded, event: ev.ChannelDeleted) -> Incident:
    """Nobody is in the channel any more; all who were are to be brought into the next."""
    return altered(
        incident,
        lost_channels=incident.lost_channels | {event.channel},
        invited=incident.invited | incident.members,
        members=frozenset(),
    )


def invited(incident: Incident, _: ev.Recorded, event: ev.PersonInvited) -> Incident:
    """Bring a person in."""
    return altered(
        incident,
        invited=incident.invited | {event.user},
        absent=_without(incident, event.user),
        join_requests=tuple(user for user in incident.join_requests if user != event.user),
    )


def join_requested(incident: Incident, _: ev.Recorded, event: ev.JoinRequested) -> Incident:
    """Remember who wants to join."""
    return altered(incident, join_requests=(*incident.join_requests, event.user))


def reminded(incident: Incident, recorded: ev.Recorded, event: ev.PersonReminded) -> Incident:
    """Remember what a person was told, and when."""
    reminder = Reminder(recorded.seq, event.user, event.items, recorded.recorded_at)
    return altered(
        incident,
        reminders=(*incident.reminders, reminder),
        reminded_at={**incident.reminded_at, event.user: recorded.recorded_at},
        told=incident.told | {(event.user, item) for item in event.items},
    )


def quieted(incident: Incident, _: ev.Recorded, event: ev.RemindersQuieted) -> Incident:
    """Leave a person alone until then."""
    return altered(incident, quiet_until={**incident.quiet_until, event.user: event.until})


def resumed(incident: Incident, _: ev.Recorded, event: ev.RemindersResumed) -> Incident:
    """Write to a person again."""
    left = {user: at for user, at in incident.quiet_until.items() if user != event.user}
    return altered(incident, quiet_until=left)
