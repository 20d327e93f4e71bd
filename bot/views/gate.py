"""What must come first, in a decision's forms and on its card; and the form of an approval.

Called by the forms and the card of decisions, and by the handlers.
"""

from collections.abc import Iterator, Sequence

from slack_sdk.models.blocks import Block, ButtonElement

from bot.crisis.gates import approvers_missing, needed
from bot.crisis.incident import Decision, Incident
from bot.crisis.playbook import DecisionKind, Gate, Text
from bot.crisis.words import Words, in_slack
from bot.locales.values import Mrkdwn
from bot.locales.voice import Voice
from bot.views.finish import View, modal
from bot.views.inputs import text_input
from bot.views.parts import button, context, pack, section, shortened

OVERRIDE = "override"
APPROVE = "decision.approve"
APPROVE_FOR = "decision.approve_for"
BY = "by"

_REASON = 160


def held_back(
    incident: Incident, gates: Sequence[Gate], voice: Voice, *, commands: bool
) -> Iterator[Block]:
    """Yield what must come first and who can help; whoever may go on is asked for a reason."""
    if not gates:
        return
    yield section(voice.say("gate.head"), *(_gate(incident, gate, voice) for gate in gates))
    if commands or all(gate.warns for gate in gates):
        yield text_input(
            OVERRIDE,
            voice.label("gate.reason"),
            hint=voice.label("gate.reason_hint"),
            multiline=True,
        )
    else:
        yield context(voice.say("gate.commander", person=in_slack(incident.commander)))


def never_lines(incident: Incident, kind: DecisionKind, voice: Voice) -> Iterator[Block]:
    """Yield what is never done where somebody is about to decide it."""
    never = [one.text for one in incident.playbook.handbook.never if kind.id in one.decisions]
    if never:
        yield context(*(voice.say("gate.never", rule=text) for text in never))


def approvals(incident: Incident, decision: Decision, voice: Voice) -> Iterator[Mrkdwn]:
    """Yield who approved, whose approval is missing, and what should have come first."""
    given = decision.approvals
    for person in dict.fromkeys(given.values()):
        roles = tuple(_role(incident, role) for role, who in given.items() if who == person)
        yield voice.say("approval.given", person=person, roles=roles)
    missing = () if decision.carried_out_at else approvers_missing(incident, decision)
    if missing:
        names = tuple(_role(incident, role) for role in missing)
        yield voice.say("approval.missing", roles=names)
    known = {gate.id: gate.text for kind in incident.playbook.decisions for gate in kind.gates}
    for one in decision.overridden:
        gates = tuple(known.get(gate, gate) for gate in one.gates)
        reason: Words = shortened(one.reason, _REASON)
        yield voice.say("approval.overridden", gates=gates, reason=reason)


def approval_buttons(
    incident: Incident, decision: Decision, voice: Voice
) -> Iterator[ButtonElement]:
    """Yield the buttons with which people approve, while somebody's approval is missing."""
    if decision.carried_out_at is None and approvers_missing(incident, decision):
        value = pack(incident.id, decision.id)
        yield button(voice.label("button.approve"), APPROVE, value)
        yield button(voice.label("button.approve_for"), APPROVE_FOR, value)


def approve_for_modal(incident: Incident, decision: Decision, voice: Voice) -> View:
    """Return the form that records the approval of somebody outside Slack."""
    name = text_input(
        BY, voice.label("approval.who"), hint=voice.label("approval.who_hint"), required=True
    )
    return modal(
        APPROVE_FOR,
        voice.label("approval.heading"),
        [section(voice.say("gate.version"), *approvals(incident, decision, voice)), name],
        submit=voice.label("modal.save"),
        close=voice.label("modal.cancel"),
        private_metadata=pack(incident.id, decision.id),
    )


def _gate(incident: Incident, gate: Gate, voice: Voice) -> Mrkdwn:
    roles = tuple(_role(incident, role) for role in needed(incident, gate))
    tasks = incident.playbook.task_by_id
    titles = tuple(tasks[task].title for task in gate.tasks if task in tasks)
    if roles:
        return voice.say("gate.roles", why=gate.text, roles=roles)
    if titles:
        return voice.say("gate.tasks", why=gate.text, tasks=titles)
    return voice.say("gate.warning", why=gate.text)


def _role(incident: Incident, role: str) -> Text | str:
    known = {one.id: one.name for one in incident.playbook.roles}
    return next((name for one, name in known.items() if one == role), role)
