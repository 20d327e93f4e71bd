"""Everything that the bot can show, rendered once from the sample. Used by the contract alone."""

from collections.abc import Iterator

from bot.cli.contract.exercise import drill_cards, drill_modals
from bot.cli.contract.prevention import entry_of, glance, prevention_modals
from bot.cli.contract.sample import USER, Sample
from bot.cli.contract.watching import watching_cards
from bot.crisis.events import Item
from bot.crisis.house import House
from bot.crisis.ids import ChannelId
from bot.crisis.incident import Incident
from bot.crisis.surfaces import places
from bot.crisis.talks import kols
from bot.locales.voice import Voice, said
from bot.projector.desired import plan
from bot.review.build import build
from bot.review.slack import to_slack
from bot.views import (
    follow_up,
    house,
    personal,
    posts,
    progress,
    statement,
    statement_forms,
    surfaces,
    talk_forms,
    talks,
    task_forms,
    timeline,
)
from bot.views.announcement import announcement
from bot.views.checklist import checklist_modal
from bot.views.checkpoint import checkpoint_post
from bot.views.closing import close_modal, questions_modal
from bot.views.community import community_modal
from bot.views.copying import copy_modal
from bot.views.decision_form import carry_out_modal, decision_modal
from bot.views.details import details_modal
from bot.views.facts import facts_modal
from bot.views.finish import View
from bot.views.gate import approve_for_modal
from bot.views.guidance import guidance_modal
from bot.views.help import help_message
from bot.views.home import home_view
from bot.views.keeping import hold_modal
from bot.views.leading import hand_over_modal
from bot.views.message import Message
from bot.views.note import note_modal
from bot.views.opening import duplicate_notice, open_modal
from bot.views.redaction import propose_modal, settle_modal
from bot.views.severity_forms import full_modal, level_modal, quick_modal
from bot.views.update import update_letter, update_modal

_CHANNEL = ChannelId("C0CRISIS")
_REVIEW = "https://example.slack.com/archives/C0CRISIS/p1"


def modals(sample: Sample, voice: Voice) -> Iterator[View]:
    """Yield every modal, in each of its forms."""
    incident = sample.incident
    yield from _opening(sample, voice)
    yield details_modal(incident, voice)
    yield checklist_modal(incident, voice)
    yield level_modal(incident, voice)
    yield quick_modal(incident, voice)
    yield full_modal(incident, voice)
    yield full_modal(incident, voice, numbers=True)
    one = next(iter(incident.decisions.values()))
    yield approve_for_modal(incident, one, voice)
    yield surfaces.receipts_modal(incident, voice)
    yield surfaces.report_modal(incident, places(incident)[0], USER, voice)
    yield surfaces.add_modal(incident, voice)
    yield posts.posts_modal(incident, voice)
    yield posts.report_modal(incident, None, USER, voice)
    yield from _talks(incident, voice)
    yield hand_over_modal(incident, voice)
    yield note_modal(voice, among=[incident])
    yield guidance_modal(incident, sample.playbook.types[0], voice)
    yield update_modal(incident, voice, incident.opened_at)
    yield community_modal(incident, voice, incident.opened_at)
    yield from _statements(incident, voice)
    yield close_modal(incident, voice)
    yield questions_modal(incident, voice)
    yield facts_modal(incident, voice)
    yield hold_modal(incident, voice)
    yield propose_modal(incident, (), voice)
    for redaction in incident.redactions.values():
        yield settle_modal(incident, redaction, (), voice)
    yield from _tasks(incident, voice)
    yield from _decisions(sample, voice)
    yield from _record(incident, voice)
    yield from _settings(sample, voice)
    yield from prevention_modals(incident, voice)
    yield from drill_modals(sample.playbook, voice)
    yield progress.notice_modal(voice, said("trouble.modal"))


def _opening(sample: Sample, voice: Voice) -> Iterator[View]:
    for details in (False, True):
        yield open_modal(
            voice,
            prefill_title="",
            lead=USER,
            playbook=sample.playbook,
            details=details,
            register=(("k0", "sample"),),
        )
    yield open_modal(
        voice,
        prefill_title="",
        lead=USER,
        playbook=sample.playbook,
        notice=duplicate_notice(voice, None, None),
        ask_to_join=sample.incident.id,
    )


def _record(incident: Incident, voice: Voice) -> Iterator[View]:
    entry = next(iter(incident.entries.values()))
    promise = next(iter(incident.follow_ups.values()))
    yield timeline.timeline_modal(incident, voice)
    yield timeline.amend_modal(incident, entry, voice)
    yield copy_modal(incident, voice, {})
    yield follow_up.follow_up_modal(incident, voice)
    yield follow_up.follow_up_done_modal(incident, promise, voice)


