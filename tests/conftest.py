"""Shared by every test: no network beyond this machine, no settings from outside, an odd time zone.

Fixtures of one room belong into that room's own conftest; here stands only what must hold for all.
"""

import ipaddress
import os
import shutil
import sys
import tempfile
import time
from collections.abc import Generator, Iterator
from pathlib import Path

import hypothesis
import pytest

from tests.leaks import WATCHED, leaked

# No place on Earth that a developer or a CI machine is likely to sit in: whoever uses the machine's
# local time instead of an aware one is off by this much, everywhere.
ODD_ZONE = "ODD-12:45"
SETTINGS = ("SLACK_", "KOLCRISIS_")
MEMORY_BYTES = 4 * 1024**3
"""What a run may need of it: databases, a server's files, a browser's profile."""
NO_BROWSER = "no Chromium on this machine"
"""Why a test of the page is skipped."""


def pytest_addoption(parser: pytest.Parser) -> None:
    """Let a run choose the database under the bot, for every test that does not choose itself."""
    parser.addoption(
        "--database",
        choices=("sqlite", "postgresql"),
        default="sqlite",
        help="the database under the bot in tests that work with either",
    )


class NetworkRefusedError(AssertionError):
    """A test tried to talk to another machine."""


def _is_this_machine(host: str) -> bool:
    if host in {"", "localhost"}:
        return True
    try:
        return ipaddress.ip_address(host.partition("%")[0]).is_loopback
    except ValueError:
        return False


def _stay_on_this_machine(event: str, arguments: tuple[object, ...]) -> None:
    if event == "socket.connect":
        address = arguments[1]
        host = address[0] if isinstance(address, tuple) else "localhost"
    elif event == "socket.getaddrinfo":
        host = arguments[0] or "localhost"
    else:
        return
    name = host.decode() if isinstance(host, bytes) else str(host)
    if not _is_this_machine(name):
        message = f"a test reached for {name}: the local Slack is all the network there is"
        raise NetworkRefusedError(message)


def _write_to_memory() -> None:
    """Have temporary files in memory where there is enough: each commit waits for its disk.

    What is lost when a process is killed does not depend on it, and nothing here cuts the power.
    """
    memory = Path("/dev/shm")  # noqa: S108  # only its speed counts
    if "TMPDIR" in os.environ or not os.access(memory, os.W_OK):
        return
    may_run = not os.statvfs(memory).f_flag & os.ST_NOEXEC
    if may_run and shutil.disk_usage(memory).free > MEMORY_BYTES:
        os.environ["TMPDIR"] = str(memory)
        tempfile.tempdir = None


def pytest_configure() -> None:
    """Cut the run off from the machine it happens to be on."""
    _write_to_memory()
    for name in list(os.environ):
        if name.startswith(SETTINGS):
            del os.environ[name]
    os.environ["TZ"] = ODD_ZONE
    time.tzset()
    sys.addaudithook(_stay_on_this_machine)
    hypothesis.settings.register_profile("house", derandomize=True, deadline=None, print_blob=True)
    hypothesis.settings.register_profile("search", deadline=None, max_examples=2000)
    hypothesis.settings.register_profile("fuzz", deadline=None, max_examples=20_000)
    hypothesis.settings.load_profile("house")


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(
    item: pytest.Item,
) -> Generator[None, pytest.TestReport, pytest.TestReport]:
    """Fail a test whose output or log holds a token, a secret, or what somebody typed."""
    report = yield
    if report.when != "teardown":
        return report
    found = leaked(*(text for _, text in report.sections))
    WATCHED.forget()
    if found:
        report.outcome = "failed"
        report.longrepr = f"{item.nodeid} let out: {'; '.join(found)}"
    return report


def pytest_runtest_logreport(report: pytest.TestReport) -> None:
    """Say at once what failed and why: a run that is cut off never comes to its summary."""
    if report.failed and "PYTEST_XDIST_WORKER" not in os.environ and sys.__stderr__ is not None:
        crash = getattr(report.longrepr, "reprcrash", None)
        why = str(crash or report.longrepr)[:500]
        sys.__stderr__.write(f"\nFAILED {report.nodeid} at {report.when}: {why}\n")
        sys.__stderr__.flush()


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Say loudly which tests did not run for want of a browser: they have not passed."""
    skipped = [
        one for one in terminalreporter.stats.get("skipped", []) if NO_BROWSER in str(one.longrepr)
    ]
    if skipped:
        terminalreporter.write_sep("!", f"{len(skipped)} BROWSER TESTS NOT RUN: {NO_BROWSER}")


@pytest.fixture(autouse=True)
def environment_stays_as_it_was() -> Iterator[None]:
    """Fail a test that leaves settings in the environment for the next one."""
    yield
    left = [name for name in os.environ if name.startswith(SETTINGS)]
    assert not left, f"settings left in the environment: {left}"
