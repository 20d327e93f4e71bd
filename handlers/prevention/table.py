"""Takes a table from a form: rows that were pasted at once, a file once it was read.

Called by the forms of the register and of a campaign.
"""

from collections.abc import Mapping
from typing import Any

from bot.crisis.events.table import TableAdded, TableOf, TableRead
from bot.crisis.intents import Refusal
from bot.crisis.words import Words
from bot.prevention.intents_table import AddTable
from bot.prevention.rights import Actor
from bot.service.outcome import Refused
from bot.views.prevention import table as views
from handlers.doors import Doors
from handlers.forms import Form
from handlers.prevention.standing import standing
from handlers.reply import Reply
from handlers.request import Request


async def taken(
    request: Request, reply: Reply, doors: Doors, about: tuple[TableOf, str]
) -> TableRead | None:
    """Return what became of the rows that were pasted; None once the form has its answer.

    ``about``: what it is a table of, and for signals the id of their campaign.
    """
    form = Form(request.view)
    text, files = form.text(views.ROWS), form.files(views.FILE)
    actor = await standing(request, doors)
    if not actor.sees:
        await reply.settle(Refused(Refusal("refusal.prevention.forbidden", "forbidden")))
        return None
    if bool(text) == bool(files):
        both = request.voice.label("table.both" if text else "table.neither")
        await reply.errors({views.FILE: both})
        return None
    if files:
        await _add(request, reply, doors, about, actor, files[0])
        return None
    read = await doors.tables.take(
        request.team, text, about, actor=actor, delivery=request.delivery
    )
    if isinstance(read, Refusal):
        await reply.settle(Refused(read))
    elif read.trouble is not None:
        await reply.errors({views.ROWS: views.no_heading(about[0], request.voice)})
    else:
        return read
    return None


async def _add(
    request: Request,
    reply: Reply,
    doors: Doors,
    about: tuple[TableOf, str],
    actor: Actor,
    file: Mapping[str, Any],
) -> None:
    """Keep that a file is to be read; who added it is told afterwards what became of it."""
    of, campaign_id = about
    if of == "signals":
        campaign = await doors.campaigns.load(request.team, campaign_id)
        if campaign is None or not campaign.running:
            await reply.settle(Refused(Refusal("refusal.watch.ended", "closed")))
            return
    name = Words(str(file.get("name") or file.get("id") or ""))
    wanted = AddTable(TableAdded(of, str(file.get("id", "")), name, campaign_id))
    verdict = await doors.tables.files.act(
        request.team, request.new_id("t"), wanted, actor=actor, delivery=request.delivery
    )
    if isinstance(verdict, Refusal):
        await reply.settle(Refused(verdict))
        return
    await reply.update(views.reading_modal(name, request.voice))
