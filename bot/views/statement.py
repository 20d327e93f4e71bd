"""A statement as a card: its text, what to look at again, whose word it has, and what follows.

Called by the projector, for the channel and for the letters to those who approve. The handlers
import the action ids from here.
"""

from collections.abc import Iterator

from slack_sdk.models.blocks import ActionsBlock, Block, ButtonElement, OverflowMenuElement

from bot.crisis.ids import ChannelId, StatementId
from bot.crisis.incident import Incident
from bot.crisis.playbook import Text
from bot.crisis.statements import (
    Missing,
    Statement,
    Version,
    Word,
    asked_roles,
    format_of,
    from_approved_lines,
    missing,
)
from bot.crisis.words import Person, Words, in_slack
from bot.locales.values import Link, Mrkdwn, Quoted, escaped, flat
from bot.locales.voice import Voice, channel_link
from bot.views import limits
from bot.views.difference import changes
from bot.views.findings import found, score_line
from bot.views.finish import Message, message
from bot.views.parts import actions, button, context, menu, pack, section, shortened
from bot.views.roles import role_name
from bot.views.status_card import STATEMENT as DRAFT
from bot.views.status_card import TITLE

__all__ = ["APPROVE", "CHANGES", "DRAFT", "MENU", "PUBLISH", "READ", "REVISE"]

REVISE = "statement.revise"
APPROVE = "statement.approve"
CHANGES = "statement.ask_changes"
READ = "statement.read"
PUBLISH = "statement.publish"
MENU = "statement.menu"

_MOST_FOUND = 4
_MOST_CHANGES = 8
_SENTENCE = 200
_COMMENT = 300
_CHUNK = 2800
"""With its quotation marks a part of a text stays within a section (Slack: 3000)."""


def statement_surface(statement: StatementId) -> str:
    """Return the key of a statement's card."""
    return f"statement.{statement}"


def statement_card(incident: Incident, statement: Statement, voice: Voice) -> Message:
    """Return the card of the channel: the latest version, or what became of it."""
    blocks = [*_told(incident, statement, voice)]
    if statement.open and not incident.closed:
        blocks.append(_buttons(incident, statement, voice))
    else:
        blocks.append(actions(_read_button(incident, statement, voice)))
    surface = statement_surface(statement.id)
    return message(_notice(incident, statement, voice), blocks, surface=surface)


def statement_letter(
    incident: Incident, statement: Statement, channel: ChannelId, voice: Voice
) -> Message:
    """Return a version for somebody whose word it needs, with the two answers."""
    value = value_of(incident, statement)
    blocks = [
        section(
            voice.say("letter.statement.head", version=statement.current.number),
            voice.show(Quoted(shortened(incident.title, TITLE))),
            voice.say("list.channel", channel=channel_link(channel)),
        ),
        *_told(incident, statement, voice),
        actions(
            button(voice.label("button.approve"), APPROVE, value, primary=True),
            button(voice.label("button.ask_changes"), CHANGES, value),
            _read_button(incident, statement, voice),
        ),
    ]
    return message(_notice(incident, statement, voice), blocks)


def changes_letter(
    incident: Incident, statement: Statement, channel: ChannelId, voice: Voice
) -> Message:
    """Return what somebody wants to be changed, for the author of the version."""
    name = format_name(incident, statement)
    blocks = [
        section(
            voice.say("letter.changes.head", format=name, version=statement.current.number),
            *(_word(incident, word, voice) for word in statement.objections),
            voice.say("list.channel", channel=channel_link(channel)),
        ),
        *whole(statement.current.text, voice),
        actions(_revise_button(incident, statement, voice, primary=True)),
    ]
    return message(voice.say("letter.changes.text", format=name), blocks)


def format_name(incident: Incident, statement: Statement) -> Text | str:
    """Return what a kind of statement is called; its id when the playbook lost it."""
    form = format_of(incident, statement)
    return statement.format if form is None else form.name


def whole(words: Words, voice: Voice) -> Iterator[Block]:
    """Yield a text in full, in as many sections as it takes: nobody approves half of one."""
    if words.redacted:
        yield section(voice.show(Quoted(words)))
        return
    part: list[str] = []
    taken = 0
    for line in _pieces(words.text):
        size = _size(line)
        if part and taken + size > _CHUNK:
            yield section(voice.show(Quoted(Words("\n".join(part)))))
            part, taken = [], 0
        part.append(line)
        taken += size
    yield section(voice.show(Quoted(Words("\n".join(part)))))


