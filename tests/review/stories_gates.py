"""What gates held back in the crisis in which everything happens. Used by ``stories``."""

from bot.crisis.events import GateHeldBack
from bot.crisis.ids import RoleId, TaskId
from tests.crisis.story import DEPUTY, LEGAL, MIA, Story

_LEGAL = (RoleId("legal"),)


def held_back(story: Story) -> None:
    """One of each gate; one of them holds back two people."""
    for by, at in ((MIA, 73), (DEPUTY, 74)):
        story.happens(GateHeldBack("carry_out", "d4", ("approved",)), at=at, by=by)
    story.happens(GateHeldBack("record", "takedown", ("evidence_first",)), at=75, by=DEPUTY)
    story.happens(GateHeldBack("resume", "ads", roles=_LEGAL), at=76, by=MIA)
    story.happens(GateHeldBack("close", roles=(RoleId("commander"),)), at=77, by=LEGAL)
    lacks = GateHeldBack("publish", "s1", tasks=(TaskId("C5"),), roles=_LEGAL)
    story.happens(lacks, at=78, by=MIA)
