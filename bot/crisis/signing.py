"""Whose word the review waits for, and who can give it. Pure.

Used by the rules, by the reminders, and by the views that say who is missing.
"""

from bot.crisis.ids import RoleId, SlackUserId
from bot.crisis.incident import COMMANDER, Incident
from bot.crisis.rights import DEPUTY, LEADS, standing
from bot.crisis.words import in_slack


def roles_missing(incident: Incident) -> tuple[RoleId, ...]:
    """Return the roles in which the review is not signed yet, in the playbook's order."""
    signers = incident.playbook.handbook.aftermath.signers
    return tuple(role for role in signers if role not in incident.signed_roles)


def is_signed(incident: Incident) -> bool:
    """Whether everybody who is asked stands by the review as it is."""
    return bool(incident.signed_by) and not roles_missing(incident)


def signers_of(incident: Incident, role: RoleId) -> frozenset[SlackUserId]:
    """Return who can sign in a role, in Slack; the deputy signs for whoever leads.

    Nobody holds it, or nobody in Slack: then it falls to whoever leads, so that it never hangs.
    """
    asked = (COMMANDER, DEPUTY) if role == COMMANDER else (role,)
    people = {
        person.slack
        for one in asked
        for person in incident.role_holders(one)
        if person.slack is not None and standing(incident, person.slack) != "outsider"
    }
    return frozenset(people or {incident.commander})


def roles_to_sign(incident: Incident, user: SlackUserId) -> tuple[tuple[RoleId, bool], ...]:
    """Return the roles in which a person can sign now, each with whether they sign it alone.

    A second role is signed by the same person only where nobody else can: that is what alone says.
    Where the playbook asks for nobody by name, whoever leads signs.
    """
    if not incident.playbook.handbook.aftermath.signers:
        leads = standing(incident, user) in LEADS
        return ((COMMANDER, False),) if leads and user not in incident.signed_by else ()
    held = in_slack(user)
    # What somebody holds comes before what they only stand in for.
    missing = sorted(
        roles_missing(incident), key=lambda role: held not in incident.role_holders(role)
    )
    roles: list[tuple[RoleId, bool]] = []
    for role in missing:
        able = signers_of(incident, role)
        second = bool(roles) or user in incident.signed_by
        if user in able and (not second or able == {user}):
            roles.append((role, second))
    return tuple(roles)
