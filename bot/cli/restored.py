"""``kolcrisis restored``: says that the database is a back-up, older than what Slack shows.

For operators, once after a restore, before the bot starts.
"""

import asyncio

import typer

from bot.cli.archive import open_existing
from bot.cli.ending import explained
from bot.cli.surroundings import settings_for_database
from bot.settings import Settings
from storage.alone import alone


def restored() -> None:
    """Have all that open crises show written anew, and looked for before it is posted."""
    settings = settings_for_database()
    with explained(), alone(settings.database_url):
        count = asyncio.run(doubt(settings))
    typer.echo(
        f"{count} open crises will be shown anew, in the messages that stand in Slack. "
        "Start the bot."
    )


async def doubt(settings: Settings) -> int:
    """Forget what was shown last; return of how many crises. Twice is as good as once."""
    store = await open_existing(settings)
    try:
        with explained():
            await store.migrate()
            return await store.surfaces.doubt()
    finally:
        await store.close()
