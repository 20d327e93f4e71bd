"""Everything of prevention that can be shown, by name. Used by the goldens and the limits."""

from collections.abc import Iterator
from dataclasses import replace
from typing import get_args

from bot.crisis.events import Finding
from bot.crisis.events.content import ContentAsked, ContentNews, ContentPiece, ContentTold
from bot.crisis.handbook import Handbook
from bot.crisis.incident import Incident
from bot.crisis.words import Words
from bot.locales.voice import Voice
from bot.prevention.content import Letter
from bot.prevention.intents import (
    AcknowledgeBrief,
    CheckVetting,
    SignVetting,
    StartBrief,
    WriteBrief,
)
from bot.prevention.intents_content import CloseContent, PublishContent, RejectContent
from bot.views.finish import View
from bot.views.home import home_view
from bot.views.message import Message
from bot.views.prevention import brief, content, kol, vetting
from bot.views.prevention import content_forms as forms
from bot.views.prevention.content_letter import content_letter
from bot.views.prevention.glance import Glance
from tests.prevention.example import ADA, BEN, KNOWN, PIECE, STAGES, Register
from tests.views import watching
from tests.views.scene import ANA, OPENED

HEAVY = 10**10


def typed_everywhere(text: str) -> Register:
    """An influencer of whom everything is this text, vetted and briefed with it."""
    words = Words(text)
    register = Register("x")
    register.entry = replace(
        register.now_is(),
        profile=replace(
            register.now_is().profile,
            names=(words,) * 9,
            accounts=(words,) * 9,
            mcn=words,
            followers=HEAVY,
            tier="top",
            category="beauty",
            contact=words,
        ),
    )
    for check in KNOWN.checks:
        register.does(CheckVetting(check.id, "flag", words, words, words))
    _briefed(register, {one.id: words for one in KNOWN.sections}, [text] * 30, words)
    _written(register, ContentPiece(words, words, (words,) * 9, words), words)
    return register


def usual() -> Register:
    """One who is vetted but for a signature, with a brief in its second version."""
    register = Register("小满Mia", "Mia Chen")
    profile = replace(
        register.now_is().profile,
        accounts=(Words("https://www.xiaohongshu.com/user/profile/5f0a"),),
        mcn=Words("星河传媒"),
        tier="micro",
        category="beauty",
        followers=42_000,
        contact=Words("老周 138 0000 0000"),
    )
    register.entry = replace(register.now_is(), profile=profile)
    for nr, check in enumerate(KNOWN.checks):
        reason = Words("两年前有一条拉踩竞品的笔记，已删") if nr == 2 else None
        finding: Finding = "flag" if nr == 2 else "pass"
        register.does(CheckVetting(check.id, finding, Words("千瓜，24个月"), None, reason))
    register.does(SignVetting(), by=BEN)
    sections = {
        "objective": Words("新品精华，3月10日上午发布，Ana 定稿"),
        "facts": Words("普通护肤品，备案号 沪G妆网备字2026000000"),
        "can_say": Words("用了两周，皮肤更水润\n全网第一的保湿"),
        "cannot_say": Words("淡斑、美白、治疗"),
        "disclosure": Words("笔记开头写“广告”，并在平台报备"),
        "escalation": Words("Ana +86 138 0000 0000，全天；先打电话，先别删"),
    }
    claims = ["28天保湿 | 检测报告 2026-12 | 王法务", "7天淡斑"]
    _briefed(register, sections, claims, Words("小满Mia 本人"))
    _written(register, PIECE, Words("产品提前到货，博主当晚就发了"))
    register.content = replace(register.piece(), title=Words("春日笔记"))
    return register


def _briefed(register: Register, sections: dict[str, Words], claims: list[str], by: Words) -> None:
    register.does(StartBrief("k1", by))
    clauses = tuple(one.id for one in KNOWN.clauses[:2])
    register.does(WriteBrief(0, sections, brief.read_claims(claims), clauses))
    register.does(AcknowledgeBrief(1, by, Words(f"微信 {by.text}")))


def _written(register: Register, piece: ContentPiece, words: Words) -> None:
    """A piece that was sent back once, approved in part, and published all the same."""
    register.writes(piece)
    register.content = replace(register.piece(), title=words)
    register.does(register.submission())
    register.does(RejectContent("legal", 1, words), by=STAGES["legal"])
    register.writes(replace(piece, comment=None))
    register.does(register.submission())
    register.approved("legal", "culture")
    public = PublishContent(2, words, replace(piece, comment=None), words, ("vetting",))
    assert not register.does(public)
    register.does(CloseContent(words, early=True))


