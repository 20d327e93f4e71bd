"""A piece of content: how it stands, what holds it back, what it says. Its forms are beside.

Called by the handlers, which import the ids from here, and by the brief and App Home for a line.
"""

from collections.abc import Iterator, Mapping, Sequence

from slack_sdk.models.blocks import Block, ButtonElement

from bot.crisis.events.content import ContentPiece
from bot.crisis.handbook_approval import PLATFORM
from bot.crisis.handbook_prevention import Prevention
from bot.crisis.texts import Text
from bot.crisis.words import Words, in_slack
from bot.lint.report import Finding
from bot.locales.values import Link, Mrkdwn, Quoted, Value
from bot.locales.voice import Said, Voice, said
from bot.prevention.content import PARTS, Content, changed_parts, stage_of
from bot.views.finish import View, modal
from bot.views.parts import actions, button, context, divider, pack, section, shortened

LIST = "content.list"
SHOW = "content.show"
START = "content.start"
"""From here on each is a button, and the form that it brings up."""
WRITE = "content.write"
SUBMIT = "content.submit"
APPROVE = "content.approve"
REJECT = "content.reject"
REVIEW = "content.review"
PUBLISH = "content.publish"
CLOSE = "content.close"
REGISTER = "kol.find"

NAME = 80
_TEXT = 900
_MOST = 20
_MOST_FINDINGS = 10

PART_NAMES: Mapping[str, str] = {
    "text": "content.text",
    "cover": "content.cover",
    "tags": "content.tags",
    "comment": "content.comment",
}


def content_line(content: Content, known: Prevention) -> Said:
    """Return how a piece stands, in one sentence."""
    if content.closed_at is not None:
        return said("content.stands_closed", time=content.closed_at)
    if content.published_at is not None and content.published is not None:
        if content.published.version != content.version:
            return said("content.stands_edited", time=content.published_at)
        return said("content.stands_public", time=content.published_at)
    return _on_its_way(content, known)


def _on_its_way(content: Content, known: Prevention) -> Said:
    stage = stage_of(content)
    if content.sent is None:
        back = content.sent_back
        if back is not None:
            return said("content.stands_back", stage=thing(back.event.stage, known))
        return said("content.stands_draft", version=content.version)
    if stage is None:
        return said("content.stands_ready")
    if stage == PLATFORM:
        if content.review_until is None:
            return said("content.stands_platform")
        return said("content.stands_review", time=content.review_until)
    return said("content.stands_stage", stage=thing(stage, known))


def thing(name: str, known: Prevention) -> Text | str:
    """Return what a stage or anything else that comes before publication is called."""
    return known.approval.name(name) or name


def list_modal(contents: Sequence[tuple[Content, Words]], known: Prevention, voice: Voice) -> View:
    """Return the latest pieces, each with whom it is of."""
    blocks: list[Block] = [_entry(one, name, known, voice) for one, name in contents[:_MOST]]
    if not contents:
        blocks.append(section(voice.say("content.none_at_all")))
    if len(contents) > _MOST:
        blocks.append(context(voice.say("list.more", count=len(contents) - _MOST)))
    # A piece is begun from the brief that it follows.
    blocks.append(actions(button(voice.label("button.kol_register"), REGISTER, REGISTER)))
    return modal(LIST, voice.label("content.heading"), blocks, close=voice.label("modal.close"))


def contents_blocks(
    brief: str, contents: Sequence[Content], known: Prevention, voice: Voice
) -> Iterator[Block]:
    """Yield the pieces under a brief, and the button that begins one."""
    yield divider()
    yield section(
        voice.say("content.list"),
        accessory=button(voice.label("button.content_start"), START, pack(brief)),
    )
    if not contents:
        yield context(voice.say("content.none"))
    yield from entries(contents, _MOST, known, voice)


def entries(
    contents: Sequence[Content], most: int, known: Prevention, voice: Voice
) -> Iterator[Block]:
    """Yield pieces, each with the way to it; those beyond ``most`` are counted."""
    yield from (_entry(one, None, known, voice) for one in contents[:most])
    if len(contents) > most:
        yield context(voice.say("list.more", count=len(contents) - most))


