"""A brief as a document to be handed on. Called by ``kolcrisis export`` and for the file in Slack.

It holds what an influencer is told. How far it is approved stands on top, so that nobody works from
a draft by mistake; what the team noted beside it (who wrote it, what shows the acknowledgement)
stays inside.
"""

from collections.abc import Iterator

from bot.crisis.handbook_prevention import Prevention
from bot.crisis.words import Words
from bot.locales.catalog import LOCALES
from bot.locales.voice import Voice
from bot.prevention.brief import Brief
from bot.review.document import Bullets, Document, Paragraph, Section, Table
from bot.review.wording import Lines, Wording


def brief_sheet(brief: Brief, name: Words, known: Prevention, voice: Voice) -> Document:
    """Return a brief in the languages of a voice; what was typed stays as it was typed."""
    wording = Wording(voice, str)
    return Document(
        language=LOCALES[voice.languages[0]].replace("_", "-"),
        title=wording.say("brief.title", kol=name, campaign=brief.campaign),
        mark=_mark(brief, wording),
        intro=(),
        sections=tuple(_sections(brief, known, wording)),
    )


def _mark(brief: Brief, wording: Wording) -> Lines:
    version = brief.version
    if brief.approved_at is None:
        return wording.say("brief.mark_draft", version=version)
    return wording.say("brief.mark_approved", version=version, time=brief.approved_at)


def _sections(brief: Brief, known: Prevention, wording: Wording) -> Iterator[Section]:
    for one in known.sections:
        if one.id in brief.sections:
            text = wording.typed(brief.sections[one.id])
            yield Section(wording.name(one.name), (Paragraph(text),))
    if brief.claims:
        head = ("brief.column_claim", "brief.column_proof", "brief.column_owner")
        rows = tuple(
            (wording.typed(one.claim), wording.typed(one.proof), wording.typed(one.owner))
            for one in brief.claims
        )
        yield Section(wording.say("brief.claims"), (Table(tuple(map(wording.say, head)), rows),))
    agreed = tuple(wording.name(one.name) for one in known.clauses if one.id in brief.clauses)
    if agreed:
        yield Section(wording.say("brief.clauses"), (Bullets(agreed),))
