"""Briefs: what stands in one, what is still missing, and its forms.

Called by the handlers, which import the ids from here, and by the profile for the list of them.
"""

import unicodedata
from collections.abc import Iterator, Sequence

from slack_sdk.models.blocks import Block

from bot.crisis.events import BriefClaim
from bot.crisis.handbook import Handbook
from bot.crisis.handbook_prevention import Prevention
from bot.crisis.words import Words, in_slack
from bot.lint.reading import Reading
from bot.lint.report import Finding
from bot.lint.wordings import absolute
from bot.locales.values import Mrkdwn, Quoted
from bot.locales.voice import Said, Voice, said
from bot.prevention.brief import Brief, unwritten
from bot.prevention.content import Content
from bot.views.finish import View, modal
from bot.views.inputs import checks_input, radio_input, text_input
from bot.views.parts import actions, button, context, divider, pack, section, shortened
from bot.views.prevention.content import contents_blocks

START = "brief.start"
"""The button that asks for which campaign, and the form that begins a brief."""
SHOW = "brief.show"
LIST = "brief.list"
REGISTER = "kol.find"
WRITE = "brief.write"
"""The button that asks for the text, and the form that keeps a version."""
ACKNOWLEDGE = "brief.acknowledge"
"""The button that asks what shows the acknowledgement, and the form that records it."""
APPROVE = "brief.approve"
COPY = "brief.copy"
"""The button that shows the brief as a text to copy, and the form that sends it as a file."""

CAMPAIGN = "campaign"
SECTION = "section."
"""What the block ids of the sections begin with; the playbook's id follows."""
CLAIMS = "claims"
CLAUSES = "clauses"
BY = "by"
EVIDENCE = "evidence"
TEXT = "text"
LANGUAGE = "language"
FORMAT = "format"
PAGE = "html"
MARKDOWN = "md"

_FORMATS = {PAGE: "brief.as_page", MARKDOWN: "brief.as_markdown"}
_LANGUAGES = {"both": "language.both", "zh": "language.zh", "en": "language.en"}
_NAME = 80
_TEXT = 600
_MOST = 8
_MOST_CLAIMS = 15
_MOST_LISTED = 20
_ABSOLUTE = "absolute"
_BETWEEN = " | "


def brief_line(brief: Brief, known: Prevention) -> Said:
    """Return how a brief stands, in one sentence."""
    missing = unwritten(brief, known)
    if missing:
        names = tuple(one.name for one in missing)
        return said("brief.stands_missing", sections=names)
    if brief.approved_at is None:
        # Also of one that was acknowledged: without this no content can be sent on its way.
        if brief.unproven:
            count = len(brief.unproven)
            return said("brief.stands_unproven", version=brief.version, count=count)
        return said("brief.stands_unapproved", version=brief.version)
    if brief.acknowledged is not None and brief.acknowledged_at is not None:
        return said("brief.stands_acknowledged", version=brief.version, time=brief.acknowledged_at)
    return said("brief.stands_waiting", version=brief.version)


def briefs_blocks(
    kol: str, briefs: Sequence[Brief], known: Prevention, voice: Voice
) -> Iterator[Block]:
    """Yield an influencer's briefs, for their profile."""
    yield divider()
    yield section(
        voice.say("brief.list"),
        accessory=button(voice.label("button.brief_start"), START, pack(kol)),
    )
    if not briefs:
        yield context(voice.say("brief.none"))
    for brief in briefs[:_MOST]:
        yield section(
            voice.say("brief.name", campaign=shortened(brief.campaign, _NAME)),
            voice.together(brief_line(brief, known)),
            accessory=button(voice.label("button.kol_show"), SHOW, pack(brief.id)),
        )
    if len(briefs) > _MOST:
        yield context(voice.say("list.more", count=len(briefs) - _MOST))


def list_modal(briefs: Sequence[tuple[Brief, Words]], known: Prevention, voice: Voice) -> View:
    """Return the latest briefs, each with whom it is for."""
    blocks: list[Block] = [
        section(
            voice.say("kol.name", kol=shortened(name, _NAME)),
            voice.say("brief.name", campaign=shortened(one.campaign, _NAME)),
            voice.together(brief_line(one, known)),
            accessory=button(voice.label("button.kol_show"), SHOW, pack(one.id)),
        )
        for one, name in briefs[:_MOST_LISTED]
    ]
    if not briefs:
        blocks.append(section(voice.say("brief.none_at_all")))
    if len(briefs) > _MOST_LISTED:
        blocks.append(context(voice.say("list.more", count=len(briefs) - _MOST_LISTED)))
    # A brief is begun from the profile of whom it is for.
    blocks.append(actions(button(voice.label("button.kol_register"), REGISTER, REGISTER)))
    return modal(LIST, voice.label("button.briefs"), blocks, close=voice.label("modal.close"))


