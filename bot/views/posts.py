"""The notes of influencers: the line on the cards, what became of each, and the form for one.

Called by cards, letters and handlers. The handlers import the action ids from here.
"""

from collections.abc import Iterator, Mapping
from typing import Final

from slack_sdk.models.blocks import Block, ButtonElement

from bot.crisis.events import PostStage
from bot.crisis.ids import SlackUserId
from bot.crisis.incident import Incident
from bot.crisis.playbook import Step
from bot.crisis.post import Post
from bot.crisis.posts import MOST_POSTS, has_passed, is_gone, lapses_at, posts, protected, step_of
from bot.crisis.posts import today as day_of
from bot.locales.values import Link, Mrkdwn
from bot.locales.voice import Said, Voice, said
from bot.views.finish import View, modal
from bot.views.inputs import date_input, person_input, radio_input, text_input, time_input
from bot.views.parts import actions, button, context, pack, section, shortened
from bot.views.task import when

OPEN_POSTS = "posts.open"
UPDATE = "post.update"
ADD = "post.add"
LIST = "posts.list"
REPORT = "post.report"

ADDRESS = "address"
KOL = "kol"
STAGE = "stage"
BY = "by"
BY_OUTSIDE = "by_outside"
AT = "at"
PROOF = "proof"
PROTECTED = "protected"

_LINK = 160
_NAME = 75
_PROOF = 160
_EARLIER = 4

STAGES: Final[Mapping[PostStage, str]] = {
    "in_review": "post.stage.in_review",
    "rejected": "post.stage.rejected",
    "published": "post.stage.published",
    "clarified": "post.stage.clarified",
    "edited": "post.stage.edited",
    "removal_asked": "post.stage.removal_asked",
    "hidden": "post.stage.hidden",
    "removed": "post.stage.removed",
}


def posts_line(incident: Incident) -> Iterator[Said]:
    """Yield how many notes there are, how many are gone, and what runs out next."""
    known = posts(incident)
    if not known:
        yield said("posts.none")
        return
    if not incident.posts:
        yield said("posts.unread", all=len(known))
        return
    yield said("posts.count", all=len(known), gone=sum(map(is_gone, known)))
    coming = [
        at
        for post in known
        if not has_passed(post) and (at := lapses_at(incident, post)) is not None
    ]
    if coming:
        yield said("posts.next", time=when(incident, min(coming)))
    late = sum(has_passed(post) and lapses_at(incident, post) is not None for post in known)
    if late:
        yield said("posts.late", late=late)


def posts_button(incident: Incident, step: Step, voice: Voice) -> ButtonElement | None:
    """Return the button for the notes, on the cards of the steps that the playbook names."""
    if step.id not in incident.playbook.handbook.posts.steps:
        return None
    return button(voice.label("button.posts"), OPEN_POSTS, pack(incident.id))


def posts_modal(incident: Incident, voice: Voice) -> View:
    """Return every note with what became of it and a button to say more."""
    blocks: list[Block] = [section(voice.together(*posts_line(incident)))]
    known = posts(incident)
    for post in known[:MOST_POSTS]:
        update = button(voice.label("button.update_post"), UPDATE, pack(incident.id, post.id))
        blocks.append(
            section(*_lines(incident, post, voice), accessory=None if incident.closed else update)
        )
    if not incident.closed and len(known) < MOST_POSTS:
        blocks.append(actions(button(voice.label("button.add_post"), ADD, pack(incident.id))))
    blocks += _rules(incident, voice)
    return modal(LIST, voice.label("posts.heading"), blocks, close=voice.label("modal.close"))


def report_modal(incident: Incident, post: Post | None, user: SlackUserId, voice: Voice) -> View:
    """Return the form that says where a note stands; without one it asks which note first."""
    blocks: list[Block] = []
    if post is None:
        blocks += [
            text_input(ADDRESS, voice.label("post.address"), required=True),
            text_input(KOL, voice.label("post.kol")),
        ]
    else:
        blocks.append(section(*_lines(incident, post, voice)))
    blocks += [
        radio_input(
            STAGE,
            voice.label("post.stage"),
            [(stage, voice.label(key)) for stage, key in STAGES.items()],
            required=True,
        ),
        text_input(PROOF, voice.label("post.proof"), hint=voice.label("post.proof_hint")),
        person_input(BY, voice.label("receipt.by"), initial=user),
        text_input(
            BY_OUTSIDE, voice.label("person.outside"), hint=voice.label("person.outside_hint")
        ),
        time_input(AT, voice.label("receipt.at"), hint=voice.label("receipt.at_hint")),
        date_input(
            PROTECTED, voice.label("post.protected"), hint=voice.label("post.protected_hint")
        ),
        *_rules(incident, voice),
    ]
    return modal(
        REPORT,
        voice.label("post.heading"),
        blocks,
        submit=voice.label("modal.save"),
        close=voice.label("modal.cancel"),
        private_metadata=pack(incident.id, post.id if post is not None else ""),
    )


def post_line(post: Post, voice: Voice) -> Mrkdwn:
    """Return which note it is: its influencer, if known, and its address."""
    link = Link(shortened(post.address, _LINK))
    if post.kol is None:
        return voice.say("post.unnamed", link=link)
    return voice.say("post.note", kol=shortened(post.kol, _NAME), link=link)


def term_line(incident: Incident, post: Post, voice: Voice) -> Mrkdwn | None:
    """Return what runs out for a note, or ran out already; None when nothing does."""
    at, step = lapses_at(incident, post), step_of(post)
    if at is None or step is None:
        return None
    if step.stage == "removal_asked":
        key = "post.request_passed" if has_passed(post) else "post.request"
    else:
        key = "post.review_passed" if has_passed(post) else "post.review"
    return voice.say(key, time=when(incident, at))


def _lines(incident: Incident, post: Post, voice: Voice) -> Iterator[Mrkdwn | None]:
    yield post_line(post, voice)
    step = step_of(post)
    if step is None:
        yield voice.say("post.open")
    for one in reversed(post.steps[-_EARLIER:]):
        stage, time = voice.label(STAGES[one.stage]), when(incident, one.at)
        if one.by is None:
            yield voice.say("post.step", stage=stage, time=time)
        else:
            yield voice.say("post.step_by", stage=stage, time=time, person=one.by)
    if step is not None and step.proof:
        yield voice.say("receipt.evidence", words=shortened(step.proof, _PROOF))
    yield term_line(incident, post, voice)
    if post.protected_until is not None:
        inside = post in protected(incident, day_of(incident))
        key = "post.inside" if inside else "post.outside"
        yield voice.say(key, date=post.protected_until.isoformat())


def _rules(incident: Incident, voice: Voice) -> Iterator[Block]:
    texts = incident.playbook.handbook.posts.rules
    if texts:
        yield context(*(voice.text(text) for text in texts))
