"""The list of commands, and the one place where a command's end becomes an exit code."""

import os
import sys
from importlib.metadata import version
from typing import Annotated

import typer

from bot.cli.ending import OK, WRONG, Ended
from bot.cli.export import export
from bot.cli.listing import list_incidents
from bot.cli.migration import migrate
from bot.cli.run import run
from bot.cli.verify import verify


def _show_version(wanted: bool) -> None:  # noqa: FBT001  # typer calls it with the option's value
    if wanted:
        typer.echo(version("kolcrisis"))
        raise typer.Exit


def _command_line() -> typer.Typer:
    app = typer.Typer(
        name="kolcrisis",
        no_args_is_help=True,
        add_completion=False,
        rich_markup_mode=None,
        help="Runs the crisis when an influencer campaign on Xiaohongshu goes wrong.",
    )
    app.callback()(_options)
    app.command()(run)
    app.command("list")(list_incidents)
    app.command()(export)
    app.command()(verify)
    app.command()(migrate)
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
    sys.exit(_code())


def _code() -> int:
    try:
        result = _command_line()(standalone_mode=False, prog_name="kolcrisis")
    except Ended as end:
        _complain(end.lines)
        return end.code
    except typer.TyperException as error:
        _complain([f"{error.format_message()} See kolcrisis --help."])
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


def _complain(lines: tuple[str, ...] | list[str]) -> None:
    for line in lines:
        typer.echo(line, err=True)