def start_modal(kol: str, name: Words, voice: Voice) -> View:
    """Return the form that begins a brief."""
    return modal(
        START,
        voice.label("brief.heading"),
        [
            section(voice.say("kol.name", kol=shortened(name, _NAME))),
            text_input(CAMPAIGN, voice.label("details.campaign"), required=True),
        ],
        submit=voice.label("brief.start"),
        close=voice.label("modal.cancel"),
        private_metadata=pack(kol),
    )


def brief_modal(
    brief: Brief, name: Words, handbook: Handbook, voice: Voice, contents: Sequence[Content] = ()
) -> View:
    """Return a brief with everything that is to be looked at again."""
    known = handbook.prevention
    buttons = [button(voice.label("button.brief_write"), WRITE, pack(brief.id))]
    if brief.version and brief.approved_at is None:
        buttons.append(
            button(voice.label("button.brief_approve"), APPROVE, pack(brief.id, str(brief.version)))
        )
    if brief.version:
        asked = button(voice.label("button.brief_acknowledge"), ACKNOWLEDGE, pack(brief.id))
        buttons += [asked, button(voice.label("button.brief_copy"), COPY, pack(brief.id))]
    return modal(
        SHOW,
        voice.label("brief.heading"),
        [
            section(
                voice.say("kol.name", kol=shortened(name, _NAME)),
                voice.say("brief.name", campaign=shortened(brief.campaign, _NAME)),
                voice.together(brief_line(brief, known)),
            ),
            actions(*buttons),
            *_written_by(brief, voice),
            *_look_again(brief, handbook, voice),
            *_sections(brief, known, voice),
            *_claims(brief, voice),
            *_clauses(brief, known, voice),
            *_acknowledged(brief, voice),
            *contents_blocks(brief.id, contents, known, voice),
        ],
        close=voice.label("modal.close"),
    )


def write_modal(brief: Brief, known: Prevention, voice: Voice) -> View:
    """Return the form for the next version, filled with the present one."""
    inputs = [
        text_input(
            f"{SECTION}{one.id}",
            voice.label_text(one.name),
            initial=_typed(brief.sections.get(one.id)),
            hint=voice.label_text(one.how),
            multiline=True,
        )
        for one in known.sections
    ]
    inputs.append(
        text_input(
            CLAIMS,
            voice.label("brief.claims"),
            initial="\n".join(_claim_typed(one) for one in brief.claims),
            hint=voice.label("brief.claims_hint"),
            multiline=True,
        )
    )
    if known.clauses:
        choice = ((one.id, voice.label_text(one.name)) for one in known.clauses)
        label = voice.label("brief.clauses")
        inputs.append(checks_input(CLAUSES, label, choice, initial=brief.clauses))
    return modal(
        WRITE,
        voice.label("brief.heading"),
        inputs,
        submit=voice.label("modal.save"),
        close=voice.label("modal.cancel"),
        private_metadata=pack(brief.id, str(brief.version)),
    )


def acknowledge_modal(brief: Brief, voice: Voice) -> View:
    """Return the form that records that the influencer acknowledged a version."""
    return modal(
        ACKNOWLEDGE,
        voice.label("brief.heading"),
        [
            section(voice.say("brief.acknowledge_explain", version=brief.version)),
            text_input(
                BY, voice.label("brief.by"), hint=voice.label("brief.by_hint"), required=True
            ),
            text_input(
                EVIDENCE,
                voice.label("vetting.evidence"),
                hint=voice.label("brief.evidence_hint"),
                required=True,
                multiline=True,
            ),
        ],
        submit=voice.label("modal.save"),
        close=voice.label("modal.cancel"),
        private_metadata=pack(brief.id, str(brief.version)),
    )


def copy_modal(brief: Brief, text: str, voice: Voice) -> View:
    """Return the form that sends a brief as a file, with the text in a field to be copied."""
    formats = ((value, voice.label(key)) for value, key in _FORMATS.items())
    languages = ((value, voice.label(key)) for value, key in _LANGUAGES.items())
    label, how = voice.label("brief.language"), voice.label("brief.format")
    return modal(
        COPY,
        voice.label("brief.heading"),
        [
            radio_input(LANGUAGE, label, languages, initial="both", required=True),
            radio_input(FORMAT, how, formats, initial=PAGE, required=True),
            context(voice.say("brief.copy_explain")),
            text_input(TEXT, voice.label("brief.copy_label"), initial=text, multiline=True),
        ],
        submit=voice.label("brief.send_file"),
        close=voice.label("modal.close"),
        private_metadata=pack(brief.id),
    )


