"""The record and what belongs beside it, in SQLite or PostgreSQL. ``storage.store`` is the door."""
