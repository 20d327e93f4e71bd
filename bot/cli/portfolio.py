"""``kolcrisis portfolio``: how much of spend and exposure lies with whom, for a spreadsheet."""

import asyncio
import csv
import io
import json
from collections.abc import Callable, Sequence
from datetime import UTC
from decimal import Decimal
from enum import StrEnum
from pathlib import Path
from typing import Annotated, Any

import typer

from bot.cli.archive import archive
from bot.cli.ending import WRONG, Ended, explained
from bot.cli.surroundings import settings_for_database
from bot.clock.sources import SystemClock
from bot.crisis.handbook_monitoring import PortfolioLimits
from bot.locales.voice import voice_of_channel
from bot.playbook.load import default_path, dump, parse
from bot.prevention.portfolio import (
    MEASURES,
    By,
    Concentration,
    Line,
    chosen,
    concentration,
    lines_of,
    without,
)
from bot.review.data import harmless
from bot.review.pictures.draw import to_svg
from bot.review.pictures.shares import shares
from bot.review.wording import Wording
from bot.service.campaigns import campaign_streams
from bot.service.kols import kol_streams
from bot.service.shelf import Shelf
from bot.settings import Settings

_BY: tuple[By, ...] = ("kol", "mcn")
_COLUMNS = ("campaign", "quarter", "kol", "name", "mcn", "tier", "spend", "exposure")
_TENTH = Decimal("0.1")


class Format(StrEnum):
    """What the portfolio is written as."""

    CSV = "csv"
    JSON = "json"
    SVG = "svg"


def portfolio(
    format: Annotated[  # noqa: A002  # the option is called so
        Format, typer.Option(help="csv: the lines; json: with shares and index; svg: a picture.")
    ] = Format.CSV,
    quarter: Annotated[str | None, typer.Option(help="Only this one, such as 2026-Q1.")] = None,
    campaign: Annotated[str | None, typer.Option(help="Only this campaign, by its id.")] = None,
    out: Annotated[
        Path | None, typer.Option(help="Write to this file instead of the terminal.")
    ] = None,
) -> None:
    """Write how much of spend and exposure lies with which KOL and agency."""
    lines, limits = asyncio.run(_read(settings_for_database()))
    content = _WRITERS[format](chosen(lines, quarter, campaign), limits)
    if out is None:
        typer.echo(content, nl=not content.endswith("\n"))
        return
    try:
        # newline="": CSV brings line ends of its own.
        out.write_text(content, encoding="utf-8", newline="")
    except OSError as error:
        raise Ended(WRONG, f"--out {out}: {error.strerror or error}.") from None


async def _read(settings: Settings) -> tuple[tuple[Line, ...], PortfolioLimits]:
    with explained():
        document = dump(settings.playbook or default_path())
        playbook = parse(document)
    async with archive(settings) as records:
        shelf, clock = Shelf(records.store, playbook, document), SystemClock()
        kols = kol_streams(records.store, clock, shelf)
        campaigns = campaign_streams(records.store, clock, shelf)
        lines: list[Line] = []
        for team in await records.store.teams():
            known = {one.id: one for one in await kols.all(team)}
            lines += lines_of(await campaigns.all(team), known)
    return tuple(lines), playbook.handbook.prevention.portfolio


def _csv(lines: Sequence[Line], _: PortfolioLimits) -> str:
    out = io.StringIO()
    writer = csv.writer(out, quoting=csv.QUOTE_ALL, lineterminator="\r\n")
    writer.writerow(_COLUMNS)
    for line in lines:
        row = _row(line)
        writer.writerow(harmless("" if row[name] is None else str(row[name])) for name in _COLUMNS)
    return out.getvalue()


def _json(lines: Sequence[Line], limits: PortfolioLimits) -> str:
    found = [
        _summary(one, lines, limits)
        for measure in MEASURES
        for by in _BY
        if (one := concentration(lines, measure, by)) is not None
    ]
    data = {"currency": limits.currency, "lines": [*map(_row, lines)], "concentration": found}
    return json.dumps(data, ensure_ascii=False, indent=2) + "\n"


def _svg(lines: Sequence[Line], limits: PortfolioLimits) -> str:
    picture = shares(lines, limits, Wording(voice_of_channel("both", UTC), str))
    if picture is None:
        raise Ended(WRONG, "Nothing is recorded that could be drawn.")
    return to_svg(picture)


def _row(line: Line) -> dict[str, Any]:
    return {
        "campaign": line.campaign_name.text,
        "quarter": line.quarter,
        "kol": line.kol,
        "name": line.name.text,
        "mcn": line.mcn.text if line.mcn is not None else None,
        "tier": line.tier,
        "spend": f"{line.spend:f}",
        "exposure": line.exposure,
    }


def _summary(
    found: Concentration, lines: Sequence[Line], limits: PortfolioLimits
) -> dict[str, Any]:
    rest = concentration(without(lines, found.top.holder, found.by), found.measure, found.by)
    return {
        "measure": found.measure,
        "by": found.by,
        "total": f"{found.total:f}",
        "hhi": _number(found.hhi),
        "effective": _number(found.effective),
        "top_share_too_large": found.too_much(limits),
        "too_concentrated": found.too_few(limits),
        "shares": [
            {"name": one.name.text, "amount": f"{one.amount:f}", "percent": _number(one.percent)}
            for one in found.shares
        ],
        "without_the_largest": None
        if rest is None
        else {"hhi": _number(rest.hhi), "effective": _number(rest.effective)},
    }


def _number(number: Decimal) -> str:
    return f"{number.quantize(_TENTH):f}"


_WRITERS: dict[Format, Callable[[Sequence[Line], PortfolioLimits], str]] = {
    Format.CSV: _csv,
    Format.JSON: _json,
    Format.SVG: _svg,
}
