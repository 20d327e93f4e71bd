"""A person's hands: they click, once or twice at once, fill forms and send them, and read answers.

What they were answered goes into the ledger; nothing here asks the bot.
"""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

from bot.workspace.inputs import Control, controls
from bot.workspace.people.find import Place
from bot.workspace.people.modal import Modal
from bot.workspace.people.stage import Submitted
from bot.workspace.shapes import ClientRefused
from tests.simulation.clicks import (
    SILENT,
    answer_to,
    asks_back,
    chosen_at,
    errors_in,
    meaning_of,
    shows_more,
    values_of,
)
from tests.simulation.forms import Pen
from tests.simulation.ledger import Click, Typed, marks_in

if TYPE_CHECKING:
    from bot.workspace.model.channel import Channel
    from bot.workspace.people.actor import Actor
    from tests.simulation.world import World

ELSEWHERE = ("house.", "incident.copy")
"""Forms whose texts are not an incident's: the workspace's settings, a text to take away."""
DONE = "✅"
ASKS_FOR_TWO = "task.second"


class Hands:
    """One person in front of Slack."""

    def __init__(self, world: World, actor: Actor, people: tuple[str, ...]) -> None:
        self._world = world
        self.actor = actor
        self._rng = world.random(f"person {actor.id}")
        self._pen = Pen(world, self._rng, people)

    @property
    def name(self) -> str:
        """What the trace calls this person."""
        return self.actor.user.real_name

    def _say_trace(self, text: str) -> None:
        self._world.trace.say(f"{self.name} {text}")

    def _channels(self) -> list[Channel]:
        """Return the channels of crises that this person can look into."""
        bot = self._world.app.bot_user_id
        return [
            channel
            for channel in self.actor.workspace.named_channels()
            if channel.creator == bot and self.actor.workspace.sees(self.actor.id, channel)
        ]

    # --- Clicks -----------------------------------------------------------------------------------

    async def _click(self) -> None:
        channel = self._rng.choice(self._channels())
        cards = [one for one in self.actor.messages(channel) if one.app_id and not one.deleted]
        choices = [
            (Place(channel, card), control, value)
            for card in cards
            for control in controls(card.blocks)
            for value in values_of(control)
        ]
        if not choices:
            raise ClientRefused("there is nothing to click")
        await self._press(*self._rng.choice(choices))

    async def _press(self, place: Place, control: Control, value: str) -> None:
        verb, incident, subject = meaning_of(control, value)
        chosen = chosen_at(control, value)
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
        before, whispers = len(answers), len(self.actor.workspace.ephemerals)
        self._say_trace(f"clicks {verb} {subject}" + (" twice" if times > 1 else ""))
        await asyncio.gather(*(self.actor.act_on(place, control, chosen) for _ in range(times)))
        click.answered = self._world.clock.now()
        click.acked = times - (len(self.actor.seen) - seen)
        await asyncio.sleep(2.0)
        given = [one for one in list(answers.values())[before:] if one.user == self.actor.id]
        used = sum(one.used > 0 for one in given) - self._thanks(whispers)
        click.refused = click.acked if self._is_asked_for_two() else used
        if await self._was_asked_for_a_second():
            click.refused = times
        # A view has no response_url: a refusal of a click in it may not be heard.
        # A refusal that asks for a second person is a form, which a fault may hold back.
        heard_all = verb != "task.complete" or not self._world.plan.fault_rate
        broken = self._world.broke_since(began)
        click.clean = heard_all and place.view is None and not broken
        self._say_trace(f"heard of {verb}: {click.acked} taken, {click.refused} refused")

    def _thanks(self, since: int) -> int:
        """Count what says that it was done: the card in a letter is not redrawn, so it is told."""
        told = self.actor.workspace.ephemerals[since:]
        return sum(one.ephemeral_to == self.actor.id and DONE in one.text for one in told)

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
            (control, value) for control in controls(modal.blocks) for value in values_of(control)
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
            outcomes = {one.outcome for one in answers}
            gave_way = shows_more(modal, typed.what)
            refused = "errors" in outcomes or ("updated" in outcomes and not gave_way)
            typed.repeat_refused = refused and len(outcomes) > 1 and typed.what != "incident.open"
            self._say_trace(f"is answered {[one.outcome for one in fresh]} {errors_in(fresh)}")
            failed = bool(fresh) and all(one.outcome == "failed" for one in fresh)
            again = failed or (asks_back(modal) and self._rng.random() < 0.7)
            if not again or not modal.is_open:
                break
            await asyncio.sleep(self._rng.uniform(0.5, 20.0) if failed else 1.0)
        typed.answer = answer_to(modal, typed.what, answers)
        await self._leave(modal)

    async def _leave(self, modal: Modal) -> None:
        while modal.is_open and self._rng.random() < 0.9:
            await self.actor.modal().close()
