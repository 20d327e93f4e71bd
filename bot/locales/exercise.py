"""The mark of an exercise. It is the same in every language, so that nobody can take it for true.

Called wherever something of a rehearsal is shown or sent.
"""

from bot.locales.catalog import sentence


def mark() -> str:
    """Return what stands before everything that belongs to an exercise."""
    return f"{sentence('zh', 'drill.mark')}{sentence('en', 'drill.mark')}"
