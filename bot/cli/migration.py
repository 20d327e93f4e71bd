"""``kolcrisis migrate``: bring the database up to date without running the bot."""

import asyncio

import typer

from bot.cli.ending import explained
from bot.cli.surroundings import open_store, settings_for_database
from bot.settings import Settings

_SAID = {
    "created": "The tables were made.",
    "upgraded": "The tables were brought up to date.",
    "unchanged": "The tables are up to date.",
    "newer": "A newer version has migrated this database already; it was left alone.",
}


def migrate() -> None:
    """Bring the database's tables up to date. Running it twice is safe; run does it too."""
    typer.echo(_SAID[asyncio.run(_migrate(settings_for_database()))])


async def _migrate(settings: Settings) -> str:
    store = await open_store(settings)
    try:
        with explained():
            return await store.migrate()
    finally:
        await store.close()
