"""``kolcrisis export``: one incident as a document."""

import asyncio
import json
from collections.abc import Callable
from datetime import UTC, tzinfo
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from bot.cli.archive import Archive, archive
from bot.cli.ending import WRONG, Ended
from bot.cli.options import AsUser, slack_user
from bot.cli.surroundings import settings_for_database
from bot.crisis.events import Language
from bot.crisis.ids import SlackUserId
from bot.crisis.incident import Incident
from bot.locales.voice import Voice, voice_of_channel
from bot.review.build import build
from bot.review.data import to_csv, to_json
from bot.review.html import to_html
from bot.review.markdown import to_markdown
from bot.review.people import people_of
from bot.review.value import Review
from bot.review.wording import Names
from bot.service.directory import zone_of
from bot.service.reader import incident_key
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
    incident: Annotated[str, typer.Argument(help="The incident's id; kolcrisis list shows it.")],
    format: Annotated[  # noqa: A002  # the option is called so
        Format, typer.Option(help="md and html: the review; json: all of it; csv: the timeline.")
    ] = Format.MD,
    out: Annotated[
        Path | None, typer.Option(help="Write to this file instead of the terminal.")
    ] = None,
    language: Annotated[
        In | None, typer.Option(help="Default: the language of the incident's channel.")
    ] = None,
    as_user: AsUser = None,
) -> None:
    """Write one incident as a document: review, data or timeline."""
    user = slack_user(as_user)
    settings = settings_for_database()
    content = asyncio.run(write(settings, incident, format, language=language, user=user))
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
) -> str:
    """Return an incident as a document. Raises Ended if there is none that ``user`` may see."""
    async with archive(settings) as records:
        incident = await records.incident(incident_id, user)
        record = await records.store.read(incident_key(incident.team, incident.id))
        review = build(incident, record)
        spoken: Language = language.value if language else incident.language
        voice = voice_of_channel(spoken, await _zone(records, incident))
        return _WRITERS[form](review, voice, await _names(records, incident, review))


async def _zone(records: Archive, incident: Incident) -> tzinfo:
    profile = await records.store.people.get(incident.team, incident.commander)
    return zone_of(profile) if profile is not None else UTC


async def _names(records: Archive, incident: Incident, review: Review) -> Names:
    known = await records.store.people.get_many(incident.team, people_of(review))
    return lambda user: known[user].name if user in known else user


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
