"""Shared by the tests of views: the playbook that comes with the bot, read once."""

import pytest

from bot.crisis.playbook import Playbook
from bot.playbook.load import load_default


@pytest.fixture(scope="session")
def playbook() -> Playbook:
    """The playbook that comes with the bot."""
    return load_default()
