"""Puts the contract together: words, shortcuts, views, cards, events, the export."""

import json
from datetime import UTC
from typing import Annotated, Any, cast

import typer

from bot.cli.contract.controls import buttons, inputs
from bot.cli.contract.sample import Sample, closed, running
from bot.cli.contract.shape import LEGEND, fields
from bot.cli.contract.shown import cards, home, modals
from bot.cli.demo.world import manifest
from bot.cli.scopes import needed
from bot.crisis.events import KINDS, VERSIONS
from bot.locales.voice import Voice
from bot.playbook.load import load_default
from bot.review.build import build
from bot.review.data import COLUMNS, SCHEMA, WITHIN, to_json
from bot.review.value import Review
from bot.views.help import COMMAND
from handlers.commands import WORDS
from handlers.doors import Doors
from handlers.index import register_all
from handlers.router import Router


def contract(
    *,
    as_json: Annotated[
        bool, typer.Option("--json", help="The only form there is, and the default.")
    ] = True,
) -> None:
    """Print what the outside may rely on: words, ids, values, event kinds, the export."""
    del as_json
    typer.echo(json.dumps(written(), ensure_ascii=False, indent=2))


def written() -> dict[str, Any]:
    """Return the contract, made from the code as it is."""
    playbook = load_default()
    sample, over = running(playbook), closed(playbook)
    voice = Voice(("en",), UTC)
    router = served()
    return {
        "commands": {COMMAND: sorted(WORDS)},
        "shortcuts": {one["callback_id"]: one["type"] for one in _features()["shortcuts"]},
        "views": _views(sample, voice),
        "home": buttons(home(sample, voice)["blocks"]),
        "cards": _cards(sample, over, voice),
        "listeners": {
            "actions": list(router.names("action")),
            "views": list(router.names("view")),
            "shortcuts": list(router.names("shortcut")),
            "events": list(router.names("event")),
        },
        "scopes": sorted(needed()),
        "types": dict(LEGEND),
        "events": {
            kind: {"v": VERSIONS.get(kind, 1), "fields": fields(shape)}
            for kind, shape in sorted(KINDS.items())
        },
        "export": _export(over),
    }


def served() -> Router:
    """Return the router with everything that is served, without a bot behind it."""
    # Registering asks for names only; the doors are used when something is clicked.
    router = Router(cast("Doors", None))
    register_all(router)
    return router


def _features() -> dict[str, Any]:
    features: dict[str, Any] = manifest(socket_mode=True)["features"]
    return features


def _views(sample: Sample, voice: Voice) -> dict[str, Any]:
    found: dict[str, Any] = {}
    for view in modals(sample, voice):
        known = found.setdefault(view["callback_id"], {"inputs": {}, "actions": {}})
        known["inputs"] |= inputs(view["blocks"])
        known["actions"] |= buttons(view["blocks"])
    return found


def _cards(sample: Sample, over: Sample, voice: Voice) -> dict[str, Any]:
    found: dict[str, Any] = {}
    for family, message in cards(sample, over, voice):
        found.setdefault(family, {}).update(buttons(message.blocks))
    return found


def _export(over: Sample) -> dict[str, Any]:
    made = fields_of_review()
    timeline = to_json(build(over.incident, over.record))["timeline"]
    made["timeline"] = [sorted(timeline[0])]
    return {"schema": SCHEMA, "json": made, "csv": list(COLUMNS)}


def fields_of_review() -> dict[str, Any]:
    """Return the keys of the JSON export with their types; its timeline has keys of its own."""
    return {"schema": "text", "draft": "boolean"} | fields(Review, without=WITHIN)
