"""The contract is made from the code; here it is held against the manifest and the router."""

import ast
import json
from typing import Any

import pytest
import yaml

from bot.cli.contract.command import served, written
from bot.cli.scopes import EVENTS, METHODS, needed
from bot.crisis.events import KINDS
from bot.review.data import SCHEMA
from bot.workspace.facts import load_methods
from tests.cli.conftest import Type
from tests.house.source import ROOT, python_files, tree

MANIFEST: dict[str, Any] = yaml.safe_load((ROOT / "manifest.yml").read_text("utf-8"))

# From the outside contract: these never change.
FIXED_VIEWS = {"incident.open", "timeline.add", "incident.close", "decision.record"}
FIXED_INPUTS = {
    "title", "lead", "kol", "campaign", "note_url", "crisis_type", "detected_at", "language",
    "visibility",
}  # fmt: skip
FIXED_ACTIONS = {
    "task.complete", "task.take", "task.menu", "incident.close", "decision.record",
}  # fmt: skip
WORDS = {
    "open",
    "status",
    "list",
    "note",
    "decide",
    "update",
    "close",
    "review",
    "hold",
    "redact",
    "drill",
    "kol",
    "brief",
    "content",
    "watch",
    "portfolio",
    "help",
}


@pytest.fixture(scope="module")
def contract() -> dict[str, Any]:
    return written()


def test_the_command_prints_it_as_json(typed: Type, contract: dict[str, Any]) -> None:
    said = typed("contract", "--json")
    assert said.code == 0
    assert json.loads(said.out) == contract


def test_the_opening_form_has_the_inputs_that_were_promised(contract: dict[str, Any]) -> None:
    inputs = contract["views"]["incident.open"]["inputs"]
    assert inputs.keys() >= FIXED_INPUTS
    assert {name.split(".")[0] for name in inputs.keys() - FIXED_INPUTS} == {
        "brand",
        "known_kol",
        "role",
    }
    assert set(inputs["language"]["values"]) == {"en", "zh", "both"}
    assert set(inputs["visibility"]["values"]) == {"private", "public"}


def test_a_takedown_offers_the_five_choices_that_were_promised(contract: dict[str, Any]) -> None:
    inputs = contract["views"]["decision.record"]["inputs"]
    assert inputs["takedown.action"]["values"] == ["keep", "clarify", "edit", "hide", "remove"]


def test_the_fixed_names_are_there(contract: dict[str, Any]) -> None:
    assert contract["views"].keys() >= FIXED_VIEWS
    assert set(contract["listeners"]["actions"]) >= FIXED_ACTIONS
    assert set(contract["commands"]["/kolcrisis"]) == WORDS


def _shown(contract: dict[str, Any]) -> set[str]:
    views = {name for view in contract["views"].values() for name in view["actions"]}
    reporting = {
        one["action_id"]
        for view in contract["views"].values()
        for block, one in view["inputs"].items()
        if one["action_id"] != block
    }
    cards = {name for card in contract["cards"].values() for name in card}
    return views | reporting | cards | set(contract["home"])


def test_everything_that_can_be_clicked_is_served_and_nothing_else(
    contract: dict[str, Any],
) -> None:
    assert _shown(contract) == set(served().names("action"))


REACHED = {
    "decision.approve_for": ["decision.approve_for"],
    "decision.carry_out": ["decision.carry_out"],
    "decision.record": ["decision.record"],
    "level.confirm": ["level.open"],
    "post.report": ["posts.open", "post.update"],
    "reading.full": ["level.open", "reading.open"],
    "reading.quick": ["task.fill"],
    "statement.answer": ["statement.read"],
    "statement.draft": ["statement.draft"],
    "statement.drop": ["statement.menu"],
    "statement.publish": ["statement.publish"],
    "statement.record": ["statement.menu"],
    "surface.add": ["surfaces.open", "surface.add"],
    "surface.report": ["surfaces.open", "surface.update"],
    "talk.note": ["talks.open", "talk.hold"],
    "talk.reply": ["talks.open", "talk.answer"],
    "task.assign": ["task.assign"],
    "task.block": ["task.menu"],
    "task.evidence": ["task.menu"],
    "task.not_applicable": ["task.menu"],
    "task.record": ["task.menu"],
    "task.second": ["task.complete"],
    "update.share": ["update.share"],
}
"""What one presses to get to each form about judging and answering: first on a card."""


