"""Closing, the review's answers, and what was promised for afterwards."""

from datetime import timedelta

from bot.crisis.corrective import MOST_ACTIONS, chosen
from bot.crisis.events import (
    ArchiveRequested,
    CopyAsked,
    Corrective,
    FactStated,
    FollowUpAdded,
    FollowUpDone,
    IncidentClosed,
    IncidentReopened,
    QuestionAnswered,
    ReviewSigned,
)
from bot.crisis.handbook import CorrectiveAction
from bot.crisis.incident import COMMANDER
from bot.crisis.intents import (
    AddFollowUp,
    AnswerQuestion,
    AskForCopy,
    CloseIncident,
    FinishFollowUp,
    Refusal,
    ReopenIncident,
    RequestArchive,
    SignReview,
    StateFact,
)
from bot.crisis.rules import drill
from bot.crisis.rules.context import Context, Verdict, blank, bring_in
from bot.crisis.signing import roles_missing, roles_to_sign, signers_of
from bot.crisis.surfaces import amount
from bot.crisis.words import Words, in_slack

REOPEN_WITHIN = timedelta(days=7)
"""How long after closing the same incident may be taken up again."""


def close(context: Context, intent: CloseIncident) -> Verdict:
    """Close the crisis with an outcome; what is still open stays visible as such."""
    if context.incident.closed:
        return Refusal("refusal.close.closed", "already")
    if intent.outcome not in {option.value for option in context.incident.playbook.outcomes}:
        return Refusal("refusal.close.outcome_missing", "missing", field="outcome")
    closed = IncidentClosed(intent.outcome, intent.remark)
    return context.happened(closed, *drill.closing(context))


def reopen(context: Context, intent: ReopenIncident) -> Verdict:
    """Take the crisis up again while it is fresh."""
    closed_at = context.incident.closed_at
    if closed_at is None:
        return Refusal("refusal.reopen.open", "already")
    if context.now - closed_at > REOPEN_WITHIN:
        return Refusal("refusal.reopen.late", "closed", {"days": REOPEN_WITHIN.days})
    return context.happened(IncidentReopened(intent.reason))


def request_archive(context: Context, _: RequestArchive) -> Verdict:
    """Have the channel of a closed incident archived."""
    if not context.incident.closed:
        return Refusal("refusal.review.not_closed", "missing")
    if context.incident.archive_requested:
        return Refusal("refusal.archive.requested", "already")
    return context.happened(ArchiveRequested())


def answer(context: Context, intent: AnswerQuestion) -> Verdict:
    """Answer a question of the review; the latest answer counts, all stay in the record."""
    incident = context.incident
    question = incident.playbook.question_by_id.get(intent.question)
    if question is None:
        return Refusal("refusal.review.question_unknown", "missing")
    if not incident.closed:
        return Refusal("refusal.review.not_closed", "missing")
    if blank(intent.answer.text) and not intent.choices:
        return ()
    if not set(intent.choices) <= {option.value for option in question.options}:
        return Refusal("refusal.decision.option_unknown", "missing", field=intent.question)
    if intent.moment is not None and intent.moment > context.now:
        return Refusal("refusal.note.future", "missing", field="moment")
    known = incident.answers.get(intent.question)
    said = (intent.answer, intent.choices, intent.moment)
    if known and (known.text, known.choices, known.moment) == said:
        return ()
    return context.happened(
        QuestionAnswered(intent.question, intent.answer, intent.choices, intent.moment)
    )


def sign(context: Context, _: SignReview) -> Verdict:
    """Stand by the review, in every role that is asked and that one holds.

    A later change of an answer takes the signatures back.
    """
    incident, user = context.incident, context.acting_user
    if not incident.closed:
        return Refusal("refusal.review.not_closed", "missing")
    if user is None:
        return ()
    roles = roles_to_sign(incident, user)
    if roles:
        return context.happened(*(ReviewSigned(role, alone) for role, alone in roles))
    if user in incident.signed_by:
        return Refusal("refusal.review.signed", "already")
    role = next(iter(roles_missing(incident)), COMMANDER)
    able = incident.commander if role == COMMANDER else min(signers_of(incident, role))
    return Refusal(
        "refusal.review.not_asked", "forbidden", {"person": in_slack(able), "role": role}
    )