def _statements(incident: Incident, voice: Voice) -> Iterator[View]:
    one = next(iter(incident.statements.values()))
    yield statement_forms.draft_modal(incident, voice)
    yield statement_forms.draft_modal(incident, voice, one)
    yield statement_forms.read_modal(incident, one, voice, USER)
    yield statement_forms.record_modal(incident, one, voice)
    yield statement_forms.publish_modal(incident, one, voice, USER)
    yield statement_forms.drop_modal(incident, one, voice)


def _talks(incident: Incident, voice: Voice) -> Iterator[View]:
    kol = next(iter(kols(incident)))
    yield talks.thread_modal(incident, kol, voice)
    yield talks.talks_modal(incident, voice)
    for item in incident.talks.values():
        yield talk_forms.note_modal(incident, item.kind, None, USER, voice)
        yield talk_forms.reply_modal(incident, item, USER, voice)


def _settings(sample: Sample, voice: Voice) -> Iterator[View]:
    kept = House(sample.incident.team)
    yield house.roster_modal(kept, sample.playbook, voice, "")
    yield house.announce_modal(kept, voice)
    yield house.keepers_modal(kept, voice)
    yield house.playbook_modal(kept, voice)


def _tasks(incident: Incident, voice: Voice) -> Iterator[View]:
    task = incident.open_tasks()[0]
    yield task_forms.not_applicable_modal(incident, task, voice)
    yield task_forms.blocked_modal(incident, task, voice)
    yield task_forms.evidence_modal(incident, task, voice)
    yield task_forms.assign_modal(incident, task, voice)
    yield task_forms.record_modal(incident, task, voice)
    yield task_forms.second_modal(incident, task, voice)


def _decisions(sample: Sample, voice: Voice) -> Iterator[View]:
    incident = sample.incident
    yield decision_modal(incident, voice)
    for kind in sample.playbook.decisions:
        yield decision_modal(incident, voice, kind=kind.id)
    yield carry_out_modal(incident, next(iter(incident.decisions.values())), voice)


def home(sample: Sample, voice: Voice) -> View:
    """Return App Home of somebody who may change the settings."""
    incident = sample.incident
    return home_view(
        USER,
        [incident],
        {incident.id: _CHANNEL},
        voice,
        playbook=sample.playbook,
        now=incident.opened_at,
        house=House(incident.team),
        prevention=glance(sample.playbook.handbook.prevention),
    )


def cards(sample: Sample, over: Sample, voice: Voice) -> Iterator[tuple[str, Message]]:
    """Yield the cards of a channel by surface, of a running crisis and of one that is over."""
    for incident in (sample.incident, over.incident):
        for card in plan(incident, voice.zone).cards:
            yield _family(card.key), card.message
    hours = sample.playbook.checkpoints[0]
    yield "checkpoint.*", checkpoint_post(sample.incident, hours, voice)
    yield "review", to_slack(build(over.incident, over.record), voice)
    yield "follow_ups", follow_up.follow_ups_card(over.incident, voice)
    yield "announcement", announcement(over.incident, voice)
    yield "help", help_message(voice)
    yield from drill_cards(sample.playbook, _CHANNEL, voice)
    known = sample.playbook.handbook.prevention
    yield from watching_cards(entry_of(known), known, voice)
    yield from _letters(sample.incident, over.incident, voice)


def _letters(incident: Incident, over: Incident, voice: Voice) -> Iterator[tuple[str, Message]]:
    """Yield what one person alone is shown: the echo of a note, and every letter."""
    entry = next(iter(incident.entries.values()))
    waiting = (
        *(Item("task", task.id, "soon") for task in incident.open_tasks()[:1]),
        *(Item("decision", decision, "overdue") for decision in incident.decisions),
        *(Item("update", update, "soon") for update in incident.updates),
        *(Item("statement", f"{one}#2", "overdue") for one in incident.statements),
        *(Item("follow_up", promise, "soon") for promise in incident.follow_ups),
    )
    yield "note", timeline.note_echo(incident, entry, voice)
    yield "letter.reminder", personal.reminder_letter(incident, _CHANNEL, waiting, voice)
    told = voice.say("reminder.muted")
    yield "letter.quiet", personal.quiet_answer(incident.id, told, voice)
    yield "letter.offer", personal.offer_letter(incident, _CHANNEL, voice)
    yield "letter.join", personal.join_letter(incident, _CHANNEL, USER, voice)
    for one in incident.statements.values():
        yield "letter.statement", statement.statement_letter(incident, one, _CHANNEL, voice)
        yield "letter.changes", statement.changes_letter(incident, one, _CHANNEL, voice)
    for update in incident.updates.values():
        yield "letter.update", update_letter(incident, update, _CHANNEL, voice)
    yield "letter.closed", personal.closed_letter(over, _CHANNEL, USER, _REVIEW, voice)


def _family(key: str) -> str:
    thing, dot, _ = key.partition(".")
    return f"{thing}{dot and '.*'}"
