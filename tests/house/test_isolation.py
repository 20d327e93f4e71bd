"""The tests are cut off from the machine that they run on."""

import os
import socket
import time

import pytest


def test_no_test_reaches_another_machine() -> None:
    with socket.socket() as plug, pytest.raises(AssertionError, match="the local Slack is all"):
        plug.connect(("192.0.2.1", 443))


def test_no_test_asks_for_the_address_of_another_machine() -> None:
    with pytest.raises(AssertionError, match=r"slack\.invalid"):
        socket.getaddrinfo("slack.invalid", 443)


def test_local_time_is_no_zone_that_anybody_lives_in() -> None:
    assert time.tzname == ("ODD", "ODD")


def test_no_setting_comes_in_from_outside() -> None:
    assert [name for name in os.environ if name.startswith(("SLACK_", "KOLCRISIS_"))] == []
