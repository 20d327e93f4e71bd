"""What the register knows of a crisis' influencers, for those who may see it.

Called by the handlers of the opening and of the details.
"""

from collections.abc import Sequence
from dataclasses import replace

from bot.crisis.events import Kol
from bot.crisis.intents import RecogniseKol
from bot.prevention.find import find
from bot.prevention.kol import KolEntry
from bot.service.kols import Register, recognised
from handlers.doors import Doors
from handlers.prevention.standing import standing
from handlers.request import Request


async def offered(request: Request, doors: Doors) -> tuple[KolEntry, ...]:
    """Return whom the opening form offers, those that were added last first."""
    if not (await standing(request, doors)).sees:
        return ()
    return find(await doors.kols.all(request.team), "")


async def with_chosen(
    request: Request, doors: Doors, kols: tuple[Kol, ...], chosen: str | None
) -> tuple[tuple[Kol, ...], tuple[RecogniseKol, ...]]:
    """Return the influencers with the one that was chosen, and what is known of them all."""
    if not (await standing(request, doors)).sees:
        return kols, ()
    known = await recognised(
        Register(doors.kols, doors.briefs, doors.contents, doors.campaigns, doors.shelf),
        request.team,
        kols,
        (chosen,) if chosen else (),
    )
    picked = next((one for one in known if one.kol == chosen), None)
    return (_named(kols, picked) if picked is not None else kols), known


def _named(kols: tuple[Kol, ...], picked: RecogniseKol) -> tuple[Kol, ...]:
    """Return the influencers with the chosen one among them; notes without a name become theirs."""
    name = picked.profile.names[0]
    if any(kol.name in picked.profile.names for kol in kols):
        return kols
    if len(kols) == 1 and not kols[0].name:
        return (replace(kols[0], name=name),)
    return (Kol(name), *kols)


def options(entries: Sequence[KolEntry]) -> tuple[tuple[str, str], ...]:
    """Return pairs of value and label for a choice among influencers."""
    return tuple((one.id, one.name.text or one.id) for one in entries)
