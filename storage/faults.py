"""Which errors of the engines mean: not now. Used by the database alone."""

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy.exc import DBAPIError
from sqlalchemy.exc import TimeoutError as NoConnectionInTime

from storage.errors import StorageDown

_SQLITE_TRANSIENT = frozenset(
    {
        sqlite3.SQLITE_BUSY,
        sqlite3.SQLITE_LOCKED,
        sqlite3.SQLITE_NOMEM,
        sqlite3.SQLITE_READONLY,
        sqlite3.SQLITE_IOERR,
        sqlite3.SQLITE_FULL,
        sqlite3.SQLITE_CANTOPEN,
        sqlite3.SQLITE_PROTOCOL,
    },
)
_PRIMARY_CODE = 0xFF

_POSTGRES_TRANSIENT = (
    "08",  # connection
    "25006",  # read-only transaction: a standby after a failover
    "40",  # serialization failure, deadlock
    "53",  # disk full, out of memory, too many connections
    "55P03",  # lock not available
    "57",  # shut down, cannot connect now, cancelled
    "58",  # system error
)


@contextmanager
def storage_errors() -> Iterator[None]:
    """Turn what may pass by itself into StorageDown; let everything else through.

    The original stays as the cause; it may hold what people typed, so it must not be logged.
    A TimeoutError is that of PostgreSQL's driver, for a statement that waited too long; whoever
    limits a call of ours from outside gets their own, outside.
    """
    try:
        yield
    except (DBAPIError, NoConnectionInTime, ConnectionError, TimeoutError) as error:
        if _is_transient(error):
            raise StorageDown(_name(error)) from error
        raise


@contextmanager
def connecting() -> Iterator[None]:
    """Like :func:`storage_errors`, for the time in which any OS error is the database's."""
    try:
        with storage_errors():
            yield
    except (OSError, sqlite3.OperationalError) as error:
        raise StorageDown(_name(error)) from error


def _is_transient(error: Exception) -> bool:
    if not isinstance(error, DBAPIError):
        return True
    if error.connection_invalidated:
        return True
    code = _sqlite_code(error.orig)
    if code is not None:
        return code & _PRIMARY_CODE in _SQLITE_TRANSIENT
    return (_sqlstate(error.orig) or "").startswith(_POSTGRES_TRANSIENT)


def _sqlite_code(error: BaseException | None) -> int | None:
    code = getattr(error, "sqlite_errorcode", None)
    return code if isinstance(code, int) else None


def _sqlstate(error: BaseException | None) -> str | None:
    state = getattr(error, "sqlstate", None)
    return state if isinstance(state, str) else None


def _name(error: Exception) -> str:
    cause = error.orig if isinstance(error, DBAPIError) and error.orig is not None else error
    detail = _sqlstate(cause) or getattr(cause, "sqlite_errorname", None)
    name = type(cause).__name__
    return f"{name} ({detail})" if detail else name
