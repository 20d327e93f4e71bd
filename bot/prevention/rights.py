"""Who may do what before a crisis: one table over everything but crises themselves.

Called by the rules of this room and by the handlers. What is missing from the table is refused.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from bot.crisis.house import House, may_keep
from bot.crisis.ids import RoleId, SlackUserId
from bot.crisis.intents import TimePassed
from bot.prevention import intents as want
from bot.prevention import intents_content as content
from bot.prevention import monitoring
from bot.prevention.intents_change import ProposeChange
from bot.prevention.intents_table import AddTable, NoteTable

Standing = Literal["keeper", "team", "outsider", "bot"]

_TEAM: frozenset[Standing] = frozenset({"keeper", "team"})
_BOT: frozenset[Standing] = frozenset({"bot"})

ALLOWED: Mapping[type[want.PreventionIntent], frozenset[Standing]] = {
    want.AddKol: _TEAM,
    want.ChangeKol: _TEAM,
    want.CheckVetting: _TEAM,
    want.SignVetting: _TEAM,
    want.StartBrief: _TEAM,
    want.WriteBrief: _TEAM,
    want.ApproveBrief: _TEAM,
    want.AcknowledgeBrief: _TEAM,
    content.StartContent: _TEAM,
    content.PlanContent: _TEAM,
    content.WriteContent: _TEAM,
    content.SubmitContent: _TEAM,
    content.ApproveContent: _TEAM,
    content.RejectContent: _TEAM,
    content.StartPlatformReview: _TEAM,
    content.PublishContent: _TEAM,
    content.CloseContent: _TEAM,
    content.LookAtContent: _BOT,
    monitoring.AddCampaign: _TEAM,
    monitoring.ChangeCampaign: _TEAM,
    monitoring.EndCampaign: _TEAM,
    monitoring.PublishNote: _TEAM,
    monitoring.TakeSignals: _TEAM | _BOT,  # a source that signs is no person
    monitoring.DismissAlarm: _TEAM,
    monitoring.EscalateAlarm: _TEAM,
    monitoring.TuneThresholds: _TEAM,
    monitoring.HandOverWatch: _TEAM,
    monitoring.RecordSpend: _TEAM,
    ProposeChange: _TEAM,
    AddTable: _TEAM,
    NoteTable: _BOT,
    TimePassed: _BOT,
}


@dataclass(frozen=True, slots=True)
class Actor:
    """Who acts. ``roles`` are those that the workspace's roster gives them."""

    user: SlackUserId | None
    standing: Standing
    roles: frozenset[RoleId] = frozenset()

    @property
    def sees(self) -> bool:
        """Whether they may know of anything here at all."""
        return self.standing != "outsider"


THE_BOT = Actor(None, "bot")


def actor_of(house: House, user: SlackUserId, *, is_admin: bool) -> Actor:
    """Return a person's standing: who keeps the settings, or stands on a roster, belongs to it."""
    rosters = (house.roster, *(brand.roster for brand in house.brands.values()))
    roles = frozenset(
        role for roster in rosters for role, people in roster.items() if user in people
    )
    if may_keep(house, user, is_admin=is_admin):
        return Actor(user, "keeper", roles)
    return Actor(user, "team" if roles else "outsider", roles)


def may(actor: Actor, intent: want.PreventionIntent) -> bool:
    """Whether somebody's standing allows an intent."""
    return actor.standing in ALLOWED.get(type(intent), frozenset())
