"""The power cut: a click is acknowledged, and the bot is killed before Slack hears of it.

The one act in which the bot itself is touched; called by the player.
"""

import signal
from collections.abc import Callable

from bot.cli.demo import hands
from bot.cli.demo.acts.common import Seen, missing
from bot.cli.demo.acts.tasks import task_button, task_is_settled
from bot.cli.demo.story import Act
from bot.cli.demo.world import World
from bot.cli.ending import WRONG, Ended
from bot.workspace.faults import Fault

Tell = Callable[[str], None]


async def complete_and_crash(world: World, act: Act, tell: Tell) -> Seen:
    """Press a task's button, kill the bot at once, start it again, and find the click done."""
    actor = world.person(act.who)
    held = await task_button(world, act)
    # Slack answers no call from here on, so that nothing of the click can be shown in time.
    world.slack.faults.add(kind=Fault.CLOSE, times=None)
    told = len(actor.seen)
    await hands.press(actor, held)
    if len(actor.seen) > told:
        raise missing(f"an acknowledgement of [{held.label}]")
    await _kill(world, tell, held.label)
    if task_is_settled(world, act):
        raise Ended(WRONG, "The card changed before the bot was killed: the demo proved nothing.")
    tell("The card in Slack still shows the button: nothing of the click has reached it.")
    world.slack.faults.clear()
    await world.start_bot()
    tell(f"A new bot runs (process {world.bot.pid}), on the same database.")
    await world.until(lambda: task_is_settled(world, act))
    return Seen(note="The click stands: the card shows it done, and nobody pressed twice.")


async def _kill(world: World, tell: Tell, label: str) -> None:
    pid = world.bot.pid
    world.bot.kill()
    code = await world.bot.gone()
    if code != -signal.SIGKILL:
        raise Ended(WRONG, f"The bot ended by itself, with {code}.")
    tell(f"[{label}] was acknowledged; the bot (process {pid}) was killed with SIGKILL at once.")
