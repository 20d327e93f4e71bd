"""Who is in the channel sees the crisis; coming and going is followed."""

from datetime import timedelta

from bot.crisis import events as ev
from bot.crisis.ids import SlackUserId, TaskId
from tests.doors.house import House


async def test_the_bot_does_not_count_itself_among_the_people(house: House) -> None:
    crisis = await house.open()
    await house.ana.kick(crisis.channel, house.app.bot_user_id)
    await house.ana.invite(crisis.channel, house.app.bot_user_id)
    await house.quiet()
    joined = await crisis.happened(ev.MemberJoined)
    assert [one.user for one in joined] == [house.ana.id]


async def test_who_is_invited_by_a_person_sees_the_crisis_from_then_on(house: House) -> None:
    crisis = await house.open()
    assert "no crisis" in await crisis_list(house)
    await house.ana.invite(crisis.channel, house.bob)
    await house.quiet()
    assert "Mia's note" in await crisis_list(house)
    await crisis.task(house.bob, "complete", "A2")
    assert (await crisis.now()).state(TaskId("A2")).status == "done"


async def test_who_is_taken_out_of_the_channel_sees_nothing_from_then_on(house: House) -> None:
    crisis = await house.open()
    await house.ana.invite(crisis.channel, house.bob)
    await house.quiet()
    await house.bob.open_home()
    await house.until(lambda: "Mia's note" in str(_home(house)))
    await house.ana.kick(crisis.channel, house.bob)
    await house.quiet()
    assert "no crisis" in await crisis_list(house)
    await house.bob.open_home()
    await house.until(lambda: "Mia's note" not in str(_home(house)))


async def test_a_joining_that_is_told_after_the_leaving_brings_nobody_back(house: House) -> None:
    crisis = await house.open()
    late = house.slack.faults.add(kind="late", delivery="member_joined_channel", seconds=0.3)
    await house.ana.invite(crisis.channel, house.bob)
    await house.struck(late)
    await house.ana.kick(crisis.channel, house.bob)
    await house.until(lambda: _told(house) == ["member_left_channel", "member_joined_channel"])
    await house.quiet()
    assert "no crisis" in await crisis_list(house)
    assert house.bob.id not in (await crisis.now()).members


async def test_a_leaving_that_slack_could_never_tell_is_found_out(house: House) -> None:
    crisis = await house.open()
    await house.ana.invite(crisis.channel, house.bob)
    await house.quiet()
    await house.kill()
    await house.ana.kick(crisis.channel, house.bob)
    for _ in range(3):
        house.watch.pass_by(timedelta(minutes=6))
        await house.slack.settle()
    assert _outcomes(house, "member_left_channel") == {"connection_failed"}
    await house.bot.start()
    await crisis.task(house.ana, "complete", "A2")
    await house.quiet()
    assert "no crisis" in await crisis_list(house)
    left = await crisis.happened(ev.MemberLeft)
    assert left == [ev.MemberLeft(SlackUserId(house.bob.id), "reconciled")]


async def crisis_list(house: House) -> str:
    """Return what Bob gets for ``list``."""
    answer = await house.bob.command("/kolcrisis", "list")
    assert answer is not None
    return house.bob.read(answer)


def _home(house: House) -> object:
    view = house.bob.home()
    return None if view is None else view.body


def _told(house: House) -> list[str]:
    """Return which two comings and goings we were told of last, in that order."""
    moves = [one.label for one in house.slack.journal.deliveries if one.label.startswith("member_")]
    return moves[-2:]


def _outcomes(house: House, event: str) -> set[str]:
    """Return how all our attempts to hear of an event ended."""
    return {one.outcome for one in house.slack.journal.deliveries if one.label == event}
