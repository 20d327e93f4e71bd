"""``kolcrisis export``: one incident, or what is kept of prevention, as a document."""

import asyncio
import json
from collections.abc import Callable
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from bot.cli.archive import archive
from bot.cli.beside import find, write_found
from bot.cli.ending import USAGE, WRONG, Ended
from bot.cli.options import AsUser, slack_user
from bot.cli.review import names_of, review_of, zone_of_commander
from bot.cli.surroundings import settings_for_database
from bot.crisis.events import Language
from bot.crisis.ids import SlackUserId
from bot.locales.voice import Voice, voice_of_channel
from bot.review.data import to_csv, to_json
from bot.review.document import Document
from bot.review.html import page, to_html
from bot.review.markdown import to_markdown, written
from bot.review.shareable import shareable as copy_of
from bot.review.value import Review
from bot.review.wording import Names
from bot.settings import Settings


class Format(StrEnum):
    """What a document is written as."""

    MD = "md"
    HTML = "html"
    JSON = "json"
    CSV = "csv"


class In(StrEnum):
    """The languages of a document."""

    EN = "en"
    ZH = "zh"
    BOTH = "both"


def export(
    incident: Annotated[str, typer.Argument(help="Its id; kolcrisis list shows it.")],
    format: Annotated[  # noqa: A002  # the option is called so
        Format, typer.Option(help="md and html: the review; json: all of it; csv: the timeline.")
    ] = Format.MD,
    out: Annotated[
        Path | None, typer.Option(help="Write to this file instead of the terminal.")
    ] = None,
    language: Annotated[
        In | None, typer.Option(help="Default: that of the incident's channel, else both.")
    ] = None,
    *,
    shareable: Annotated[
        bool, typer.Option("--shareable", help="Without names and without what people typed.")
    ] = False,
    as_user: AsUser = None,
) -> None:
    """Write one incident as a document: review, data or timeline.

    Also a KOL, a brief, a piece of content or a campaign: what was recorded, or the brief itself.
    """
    user = slack_user(as_user)
    if shareable and format not in _COPIES:
        raise Ended(USAGE, "--shareable is a copy to be read: ask for --format md or html.")
    settings = settings_for_database()
    content = asyncio.run(
        write(settings, incident, format, language=language, user=user, shareable=shareable)
    )
    if out is None:
        typer.echo(content, nl=not content.endswith("\n"))
        return
    try:
        # newline="": CSV brings line ends of its own.
        out.write_text(content, encoding="utf-8", newline="")
    except OSError as error:
        raise Ended(WRONG, f"--out {out}: {error.strerror or error}.") from None


async def write(
    settings: Settings,
    incident_id: str,
    form: Format,
    *,
    language: In | None = None,
    user: SlackUserId | None = None,
    shareable: bool = False,
) -> str:
    """Return what has this id as a document. Raises Ended if ``user`` may see none."""
    async with archive(settings) as records:
        found = await find(records, settings, incident_id, user)
        if found is not None:
            if shareable:
                raise Ended(USAGE, "--shareable is a copy of a review: name an incident.")
            return await write_found(records, settings, found, form.value, _spoken(language))
        incident = await records.incident(incident_id, user)
        review = await review_of(records, incident)
        spoken: Language = language.value if language else incident.language
        voice = voice_of_channel(spoken, await zone_of_commander(records, incident))
        if shareable:
            return _COPIES[form](copy_of(review, voice), review.draft)
        return _WRITERS[form](review, voice, await names_of(records, incident, review))


def _spoken(language: In | None) -> Language:
    return language.value if language else "both"


def _json(review: Review, _: Voice, __: Names) -> str:
    return json.dumps(to_json(review), ensure_ascii=False, indent=2) + "\n"


def _csv(review: Review, _: Voice, __: Names) -> str:
    return to_csv(review)


_WRITERS: dict[Format, Callable[[Review, Voice, Names], str]] = {
    Format.MD: to_markdown,
    Format.HTML: to_html,
    Format.JSON: _json,
    Format.CSV: _csv,
}
_COPIES: dict[Format, Callable[[Document, bool], str]] = {
    Format.MD: lambda copy, _: written(copy),
    Format.HTML: lambda copy, draft: page(copy, draft=draft),
}
"""What a copy without names is written as: data would need keys of its own."""
