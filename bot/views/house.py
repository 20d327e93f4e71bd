"""The workspace's own settings: a section of App Home, and the forms behind its buttons.

Called by App Home and the handlers, which import the ids from here. Shown to those alone who may
change them.
"""

from collections.abc import Iterator

from slack_sdk.models.blocks import Block

from bot.crisis.house import House, Roster, brand_key
from bot.crisis.incident import COMMANDER
from bot.crisis.playbook import Playbook, Role
from bot.crisis.words import Words, in_slack
from bot.locales.values import Mrkdwn
from bot.locales.voice import Voice, channel_link
from bot.views.finish import View, modal
from bot.views.inputs import channel_input, name_input, people_input
from bot.views.parts import actions, button, context, section, shortened

ROSTER = "house.roster"
"""Each of these is a button of App Home, and the form that it opens."""
ANNOUNCE = "house.announce"
KEEPERS = "house.keepers"
PLAYBOOK = "house.playbook"

BRAND = "brand"
ROLE = "role."
"""What the block ids of the roles begin with; the playbook's role follows."""
CHANNEL = "channel"
USERS = "users"

_MOST_BRANDS = 8
_MOST_PEOPLE = 12
_BRAND = 120


def settings_blocks(house: House, playbook: Playbook, voice: Voice) -> Iterator[Block]:
    """Yield the section: who comes in by itself, where is announced, who may change it."""
    yield section(voice.say("house.heading"))
    yield section(
        voice.say("house.roster"),
        *_people(house.roster, playbook, voice),
        accessory=button(voice.label("button.roster"), ROSTER, None),
    )
    for brand in sorted(house.brands.values(), key=lambda one: brand_key(one.name))[:_MOST_BRANDS]:
        name = shortened(brand.name, _BRAND)
        yield section(
            voice.say("house.roster_of", brand=name),
            *_people(brand.roster, playbook, voice),
            accessory=button(voice.label("button.roster"), ROSTER, name.text or None),
        )
    if len(house.brands) > _MOST_BRANDS:
        yield context(voice.say("list.more", count=len(house.brands) - _MOST_BRANDS))
    yield section(_announced(house, voice), _kept(house, voice), _entrusted(house, voice))
    yield actions(
        button(voice.label("button.announce"), ANNOUNCE, ANNOUNCE),
        button(voice.label("button.keepers"), KEEPERS, KEEPERS),
        button(voice.label("button.playbook"), PLAYBOOK, PLAYBOOK),
    )


def roster_modal(house: House, playbook: Playbook, voice: Voice, brand: str) -> View:
    """Return the form: who is brought in for each role, for one brand or, left blank, for all."""
    name = " ".join(brand.split())
    known = house.brands.get(brand_key(Words(name)))
    roster: Roster = house.roster if not name else known.roster if known else {}
    return modal(
        ROSTER,
        voice.label("house.roster_heading"),
        [
            section(voice.say("house.roster_explain")),
            name_input(
                BRAND,
                voice.label("details.brand"),
                initial=name,
                hint=voice.label("house.brand_hint"),
                most=_BRAND,
            ),
            *(
                people_input(
                    f"{ROLE}{role.id}",
                    voice.label_text(role.name),
                    initial=roster.get(role.id, ()),
                )
                for role in _filled(playbook)
            ),
        ],
        submit=voice.label("modal.save"),
        close=voice.label("modal.cancel"),
    )


def announce_modal(house: House, voice: Voice) -> View:
    """Return the form: where public crises are announced, or nowhere."""
    return modal(
        ANNOUNCE,
        voice.label("house.announce_heading"),
        [
            section(voice.say("house.announce_explain")),
            channel_input(
                CHANNEL,
                voice.label("house.announce_label"),
                initial=house.announce_in,
                hint=voice.label("house.announce_hint"),
            ),
        ],
        submit=voice.label("modal.save"),
        close=voice.label("modal.cancel"),
    )


def keepers_modal(house: House, voice: Voice) -> View:
    """Return the form: who may change these settings beside the admins."""
    return modal(
        KEEPERS,
        voice.label("house.keepers_heading"),
        [
            section(voice.say("house.keepers_explain")),
            people_input(USERS, voice.label("house.keepers_label"), initial=sorted(house.keepers)),
        ],
        submit=voice.label("modal.save"),
        close=voice.label("modal.cancel"),
    )


def playbook_modal(house: House, voice: Voice) -> View:
    """Return the form: who keeps the playbook, and so gets what should change in it."""
    return modal(
        PLAYBOOK,
        voice.label("change.to"),
        [
            section(voice.say("house.playbook_explain")),
            people_input(
                USERS,
                voice.label("change.to"),
                initial=house.playbook,
                hint=voice.label("house.playbook_hint"),
            ),
        ],
        submit=voice.label("modal.save"),
        close=voice.label("modal.cancel"),
    )


def _filled(playbook: Playbook) -> Iterator[Role]:
    """Yield the roles that a roster fills: who leads is asked when a crisis is opened."""
    return (role for role in playbook.roles if role.id != COMMANDER)


def _people(roster: Roster, playbook: Playbook, voice: Voice) -> Iterator[Mrkdwn]:
    held = [(role, roster[role.id]) for role in _filled(playbook) if roster.get(role.id)]
    for role, people in held:
        shown = tuple(map(in_slack, people[:_MOST_PEOPLE]))
        yield voice.say("letter.brief.role", role=role.name, people=shown)
    if not held:
        yield voice.say("house.roster_empty")


def _announced(house: House, voice: Voice) -> Mrkdwn:
    if house.announce_in is None:
        return voice.say("house.announced_nowhere")
    return voice.say("house.announced", channel=channel_link(house.announce_in))


def _kept(house: House, voice: Voice) -> Mrkdwn:
    if not house.keepers:
        return voice.say("house.kept_by_admins")
    people = tuple(map(in_slack, sorted(house.keepers)[:_MOST_PEOPLE]))
    return voice.say("house.kept_by", people=people)


def _entrusted(house: House, voice: Voice) -> Mrkdwn:
    if not house.playbook:
        return voice.say("house.playbook_by_keepers")
    people = tuple(map(in_slack, house.playbook[:_MOST_PEOPLE]))
    return voice.say("house.playbook_by", people=people)