def _entry(content: Content, name: Words | None, known: Prevention, voice: Voice) -> Block:
    return section(
        voice.say("kol.name", kol=shortened(name, NAME)) if name is not None else None,
        voice.say("content.name", title=shortened(content.title, NAME)),
        voice.together(content_line(content, known)),
        accessory=button(voice.label("button.kol_show"), SHOW, pack(content.id)),
    )


def content_modal(
    content: Content,
    name: Words,
    known: Prevention,
    voice: Voice,
    *,
    blocks: Sequence[str] = (),
    found: Sequence[Finding] = (),
) -> View:
    """Return a piece with its way, what holds it back, and what it says."""
    return modal(
        SHOW,
        voice.label("content.heading"),
        [
            section(
                voice.say("kol.name", kol=shortened(name, NAME)),
                voice.say("content.name", title=shortened(content.title, NAME)),
                voice.together(content_line(content, known)),
                _planned(content, voice),
            ),
            *_buttons(content, voice),
            *_held_back(content, blocks, known, voice),
            *findings_blocks(found if content.sent is None else (), voice),
            *_sent_back(content, known, voice),
            *_changed(content, voice),
            *_way(content, known, voice),
            *_public(content, known, voice),
            *_piece(content.piece, voice),
        ],
        close=voice.label("modal.close"),
    )


def findings_blocks(found: Sequence[Finding], voice: Voice) -> Iterator[Block]:
    """Yield the absolute terms and medical wording that were found."""
    for one in found[:_MOST_FINDINGS]:
        line = voice.line(one.wording.key, **one.wording.values)
        yield section(voice.say("brief.finding", finding=line))
    if len(found) > _MOST_FINDINGS:
        yield context(voice.say("list.more", count=len(found) - _MOST_FINDINGS))


def _planned(content: Content, voice: Voice) -> Mrkdwn | None:
    if content.published is not None:
        return None
    if content.planned_at is None:
        return voice.say("content.unplanned")
    return voice.say("content.planned", time=content.planned_at)


def _buttons(content: Content, voice: Voice) -> Iterator[Block]:
    if content.closed is not None:
        return
    stage, about = stage_of(content), (content.id, str(content.version))
    made: list[ButtonElement] = []
    public = _is_public(content)
    waiting = (
        stage is not None and not public and (stage != PLATFORM or content.review_until is not None)
    )
    if waiting and stage is not None:
        named = pack(*about, stage)
        made.append(button(voice.label("button.content_approve"), APPROVE, named, primary=True))
        made.append(button(voice.label("button.content_reject"), REJECT, named))
    if content.version and content.sent is None:
        made.append(button(voice.label("button.content_submit"), SUBMIT, pack(*about)))
    if stage == PLATFORM and content.review_until is None:
        made.append(button(voice.label("button.content_review"), REVIEW, pack(*about)))
    made.append(button(voice.label("button.content_write"), WRITE, pack(*about)))
    if content.version and not public:
        made.append(button(voice.label("button.content_publish"), PUBLISH, pack(*about)))
    made.append(button(voice.label("button.content_close"), CLOSE, pack(*about)))
    yield actions(*made)


def _is_public(content: Content) -> bool:
    return content.published is not None and content.published.version == content.version


def _held_back(
    content: Content, blocks: Sequence[str], known: Prevention, voice: Voice
) -> Iterator[Block]:
    if blocks and content.published is None:
        things = tuple(thing(one, known) for one in blocks)
        yield section(voice.say("content.held_back", things=things))


def _sent_back(content: Content, known: Prevention, voice: Voice) -> Iterator[Block]:
    back = content.sent_back
    if back is None or back.by is None:
        return
    stage, person = thing(back.event.stage, known), in_slack(back.by)
    line = voice.say("content.sent_back", stage=stage, person=person, time=back.at)
    reason = getattr(back.event, "reason", None)
    yield section(line, voice.show(Quoted(shortened(reason, _TEXT))) if reason else None)