def changed(statement: Statement, voice: Voice) -> Iterator[Mrkdwn]:
    """Yield what the latest version changed, and why."""
    if len(statement.versions) == 1:
        return
    before, now = statement.versions[-2:]
    yield voice.say("card.statement.changed", version=before.number)
    if now.change:
        yield voice.show(Quoted(shortened(now.change, _COMMENT)))
    if before.text.redacted or now.text.redacted:
        return
    made = list(changes(before.text.text, now.text.text))
    for kind, sentence in made[:_MOST_CHANGES]:
        words = shortened(Words(sentence), _SENTENCE)
        yield (
            voice.say("card.statement.out", words=words)
            if kind == "out"
            else voice.say("card.statement.in", words=words)
        )
    if len(made) > _MOST_CHANGES:
        yield voice.say("card.statement.more_changes", count=len(made) - _MOST_CHANGES)


def lacking(incident: Incident, lacks: Missing, voice: Voice) -> Iterator[Mrkdwn]:
    """Yield what a version lacks before it may go out."""
    for task in lacks.tasks:
        yield voice.say("card.statement.lacks_task", task=incident.playbook.task_by_id[task].title)
    if lacks.roles:
        roles = tuple(role_name(incident, role) for role in lacks.roles)
        yield voice.say("card.statement.lacks_roles", roles=roles)


def answer_line(incident: Incident, statement: Statement, voice: Voice) -> Mrkdwn | None:
    """Return whether anybody waits for an answer, for the brand's own voice."""
    form = format_of(incident, statement)
    return waits_line(incident, voice) if form is not None and form.own_voice else None


def waits_line(incident: Incident, voice: Voice) -> Mrkdwn | None:
    """Return whether people ask or tag the brand, as far as anybody recorded it."""
    desk = incident.playbook.handbook.desk
    asked = desk.asked is not None and desk.asked in incident.conditions
    text = desk.if_asked if asked else desk.if_not_asked
    return None if text is None else voice.text(text)


def _told(incident: Incident, statement: Statement, voice: Voice) -> Iterator[Block]:
    yield section(_head(incident, statement, voice), *_became(statement, voice))
    yield from whole(_shown(statement).text, voice)
    if not statement.open:
        yield context(*_answers(incident, statement, voice), _by(statement.current, voice))
        return
    lines = tuple(changed(statement, voice))
    if lines:
        yield section(*lines)
    yield section(score_line(incident, statement, voice), *_findings(incident, statement, voice))
    yield section(*_answers(incident, statement, voice), _position(incident, statement, voice))
    yield context(_by(statement.current, voice), answer_line(incident, statement, voice))


def _shown(statement: Statement) -> Version:
    number = statement.published_version
    return next((one for one in statement.versions if one.number == number), statement.current)


def _head(incident: Incident, statement: Statement, voice: Voice) -> Mrkdwn:
    name, number = format_name(incident, statement), statement.current.number
    if statement.published_at is not None:
        return voice.say("card.statement.published", format=name, time=statement.published_at)
    if statement.dropped_at is not None:
        return voice.say("card.statement.dropped", format=name)
    if missing(incident, statement):
        return voice.say("card.statement.draft", format=name, version=number)
    return voice.say("card.statement.ready", format=name, version=number)


def _became(statement: Statement, voice: Voice) -> Iterator[Mrkdwn]:
    if statement.published_by is not None:
        yield voice.say("card.statement.published_by", person=in_slack(statement.published_by))
    if statement.link:
        yield voice.show(Link(shortened(statement.link, _SENTENCE)))
    if statement.override:
        yield voice.say("card.statement.override")
        yield voice.show(Quoted(shortened(statement.override, _COMMENT)))
    if statement.reason:
        yield voice.show(Quoted(shortened(statement.reason, _COMMENT)))


def _findings(incident: Incident, statement: Statement, voice: Voice) -> Iterator[Mrkdwn]:
    lines = list(found(incident, statement, voice))
    yield from lines[:_MOST_FOUND]
    if len(lines) > _MOST_FOUND:
        yield voice.say("card.statement.more_found", count=len(lines) - _MOST_FOUND)


