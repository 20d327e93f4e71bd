"""Words are taken out of the record by two people and stand nowhere then; the record holds."""

from datetime import timedelta
from pathlib import Path
from typing import Any

from sqlalchemy import select

from bot.crisis import events as ev
from bot.workspace.people.actor import Actor
from storage.tables import metadata
from tests.doors.crisis import Crisis, sent
from tests.doors.hands import home_of
from tests.doors.house import House

SECRET = "flat 12 at 8 Elm Road"
"""What must go; it stands in a note, a correction, an update and the title."""


async def _proposed(crisis: Crisis, actor: Actor, **fields: Any) -> None:
    form = await crisis.house.modal(actor)
    await sent(form.fill({"reason": "a private address", **fields}))


async def _settles(crisis: Crisis, actor: Actor, answer: str) -> str:
    """Answer the newest proposal; return what the form showed of it."""
    form = await crisis.form(actor, "redaction.settle")
    shown = str(form.blocks)
    await sent(form.fill({"answer": answer}))
    return shown


async def _line(crisis: Crisis, kind: type[ev.Event]) -> int:
    return next(one.seq for one in await crisis.record() if isinstance(one.event, kind))


def _in_slack(house: House) -> str:
    """Everything of the bot's that stands in Slack by now."""
    workspace = house.slack.workspace
    messages = [
        {"text": one.text, "blocks": one.blocks}
        for channel in workspace.channels.values()
        for one in channel.messages
        if one.bot_id and one.subtype not in {"channel_name", "group_name"}
    ]
    names = [[one.name, str(one.topic)] for one in workspace.channels.values()]
    homes = [actor.home() for actor in (house.ana, house.lin)]
    files = [one.content.decode("utf-8", "replace") for one in workspace.files.values()]
    return str([messages, names, homes, files])


async def _spoken_of_everywhere(house: House) -> Crisis:
    """A closed crisis whose title, note, update, letters, review and Home hold the words."""
    roles = {"legal": [house.lin], "executive": [house.wang]}
    crisis = await house.open(house.ana, f"Seen at {SECRET}", roles=roles)
    await house.ana.open_home()
    await house.until(lambda: SECRET in home_of(house.ana))
    await crisis.command(house.ana, f"note She lives at {SECRET}")
    await crisis.command(house.ana, "update")
    told = {"known": f"Somebody posted {SECRET}", "doing": "Ask"}
    form = (await house.modal(house.ana)).fill({"audiences": ["team", "executives"], **told})
    await sent(form)
    await house.until(lambda: any(key.startswith("update.") for key in _keys(crisis)))
    await crisis.close(house.ana)
    return crisis


async def test_words_go_from_the_record_the_channel_the_letters_and_the_review_when_two_agree(
    house: House, tmp_path: Path
) -> None:
    crisis = await _spoken_of_everywhere(house)
    await house.until(lambda: crisis.files(".html") and crisis.files(".png"))
    assert SECRET in crisis.file_text()
    assert SECRET in _in_slack(house)

    for kind in (ev.NoteAdded, ev.UpdateShared, ev.IncidentOpened):
        await crisis.command(house.ana, f"redact {await _line(crisis, kind)}")
        await _proposed(crisis, house.ana)
        await house.quiet()
        assert "a private address" in crisis.read(house.lin, _newest(crisis))
        # Whoever proposed it does not agree with themselves, and a bystander is told who can.
        form = await crisis.form(house.ana, "redaction.settle")
        refused = await form.fill({"answer": "take_out"}).submit()
        assert "takes two" in str(refused) + str(house.ana.modal().blocks)
        await house.ana.modal().close()
        assert SECRET in await _settles(crisis, house.lin, "take_out")
        await house.quiet()

    house.watch.pass_by(timedelta(minutes=2))
    await crisis.command(house.ana, "note the day after")
    await house.until(
        lambda: (
            len(crisis.files()) == 1
            and "the day after" in crisis.file_text()
            and SECRET not in _in_slack(house)
            and "elm-road" not in _in_slack(house)
        )
    )
    text = crisis.file_text()
    assert "Redacted by Ana Reyes · Lin Zhao" in text
    assert "a private address" in text
    assert "removed on request" in text
    await house.quiet()
    assert (await house.reader.verify(crisis.key)).ok
    assert await crisis.happened(ev.TextRedacted) != []
    left = await _left_in_database(house)
    assert b"a private address" in left
    assert SECRET.encode() not in left


async def test_a_hold_keeps_the_words_one_person_alone_takes_nothing_out_and_a_no_ends_it(
    house: House,
) -> None:
    crisis = await house.open(roles={"legal": [house.lin], "deputy": [house.wang]})
    await crisis.command(house.ana, f"note {SECRET}")
    line = await _line(crisis, ev.NoteAdded)
    # From the timeline, by legal; the number of a line without words is refused.
    await crisis.command(house.lin, "redact 999")
    form = (await house.modal(house.lin)).fill({"number": "999", "reason": "private"})
    assert (await form.submit()).outcome == "errors"
    await form.close()
    await crisis.command(house.lin, f"redact {line}")
    await _proposed(crisis, house.lin)
    await house.quiet()
    await crisis.command(house.lin, "hold")
    await sent((await house.modal(house.lin)).fill({"reason": "12315"}))
    form = await crisis.form(house.ana, "redaction.settle")
    await form.fill({"answer": "take_out"}).submit()
    assert "legal hold" in str(house.ana.modal().blocks)
    await house.ana.modal().close()
    assert await crisis.happened(ev.TextRedacted) == []
    await _settles(crisis, house.wang, "leave")
    await crisis.reads(house.ana, _newest(crisis), "Stays in the record")
    assert await crisis.happened(ev.RedactionDropped) != []
    assert SECRET in str(tuple((await crisis.now()).entries.values()))


def _newest(crisis: Crisis) -> str:
    """The surface of the newest card about a redaction."""
    found = [key for key in _keys(crisis) if key.startswith("redaction.")]
    return found[-1]


def _keys(crisis: Crisis) -> list[str]:
    blocks = (one.blocks[0] for one in crisis.channel.messages if one.blocks)
    return [str(one.get("block_id", "")).removeprefix("kolcrisis:") for one in blocks]


async def _left_in_database(house: House) -> bytes:
    """Return SQLite's files, the write-ahead log among them, or all rows of another database."""
    if house.database_url.startswith("sqlite"):
        path = Path(house.database_url.removeprefix("sqlite:///"))
        return b"".join(one.read_bytes() for one in sorted(path.parent.glob(f"{path.name}*")))
    async with house.reader._database.read() as connection:
        found = [
            (await connection.execute(select(table))).all() for table in metadata.sorted_tables
        ]
    return repr(found).encode()
