"""How events change the statement desk. Used by the fold only."""

from collections.abc import Iterator
from dataclasses import replace

from bot.crisis import events as ev
from bot.crisis.changing import altered
from bot.crisis.incident import Incident
from bot.crisis.statements import Statement, Version, Word
from bot.crisis.words import in_slack


def drafted(incident: Incident, recorded: ev.Recorded, event: ev.StatementDrafted) -> Incident:
    """Add a version; the first one begins the statement."""
    version = Version(
        number=event.version,
        text=event.text,
        languages=event.languages,
        change=event.change,
        at=recorded.at,
        by=recorded.actor,
    )
    known = incident.statements.get(event.statement)
    if known is None:
        first = Statement(event.statement, event.format, (version,), decision=event.decision)
        return _with(incident, first)
    return _with(incident, replace(known, format=event.format, versions=(*known.versions, version)))


def approved(incident: Incident, recorded: ev.Recorded, event: ev.StatementApproved) -> Incident:
    """Add the approval of each role."""
    return _said(incident, event, tuple(_words(recorded, event)))


def changes_asked(incident: Incident, recorded: ev.Recorded, event: ev.ChangesAsked) -> Incident:
    """Add what each role wants to be changed."""
    return _said(incident, event, tuple(_words(recorded, event)))


def published(incident: Incident, recorded: ev.Recorded, event: ev.StatementPublished) -> Incident:
    """Say since when it stands in public."""
    known = incident.statements.get(event.statement)
    if known is None:
        return incident
    return _with(
        incident,
        replace(
            known,
            published_at=recorded.at,
            published_by=recorded.actor,
            published_version=event.version,
            link=event.link,
            override=event.override,
        ),
    )


def dropped(incident: Incident, recorded: ev.Recorded, event: ev.StatementDropped) -> Incident:
    """Say that it will not be published."""
    known = incident.statements.get(event.statement)
    if known is None:
        return incident
    gone = replace(known, dropped_at=recorded.at, dropped_by=recorded.actor, reason=event.reason)
    return _with(incident, gone)


def _said(
    incident: Incident,
    event: ev.StatementApproved | ev.ChangesAsked,
    words: tuple[Word, ...],
) -> Incident:
    known = incident.statements.get(event.statement)
    if known is None:
        return incident
    return _with(incident, replace(known, words=(*known.words, *words)))


def _words(recorded: ev.Recorded, event: ev.StatementApproved | ev.ChangesAsked) -> Iterator[Word]:
    actor = None if recorded.actor is None else in_slack(recorded.actor)
    for role in event.roles:
        yield Word(
            role=role,
            version=event.version,
            verdict="approved" if isinstance(event, ev.StatementApproved) else "changes",
            person=event.by or actor,
            recorded_by=recorded.actor,
            at=recorded.at,
            comment=event.comment,
            same=isinstance(event, ev.StatementApproved) and event.same,
        )


def _with(incident: Incident, statement: Statement) -> Incident:
    return altered(incident, statements={**incident.statements, statement.id: statement})
