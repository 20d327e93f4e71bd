"""A modal as a person has it in front of them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Self

from bot.workspace.acts.views import close_all, close_top
from bot.workspace.inputs import Control, controls, state_of
from bot.workspace.normalize import unescape
from bot.workspace.people import payloads
from bot.workspace.people.filling import Filler, refusal_at_submit
from bot.workspace.people.find import BUTTONS, Place, input_meant
from bot.workspace.people.stage import Stage, Submitted
from bot.workspace.shapes import ClientRefused, Json

if TYPE_CHECKING:
    from collections.abc import Mapping

    from bot.workspace.model.app import App
    from bot.workspace.model.view import View
    from bot.workspace.people.actor import Actor
    from bot.workspace.state import Workspace


class Modal:
    """The top modal of a person. It stays the same object while the app updates the view."""

    def __init__(self, actor: Actor, view: View) -> None:
        self._actor = actor
        self.view = view
        self._undispatched: list[Control] = []
        self._offered: dict[str, list[Json]] = {}

    @property
    def _workspace(self) -> Workspace:
        return self._actor.workspace

    @property
    def _stage(self) -> Stage:
        return self._actor.stage

    @property
    def _app(self) -> App:
        return self._workspace.apps[self.view.app_id]

    @property
    def title(self) -> str:
        """What reads at the top."""
        return unescape(str(self.view.body["title"]["text"]))

    @property
    def blocks(self) -> list[Json]:
        """The blocks that are shown now."""
        blocks: list[Json] = self.view.body["blocks"]
        return blocks

    @property
    def errors(self) -> dict[str, str]:
        """The errors that read at the fields, by block id."""
        return self.view.errors

    @property
    def values(self) -> dict[str, dict[str, Json]]:
        """What is entered now: block id -> action id -> state."""
        return self.view.values

    @property
    def is_open(self) -> bool:
        """Tell whether it is still on the screen or below another one."""
        return self.view in self._workspace.modals.get(self.view.user, [])

    def fill(self, entries: Mapping[str, Any]) -> Self:
        """Enter values, each by block id, label or action id; None empties a field.

        ClientRefused when there is no such field or the client would not take the value.
        """
        self._on_top()
        filler = Filler(self._workspace, self._actor.user, self._offered)
        for key, value in entries.items():
            control = input_meant(self.blocks, key)
            self._enter(control, filler.state(control, value))
            if control.block.get("dispatch_action"):
                self._undispatched.append(control)
        return self

    def _enter(self, control: Control, state: Json) -> None:
        self.view.values.setdefault(control.block_id, {})[control.action_id] = state
        self.view.errors.pop(control.block_id, None)

    async def suggest(self, key: str, typed: str) -> list[str]:
        """Type into an external menu and return what the app offers, as it reads."""
        control = input_meant(self.blocks, key)
        least = control.element.get("min_query_length", 3)
        if len(typed) < least:
            raise ClientRefused(f"{key}: the menu asks from {least} characters on")
        payload = payloads.base(self._workspace, self._app, self._actor.user, "block_suggestion")
        payload |= payloads.on_view(self.view)
        payload |= {"action_id": control.action_id, "block_id": control.block_id, "value": typed}
        options = await self._stage.suggest(self._app, self._actor.user, payload)
        self._offered[f"{control.block_id}/{control.action_id}"] = options
        return [unescape(option["text"]["text"]) for option in options]

    async def submit(self) -> Submitted:
        """Press the submit button; ClientRefused when the client keeps the modal open itself."""
        self._on_top()
        if not self.view.body.get("submit"):
            raise ClientRefused("this modal has nothing to submit")
        await self._dispatch()
        self._check_fields()
        self._hand_over_files()
        payload = payloads.base(self._workspace, self._app, self._actor.user, "view_submission")
        payload |= {
            "trigger_id": self._stage.new_trigger(self._app, self._actor.user, self.view),
            "view": self.view.to_json(),
            "response_urls": self._response_urls(),
        }
        actor = self._actor
        return await self._stage.submit(self._workspace, self._app, actor.user, self.view, payload)

    async def _dispatch(self) -> None:
        for control in self._undispatched:
            state = self.view.values[control.block_id][control.action_id]
            chosen = {key: value for key, value in state.items() if key != "type"}
            await self._actor.act_on(Place(view=self.view), control, chosen)
        self._undispatched.clear()

    def missing(self) -> dict[str, str]:
        """Return what the client says at fields that cannot be submitted so, by block id."""
        refused = {}
        for control in controls(self.blocks):
            if control.is_input and control.kind not in BUTTONS:
                held = self.view.values.get(control.block_id, {}).get(control.action_id)
                line = refusal_at_submit(control, held or state_of(control, None))
                if line:
                    refused[control.block_id] = line
        return refused

    def _check_fields(self) -> None:
        refused = self.missing()
        if refused:
            lines = "; ".join(f"{block_id}: {line}" for block_id, line in refused.items())
            raise ClientRefused(lines)

    def _hand_over_files(self) -> None:
        """Let the app read the files that it is given: they are shared nowhere."""
        for states in self.view.values.values():
            for state in states.values():
                for file in state.get("files") or ():
                    self._workspace.files[file["id"]].handed_to.add(self._app.bot_user_id)

    def _response_urls(self) -> list[Json]:
        urls = []
        for control in controls(self.blocks):
            state = self.view.values.get(control.block_id, {}).get(control.action_id, {})
            chosen = state.get("selected_conversation") or state.get("selected_channel")
            if control.element.get("response_url_enabled") and chosen:
                channel = self._workspace.channels[chosen]
                url = self._stage.response_urls.issue(
                    self._workspace, self._app, self._actor.id, channel
                )
                place = {"block_id": control.block_id, "action_id": control.action_id}
                urls.append({**place, "channel_id": chosen, "response_url": url})
        return urls

    async def close(self) -> None:
        """Close it without submitting; with `clear_on_close` those below go too."""
        self._on_top()
        everything = bool(self.view.body.get("clear_on_close"))
        closed = (
            close_all(self._workspace, self._actor.user)
            if everything
            else [close_top(self._workspace, self._actor.user)]
        )
        for view in closed:
            if view.body.get("notify_on_close"):
                await self._tell_closed(view, cleared=everything)
        self._stage.changes.touch()

    async def _tell_closed(self, view: View, *, cleared: bool) -> None:
        app = self._workspace.apps[view.app_id]
        payload = payloads.base(self._workspace, app, self._actor.user, "view_closed")
        payload |= {"view": view.to_json(), "is_cleared": cleared}
        await self._stage.interact(app, self._actor.user, payload, "view_closed")

    async def press(self, label: str, *, block: str | None = None, confirm: bool = True) -> None:
        """Press a button in the modal."""
        self._on_top()
        await self._actor.press(label, in_=self, block=block, confirm=confirm)

    async def choose(self, label: str, *options: Any, block: str | None = None) -> None:
        """Choose in a menu of the modal; the app hears of it unless it is a plain input."""
        self._on_top()
        await self._actor.choose(label, *options, in_=self, block=block)

    def _on_top(self) -> None:
        stack = self._workspace.modals.get(self.view.user, [])
        if not stack or stack[-1] is not self.view:
            raise ClientRefused(f"the modal {self.title!r} is not in front any more")
