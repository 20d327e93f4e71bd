"""How events change what the team wrote down: entries, evidence, decisions, updates, follow-ups.

Used by the fold only. An event about something that is not there changes nothing.
"""

from dataclasses import replace

from bot.crisis import events as ev
from bot.crisis.attempt import Attempt
from bot.crisis.changing import altered
from bot.crisis.conditions import after_decision
from bot.crisis.growing import grown
from bot.crisis.ids import DecisionId
from bot.crisis.incident import Decision, Entry, Evidence, FollowUp, Incident, StatusUpdate


def note_added(incident: Incident, recorded: ev.Recorded, event: ev.NoteAdded) -> Incident:
    """Add a note."""
    entry = Entry(
        id=event.entry,
        at=recorded.at,
        text=event.text,
        author=recorded.actor,
        source=event.source,
        followed=event.followed or event.source is None,
    )
    return _with_entry(incident, entry)


def message_pinned(incident: Incident, recorded: ev.Recorded, event: ev.MessagePinned) -> Incident:
    """Add a pinned message whose text is still to be read; pinning again revives it."""
    known = incident.entries.get(event.entry)
    by = frozenset({recorded.actor} if recorded.actor else ())
    if known is not None:
        again = replace(known, pinned=True, retracted=False, pinned_by=known.pinned_by | by)
        return _with_entry(incident, again)
    entry = Entry(
        id=event.entry,
        at=recorded.at,
        text=None,
        author=event.author,
        source=event.source,
        pinned=True,
        pinned_by=by,
    )
    return _with_entry(incident, entry)


def pin_taken(incident: Incident, recorded: ev.Recorded, event: ev.PinTaken) -> Incident:
    """Forget one person's pin; the others' hold the entry."""
    entry = incident.entries.get(event.entry)
    if entry is None:
        return incident
    left = frozenset(user for user in entry.pinned_by if user != recorded.actor)
    return _with_entry(incident, replace(entry, pinned_by=left))


def entry_text_read(incident: Incident, _: ev.Recorded, event: ev.EntryTextRead) -> Incident:
    """Fill in, or follow, the text of a message."""
    entry = incident.entries.get(event.entry)
    if entry is None or entry.source is None:
        return incident
    source = replace(entry.source, permalink=event.permalink or entry.source.permalink)
    return _with_entry(
        incident,
        replace(
            entry,
            text=event.text,
            author=event.author or entry.author,
            amended=entry.amended or entry.text is not None,
            source=source,
        ),
    )


def entry_amended(incident: Incident, _: ev.Recorded, event: ev.EntryAmended) -> Incident:
    """Correct an entry's text or time."""
    entry = incident.entries.get(event.entry)
    if entry is None:
        return incident
    changed = replace(
        entry,
        text=event.text or entry.text,
        at=event.happened_at or entry.at,
        amended=True,
    )
    return _with_entry(incident, changed)


def deleted_or_retracted(incident: Incident, _: ev.Recorded, event: ev.EntryRetracted) -> Incident:
    """Mark an entry as no longer counting."""
    entry = incident.entries.get(event.entry)
    if entry is None:
        return incident
    gone = entry.gone or event.reason == "deleted"
    return _with_entry(incident, replace(entry, retracted=True, gone=gone, pinned_by=frozenset()))


def evidence_added(incident: Incident, recorded: ev.Recorded, event: ev.EvidenceAdded) -> Incident:
    """Attach proof."""
    proof = Evidence(
        id=event.evidence,
        task=event.task,
        words=event.words,
        added_at=recorded.at,
        added_by=recorded.actor,
        source=event.source,
        file=event.file,
    )
    return altered(incident, evidence=(*incident.evidence, proof))


def evidence_hashed(incident: Incident, _: ev.Recorded, event: ev.EvidenceHashed) -> Incident:
    """Note the hash of a file."""
    return altered(
        incident,
        evidence=tuple(
            replace(proof, sha256=event.sha256) if proof.id == event.evidence else proof
            for proof in incident.evidence
        ),
    )


