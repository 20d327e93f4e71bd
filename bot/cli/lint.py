"""``kolcrisis lint``: reads a statement before people do. Needs no Slack and no database."""

import sys
from datetime import UTC
from enum import StrEnum
from pathlib import Path
from typing import Annotated, Final

import typer

from bot.cli.ending import USAGE, WRONG, Ended, explained
from bot.cli.surroundings import settings_for_database
from bot.crisis.handbook import Format
from bot.crisis.playbook import Playbook
from bot.lint.check import check
from bot.lint.report import Finding, Report
from bot.locales.voice import Voice
from bot.playbook.load import default_path, load

MOST_BYTES: Final = 100_000
"""More than fifty times what a statement should have; whatever is larger is another file."""

_BINARY = "\0"


class In(StrEnum):
    """The language of the findings."""

    EN = "en"
    ZH = "zh"


def lint(
    file: Annotated[str, typer.Argument(help="A text file; - reads what is piped in.")],
    format: Annotated[  # noqa: A002  # the option is called so
        str, typer.Option(help="The kind of statement, as the playbook names it.")
    ] = "apology",
    language: Annotated[
        In | None, typer.Option(help="Of the findings. Default: the language of the text.")
    ] = None,
) -> None:
    """Say what a statement lacks and what to look at again, a line each."""
    with explained():
        playbook = load(settings_for_database().playbook or default_path())
    form = _format(playbook, format)
    report = check(_text(file), form, playbook.handbook)
    spoken = language.value if language else (report.languages or ("en",))[0]
    voice = Voice((spoken,), UTC)
    for finding in report.findings:
        typer.echo(_line(file, finding, voice))
    typer.echo(_score(form, report, voice), err=True)
    if report.findings:
        raise Ended(WRONG)


def _format(playbook: Playbook, name: str) -> Format:
    known = {form.id: form for form in playbook.handbook.formats}
    if name not in known:
        raise Ended(USAGE, f"--format {name}: there is no such format; known: {', '.join(known)}.")
    return known[name]


def _text(file: str) -> str:
    """Return the text of a file, or of standard input. Raises Ended for what is no text."""
    try:
        # One byte more than is allowed shows that there is more, without reading all of it.
        if file == "-":
            content = sys.stdin.buffer.read(MOST_BYTES + 1)
        else:
            with Path(file).open("rb") as opened:
                content = opened.read(MOST_BYTES + 1)
    except OSError as error:
        raise Ended(USAGE, f"{file}: {error.strerror or error}.") from None
    if len(content) > MOST_BYTES:
        raise Ended(USAGE, f"{file}: larger than {MOST_BYTES:,} bytes; that is no statement.")
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise Ended(
            USAGE, f"{file}: is not UTF-8 text (byte {error.start}). Save it as UTF-8."
        ) from None
    if _BINARY in text:
        raise Ended(USAGE, f"{file}: is not a text file.")
    if not text.strip():
        raise Ended(USAGE, f"{file}: is empty.")
    return text


def _line(file: str, finding: Finding, voice: Voice) -> str:
    message = voice.label(finding.wording.key, **finding.wording.values)
    return f"{file}:{finding.span.line}:{finding.span.column}: {finding.rule}: {message}"


def _score(form: Format, report: Report, voice: Voice) -> str:
    return voice.label("lint.score", format=form.name, score=report.score)
