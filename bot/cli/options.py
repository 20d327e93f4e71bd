"""Options that several commands have, so that they read the same everywhere."""

import re
from typing import Annotated

import typer

from bot.cli.ending import USAGE, Ended
from bot.crisis.ids import SlackUserId

AsUser = Annotated[
    str | None,
    typer.Option("--as", metavar="USER", help="Show only what this Slack user (U…) may see."),
]


def slack_user(given: str | None) -> SlackUserId | None:
    """Return the user id that was given. Raises Ended for a name: names are not unique."""
    if given is None:
        return None
    if not re.fullmatch(r"[UW][A-Z0-9]{2,}", given):
        raise Ended(USAGE, f"--as {given}: give a Slack user id, such as U012AB3CD.")
    return SlackUserId(given)
