"""People at random: each does one thing after the other through Slack's real doors.

They click old cards, click twice, send a form again when Slack said that it did not work, try what
they may not do, and write down what they were answered.
"""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from datetime import timedelta
from typing import TYPE_CHECKING, Any

from bot.workspace.inputs import Control, controls
from bot.workspace.model.channel import Channel, Kind
from bot.workspace.people.find import BUTTONS, Place
from bot.workspace.people.modal import Modal
from bot.workspace.people.stage import Submitted
from bot.workspace.shapes import ClientRefused
from tests.simulation.forms import NOTES, Pen
from tests.simulation.ledger import Click, Typed, marks_in

if TYPE_CHECKING:
    from bot.workspace.model.message import Message
    from bot.workspace.people.actor import Actor
    from tests.simulation.world import World

SILENT = frozenset(
    {
        "task.complete",
        "task.take",
        "task.menu:take",
        "task.menu:reopen",
        "incident.menu:take_command",
        "review.sign",
        "incident.reopen",
        "incident.archive",
    },
)
"""Clicks that are done at once; after all others a form appears."""
ELSEWHERE = ("house.", "incident.copy")
"""Forms whose texts are not an incident's: the workspace's settings, a text to take away."""
ASKS_FOR_TWO = "task.second"
PIN = "pushpin"
OUTSIDE = "general"


