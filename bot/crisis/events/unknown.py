"""What this version does not know."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class UnknownEvent:
    """Something that a newer version wrote. It is kept, counted and shown as such."""

    kind: str
    v: int
