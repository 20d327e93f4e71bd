"""What the status card says once a crisis is closed: short, with what the review still needs.

Called by the status card. The handlers import the action ids from here.
"""

from functools import partial

from slack_sdk.models.blocks import ActionsBlock, Block, ButtonElement

from bot.crisis.incident import COMMANDER, Incident
from bot.crisis.playbook import Text
from bot.crisis.signing import is_signed, roles_missing
from bot.crisis.words import in_slack
from bot.locales.values import Mrkdwn, Quoted
from bot.locales.voice import Voice
from bot.views import community
from bot.views.follow_up import add_button
from bot.views.keeping import hold_button, hold_line
from bot.views.parts import actions, asked_first, button, context, pack, section, shortened
from bot.views.roles import role_name

ANSWER = "review.answer"
SIGN = "review.sign"
REOPEN = "incident.reopen"
ARCHIVE = "incident.archive"

_TITLE = 200
_REMARK = 300


def closed_blocks(incident: Incident, voice: Voice) -> list[Block]:
    """Return the closing state. The one next step is the only primary button."""
    remark, held = incident.remark, hold_line(incident, voice)
    return [
        section(
            ending(incident, voice),
            voice.show(Quoted(shortened(incident.title, _TITLE))),
        ),
        *([context(voice.show(shortened(remark, _REMARK)))] if remark else []),
        section(review_line(incident, voice)),
        *([context(held)] if held else []),
        _buttons(incident, voice),
    ]


def unanswered(incident: Incident) -> int:
    """Return how many answers the review still needs."""
    needed = (one for one in incident.playbook.questions if not one.optional)
    return sum(one.id not in incident.answers for one in needed)


def ending(incident: Incident, voice: Voice) -> Mrkdwn:
    """Return how and when it ended."""
    at = incident.closed_at or incident.opened_at
    return voice.say("card.closed.head", outcome=_outcome(incident), time=at)


def _outcome(incident: Incident) -> Text | str:
    known = (one.name for one in incident.playbook.outcomes if one.value == incident.outcome)
    return next(known, incident.outcome or "")


def review_line(incident: Incident, voice: Voice) -> Mrkdwn:
    """Return what the review still needs, or who signed it."""
    left = unanswered(incident)
    if left:
        return voice.say("card.closed.questions_left", count=left)
    people = tuple(in_slack(user) for user in incident.signed_by)
    if is_signed(incident):
        return voice.say("card.closed.signed", people=people)
    roles = tuple(map(partial(role_name, incident), roles_missing(incident) or (COMMANDER,)))
    if people:
        return voice.say("card.closed.waits", people=people, roles=roles)
    return voice.say("card.closed.to_sign", roles=roles)


def _buttons(incident: Incident, voice: Voice) -> ActionsBlock:
    left = unanswered(incident)
    unsigned = not is_signed(incident)
    return actions(
        button(voice.label("button.answer"), ANSWER, pack(incident.id), primary=left > 0),
        button(voice.label("button.sign"), SIGN, pack(incident.id), primary=left == 0 and unsigned)
        if unsigned
        else None,
        add_button(incident, voice),
        community.add_button(incident, voice),
        button(voice.label("button.reopen"), REOPEN, pack(incident.id)),
        _archive(incident, voice),
        hold_button(incident, voice),
    )


def _archive(incident: Incident, voice: Voice) -> ButtonElement | None:
    """Offer to archive the channel once the review has what it needs; a bot cannot undo it."""
    ready = is_signed(incident) or not unanswered(incident)
    if not ready or incident.archive_requested:
        return None
    sure = asked_first(
        voice.label("archive.heading"),
        voice.label("archive.explain"),
        voice.label("button.archive"),
        voice.label("modal.cancel"),
    )
    return button(voice.label("button.archive"), ARCHIVE, pack(incident.id), confirm=sure)
