"""Statements of the desk, with what became of them. Used by ``bot.review.build``."""

from collections.abc import Iterator

from bot.crisis.incident import Incident
from bot.crisis.statements import Statement
from bot.review.names import person, role_name
from bot.review.value import ApprovalLine, Name, StatementLine


def statement_lines(incident: Incident) -> tuple[StatementLine, ...]:
    """Return all statements in the order in which they were begun."""
    return tuple(_line(incident, one) for one in incident.statements.values())


def _line(incident: Incident, statement: Statement) -> StatementLine:
    shown = statement.published_version or statement.current.number
    version = next(one for one in statement.versions if one.number == shown)
    return StatementLine(
        format=_format(incident, statement.format),
        version=shown,
        versions=len(statement.versions),
        changes=sum(word.verdict == "changes" for word in statement.words),
        text=version.text,
        approvals=tuple(_approvals(incident, statement, shown)),
        published_at=statement.published_at,
        published_by=person(statement.published_by),
        link=statement.link,
        override=statement.override,
        dropped_at=statement.dropped_at,
        reason=statement.reason,
    )


def _approvals(incident: Incident, statement: Statement, version: int) -> Iterator[ApprovalLine]:
    for word in statement.words:
        if word.verdict == "approved" and word.version == version:
            role = role_name(incident.playbook, word.role)
            yield ApprovalLine(role, word.person, word.at, word.same)


def _format(incident: Incident, name: str) -> Name:
    known = {one.id: one.name for one in incident.playbook.handbook.formats}
    return known.get(name, name)
