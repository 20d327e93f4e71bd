"""The forms behind a piece of content's buttons. Called by the handlers."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime

from slack_sdk.models.blocks import Block, InputBlock

from bot.crisis.events.content import ContentPiece
from bot.crisis.handbook_prevention import Prevention
from bot.crisis.ids import RoleId, SlackUserId
from bot.crisis.words import Person, Words
from bot.lint.report import Finding
from bot.locales.voice import Voice
from bot.prevention.content import Content
from bot.views.finish import View, modal
from bot.views.inputs import (
    checks_input,
    person_input,
    select_input,
    text_input,
    time_input,
)
from bot.views.parts import pack, section, shortened
from bot.views.prevention.content import (
    APPROVE,
    CLOSE,
    NAME,
    PUBLISH,
    REJECT,
    REVIEW,
    START,
    SUBMIT,
    WRITE,
    findings_blocks,
    piece_words,
    thing,
)

TITLE = "title"
CATEGORY = "category"
PLANNED = "planned_at"
TEXT = "text"
COVER = "cover"
TAGS = "tags"
COMMENT = "comment"
SEAT = "seat."
"""What the block ids of the stages begin with; the playbook's id follows."""
BACKUP = "backup"
KOL_SIDE = "kol_side"
CLIENT = "client"
REASON = "reason"
EVIDENCE = "evidence"
SINCE = "since"
NOTE_URL = "note_url"
REMARK = "remark"
EARLY = "early"


def start_modal(
    brief: str, name: Words, category: str | None, known: Prevention, voice: Voice
) -> View:
    """Return the form that begins a piece."""
    return modal(
        START,
        voice.label("content.heading"),
        [
            section(voice.say("kol.name", kol=shortened(name, NAME))),
            text_input(
                TITLE,
                voice.label("content.title"),
                hint=voice.label("content.title_hint"),
                required=True,
            ),
            select_input(
                CATEGORY,
                voice.label("content.category"),
                ((one.id, voice.label_text(one.name)) for one in known.categories),
                initial=category,
                hint=voice.label("content.category_hint"),
                required=True,
            ),
            _planned(None, voice),
        ],
        submit=voice.label("brief.start"),
        close=voice.label("modal.cancel"),
        private_metadata=pack(brief),
    )


def write_modal(content: Content, voice: Voice) -> View:
    """Return the form for the next version, filled with the present one."""
    return modal(
        WRITE,
        voice.label("content.heading"),
        [*_piece_inputs(content.piece, voice), _planned(content.planned_at, voice)],
        submit=voice.label("modal.save"),
        close=voice.label("modal.cancel"),
        private_metadata=pack(content.id, str(content.version)),
    )


def submit_modal(
    content: Content,
    known: Prevention,
    roster: Mapping[RoleId, Sequence[Person]],
    found: Sequence[Finding],
    voice: Voice,
) -> View:
    """Return the form: who approves at each stage, who stands in, who is reminded."""
    rules = known.approval

    def first(roles: Sequence[RoleId]) -> SlackUserId | None:
        people = (one.slack for role in roles for one in roster.get(role, ()))
        return next((one for one in people if one and one != content.written_by), None)

    inputs: list[Block] = [
        person_input(f"{SEAT}{stage.id}", voice.label_text(stage.name), initial=first(stage.roles))
        for stage in rules.needed(regulated=known.regulated(content.category))
    ]
    inputs += [
        person_input(
            BACKUP,
            voice.label("content.backup"),
            initial=first(rules.backup),
            hint=voice.label("content.backup_hint"),
        ),
        person_input(
            KOL_SIDE,
            voice.label("content.kol_side"),
            initial=first(rules.kol_side),
            hint=voice.label("content.kol_side_hint"),
        ),
        person_input(
            CLIENT,
            voice.label("content.client"),
            initial=first(rules.client),
            hint=voice.label("content.client_hint", hours=rules.client_hours),
        ),
    ]
    if found:
        inputs.append(_reason(voice, "content.findings_reason", "content.findings_hint"))
    return modal(
        SUBMIT,
        voice.label("content.submit_heading"),
        [*findings_blocks(found, voice), *inputs],
        submit=voice.label("content.send"),
        close=voice.label("modal.cancel"),
        private_metadata=pack(content.id, str(content.version)),
    )


