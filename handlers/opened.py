"""After the form was sent: 'under way' becomes 'here it is', or says what stands in the way."""

import asyncio

from bot.crisis.ids import IncidentId, TeamId
from bot.gateway.errors import GiveUp, RetryLater
from bot.locales.voice import Voice, said
from bot.observe import log
from bot.service.reader import incident_key
from bot.views.finish import View
from bot.views.progress import done_modal, failed_modal
from handlers.doors import Doors

LOOK_SECONDS = 0.4
PATIENCE_SECONDS = 40.0
"""Nobody looks at the form for longer; the channel comes all the same."""


async def follow(
    doors: Doors, team: TeamId, incident_id: IncidentId, view_id: str, voice: Voice
) -> None:
    """Show the way into the channel as soon as it is there."""
    waited = 0.0
    while waited < PATIENCE_SECONDS:
        await asyncio.sleep(LOOK_SECONDS)
        waited += LOOK_SECONDS
        view = await _standing(doors, team, incident_id, voice)
        if view is not None:
            await _show(doors, team, view_id, view)
            return


async def _standing(
    doors: Doors, team: TeamId, incident_id: IncidentId, voice: Voice
) -> View | None:
    rows = await doors.store.surfaces.of(incident_key(team, incident_id))
    channel, status = rows.get("channel"), rows.get("status")
    if channel is not None and channel.failure is not None:
        return failed_modal(voice, said("progress.no_channel", reason=channel.failure))
    if channel is None or channel.channel is None or status is None or status.ts is None:
        return None
    return done_modal(voice, channel.channel)


async def _show(doors: Doors, team: TeamId, view_id: str, view: View) -> None:
    try:
        await doors.gateway.call("views.update", team=team, view_id=view_id, view=view)
    except (RetryLater, GiveUp) as trouble:
        # The person has closed the form; the channel is in their list.
        log().info("an opening form was gone", reason=str(trouble))
