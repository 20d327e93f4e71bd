"""Sends what a person does and does what the app answers.

Shared by all people of a local Slack. Each method waits for the app's ack, at most three seconds.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from bot.workspace.acts import views as view_acts
from bot.workspace.checks.responses import (
    check_command_response,
    check_options_response,
    check_view_response,
)
from bot.workspace.delivery.parcel import Ack, Failure, Outcome, Parcel
from bot.workspace.delivery.response_urls import ResponseUrls, answer_action
from bot.workspace.inputs import Values, initial_values
from bot.workspace.journal import Journal, Refused
from bot.workspace.people.notices import Notice, bad_answer, not_configured, notice_of

if TYPE_CHECKING:
    from bot.workspace.checks.rejection import Rejection
    from bot.workspace.delivery.courier import Courier
    from bot.workspace.model.app import App
    from bot.workspace.model.channel import Channel
    from bot.workspace.model.message import Message
    from bot.workspace.model.people import Person
    from bot.workspace.model.view import View
    from bot.workspace.shapes import Json
    from bot.workspace.state import Workspace
    from bot.workspace.tasks import Changes
    from bot.workspace.triggers import Triggers


@dataclass(frozen=True, slots=True)
class Submitted:
    """How the submission of a modal ended.

    `outcome`: `closed`, `errors`, `updated`, `pushed`, `cleared`, or `failed` when the app did not
    answer or answered nonsense (a notice says which).
    """

    outcome: str
    errors: dict[str, str] = field(default_factory=dict)


class Stage:
    """Where people and apps meet."""

    def __init__(
        self,
        courier: Courier,
        triggers: Triggers,
        response_urls: ResponseUrls,
        journal: Journal,
        changes: Changes,
    ) -> None:
        self._courier = courier
        self.triggers = triggers
        self.response_urls = response_urls
        self._journal = journal
        self.changes = changes
        self.notices: dict[str, list[Notice]] = {}
        self._values: dict[tuple[str, str, str], Values] = {}

    def tell(self, person: Person, notice: Notice) -> None:
        """Show a notice of the client to a person."""
        self.notices.setdefault(person.id, []).append(notice)

    def values_on(self, person: Person, message: Message) -> Values:
        """Return what a person has entered on a message, beginning with what it preset."""
        key = (person.id, message.channel_id, message.ts)
        current = initial_values(message.blocks)
        for block_id, actions in self._values.get(key, {}).items():
            for action_id, state in actions.items():
                if action_id in current.get(block_id, {}):
                    current[block_id][action_id] = state
        self._values[key] = current
        return current

    async def interact(self, app: App, person: Person, payload: Json, about: str) -> Outcome:
        """Deliver an interactive payload; a failure is shown to the person."""
        if not app.manifest.interactivity:
            self.tell(person, not_configured(about, app.manifest.name))
            return Failure("not_configured", final=True)
        url = app.request_url or app.manifest.interactivity_url
        parcel = Parcel("interactive", str(payload["type"]), payload, url)
        outcome = await self._courier.deliver(app, parcel)
        if not isinstance(outcome, Ack):
            self.tell(person, notice_of(outcome, about, app.manifest.name))
        self.changes.touch()
        return outcome

    async def command(
        self, workspace: Workspace, app: App, person: Person, channel: Channel, fields: Json
    ) -> Message | None:
        """Deliver a slash command and show what the ack says."""
        word = str(fields["command"])
        entry = next(one for one in app.manifest.commands if one.word == word)
        parcel = Parcel("slash_commands", "slash_commands", fields, app.request_url or entry.url)
        outcome = await self._courier.deliver(app, parcel)
        answer = None
        if isinstance(outcome, Ack):
            answer = self._answer_command(workspace, app, person, channel, (word, outcome.body))
        else:
            self.tell(person, notice_of(outcome, word, app.manifest.name))
        self.changes.touch()
        return answer

    def _answer_command(
        self,
        workspace: Workspace,
        app: App,
        person: Person,
        channel: Channel,
        said: tuple[str, Any],
    ) -> Message | None:
        word, body = said
        if body in (None, "", {}):
            return None
        if self._refused(check_command_response(body), person, app, word):
            return None
        message = {"text": body} if isinstance(body, str) else body
        return answer_action(workspace, app, (person.id, channel), message)

    def _refused(self, rejection: Rejection | None, person: Person, app: App, about: str) -> bool:
        if rejection is None:
            return False
        self._journal.errors.append(Refused(about, rejection.error, rejection.messages))
        self.tell(person, bad_answer(about, app.manifest.name, rejection.error))
        return True

    async def submit(
        self, workspace: Workspace, app: App, person: Person, view: View, payload: Json
    ) -> Submitted:
        """Deliver a view submission and do what the ack says with the modal."""
        outcome = await self.interact(app, person, payload, "view_submission")
        if not isinstance(outcome, Ack):
            return Submitted("failed")
        body = outcome.body
        rejection = check_view_response(body, view.body)
        if self._refused(rejection, person, app, "view_submission"):
            return Submitted("failed")
        answer = body if isinstance(body, dict) else {}
        done = self._answer_submission(workspace, app, person, view, answer)
        self.changes.touch()
        return done

    def _answer_submission(
        self, workspace: Workspace, app: App, person: Person, view: View, answer: Json
    ) -> Submitted:
        match answer.get("response_action"):
            case "errors":
                view.errors = dict(answer["errors"])
                return Submitted("errors", view.errors)
            case "update":
                view_acts.update_view(workspace, view, answer["view"])
                return Submitted("updated")
            case "push":
                return self._push(workspace, app, person, answer["view"])
            case "clear":
                view_acts.close_all(workspace, person)
                return Submitted("cleared")
            case _:
                close_view(workspace, person, view)
                return Submitted("closed")

    def _push(self, workspace: Workspace, app: App, person: Person, body: Json) -> Submitted:
        if len(workspace.modals.get(person.id, [])) >= view_acts.STACK_LIMIT:
            error = "push_limit_reached"
            self._journal.errors.append(Refused("view_submission", error))
            self.tell(person, bad_answer("view_submission", app.manifest.name, error))
            return Submitted("failed")
        view_acts.push_modal(workspace, app, person, body)
        return Submitted("pushed")

    async def suggest(self, app: App, person: Person, payload: Json) -> list[Json]:
        """Ask the app for the options of an external select; empty when it fails."""
        url = app.request_url or app.manifest.options_url or app.manifest.interactivity_url
        parcel = Parcel("interactive", "block_suggestion", payload, url)
        outcome = await self._courier.deliver(app, parcel)
        if not isinstance(outcome, Ack):
            self.tell(person, notice_of(outcome, "block_suggestion", app.manifest.name))
            return []
        rejection = check_options_response(outcome.body)
        if self._refused(rejection, person, app, "block_suggestion"):
            return []
        groups = outcome.body.get("option_groups", [])
        grouped = [option for group in groups for option in group["options"]]
        return [*outcome.body.get("options", []), *grouped]

    async def verify_url(self, app: App) -> bool:
        """Ask the app's address to give a challenge back, as Slack does when it is entered."""
        challenge = app.id[::-1] + app.verification_token
        payload = {
            "token": app.verification_token,
            "challenge": challenge,
            "type": "url_verification",
        }
        url = app.request_url or app.manifest.events_url
        parcel = Parcel("events_api", "url_verification", payload, url)
        outcome = await self._courier.deliver(app, parcel)
        if not isinstance(outcome, Ack):
            return False
        body = outcome.body
        return challenge == (body.get("challenge") if isinstance(body, dict) else body)

    def new_trigger(self, app: App, person: Person, view: View | None = None) -> str:
        """Return a trigger_id for something this person just did."""
        return self.triggers.issue(app, person.id, view.id if view is not None else "")


def close_view(workspace: Workspace, person: Person, view: View) -> None:
    """Take one modal out of the stack, if it is still there."""
    stack = workspace.modals.get(person.id, [])
    if view in stack:
        stack.remove(view)
    if not stack:
        workspace.modals.pop(person.id, None)
