"""What an operator hears when something is not right: one line each, and never a traceback."""

from importlib.metadata import version
from pathlib import Path

import pytest

from tests.cli.conftest import Type

COMMANDS = [
    "run", "demo", "rehearse", "doctor", "list", "export", "verify", "migrate", "contract",
    "lint", "purge", "stats", "portfolio", "transfer", "restored",
]  # fmt: skip
SLACK = {"SLACK_BOT_TOKEN": "xoxb-1", "SLACK_SIGNING_SECRET": "s"}


def test_help_lists_every_command_and_no_other(typed: Type) -> None:
    said = typed("--help")
    assert said.code == 0
    listed = [line.split()[0] for line in said.out.partition("Commands:")[2].splitlines() if line]
    assert sorted(listed) == sorted(COMMANDS)


def test_the_version_is_that_of_the_package(typed: Type) -> None:
    said = typed("--version")
    assert (said.code, said.out) == (0, f"{version('kolcrisis')}\n")


@pytest.mark.parametrize(
    "arguments",
    [
        [],
        ["rehearse"],
        ["list", "--as"],
        ["list", "--colour"],
        ["export"],
        ["lint"],
        ["lint", "nowhere.txt"],
        ["lint", "-", "--format", "poem"],
        ["lint", "-", "--language", "fr"],
        ["export", "i1", "--format", "pdf"],
        ["list", "--as", "bob"],
        ["verify", "i1", "--head", "12"],
        ["verify", "--head", f"1:{'0' * 64}"],
    ],
)
def test_a_command_that_is_not_right_is_told_so_in_one_line(
    typed: Type, arguments: list[str]
) -> None:
    said = typed(*arguments)
    assert (said.code, len(said.complaints), said.out) == (2, 1, "")


def test_every_setting_that_is_missing_is_named_with_what_to_do(typed: Type) -> None:
    said = typed("run")
    assert said.code == 2
    assert [line.partition(":")[0] for line in said.complaints] == [
        "SLACK_BOT_TOKEN",
        "SLACK_SIGNING_SECRET",
    ]


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("SLACK_BOT_TOKEN", "xoxp-a-persons"),
        ("SLACK_APP_TOKEN", "xoxb-not-an-app-token"),
        ("SLACK_API_URL", "http://slack.example.com/api/"),
        ("SLACK_API_URL", "ftp://127.0.0.1"),
        ("KOLCRISIS_PORT", "a door"),
        ("KOLCRISIS_CLOCK_FILE", "clock"),
        ("KOLCRISIS_DATABASE_URL", "mysql://127.0.0.1/x"),
        ("KOLCRISIS_DATABASE_URL", "a file"),
        ("KOLCRISIS_PLAYBOOK", "nowhere.yaml"),
        ("KOLCRISIS_SCENARIOS", "nowhere.yaml"),
        ("KOLCRISIS_SCENARIOS", "."),
    ],
)
def test_a_setting_that_is_wrong_is_named_in_one_line(typed: Type, name: str, value: str) -> None:
    said = typed("run", **(SLACK | {name: value}))
    assert said.code == 2
    (line,) = said.complaints
    assert line.startswith(f"{name}: ")


def test_a_clock_file_that_holds_no_time_is_named(typed: Type, tmp_path: Path) -> None:
    (tmp_path / "clock").write_text("soon")
    here = {"SLACK_API_URL": "http://127.0.0.1:9/", "KOLCRISIS_CLOCK_FILE": "clock"}
    said = typed("run", **(SLACK | here))
    assert said.code == 2
    assert said.complaints[0].startswith("KOLCRISIS_CLOCK_FILE: clock holds no ISO time")


@pytest.mark.parametrize(
    "address",
    ["postgresql://u:very-secret@127.0.0.1:9/x", "sqlite:////nowhere/at/all.sqlite3"],
)
def test_a_database_that_does_not_answer_is_named_without_its_password(
    typed: Type, address: str
) -> None:
    said = typed("run", **SLACK, KOLCRISIS_DATABASE_URL=address)
    assert said.code == 1
    (line,) = said.complaints
    assert line.startswith("KOLCRISIS_DATABASE_URL: ")
    assert "very-secret" not in line


@pytest.mark.parametrize("command", [["list"], ["verify"], ["export", "i1"]])
def test_reading_never_makes_a_database(typed: Type, tmp_path: Path, command: list[str]) -> None:
    said = typed(*command)
    assert (said.code, len(said.complaints)) == (1, 1)
    assert list(tmp_path.iterdir()) == []


def test_reading_an_empty_database_asks_for_a_migration(typed: Type, tmp_path: Path) -> None:
    (tmp_path / "empty.sqlite3").touch()
    said = typed("list", KOLCRISIS_DATABASE_URL="sqlite:///empty.sqlite3")
    assert (said.code, said.complaints[0].endswith("Run kolcrisis migrate.")) == (1, True)


def test_migrating_makes_the_tables_once(typed: Type) -> None:
    first = typed("migrate")
    again = typed("migrate")
    assert (first.code, first.out) == (0, "The tables were made.\n")
    assert (again.code, again.out) == (0, "The tables are up to date.\n")
    assert typed("list").out == "No incidents.\n"


def test_a_settings_file_in_the_folder_is_read(typed: Type, tmp_path: Path) -> None:
    (tmp_path / ".env").write_text("KOLCRISIS_DATABASE_URL=sqlite:///other.sqlite3\n")
    assert typed("migrate").code == 0
    assert (tmp_path / "other.sqlite3").exists()
