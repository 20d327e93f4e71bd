"""Opening, stacking, changing and closing views.

Called by the views methods and by answers to view submissions. The values a person entered survive
an update where block id and action id stay the same, as in Slack's client.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.workspace.inputs import initial_values
from bot.workspace.model.view import View
from bot.workspace.normalize import normalize_blocks

if TYPE_CHECKING:
    from bot.workspace.model.app import App
    from bot.workspace.model.people import Person
    from bot.workspace.shapes import Json
    from bot.workspace.state import Workspace

STACK_LIMIT = 3


def open_modal(workspace: Workspace, app: App, person: Person, body: Json) -> View:
    """Show a modal as the only one of this person."""
    view = _new(workspace, app, person, body)
    workspace.modals[person.id] = [view]
    return view


def push_modal(workspace: Workspace, app: App, person: Person, body: Json) -> View:
    """Show a modal on top of the ones that are open."""
    stack = workspace.modals[person.id]
    view = _new(workspace, app, person, body)
    view.root_id = stack[0].id
    view.previous_id = stack[-1].id
    stack.append(view)
    return view


def publish_home(workspace: Workspace, app: App, person: Person, body: Json) -> View:
    """Show a person's Home tab; its id stays the same from the second time on."""
    existing = workspace.homes.get((app.id, person.id))
    if existing is not None:
        update_view(workspace, existing, body)
        return existing
    view = _new(workspace, app, person, body)
    workspace.homes[app.id, person.id] = view
    return view


def update_view(workspace: Workspace, view: View, body: Json) -> None:
    """Replace what a view shows; what was entered in inputs that remain, remains."""
    before = view.values
    view.body = _kept(workspace, body)
    view.hash = _hash(workspace)
    view.errors = {}
    view.values = initial_values(view.body["blocks"])
    for block_id, actions in view.values.items():
        for action_id in actions:
            kept = before.get(block_id, {}).get(action_id)
            if kept is not None and kept["type"] == actions[action_id]["type"]:
                actions[action_id] = kept


def close_top(workspace: Workspace, person: Person) -> View:
    """Take the top modal away; the one below shows again."""
    stack = workspace.modals[person.id]
    view = stack.pop()
    if not stack:
        del workspace.modals[person.id]
    return view


def close_all(workspace: Workspace, person: Person) -> list[View]:
    """Take all modals of a person away, top first."""
    return list(reversed(workspace.modals.pop(person.id, [])))


def external_id_taken(workspace: Workspace, app: App, external_id: str, but: View | None) -> bool:
    """Tell whether another view of this app carries the external id."""
    stacked = [view for stack in workspace.modals.values() for view in stack]
    return bool(external_id) and any(
        view.body.get("external_id") == external_id and view is not but and view.app_id == app.id
        for view in [*stacked, *workspace.homes.values()]
    )


def _new(workspace: Workspace, app: App, person: Person, body: Json) -> View:
    identity = workspace.ids.entity("V")
    kept = _kept(workspace, body)
    return View(
        id=identity,
        app_id=app.id,
        team_id=person.team_id,
        bot_id=app.bot_id,
        user=person.id,
        body=kept,
        hash=_hash(workspace),
        root_id=identity,
        installed_team_id=app.team_id,
        values=initial_values(kept["blocks"]),
    )


def _kept(workspace: Workspace, body: Json) -> Json:
    kept = {key: value for key, value in body.items() if value is not None}
    for key in ("title", "submit", "close"):
        if key in kept:
            kept[key] = {**kept[key], "emoji": kept[key].get("emoji", True)}
    kept["blocks"] = normalize_blocks(kept.get("blocks", []), workspace.ids)
    return kept


def _hash(workspace: Workspace) -> str:
    return f"{workspace.clock.seconds()}.{workspace.ids.short(8)}"
