"""Checks of this machine: settings, playbook, clock file."""

from collections.abc import Iterator

from bot.cli.doctor.finding import Finding, note, ok, problem
from bot.clock.sources import FileClock
from bot.playbook.load import default_path, load
from bot.playbook.problems import PlaybookError
from bot.settings import Settings, SettingsError, load_bot_settings, load_settings


def settings() -> tuple[Settings | None, list[Finding]]:
    """Return the settings as far as they can be used, and what is to be said of them."""
    try:
        loaded = load_bot_settings()
    except SettingsError as error:
        found = [problem("settings", *_split(line)) for line in error.problems]
        return _without_slack(), found
    mode = "Socket Mode" if loaded.mode == "socket" else "HTTP"
    return loaded, [ok("settings", f"complete, for {mode}")]


def _split(line: str) -> tuple[str, str]:
    name, _, remedy = line.partition(": ")
    return name, remedy


def _without_slack() -> Settings | None:
    try:
        return load_settings()
    except SettingsError:
        return None


def files(loaded: Settings) -> Iterator[Finding]:
    """Check what the settings point to on this machine."""
    yield _playbook(loaded)
    if loaded.clock_file is not None:
        yield _clock_file(loaded)


def _playbook(loaded: Settings) -> Finding:
    path = loaded.playbook or default_path()
    try:
        playbook = load(path)
    except PlaybookError as error:
        count = len(error.problems)
        return problem("playbook", f"{error.problems[0]} ({count} in all)", f"correct {path}")
    return ok("playbook", f"version {playbook.version}, {len(playbook.tasks)} tasks")


def _clock_file(loaded: Settings) -> Finding:
    path = loaded.clock_file
    if path is None:
        return note("clock file", "none")
    try:
        now = FileClock(path).now()
    except (OSError, ValueError):
        return problem("clock file", f"{path} holds no ISO time", "write one into it, or unset it")
    return note("clock file", f"the bot believes that it is {now.isoformat()}")
