"""Everything of prevention that can be shown, by name. Used by the goldens and the limits."""

from collections.abc import Iterator
from dataclasses import replace

from bot.crisis.events import Finding
from bot.crisis.handbook import Handbook
from bot.crisis.incident import Incident
from bot.crisis.words import Words
from bot.locales.voice import Voice
from bot.prevention.intents import (
    AcknowledgeBrief,
    CheckVetting,
    SignVetting,
    StartBrief,
    WriteBrief,
)
from bot.views.finish import View
from bot.views.home import home_view
from bot.views.prevention import brief, kol, vetting
from bot.views.prevention.glance import Glance
from tests.prevention.example import ADA, BEN, KNOWN, Register
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
    return register


def _briefed(register: Register, sections: dict[str, Words], claims: list[str], by: Words) -> None:
    register.does(StartBrief("k1", by))
    clauses = tuple(one.id for one in KNOWN.clauses[:2])
    register.does(WriteBrief(0, sections, brief.read_claims(claims), clauses))
    register.does(AcknowledgeBrief(1, by, Words(f"微信 {by.text}")))


def shown(
    register: Register, incident: Incident, handbook: Handbook, voice: Voice
) -> Iterator[tuple[str, View]]:
    """Every modal of prevention, and App Home with its section."""
    entry, told = register.now_is(), register.brief
    assert told is not None
    yield "register", kol.register_modal([entry] * 30, KNOWN, voice, "mia")
    yield "register.empty", kol.register_modal([], KNOWN, voice)
    yield "register.nobody", kol.register_modal([], KNOWN, voice, "nobody")
    yield "profile", kol.profile_modal(entry, [incident] * 20, [told] * 20, KNOWN, voice)
    yield "profile.form", kol.form_modal(entry.profile, KNOWN, voice)
    yield "import", kol.import_modal(voice)
    left_out = [voice.say("kol.left_out.name", line=line) for line in range(2, 40)]
    yield "imported", kol.imported_modal(2, 1, left_out, voice)
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
    yield "brief.copy", brief.copy_modal(text, voice)
    assert ADA.user is not None
    glance, playbook = Glance(1, [entry] * 9), incident.playbook
    yield (
        "home",
        home_view(
            ADA.user, [], {}, voice, playbook=playbook, house=None, now=OPENED, prevention=glance
        ),
    )
