"""The forms of the statement desk: writing, answering, recording for somebody, publishing.

Called by the handlers. Each names the version that its reader saw, so that nobody answers another.
"""

from collections.abc import Iterator

from slack_sdk.models.blocks import Block

from bot.crisis.ids import SlackUserId
from bot.crisis.incident import Decision, Incident
from bot.crisis.statements import (
    Missing,
    Statement,
    asked_roles,
    missing,
    must_compare,
    roles_to_speak,
)
from bot.locales.voice import Voice
from bot.views.findings import found, score_line
from bot.views.finish import View, modal
from bot.views.inputs import (
    checks_input,
    files_input,
    radio_input,
    select_input,
    text_input,
    time_input,
)
from bot.views.parts import context, pack, section
from bot.views.roles import role_name
from bot.views.statement import (
    changed,
    format_name,
    lacking,
    value_of,
    waits_line,
    whole,
)
from bot.views.status_card import STATEMENT

DRAFT = STATEMENT
ANSWER = "statement.answer"
RECORD = "statement.record"
PUBLISH = "statement.publish"
DROP = "statement.drop"

FORMAT = "format"
TEXT = "text"
CHANGE = "change"
VERDICT = "verdict"
SAME = "same"
COMMENT = "comment"
ROLE = "role"
BY = "by"
LINK = "link"
PUBLISHED_AT = "published_at"
SCREENSHOT = "screenshot"
OVERRIDE = "override"
REASON = "reason"

APPROVED = "approve"
CHANGES = "changes"

_MOST_FOUND = 40
_MOST_FILES = 5
_LINES = 6
"""Findings in one section; more of them go into the next."""


def draft_modal(
    incident: Incident,
    voice: Voice,
    statement: Statement | None = None,
    decision: Decision | None = None,
) -> View:
    """Return the form for a text: a new one, or the next version of a statement.

    A new one may carry out a decision to speak, which says in what form.
    """
    formats = incident.playbook.handbook.formats
    kind = incident.playbook.decision_by_id.get(decision.kind) if decision is not None else None
    form = kind.drafts(decision.choices) if kind is not None and decision is not None else None
    before = None if statement is None else statement.current
    blocks: list[Block] = [
        context(voice.say("statement.explain"), waits_line(incident, voice)),
        select_input(
            FORMAT,
            voice.label("statement.format"),
            ((one.id, voice.label_text(one.name)) for one in formats),
            initial=form if statement is None else statement.format,
            required=True,
        ),
        text_input(
            TEXT,
            voice.label("statement.words"),
            initial="" if before is None else before.text.text,
            hint=voice.label("statement.words_hint"),
            required=True,
            multiline=True,
        ),
    ]
    if statement is not None:
        blocks.append(text_input(CHANGE, voice.label("statement.change")))
    return modal(
        DRAFT,
        voice.label("statement.heading"),
        blocks,
        submit=voice.label("statement.submit"),
        close=voice.label("modal.cancel"),
        private_metadata=_about(incident, decision)
        if statement is None
        else value_of(incident, statement),
    )


def _about(incident: Incident, decision: Decision | None) -> str:
    return pack(incident.id) if decision is None else pack(incident.id, "", "", decision.id)


def read_modal(
    incident: Incident,
    statement: Statement,
    voice: Voice,
    user: SlackUserId,
    *,
    verdict: str | None = None,
) -> View:
    """Return a version with everything about it; those whose word it needs can give it here."""
    roles = roles_to_speak(incident, statement, user) if statement.open else ()
    asks = bool(roles) and not incident.closed
    blocks = [*_read(incident, statement, voice)]
    if asks:
        blocks += _answer(incident, statement, voice, user, verdict)
    return modal(
        ANSWER,
        voice.label("statement.read_heading"),
        blocks,
        submit=voice.label("statement.answer_submit") if asks else None,
        close=voice.label("modal.cancel") if asks else voice.label("modal.close"),
        private_metadata=value_of(incident, statement),
    )


