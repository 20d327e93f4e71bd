"""The record, what Slack shows of it, and what is known of a workspace."""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None


def upgrade() -> None:
    """Make the first tables."""
    _streams()
    _events()
    _texts()
    _deliveries()
    _claims()
    _leases()
    _surfaces()
    _people()
    _identities()
    _playbooks()
    _settings()
    _budgets()


def _streams() -> None:
    op.create_table(
        "streams",
        sa.Column("team_id", sa.Text(), nullable=False),
        sa.Column("stream_kind", sa.Text(), nullable=False),
        sa.Column("stream_id", sa.Text(), nullable=False),
        sa.Column("seq", sa.Integer(), nullable=False),
        sa.Column("hash", sa.String(length=64), nullable=False),
        sa.Column("status", sa.Text(), nullable=False),
        sa.Column("summary", sa.Text(), nullable=False),
        sa.Column("next_due_at", sa.BigInteger()),
        sa.Column("projected_seq", sa.Integer(), nullable=False),
        sa.Column("created_at", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("team_id", "stream_kind", "stream_id", name="pk_streams"),
    )
    op.create_index(
        "ix_streams_behind",
        "streams",
        ["projected_seq"],
        unique=False,
        sqlite_where=sa.text("projected_seq < seq"),
        postgresql_where=sa.text("projected_seq < seq"),
    )
    op.create_index(
        "ix_streams_listing",
        "streams",
        ["team_id", "stream_kind", "status", "created_at"],
        unique=False,
    )
    op.create_index(
        "ix_streams_next_due_at",
        "streams",
        ["next_due_at"],
        unique=False,
        sqlite_where=sa.text("next_due_at IS NOT NULL"),
        postgresql_where=sa.text("next_due_at IS NOT NULL"),
    )


def _events() -> None:
    op.create_table(
        "events",
        sa.Column("team_id", sa.Text(), nullable=False),
        sa.Column("stream_kind", sa.Text(), nullable=False),
        sa.Column("stream_id", sa.Text(), nullable=False),
        sa.Column("seq", sa.Integer(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("v", sa.Integer(), nullable=False),
        sa.Column("at", sa.BigInteger(), nullable=False),
        sa.Column("recorded_at", sa.BigInteger(), nullable=False),
        sa.Column("actor", sa.Text()),
        sa.Column("body", sa.LargeBinary(), nullable=False),
        sa.Column("prev_hash", sa.String(length=64), nullable=False),
        sa.Column("hash", sa.String(length=64), nullable=False),
        sa.ForeignKeyConstraint(
            ["team_id", "stream_kind", "stream_id"],
            ["streams.team_id", "streams.stream_kind", "streams.stream_id"],
            name="fk_events_streams",
        ),
        sa.PrimaryKeyConstraint("team_id", "stream_kind", "stream_id", "seq", name="pk_events"),
    )


def _texts() -> None:
    op.create_table(
        "texts",
        sa.Column("team_id", sa.Text(), nullable=False),
        sa.Column("stream_kind", sa.Text(), nullable=False),
        sa.Column("stream_id", sa.Text(), nullable=False),
        sa.Column("seq", sa.Integer(), nullable=False),
        sa.Column("digest", sa.String(length=64), nullable=False),
        sa.Column("salt", sa.LargeBinary()),
        sa.Column("text", sa.LargeBinary()),
        sa.Column("redacted_at", sa.BigInteger()),
        sa.ForeignKeyConstraint(
            ["team_id", "stream_kind", "stream_id", "seq"],
            ["events.team_id", "events.stream_kind", "events.stream_id", "events.seq"],
            name="fk_texts_events",
        ),
        sa.PrimaryKeyConstraint(
            "team_id", "stream_kind", "stream_id", "seq", "digest", name="pk_texts"
        ),
    )


def _deliveries() -> None:
    op.create_table(
        "deliveries",
        sa.Column("team_id", sa.Text(), nullable=False),
        sa.Column("key", sa.Text(), nullable=False),
        sa.Column("stream_kind", sa.Text(), nullable=False),
        sa.Column("stream_id", sa.Text(), nullable=False),
        sa.Column("answer", sa.Text(), nullable=False),
        sa.Column("at", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("team_id", "key", name="pk_deliveries"),
    )
    op.create_index("ix_deliveries_at", "deliveries", ["at"], unique=False)


def _claims() -> None:
    op.create_table(
        "claims",
        sa.Column("team_id", sa.Text(), nullable=False),
        sa.Column("stream_kind", sa.Text(), nullable=False),
        sa.Column("stream_id", sa.Text(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("digest", sa.String(length=64), nullable=False),
        sa.PrimaryKeyConstraint("team_id", "kind", "digest", name="pk_claims"),
    )
    op.create_index(
        "ix_claims_team_id_stream_kind_stream_id",
        "claims",
        ["team_id", "stream_kind", "stream_id"],
        unique=False,
    )


def _leases() -> None:
    op.create_table(
        "leases",
        sa.Column("team_id", sa.Text(), nullable=False),
        sa.Column("stream_kind", sa.Text(), nullable=False),
        sa.Column("stream_id", sa.Text(), nullable=False),
        sa.Column("owner", sa.Text()),
        sa.Column("until", sa.BigInteger()),
        sa.Column("fence", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("team_id", "stream_kind", "stream_id", name="pk_leases"),
    )


def _surfaces() -> None:
    op.create_table(
        "surfaces",
        sa.Column("team_id", sa.Text(), nullable=False),
        sa.Column("stream_kind", sa.Text(), nullable=False),
        sa.Column("stream_id", sa.Text(), nullable=False),
        sa.Column("key", sa.Text(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("channel", sa.Text()),
        sa.Column("ts", sa.Text()),
        sa.Column("file_id", sa.Text()),
        sa.Column("name", sa.Text()),
        sa.Column("digest", sa.Text()),
        sa.Column("state", sa.Text(), nullable=False),
        sa.Column("attempt_started_at", sa.BigInteger()),
        sa.Column("attempts", sa.Integer(), nullable=False),
        sa.Column("next_attempt_at", sa.BigInteger()),
        sa.Column("failure", sa.Text()),
        sa.PrimaryKeyConstraint("team_id", "stream_kind", "stream_id", "key", name="pk_surfaces"),
    )
    op.create_index("ix_surfaces_next_attempt_at", "surfaces", ["next_attempt_at"], unique=False)
    op.create_index(
        "ix_surfaces_team_id_channel_ts", "surfaces", ["team_id", "channel", "ts"], unique=False
    )


def _people() -> None:
    op.create_table(
        "people",
        sa.Column("team_id", sa.Text(), nullable=False),
        sa.Column("user_id", sa.Text(), nullable=False),
        sa.Column("home_team", sa.Text(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("tz", sa.Text(), nullable=False),
        sa.Column("locale", sa.Text(), nullable=False),
        sa.Column("is_bot", sa.Boolean(), nullable=False),
        sa.Column("is_guest", sa.Boolean(), nullable=False),
        sa.Column("is_deleted", sa.Boolean(), nullable=False),
        sa.Column("is_admin", sa.Boolean(), nullable=False),
        sa.Column("fetched_at", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("team_id", "user_id", name="pk_people"),
    )
    op.create_index(
        "ix_people_team_id_fetched_at", "people", ["team_id", "fetched_at"], unique=False
    )


def _identities() -> None:
    op.create_table(
        "identities",
        sa.Column("team_id", sa.Text(), nullable=False),
        sa.Column("team_name", sa.Text(), nullable=False),
        sa.Column("url", sa.Text(), nullable=False),
        sa.Column("bot_user", sa.Text(), nullable=False),
        sa.Column("bot_id", sa.Text(), nullable=False),
        sa.Column("app_id", sa.Text(), nullable=False),
        sa.Column("enterprise_id", sa.Text()),
        sa.Column("is_enterprise_install", sa.Boolean(), nullable=False),
        sa.Column("fetched_at", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("team_id", name="pk_identities"),
    )


def _playbooks() -> None:
    op.create_table(
        "playbooks",
        sa.Column("version", sa.Text(), nullable=False),
        sa.Column("document", sa.LargeBinary(), nullable=False),
        sa.Column("stored_at", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("version", name="pk_playbooks"),
    )


def _settings() -> None:
    op.create_table(
        "settings",
        sa.Column("team_id", sa.Text(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("document", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("team_id", name="pk_settings"),
    )


def _budgets() -> None:
    op.create_table(
        "budgets",
        sa.Column("team_id", sa.Text(), nullable=False),
        sa.Column("scope", sa.Text(), nullable=False),
        sa.Column("tokens", sa.Float(), nullable=False),
        sa.Column("counted_at", sa.BigInteger(), nullable=False),
        sa.Column("back_off_until", sa.BigInteger()),
        sa.PrimaryKeyConstraint("team_id", "scope", name="pk_budgets"),
    )
