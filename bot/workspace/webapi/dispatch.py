"""From a decoded call to its answer, faults included.

The HTTP door calls `WebApi.handle`; everything that happens is written to the journal. A method
that answers with an error Slack does not know for it is a mistake of ours and raises.
"""

from __future__ import annotations

import asyncio
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from bot.workspace.facts import MethodFacts, load_methods
from bot.workspace.faults import Fault, Rule
from bot.workspace.journal import CallRecord, Journal, Refused
from bot.workspace.shapes import ApiError, Json
from bot.workspace.webapi import gate
from bot.workspace.webapi.call import Call
from bot.workspace.webapi.methods.index import all_methods

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from datetime import datetime

    from bot.workspace.backstage import Backstage
    from bot.workspace.clock import Clock
    from bot.workspace.faults import Faults
    from bot.workspace.limits import RateLimits
    from bot.workspace.state import Workspace
    from bot.workspace.tasks import Changes
    from bot.workspace.webapi.decode import Incoming


@dataclass(slots=True)
class Answer:
    """What goes back. `ending` is `close` or `hang` when nothing does."""

    body: Json
    status: int = 200
    headers: dict[str, str] = field(default_factory=dict)
    ending: str = ""


class UndocumentedError(Exception):
    """A method of ours answered with a code that Slack does not have for it."""


class WebApi:
    """Answers calls. One for all workspaces of a local Slack."""

    def __init__(
        self,
        workspaces: Callable[[], Iterable[Workspace]],
        backstage: Backstage,
        limits: RateLimits,
        faults: Faults,
        journal: Journal,
        clock: Clock,
        changes: Changes,
    ) -> None:
        self._workspaces = workspaces
        self._backstage = backstage
        self._limits = limits
        self._faults = faults
        self._journal = journal
        self._clock = clock
        self._changes = changes
        self._facts = load_methods()
        self._methods = all_methods()

    async def handle(self, incoming: Incoming) -> Answer:
        """Answer a call, with the fault that strikes it, if one does."""
        came = self._clock.now()
        rule = self._faults.strike_call(incoming.method, incoming.args.values)
        if rule is not None and rule.kind is Fault.SLOW:
            await asyncio.sleep(rule.seconds)
        struck = rule if rule is not None and rule.kind is not Fault.SLOW else None
        if struck is not None and not struck.kind.is_after:
            answer = _spoiled(struck, Answer({}))
            self._write(incoming, answer, answer.body, rule, came)
        else:
            done = self._answer(incoming)
            answer = _spoiled(struck, done) if struck is not None else done
            self._write(incoming, answer, done.body, rule, came)
        self._changes.touch()
        return answer

    def _answer(self, incoming: Incoming) -> Answer:
        facts = self._facts.get(incoming.method)
        if facts is None or incoming.method not in self._methods:
            return Answer({"ok": False, "error": "unknown_method", "req_method": incoming.method})
        try:
            return self._perform(incoming, facts)
        except gate.RateLimited as refusal:
            headers = {"Retry-After": str(refusal.retry_after)}
            return Answer(_refusal_body(refusal), 429, headers)
        except ApiError as refusal:
            if facts.name != "api.test" and not facts.knows(refusal.code):
                raise UndocumentedError(facts.name, refusal.code) from refusal
            self._journal.errors.append(Refused(facts.name, refusal.code, refusal.messages))
            return Answer(_refusal_body(refusal))

    def _perform(self, incoming: Incoming, facts: MethodFacts) -> Answer:
        if not gate.needs_token(facts.name) and not incoming.token:
            return Answer({"ok": True, "args": dict(incoming.args.values)})
        workspace, app = gate.authenticate(self._workspaces(), incoming)
        gate.check_scopes(app, facts)
        gate.check_rate(self._limits, app, facts, incoming.args)
        gate.check_required(incoming.args, facts)
        call = Call(workspace, app, incoming.args, facts, self._backstage, incoming.verb)
        body: Json = {"ok": True, **self._methods[facts.name](call)}
        if incoming.warnings:
            metadata = body.setdefault("response_metadata", {})
            metadata["warnings"] = [*metadata.get("warnings", []), *incoming.warnings]
            body.setdefault("warning", incoming.warnings[0])
        headers = {"X-OAuth-Scopes": ",".join(sorted(app.scopes))}
        if facts.scopes:
            headers["X-Accepted-OAuth-Scopes"] = ",".join(sorted(facts.scopes))
        return Answer(body, headers=headers)

    def _write(
        self, incoming: Incoming, answer: Answer, done: Json, rule: Rule | None, came: datetime
    ) -> None:
        owner = self._owner(incoming)
        facts = self._facts.get(incoming.method)
        known = facts.arguments if facts is not None else frozenset(incoming.args.values)
        extra = sorted(set(incoming.args.values) - known)
        self._journal.calls.append(
            CallRecord(
                method=incoming.method,
                args=dict(incoming.args.values),
                came=came,
                at=self._clock.now(),
                answer=done,
                status=0 if answer.ending else answer.status,
                team_id=owner[0],
                app_id=owner[1],
                fault=rule.kind.value if rule is not None else "",
                unexpected=() if incoming.method == "api.test" else tuple(extra),
            ),
        )

    def _owner(self, incoming: Incoming) -> tuple[str, str]:
        try:
            workspace, app = gate.authenticate(self._workspaces(), incoming)
        except ApiError:
            return "", ""
        return workspace.team.id, app.id


def _refusal_body(refusal: ApiError) -> Json:
    body: Json = {"ok": False, "error": refusal.code, **refusal.extra}
    if refusal.messages:
        body["response_metadata"] = {"messages": list(refusal.messages)}
    return body


def _spoiled(rule: Rule, answer: Answer) -> Answer:
    match rule.kind:
        case Fault.RATE_LIMITED:
            headers = {"Retry-After": str(rule.retry_after)}
            return Answer({"ok": False, "error": "ratelimited"}, 429, headers)
        case Fault.HTTP_ERROR | Fault.HTTP_ERROR_AFTER:
            return Answer({"ok": False, "error": "internal_error"}, rule.status)
        case Fault.HANG | Fault.HANG_AFTER:
            return Answer({}, ending="hang")
        case Fault.CLOSE | Fault.CLOSE_AFTER:
            return Answer({}, ending="close")
        case Fault.FATAL | Fault.FATAL_AFTER:
            return Answer({"ok": False, "error": "fatal_error"})
        case Fault.API_ERROR:
            return Answer({"ok": False, "error": rule.error})
        case _:
            return answer