def state_fact(context: Context, intent: StateFact) -> Verdict:
    """Say something for the first page; what is signed changes with it, so signatures go."""
    incident = context.incident
    rules = incident.playbook.handbook.aftermath
    asked = next((one for one in rules.facts if one.id == intent.fact), None)
    if asked is None:
        return Refusal("refusal.fact.unknown", "missing")
    number = intent.number if asked.kind == "number" else None
    text = intent.text if asked.kind == "text" and intent.text else None
    if number is not None and amount(number) is None:
        return Refusal("refusal.reading.number", "missing", field=intent.fact)
    known = incident.facts.get(intent.fact)
    said = (number, text)
    if said == (None, None) or (known and (known.number, known.text) == said):
        return ()
    return context.happened(FactStated(intent.fact, number, text))


def ask_for_copy(context: Context, _: AskForCopy) -> Verdict:
    """Have a copy beside the review that can be shared."""
    if not context.incident.closed:
        return Refusal("refusal.review.not_closed", "missing")
    if context.incident.copy_asked:
        return Refusal("refusal.copy.asked", "already")
    return context.happened(CopyAsked())


def add_follow_up(context: Context, intent: AddFollowUp) -> Verdict:
    """Promise something with an owner and a date."""
    proposed, text = _proposed(context, intent), intent.text
    if blank(text.text) and proposed is not None:
        text = _in_words(context, proposed)
    if blank(text.text):
        return Refusal("refusal.follow_up.empty", "missing", field="text")
    if intent.follow_up in context.incident.follow_ups:
        return Refusal("refusal.details.same", "already")
    corrective = _corrective(context, intent)
    if isinstance(corrective, Refusal):
        return corrective
    return context.happened(
        FollowUpAdded(intent.follow_up, text, intent.owner, intent.due, corrective),
        *bring_in(context, intent.owner),
    )


def _proposed(context: Context, intent: AddFollowUp) -> CorrectiveAction | None:
    actions = context.incident.playbook.handbook.corrective_actions
    return next((one for one in actions if one.id == intent.proposal), None)


def _in_words(context: Context, action: CorrectiveAction) -> Words:
    """Return a proposal in the language of the crisis, as if somebody had typed it."""
    text, language = action.text, context.incident.language
    return Words({"en": text.en, "zh": text.zh}.get(language) or f"{text.zh} / {text.en}")


def _corrective(context: Context, intent: AddFollowUp) -> Corrective | Refusal | None:
    """Return what makes it a corrective action, None if nothing does, or what is missing."""
    proposed = _proposed(context, intent)
    test = intent.test or Words("")
    if proposed is None and intent.purpose is None and blank(test.text):
        return None
    purpose = intent.purpose or (proposed.purpose if proposed is not None else None)
    if purpose is None:
        return Refusal("refusal.follow_up.purpose", "missing", field="purpose")
    if blank(test.text):
        return Refusal("refusal.follow_up.test", "missing", field="test")
    taken = chosen(context.incident)
    if len(taken) >= MOST_ACTIONS:
        return Refusal("refusal.follow_up.most", "missing", {"count": MOST_ACTIONS})
    if proposed is None:
        return Corrective(purpose, test)
    if any(one.corrective and one.corrective.proposal == proposed.id for one in taken):
        return Refusal("refusal.follow_up.taken", "already", field="proposal")
    return Corrective(purpose, test, proposed.process, proposed.id)


def finish_follow_up(context: Context, intent: FinishFollowUp) -> Verdict:
    """Mark a follow-up as done."""
    item = context.incident.follow_ups.get(intent.follow_up)
    if item is None:
        return Refusal("refusal.follow_up.unknown", "missing")
    if item.done_at is not None:
        return Refusal("refusal.follow_up.done", "already")
    if item.corrective is not None and blank(intent.evidence.text if intent.evidence else ""):
        return Refusal("refusal.follow_up.evidence", "missing", field="evidence")
    return context.happened(FollowUpDone(intent.follow_up, intent.evidence))
