"""What commands take from where they run: the settings, the database, the clock file."""

from bot.cli.ending import USAGE, WRONG, Ended, explained
from bot.clock.sources import Clock, FileClock, SystemClock
from bot.settings import Settings, load_bot_settings, load_settings
from storage.store import Store


def settings_for_slack() -> Settings:
    """Return settings that are enough to talk to Slack. Raises Ended with a line per problem."""
    with explained():
        settings = load_bot_settings()
    _check_clock_file(settings)
    return settings


def settings_for_database() -> Settings:
    """Return settings that are enough to read the record; Slack's tokens may be missing."""
    with explained():
        return load_settings()


def clock_of(settings: Settings) -> Clock:
    """Return the machine's clock, or the one in the file. Raises Ended if that holds no time."""
    _check_clock_file(settings)
    return SystemClock() if settings.clock_file is None else FileClock(settings.clock_file)


def _check_clock_file(settings: Settings) -> None:
    if settings.clock_file is None:
        return
    try:
        FileClock(settings.clock_file)
    except (OSError, ValueError):
        raise Ended(
            USAGE,
            f"KOLCRISIS_CLOCK_FILE: {settings.clock_file} holds no ISO time. Write one into it, "
            "such as 2026-11-24T09:00:00+00:00.",
        ) from None


async def open_store(settings: Settings) -> Store:
    """Open the database as it is. Raises Ended with one line if that cannot be."""
    try:
        with explained():
            return await Store.open(settings.database_url)
    except ValueError as error:
        raise Ended(USAGE, f"KOLCRISIS_DATABASE_URL: {error}.") from None
    except OSError as error:
        raise Ended(WRONG, f"KOLCRISIS_DATABASE_URL: {error.strerror or error}.") from None
