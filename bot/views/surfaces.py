"""What still spreads the content: the line on the status card, the receipts and their forms.

Called by cards and handlers. The handlers import the action ids from here.
"""

from collections.abc import Iterator

from slack_sdk.models.blocks import Block, ButtonElement

from bot.crisis.ids import SlackUserId
from bot.crisis.incident import Incident
from bot.crisis.playbook import Step, Text
from bot.crisis.rules.surfaces import MOST_ADDED
from bot.crisis.surfaces import Place, places, running, spend
from bot.locales.typed_number import written
from bot.locales.values import Mrkdwn
from bot.locales.voice import Said, Voice, said
from bot.views.finish import View, modal
from bot.views.inputs import name_input, person_input, radio_input, text_input, time_input
from bot.views.parts import actions, button, context, pack, section, shortened
from bot.views.task import when

OPEN = "surfaces.open"
UPDATE = "surface.update"
ADD = "surface.add"
LIST = "surfaces.list"
REPORT = "surface.report"

STATE = "state"
BY = "by"
BY_OUTSIDE = "by_outside"
AT = "at"
EVIDENCE = "evidence"
SPEND = "spend"
NAME = "name"

VERIFIED = "verified"
RESUME = "resume"

_NAME = 75
_PROOF = 160
_MOST_SHOWN = 6 + MOST_ADDED


def reach_line(incident: Incident) -> Iterator[Said]:
    """Yield how much is still running, and what it has cost as far as that is known."""
    whole = len(places(incident))
    if not whole:
        return
    left = running(incident)
    if left == whole and not incident.surfaces:
        yield said("reach.unknown", all=whole)
    elif left:
        yield said("reach.running", running=left, all=whole)
    else:
        yield said("reach.off", all=whole)
    known = spend(incident)
    if known is not None:
        amount, count = known
        yield said("reach.spend", amount=written(amount), known=count, all=whole)


def receipts_button(incident: Incident, step: Step, voice: Voice) -> ButtonElement | None:
    """Return the button for the receipts, on the card of the step whose tasks they belong to."""
    tasks = {surface.task for surface in incident.playbook.handbook.surfaces}
    if not any(task.id in tasks for task in incident.playbook.tasks_of(step.id)):
        return None
    return button(voice.label("button.receipts"), OPEN, pack(incident.id))


def receipts_modal(incident: Incident, voice: Voice) -> View:
    """Return every place with what became of it and a button to say more."""
    reach = voice.together(*reach_line(incident))
    blocks: list[Block] = [section(voice.say("receipts.head"), reach)]
    for place in places(incident)[:_MOST_SHOWN]:
        update = button(voice.label("button.update_receipt"), UPDATE, pack(incident.id, place.id))
        accessory = None if incident.closed else update
        blocks.append(section(*_lines(incident, place, voice), accessory=accessory))
    if not incident.closed:
        blocks.append(actions(button(voice.label("button.add_surface"), ADD, pack(incident.id))))
    blocks.append(context(voice.say("receipts.rule", roles=_needed(incident))))
    return modal(LIST, voice.label("receipts.heading"), blocks, close=voice.label("modal.close"))


def report_modal(incident: Incident, place: Place, user: SlackUserId, voice: Voice) -> View:
    """Return the form of one receipt: what is the case, who did it and when, proof and spend."""
    blocks: list[Block] = [
        section(*_lines(incident, place, voice), _how(place, voice)),
        radio_input(STATE, voice.label("receipt.state"), _choices(place, voice), required=True),
        person_input(BY, voice.label("receipt.by"), initial=user),
        text_input(
            BY_OUTSIDE, voice.label("person.outside"), hint=voice.label("person.outside_hint")
        ),
        time_input(AT, voice.label("receipt.at"), hint=voice.label("receipt.at_hint")),
        text_input(
            EVIDENCE,
            voice.label("evidence.label"),
            hint=voice.label("receipt.evidence_hint"),
            multiline=True,
        ),
        text_input(SPEND, voice.label("receipt.spend"), hint=voice.label("receipt.spend_hint")),
    ]
    return modal(
        REPORT,
        voice.label("receipt.heading"),
        blocks,
        submit=voice.label("modal.save"),
        close=voice.label("modal.cancel"),
        private_metadata=pack(incident.id, place.id),
    )


def add_modal(incident: Incident, voice: Voice) -> View:
    """Return the form that names a further place."""
    name = name_input(
        NAME, voice.label("receipts.name"), hint=voice.label("receipts.name_hint"), most=_NAME
    )
    return modal(
        ADD,
        voice.label("receipts.add_heading"),
        [name],
        submit=voice.label("modal.save"),
        close=voice.label("modal.cancel"),
        private_metadata=pack(incident.id),
    )


def _lines(incident: Incident, place: Place, voice: Voice) -> Iterator[Mrkdwn | None]:
    yield voice.say("receipt.place", place=place.name)
    state = place.state
    if state.status == "open" or state.at is None:
        yield voice.say("receipt.open")
    elif state.status == "unused":
        yield voice.say("receipt.unused")
    elif state.status == "running":
        key = "receipt.resumed" if state.agreed else "receipt.running"
        yield voice.say(key, time=when(incident, state.at))
    else:
        yield from _paused(incident, place, voice)


def _paused(incident: Incident, place: Place, voice: Voice) -> Iterator[Mrkdwn | None]:
    state = place.state
    if state.at is None:
        return
    time = when(incident, state.at)
    if state.by is None:
        yield voice.say("receipt.paused", time=time)
    else:
        yield voice.say("receipt.paused_by", time=time, person=state.by)
    if state.verified_at is not None:
        yield voice.say("receipt.verified", time=when(incident, state.verified_at))
    elif place.check_at is not None:
        yield voice.say("receipt.check", time=when(incident, place.check_at))
    if state.evidence:
        yield voice.say("receipt.evidence", words=shortened(state.evidence, _PROOF))
    else:
        yield voice.say("receipt.none")
    if state.agreed:
        left = tuple(
            incident.playbook.role_by_id[role].name
            for role in incident.playbook.handbook.resume_needs
            if role not in state.agreed
        )
        people = tuple(state.agreed.values())
        yield voice.say("receipt.waits", people=people, roles=left)


def _choices(place: Place, voice: Voice) -> Iterator[tuple[str, str]]:
    if place.state.status == "paused":
        yield VERIFIED, voice.label("receipt.choice_verified")
    yield "paused", voice.label("receipt.choice_paused")
    yield "running", voice.label("receipt.choice_running")
    yield "unused", voice.label("receipt.choice_unused")
    if place.state.status == "paused":
        yield RESUME, voice.label("receipt.choice_resume")


def _how(place: Place, voice: Voice) -> Mrkdwn | None:
    return None if place.how is None else voice.text(place.how)


def _needed(incident: Incident) -> tuple[Text, ...]:
    known = incident.playbook.role_by_id
    return tuple(known[one].name for one in incident.playbook.handbook.resume_needs if one in known)
