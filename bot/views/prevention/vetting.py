"""Vetting an influencer: the checks with what they found, and the signatures.

Called by the handlers, which import the ids from here, and by the register for one line of it.
"""

from collections.abc import Iterator, Mapping

from slack_sdk.models.blocks import Block, ButtonElement

from bot.crisis.events import Finding
from bot.crisis.handbook_prevention import Check, Prevention
from bot.crisis.ids import SlackUserId
from bot.crisis.words import Words, in_slack
from bot.locales.values import Mrkdwn, Quoted
from bot.locales.voice import Said, Voice, said
from bot.prevention.kol import Checked, KolEntry, unmade
from bot.views.finish import View, modal
from bot.views.inputs import radio_input, text_input
from bot.views.parts import actions, button, context, pack, section, shortened

VETTING = "vetting.open"
CHECK = "vetting.check"
"""The button that asks what a check found, and the form that records it."""
SIGN = "vetting.sign"

FINDING = "finding"
SOURCE = "source"
EVIDENCE = "evidence"
REASON = "reason"

_NAME = 80
_TEXT = 300

_SIGNS: Mapping[Finding, str] = {
    "pass": "vetting.pass",
    "flag": "vetting.flag",
    "reject": "vetting.reject",
}


def vetting_line(entry: KolEntry, known: Prevention) -> Said:
    """Return how the vetting stands, in one sentence."""
    if entry.rejected:
        return said("vetting.stands_rejected")
    if entry.vetted_at is not None and entry.vetted_until is not None:
        return said("vetting.stands_passed", time=entry.vetted_at, until=entry.vetted_until)
    if missing := len(unmade(entry, known)):
        if entry.lapsed_at is not None and not entry.checks:
            return said("vetting.stands_lapsed", time=entry.lapsed_at)
        made = len(known.checks) - missing
        return said("vetting.stands_open", made=made, all=len(known.checks))
    return said("vetting.stands_unsigned", signed=len(entry.signed), all=known.sign_offs)


def vetting_modal(entry: KolEntry, known: Prevention, voice: Voice, user: SlackUserId) -> View:
    """Return the checks, what they found, who signed, and what is still missing."""
    blocks: list[Block] = [
        section(
            voice.say("kol.name", kol=shortened(entry.name, _NAME)),
            voice.together(vetting_line(entry, known)),
        )
    ]
    blocks.extend(
        section(
            *_check(check, entry.checks.get(check.id), voice),
            accessory=button(voice.label("button.check"), CHECK, pack(entry.id, check.id)),
        )
        for check in known.checks
    )
    blocks += _signatures(entry, known, voice, user)
    return modal(VETTING, voice.label("vetting.heading"), blocks, close=voice.label("modal.close"))


def check_modal(entry: KolEntry, check: Check, voice: Voice) -> View:
    """Return the form that records what a check found."""
    before = entry.checks.get(check.id)
    event = before.event if before is not None else None
    return modal(
        CHECK,
        voice.label("vetting.heading"),
        [
            section(voice.say("vetting.check", check=check.name), voice.text(check.how)),
            radio_input(
                FINDING,
                voice.label("vetting.finding"),
                ((value, voice.label(key)) for value, key in _SIGNS.items()),
                initial=event.finding if event else None,
                required=True,
            ),
            text_input(
                SOURCE,
                voice.label("vetting.source"),
                initial=event.source.text if event else "",
                hint=voice.label("vetting.source_hint"),
                required=True,
            ),
            text_input(
                EVIDENCE,
                voice.label("vetting.evidence"),
                initial=_typed(event.evidence if event else None),
                hint=voice.label("vetting.evidence_hint"),
                multiline=True,
            ),
            text_input(
                REASON,
                voice.label("vetting.reason"),
                initial=_typed(event.reason if event else None),
                hint=voice.label("vetting.reason_hint"),
                multiline=True,
            ),
        ],
        submit=voice.label("modal.save"),
        close=voice.label("modal.cancel"),
        private_metadata=pack(entry.id, check.id),
    )


def _check(check: Check, found: Checked | None, voice: Voice) -> Iterator[Mrkdwn]:
    yield voice.say("vetting.check", check=check.name)
    if found is None:
        yield voice.text(check.how)
        return
    event = found.event
    yield voice.say(_SIGNS[event.finding])
    source = shortened(event.source, _TEXT)
    if found.by is not None:
        yield voice.say("vetting.by", person=in_slack(found.by), time=found.at, source=source)
    for words in (event.reason, event.evidence):
        if words is not None:
            yield voice.show(Quoted(shortened(words, _TEXT)))


def _signatures(
    entry: KolEntry, known: Prevention, voice: Voice, user: SlackUserId
) -> Iterator[Block]:
    if entry.signed:
        people = tuple(map(in_slack, entry.signed))
        yield section(voice.say("vetting.signed_by", people=people))
    if entry.rejected:
        yield context(voice.say("vetting.no_signing"))
    elif not unmade(entry, known) and entry.vetted_until is None and user not in entry.signed:
        yield actions(_sign_button(entry, voice))
    if entry.vetted_until is None:
        yield context(voice.say("vetting.rule", count=known.sign_offs))


def _typed(words: Words | None) -> str:
    return "" if words is None else words.text


def _sign_button(entry: KolEntry, voice: Voice) -> ButtonElement:
    return button(voice.label("button.vetting_sign"), SIGN, pack(entry.id), primary=True)
