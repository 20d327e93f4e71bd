"""Clocks that are moved, and a clock that two processes share."""

from __future__ import annotations

from datetime import datetime, timedelta
from pathlib import Path

import pytest

from bot.workspace.clock import Clock, FileClock, SettableClock
from tests.workspace.virtual import START


def test_a_clock_moves_forward_only_and_has_a_zone() -> None:
    clock = SettableClock(START)
    clock.advance(timedelta(hours=1))
    assert clock() == START + timedelta(hours=1)
    with pytest.raises(ValueError, match="backwards"):
        clock.move_to(START)
    with pytest.raises(ValueError, match="zone"):
        SettableClock(datetime(2026, 11, 24))  # noqa: DTZ001 - the mistake in question


def test_a_file_clock_writes_every_move_for_others_to_read(tmp_path: Path) -> None:
    path = tmp_path / "clock"
    clock = FileClock(path, START)
    assert datetime.fromisoformat(path.read_text().strip()) == START
    clock.advance(timedelta(minutes=10))
    assert datetime.fromisoformat(path.read_text().strip()) == clock()
    assert [one.name for one in tmp_path.iterdir()] == ["clock"]


def test_timestamps_grow_while_the_clock_stands() -> None:
    clock = Clock(SettableClock(START), lambda: 0.0)
    stamps = [clock.timestamp() for _ in range(3)]
    assert stamps == sorted(set(stamps))
    assert stamps[0].split(".")[0] == str(int(START.timestamp()))
