"""Help, and the nearest word to a mistyped one."""

import pytest

from bot.views.help import WORDS, help_message, nearest, unknown_word
from tests.views.readable import read_message
from tests.views.scene import VOICES


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("opne", "open"),
        ("OPEN", "open"),
        ("statsu", "status"),
        ("lits", "list"),
        ("clsoe", "close"),
        ("deside", "decide"),
        ("xyzzy", None),
        ("关闭", None),
        ("", None),
    ],
)
def test_a_mistyped_word_finds_the_nearest(typed: str, meant: str | None) -> None:
    assert nearest(typed) == meant


@pytest.mark.parametrize("language", VOICES)
def test_help_explains_every_word_but_itself(language: str) -> None:
    shown = read_message(help_message(VOICES[language]))
    assert [word for word in WORDS if f"`/kolcrisis {word}`" not in shown] == ["help"]


def test_what_was_typed_is_not_repeated() -> None:
    shown = read_message(unknown_word(VOICES["en"], "<!channel>"))
    assert "channel" not in shown
    assert "/kolcrisis help" in shown