def evidence_unreadable(
    incident: Incident, _: ev.Recorded, event: ev.EvidenceUnreadable
) -> Incident:
    """Note that a file has no hash, and why."""
    return altered(
        incident,
        evidence=tuple(
            replace(proof, unreadable=event.reason) if proof.id == event.evidence else proof
            for proof in incident.evidence
        ),
    )


def record_decision(
    incident: Incident, recorded: ev.Recorded, event: ev.DecisionRecorded
) -> Incident:
    """Add a decision, point the replaced one to it, and let its consequences hold."""
    decisions: dict[DecisionId, Decision] = dict(incident.decisions)
    decisions[event.decision] = Decision(
        id=event.decision,
        kind=event.kind,
        owner=event.owner,
        rationale=event.rationale,
        choices=event.choices,
        answers=event.answers,
        decided_at=recorded.at,
        decided_by=recorded.actor,
        due=event.due,
        replaces=event.replaces,
        further=event.further,
    )
    if event.replaces in decisions:
        earlier = decisions[event.replaces]
        decisions[event.replaces] = replace(earlier, replaced_by=event.decision)
    return altered(after_decision(incident, event), decisions=decisions)


def decision_approved(incident: Incident, _: ev.Recorded, event: ev.DecisionApproved) -> Incident:
    """Note who approved a decision, in each of these roles."""
    decision = incident.decisions.get(event.decision)
    if decision is None:
        return incident
    approvals = {**decision.approvals, **dict.fromkeys(event.roles, event.by)}
    changed = replace(decision, approvals=approvals)
    return altered(incident, decisions={**incident.decisions, decision.id: changed})


def gate_overridden(incident: Incident, _: ev.Recorded, event: ev.GateOverridden) -> Incident:
    """Note that somebody went on although something should have come first."""
    decision = incident.decisions.get(event.decision)
    if decision is None:
        return incident
    changed = replace(decision, overridden=(*decision.overridden, event))
    return altered(incident, decisions={**incident.decisions, decision.id: changed})


def gate_held_back(incident: Incident, recorded: ev.Recorded, event: ev.GateHeldBack) -> Incident:
    """Note that somebody tried to go on and was held back."""
    attempt = Attempt(event, recorded.at, recorded.actor)
    return altered(incident, attempts=(*incident.attempts, attempt))


def carry_out(incident: Incident, recorded: ev.Recorded, event: ev.DecisionCarriedOut) -> Incident:
    """Mark a decision as carried out."""
    decision = incident.decisions.get(event.decision)
    if decision is None:
        return incident
    done = replace(decision, carried_out_at=recorded.at, evidence=event.evidence)
    return altered(incident, decisions={**incident.decisions, decision.id: done})


def update_shared(incident: Incident, recorded: ev.Recorded, event: ev.UpdateShared) -> Incident:
    """Add a status update."""
    update = StatusUpdate(
        id=event.update,
        audiences=event.audiences,
        known=event.known,
        doing=event.doing,
        needed=event.needed,
        next_at=event.next_at,
        shared_at=recorded.at,
        shared_by=recorded.actor,
    )
    return altered(incident, updates={**incident.updates, update.id: update})


def follow_up_added(incident: Incident, _: ev.Recorded, event: ev.FollowUpAdded) -> Incident:
    """Add a follow-up."""
    item = FollowUp(
        id=event.follow_up,
        text=event.text,
        owner=event.owner,
        due=event.due,
        corrective=event.corrective,
    )
    return altered(incident, follow_ups={**incident.follow_ups, item.id: item})


def follow_up_done(incident: Incident, recorded: ev.Recorded, event: ev.FollowUpDone) -> Incident:
    """Finish a follow-up."""
    item = incident.follow_ups.get(event.follow_up)
    if item is None:
        return incident
    done = replace(item, done_at=recorded.at, evidence=event.evidence)
    return altered(incident, follow_ups={**incident.follow_ups, item.id: done})


def _with_entry(incident: Incident, entry: Entry) -> Incident:
    entries = grown(incident.entries, entry.id, entry)
    if entry.source is None:
        return altered(incident, entries=entries)
    key = (entry.source.channel, entry.source.ts)
    of_message = grown(incident.entry_of_message, key, entry.id)
    return altered(incident, entries=entries, entry_of_message=of_message)
