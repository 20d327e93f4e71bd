"""Help: what the bot is for, what can be typed, what can be clicked, and what was meant."""

import pytest

from bot.views.help import WORDS
from tests.doors.hands import home_of, inputs_of
from tests.doors.house import House


@pytest.mark.parametrize("words", ["", "HELP"])
async def test_bare_or_asked_the_bot_explains_itself_with_buttons(house: House, words: str) -> None:
    answer = await house.ana.command("/kolcrisis", words)
    assert answer is not None
    shown = house.ana.read(answer)
    for word in set(WORDS) - {"help"}:
        assert f"/kolcrisis {word}" in shown
    await house.ana.press("incident.open", in_=answer)
    assert inputs_of(await house.modal(house.ana)) == ["title", "lead"]
    await house.ana.modal().close()
    await house.ana.press("incident.list", in_=answer)
    await house.told(house.ana, "no crisis")


@pytest.mark.parametrize(
    ("typed", "meant"),
    [("opne note is burning", "open"), ("stauts", "status"), ("Lst", "list"), ("decde", "decide")],
)
async def test_a_mistyped_word_answers_with_the_nearest_and_does_nothing(
    house: House, typed: str, meant: str
) -> None:
    answer = await house.ana.command("/kolcrisis", typed)
    assert answer is not None
    assert f"Did you mean /kolcrisis {meant}?" in house.ana.read(answer)
    assert not house.slack.workspace.modals.get(house.ana.id)
    assert await house.crises() == []


async def test_a_word_like_no_other_is_told_where_to_look_in_the_persons_language(
    house: House,
) -> None:
    await house.lin.open_home()
    await house.until(lambda: home_of(house.lin))
    answer = await house.lin.command("/kolcrisis", "救命啊")
    assert answer is not None
    assert "/kolcrisis help" in house.lin.read(answer)
    assert "没有这个指令" in house.lin.read(answer)
