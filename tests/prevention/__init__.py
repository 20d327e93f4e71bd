"""The rules of prevention, without Slack and database."""
