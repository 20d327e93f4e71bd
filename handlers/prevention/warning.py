"""What a crisis takes from an early warning: its numbers, and how the campaign was watched.

Called by the handlers of the opening. An origin names a campaign and an alarm; both are looked up
and judged anew, so that nobody takes along what they may not see.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from bot.crisis.events import EarlyWarning
from bot.crisis.intents import RecogniseKol
from bot.prevention.campaign import Alarm, Campaign
from bot.service.campaigns import as_answered, first_numbers, with_monitoring
from handlers.doors import Doors
from handlers.metadata import Origin
from handlers.prevention.standing import standing
from handlers.request import Request


@dataclass(frozen=True, slots=True)
class Warned:
    """The early warning that an opening form came from."""

    campaign: Campaign
    alarm: Alarm
    numbers: dict[str, str]

    @property
    def source(self) -> EarlyWarning:
        """Return what the crisis remembers of it."""
        return EarlyWarning(self.campaign.id, self.alarm.number)


async def warning_of(request: Request, doors: Doors, origin: Origin) -> Warned | None:
    """Return the early warning behind a form; None without one, or for who may not see it."""
    if not origin.campaign or not (await standing(request, doors)).sees:
        return None
    campaign = await doors.campaigns.load(request.team, origin.campaign)
    alarm = campaign.alarm(origin.alarm) if campaign is not None else None
    if campaign is None or alarm is None:
        return None
    return Warned(campaign, alarm, first_numbers(campaign, alarm, doors.monitoring))


async def watched(
    request: Request, doors: Doors, known: Sequence[RecogniseKol], warning: Warned | None
) -> tuple[RecogniseKol, ...]:
    """Return what is known of a crisis' influencers, with how their campaigns were watched."""
    if not known:
        return ()
    every = list(await doors.campaigns.all(request.team))
    if warning is not None:
        now, number = doors.clock.now(), warning.alarm.number
        answered = as_answered(warning.campaign, number, now, request.person)
        every = [answered if one.id == answered.id else one for one in every]
    return with_monitoring(known, every, doors.monitoring)
