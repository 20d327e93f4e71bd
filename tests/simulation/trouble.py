"""What goes wrong at the database: statements and commits that fail, a full disk, a file gone.

A full disk is SQLite's own: it may not grow while the trouble lasts. All else is raised where
SQLite would raise it, with the codes it uses. A commit that fails may be on the disk all the same.
"""

from __future__ import annotations

import random
import sqlite3
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any, Literal

What = Literal["away", "full"]

_ENDLESS = 1_073_741_823
"""SQLite's own limit of pages."""


@dataclass(frozen=True, slots=True)
class Outage:
    """A while in which the file cannot be reached, or cannot grow. In virtual seconds."""

    what: What
    begins: float
    lasts: float


class Trouble:
    """Decides for every statement and every commit whether it works now."""

    def __init__(
        self,
        rng: random.Random,
        time: Callable[[], float],
        rate: float = 0.0,
        outages: Iterable[Outage] = (),
    ) -> None:
        self._rng = rng
        self._time = time
        self._rate = rate
        self._outages = tuple(outages)
        self.happened = 0
        self.last = float("-inf")
        """When something last went wrong."""

    def end(self) -> None:
        """Let nothing go wrong from now on."""
        self._rate, self._outages = 0.0, ()

    def connect(self, database: str, **settings: Any) -> sqlite3.Connection:
        """Open a connection that has these troubles."""
        self._reach()
        raw = sqlite3.connect(database, factory=_Connection, **settings)
        raw.trouble = self
        return raw

    def before(self, raw: _Connection) -> None:
        """Fail, or not, before a statement. Now and then SQLite undoes the transaction too."""
        self._reach()
        raw.grow(self._lasts("full"))
        if self._rate and self._rng.random() < self._rate:
            if self._rng.random() < 0.5:
                raw.undo()
            self._fail(sqlite3.SQLITE_IOERR, "disk I/O error")

    def around(self, commit: Callable[[], None]) -> None:
        """Commit, or fail before it, or fail after it."""
        self._reach()
        # Few commits are made for many statements, and they are what matters most.
        fails = bool(self._rate) and self._rng.random() < 5 * self._rate
        if fails and self._rng.random() < 0.5:
            self._fail(sqlite3.SQLITE_IOERR, "disk I/O error")
        commit()
        if fails:
            self._fail(sqlite3.SQLITE_IOERR, "disk I/O error")

    def _reach(self) -> None:
        if self._lasts("away"):
            self._fail(sqlite3.SQLITE_CANTOPEN, "unable to open database file")

    def _lasts(self, what: What) -> bool:
        now = self._time()
        return any(
            one.what == what and one.begins <= now < one.begins + one.lasts for one in self._outages
        )

    def _fail(self, code: int, words: str) -> None:
        self.note()
        error = sqlite3.OperationalError(words)
        error.sqlite_errorcode = code
        error.sqlite_errorname = "SQLITE_CANTOPEN" if "open" in words else "SQLITE_IOERR"
        raise error

    def note(self) -> None:
        """Remember that something went wrong now."""
        self.happened += 1
        self.last = self._time()


class _Connection(sqlite3.Connection):
    """A connection whose statements and commits may fail."""

    trouble: Trouble
    _small = False

    def cursor(self, _: Any = None) -> sqlite3.Cursor:
        return super().cursor(_Cursor)

    def commit(self) -> None:
        self.trouble.around(super().commit)

    def undo(self) -> None:
        """Undo the transaction as SQLite does by itself after some errors."""
        super().rollback()

    def grow(self, full: bool) -> None:
        """Let the file grow, or not."""
        if full == self._small:
            return
        self._small = full
        plain = super().cursor(sqlite3.Cursor)
        pages = plain.execute("PRAGMA page_count").fetchone()[0] if full else _ENDLESS
        plain.execute(f"PRAGMA max_page_count = {pages}")
        plain.close()


class _Cursor(sqlite3.Cursor):
    """A cursor that asks before each statement whether it works now."""

    connection: _Connection

    def execute(self, *arguments: Any) -> sqlite3.Cursor:
        return self._noting(super().execute, arguments)

    def executemany(self, *arguments: Any) -> sqlite3.Cursor:
        return self._noting(super().executemany, arguments)

    def _noting(self, work: Callable[..., sqlite3.Cursor], arguments: Any) -> sqlite3.Cursor:
        trouble = self.connection.trouble
        trouble.before(self.connection)
        try:
            return work(*arguments)
        except sqlite3.OperationalError:
            trouble.note()
            raise
