"""A piece of content becomes public, or changes after it was read. Pure; used by the rules."""

from collections.abc import Iterator

from bot.crisis.events import Event
from bot.crisis.events.content import (
    ContentPiece,
    ContentPublished,
    ContentTold,
    ContentWritten,
)
from bot.crisis.handbook_approval import UNCHANGED
from bot.crisis.handbook_prevention import Prevention
from bot.crisis.ids import SlackUserId
from bot.crisis.intents import Refusal
from bot.crisis.texts import Text
from bot.crisis.words import Words
from bot.prevention.content import Content, changed_parts, digest_of, not_yet
from bot.prevention.intents_content import PublishContent


def rewritten(content: Content, piece: ContentPiece, salt: Words | None) -> Iterator[Event]:
    """Yield the next version, and that those who read another one are told what changed."""
    yield ContentWritten(content.version + 1, piece, salt)
    if content.read_as is None:
        return
    parts = changed_parts(content.read_as, piece)
    side = content.sent.kol_side if content.sent is not None else None
    to = tuple(sorted(content.read_by | ({side} if side is not None else frozenset())))
    if parts and to and content.approved:
        yield ContentTold("changed", to, parts=parts)


def held_back(content: Content, blocks: tuple[str, ...], known: Prevention) -> tuple[str, ...]:
    """Return everything that should come before publication and has not."""
    stages = not_yet(content, known.approval, regulated=known.regulated(content.category))
    return (*blocks, *stages)


def published(
    content: Content, intent: PublishContent, known: Prevention
) -> tuple[Event, ...] | Refusal:
    """Return that it is public as it is; what should have come first needs a reason."""
    if intent.version != content.version or content.piece is None:
        return Refusal("refusal.content.meanwhile", "closed")
    if not intent.note_url.text.strip():
        return Refusal("refusal.content.url", "missing", field="note_url")
    if not intent.piece.text.text.strip():
        return Refusal("refusal.content.text", "missing", field="text")
    changed = changed_parts(content.piece, intent.piece)
    before = content.published
    if before is not None and before.version == content.version and not changed:
        return Refusal("refusal.details.same", "already")
    missing = (*held_back(content, intent.blocks, known), *((UNCHANGED,) if changed else ()))
    if missing and intent.reason is None:
        name = known.approval.name(missing[0]) or Text(missing[0], missing[0])
        key = "refusal.content.unapproved"
        return Refusal(key, "missing", {"thing": name}, field="reason")
    new = tuple(rewritten(content, intent.piece, intent.salt)) if changed else ()
    event = ContentPublished(
        version=content.version + bool(changed),
        digest=digest_of(intent.piece, intent.salt if changed else content.salt),
        note_url=intent.note_url,
        overridden=missing,
        changed=changed,
        reason=intent.reason if missing else None,
    )
    return (*new, event, *_told(content))


def _told(content: Content) -> Iterator[Event]:
    sent = content.sent
    everyone: list[SlackUserId | None] = [content.started_by]
    if sent is not None:
        everyone = [sent.kol_side, sent.client, *(one.user for one in sent.seats)]
    to = tuple(dict.fromkeys(one for one in everyone if one is not None))
    if to:
        yield ContentTold("published", to)
