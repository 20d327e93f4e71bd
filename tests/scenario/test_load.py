"""A scenario's YAML is taken whole or refused with file, line and field of everything wrong."""

from dataclasses import replace
from pathlib import Path

import pytest

from bot.crisis.drill import Deed
from bot.crisis.ids import TaskId
from bot.playbook.load import load_default
from bot.scenario.load import ScenarioError, find, load, offered, shipped
from tests.scenario.small import SMALL, problems, written

# what is replaced, by what, the field that is named, words of the complaint
WRONG = {
    "unknown task": ("task: B1", "task: B99", "expected.paused.task", "no task 'B99'"),
    "unknown role": ("[ads, scribe]", "[ads, cook]", "cast.lin.roles.1", "no role 'cook'"),
    "commander": ("[ads, scribe]", "[commander]", "cast.lin.roles.0", "whoever opens"),
    "unknown person": ("via: lin", "via: li", "injects.spend.via", "no member of the cast 'li'"),
    "unknown player": ("who: lin, do: press", "who: x, do: press", "players.1.who", "'x'"),
    "unknown opener": ("by: ana", "by: anna", "opening.by", "'anna'"),
    "unknown kind": ("decision: takedown", "decision: x", "never.hidden.decision", "'x'"),
    "unknown option": ("[hide, remove]", "[hide, burn]", "never.hidden.choices.action", "'burn'"),
    "unknown field": ("choices: {action", "choices: {act", "never.hidden.choices.act", "field"),
    "unknown act": ("do: press", "do: dance", "players.1.do", "there is no 'dance' here"),
    "no act": ("do: press, ", "", "players.1.do", "is missing"),
    "act without words": ("reads: Paused", "read: Paused", "players.1.reads", "is missing"),
    "unknown objective": ("objective: pause", "objective: win", "expected.paused.objective", ""),
    "unknown zone": ("Europe/London", "Europe/Lodon", "cast.ana.zone", "no time zone"),
    "unknown answer": (
        *("do: press, reads: Paused", "do: read_quick, task: A0, answers: {momentum: maybe}"),
        *("players.1.answers.momentum", "no option 'maybe'"),
    ),
    "unknown second": (
        *("do: press, reads: Paused", "do: agree, task: C5, second: li"),
        *("players.1.second", "no member of the cast"),
    ),
    "no time": ('"0:30"', '"half past"', "expected.paused.by", "'half past' is no time"),
    "past the end": ("at: 5", "at: 50", "injects.spend.at", "after the end (45 minutes)"),
    "late player": ("at: 8", "at: 46", "players.1.at", "after the end"),
    "expected too late": ('"0:30"', '"0:46"', "expected.paused.by", "after the end"),
    "one language": (", zh: 还在投。", "", "injects.spend.text.zh", "is missing"),
    "id twice": ("id: proof", "id: saved", "expected.saved.id", "used twice"),
    "two deeds": ("receipt: A2", "receipt: A2, task: A2", "expected.proof", "exactly one of"),
    "unknown place": ("receipt: A2", "surface: tv", "expected.proof.surface", "no surface 'tv'"),
    "unknown receipt": (
        *("do: press, reads: Paused", "do: report, places: {tv: {state: paused}}"),
        *("players.1.places.tv", "no surface 'tv'"),
    ),
    "nothing expected": ("task: B1, ", "", "expected.paused", "exactly one of"),
    "choices of a task": ("task: B1", "task: B1, choices: {a: [b]}", "expected.paused", "decision"),
    "unknown key": ("ends: 45", "ends: 45\nstart: 1", "start", "not a key that is known"),
    "too fast": ("ends: 45", "ends: 45\nspeed: 11", "speed", "less than or equal to 10"),
}


