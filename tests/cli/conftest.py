"""A command typed in an empty folder, and a database that the bot made: what CLI tests need."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest

from bot.cli.entry import answer
from tests.cli.played import Played, made


@pytest.fixture(scope="module")
def played(tmp_path_factory: pytest.TempPathFactory) -> Played:
    return made(tmp_path_factory.mktemp("http"), socket_mode=False)


@dataclass(frozen=True, slots=True)
class Said:
    code: int
    out: str
    err: str

    @property
    def complaints(self) -> list[str]:
        return self.err.splitlines()


Type = Callable[..., Said]


@pytest.fixture
def typed(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> Type:
    """Types a command in an empty folder, with these settings and no others."""
    monkeypatch.chdir(tmp_path)

    def run(*arguments: str, **settings: str) -> Said:
        for name, value in settings.items():
            monkeypatch.setenv(name, value)
        capsys.readouterr()
        code = answer(arguments)
        spoken = capsys.readouterr()
        return Said(code, spoken.out, spoken.err)

    return run
