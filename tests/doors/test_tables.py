"""Tables that come as files: taken once and whole, what is not is named, a strange one refused."""

import pytest

from bot.crisis.events import monitoring as mon
from bot.crisis.events.table import TableRead
from bot.crisis.ids import SlackUserId
from bot.prevention.rights import Actor as Standing
from bot.workspace.people.actor import Actor
from handlers.doors import Doors
from tests.doors.hands import inputs_of
from tests.doors.house import House
from tests.doors.letters import finds, letter
from tests.doors.test_watch import added, campaign, happened, presses, shows

KOLS = """名称,主页链接,粉丝数
小满Mia,https://a.example/u/1,4.2万
阿May,,many
"=HYPERLINK(""https://x.example"")",,1
大山,https://a.example/u/3,120000
"""
STRANGE = {
    "photo.csv": (b"PK\x03\x04\x00\x00", "not a CSV file"),
    "notes.csv": ("随便写的\n".encode("gb18030"), "No column of times"),
    "half.csv": ("时间,声量\n".encode("utf-16")[:-1], "not a CSV file"),
    "large.csv": (b"x" * (1024 * 1024 + 1), "larger than 1 MB"),
}


@pytest.fixture
def ida(house: House) -> Actor:
    """Administers the workspace."""
    return house.slack.add_person("Ida", real_name="Ida Admin", locale="en-US", is_admin=True)


async def asked_for_a_file(house: House, actor: Actor, word: str, action: str) -> None:
    """Bring up the form that takes a table."""
    await actor.command("/kolcrisis", word)
    form = await house.modal(actor)
    if word == "watch":
        await presses(house, actor, form, "watch.show")
    await presses(house, actor, form, action)
    await house.until(lambda: "file" in inputs_of(form))


async def gives(house: House, actor: Actor, name: str, content: bytes) -> None:
    """Add a file to the form, which then says that it is being read."""
    form = actor.modal()
    assert (await form.fill({"file": [(name, content)]}).submit()).outcome == "updated"
    await shows(house, form, "is being read")
    await form.close()


async def test_a_register_comes_as_a_file_once_also_when_the_bot_dies_meanwhile(
    house: House, ida: Actor
) -> None:
    await asked_for_a_file(house, ida, "kol", "kol.import")
    form = ida.modal()
    assert "Paste the rows or add a file." in str((await form.submit()).errors["file"])
    await gives(house, ida, "达人.csv", KOLS.encode("gb18030"))
    await house.restart()
    told = await letter(house, ida, "table", "达人.csv was read")
    assert "2 KOLs were added." in told
    assert "Line 3 was left out: “many” is not a number of followers." in told
    assert "is a formula" in told
    # Read again from a file: everybody is there already.
    await asked_for_a_file(house, ida, "kol", "kol.import")
    await gives(house, ida, "again.csv", KOLS.encode())
    assert "2 were in the register already" in await letter(house, ida, "table", "again.csv")
    assert len(await house.reader.streams(house.team, "kol")) == 2
    # A bot that died between taking and noting takes again: nothing more, and it says the same.
    doors: Doors = house.bot.parts.router._doors
    who, more = Standing(SlackUserId(ida.id), "team"), f"{KOLS}阿青,https://a.example/u/4,10\n"
    told_twice = [
        await doors.tables.take(house.team, more, ("kols", ""), actor=who, delivery="table.t1")
        for _ in range(2)
    ]
    (outcome, same) = told_twice
    assert outcome == same
    assert isinstance(outcome, TableRead)
    assert (outcome.taken, outcome.known, outcome.left_out) == (1, 2, 2)
    await (await finds(house, ida, "kol.find")).use(ida)
    await shows(house, await house.modal(ida), "大山")


async def test_signals_come_as_a_file_and_a_strange_one_takes_nothing(
    house: House, ida: Actor
) -> None:
    await campaign(house, ida, await added(house, ida, "小满Mia"))
    for name, (content, why) in STRANGE.items():
        await asked_for_a_file(house, ida, "watch", "watch.table")
        await gives(house, ida, name, content)
        told = await letter(house, ida, "table", f"Nothing was taken from {name}")
        assert why in told
    assert not await happened(house, mon.SignalTaken)
    day = f"{house.clock.now():%Y-%m-%d}"
    rows = [f"{day} 09:{nr % 60:02},{nr},0" for nr in range(1, 151)]
    table = "\n".join(["时间,声量,负面", *rows, f"{day} 10:00,5,9"])
    await asked_for_a_file(house, ida, "watch", "watch.table")
    await gives(house, ida, "导出.csv", table.encode("utf-16"))
    told = await letter(house, ida, "table", "150 signals were taken.")
    assert "Line 152 was left out: “9” cannot be." in told
    assert len(await happened(house, mon.SignalTaken)) == 150
    # A form that was open when somebody else ended the campaign takes nothing.
    await asked_for_a_file(house, ida, "watch", "watch.table")
    uma = house.slack.add_person("Uma", real_name="Uma Admin", locale="en-US", is_admin=True)
    await uma.command("/kolcrisis", "watch")
    over = await house.modal(uma)
    await presses(house, uma, over, "watch.show")
    await presses(house, uma, over, "watch.end")
    await shows(house, over, "Ended")
    form = ida.modal()
    await form.fill({"file": [("late.csv", table.encode())]}).submit()
    await shows(house, form, "not watched any more")
    assert len(await house.reader.streams(house.team, "table")) == len(STRANGE) + 1