class Someone:
    """One person."""

    def __init__(self, world: World, actor: Actor, people: tuple[str, ...]) -> None:
        self._world = world
        self.actor = actor
        self._rng = world.random(f"person {actor.id}")
        self._pen = Pen(world, self._rng, people)

    @property
    def name(self) -> str:
        """What the trace calls this person."""
        return self.actor.user.real_name

    async def live(self, acts: int, opens: int) -> None:
        """Do so many things."""
        for _ in range(opens):
            await self._open()
        for _ in range(acts):
            await asyncio.sleep(self._rng.expovariate(0.25))
            await self._try(self._choose())

    def _choose(self) -> Callable[[], Awaitable[None]]:
        if self.actor.workspace.modals.get(self.actor.id):
            return self._form
        channels = self._channels()
        if not channels:
            return self._rng.choice((self._open, self._ask, self._home, self._wait_for_channel))
        doing: tuple[tuple[float, Callable[[], Awaitable[None]]], ...] = (
            (6.0, self._click),
            (1.2, self._note),
            (1.5, self._say),
            (1.2, self._pin),
            (0.8, self._unpin),
            (0.8, self._edit),
            (0.5, self._delete),
            (0.8, self._from_message),
            (0.7, self._ask),
            (0.4, self._home),
            (0.5, self._come_or_go),
            (0.3, self._time_passes),
            (0.15, self._open),
            (0.6, self._letters),
        )
        return self._rng.choices([do for _, do in doing], [weight for weight, _ in doing])[0]

    async def _try(self, do: Callable[[], Awaitable[None]]) -> None:
        try:
            await do()
        except ClientRefused as refused:
            self._world.trace.say(f"{self.name} could not: {str(refused)[:90]}")

    def _say_trace(self, text: str) -> None:
        self._world.trace.say(f"{self.name} {text}")

    # --- Where ------------------------------------------------------------------------------------

    def _channels(self) -> list[Channel]:
        """Return the channels of crises that this person can look into."""
        bot = self._world.app.bot_user_id
        return [
            channel
            for channel in self.actor.workspace.named_channels()
            if channel.creator == bot and self.actor.workspace.sees(self.actor.id, channel)
        ]

    def _mine(self) -> Channel:
        mine = [one for one in self._channels() if self.actor.id in one.members]
        if not mine:
            raise ClientRefused("in no channel of a crisis")
        return self._rng.choice(mine)

    def _talk(self, channel: Channel, *, own: bool = False) -> Message:
        """Return a message that a person wrote."""
        said = [
            one
            for one in channel.messages
            if one.subtype is None
            and one.app_id is None
            and not one.deleted
            and (not own or one.user == self.actor.id)
        ]
        if not said:
            raise ClientRefused("nobody has said anything")
        return self._rng.choice(said)

    # --- Clicks -----------------------------------------------------------------------------------

    async def _click(self) -> None:
        channel = self._rng.choice(self._channels())
        cards = [one for one in self.actor.messages(channel) if one.app_id and not one.deleted]
        choices = [
            (Place(channel, card), control, value)
            for card in cards
            for control in controls(card.blocks)
            for value in _values(control)
        ]
        if not choices:
            raise ClientRefused("there is nothing to click")
        await self._press(*self._rng.choice(choices))

    async def _press(self, place: Place, control: Control, value: str) -> None:
        verb, incident, subject = _meaning(control, value)
        chosen = _chosen(control, value)
        if verb not in SILENT:
            self._say_trace(f"clicks {verb} {subject}")
            await self.actor.act_on(place, control, chosen)
            await self._expect_form()
            return
        times = 2 if self._rng.random() < 0.2 else 1
        click = Click(self.actor.id, verb, incident, subject, self._world.clock.now(), times)
        self._world.ledger.clicks.append(click)
        began, seen = self._world.loop.time(), len(self.actor.seen)
        answers = self._world.slack.response_urls._grants
        before = len(answers)
        self._say_trace(f"clicks {verb} {subject}" + (" twice" if times > 1 else ""))
        await asyncio.gather(*(self.actor.act_on(place, control, chosen) for _ in range(times)))
        click.answered = self._world.clock.now()
        click.acked = times - (len(self.actor.seen) - seen)
        await asyncio.sleep(2.0)
        given = [one for one in list(answers.values())[before:] if one.user == self.actor.id]
        used = sum(one.used > 0 for one in given)
        click.refused = click.acked if self._is_asked_for_two() else used
        if await self._was_asked_for_a_second():
            click.refused = times
        # A view has no response_url: a refusal of a click in it may not be heard.
        # A refusal that asks for a second person is a form, which a fault may hold back.
        heard_all = verb != "task.complete" or not self._world.plan.fault_rate
        broken = self._world.broke_since(began)
        click.clean = heard_all and place.view is None and not broken
        self._say_trace(f"heard of {verb}: {click.acked} taken, {click.refused} refused")

    async def _was_asked_for_a_second(self) -> bool:
        """Whether a task that two must agree on was not done, but asks who the other one is."""
        stack = self.actor.workspace.modals.get(self.actor.id)
        if not stack or stack[-1].body.get("callback_id") != "task.second":
            return False
        await self._form()
        return True

    def _is_asked_for_two(self) -> bool:
        stack = self.actor.workspace.modals.get(self.actor.id, [])
        return bool(stack) and stack[-1].body["callback_id"] == ASKS_FOR_TWO

    # --- Forms ------------------------------------------------------------------------------------

    async def _expect_form(self) -> None:
        """Wait for a form to appear, then fill it; Slack gives the app three seconds."""
        for _ in range(8):
            if self.actor.workspace.modals.get(self.actor.id):
                await self._form()
                return
            await asyncio.sleep(0.5)

    async def _form(self) -> None:
        modal = self.actor.modal()
        if not modal.view.body.get("submit") or self._rng.random() < 0.08:
            await self._look_at(modal)
            return
        await self._more(modal)
        about = tuple(str(modal.view.body.get("private_metadata") or "").split("|"))
        typed = Typed(self.actor.id, str(modal.view.body["callback_id"]), about, modal.view.id)
        self._pen.fill(modal, typed)
        self._world.ledger.take_over(typed, marks_in(modal.values))
        if not typed.what.startswith(ELSEWHERE):
            self._world.ledger.typed.append(typed)
        await asyncio.sleep(self._rng.uniform(0.2, 6.0))
        await self._send(modal, typed)

    async def _look_at(self, modal: Modal) -> None:
        """Click something in it, or close it."""
        inside = [
            (control, value) for control in controls(modal.blocks) for value in _values(control)
        ]
        if inside and self._rng.random() < 0.7:
            await self._press(Place(view=modal.view), *self._rng.choice(inside))
        if modal.is_open and self.actor.modal().view is modal.view:
            self._say_trace(f"closes {modal.view.body['callback_id']}")
            await modal.close()

    async def _more(self, modal: Modal) -> None:
        """Show more inputs, where a button or a menu does that."""
        for control in list(controls(modal.blocks)):
            before = modal.view.hash
            if control.action_id == "incident.more" and self._rng.random() < 0.5:
                await self.actor.act_on(Place(view=modal.view), control, {})
            elif control.action_id == "decision.kind":
                options = [one["value"] for one in control.element["options"]]
                await modal.choose("decision.kind", self._rng.choice(options))
            else:
                continue
            for _ in range(8):
                if modal.view.hash != before:
                    break
                await asyncio.sleep(0.5)

    async def _send(self, modal: Modal, typed: Typed) -> None:
        """Send a form, sometimes twice at once, and again when it failed or asks back."""
        answers: list[Submitted] = []
        for _ in range(4):
            times = 2 if self._rng.random() < 0.15 else 1
            marks = ",".join(typed.marks)
            self._say_trace(f"sends {typed.what} {marks}" + (" twice" if times > 1 else ""))
            sent = await asyncio.gather(
                *(modal.submit() for _ in range(times)), return_exceptions=True
            )
            fresh = [one for one in sent if isinstance(one, Submitted)]
            answers += fresh
            self._say_trace(f"is answered {[one.outcome for one in fresh]} {_errors(fresh)}")
            failed = bool(fresh) and all(one.outcome == "failed" for one in fresh)
            again = failed or (_asks_back(modal) and self._rng.random() < 0.7)
            if not again or not modal.is_open:
                break
            await asyncio.sleep(self._rng.uniform(0.5, 20.0) if failed else 1.0)
        typed.answer = _answer(modal, typed.what, answers)
        await self._leave(modal)

    async def _leave(self, modal: Modal) -> None:
        while modal.is_open and self._rng.random() < 0.9:
            await self.actor.modal().close()

    async def _open(self) -> None:
        self._say_trace("wants to open a crisis")
        await self._try_command("open", self._rng.choice(("", "Mia's note claims 7天淡斑")))
        await self._expect_form()

    # --- Commands ---------------------------------------------------------------------------------

    async def _try_command(self, word: str, rest: str = "", where: Channel | None = None) -> Any:
        channel: Channel | str = where or OUTSIDE
        seen = len(self.actor.seen)
        answer = await self.actor.command("/kolcrisis", f"{word} {rest}".strip(), channel=channel)
        failed = len(self.actor.seen) > seen
        said = "failed" if failed else (answer.text[:50] if answer else "nothing said")
        self._say_trace(f"ran {word} {rest[:8]}: {said}")
        return None if failed else (answer or "nothing said")

    async def _note(self) -> None:
        typed = Typed(self.actor.id, "note")
        words = self._pen.words(typed, fresh=True)
        where = self._mine()
        self._world.ledger.typed.append(typed)
        answer = await self._try_command("note", words, where)
        if answer is not None and answer != "nothing said":
            typed.answer = "accepted" if answer.text.startswith(self._world.recorded) else "refused"

    async def _ask(self) -> None:
        word = self._rng.choice(("status", "list", "help", "", "decide", "close", "review", "note"))
        channels = [one for one in self._channels() if self.actor.id in one.members]
        where = self._rng.choice(channels) if channels and self._rng.random() < 0.8 else None
        await self._try_command(word, "", where)
        if word in ("decide", "close", "review", "note"):
            await self._expect_form()

    async def _home(self) -> None:
        self._say_trace("opens App Home")
        await self.actor.open_home()
        await asyncio.sleep(2.0)
        view = self.actor.home()
        shown = view.body["blocks"] if view is not None else []
        inside = [(control, value) for control in controls(shown) for value in _values(control)]
        if inside and self._rng.random() < 0.7:
            await self._press(Place(view=view), *self._rng.choice(inside))

    async def _letters(self) -> None:
        """Click something in a message that the bot sent to this person alone."""
        choices = [
            (Place(channel, letter), control, value)
            for channel in self.actor.dms()
            for letter in self.actor.messages(channel)
            if letter.app_id and not letter.deleted
            for control in controls(letter.blocks)
            for value in _values(control)
        ]
        if not choices:
            raise ClientRefused("no letter has a button")
        await self._press(*self._rng.choice(choices))

    # --- Talk -------------------------------------------------------------------------------------

    async def _say(self) -> None:
        where = self._mine()
        self._say_trace("says something")
        await self.actor.say(where, f"m{self._rng.randint(1000, 9999)} {self._rng.choice(NOTES)}")

    async def _pin(self) -> None:
        message = self._talk(self._mine())
        self._say_trace(f"pins {message.ts}")
        await self.actor.react(message, PIN)

    async def _unpin(self) -> None:
        message = self._talk(self._mine())
        self._say_trace(f"unpins {message.ts}")
        await self.actor.unreact(message, PIN)

    async def _edit(self) -> None:
        message = self._talk(self._mine(), own=True)
        self._say_trace(f"edits {message.ts}")
        await self.actor.edit(message, f"m{self._rng.randint(1000, 9999)} edited")

    async def _delete(self) -> None:
        message = self._talk(self._mine(), own=True)
        self._say_trace(f"deletes {message.ts}")
        await self.actor.delete(message)

    async def _from_message(self) -> None:
        message = self._talk(self._mine())
        word = self._rng.choice(("timeline.add", "timeline.add", "incident.open_from_message"))
        self._say_trace(f"runs {word} on {message.ts}")
        await self.actor.message_shortcut(word, message)
        await self._expect_form()

    # --- Coming, going, waiting -------------------------------------------------------------------

    async def _come_or_go(self) -> None:
        channel = self._rng.choice(self._channels())
        inside = self.actor.id in channel.members
        draw = self._rng.random()
        if inside and channel.is_archived:
            await self.unarchive(channel)
        elif not inside and channel.kind is Kind.PUBLIC:
            self._say_trace("joins")
            await self.actor.join(channel)
        elif inside and draw < 0.25:
            self._say_trace("leaves")
            await self.actor.leave(channel)
        elif inside:
            others = [one for one in self._world.people if one.actor.id not in channel.members]
            if others:
                other = self._rng.choice(others)
                self._say_trace(f"invites {other.name}")
                await self.actor.invite(channel, other.actor)

    async def unarchive(self, channel: Channel) -> None:
        """Bring a channel back, and the bot into it: Slack puts bots out when it archives."""
        self._say_trace("unarchives")
        await self.actor.unarchive(channel)
        if self._world.app.bot_user_id not in channel.members:
            await self.actor.invite(channel, self._world.app.bot_user_id)

    async def _time_passes(self) -> None:
        """Let hours go by for the crisis, as a rehearsal does."""
        step = timedelta(minutes=self._rng.choice((5, 20, 60, 300, 1500)))
        self._world.clock.ahead += step
        self._say_trace(f"lets {step} pass")

    async def _wait_for_channel(self) -> None:
        await asyncio.sleep(5.0)


