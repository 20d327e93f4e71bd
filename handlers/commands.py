"""``/kolcrisis`` and its words. Words that need a form open it; the rest is answered in the ack."""

from collections.abc import Awaitable, Callable, Mapping

from bot.gateway.text import as_typed
from bot.views import answers
from bot.views import help as helping
from handlers.close import close_from_command, review_from_command
from handlers.decision import decide_from_command
from handlers.doors import Doors
from handlers.drill import drill_from_command
from handlers.keeping import hold_from_command
from handlers.note import note_from_command
from handlers.open import open_from_command
from handlers.prevention.brief import brief_from_command
from handlers.prevention.content import content_from_command
from handlers.prevention.kol import kol_from_command
from handlers.prevention.portfolio import portfolio_from_command
from handlers.prevention.watch import watch_from_command
from handlers.redaction import redact_from_command
from handlers.reply import Reply
from handlers.request import Request
from handlers.router import Router
from handlers.update import update_from_command

Word = Callable[[Request, Reply, Doors, str], Awaitable[None]]


def register(router: Router) -> None:
    """Serve the command, and the buttons in its answers."""
    router.on("command", helping.COMMAND, command)
    router.on("action", helping.LIST, list_from_button)


async def command(request: Request, reply: Reply, doors: Doors) -> None:
    """Find the word and do it. Alone, or with ``help``, the command explains itself."""
    text = as_typed(str(request.body.get("text") or "")).strip()
    word, _, rest = text.partition(" ")
    if not word:
        await reply.message(helping.help_message(request.voice))
        return
    known = WORDS.get(word.lower())
    if known is None:
        await reply.message(helping.unknown_word(request.voice, word))
        return
    await known(request, reply, doors, rest.strip())


async def list_from_button(request: Request, reply: Reply, doors: Doors) -> None:
    """Show the incidents that a person may see."""
    await reply.ok()
    incidents = await doors.listing.open_for(request.team, request.person)
    channels = await doors.channels(incidents)
    reply.beside_message(answers.list_text(incidents, channels, request.voice))


async def _help(request: Request, reply: Reply, _: Doors, __: str) -> None:
    await reply.message(helping.help_message(request.voice))


async def _status(request: Request, reply: Reply, doors: Doors, _: str) -> None:
    incident = await doors.here(request)
    if incident is None:
        await _list(request, reply, doors, "")
        return
    await reply.message(answers.status_text(incident, request.voice, request.channel))


async def _list(request: Request, reply: Reply, doors: Doors, _: str) -> None:
    incidents = await doors.listing.open_for(request.team, request.person)
    channels = await doors.channels(incidents)
    await reply.message(answers.list_text(incidents, channels, request.voice))


async def _decide(request: Request, reply: Reply, doors: Doors, _: str) -> None:
    await decide_from_command(request, reply, doors)


async def _update(request: Request, reply: Reply, doors: Doors, _: str) -> None:
    await update_from_command(request, reply, doors)


async def _close(request: Request, reply: Reply, doors: Doors, _: str) -> None:
    await close_from_command(request, reply, doors)


async def _review(request: Request, reply: Reply, doors: Doors, _: str) -> None:
    await review_from_command(request, reply, doors)


WORDS: Mapping[str, Word] = {
    "open": open_from_command,
    "status": _status,
    "list": _list,
    "note": note_from_command,
    "decide": _decide,
    "update": _update,
    "close": _close,
    "review": _review,
    "hold": hold_from_command,
    "redact": redact_from_command,
    "drill": drill_from_command,
    "kol": kol_from_command,
    "brief": brief_from_command,
    "content": content_from_command,
    "watch": watch_from_command,
    "portfolio": portfolio_from_command,
    "help": _help,
}
"""What may follow the command."""
