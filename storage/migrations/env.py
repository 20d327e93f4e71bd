"""Alembic's entry. Run by ``storage.migrate`` alone, within its transaction and under its lock."""

from alembic import context

from storage.tables import metadata

context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=metadata,
    transactional_ddl=True,
)
context.run_migrations()
