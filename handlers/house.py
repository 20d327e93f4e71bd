"""The workspace's own settings, kept in App Home by admins and whom they name."""

from bot.crisis.ids import ChannelId
from bot.crisis.intents import (
    ChangeRoster,
    EntrustPlaybook,
    HouseIntent,
    NameKeeper,
    Refusal,
    SendAnnouncements,
)
from bot.crisis.words import Words
from bot.service.outcome import Refused
from bot.views import house as views
from handlers.doors import Doors
from handlers.forms import Form
from handlers.reply import Reply
from handlers.request import Request
from handlers.router import Router


def register(router: Router) -> None:
    """Serve the settings section of App Home."""
    router.on("action", views.ROSTER, open_roster)
    router.on("action", views.ANNOUNCE, open_announce)
    router.on("action", views.KEEPERS, open_keepers)
    router.on("view", views.ROSTER, submit_roster)
    router.on("view", views.ANNOUNCE, submit_announce)
    router.on("action", views.PLAYBOOK, open_playbook)
    router.on("view", views.KEEPERS, submit_keepers)
    router.on("view", views.PLAYBOOK, submit_playbook)


async def open_roster(request: Request, reply: Reply, doors: Doors) -> None:
    """Show who is brought in by itself, for all brands or for one."""
    await reply.ok()
    house = await doors.houses.load(request.team)
    brand = str(request.action.get("value", ""))
    reply.open_view(views.roster_modal(house, doors.shelf.current, request.voice, brand))


async def open_announce(request: Request, reply: Reply, doors: Doors) -> None:
    """Ask where public crises are announced."""
    await reply.ok()
    reply.open_view(views.announce_modal(await doors.houses.load(request.team), request.voice))


async def open_keepers(request: Request, reply: Reply, doors: Doors) -> None:
    """Ask who may change all this beside the admins."""
    await reply.ok()
    reply.open_view(views.keepers_modal(await doors.houses.load(request.team), request.voice))


async def open_playbook(request: Request, reply: Reply, doors: Doors) -> None:
    """Ask who keeps the playbook."""
    await reply.ok()
    reply.open_view(views.playbook_modal(await doors.houses.load(request.team), request.voice))


async def submit_roster(request: Request, reply: Reply, doors: Doors) -> None:
    """Keep the roster; a role that was emptied is left to nobody."""
    form = Form(request.view)
    brand = Words(form.text(views.BRAND))
    wanted = [
        ChangeRoster(role.id, form.users(f"{views.ROLE}{role.id}"), brand)
        for role in doors.shelf.current.roles
        if form.shows(f"{views.ROLE}{role.id}")
    ]
    await _keep(request, reply, doors, *wanted)


async def submit_announce(request: Request, reply: Reply, doors: Doors) -> None:
    """Keep where public crises are announced; nothing chosen means nowhere."""
    channel = Form(request.view).conversation(views.CHANNEL)
    await _keep(request, reply, doors, SendAnnouncements(ChannelId(channel) if channel else None))


async def submit_keepers(request: Request, reply: Reply, doors: Doors) -> None:
    """Keep who may change the settings."""
    named = frozenset(Form(request.view).users(views.USERS))
    house = await doors.houses.load(request.team)
    gone = (NameKeeper(user, named=False) for user in sorted(house.keepers - named))
    come = (NameKeeper(user) for user in sorted(named - house.keepers))
    await _keep(request, reply, doors, *gone, *come)


async def submit_playbook(request: Request, reply: Reply, doors: Doors) -> None:
    """Keep who keeps the playbook; nobody chosen leaves it to whoever keeps the settings."""
    users = Form(request.view).users(views.USERS)
    await _keep(request, reply, doors, EntrustPlaybook(users))


async def _keep(request: Request, reply: Reply, doors: Doors, *wanted: HouseIntent) -> None:
    outcome = await doors.houses.act(
        request.team,
        *wanted,
        acting_user=request.person,
        is_admin=await doors.is_admin(request),
        delivery=request.delivery,
    )
    if isinstance(outcome, Refusal):
        await reply.settle(Refused(outcome))
        return
    await reply.clear()
    doors.background.start(doors.homes.opened(request.team, request.person))