def _answers(incident: Incident, statement: Statement, voice: Voice) -> Iterator[Mrkdwn]:
    """Yield a line for each role: what it says, or whose word is still to come."""
    if from_approved_lines(incident, statement):
        yield voice.say("card.statement.approved_lines")
        return
    for role in asked_roles(incident, statement):
        word = statement.word_of(role)
        if word is not None:
            yield _word(incident, word, voice)
            continue
        if not statement.open:
            continue
        name, people = role_name(incident, role), incident.role_holders(role)
        if people:
            yield voice.say("card.statement.waiting", role=name, people=people)
        else:
            yield voice.say("card.statement.nobody", role=name)


def _word(incident: Incident, word: Word, voice: Voice) -> Mrkdwn:
    role = role_name(incident, word.role)
    person = word.person or Person(outside=Words(""))
    if word.verdict == "approved":
        line = voice.say("card.statement.approved", role=role, person=person, time=word.at)
    else:
        line = voice.say("card.statement.asks", role=role, person=person, time=word.at)
    said = [line]
    if word.person is not None and word.person.outside is not None and word.recorded_by:
        said.append(voice.say("card.statement.recorded", person=in_slack(word.recorded_by)))
    if word.comment:
        said.append(voice.show(Quoted(shortened(word.comment, _COMMENT))))
    return Mrkdwn("\n".join(said))


def _position(incident: Incident, statement: Statement, voice: Voice) -> Mrkdwn | None:
    tasks = missing(incident, statement).tasks
    lines = lacking(incident, Missing(tasks, ()), voice)
    return Mrkdwn("\n".join(lines)) if tasks else None


def _by(version: Version, voice: Voice) -> Mrkdwn | None:
    if version.by is None:
        return None
    person = in_slack(version.by)
    return voice.say("card.statement.by", person=person, version=version.number, time=version.at)


def _buttons(incident: Incident, statement: Statement, voice: Voice) -> ActionsBlock:
    """Return what may be done. None stands out: on the channel that is the one thing to do now."""
    value = value_of(incident, statement)
    asked = bool(asked_roles(incident, statement))
    return actions(
        button(voice.label("button.approve"), APPROVE, value) if asked else None,
        button(voice.label("button.ask_changes"), CHANGES, value) if asked else None,
        _revise_button(incident, statement, voice),
        button(voice.label("button.publish"), PUBLISH, value),
        _menu(incident, statement, voice),
    )


def _menu(incident: Incident, statement: Statement, voice: Voice) -> OverflowMenuElement:
    """Return what is needed less often; each value is ``incident|statement|version|verb``."""
    value = value_of(incident, statement)
    entries = (
        ("read", voice.label("menu.statement.read")),
        ("record", voice.label("menu.statement.record")),
        ("drop", voice.label("menu.statement.drop")),
    )
    return menu(MENU, ((f"{value}|{verb}", label) for verb, label in entries))


def _revise_button(
    incident: Incident, statement: Statement, voice: Voice, *, primary: bool = False
) -> ButtonElement:
    value = value_of(incident, statement)
    return button(voice.label("button.revise"), REVISE, value, primary=primary)


def _read_button(incident: Incident, statement: Statement, voice: Voice) -> ButtonElement:
    open_yet = statement.open and not incident.closed
    label = voice.label("button.read_statement" if open_yet else "menu.statement.read")
    return button(label, READ, value_of(incident, statement))


def value_of(incident: Incident, statement: Statement) -> str:
    """Return what the buttons of a version carry: ``incident|statement|version``."""
    return pack(incident.id, statement.id, str(statement.current.number))


def _notice(incident: Incident, statement: Statement, voice: Voice) -> Mrkdwn:
    name = format_name(incident, statement)
    return voice.say("card.statement.text", format=name, version=statement.current.number)


def _pieces(text: str) -> Iterator[str]:
    """Yield lines, those that are too long in pieces."""
    for line in map(flat, text.splitlines()):
        rest = line
        while _size(rest) > _CHUNK:
            cut = rest
            while _size(cut) > _CHUNK:
                cut = limits.clip(cut, limits.size(cut) * 3 // 4).removesuffix("…")
            yield cut
            rest = rest[len(cut) :].lstrip()
        if rest:
            yield rest


def _size(line: str) -> int:
    """Return what a line takes in a block quote, with its mark and its end."""
    return limits.size(escaped(line)) + 3
