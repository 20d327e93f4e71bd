"""Prevention in App Home: the way in, and what waits for this person. Called by App Home."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from slack_sdk.models.blocks import Block

from bot.crisis.words import Words
from bot.locales.voice import Voice
from bot.prevention.campaign import Campaign, Watch
from bot.prevention.content import Content
from bot.prevention.kol import KolEntry
from bot.views.parts import actions, button, divider, pack, section, shortened
from bot.views.prevention import brief
from bot.views.prevention import watch as watching
from bot.views.prevention.alarm import hand_over_button
from bot.views.prevention.content import LIST, SHOW
from bot.views.prevention.kol import FIND
from bot.views.prevention.portfolio import PORTFOLIO
from bot.views.prevention.profile import NAME
from bot.views.prevention.vetting import VETTING

_MOST = 5


@dataclass(frozen=True, slots=True)
class Glance:
    """What App Home shows: how many stand in the register, and whose vetting wants a signature."""

    kols: int
    to_sign: Sequence[KolEntry] = ()
    to_read: Sequence[tuple[Content, Words]] = ()
    """Content that waits for this person, with whom it is of."""
    campaigns: int = 0
    alarms: Sequence[Campaign] = ()
    """Campaigns with an early warning that nobody has answered."""
    watches: Sequence[tuple[Campaign, Watch]] = ()
    """The watches of this person that run or begin soon."""


def glance_blocks(glance: Glance, voice: Voice) -> Iterator[Block]:
    """Yield the section."""
    yield divider()
    yield section(
        voice.say("prevention.heading"),
        voice.say("prevention.register", count=glance.kols) if glance.kols else None,
        None if glance.kols else voice.say("kol.empty"),
    )
    for entry in glance.to_sign[:_MOST]:
        yield section(
            voice.say("prevention.to_sign", kol=shortened(entry.name, NAME)),
            accessory=button(voice.label("button.vetting"), VETTING, pack(entry.id)),
        )
    for content, name in glance.to_read[:_MOST]:
        title, kol = shortened(content.title, NAME), shortened(name, NAME)
        yield section(
            voice.say("prevention.to_read", title=title, kol=kol),
            accessory=button(voice.label("button.content_show"), SHOW, pack(content.id)),
        )
    yield from _watched(glance, voice)
    yield actions(
        button(voice.label("button.kol_register"), FIND, FIND),
        button(voice.label("button.briefs"), brief.LIST, brief.LIST),
        button(voice.label("button.contents"), LIST, LIST),
        button(voice.label("button.watch_list"), watching.LIST, watching.LIST),
        button(voice.label("button.portfolio"), PORTFOLIO, PORTFOLIO),
    )


def _watched(glance: Glance, voice: Voice) -> Iterator[Block]:
    """Yield what is watched: early warnings first, then this person's own watches."""
    if glance.campaigns:
        yield section(voice.say("prevention.campaigns", count=glance.campaigns))
    for campaign in glance.alarms[:_MOST]:
        yield section(
            voice.say("prevention.alarm", campaign=shortened(campaign.plan.name, NAME)),
            accessory=button(voice.label("button.watch_show"), watching.SHOW, pack(campaign.id)),
        )
    for campaign, watch in glance.watches[:_MOST]:
        yield section(
            voice.say(
                "prevention.watch",
                campaign=shortened(campaign.plan.name, NAME),
                time=watch.starts_at,
                until=watch.until,
            ),
            accessory=hand_over_button(campaign, watch, voice),
        )
