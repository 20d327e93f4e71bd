"""Letters: what the bot wrote to one person, in their own conversation with it."""

from bot.workspace.model.channel import Channel, Kind
from bot.workspace.model.message import Message
from bot.workspace.people.actor import Actor
from tests.doors.hands import Held, held
from tests.doors.house import House


def mailbox(house: House, actor: Actor) -> Channel | None:
    """Return somebody's conversation with the bot, once there is one."""
    both = {house.app.bot_user_id, actor.id}
    return next(
        (
            one
            for one in house.slack.workspace.channels.values()
            if one.kind is Kind.IM and set(one.members) == both
        ),
        None,
    )


def letters(house: House, actor: Actor, kind: str = "") -> list[Message]:
    """Return the letters of a kind that somebody got, oldest first; each is there once."""
    box = mailbox(house, actor)
    found = [one for one in (box.messages if box is not None else ()) if _key(one)]
    keys = [_key(one) for one in found]
    assert len(keys) == len(set(keys)), keys
    return [one for one in found if _key(one).startswith(f"dm.{kind}")]


async def letter(house: House, actor: Actor, kind: str, words: str = "") -> str:
    """Wait for a letter with these words, and return it as its reader sees it."""

    def found() -> str:
        read = [actor.read(one) for one in letters(house, actor, kind)]
        return next((text for text in read if words in text), "")

    return await house.until(found)


async def finds(house: House, actor: Actor, action: str, ending: str = "") -> Held:
    """Wait until somebody sees a control in their conversation with the bot."""

    def found() -> Held | None:
        box = mailbox(house, actor)
        return None if box is None else held(actor, box, action, ending)

    return await house.until(found)


def file_text(house: House, actor: Actor, ending: str) -> str:
    """Return what stands in the latest file that somebody was sent; nothing before there is one."""
    box = mailbox(house, actor)
    shared = [file for message in box.messages for file in message.files] if box else []
    held = house.slack.workspace.files
    wanted = [held[one["id"]] for one in shared if str(one["name"]).endswith(ending)]
    return wanted[-1].content.decode() if wanted else ""


def _key(message: Message) -> str:
    payload = (message.metadata or {}).get("event_payload") or {}
    return str(payload.get("key", "")) if not message.deleted else ""
