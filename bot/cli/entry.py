"""The list of commands, and the one place where a command's end becomes an exit code."""

import os
import sys
from collections.abc import Sequence
from importlib.metadata import version
from typing import Annotated

import typer

from bot.cli.contract.command import contract
from bot.cli.demo.command import demo
from bot.cli.doctor.command import doctor
from bot.cli.ending import OK, WRONG, Ended
from bot.cli.export import export
from bot.cli.lint import lint
from bot.cli.listing import list_incidents
from bot.cli.migration import migrate
from bot.cli.portfolio import portfolio
from bot.cli.purge import purge
from bot.cli.rehearse.command import rehearse
from bot.cli.restored import restored
from bot.cli.run import run
from bot.cli.stats import count
from bot.cli.transfer import transfer
from bot.cli.verify import verify


def _show_version(wanted: bool) -> None:  # noqa: FBT001  # typer calls it with the option's value
    if wanted:
        typer.echo(version("kolcrisis"))
        raise typer.Exit


def command_line() -> typer.Typer:
    """Return all commands there are."""
    app = typer.Typer(
        name="kolcrisis",
        add_completion=False,
        rich_markup_mode=None,
        # A bug shows where it is and not what people typed.
        pretty_exceptions_enable=False,
        help="Runs the crisis when an influencer campaign on Xiaohongshu goes wrong.",
    )
    app.callback()(_options)
    app.command()(run)
    app.command()(demo)
    app.command()(rehearse)
    app.command()(doctor)
    app.command("list")(list_incidents)
    app.command("stats")(count)
    app.command()(export)
    app.command()(portfolio)
    app.command()(lint)
    app.command()(verify)
    app.command()(purge)
    app.command()(migrate)
    app.command()(transfer)
    app.command()(restored)
    app.command()(contract)
    return app


def _options(
    *,
    version: Annotated[
        bool,
        typer.Option("--version", callback=_show_version, is_eager=True, help="Print the version."),
    ] = False,
) -> None:
    del version  # its callback has printed it


def main() -> None:
    """Run one command and exit: 0 ok, 1 something found wrong, 2 usage or settings."""
    sys.exit(answer(sys.argv[1:]))


def answer(arguments: Sequence[str]) -> int:
    """Run one command and return its exit code; what went wrong is on standard error."""
    try:
        result = command_line()(list(arguments), standalone_mode=False, prog_name="kolcrisis")
    except Ended as end:
        _complain(end.lines)
        return end.code
    except typer.TyperException as error:
        _complain([f"{error.format_message().rstrip('.')}. See kolcrisis --help."])
        return error.exit_code
    except typer.Abort:
        return WRONG
    except KeyboardInterrupt:
        return WRONG
    except BrokenPipeError:
        # Whoever read our output has seen enough; Python must not complain while it exits.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return OK
    return result if isinstance(result, int) else OK


def _complain(lines: Sequence[str]) -> None:
    for line in lines:
        typer.echo(line, err=True)
