"""What can be set, typed, granted or happen stands in the pages, and what stands there is true."""

import re
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

import pytest
import yaml

from bot.cli.contract.command import served
from bot.cli.entry import command_line
from bot.crisis.decide import decide_opening
from bot.crisis.events import KINDS, Kol, Recorded
from bot.crisis.fold import evolve
from bot.crisis.ids import IncidentId, SlackUserId, TeamId
from bot.crisis.incident import Incident
from bot.crisis.intents import OpenIncident, Refusal
from bot.crisis.words import Words
from bot.locales.voice import voice_of_channel
from bot.observe import Metrics
from bot.playbook.load import load_default
from bot.settings import Settings
from bot.views.status_card import status_card
from bot.workspace.clock import SettableClock
from bot.workspace.local import LocalSlack
from bot.workspace.render.reader import reader_for
from bot.workspace.render.text import block_lines
from handlers.commands import WORDS
from tests.house.source import ROOT, text

MANIFEST: dict[str, Any] = yaml.safe_load(text("manifest.yml"))
LONDON = ZoneInfo("Europe/London")
TWO_AT_NIGHT = datetime(2026, 3, 10, 2, tzinfo=LONDON)
PAGES = sorted(path.relative_to(ROOT).as_posix() for path in (ROOT / "docs").glob("*.md"))


def _ticked(page: str) -> set[str]:
    return set(re.findall(r"`([^`\n]+)`", text(page)))


def _rows(page: str) -> set[str]:
    """The names in the first column of a page's tables."""
    firsts = re.findall(r"^\| ((?:[^|\\]|\\.)+) \|", text(page), flags=re.MULTILINE)
    return {name for cell in firsts for name in re.findall(r"`([^`]+)`", cell)}


def test_every_setting_has_its_row() -> None:
    names = {str(field.validation_alias.choices[0]) for field in _fields()}
    assert names == _rows("docs/settings.md")


def _fields() -> list[Any]:
    return list(Settings.model_fields.values())


def test_every_command_has_its_row() -> None:
    app = command_line()
    named = [one.name or getattr(one.callback, "__name__", "") for one in app.registered_commands]
    documented = {
        name.split()[1] for name in _rows("docs/operations.md") if name.startswith("kolcrisis ")
    }
    assert documented == {*named, "--version"}


def test_every_word_after_the_slash_command_has_its_row() -> None:
    assert WORDS.keys() <= _rows("docs/installing.md")


def test_every_scope_and_event_of_the_manifest_has_its_row() -> None:
    asked = {*MANIFEST["oauth_config"]["scopes"]["bot"]}
    asked |= {*MANIFEST["settings"]["event_subscriptions"]["bot_events"]}
    assert _rows("docs/installing.md") == asked | WORDS.keys()


def test_every_kind_of_event_has_its_row() -> None:
    assert _rows("docs/events.md") == KINDS.keys()


def test_everything_that_can_be_pressed_or_sent_has_its_row() -> None:
    known = served()
    names = {name for kind in ("action", "view", "shortcut") for name in known.names(kind)}
    assert _rows("docs/actions.md") == names


def test_every_habit_is_named_for_those_who_work_on_it() -> None:
    listed = set(re.findall(r"^\| `make ([a-z]+)` \|", text("CONTRIBUTING.md"), flags=re.MULTILINE))
    assert listed == set(re.findall(r"^([a-z]+):.*## ", text("Makefile"), flags=re.MULTILINE))


@pytest.mark.parametrize("page", ["docs/adding.md", "docs/architecture.md"])
def test_files_that_are_named_are_there(page: str) -> None:
    named = re.findall(r"`((?:bot|handlers|storage|tests|docs)/[\w./-]+)`", text(page))
    assert named
    assert sorted(name for name in named if not (ROOT / name).exists()) == []


def test_every_number_that_is_measured_has_its_row() -> None:
    measured = {
        family.name
        for family in Metrics().registry.collect()
        if family.name.startswith("kolcrisis_")
    }
    documented = {name for name in _rows("docs/operations.md") if name.startswith("kolcrisis_")}
    assert documented == measured


def test_every_page_stands_in_the_index() -> None:
    linked = set(re.findall(r"\]\((\w[\w-]*\.md)\)", text("docs/README.md")))
    assert linked == {page.removeprefix("docs/") for page in PAGES} - {"README.md"}


@pytest.mark.parametrize("page", ["README.md", "CONTRIBUTING.md", *PAGES])
def test_every_link_leads_to_a_file(page: str) -> None:
    folder = (ROOT / page).parent
    targets = re.findall(r"\]\(([^)#:\s]+)(?:#[^)]*)?\)", text(page))
    assert [target for target in targets if not (folder / target).exists()] == []


def test_the_architecture_names_files_that_are_there() -> None:
    named = {
        name
        for name in _ticked("docs/architecture.md")
        if re.fullmatch(r"(bot|handlers|storage|tests)(/[\w.]+)+/?", name)
    }
    assert len(named) > 30
    assert sorted(name for name in named if not (ROOT / name).exists()) == []


def test_the_architecture_numbers_eight_invariants_each_with_its_tests() -> None:
    page = text("docs/architecture.md")
    section = page.partition("## What always holds")[2].partition("## ")[0]
    numbers = re.findall(r"^(\d)\. \*\*", section, flags=re.MULTILINE)
    assert numbers == [str(number) for number in range(1, 9)]
    assert section.count("   Tests: `tests/") == 8


def _opened(user: SlackUserId) -> Incident:
    intent = OpenIncident(
        title=Words("小满Mia's note claims 7天淡斑"),
        lead=user,
        kols=(Kol(Words("小满Mia")),),
        crisis_type="product_claim",
    )
    playbook = load_default()
    drafts = decide_opening(intent, playbook, TWO_AT_NIGHT)
    assert not isinstance(drafts, Refusal)
    opened = Recorded(1, drafts[0].event, TWO_AT_NIGHT, TWO_AT_NIGHT, user)
    incident = evolve(None, opened, TeamId("T1"), IncidentId("i1"), playbook)
    assert incident is not None
    return incident


def test_the_card_in_the_readme_is_the_one_that_people_see() -> None:
    slack = LocalSlack(now=SettableClock(TWO_AT_NIGHT), serve=False)
    ana = slack.add_person("Ana", tz="Europe/London")
    card = status_card(_opened(SlackUserId(ana.id)), voice_of_channel("en", LONDON))
    lines = block_lines(
        [dict(block) for block in card.blocks], reader_for(slack.workspace, ana.user)
    )
    shown = re.search(r"```text\n(.*?)```", text("README.md"), flags=re.DOTALL)
    assert shown is not None
    assert shown[1].splitlines() == "\n".join(lines).splitlines()
