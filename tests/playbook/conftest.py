"""The playbook that comes with the bot, loaded once for the tests that only read it."""

import pytest

from bot.crisis.playbook import Playbook
from bot.playbook.load import load_default


@pytest.fixture(scope="session")
def playbook() -> Playbook:
    return load_default()
