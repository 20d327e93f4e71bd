"""Details, roles, command and membership."""

from collections.abc import Iterator
from dataclasses import replace

from bot.crisis.events import (
    ChannelDeleted,
    CommandHandedOver,
    CommandOffered,
    DetailsChanged,
    Event,
    InvitationFailed,
    JoinRequested,
    MemberJoined,
    MemberLeft,
    PersonInvited,
    RoleFilled,
)
from bot.crisis.house import brand_key
from bot.crisis.incident import COMMANDER, Incident
from bot.crisis.intents import (
    AcceptCommand,
    AskToJoin,
    ChangeDetails,
    FillRole,
    HandOverCommand,
    InvitePerson,
    NoteChannelDeleted,
    NoteInvitationFailed,
    NoteMembership,
    Refusal,
    TakeCommand,
)
from bot.crisis.rights import DEPUTY, LEADS, SILENCE, command_is_free, standing
from bot.crisis.rules.context import Context, Verdict
from bot.crisis.rules.opening import wrong_title
from bot.crisis.words import Person, in_slack

_DETAILS = ("title", "detected_at", "kols", "campaign", "brand", "crisis_type", "language")


def change_details(context: Context, intent: ChangeDetails) -> Verdict:
    """Record only what really changed: details, who holds a role, who comes in with a brand."""
    incident = context.incident
    wrong = None if intent.title is None else wrong_title(intent.title)
    if wrong is not None:
        return wrong
    if intent.detected_at is not None and intent.detected_at > context.now:
        return Refusal("refusal.open.future", "missing", field="detected_at")
    if intent.crisis_type is not None and intent.crisis_type not in {
        kind.id for kind in incident.playbook.types
    }:
        return Refusal("refusal.open.type_unknown", "missing", field="crisis_type")
    changed = {
        name: value
        for name in _DETAILS
        if (value := getattr(intent, name)) is not None and value != getattr(incident, name)
    }
    filled: list[Event] = []
    for role, people in intent.roles.items():
        if incident.role_holders(role) == people:
            continue
        verdict = fill_role(context, FillRole(role, people))
        if isinstance(verdict, Refusal):
            return replace(verdict, field=f"role.{role}")
        filled += [draft.event for draft in verdict]
    filled += _with_brand(context, intent)
    if not changed and not filled:
        return Refusal("refusal.details.same", "already")
    return context.happened(*((DetailsChanged(**changed),) if changed else ()), *filled)


def _with_brand(context: Context, intent: ChangeDetails) -> Iterator[Event]:
    """Yield who comes in with a brand. Whoever may not name a deputy brings theirs in as one of us.

    A role that the form itself filled is left as the form says.
    """
    incident = context.incident
    if incident.drill is not None or intent.brand is None:
        # An exercise must not reach those whom a real crisis of this brand would.
        return
    if brand_key(intent.brand) == brand_key(incident.brand):
        return
    leads = standing(incident, context.acting_user) in LEADS
    for role, people in intent.roster.items():
        held = incident.role_holders(role)
        new = tuple(person for person in people if person not in held)
        if not new or role == COMMANDER or role not in incident.playbook.role_by_id:
            continue
        if intent.roles.get(role, held) != held:
            continue
        if incident.playbook.role_by_id[role].by_brief:
            # Their level brings them in, by a brief.
            continue
        if role == DEPUTY and not leads:
            yield from _brought_in(context, new)
        else:
            yield RoleFilled(role, (*held, *new))


def _brought_in(context: Context, people: tuple[Person, ...]) -> Iterator[Event]:
    known = context.incident.people() | context.incident.members
    for person in people:
        if person.slack is not None and person.slack not in known:
            yield PersonInvited(person.slack)


