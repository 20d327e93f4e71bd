"""The details of a crisis: the inputs that the opening shares, and the modal to add them later.

Called by the opening modal and by the handler of "Add details".
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime

from slack_sdk.models.blocks import InputBlock

from bot.crisis.events import Kol, Language
from bot.crisis.ids import RoleId
from bot.crisis.incident import COMMANDER, Incident
from bot.crisis.playbook import Playbook, Role
from bot.crisis.words import Person, Words
from bot.locales.voice import Voice
from bot.views.finish import View, modal
from bot.views.inputs import people_input, radio_input, select_input, text_input, time_input

CALLBACK = "incident.details"

TITLE = "title"
KOL = "kol"
NOTE_URL = "note_url"
CAMPAIGN = "campaign"
BRAND = "brand"
TYPE = "crisis_type"
DETECTED_AT = "detected_at"
LANGUAGE = "language"
ROLE = "role."
"""What the block ids of the roles begin with; the playbook's role follows."""
OUTSIDE_ROLE = "outside_role"
OUTSIDE_NAMES = "outside_names"


@dataclass(frozen=True, slots=True)
class Known:
    """What the inputs begin with."""

    kols: tuple[Kol, ...] = ()
    campaign: str = ""
    brand: str = ""
    crisis_type: str | None = None
    detected_at: datetime | None = None
    language: Language = "both"


def detail_inputs(
    voice: Voice, playbook: Playbook, known: Known | None = None
) -> Iterator[InputBlock]:
    """Yield the inputs for everything that is not needed in the first minute."""
    known = known or Known()
    yield from _who(voice, known)
    yield select_input(
        TYPE,
        voice.label("details.type"),
        ((kind.id, voice.label_text(kind.name)) for kind in playbook.types),
        initial=known.crisis_type,
    )
    yield time_input(
        DETECTED_AT,
        voice.label("details.detected_at"),
        initial=known.detected_at,
        hint=None if known.detected_at else voice.label("details.detected_at_hint"),
    )
    yield radio_input(
        LANGUAGE,
        voice.label("details.language"),
        (
            ("both", voice.label("language.both")),
            ("zh", voice.label("language.zh")),
            ("en", voice.label("language.en")),
        ),
        initial=known.language,
        required=True,
    )


def details_modal(incident: Incident, voice: Voice, *, private_metadata: str = "") -> View:
    """Return the modal that adds or corrects details, filled with what is known."""
    known = Known(
        kols=incident.kols,
        campaign=_typed(incident.campaign),
        brand=_typed(incident.brand),
        crisis_type=incident.crisis_type,
        detected_at=incident.detected_at,
        language=incident.language,
    )
    title = text_input(
        TITLE,
        voice.label("open.title"),
        initial=_typed(incident.title),
        required=True,
        multiline=True,
    )
    return modal(
        CALLBACK,
        voice.label("details.heading"),
        [
            title,
            *detail_inputs(voice, incident.playbook, known),
            *role_inputs(voice, incident.playbook, incident.roles),
            *_outside_inputs(voice, incident.playbook),
        ],
        submit=voice.label("modal.save"),
        close=voice.label("modal.cancel"),
        private_metadata=private_metadata or incident.id,
    )


def role_inputs(
    voice: Voice, playbook: Playbook, held: Mapping[RoleId, tuple[Person, ...]]
) -> Iterator[InputBlock]:
    """Yield who holds which role; those outside Slack, whom no choice offers, stand below it."""
    for role in _filled(playbook):
        people = held.get(role.id, ())
        names = tuple(person.outside for person in people if person.outside is not None)
        yield people_input(
            f"{ROLE}{role.id}",
            voice.label_text(role.name),
            initial=tuple(person.slack for person in people if person.slack is not None),
            hint=voice.label("details.outside", people=names) if names else None,
        )


def _outside_inputs(voice: Voice, playbook: Playbook) -> Iterator[InputBlock]:
    """Yield the place for people outside Slack: which role, and their names."""
    yield select_input(
        OUTSIDE_ROLE,
        voice.label("details.outside_role"),
        ((role.id, voice.label_text(role.name)) for role in _filled(playbook)),
        hint=voice.label("details.outside_role_hint"),
    )
    yield text_input(
        OUTSIDE_NAMES,
        voice.label("details.outside_names"),
        hint=voice.label("details.outside_names_hint"),
        multiline=True,
    )


def _filled(playbook: Playbook) -> Iterator[Role]:
    """Yield the roles that are filled here: who leads is asked at opening, then handed over."""
    return (role for role in playbook.roles if role.id != COMMANDER)


def _who(voice: Voice, known: Known) -> Iterator[InputBlock]:
    names = "\n".join(_typed(kol.name) for kol in known.kols)
    urls = "\n".join(_typed(url) for kol in known.kols for url in kol.note_urls)
    one_per_line = voice.label("details.one_per_line")
    yield text_input(
        KOL, voice.label("details.kol"), initial=names, hint=one_per_line, multiline=True
    )
    yield text_input(
        NOTE_URL, voice.label("details.note_url"), initial=urls, hint=one_per_line, multiline=True
    )
    yield text_input(CAMPAIGN, voice.label("details.campaign"), initial=known.campaign)
    yield text_input(BRAND, voice.label("details.brand"), initial=known.brand)


def _typed(words: Words | None) -> str:
    return "" if words is None else words.text