def contents(register: Register, handbook: Handbook, voice: Voice) -> Iterator[tuple[str, View]]:
    """A piece of content at each turn of its way, with its forms."""
    name, piece = register.now_is().name, replace(register.piece(), closed=None, closed_at=None)
    draft = replace(piece, sent=None, approved={}, published=None)
    inside = replace(piece, published=None, approved={}, silent_at=None, review_until=None)
    review = replace(inside, approved=piece.approved, review_until=OPENED)
    found = list(brief.findings_in([register.piece().title.text, "全网第一"] * 9, handbook))
    held = ("vetting", "claims", "brief")
    yield "content.list", content.list_modal([(piece, name)] * 30, KNOWN, voice)
    yield "content.none", content.list_modal([], KNOWN, voice)
    yield (
        "content.draft",
        content.content_modal(draft, name, KNOWN, voice, blocks=held, found=found),
    )
    yield "content.inside", content.content_modal(inside, name, KNOWN, voice)
    yield "content.review", content.content_modal(review, name, KNOWN, voice)
    back = replace(draft, version=1)
    yield "content.back", content.content_modal(back, name, KNOWN, voice)
    yield "content.public", content.content_modal(piece, name, KNOWN, voice)
    yield "content.closed", content.content_modal(register.piece(), name, KNOWN, voice)
    yield "content.start", forms.start_modal("b1", name, "beauty", KNOWN, voice)
    yield "content.write", forms.write_modal(piece, voice)
    yield "content.submit", forms.submit_modal(draft, KNOWN, {}, found, voice)
    yield "content.approve", forms.approve_modal(inside, "legal", KNOWN, voice)
    yield "content.reject", forms.reject_modal(inside, "legal", KNOWN, voice)
    yield "content.review.form", forms.review_modal(review, KNOWN, voice, OPENED)
    yield "content.publish", forms.publish_modal(draft, ("vetting", "legal"), KNOWN, voice)
    yield "content.close", forms.close_modal(piece, voice)


def letters(register: Register, voice: Voice) -> Iterator[tuple[str, Message]]:
    """Everything that people are told of a piece, each kind of news once."""
    name, piece = register.now_is().name, replace(register.piece(), review_until=OPENED)
    piece = replace(piece, planned_at=OPENED)
    people = (ANA,)
    events: list[ContentAsked | ContentTold] = [
        ContentAsked("legal", ANA, OPENED),
        *(
            ContentTold(news, people, "brand", None, ("text", "tags"))
            for news in get_args(ContentNews)
        ),
    ]
    for event in events:
        kind = "asked" if isinstance(event, ContentAsked) else event.news
        yield f"letter.{kind}", content_letter(piece, name, Letter(1, event, 1), KNOWN, voice)
    yield from watching.messages(register.now_is(), voice)


def shown(
    register: Register, incident: Incident, handbook: Handbook, voice: Voice
) -> Iterator[tuple[str, View]]:
    """Every modal of prevention, and App Home with its section."""
    entry, told = register.now_is(), register.brief
    assert told is not None
    yield "register", kol.register_modal([entry] * 30, KNOWN, voice, "mia")
    yield "register.empty", kol.register_modal([], KNOWN, voice)
    yield "register.nobody", kol.register_modal([], KNOWN, voice, "nobody")
    every = kol.Belonging(
        [incident] * 20,
        [told] * 20,
        [register.piece()] * 20,
        [watching.watched(entry)] * 20,
    )
    yield "profile", kol.profile_modal(entry, every, KNOWN, voice)
    yield "profile.empty", kol.profile_modal(entry, kol.Belonging(), KNOWN, voice)
    yield "profile.form", kol.form_modal(entry.profile, KNOWN, voice)
    yield "import", kol.import_modal(voice)
    yield "imported", kol.imported_modal(watching.table_read(entry), voice)
    yield "vetting", vetting.vetting_modal(entry, KNOWN, voice, ANA)
    for check in KNOWN.checks[:1]:
        yield "vetting.check", vetting.check_modal(entry, check, voice)
    yield "brief.list", brief.list_modal([(told, entry.name)] * 30, KNOWN, voice)
    yield "brief.none", brief.list_modal([], KNOWN, voice)
    yield "brief.start", brief.start_modal(entry.id, entry.name, voice)
    yield "brief", brief.brief_modal(told, entry.name, handbook, voice)
    yield "brief.write", brief.write_modal(told, KNOWN, voice)
    yield "brief.acknowledge", brief.acknowledge_modal(told, voice)
    text = brief.brief_markdown(told, entry.name, KNOWN, voice)
    yield "brief.copy", brief.copy_modal(told, text, voice)
    yield from contents(register, handbook, voice)
    assert ADA.user is not None
    waiting = [(register.piece(), entry.name)] * 9
    campaign, playbook = watching.watched(entry), incident.playbook
    yield from watching.shown(campaign, entry, voice)
    watches = [(campaign, one) for one in campaign.watches]
    glance = Glance(1, [entry] * 9, waiting, campaigns=1, alarms=[campaign], watches=watches)
    yield (
        "home",
        home_view(
            ADA.user, [], {}, voice, playbook=playbook, house=None, now=OPENED, prevention=glance
        ),
    )
