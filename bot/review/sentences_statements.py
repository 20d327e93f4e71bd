"""What is said about statements: versions, words, publishing. Used by the review's timeline."""

from collections.abc import Iterable

from bot.crisis import events as ev
from bot.crisis.ids import RoleId, StatementId
from bot.locales.values import Value
from bot.locales.voice import said
from bot.review.telling import Sentences, Table, Telling


def _drafted(telling: Telling, _: ev.Recorded, event: ev.StatementDrafted) -> Sentences:
    yield said("timeline.statement", format=_format(telling, event.format), version=event.version)
    if event.change:
        yield said("timeline.statement_change", text=event.change)
    yield said("timeline.statement_text", text=event.text)


def _approved(telling: Telling, _: ev.Recorded, event: ev.StatementApproved) -> Sentences:
    values = _values(telling, event.statement, event.version)
    if event.by is None:
        yield said("timeline.statement_approved", roles=_roles(telling, event.roles), **values)
    else:
        roles = _roles(telling, event.roles)
        yield said("timeline.statement_approved_by", roles=roles, person=event.by, **values)
    if event.same:
        yield said("timeline.statement_same")
    if event.comment:
        yield said("timeline.statement_comment", text=event.comment)


def _changes(telling: Telling, _: ev.Recorded, event: ev.ChangesAsked) -> Sentences:
    values = _values(telling, event.statement, event.version)
    roles = _roles(telling, event.roles)
    if event.by is None:
        yield said("timeline.statement_changes", roles=roles, **values)
    else:
        yield said("timeline.statement_changes_by", roles=roles, person=event.by, **values)
    yield said("timeline.statement_comment", text=event.comment)


def _published(telling: Telling, _: ev.Recorded, event: ev.StatementPublished) -> Sentences:
    yield said("timeline.statement_published", **_values(telling, event.statement, event.version))
    if event.override:
        yield said("timeline.statement_override", reason=event.override)
    if event.link:
        yield said("timeline.statement_link", text=event.link)


def _dropped(telling: Telling, _: ev.Recorded, event: ev.StatementDropped) -> Sentences:
    known = telling.incident.statements.get(event.statement)
    called: Value = event.statement if known is None else _format(telling, known.format)
    yield said("timeline.statement_dropped", format=called)
    yield said("timeline.reason", reason=event.reason)


def _values(telling: Telling, name: StatementId, version: int) -> dict[str, Value]:
    known = telling.incident.statements.get(name)
    called: Value = name if known is None else _format(telling, known.format)
    return {"format": called, "version": version}


def _format(telling: Telling, name: str) -> Value:
    known = {one.id: one.name for one in telling.playbook.handbook.formats}
    return known.get(name, name)


def _roles(telling: Telling, roles: Iterable[RoleId]) -> Value:
    known = telling.playbook.role_by_id
    return tuple(known[role].name if role in known else str(role) for role in roles)


STATEMENTS: Table = {
    ev.StatementDrafted: _drafted,
    ev.StatementApproved: _approved,
    ev.ChangesAsked: _changes,
    ev.StatementPublished: _published,
    ev.StatementDropped: _dropped,
}
