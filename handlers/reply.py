"""How a listener answers. An ack says that something is in the record, or why it is not.

Refusals of commands and forms travel in the ack; refusals of clicks through ``response_url``,
because the bot may not be in the channel of the click.
"""

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from slack_bolt.context.ack.async_ack import AsyncAck

from bot.crisis.incident import Incident
from bot.crisis.playbook import Playbook
from bot.gateway.errors import GiveUp, RetryLater
from bot.locales.values import Mrkdwn
from bot.locales.voice import said
from bot.observe import log
from bot.service.outcome import Outcome, Refused
from bot.views.drill.marked import marked_text
from bot.views.finish import Message, View
from bot.views.progress import notice_modal
from handlers.doors import Doors
from handlers.request import Request


class Reply:
    """The ack of one request, and what may be said beside it."""

    def __init__(self, ack: AsyncAck, request: Request, doors: Doors) -> None:
        self._ack = ack
        self._request = request
        self._doors = doors

    async def ok(self) -> None:
        """Say nothing: it is done, or it was nothing to us. Closes a form."""
        await self._ack()

    async def message(self, message: Message) -> None:
        """Answer a command, seen by its person alone."""
        await self._ack(response_type="ephemeral", text=message.text, blocks=list(message.blocks))

    async def say(self, text: str) -> None:
        """Answer a command with a sentence of mrkdwn, seen by its person alone."""
        await self._ack(response_type="ephemeral", text=text)

    async def errors(self, errors: Mapping[str, str]) -> None:
        """Keep a form open, with sentences below its inputs."""
        await self._ack(response_action="errors", errors=dict(errors))

    async def update(self, view: View) -> None:
        """Replace a form that was sent."""
        await self._ack(response_action="update", view=view)

    async def clear(self) -> None:
        """Close all forms on the stack."""
        await self._ack(response_action="clear")

    def beside(self, text: str) -> None:
        """Tell the person something after the ack, seen by nobody else.

        Beside the message that was clicked; a view has no such place and gets a notice in front.
        """
        if self._request.response_url:
            self._whisper(text)
        elif self._request.view.get("type") == "modal":
            self.push_view(self._saying(text))
        elif self._request.view:
            self.open_view(self._saying(text))

    def _whisper(self, text: str) -> None:
        url = self._request.response_url
        payload = {"response_type": "ephemeral", "replace_original": False, "text": text}
        if url:
            self._doors.background.start(self._doors.gateway.respond(url, payload))

    def beside_message(self, message: Message) -> None:
        """Show the person a message after the ack, seen by nobody else."""
        url = self._request.response_url
        payload = {
            "response_type": "ephemeral",
            "replace_original": False,
            "text": message.text,
            "blocks": list(message.blocks),
        }
        if url:
            self._doors.background.start(self._doors.gateway.respond(url, payload))

    def refuse_click(self, refused: Refused) -> None:
        """Say why a click changed nothing."""
        self.beside(self.reason(refused))

    def reason(self, refused: Refused) -> str:
        """Return a refusal in the person's language, as mrkdwn."""
        text = self._request.voice.refusal(refused.refusal, self._playbook(refused.incident))
        return marked_text(text, refused.incident)

    def reason_label(self, refused: Refused) -> str:
        """Return a refusal as plain text, for the error below an input."""
        return self._request.voice.refusal_label(refused.refusal, self._playbook(refused.incident))

    async def settle(
        self, outcome: Outcome, block_of: Callable[[str | None], str | None] | None = None
    ) -> None:
        """Answer a sent form: close it, or keep it open and say below an input what is missing.

        ``block_of`` turns the field that a refusal names into the block id of its input.
        """
        if not isinstance(outcome, Refused):
            await self.clear()
            return
        field = outcome.refusal.field
        if field is None:
            await self.update(self._notice(outcome))
            return
        block = block_of(field) if block_of is not None else field
        inputs = [one for one in self._blocks() if one.get("type") == "input"]
        shown = [str(one.get("block_id")) for one in inputs]
        # What is missing may stand in an input that is not shown; the form stays open all the same.
        where = block if block in shown else next(iter(shown), None)
        if where is None:
            await self.update(self._notice(outcome))
        else:
            await self.errors({where: self.reason_label(outcome)})

    def _blocks(self) -> Sequence[Mapping[str, Any]]:
        blocks = self._request.view.get("blocks")
        return [one for one in blocks if isinstance(one, dict)] if isinstance(blocks, list) else []

    def _notice(self, refused: Refused) -> View:
        return self._saying(self.reason(refused))

    def _saying(self, text: str) -> View:
        return notice_modal(self._request.voice, said("notice.reason", reason=Mrkdwn(text)))

    def open_view(self, view: View) -> None:
        """Open a modal beside the ack, within the three seconds of its ``trigger_id``.

        If Slack does not take it the person hears so.
        """
        self._doors.background.start(self._open(view, "views.open"))

    def show_view(self, view: View) -> None:
        """Open a modal, or put it in the place of the one that was clicked in."""
        if self._request.view.get("type") == "modal":
            self.update_view(view)
        else:
            self.open_view(view)

    def push_view(self, view: View) -> None:
        """Put a modal on top of the one that was clicked in."""
        self._doors.background.start(self._open(view, "views.push"))

    def update_view(self, view: View) -> None:
        """Replace the modal that was clicked in, unless somebody did so meanwhile."""
        self._doors.background.start(self._update(view))

    async def _open(self, view: View, method: str) -> None:
        try:
            await self._doors.gateway.call(
                method,
                team=self._request.team,
                trigger_id=self._request.trigger_id,
                view=view,
            )
        except (RetryLater, GiveUp) as trouble:
            log().warning("a modal did not open", reason=str(trouble))
            self._whisper(self._request.voice.say("trouble.modal"))

    async def _update(self, view: View) -> None:
        shown = self._request.view
        try:
            await self._doors.gateway.call(
                "views.update",
                team=self._request.team,
                view_id=str(shown.get("id", "")),
                hash=str(shown.get("hash", "")),
                view=view,
            )
        except (RetryLater, GiveUp) as trouble:
            log().warning("a modal was not updated", reason=str(trouble))

    def _playbook(self, incident: Incident | None) -> Playbook:
        return incident.playbook if incident is not None else self._doors.shelf.current
