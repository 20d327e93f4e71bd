"""Community data through the doors: a file, a day's figures, and what the review makes of them."""

from bot.crisis import events as ev
from tests.doors.crisis import sent
from tests.doors.house import House

FILE = """日期,负面笔记,粉丝数,备注
2026-02-27,3,12.3万,x
2026-02-28,many,1,
2026-03-01,4,12.2万,
"""


async def test_a_file_and_figures_of_a_closed_crisis_stand_on_the_card_and_in_the_review(
    house: House,
) -> None:
    crisis = await house.open()
    await crisis.close(house.ana)
    form = await crisis.form(house.ana, "community.add")
    await sent(form.fill({"file": [("导出.csv", FILE.encode("gb18030"))]}))
    card = await crisis.reads(house.ana, "community", "2 days were read")
    assert "Line 3 was left out: New negative notes is not a number." in card
    assert "Columns that were not read: 备注" in card
    form = await crisis.form(house.ana, "community.add")
    form.fill({"figure.negative_notes": "61", "figure.followers": "lots", "source": "千瓜"})
    assert "Write a number" in str((await form.submit()).errors["figure.followers"])
    await sent(form.fill({"figure.followers": "119,400"}))
    await crisis.reads(house.ana, "community", "61")
    (typed,) = await crisis.happened(ev.CommunityRead)
    assert typed.days[0].figures == {"negative_notes": "61", "followers": "119400"}
    await house.quiet()
    assert len((await crisis.now()).community) == 3


async def test_an_empty_form_asks_for_something_and_a_strange_file_is_explained(
    house: House,
) -> None:
    crisis = await house.open()
    await crisis.use(house.ana, "incident.menu", "|level")
    level = await house.modal(house.ana)
    await level.press("Community data")
    await house.until(lambda: level.title == "Community data")
    form = level
    assert "at least one figure" in str((await form.submit()).errors["file"])
    await sent(form.fill({"file": [("photo.csv", b"PK\x03\x04\x00")]}))
    card = await crisis.reads(house.ana, "community", "Nothing could be read")
    assert "not a CSV file" in card
    (read,) = await crisis.happened(ev.CommunityFileRead)
    assert read.trouble == "not_text"
