"""The tables. Migrations build them; a test holds both to be the same.

Times are microseconds since 1970 in UTC. Every row carries its workspace.
"""

from typing import Any

from sqlalchemy import (
    BigInteger,
    Boolean,
    Column,
    ColumnElement,
    Float,
    ForeignKeyConstraint,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    PrimaryKeyConstraint,
    String,
    Table,
    and_,
    bindparam,
    text,
)

from storage.columns import Document, Moment, Name
from storage.values import StreamKey

metadata = MetaData(
    naming_convention={
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
        "fk": "fk_%(table_name)s_%(referred_table_name)s",
        "pk": "pk_%(table_name)s",
    },
)

_STREAM = ("team_id", "stream_kind", "stream_id")
_UNPROJECTED = text("projected_seq < seq")
_WITH_DUE = text("next_due_at IS NOT NULL")


def _stream_columns() -> tuple[Column[Any], ...]:
    return tuple(Column(name, Name, nullable=False) for name in _STREAM)


streams = Table(
    "streams",
    metadata,
    *_stream_columns(),
    Column("seq", Integer, nullable=False),
    Column("hash", String(64), nullable=False),
    Column("status", Name, nullable=False),
    Column("summary", Document, nullable=False),
    Column("next_due_at", Moment),
    Column("projected_seq", Integer, nullable=False),
    Column("created_at", Moment, nullable=False),
    PrimaryKeyConstraint(*_STREAM),
    Index("ix_streams_listing", "team_id", "stream_kind", "status", "created_at"),
    Index(
        "ix_streams_next_due_at",
        "next_due_at",
        sqlite_where=_WITH_DUE,
        postgresql_where=_WITH_DUE,
    ),
    Index(
        "ix_streams_behind",
        "projected_seq",
        sqlite_where=_UNPROJECTED,
        postgresql_where=_UNPROJECTED,
    ),
)

events = Table(
    "events",
    metadata,
    *_stream_columns(),
    Column("seq", Integer, nullable=False),
    Column("kind", Name, nullable=False),
    Column("v", Integer, nullable=False),
    Column("at", BigInteger, nullable=False),
    Column("recorded_at", BigInteger, nullable=False),
    Column("actor", Name),
    Column("body", LargeBinary, nullable=False),
    Column("prev_hash", String(64), nullable=False),
    Column("hash", String(64), nullable=False),
    PrimaryKeyConstraint(*_STREAM, "seq"),
    ForeignKeyConstraint(_STREAM, [f"streams.{name}" for name in _STREAM]),
)

texts = Table(
    "texts",
    metadata,
    *_stream_columns(),
    Column("seq", Integer, nullable=False),
    Column("digest", String(64), nullable=False),
    Column("salt", LargeBinary),
    Column("text", LargeBinary),
    Column("redacted_at", Moment),
    PrimaryKeyConstraint(*_STREAM, "seq", "digest"),
    ForeignKeyConstraint((*_STREAM, "seq"), [f"events.{name}" for name in (*_STREAM, "seq")]),
)

deliveries = Table(
    "deliveries",
    metadata,
    Column("team_id", Name, nullable=False),
    Column("key", Name, nullable=False),
    Column("stream_kind", Name, nullable=False),
    Column("stream_id", Name, nullable=False),
    Column("answer", Name, nullable=False),
    Column("at", Moment, nullable=False),
    PrimaryKeyConstraint("team_id", "key"),
    Index(None, "at"),
)

claims = Table(
    "claims",
    metadata,
    *_stream_columns(),
    Column("kind", Name, nullable=False),
    Column("digest", String(64), nullable=False),
    PrimaryKeyConstraint("team_id", "kind", "digest"),
    Index(None, *_STREAM),
)

leases = Table(
    "leases",
    metadata,
    *_stream_columns(),
    Column("owner", Name),
    Column("until", Moment),
    Column("fence", Integer, nullable=False),
    PrimaryKeyConstraint(*_STREAM),
)

