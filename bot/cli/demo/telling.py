"""Telling what happens: with progress and colour in a terminal, as plain lines elsewhere."""

import asyncio
import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Protocol

import typer
from rich.console import Console
from rich.panel import Panel
from rich.progress import BarColumn, MofNCompleteColumn, Progress, SpinnerColumn, TextColumn
from rich.text import Text

READING_SECONDS = 0.6
"""A pause after each scene, for whoever watches."""


class Teller(Protocol):
    """Says what happens to whoever looks on."""

    async def scene(self, when: str, title: str) -> None:
        """Begin a scene."""
        ...

    def line(self, text: str) -> None:
        """Say one thing."""
        ...

    def shown(self, heading: str, text: str) -> None:
        """Show what people saw, word by word."""
        ...

    def done(self) -> None:
        """End a scene."""
        ...


class PlainTeller:
    """Lines for a log."""

    async def scene(self, when: str, title: str) -> None:
        """Begin a scene."""
        typer.echo(f"{when}  {title}")

    def line(self, text: str) -> None:
        """Say one thing."""
        typer.echo(f"       {text}")

    def shown(self, heading: str, text: str) -> None:
        """Show what people saw."""
        typer.echo(f"       {heading}:")
        for line in text.splitlines():
            typer.echo(f"       | {line}")

    def done(self) -> None:
        """End a scene."""


class RichTeller:
    """A story above a progress bar. ``pause`` is in seconds."""

    def __init__(self, console: Console, progress: Progress, scenes: int, pause: float) -> None:
        self._console = console
        self._progress = progress
        self._pause = pause
        self._task = progress.add_task("", total=scenes)

    async def scene(self, when: str, title: str) -> None:
        """Begin a scene, after time to read the one before."""
        await asyncio.sleep(self._pause)
        self._progress.update(self._task, description=title)
        self._console.print(Text.assemble((when, "dim"), "  ", (title, "bold")))

    def line(self, text: str) -> None:
        """Say one thing."""
        self._console.print(Text(f"       {text}", style="dim"))

    def shown(self, heading: str, text: str) -> None:
        """Show what people saw."""
        self._console.print(Panel(Text(text), title=Text(heading), title_align="left", width=100))

    def done(self) -> None:
        """End a scene."""
        self._progress.advance(self._task)


def watched() -> bool:
    """Whether somebody looks on: a terminal, and no machine that only keeps a log."""
    return sys.stdout.isatty() and not os.environ.get("CI")


@contextmanager
def teller(scenes: int, *, fast: bool) -> Iterator[Teller]:
    """Lend the teller that fits where the output goes."""
    if not watched():
        yield PlainTeller()
        return
    console = Console(highlight=False)
    columns = (
        SpinnerColumn(),
        MofNCompleteColumn(),
        BarColumn(bar_width=20),
        TextColumn("{task.description}", markup=False),
    )
    with Progress(*columns, console=console, transient=True) as progress:
        yield RichTeller(console, progress, scenes, 0.0 if fast else READING_SECONDS)
