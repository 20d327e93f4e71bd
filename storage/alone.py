"""One bot on one SQLite file: a second one is refused at its start.

Two would disagree about what they keep in memory and share no turn at writing. The system lets go
of the lock when the process ends, however it ends. PostgreSQL takes any number of replicas.
"""

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from sqlalchemy import make_url

from storage.errors import InUse

if sys.platform != "win32":
    import fcntl


@contextmanager
def alone(url: str) -> Iterator[None]:
    """Be the only bot on this database for as long as the block runs. Raises InUse.

    The lock is a file of its own beside the database: SQLite loses its own locks when anybody in
    the same process opens and closes the database's file. Where the system has no such lock
    (Windows) nothing is refused.
    """
    address = make_url(url)
    if sys.platform == "win32" or address.get_backend_name() != "sqlite" or not address.database:
        yield
        return
    with Path(f"{address.database}-running").open("wb") as beside:
        try:
            fcntl.flock(beside, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            raise InUse from None
        yield