@pytest.mark.parametrize(("old", "new", "field", "words"), list(WRONG.values()), ids=list(WRONG))
def test_what_is_wrong_is_named_by_file_line_and_field(
    tmp_path: Path, old: str, new: str, field: str, words: str
) -> None:
    assert SMALL.count(old) >= 1
    text = SMALL.replace(old, new, 1)
    found = [one for one in problems(tmp_path, text) if f" {field}: " in one and words in one]
    assert len(found) == 1, problems(tmp_path, text)
    file, line, *_ = found[0].split(":")
    assert (file, int(line) >= 1) == ("small.yaml", True)


def test_the_line_is_the_one_where_the_value_stands(tmp_path: Path) -> None:
    text = SMALL.replace("do: press, reads: Paused", "do: press, reads: 7")
    lines = text.splitlines()
    at = next(nr for nr, line in enumerate(lines, 1) if "reads: 7" in line)
    (problem,) = problems(tmp_path, text)
    assert problem == f"small.yaml:{at}: players.1.reads: input should be a valid string"


def test_all_problems_are_told_at_once(tmp_path: Path) -> None:
    text = SMALL.replace("via: lin", "via: li").replace("task: B1", "task: B99")
    assert len(problems(tmp_path, text)) == 2


def test_what_is_no_yaml_is_named_by_its_line(tmp_path: Path) -> None:
    assert problems(tmp_path, "scenario: [1, 2\n")[0].startswith("small.yaml:2: ")
    assert any("scenario: is missing" in one for one in problems(tmp_path, "# nothing yet\n"))


def test_a_scenario_is_read_in_the_order_in_which_things_happen(tmp_path: Path) -> None:
    text = SMALL.replace("{at: 3,", '{at: "0:40",')
    scenario = load(written(tmp_path, text), load_default())
    assert [act.at for act in scenario.acts] == [8, 40]
    assert scenario.script.expected[2].deed == Deed(task=TaskId("B1"))
    assert (scenario.script.expected[2].by, scenario.speed) == (30, 4)
    assert scenario.carrier(scenario.script.injects[0]) == "lin"


def test_the_scenarios_that_come_with_the_bot_can_be_played() -> None:
    playbook = load_default()
    found = offered(playbook, None)
    assert tuple(one.script.id for one in found) == shipped() == ("lumeya", "undisclosed")
    for scenario in found:
        wanted = {one.objective for one in scenario.script.expected}
        assert wanted >= {"preserve", "pause", "align", "contact", "decide", "close"}
        assert scenario.script.never
        assert scenario.acts
    assert find("lumeya").exists()
    assert find("elsewhere.yaml") == Path("elsewhere.yaml")


def test_scenarios_of_ones_own_come_first_and_take_the_place_of_shipped_ones(
    tmp_path: Path,
) -> None:
    playbook = load_default()
    written(tmp_path)
    (tmp_path / "ours.yml").write_text(
        SMALL.replace("scenario: small", "scenario: lumeya").replace("A small one", "Ours"),
        encoding="utf-8",
    )
    found = offered(playbook, tmp_path)
    assert [one.script.id for one in found] == ["lumeya", "small", "undisclosed"]
    assert found[0].script.title.en == "Ours"
    assert offered(playbook, tmp_path / "small.yaml")[0].script.id == "small"


def test_what_is_wrong_in_ones_own_is_named_and_an_empty_folder_too(tmp_path: Path) -> None:
    playbook = load_default()
    with pytest.raises(ScenarioError, match=r"no \.yaml file in this folder"):
        offered(playbook, tmp_path)
    written(tmp_path, SMALL.replace("task: B1", "task: B99"))
    with pytest.raises(ScenarioError, match=r"small\.yaml:19: expected\.paused\.task"):
        offered(playbook, tmp_path)


def test_a_shipped_one_that_a_playbook_cannot_play_is_not_offered() -> None:
    playbook = load_default()
    lacking = replace(playbook, tasks=tuple(t for t in playbook.tasks if t.id != "C4"))
    assert [one.script.id for one in offered(lacking, None)] == ["undisclosed"]