def record_modal(incident: Incident, statement: Statement, voice: Voice) -> View:
    """Return the form for the answer of somebody outside Slack."""
    roles = asked_roles(incident, statement)
    blocks: list[Block] = [
        context(voice.say("statement.record_explain")),
        select_input(
            ROLE,
            voice.label("statement.role"),
            ((role, _plain(incident, role, voice)) for role in roles),
            initial=roles[0] if len(roles) == 1 else None,
            required=True,
        ),
        text_input(BY, voice.label("statement.by"), required=True),
        _verdict(voice, None),
        *_same(statement, voice, required=False),
        text_input(
            COMMENT,
            voice.label("statement.means"),
            hint=voice.label("statement.means_hint"),
            required=True,
            multiline=True,
        ),
    ]
    return modal(
        RECORD,
        voice.label("menu.statement.record"),
        blocks,
        submit=voice.label("statement.record_submit"),
        close=voice.label("modal.cancel"),
        private_metadata=value_of(incident, statement),
    )


def publish_modal(
    incident: Incident, statement: Statement, voice: Voice, user: SlackUserId
) -> View:
    """Return the form that says where a version stands. What is missing is said first."""
    lacks = missing(incident, statement)
    blocks: list[Block] = [
        section(
            voice.say(
                "statement.publish_which",
                format=format_name(incident, statement),
                version=statement.current.number,
            )
        ),
        *_lacks(incident, lacks, voice, commands=user == incident.commander),
        text_input(LINK, voice.label("statement.link"), hint=voice.label("statement.link_hint")),
        time_input(PUBLISHED_AT, voice.label("statement.published_at")),
        files_input(SCREENSHOT, voice.label("statement.screenshot"), most=_MOST_FILES),
    ]
    return modal(
        PUBLISH,
        voice.label("statement.publish_heading"),
        blocks,
        submit=voice.label("statement.publish_submit"),
        close=voice.label("modal.cancel"),
        private_metadata=value_of(incident, statement),
    )


def drop_modal(incident: Incident, statement: Statement, voice: Voice) -> View:
    """Return the form that says why a statement will not be published."""
    return modal(
        DROP,
        voice.label("statement.drop_heading"),
        [
            section(
                voice.say(
                    "statement.drop_which",
                    format=format_name(incident, statement),
                    version=statement.current.number,
                )
            ),
            text_input(REASON, voice.label("statement.reason"), required=True, multiline=True),
        ],
        submit=voice.label("statement.drop_submit"),
        close=voice.label("modal.cancel"),
        private_metadata=value_of(incident, statement),
    )


def _read(incident: Incident, statement: Statement, voice: Voice) -> Iterator[Block]:
    name, number = format_name(incident, statement), statement.current.number
    yield section(voice.say("statement.reads", format=name, version=number))
    yield from whole(statement.current.text, voice)
    lines = tuple(changed(statement, voice))
    if lines:
        yield section(*lines)
    yield section(score_line(incident, statement, voice) or voice.say("statement.not_read"))
    findings = list(found(incident, statement, voice))[:_MOST_FOUND]
    for at in range(0, len(findings), _LINES):
        yield section(*findings[at : at + _LINES])
    if findings:
        yield context(voice.say("statement.no_verdict"))


def _answer(
    incident: Incident, statement: Statement, voice: Voice, user: SlackUserId, verdict: str | None
) -> Iterator[Block]:
    yield _verdict(voice, verdict)
    if must_compare(incident, statement, roles_to_speak(incident, statement, user)):
        yield from _same(statement, voice, required=False)
    yield text_input(
        COMMENT,
        voice.label("statement.comment"),
        hint=voice.label("statement.comment_hint"),
        multiline=True,
    )


def _verdict(voice: Voice, initial: str | None) -> Block:
    offered = (
        (APPROVED, voice.label("statement.approve")),
        (CHANGES, voice.label("statement.changes")),
    )
    return radio_input(
        VERDICT, voice.label("statement.verdict"), offered, initial=initial, required=True
    )


def _same(statement: Statement, voice: Voice, *, required: bool) -> Iterator[Block]:
    if statement.current.paired:
        offered = [(SAME, voice.label("statement.same"))]
        yield checks_input(SAME, voice.label("statement.pair"), offered, required=required)


def _lacks(incident: Incident, lacks: Missing, voice: Voice, *, commands: bool) -> Iterator[Block]:
    if not lacks:
        return
    yield section(voice.say("statement.lacks"), *lacking(incident, lacks, voice))
    yield text_input(
        OVERRIDE,
        voice.label("statement.override"),
        hint=voice.label("statement.override_hint")
        if commands
        else voice.label("statement.override_not_yours"),
        multiline=True,
    )


def _plain(incident: Incident, role: str, voice: Voice) -> str:
    name = role_name(incident, role)
    return name if isinstance(name, str) else voice.label_text(name)