def fill_role(context: Context, intent: FillRole) -> Verdict:
    """Say who holds a role. Command is handed over; deputies are named by who leads.

    A member who could name a deputy could become one, and end in command without the silence.
    """
    incident = context.incident
    leader = {"commander": in_slack(incident.commander)}
    if intent.role == COMMANDER:
        return Refusal("refusal.role.commander", "missing", leader, field="role")
    if intent.role == DEPUTY and standing(incident, context.acting_user) not in LEADS:
        return Refusal("refusal.forbidden", "forbidden", leader)
    if intent.role not in incident.playbook.role_by_id:
        return Refusal("refusal.role.unknown", "missing", field="role")
    if incident.role_holders(intent.role) == intent.people:
        return Refusal("refusal.role.same", "already")
    return context.happened(RoleFilled(intent.role, intent.people))


def hand_over(context: Context, intent: HandOverCommand) -> Verdict:
    """Offer the command to somebody else."""
    if intent.to == context.incident.commander:
        return Refusal("refusal.command.same", "already", {"person": in_slack(intent.to)})
    if intent.to == context.incident.offered_to:
        return Refusal("refusal.command.offered", "already", {"person": in_slack(intent.to)})
    return context.happened(CommandOffered(intent.to))


def accept_command(context: Context, _: AcceptCommand) -> Verdict:
    """Take the lead that was offered."""
    user, incident = context.acting_user, context.incident
    if user is not None and user == incident.commander:
        return Refusal("refusal.command.same", "already", {"person": in_slack(user)})
    if user is None or user != incident.offered_to:
        return Refusal("refusal.command.not_offered", "missing")
    return context.happened(CommandHandedOver(user))


def invite_person(context: Context, intent: InvitePerson) -> Verdict:
    """Bring a person in."""
    incident = context.incident
    asked = intent.user in incident.invitees() and intent.user not in incident.absent
    if intent.user in incident.members or asked:
        return Refusal("refusal.person.in", "already", {"person": in_slack(intent.user)})
    return context.happened(PersonInvited(intent.user))


def ask_to_join(context: Context, _: AskToJoin) -> Verdict:
    """Let whoever leads know that somebody wants to join. The asker learns nothing."""
    user, incident = context.acting_user, context.incident
    if user is None or user in incident.members or user in incident.people():
        return ()
    if user in incident.join_requests:
        return ()
    return context.happened(JoinRequested(user))


def take_command(context: Context, _: TakeCommand) -> Verdict:
    """Take the command once the commander has been silent long enough."""
    user, incident = context.acting_user, context.incident
    if user is None or user == incident.commander:
        return Refusal("refusal.command.same", "already", {"person": in_slack(incident.commander)})
    if not command_is_free(incident, user, context.now):
        minutes = int(SILENCE.total_seconds() // 60)
        return Refusal(
            "refusal.command.not_silent",
            "forbidden",
            {"person": in_slack(incident.commander), "minutes": minutes},
        )
    return context.happened(CommandHandedOver(user, taken=True))


def note_membership(context: Context, intent: NoteMembership) -> Verdict:
    """Note who is in the channel; what is known already is not news."""
    if not _is_news(context.incident, intent):
        return ()
    event = MemberJoined if intent.present else MemberLeft
    return context.happened(event(intent.user, intent.source, intent.moved_at))


def _is_news(incident: Incident, intent: NoteMembership) -> bool:
    """Whether a coming or going is the latest that we hear of.

    A joining that is told after the leaving must bring nobody back. So Slack's clock decides where
    it told the time, and a leaving counts also when no joining was told yet.
    """
    known = intent.present == (intent.user in incident.members)
    last = incident.moved_at.get(intent.user)
    if intent.moved_at is None:
        return not known
    if last is not None:
        return intent.moved_at > last
    return not (known and intent.present)


def note_invitation_failed(context: Context, intent: NoteInvitationFailed) -> Verdict:
    """Note once that a person could not be invited."""
    incident = context.incident
    if intent.user in incident.members or incident.absent.get(intent.user) == intent.reason:
        return ()
    return context.happened(InvitationFailed(intent.user, intent.reason))


def note_channel_deleted(context: Context, intent: NoteChannelDeleted) -> Verdict:
    """Note once that a channel is gone for good."""
    if intent.channel in context.incident.lost_channels:
        return ()
    return context.happened(ChannelDeleted(intent.channel))