def _changed(content: Content, voice: Voice) -> Iterator[Block]:
    if content.read_as is None or content.piece is None:
        return
    parts = changed_parts(content.read_as, content.piece)
    if parts:
        yield section(voice.say("content.changed", parts=part_names(parts, voice)))


def part_names(parts: Sequence[str], voice: Voice) -> tuple[Value, ...]:
    """Return what the parts of a piece are called."""
    return tuple(Mrkdwn(voice.line(PART_NAMES[one])) for one in parts)


def _way(content: Content, known: Prevention, voice: Voice) -> Iterator[Block]:
    """Yield the stages, each with whoever approved it or is asked."""
    sent = content.sent
    lines: list[Mrkdwn] = []
    if sent is not None and content.sent_at is not None and content.sent_by is not None:
        person = in_slack(content.sent_by)
        lines.append(voice.say("content.was_sent", person=person, time=content.sent_at))
    if sent is not None:
        seats = ((one.stage, in_slack(one.user)) for one in sent.seats)
        lines += [_stage(content, stage, user, known, voice) for stage, user in seats]
        lines += _platform(content, known, voice)
    if content.rejections:
        used, most = content.rejections, known.approval.rejections
        lines.append(voice.say("content.rejections", used=used, most=most))
    if lines:
        yield section(*lines)


def _stage(content: Content, stage: str, seat: Value, known: Prevention, voice: Voice) -> Mrkdwn:
    name, word = thing(stage, known), content.approved.get(stage)
    if word is not None and word.by is not None:
        person = in_slack(word.by)
        return voice.say("content.stage_done", stage=name, person=person, time=word.at)
    if content.asked is not None and content.asked.stage == stage:
        until = content.asked.until
        return voice.say("content.stage_asked", stage=name, person=seat, time=until)
    return voice.say("content.stage_open", stage=name, person=seat)


def _platform(content: Content, known: Prevention, voice: Voice) -> Iterator[Mrkdwn]:
    name, word = thing(PLATFORM, known), content.approved.get(PLATFORM)
    if word is not None and word.by is not None:
        person = in_slack(word.by)
        yield voice.say("content.stage_done", stage=name, person=person, time=word.at)
    elif content.silent_at is not None:
        yield voice.say("content.silent", time=content.silent_at)
    elif content.review_until is not None:
        yield voice.say("content.review_runs", time=content.review_until)


def _public(content: Content, known: Prevention, voice: Voice) -> Iterator[Block]:
    public = content.published
    if public is not None:
        address = Link(shortened(public.note_url, _TEXT))
        lines = [voice.say("content.public_at", address=address)]
        if public.overridden:
            things = tuple(thing(one, known) for one in public.overridden)
            lines.append(voice.say("content.overridden", things=things))
        if public.reason is not None:
            lines.append(voice.show(Quoted(shortened(public.reason, _TEXT))))
        yield section(*lines)
    if content.watched_at is not None:
        yield context(voice.say("content.watch_over", time=content.watched_at))
    if content.closed is not None:
        yield section(voice.show(Quoted(shortened(content.closed.remark, _TEXT))))


def _piece(piece: ContentPiece | None, voice: Voice) -> Iterator[Block]:
    if piece is None:
        yield context(voice.say("content.unwritten"))
        return
    yield divider()
    for part in PARTS:
        words = piece_words(piece, part)
        if words is not None:
            shown = words if words.redacted else Words(words.text[:_TEXT])
            (name,) = part_names((part,), voice)
            yield section(voice.say("vetting.check", check=name), voice.show(Quoted(shown)))


def piece_words(piece: ContentPiece, part: str) -> Words | None:
    """Return a part of a piece as it is typed; None if it is empty."""
    if part == "tags":
        redacted = any(one.redacted for one in piece.tags)
        return Words(" ".join(one.text for one in piece.tags), redacted) if piece.tags else None
    words: Words | None = getattr(piece, part)
    return words