surfaces = Table(
    "surfaces",
    metadata,
    *_stream_columns(),
    Column("key", Name, nullable=False),
    Column("kind", Name, nullable=False),
    Column("channel", Name),
    Column("ts", Name),
    Column("file_id", Name),
    Column("name", Name),
    Column("digest", Name),
    Column("state", Document, nullable=False),
    Column("attempt_started_at", Moment),
    Column("attempts", Integer, nullable=False),
    Column("next_attempt_at", Moment),
    Column("failure", Name),
    PrimaryKeyConstraint(*_STREAM, "key"),
    Index(None, "team_id", "channel", "ts"),
    Index(None, "next_attempt_at"),
)

tombstones = Table(
    "tombstones",
    metadata,
    *_stream_columns(),
    Column("seq", Integer, nullable=False),
    Column("hash", String(64), nullable=False),
    Column("created_at", Moment, nullable=False),
    Column("purged_at", Moment, nullable=False),
    PrimaryKeyConstraint(*_STREAM),
)

people = Table(
    "people",
    metadata,
    Column("team_id", Name, nullable=False),
    Column("user_id", Name, nullable=False),
    Column("home_team", Name, nullable=False),
    Column("name", Name, nullable=False),
    Column("tz", Name, nullable=False),
    Column("locale", Name, nullable=False),
    Column("is_bot", Boolean, nullable=False),
    Column("is_guest", Boolean, nullable=False),
    Column("is_deleted", Boolean, nullable=False),
    Column("is_admin", Boolean, nullable=False),
    Column("fetched_at", Moment, nullable=False),
    PrimaryKeyConstraint("team_id", "user_id"),
    Index(None, "team_id", "fetched_at"),
)

identities = Table(
    "identities",
    metadata,
    Column("team_id", Name, nullable=False),
    Column("team_name", Name, nullable=False),
    Column("url", Name, nullable=False),
    Column("bot_user", Name, nullable=False),
    Column("bot_id", Name, nullable=False),
    Column("app_id", Name, nullable=False),
    Column("enterprise_id", Name),
    Column("is_enterprise_install", Boolean, nullable=False),
    Column("fetched_at", Moment, nullable=False),
    PrimaryKeyConstraint("team_id"),
)

playbooks = Table(
    "playbooks",
    metadata,
    Column("version", Name, nullable=False),
    Column("document", LargeBinary, nullable=False),
    Column("stored_at", Moment, nullable=False),
    PrimaryKeyConstraint("version"),
)

settings = Table(
    "settings",
    metadata,
    Column("team_id", Name, nullable=False),
    Column("version", Integer, nullable=False),
    Column("document", Document, nullable=False),
    PrimaryKeyConstraint("team_id"),
)

budgets = Table(
    "budgets",
    metadata,
    Column("team_id", Name, nullable=False),
    Column("scope", Name, nullable=False),
    Column("tokens", Float, nullable=False),
    Column("counted_at", Moment, nullable=False),
    Column("back_off_until", Moment),
    PrimaryKeyConstraint("team_id", "scope"),
)


def of_stream(table: Table, stream: StreamKey) -> ColumnElement[bool]:
    """Return the condition that a row of ``table`` belongs to ``stream``."""
    return and_(
        table.c.team_id == stream.team,
        table.c.stream_kind == stream.kind,
        table.c.stream_id == stream.id,
    )


def in_named_stream(table: Table) -> ColumnElement[bool]:
    """Return the same condition for a statement that is made once; :func:`named` names the stream.

    Making a statement costs more than carrying it out, so those of every click are made once.
    """
    return and_(
        table.c.team_id == bindparam("of_team"),
        table.c.stream_kind == bindparam("of_kind"),
        table.c.stream_id == bindparam("of_id"),
    )


def named(stream: StreamKey) -> dict[str, Any]:
    """Return the parameters that name ``stream`` to a statement with :func:`in_named_stream`."""
    return {"of_team": stream.team, "of_kind": stream.kind, "of_id": stream.id}


def stream_values(stream: StreamKey) -> dict[str, str]:
    """Return the columns that name ``stream``, for an insert."""
    return {"team_id": stream.team, "stream_kind": stream.kind, "stream_id": stream.id}
