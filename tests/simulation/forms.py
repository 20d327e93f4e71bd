"""Filling whatever form is in front of a person, at random, with a mark in each typed text."""

from __future__ import annotations

import random
from datetime import timedelta
from typing import TYPE_CHECKING, Any

from bot.workspace.inputs import Control, controls, is_empty
from bot.workspace.people.filling import options_of
from bot.workspace.people.find import BUTTONS

if TYPE_CHECKING:
    from bot.workspace.people.modal import Modal
    from tests.simulation.ledger import Typed
    from tests.simulation.world import World

NOTES = (
    "https://www.xiaohongshu.com/explore/65f0a1b2000000001203c4d5",
    "https://www.xiaohongshu.com/explore/65f0a1b2000000001203c4d6?xsec_token=a",
)
"""Few addresses, so that two people open the same note."""
NAMES = ("Mia", "小鹿")
WORDS = (
    "she says it whitens in seven days",
    "7天淡斑 说法没有依据",
    "<!channel> & <@U1> *now* 🙂",
    "مرحبا بالعالم",
    "a " * 300,
)
_REPEATED = frozenset(
    {"title", "campaign", "brand", "owner_outside", "kol", "note_url"},
)
"""Inputs that later forms show again, so that their mark may be recorded again."""


class Pen:
    """Fills forms for one person."""

    def __init__(self, world: World, rng: random.Random, people: tuple[str, ...]) -> None:
        self._world = world
        self._rng = rng
        self._people = people

    def words(self, typed: Typed, *, fresh: bool) -> str:
        """Return something to type, with a new mark."""
        mark = self._world.ledger.mark()
        typed.marks[mark] = fresh
        return f"{mark} {self._rng.choice(WORDS)}"

    def fill(self, modal: Modal, typed: Typed) -> None:
        """Fill what must be filled and some of the rest."""
        for control in list(controls(modal.blocks)):
            if not control.is_input or control.kind in BUTTONS or _reports(control):
                continue
            if control.kind in NOT_FILLED:
                continue
            held = modal.values.get(control.block_id, {}).get(control.action_id, {})
            optional = control.block.get("optional", False)
            skip = optional or not is_empty(held)
            if skip and not self._marks(control, modal) and self._rng.random() < 0.6:
                continue
            modal.fill({control.block_id: self._value(control, modal, typed)})

    def _marks(self, control: Control, modal: Modal) -> bool:
        """Whether this input tells what became of the form, and so is always filled."""
        return control.block_id in ("title", "remark", "text") or (
            control.block_id == "evidence" and modal.view.body["callback_id"] != "task.record"
        )

    def _value(self, control: Control, modal: Modal, typed: Typed) -> Any:
        if control.kind == "plain_text_input":
            return self._text(control, modal, typed)
        if control.kind == "users_select":
            return self._rng.choice(self._people)
        if control.kind == "multi_users_select":
            return self._rng.sample(self._people, self._rng.randint(1, 2))
        if control.kind == "file_input":
            return [("proof.png", self._rng.randbytes(40))]
        if control.kind == "conversations_select":
            return "general"
        if control.kind == "datetimepicker":
            return self._world.clock.now() + timedelta(minutes=self._rng.randint(-200, 20))
        return self._chosen(control)

    def _chosen(self, control: Control) -> Any:
        """Choose from a menu; nothing from one that the app fills while somebody types."""
        offered = [option["value"] for option in options_of(control, {})]
        if not offered:
            return None
        if control.kind == "checkboxes" or control.kind.startswith("multi_"):
            return self._rng.sample(offered, self._rng.randint(1, len(offered)))
        return self._rng.choice(offered)

    def _text(self, control: Control, modal: Modal, typed: Typed) -> str:
        if control.block_id == "note_url":
            return self._rng.choice(NOTES)
        if control.block_id == "kol":
            return self._rng.choice(NAMES)
        callback = modal.view.body["callback_id"]
        opening = control.block_id == "title" and callback == "incident.open"
        fresh = opening or (control.block_id not in _REPEATED and callback != "review.answer")
        text = self.words(typed, fresh=fresh)
        return text[: control.element.get("max_length", 3000)]


NOT_FILLED = frozenset({"file_input", "channels_select", "conversations_select"})
"""Inputs that people leave alone here."""


def _reports(control: Control) -> bool:
    return bool(control.block.get("dispatch_action"))
