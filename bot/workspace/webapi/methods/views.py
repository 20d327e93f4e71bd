"""views.*."""

from __future__ import annotations

from typing import Any, Literal

from bot.workspace.acts import views as acts
from bot.workspace.checks.views import check_view
from bot.workspace.model.view import View
from bot.workspace.shapes import ApiError, Json
from bot.workspace.webapi.call import Call


def open_view(call: Call) -> Json:
    """Show a modal to whoever the trigger belongs to."""
    body = _body(call, "modal")
    trigger = call.backstage.triggers.check(call.app, _pointer(call))
    _external_id_is_free(call, body, None)
    call.backstage.triggers.spend(trigger)
    person = call.workspace.people[trigger.user]
    view = acts.open_modal(call.workspace, call.app, person, body)
    return {"view": view.to_json()}


def push_view(call: Call) -> Json:
    """Put a modal on top of the one in which the trigger arose; three at most."""
    body = _body(call, "modal")
    trigger = call.backstage.triggers.check(call.app, _pointer(call))
    stack = call.workspace.modals.get(trigger.user, [])
    if not any(view.id == trigger.view_id for view in stack):
        raise ApiError("not_found")
    if len(stack) >= acts.STACK_LIMIT:
        raise ApiError("push_limit_reached")
    _external_id_is_free(call, body, None)
    call.backstage.triggers.spend(trigger)
    person = call.workspace.people[trigger.user]
    view = acts.push_modal(call.workspace, call.app, person, body)
    return {"view": view.to_json()}


def update_view(call: Call) -> Json:
    """Replace an open view, unless its hash says that it changed since."""
    view = _named_view(call)
    body = _body(call, "home" if view.kind == "home" else "modal")
    _same_hash(call, view)
    _external_id_is_free(call, body, view)
    acts.update_view(call.workspace, view, body)
    return {"view": view.to_json()}


def publish_view(call: Call) -> Json:
    """Show a person's Home tab."""
    body = _body(call, "home")
    if not call.app.manifest.home_tab:
        raise ApiError("not_enabled")
    person = call.person("user_id")
    existing = call.workspace.homes.get((call.app.id, person.id))
    if existing is not None:
        _same_hash(call, existing)
    _external_id_is_free(call, body, existing)
    view = acts.publish_home(call.workspace, call.app, person, body)
    return {"view": view.to_json()}


def _pointer(call: Call) -> str:
    return call.args.text("trigger_id") or call.args.text("interactivity_pointer")


def _body(call: Call, surface: Literal["modal", "home"]) -> Json:
    view: Any
    try:
        view = call.args.decoded("view")
    except ValueError:
        view = call.args.text("view")
    call.refuse(check_view(view, surface=surface))
    if not isinstance(view, dict):
        raise ApiError("invalid_arguments", ("[ERROR] view is not an object",))
    return view


def _named_view(call: Call) -> View:
    view = call.workspace.view(call.args.text("view_id"))
    external = call.args.text("external_id")
    if view is None and external:
        stacked = [one for stack in call.workspace.modals.values() for one in stack]
        named = (one for one in stacked if one.body.get("external_id") == external)
        view = next(named, None)
    if view is None or view.app_id != call.app.id:
        raise ApiError("not_found")
    return view


def _same_hash(call: Call, view: View) -> None:
    if call.args.has("hash") and call.args.text("hash") != view.hash:
        raise ApiError("hash_conflict")


def _external_id_is_free(call: Call, body: Json, but: View | None) -> None:
    external_id = str(body.get("external_id") or "")
    if acts.external_id_taken(call.workspace, call.app, external_id, but):
        raise ApiError("duplicate_external_id")
