"""People go on while the bot is still showing what they did before."""

from tests.doors.crisis import sent
from tests.doors.house import House


async def test_a_note_that_comes_while_the_review_is_being_made_does_not_stop_it(
    house: House,
) -> None:
    crisis = await house.open()
    await crisis.command(house.ana, "close")
    form = await house.modal(house.ana)
    house.slack.faults.add(kind="slow", method="chat.update", times=None, seconds=0.1)
    await sent(form.fill({"outcome": "contained"}))
    await crisis.command(house.ana, "note one more thing")
    await house.until(lambda: crisis.cards("review"))
    await house.quiet()
    assert "one more thing" in crisis.file_text()
