"""Checks of the database: there, up to date, and nothing in Slack stuck behind it."""

from collections.abc import AsyncIterator

from bot.cli.archive import open_existing
from bot.cli.doctor.finding import Finding, ok, problem
from bot.cli.ending import Ended
from bot.settings import Settings
from storage.errors import StorageDown
from storage.store import Store
from storage.surfaces import Surface

_REMEDIES = {
    "missing_scope": "add the scope to the app, install the app again, restart the bot",
    "restricted_action": "a workspace admin must allow apps to do this (Settings & permissions)",
    "messages_tab_disabled": "turn the Messages tab on: App Home, Show tabs",
    "is_archived": "somebody must unarchive the channel; a bot cannot",
    "not_in_channel": "invite the bot into the channel again",
    "channel_not_found": "invite the bot into the channel again",
    "account_inactive": "the app was removed from the workspace: install it again",
    "token_revoked": "the token was revoked: install the app again and set SLACK_BOT_TOKEN",
    "invalid_auth": "SLACK_BOT_TOKEN is not a token of this workspace: set it again",
    "name_taken": "rename or archive channels whose names begin like the crisis channel",
}
_ELSE = "look the code up in Slack's documentation of the method; it is tried again by itself"


async def record(settings: Settings) -> AsyncIterator[Finding]:
    """Check the database and what it says of Slack."""
    try:
        store = await open_existing(settings)
    except Ended as end:
        what, _, remedy = end.lines[0].removeprefix("KOLCRISIS_DATABASE_URL: ").partition(". ")
        yield problem("database", what, remedy or "correct KOLCRISIS_DATABASE_URL")
        return
    try:
        async for finding in _of_store(store):
            yield finding
    except StorageDown as error:
        yield problem("database", f"does not answer ({error})", "see whether it is running")
    finally:
        await store.close()


async def _of_store(store: Store) -> AsyncIterator[Finding]:
    yield ok("database", "answers")
    state = await store.schema()
    if state in {"empty", "behind"}:
        yield problem("migrations", f"the tables are {state}", "run kolcrisis migrate")
        return
    newer = ", of a newer version" if state == "newer" else ""
    yield ok("migrations", f"the tables are up to date{newer}")
    stuck = await store.surfaces.stuck()
    if not stuck:
        yield ok("surfaces", "nothing in Slack is stuck")
    for surface in stuck:
        yield _stuck(surface)


def _stuck(surface: Surface) -> Finding:
    failure = surface.failure or ""
    code = failure.rpartition(" ")[2].partition(":")[0]
    what = f"{surface.key} of {surface.stream.id} does not show what it should: {failure}"
    return problem("surfaces", what, _REMEDIES.get(code, _ELSE))
