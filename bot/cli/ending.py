"""How a command ends: with a number that scripts can read, and lines that a person can act on.

Every command ends through here. An operator never sees a traceback for something that they can
mend themselves; a bug stays a traceback.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Final

from sqlalchemy.exc import ArgumentError, NoSuchModuleError

from bot.playbook.problems import PlaybookError
from bot.scenario.load import ScenarioError
from bot.settings import SettingsError
from storage.errors import BrokenRecord, InUse, StorageDown

OK: Final = 0
WRONG: Final = 1
"""Something was found wrong: a record, a database, a port."""
USAGE: Final = 2
"""The command or the settings are not right."""


class Ended(Exception):
    """The command ends here. ``lines`` say what is wrong and what to do, one each."""

    def __init__(self, code: int, *lines: str) -> None:
        super().__init__("\n".join(lines))
        self.code = code
        self.lines = lines


@contextmanager
def explained(playbook: str = "KOLCRISIS_PLAYBOOK") -> Iterator[None]:
    """Turn what an operator can mend into :class:`Ended`. ``playbook`` is where it was named."""
    try:
        yield
    except SettingsError as error:
        raise Ended(USAGE, *error.problems) from None
    except PlaybookError as error:
        raise Ended(USAGE, *(f"{playbook}: {line}" for line in error.problems)) from None
    except ScenarioError as error:
        raise Ended(USAGE, *(f"KOLCRISIS_SCENARIOS: {line}" for line in error.problems)) from None
    except StorageDown as error:
        raise Ended(
            WRONG,
            f"KOLCRISIS_DATABASE_URL: the database does not answer ({error}). Is it running, and "
            "may this user read and write it?",
        ) from None
    except InUse:
        raise Ended(
            WRONG,
            "KOLCRISIS_DATABASE_URL: another kolcrisis run uses this file. Stop that one first; "
            "for several side by side use PostgreSQL.",
        ) from None
    except BrokenRecord as error:
        raise Ended(WRONG, f"{error}. Run kolcrisis verify.") from None
    except (ArgumentError, NoSuchModuleError):
        # The message may quote the address, and with it a password.
        raise Ended(
            USAGE,
            "KOLCRISIS_DATABASE_URL: is not a database address. Use sqlite:///FILE or "
            "postgresql://USER:PASSWORD@HOST/NAME.",
        ) from None
