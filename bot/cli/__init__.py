"""The command line: what an operator types. Only here (and in tests) is the local Slack started."""

from bot.cli.entry import main

__all__ = ["main"]