def approve_modal(content: Content, stage: str, known: Prevention, voice: Voice) -> View:
    """Return the form that records a yes at a stage."""
    return modal(
        APPROVE,
        voice.label("content.heading"),
        [
            *_about(content, stage, known, voice),
            text_input(
                EVIDENCE,
                voice.label("vetting.evidence"),
                hint=voice.label("content.evidence_hint"),
                multiline=True,
            ),
        ],
        submit=voice.label("content.approve"),
        close=voice.label("modal.cancel"),
        private_metadata=pack(content.id, str(content.version), stage),
    )


def reject_modal(content: Content, stage: str, known: Prevention, voice: Voice) -> View:
    """Return the form that records a no at a stage, and what should change."""
    return modal(
        REJECT,
        voice.label("content.heading"),
        [
            *_about(content, stage, known, voice),
            _reason(voice, "content.reject_reason", "content.reject_hint"),
        ],
        submit=voice.label("content.reject"),
        close=voice.label("modal.cancel"),
        private_metadata=pack(content.id, str(content.version), stage),
    )


def review_modal(content: Content, known: Prevention, voice: Voice, now: datetime) -> View:
    """Return the form: since when the platform waits for the client."""
    hours = known.approval.client_hours
    return modal(
        REVIEW,
        voice.label("content.heading"),
        [
            section(voice.say("content.review_explain", hours=hours)),
            time_input(SINCE, voice.label("content.since"), initial=now, required=True),
        ],
        submit=voice.label("modal.save"),
        close=voice.label("modal.cancel"),
        private_metadata=pack(content.id, str(content.version)),
    )


def publish_modal(
    content: Content, missing: Sequence[str], known: Prevention, voice: Voice
) -> View:
    """Return the form: where it stands, and what exactly; a reason for what came too early."""
    lines = [voice.say("content.publish_explain")]
    if missing:
        things = tuple(thing(one, known) for one in missing)
        lines.append(voice.say("content.publish_missing", things=things))
    return modal(
        PUBLISH,
        voice.label("content.publish_heading"),
        [
            section(*lines),
            text_input(NOTE_URL, voice.label("content.note_url"), required=True),
            *_piece_inputs(content.piece, voice),
            _reason(voice, "content.override_reason", "content.override_hint"),
        ],
        submit=voice.label("modal.save"),
        close=voice.label("modal.cancel"),
        private_metadata=pack(content.id, str(content.version)),
    )


def close_modal(content: Content, voice: Voice) -> View:
    """Return the form that ends it: what was seen, and whether that is before its time."""
    blocks: list[InputBlock] = [
        text_input(
            REMARK,
            voice.label("content.remark"),
            hint=voice.label("content.remark_hint"),
            required=True,
            multiline=True,
        )
    ]
    if content.watched_at is None:
        choice = [(EARLY, voice.label("content.early"))]
        blocks.append(checks_input(EARLY, voice.label("content.early_label"), choice))
    return modal(
        CLOSE,
        voice.label("content.heading"),
        blocks,
        submit=voice.label("content.close"),
        close=voice.label("modal.cancel"),
        private_metadata=pack(content.id, str(content.version)),
    )


def _about(content: Content, stage: str, known: Prevention, voice: Voice) -> Iterator[Block]:
    yield section(
        voice.say("content.name", title=shortened(content.title, NAME)),
        voice.say("content.at_stage", stage=thing(stage, known), version=content.version),
    )


def _planned(at: datetime | None, voice: Voice) -> InputBlock:
    hint = voice.label("content.planned_hint")
    return time_input(PLANNED, voice.label("content.planned_label"), initial=at, hint=hint)


def _reason(voice: Voice, label: str, hint: str) -> InputBlock:
    return text_input(REASON, voice.label(label), hint=voice.label(hint), multiline=True)


def _piece_inputs(piece: ContentPiece | None, voice: Voice) -> Iterator[InputBlock]:
    def now(part: str) -> str:
        words = piece_words(piece, part) if piece is not None else None
        return words.text if words is not None else ""

    yield text_input(
        TEXT, voice.label("content.text"), initial=now(TEXT), required=True, multiline=True
    )
    yield text_input(
        COVER,
        voice.label("content.cover"),
        initial=now(COVER),
        hint=voice.label("content.cover_hint"),
        multiline=True,
    )
    yield text_input(
        TAGS, voice.label("content.tags"), initial=now(TAGS), hint=voice.label("content.tags_hint")
    )
    yield text_input(
        COMMENT,
        voice.label("content.comment"),
        initial=now(COMMENT),
        hint=voice.label("content.comment_hint"),
        multiline=True,
    )
