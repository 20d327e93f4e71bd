"""How values are kept so that both engines give back exactly what they got.

Used by the tables alone.
"""

import hashlib
import json
from datetime import UTC, datetime, timedelta
from typing import Any

from sqlalchemy import BigInteger, Dialect, Text
from sqlalchemy.types import TypeDecorator

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_MICROSECOND = timedelta(microseconds=1)
_LONGEST_KEY = 255
_REPLACEMENT = "\N{REPLACEMENT CHARACTER}"


def microseconds(value: datetime) -> int:
    """Return the microseconds since 1970 in UTC; they sort like the moments they stand for.

    Raises ValueError for a datetime without zone.
    """
    if value.tzinfo is None:
        message = "a moment without a time zone cannot be stored"
        raise ValueError(message)
    return (value - _EPOCH) // _MICROSECOND


def moment(value: int) -> datetime:
    """Return the moment, in UTC, that many microseconds after 1970."""
    return _EPOCH + timedelta(microseconds=value)


def well_formed(text: str) -> str:
    """Return the text with each half of a broken surrogate pair replaced; whole ones are joined.

    JSON may carry such halves, UTF-8 may not.
    """
    try:
        text.encode()
    except UnicodeEncodeError:
        return text.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")
    return text


def storable(text: str) -> str:
    """Return the text as both engines keep it: well formed, and NUL replaced.

    PostgreSQL's text type has no NUL. For names and ids only: what people typed is kept as bytes
    and loses nothing.
    """
    return well_formed(text).replace("\0", _REPLACEMENT)


def bounded(key: str) -> str:
    """Return the key, or its hash when it is too long for an index of PostgreSQL."""
    if len(key) <= _LONGEST_KEY:
        return key
    return hashlib.sha256(well_formed(key).encode()).hexdigest()


class Moment(TypeDecorator[datetime]):
    """An aware datetime, kept as microseconds since 1970; comes back in UTC."""

    impl = BigInteger
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> int | None:  # noqa: ARG002 (SQLAlchemy's signature)
        """Turn a moment into what is stored."""
        return None if value is None else microseconds(value)

    def process_result_value(self, value: int | None, dialect: Dialect) -> datetime | None:  # noqa: ARG002 (SQLAlchemy's signature)
        """Turn what is stored into a moment."""
        return None if value is None else moment(value)


class Name(TypeDecorator[str]):
    """Text that both engines accept whatever Slack sent; see :func:`storable`."""

    impl = Text
    cache_ok = True

    def process_bind_param(self, value: str | None, dialect: Dialect) -> str | None:  # noqa: ARG002 (SQLAlchemy's signature)
        """Turn a text into what can be stored."""
        return None if value is None else storable(value)


class Document(TypeDecorator[dict[str, Any]]):
    """A small JSON object, kept as ASCII text so that every character survives."""

    impl = Text
    cache_ok = True

    def process_bind_param(self, value: dict[str, Any] | None, dialect: Dialect) -> str | None:  # noqa: ARG002 (SQLAlchemy's signature)
        """Write the object."""
        if value is None:
            return None
        return json.dumps(value, sort_keys=True, separators=(",", ":"))

    def process_result_value(self, value: str | None, dialect: Dialect) -> dict[str, Any] | None:  # noqa: ARG002 (SQLAlchemy's signature)
        """Read the object."""
        return None if value is None else json.loads(value)
