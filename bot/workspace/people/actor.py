"""A person: what they see and what they do. `slack.person("Ana")` returns one.

Every act is a coroutine that ends when the app has acknowledged, or failed to; what the client then
says is in `seen`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from bot.workspace.acts import channels as channel_acts
from bot.workspace.inputs import STATE_FIELD, Control, state_of
from bot.workspace.model.channel import Channel
from bot.workspace.model.message import Message
from bot.workspace.normalize import escape_typed
from bot.workspace.people import payloads
from bot.workspace.people.chatting import Chatting
from bot.workspace.people.filling import Filler, option_meant, options_of
from bot.workspace.people.find import Place, Spot, find
from bot.workspace.people.modal import Modal
from bot.workspace.shapes import ClientRefused, Json
from bot.workspace.state import Event

if TYPE_CHECKING:
    from bot.workspace.model.app import App
    from bot.workspace.model.view import View

Where = Channel | Message | Modal | str | None


class Actor(Chatting):
    """One person in front of Slack's client, with everything apps can offer."""

    def modal(self) -> Modal:
        """Return the modal in front; ClientRefused when none is open."""
        stack = self.workspace.modals.get(self.id)
        if not stack:
            raise ClientRefused(f"{self.user.real_name} has no modal open")
        return Modal(self, stack[-1])

    def home(self, app: App | None = None) -> View | None:
        """Return the Home tab of an app (the only one by default), or None before it exists."""
        return self.workspace.homes.get((self._app(app).id, self.id))

    async def open_home(self, app: App | None = None, tab: str = "home") -> View | None:
        """Open the app's Home or Messages tab and return the Home that is there now."""
        chosen = self._app(app)
        if tab == "home" and not chosen.manifest.home_tab:
            raise ClientRefused(f"{chosen.manifest.name} has no Home tab")
        channel = channel_acts.open_direct(self.workspace, [self.id, chosen.bot_user_id])
        view = self.home(chosen)
        body: Json = {
            "type": "app_home_opened",
            "user": self.id,
            "channel": channel.id,
            "tab": tab,
            "event_ts": self.workspace.clock.timestamp(),
        }
        if tab == "home" and view is not None:
            body["view"] = view.to_json()
        self.workspace.emit(Event("app_home_opened", body, only_app=chosen.id))
        self.stage.changes.touch()
        return view

    async def command(
        self, word: str, text: str = "", *, channel: Channel | str = "general"
    ) -> Message | None:
        """Run a slash command in a channel and return what the ack showed, if anything."""
        where = self._visible(channel)
        app, escaped = self._command(word)
        if where.is_archived or self.id not in where.members:
            raise ClientRefused(f"{self.user.real_name} cannot write in {where.name}")
        said = self._mentions(text.strip()) if escaped else escape_typed(text.strip())
        fields = payloads.command(self.workspace, app, self.user, where, (word, said))
        fields |= {
            "response_url": self.stage.response_urls.issue(self.workspace, app, self.id, where),
            "trigger_id": self.stage.new_trigger(app, self.user),
        }
        return await self.stage.command(self.workspace, app, self.user, where, fields)

    def _command(self, word: str) -> tuple[App, bool]:
        for app in self.workspace.apps.values():
            for command in app.manifest.commands:
                usable = "commands" in app.scopes and not self._is_gone(app)
                if command.word == word and usable:
                    return app, command.should_escape
        raise ClientRefused(f"{word} is not a valid command")

    def _is_gone(self, app: App) -> bool:
        return self.workspace.people[app.bot_user_id].deleted

    async def press(
        self, label: str, *, in_: Where = None, block: str | None = None, confirm: bool = True
    ) -> None:
        """Press the button that reads so (or has this action id).

        `in_` is a channel, a message, a modal or `"home"`; without it everything is searched that
        the person has in front. `block` says in which block. `confirm=False` presses "no" in the
        button's dialog, so nothing is sent.
        """
        spot = find(self._places(in_), label, buttons=True, block=block)
        if spot.control.element.get("confirm") and not confirm:
            return
        await self.act_on(spot.place, spot.control, {})

    async def choose(
        self, label: str, *options: Any, in_: Where = None, block: str | None = None
    ) -> None:
        """Choose in a menu, by its action id, placeholder or label.

        Options are meant by their text or value; for people and channels by name or id; several for
        menus and boxes that take several.
        """
        spot = find(self._places(in_), label, buttons=False, block=block)
        chosen = self._chosen(spot, options)
        control = spot.control
        silent = control.is_input and not control.block.get("dispatch_action")
        if not silent:
            await self.act_on(spot.place, control, chosen)

    def _chosen(self, spot: Spot, options: tuple[Any, ...]) -> Json:
        control = spot.control
        if control.kind == "overflow":
            option = option_meant(options_of(control, {}), control, options[0])
            return {"selected_option": option}
        filler = Filler(self.workspace, self.user, {})
        several = isinstance(state_of(control, None)[STATE_FIELD[control.kind][0]], list)
        value: Any = list(options) if several else options[0]
        state = filler.state(control, value)
        held = spot.place.view.values if spot.place.view is not None else None
        if held is None and spot.place.message is not None:
            held = self.stage.values_on(self.user, spot.place.message)
        if held is not None:
            held.setdefault(control.block_id, {})[control.action_id] = state
        return {key: one for key, one in state.items() if key != "type"}

    async def act_on(self, place: Place, control: Control, chosen: Json) -> None:
        """Send a `block_actions` payload for a control."""
        app = self.workspace.apps.get(place.app_id)
        if app is None or self._is_gone(app):
            raise ClientRefused("the app behind this is not there any more")
        payload = payloads.base(self.workspace, app, self.user, "block_actions")
        payload["trigger_id"] = self.stage.new_trigger(app, self.user, place.view)
        payload |= self._where(app, place)
        at = self.workspace.clock.timestamp()
        payload["actions"] = [payloads.action(control, at, chosen)]
        await self.stage.interact(app, self.user, payload, control.label or control.action_id)

    def _where(self, app: App, place: Place) -> Json:
        if place.view is not None:
            return payloads.on_view(place.view)
        if place.message is None or place.channel is None:
            raise ClientRefused("nothing is shown there")
        values = self.stage.values_on(self.user, place.message)
        where = payloads.on_message(place.channel, place.message, values)
        urls = self.stage.response_urls
        url = urls.issue(self.workspace, app, self.id, place.channel, place.message)
        return where | {"response_url": url}

    def _places(self, where: Where) -> list[Place]:
        if isinstance(where, Modal):
            return [Place(view=where.view)]
        if isinstance(where, Message):
            return [self._place(where)]
        if where == "home":
            return [Place(view=view) for view in self._homes()]
        if where is not None:
            channel = self._visible(where)
            return [Place(channel, message) for message in self.messages(channel)]
        if self.workspace.modals.get(self.id):
            return [Place(view=self.workspace.modals[self.id][-1])]
        channels = self.channels()
        said = [Place(one, message) for one in channels for message in self.messages(one)]
        return [*said, *(Place(view=view) for view in self._homes())]

    def _place(self, message: Message) -> Place:
        channel = self._visible(message.channel_id)
        if message not in self.messages(channel):
            raise ClientRefused("this message is not there any more")
        return Place(channel, message)

    def _homes(self) -> list[View]:
        return [view for (_, user), view in self.workspace.homes.items() if user == self.id]

    async def shortcut(self, callback_id: str) -> None:
        """Run a global shortcut."""
        app = self._shortcut(callback_id, "global")
        payload = payloads.base(self.workspace, app, self.user, "shortcut")
        payload |= {
            "callback_id": callback_id,
            "trigger_id": self.stage.new_trigger(app, self.user),
            "action_ts": self.workspace.clock.timestamp(),
        }
        await self.stage.interact(app, self.user, payload, callback_id)

    async def message_shortcut(self, callback_id: str, message: Message) -> None:
        """Run a message shortcut; the app need not be in the channel."""
        app = self._shortcut(callback_id, "message")
        place = self._place(message)
        channel = place.channel or self._visible(message.channel_id)
        url = self.stage.response_urls.issue(self.workspace, app, self.id, channel)
        payload = payloads.base(self.workspace, app, self.user, "message_action")
        payload |= {
            "callback_id": callback_id,
            "trigger_id": self.stage.new_trigger(app, self.user),
            "action_ts": self.workspace.clock.timestamp(),
            "message_ts": message.ts,
            "message": channel.show(message),
            "channel": payloads.channel_of(channel),
            "response_url": url,
        }
        await self.stage.interact(app, self.user, payload, callback_id)

    def _shortcut(self, callback_id: str, kind: str) -> App:
        for app in self.workspace.apps.values():
            for shortcut in app.manifest.shortcuts:
                if (shortcut.callback_id, shortcut.kind) == (callback_id, kind):
                    return app
        raise ClientRefused(f"there is no {kind} shortcut {callback_id}")

    def _app(self, app: App | None) -> App:
        if app is not None:
            return app
        apps = list(self.workspace.apps.values())
        if len(apps) != 1:
            raise ClientRefused(f"{len(apps)} apps are installed: say which")
        return apps[0]