def brief_markdown(brief: Brief, name: Words, known: Prevention, voice: Voice) -> str:
    """Return a brief as Markdown, its headings in the languages of the voice."""
    lines = [f"# {voice.label('brief.title', kol=name, campaign=brief.campaign)}"]
    for one in known.sections:
        if one.id in brief.sections:
            lines += [f"## {voice.label_text(one.name)}", brief.sections[one.id].text]
    if brief.claims:
        lines.append(f"## {voice.label('brief.claims')}")
        lines.append("\n".join(f"- {_claim_typed(one)}" for one in brief.claims))
    agreed = [one for one in known.clauses if one.id in brief.clauses]
    if agreed:
        lines.append(f"## {voice.label('brief.clauses')}")
        lines.append("\n".join(f"- {voice.label_text(one.name)}" for one in agreed))
    return "\n\n".join(lines)


def read_claims(lines: Sequence[str]) -> tuple[BriefClaim, ...]:
    """Return claims as they are typed, one a line: the claim, its proof, who answers for it."""
    found = []
    for line in lines:
        parts = [part.strip() for part in unicodedata.normalize("NFKC", line).split("|")]
        claim, proof, owner = (*parts, "", "")[:3]
        if claim:
            found.append(BriefClaim(Words(claim), _some(proof), _some(owner)))
    return tuple(found)


def _some(typed: str) -> Words | None:
    return Words(typed) if typed else None


def findings(brief: Brief, handbook: Handbook) -> Iterator[Finding]:
    """Yield the absolute terms and medical wording in what goes public."""
    texts = [
        brief.sections[one.id].text
        for one in handbook.prevention.sections
        if one.lint and one.id in brief.sections
    ]
    yield from findings_in((*texts, *(one.claim.text for one in brief.claims)), handbook)


def findings_in(texts: Sequence[str], handbook: Handbook) -> Iterator[Finding]:
    """Yield the absolute terms and medical wording in texts that go public."""
    rules = [one for one in handbook.statement_rules if one.id == _ABSOLUTE]
    for text in texts:
        for rule in rules:
            yield from absolute(Reading(text), handbook, rule)


def _written_by(brief: Brief, voice: Voice) -> Iterator[Block]:
    if brief.written_by is not None and brief.written_at is not None:
        person, time = in_slack(brief.written_by), brief.written_at
        yield context(voice.say("brief.version", version=brief.version, person=person, time=time))
    if brief.approved_by is not None and brief.approved_at is not None:
        approver = in_slack(brief.approved_by)
        yield context(voice.say("brief.approved_by", person=approver, time=brief.approved_at))


def _look_again(brief: Brief, handbook: Handbook, voice: Voice) -> Iterator[Block]:
    lines = [
        voice.say("brief.finding", finding=voice.line(one.wording.key, **one.wording.values))
        for one in findings(brief, handbook)
    ]
    lines += [
        voice.say("brief.unproven", claim=shortened(one.claim, _NAME)) for one in brief.unproven
    ]
    for line in lines[:_MOST_CLAIMS]:
        yield section(line)
    if len(lines) > _MOST_CLAIMS:
        yield context(voice.say("list.more", count=len(lines) - _MOST_CLAIMS))


def _sections(brief: Brief, known: Prevention, voice: Voice) -> Iterator[Block]:
    for one in known.sections:
        text = brief.sections.get(one.id)
        if text is not None:
            shown = Quoted(text if text.redacted else Words(text.text[:_TEXT]))
            yield section(voice.say("vetting.check", check=one.name), voice.show(shown))


def _claims(brief: Brief, voice: Voice) -> Iterator[Block]:
    proven = [one for one in brief.claims if one.proof is not None]
    if proven:
        yield section(voice.say("brief.proven"), *(_proven(one, voice) for one in proven[:_MOST]))
    if len(proven) > _MOST:
        yield context(voice.say("list.more", count=len(proven) - _MOST))


def _proven(one: BriefClaim, voice: Voice) -> Mrkdwn:
    parts = tuple(
        shortened(words, _NAME) for words in (one.claim, one.proof, one.owner) if words is not None
    )
    return voice.say("brief.claim", parts=parts)


def _clauses(brief: Brief, known: Prevention, voice: Voice) -> Iterator[Block]:
    agreed = tuple(one.name for one in known.clauses if one.id in brief.clauses)
    open_still = tuple(one.name for one in known.clauses if one.id not in brief.clauses)
    if agreed:
        yield section(voice.say("brief.clauses_agreed", clauses=agreed))
    if open_still and brief.version:
        yield section(voice.say("brief.clauses_open", clauses=open_still))


def _acknowledged(brief: Brief, voice: Voice) -> Iterator[Block]:
    if brief.acknowledged is not None:
        name = shortened(brief.acknowledged.by, _NAME)
        yield section(
            voice.say("brief.acknowledged_by", name=name),
            voice.show(Quoted(shortened(brief.acknowledged.evidence, _TEXT))),
        )


def _claim_typed(one: BriefClaim) -> str:
    words = (one.claim, one.proof, one.owner)
    return _BETWEEN.join(part.text if part else "" for part in words).rstrip(" |")


def _typed(words: Words | None) -> str:
    return "" if words is None else words.text
