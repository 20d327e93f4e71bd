"""``kolcrisis transfer``: moves everything to another database, such as from SQLite to PostgreSQL.

For operators who outgrow one process. The old database stays as it was.
"""

import asyncio
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from typing import Annotated

import typer

from bot.cli.archive import open_existing
from bot.cli.ending import USAGE, WRONG, Ended, explained
from bot.cli.surroundings import settings_for_database
from bot.settings import Settings
from storage.alone import alone
from storage.errors import NotEmpty, NotTheSame, StorageDown, TablesDiffer
from storage.transfer import Transferred
from storage.transfer import transfer as move

_TO = "KOLCRISIS_TRANSFER_TO"


def transfer(
    *,
    to: Annotated[
        str,
        typer.Argument(
            envvar=_TO,
            help="The new database's address; from the environment it stays out of lists of "
            "processes.",
            show_default=False,
        ),
    ],
) -> None:
    """Copy everything to an empty database and verify each record there. Stop the bot before."""
    settings = settings_for_database()
    if to == settings.database_url:
        raise Ended(USAGE, f"{_TO}: this is the database that KOLCRISIS_DATABASE_URL names.")
    with ExitStack() as stack:
        with explained():
            stack.enter_context(alone(settings.database_url))
        stack.enter_context(_the_target_explained())
        stack.enter_context(alone(to))
        done = asyncio.run(_transfer(settings, to))
    _report(done)


async def _transfer(settings: Settings, to: str) -> Transferred:
    await (await open_existing(settings)).close()
    return await move(settings.database_url, to)


@contextmanager
def _the_target_explained() -> Iterator[None]:
    """Say what was wrong with the two databases, in place of what this module does not know."""
    try:
        yield
    except TablesDiffer:
        raise Ended(
            WRONG, "The tables are not those of this version. Run kolcrisis migrate on both."
        ) from None
    except NotEmpty:
        raise Ended(
            WRONG, f"{_TO}: something is in this database already. Nothing was copied."
        ) from None
    except NotTheSame as error:
        raise Ended(
            WRONG, f"{error.stream.id} did not arrive as it was. Nothing was kept."
        ) from None
    except StorageDown as error:
        raise Ended(
            WRONG, f"A database cannot be reached or written ({error}). Nothing was kept."
        ) from None
    except ValueError as error:
        raise Ended(USAGE, f"{_TO}: {error}.") from None


def _report(done: Transferred) -> None:
    for name, count in sorted(done.rows.items()):
        if count:
            typer.echo(f"{name}  {count}")
    broken = [key for key, verdict in done.verdicts.items() if not verdict.ok]
    typer.echo(
        f"{len(done.verdicts)} records arrived as they were. Set KOLCRISIS_DATABASE_URL to the new "
        "address, start the bot, and keep the old database until you have seen it work."
    )
    if broken:
        raise Ended(
            WRONG,
            *(f"{key.id} could not be trusted before either: kolcrisis verify" for key in broken),
        )