def _values(control: Control) -> list[str]:
    """Return what can be chosen at a control: a button's value, a menu's values."""
    if control.kind in BUTTONS:
        return [str(control.element.get("value", ""))]
    if control.kind == "overflow":
        return [str(option["value"]) for option in control.element["options"]]
    return []


def _chosen(control: Control, value: str) -> dict[str, Any]:
    if control.kind in BUTTONS:
        return {}
    options = control.element["options"]
    return {"selected_option": next(one for one in options if one["value"] == value)}


def _meaning(control: Control, value: str) -> tuple[str, str, str]:
    """Return the verb, the incident and the subject of a click."""
    parts = [*value.split("|"), "", "", ""]
    if control.action_id == "task.menu":
        return f"task.menu:{parts[2]}", parts[0], parts[1]
    if control.action_id == "incident.menu":
        return f"incident.menu:{parts[1]}", parts[0], ""
    return control.action_id, parts[0], parts[1]


def _asks_back(modal: Modal) -> bool:
    """Whether the form that was sent stands there again, to be sent once more."""
    return modal.is_open and modal.view.body["callback_id"] == "incident.open"


def _answer(modal: Modal, what: str, answers: list[Submitted]) -> Any:
    outcomes = {one.outcome for one in answers}
    if what == "incident.open":
        accepted = "updated" in outcomes and modal.view.body["callback_id"] != what
    else:
        accepted = not outcomes.isdisjoint({"cleared", "closed"})
    if accepted:
        return "accepted"
    return "refused" if outcomes and outcomes <= {"errors", "updated"} else "unknown"


def _errors(answers: list[Submitted]) -> str:
    return "; ".join(str(text)[:60] for one in answers for text in one.errors.values())


def _asks_about_twin(modal: Modal, answers: list[Submitted]) -> bool:
    """Whether the opening form came back with the question whether that crisis is open already."""
    body = modal.view.body
    return (
        any(one.outcome == "updated" for one in answers)
        and modal.is_open
        and body.get("callback_id") == "incident.open"
        and bool(body.get("submit"))
    )
