"""All that can be shown of an incident, by name. Used by the tests of limits and by the goldens."""

from collections.abc import Callable, Iterator

from bot.crisis.events import Item, NoteAdded, Recorded, TalkKind
from bot.crisis.house import House
from bot.crisis.ids import ChannelId, EntryId
from bot.crisis.incident import Incident
from bot.crisis.intents import Refusal
from bot.crisis.posts import posts as posts_of
from bot.crisis.redaction import Typed
from bot.crisis.surfaces import places
from bot.crisis.talks import kols, term_of
from bot.crisis.words import Words, in_slack
from bot.locales.voice import Voice, said
from bot.views import (
    answers,
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
from bot.views.decision_card import decision_card
from bot.views.decision_form import carry_out_modal, decision_modal
from bot.views.details import details_modal
from bot.views.facts import facts_modal
from bot.views.finish import View
from bot.views.follow_up import follow_up_done_modal, follow_up_modal, follow_ups_card
from bot.views.gate import approve_for_modal
from bot.views.guidance import guidance_modal
from bot.views.help import help_message, unknown_word
from bot.views.home import home_view
from bot.views.keeping import hold_modal
from bot.views.leading import hand_over_modal
from bot.views.message import Message
from bot.views.note import note_modal
from bot.views.opening import asked_modal, duplicate_notice, open_modal
from bot.views.redaction import propose_modal, redaction_card, settle_modal
from bot.views.severity import proposal_post, proposal_surface
from bot.views.severity_forms import full_modal, level_modal, quick_modal
from bot.views.status_card import status_card
from bot.views.step_card import step_card
from bot.views.update import update_letter, update_modal
from bot.views.weekly import Late, weekly_letter
from tests.views.scene import ANA, BO, HOUSE

CHANNEL = ChannelId("C0CRISIS1")
REVIEW = "https://x.slack.com/archives/C0CRISIS1/p1793729160000100"


def cards(incident: Incident, voice: Voice) -> Iterator[tuple[str, Message]]:
    """Every card of the channel."""
    yield "status", status_card(incident, voice)
    for step in incident.playbook.steps:
        yield f"step.{step.id}", step_card(incident, step, voice)
    for decision in incident.decisions.values():
        yield f"decision.{decision.id}", decision_card(incident, decision, voice)
    for hours in incident.playbook.checkpoints:
        yield f"checkpoint.{hours}", checkpoint_post(incident, hours, voice)
    for reading in incident.readings:
        yield proposal_surface(reading), proposal_post(incident, reading, voice)
    for one in incident.statements.values():
        yield f"statement.{one.id}", statement.statement_card(incident, one, voice)
    for redaction in incident.redactions.values():
        yield f"redaction.{redaction.id}", redaction_card(incident, redaction, voice)
    yield "follow_ups", follow_ups_card(incident, voice)
    yield "announcement", announcement(incident, voice)


def answered(incident: Incident, voice: Voice) -> Iterator[tuple[str, Message]]:
    """Every message to one person."""
    playbook = incident.playbook
    task = playbook.tasks[0].id
    refusal = Refusal("refusal.task.done_by", "already", {"task": task, "person": in_slack(ANA)})
    yield "answer.status", answers.status_text(incident, voice, CHANNEL)
    yield "answer.list", answers.list_text([incident] * 40, {incident.id: CHANNEL}, voice)
    yield "answer.list_of_none", answers.list_text([], {}, voice)
    yield "answer.refusal", answers.refusal_message(refusal, playbook, voice)
    yield "answer.help", help_message(voice)
    yield "answer.unknown", unknown_word(voice, "<!channel>" * 300)
    yield "answer.nearest", unknown_word(voice, "opne")
    for entry in list(incident.entries.values())[:1]:
        yield "answer.note", timeline.note_echo(incident, entry, voice)
    yield from letters(incident, voice)


def letters(incident: Incident, voice: Voice) -> Iterator[tuple[str, Message]]:
    """Every letter to one person."""
    waiting = tuple(_waiting(incident))
    yield "letter.reminder", personal.reminder_letter(incident, CHANNEL, waiting, voice)
    yield "letter.first", personal.reminder_letter(incident, CHANNEL, waiting[:2], voice)
    yield "letter.nothing", personal.reminder_letter(incident, CHANNEL, (), voice)
    yield "letter.offer", personal.offer_letter(incident, CHANNEL, voice)
    yield "letter.emptied", personal.emptied_letter(CHANNEL, voice)
    yield "letter.join", personal.join_letter(incident, CHANNEL, BO, voice)
    yield "letter.brief", personal.brief_letter(incident, CHANNEL, BO, voice)
    for one in list(incident.statements.values())[-1:]:
        yield "letter.statement", statement.statement_letter(incident, one, CHANNEL, voice)
        yield "letter.changes", statement.changes_letter(incident, one, CHANNEL, voice)
    for update in list(incident.updates.values())[:1]:
        yield "letter.update", update_letter(incident, update, CHANNEL, voice)
    promises = tuple(incident.follow_ups.values())
    late = [Late(incident, CHANNEL, promises), Late(incident, None, promises[:1])]
    if promises:
        yield "letter.weekly", weekly_letter(late, voice)
    yield "letter.closed", personal.closed_letter(incident, CHANNEL, ANA, REVIEW, voice)
    yield "letter.closed.bo", personal.closed_letter(incident, CHANNEL, BO, "", voice)


def _of_talks(incident: Incident) -> Iterator[Item]:
    for item in incident.talks.values():
        at = term_of(incident, item)
        if at is not None:
            yield Item("talk", f"{item.id}#{int(at.timestamp())}", "overdue")


def _talks(incident: Incident, voice: Voice) -> Iterator[tuple[str, View]]:
    yield "talks", talks.talks_modal(incident, voice)
    kinds: tuple[TalkKind, ...] = ("fact", "hold", "step")
    for kind in kinds:
        yield f"talk.{kind}.first", talk_forms.note_modal(incident, kind, None, ANA, voice)
    for kol in list(kols(incident))[:1]:
        yield "talk.thread", talks.thread_modal(incident, kol, voice)
        yield "talk.ask", talk_forms.note_modal(incident, "fact", kol, ANA, voice)
    for item in {item.kind: item for item in incident.talks.values()}.values():
        yield f"talk.{item.kind}", talk_forms.reply_modal(incident, item, ANA, voice)


def _waiting(incident: Incident) -> Iterator[Item]:
    for number, task in enumerate(incident.playbook.tasks):
        yield Item("task", task.id, ("assigned", "soon", "overdue", "escalated")[number % 4])
    yield Item("reading", str(incident.watch_seq), "overdue")
    for place in places(incident):
        yield Item("surface", place.id, "overdue")
    for post in posts_of(incident):
        for step in post.steps[-1:]:
            yield Item("post", f"{post.id}#{step.seq}", "overdue")
    yield from _of_talks(incident)
    for decision in incident.decisions:
        yield Item("decision", decision, "overdue")
    for update in incident.updates:
        yield Item("update", update, "overdue")
    for one in incident.statements.values():
        yield Item("statement", f"{one.id}#{one.current.number}", "overdue")
    for promise in incident.follow_ups:
        yield Item("follow_up", promise, "soon")
        yield Item("follow_up", f"{promise}#2", "overdue")


def modals(incident: Incident, voice: Voice) -> Iterator[tuple[str, View]]:
    """Every modal about an incident."""
    playbook = incident.playbook
    yield "details", details_modal(incident, voice)
    yield "checklist", checklist_modal(incident, voice)
    yield "checklist.step", checklist_modal(incident, voice, playbook.steps[0].id)
    yield "level", level_modal(incident, voice)
    yield "level.of_others", level_modal(incident, voice, BO)
    yield "reading.quick", quick_modal(incident, voice)
    yield "reading.full", full_modal(incident, voice)
    yield "reading.numbers", full_modal(incident, voice, numbers=True)
    for one in list(incident.decisions.values())[:1]:
        yield "decision.approve_for", approve_for_modal(incident, one, voice)
    yield "receipts", surfaces.receipts_modal(incident, voice)
    yield "receipts.add", surfaces.add_modal(incident, voice)
    for place in places(incident)[-1:]:
        yield "receipt", surfaces.report_modal(incident, place, ANA, voice)
    yield "posts", posts.posts_modal(incident, voice)
    yield "post.add", posts.report_modal(incident, None, ANA, voice)
    for post in posts_of(incident)[:1]:
        yield "post", posts.report_modal(incident, post, ANA, voice)
    yield from _talks(incident, voice)
    yield "hand_over", hand_over_modal(incident, voice)
    for kind in playbook.types[:3]:
        yield f"guidance.{kind.id}", guidance_modal(incident, kind, voice)
    yield "update", update_modal(incident, voice, incident.opened_at)
    yield "community", community_modal(incident, voice, incident.opened_at)
    yield from _statements(incident, voice)
    yield "close", close_modal(incident, voice)
    yield "questions", questions_modal(incident, voice)
    yield "facts", facts_modal(incident, voice)
    yield "hold", hold_modal(incident, voice)
    yield from _redaction(incident, voice)
    yield from _record(incident, voice)
    yield from _house(incident, voice)
    yield from _opening(incident, voice)
    yield from _tasks(incident, voice)
    yield from _decisions(incident, voice)


def home(incident: Incident, voice: Voice) -> View:
    """App Home of whoever leads, with many crises."""
    return home_view(
        ANA,
        [incident] * 30,
        {incident.id: CHANNEL},
        voice,
        playbook=incident.playbook,
        now=incident.opened_at,
        house=HOUSE,
    )


def _record(incident: Incident, voice: Voice) -> Iterator[tuple[str, View]]:
    yield "timeline", timeline.timeline_modal(incident, voice)
    for entry in list(incident.entries.values())[:1]:
        yield "amend", timeline.amend_modal(incident, entry, voice)
    yield "copy", copy_modal(incident, voice, {ANA: "Ana Reyes"})
    yield "follow_up", follow_up_modal(incident, voice, owner=ANA)
    for promise in list(incident.follow_ups.values())[:1]:
        yield "follow_up.done", follow_up_done_modal(incident, promise, voice)


def _redaction(incident: Incident, voice: Voice) -> Iterator[tuple[str, View]]:
    said = (Words("Nobody read the claim.\n没人看过。"), Words("x" * 4000))
    note = NoteAdded(EntryId("n1"), said[0])
    last = Recorded(12, note, incident.opened_at, incident.opened_at, ANA)
    lines = (Typed((9, 12), last, said),)
    yield "redact", propose_modal(incident, lines, voice, chosen=lines[0])
    for one in incident.redactions.values():
        yield "redact.settle", settle_modal(incident, one, lines, voice)


def _statements(incident: Incident, voice: Voice) -> Iterator[tuple[str, View]]:
    yield "statement.draft", statement_forms.draft_modal(incident, voice)
    for one in list(incident.statements.values())[-1:]:
        yield "statement.revise", statement_forms.draft_modal(incident, voice, one)
        yield "statement.read", statement_forms.read_modal(incident, one, voice, BO)
        yield "statement.answer", statement_forms.read_modal(incident, one, voice, ANA)
        yield "statement.record", statement_forms.record_modal(incident, one, voice)
        yield "statement.publish", statement_forms.publish_modal(incident, one, voice, ANA)
        yield "statement.drop", statement_forms.drop_modal(incident, one, voice)


def _house(incident: Incident, voice: Voice) -> Iterator[tuple[str, View]]:
    yield "roster", house.roster_modal(HOUSE, incident.playbook, voice, "")
    yield "roster.brand", house.roster_modal(HOUSE, incident.playbook, voice, "lumeya")
    yield "roster.long", house.roster_modal(HOUSE, incident.playbook, voice, "名" * 3000)
    yield "announce", house.announce_modal(HOUSE, voice)
    yield "keepers", house.keepers_modal(House(incident.team), voice)
    yield "playbook", house.playbook_modal(HOUSE, voice)


def _opening(incident: Incident, voice: Voice) -> Iterator[tuple[str, View]]:
    title, playbook = incident.title.text, incident.playbook
    for name, details in (("open", False), ("open.details", True)):
        yield (
            name,
            open_modal(voice, prefill_title=title, lead=ANA, playbook=playbook, details=details),
        )
    yield "note", note_modal(voice, text=title, happened_at=incident.opened_at)
    yield "note.among", note_modal(voice, among=[incident], unclear="9 CST")
    yield "under_way", progress.under_way_modal(voice)
    yield "done", progress.done_modal(voice, CHANNEL)
    yield "failed", progress.failed_modal(voice, said("trouble.modal"))
    yield "notice", progress.notice_modal(voice, said("trouble.modal"))
    yield from _twins(incident, voice)


def _twins(incident: Incident, voice: Voice) -> Iterator[tuple[str, View]]:
    title, playbook = incident.title.text, incident.playbook
    seen = duplicate_notice(voice, incident, CHANNEL)
    hidden = duplicate_notice(voice, None, None)
    yield (
        "twin",
        open_modal(voice, prefill_title=title, lead=ANA, playbook=playbook, notice=seen),
    )
    yield (
        "twin.hidden",
        open_modal(
            voice,
            prefill_title=title,
            lead=ANA,
            playbook=playbook,
            details=True,
            notice=hidden,
            ask_to_join=incident.id,
        ),
    )
    yield "asked", asked_modal(voice)


def _tasks(incident: Incident, voice: Voice) -> Iterator[tuple[str, View]]:
    forms: tuple[tuple[str, Callable[..., View]], ...] = (
        ("not_applicable", task_forms.not_applicable_modal),
        ("blocked", task_forms.blocked_modal),
        ("evidence", task_forms.evidence_modal),
        ("assign", task_forms.assign_modal),
        ("record", task_forms.record_modal),
        ("second", task_forms.second_modal),
    )
    for name, form in forms:
        yield f"task.{name}", form(incident, incident.playbook.tasks[0], voice)


def _decisions(incident: Incident, voice: Voice) -> Iterator[tuple[str, View]]:
    yield "decide", decision_modal(incident, voice)
    for kind in incident.playbook.decisions:
        yield f"decide.{kind.id}", decision_modal(incident, voice, kind=kind.id, owner=ANA)
    for decision in list(incident.decisions.values())[:1]:
        yield "decide.replace", decision_modal(incident, voice, replaces=decision.id)
        yield "carry_out", carry_out_modal(incident, decision, voice)
