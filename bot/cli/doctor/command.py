"""Runs the checks one after the other and prints each as it ends."""

import asyncio
from collections.abc import AsyncIterator

import typer

from bot.cli.doctor import here
from bot.cli.doctor.finding import Finding
from bot.cli.doctor.record import record
from bot.cli.doctor.slack import slack
from bot.cli.ending import USAGE, WRONG, Ended
from bot.settings import Settings


def doctor() -> None:
    """Check settings, database, tokens, scopes and clock; say what to do about each fault."""
    settings, findings = here.settings()
    usable = not any(finding.grade == "problem" for finding in findings)
    asyncio.run(_report(settings, findings, usable=usable))


async def _report(settings: Settings | None, findings: list[Finding], *, usable: bool) -> None:
    for finding in findings:
        typer.echo(finding.line())
    wrong = 0
    if settings is not None:
        async for finding in _checks(settings, usable=usable):
            typer.echo(finding.line())
            wrong += finding.grade == "problem"
    if not usable:
        raise Ended(USAGE, "The settings are not complete.")
    if wrong:
        raise Ended(WRONG, f"{wrong} to mend.")


async def _checks(settings: Settings, *, usable: bool) -> AsyncIterator[Finding]:
    for finding in here.files(settings):
        yield finding
    if usable:
        async for finding in slack(settings):
            yield finding
    async for finding in record(settings):
        yield finding
