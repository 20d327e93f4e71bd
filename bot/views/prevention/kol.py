"""The register of influencers: finding, one profile, its form, the import.

Called by the handlers, which import the ids from here. Shown to those alone who may see it.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from slack_sdk.models.blocks import Block

from bot.crisis.events import KolProfile
from bot.crisis.events.table import TableRead
from bot.crisis.handbook_prevention import Prevention
from bot.crisis.incident import Incident
from bot.crisis.words import Words
from bot.locales.values import Link, Mrkdwn
from bot.locales.voice import Voice
from bot.prevention.brief import Brief
from bot.prevention.campaign import Campaign
from bot.prevention.content import Content
from bot.prevention.kol import KolEntry
from bot.views.answers import title_line
from bot.views.finish import View, modal
from bot.views.inputs import select_input, text_input
from bot.views.parts import actions, button, context, divider, pack, section, shortened
from bot.views.prevention import content, watch
from bot.views.prevention.brief import briefs_blocks
from bot.views.prevention.profile import NAME, about
from bot.views.prevention.table import outcome_blocks, table_inputs
from bot.views.prevention.vetting import VETTING, vetting_line

FIND = "kol.find"
"""The button that shows the register, and the form that finds somebody in it."""
SHOW = "kol.show"
SAVE = "kol.save"
"""The button that asks for a profile, and the form that keeps it."""
IMPORT = "kol.import"
"""The button that asks for a table, and the form that reads it."""

WORDS = "words"
NAMES = "names"
ACCOUNTS = "accounts"
MCN = "mcn"
TIER = "tier"
CATEGORY = "category"
FOLLOWERS = "followers"
CONTACT = "contact"

_MOST = 20
_MOST_CRISES = 10
_MOST_BELONGING = 5
_ADDRESS = 300


@dataclass(frozen=True, slots=True)
class Belonging:
    """What is there of an influencer: the crises that the reader may see, and everything else."""

    crises: Sequence[Incident] = ()
    briefs: Sequence[Brief] = ()
    contents: Sequence[Content] = ()
    campaigns: Sequence[Campaign] = ()


def register_modal(
    found: Sequence[KolEntry], known: Prevention, voice: Voice, words: str = ""
) -> View:
    """Return the register: what was looked for, and who was found."""
    blocks: list[Block] = [
        text_input(
            WORDS, voice.label("kol.find"), initial=words, hint=voice.label("kol.find_hint")
        ),
        actions(
            button(voice.label("button.kol_add"), SAVE, SAVE),
            button(voice.label("button.kol_import"), IMPORT, IMPORT),
        ),
        divider(),
    ]
    if not found:
        blocks.append(section(voice.say("kol.nobody" if words else "kol.empty")))
    blocks.extend(
        section(
            voice.say("kol.name", kol=shortened(entry.name, NAME)),
            _about(entry, known, voice),
            voice.together(vetting_line(entry, known)),
            accessory=button(voice.label("button.kol_show"), SHOW, pack(entry.id)),
        )
        for entry in found[:_MOST]
    )
    if len(found) > _MOST:
        blocks.append(context(voice.say("list.more", count=len(found) - _MOST)))
    return modal(
        FIND,
        voice.label("kol.heading"),
        blocks,
        submit=voice.label("kol.find_submit"),
        close=voice.label("modal.close"),
    )


def profile_modal(entry: KolEntry, belonging: Belonging, known: Prevention, voice: Voice) -> View:
    """Return all that is known of an influencer; what does not fit is counted."""
    return modal(
        SHOW,
        voice.label("kol.profile_heading"),
        [
            section(*_profile(entry.profile, known, voice)),
            section(
                voice.together(vetting_line(entry, known)),
                accessory=button(voice.label("button.vetting"), VETTING, pack(entry.id)),
            ),
            *briefs_blocks(entry.id, belonging.briefs, known, voice),
            *_contents(belonging.contents, known, voice),
            *_campaigns(belonging.campaigns, voice),
            *_crises(belonging.crises, voice),
            actions(button(voice.label("button.kol_change"), SAVE, pack(entry.id))),
        ],
        close=voice.label("modal.close"),
    )


def form_modal(
    profile: KolProfile | None, known: Prevention, voice: Voice, *, private_metadata: str = ""
) -> View:
    """Return the form for a profile, filled with what is known."""
    now = profile or KolProfile(())
    return modal(
        SAVE,
        voice.label("kol.profile_heading"),
        [
            text_input(
                NAMES,
                voice.label("kol.names"),
                initial=_lines(now.names),
                hint=voice.label("kol.names_hint"),
                required=True,
                multiline=True,
            ),
            text_input(
                ACCOUNTS,
                voice.label("kol.accounts"),
                initial=_lines(now.accounts),
                hint=voice.label("details.one_per_line"),
                multiline=True,
            ),
            text_input(MCN, voice.label("kol.mcn"), initial=_typed(now.mcn)),
            text_input(
                FOLLOWERS,
                voice.label("kol.followers"),
                initial="" if now.followers is None else str(now.followers),
            ),
            select_input(
                TIER,
                voice.label("kol.tier"),
                ((one.id, voice.label_text(one.name)) for one in known.tiers),
                initial=now.tier,
                hint=voice.label("kol.tier_hint"),
            ),
            select_input(
                CATEGORY,
                voice.label("kol.category"),
                ((one.id, voice.label_text(one.name)) for one in known.categories),
                initial=now.category,
            ),
            text_input(CONTACT, voice.label("kol.contact"), initial=_typed(now.contact)),
        ],
        submit=voice.label("modal.save"),
        close=voice.label("modal.cancel"),
        private_metadata=private_metadata,
    )


def import_modal(voice: Voice) -> View:
    """Return the form that takes a table."""
    return modal(
        IMPORT,
        voice.label("kol.import_heading"),
        [
            section(voice.say("kol.import_explain")),
            *table_inputs("kols", voice),
        ],
        submit=voice.label("kol.import_submit"),
        close=voice.label("modal.cancel"),
    )


def imported_modal(read: TableRead, voice: Voice) -> View:
    """Return what became of a table: every row that was left out by its line and the reason."""
    return modal(
        IMPORT,
        voice.label("kol.import_heading"),
        [
            *outcome_blocks("kols", read, voice),
            actions(button(voice.label("button.kol_register"), FIND, FIND)),
        ],
        close=voice.label("modal.close"),
    )


def _about(entry: KolEntry, known: Prevention, voice: Voice) -> Mrkdwn | None:
    parts = about(entry.profile, known)
    return voice.say("kol.about", about=parts) if parts else None


def _profile(profile: KolProfile, known: Prevention, voice: Voice) -> Iterator[Mrkdwn]:
    first, *others = profile.names
    yield voice.say("kol.name", kol=shortened(first, NAME))
    if others:
        names = tuple(shortened(one, NAME) for one in others)
        yield voice.say("kol.other_names", names=names)
    if parts := about(profile, known):
        yield voice.say("kol.about", about=parts)
    category = known.category(profile.category)
    if category is not None and category.regulated:
        yield voice.say("kol.regulated")
    for account in profile.accounts:
        yield voice.say("kol.account", account=Link(shortened(account, _ADDRESS)))
    if profile.contact is not None:
        yield voice.say("kol.contact_line", contact=shortened(profile.contact, _ADDRESS))


def _contents(contents: Sequence[Content], known: Prevention, voice: Voice) -> Iterator[Block]:
    yield divider()
    yield section(voice.say("content.list"))
    if not contents:
        yield context(voice.say("content.none"))
    yield from content.entries(contents, _MOST_BELONGING, known, voice)


def _campaigns(campaigns: Sequence[Campaign], voice: Voice) -> Iterator[Block]:
    yield divider()
    yield section(voice.say("kol.campaigns"))
    if not campaigns:
        yield context(voice.say("kol.no_campaigns"))
    yield from watch.entries(campaigns, _MOST_BELONGING, voice)


def _crises(crises: Sequence[Incident], voice: Voice) -> Iterator[Block]:
    yield divider()
    yield section(voice.say("kol.crises"))
    if not crises:
        yield context(voice.say("kol.no_crises"))
    for incident in crises[:_MOST_CRISES]:
        yield section(title_line(incident, voice))
    if len(crises) > _MOST_CRISES:
        yield context(voice.say("list.more", count=len(crises) - _MOST_CRISES))


def _lines(several: Sequence[Words]) -> str:
    return "\n".join(one.text for one in several)


def _typed(words: Words | None) -> str:
    return "" if words is None else words.text
