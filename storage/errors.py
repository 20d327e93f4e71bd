"""What storage may answer instead of a result. Anything else that escapes is a bug."""

from storage.values import StreamKey


class Conflict(Exception):
    """Somebody else appended to this stream first: read its tail and decide again."""

    def __init__(self, stream: StreamKey, after: int) -> None:
        """Name the stream and the position that was no longer its end."""
        super().__init__(f"{stream} is no longer at {after}")
        self.stream = stream
        self.after = after


class ClaimTaken(Exception):
    """Another stream holds this claim."""

    def __init__(self, holder: StreamKey) -> None:
        """Name the stream that holds it."""
        super().__init__(f"held by {holder}")
        self.holder = holder


class AlreadyDelivered(Exception):
    """This delivery was accepted before, and this is what it was answered."""

    def __init__(self, answer: str) -> None:
        """Carry the first answer."""
        super().__init__("this delivery was accepted before")
        self.answer = answer


class StaleLease(Exception):
    """Somebody took the lease over; what this worker knows may be out of date."""


class StaleVersion(Exception):
    """A document was changed meanwhile: read it again and change that."""


class StorageDown(Exception):
    """The database cannot be reached or cannot write now; the same call may work later.

    When it came from a commit, the outcome is unknown: ask for the delivery key again.
    """


class InUse(Exception):
    """Another bot runs on this SQLite file."""


class TablesDiffer(Exception):
    """A database does not have the tables of this version."""


class NotEmpty(Exception):
    """There is something in a database that was to be filled."""


class NotTheSame(Exception):
    """A record did not arrive as it was."""

    def __init__(self, stream: StreamKey) -> None:
        """Name the stream."""
        super().__init__(f"{stream} did not arrive as it was")
        self.stream = stream


class BrokenRecord(Exception):
    """A stored event cannot be read as what it says it is. ``verify`` tells more."""

    def __init__(self, stream: StreamKey, seq: int) -> None:
        """Name the event."""
        super().__init__(f"{stream} event {seq} cannot be read")
        self.stream = stream
        self.seq = seq