def test_every_form_about_judging_and_answering_is_reached_by_buttons_from_a_card(
    contract: dict[str, Any],
) -> None:
    things = {name.partition(".")[0] for name in REACHED}
    forms = {name for name, view in contract["views"].items() if view["inputs"]}
    assert {name for name in forms if name.partition(".")[0] in things} == REACHED.keys()
    on_cards = {name for card in contract["cards"].values() for name in card}
    in_views = {name for view in contract["views"].values() for name in view["actions"]}
    for form, (first, *then) in REACHED.items():
        assert first in on_cards, form
        assert set(then) <= in_views, form


def test_every_form_that_can_be_sent_is_served_and_nothing_else(contract: dict[str, Any]) -> None:
    forms = {name for name, view in contract["views"].items() if view["inputs"]}
    assert forms == set(served().names("view"))


def test_an_action_is_called_after_a_thing_and_a_verb(contract: dict[str, Any]) -> None:
    assert [name for name in _shown(contract) if name.count(".") != 1] == []


def test_every_kind_of_event_stands_in_it_with_its_fields(contract: dict[str, Any]) -> None:
    assert contract["events"].keys() == KINDS.keys()
    assert contract["events"]["TaskCompleted"] == {
        "v": 1,
        "fields": {
            "task": "text",
            "by": {"?": {"slack": "text?", "outside": "words?"}},
            "means": "words?",
            "second": {"?": {"slack": "text?", "outside": "words?"}},
            "alone": "boolean",
        },
    }
    assert contract["export"]["schema"] == SCHEMA


def test_the_manifest_offers_what_is_served(contract: dict[str, Any]) -> None:
    features = MANIFEST["features"]
    assert [one["command"] for one in features["slash_commands"]] == list(contract["commands"])
    offered = {one["callback_id"] for one in features["shortcuts"]}
    assert offered == set(served().names("shortcut")) == contract["shortcuts"].keys()


def test_the_manifest_that_is_shipped_is_the_one_that_people_see() -> None:
    shipped = (ROOT / "bot" / "cli" / "manifest.yml").read_bytes()
    assert shipped == (ROOT / "manifest.yml").read_bytes()


def test_the_manifest_subscribes_to_the_events_that_are_served() -> None:
    subscribed = MANIFEST["settings"]["event_subscriptions"]["bot_events"]
    assert subscribed == sorted(EVENTS)
    assert {name.partition(".")[0] for name in subscribed} == set(served().names("event"))


def _methods_in(path: str) -> set[str]:
    known = load_methods()
    words = (node.value for node in ast.walk(tree(path)) if isinstance(node, ast.Constant))
    return {word for word in words if isinstance(word, str) and word in known}


def _called() -> set[str]:
    """Every method of Slack's that our code names, but where rates and scopes are listed."""
    lists = ("bot/workspace/", "bot/gateway/budget", "bot/cli/")
    paths = [path for path in python_files("bot", "handlers") if not path.startswith(lists)]
    return set().union(*map(_methods_in, paths))


def test_the_table_of_scopes_holds_the_methods_that_are_called_and_no_others() -> None:
    assert _called() == METHODS.keys()


def test_the_scope_of_each_method_is_one_that_slack_asks_for() -> None:
    facts = load_methods()
    foreign = {name: scopes - facts[name].scopes for name, scopes in METHODS.items()}
    assert {name: scopes for name, scopes in foreign.items() if scopes} == {}
    bare = {name for name, scopes in METHODS.items() if not scopes and facts[name].scopes}
    assert bare == set()


def test_the_manifest_asks_for_the_scopes_that_are_needed_and_no_others() -> None:
    assert MANIFEST["oauth_config"]["scopes"] == {"bot": sorted(needed())}
