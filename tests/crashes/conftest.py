"""The house of the door tests; its bot here lives in a process that can be made to die."""

from tests.doors.conftest import (
    database_url,
    empty_house,
    engine,
    log,
    postgres,
    server,
    sqlite_template,
    watch,
    way,
)

__all__ = [
    "database_url",
    "empty_house",
    "engine",
    "log",
    "postgres",
    "server",
    "sqlite_template",
    "watch",
    "way",
]
