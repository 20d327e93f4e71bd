"""What a click means and what the answer to a form says, as a person reads them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from bot.workspace.people.find import BUTTONS

if TYPE_CHECKING:
    from bot.workspace.inputs import Control
    from bot.workspace.people.modal import Modal
    from bot.workspace.people.stage import Submitted
    from tests.simulation.ledger import Answer

NOTICE = "notice"
"""The form that says in a sentence why something was not done."""
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


def values_of(control: Control) -> list[str]:
    """Return what can be chosen at a control: a button's value, a menu's values."""
    if control.kind in BUTTONS:
        return [str(control.element.get("value", ""))]
    if control.kind == "overflow":
        return [str(option["value"]) for option in control.element["options"]]
    return []


def chosen_at(control: Control, value: str) -> dict[str, Any]:
    if control.kind in BUTTONS:
        return {}
    options = control.element["options"]
    return {"selected_option": next(one for one in options if one["value"] == value)}


def meaning_of(control: Control, value: str) -> tuple[str, str, str]:
    """Return the verb, the incident and the subject of a click."""
    parts = [*value.split("|"), "", "", ""]
    if control.action_id == "task.menu":
        return f"task.menu:{parts[2]}", parts[0], parts[1]
    if control.action_id == "incident.menu":
        return f"incident.menu:{parts[1]}", parts[0], ""
    return control.action_id, parts[0], parts[1]


def asks_back(modal: Modal) -> bool:
    """Whether the form that was sent stands there again, to be sent once more."""
    return modal.is_open and modal.view.body["callback_id"] == "incident.open"


def answer_to(modal: Modal, what: str, answers: list[Submitted]) -> Answer:
    outcomes = {one.outcome for one in answers}
    if what == "incident.open":
        accepted = "updated" in outcomes and modal.view.body["callback_id"] != what
    else:
        accepted = not outcomes.isdisjoint({"cleared", "closed"}) or shows_more(modal, what)
    if accepted:
        return "accepted"
    return "refused" if outcomes and outcomes <= {"errors", "updated"} else "unknown"


def shows_more(modal: Modal, what: str) -> bool:
    """Whether the form gave way to what it is a part of, such as the list of all places."""
    return modal.is_open and modal.view.body["callback_id"] not in {what, NOTICE}


def errors_in(answers: list[Submitted]) -> str:
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
