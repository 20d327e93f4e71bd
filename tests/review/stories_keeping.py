"""What happens to the record of the crisis in which everything happens. Used by ``stories``."""

from bot.crisis import intents as want
from bot.crisis.ids import EntryId
from tests.crisis.story import LEGAL, Story, minute, words


def redactions(story: Story) -> None:
    """One taken out by two people, one that stays, one that waits."""
    private = EntryId("n8")
    story.does(want.AddNote(private, words("her home address"), minute(31)), at=443)
    written = story.incident.seq
    story.does(want.ProposeRedaction("x1", (written,), words("a home address")), by=LEGAL, at=444)
    story.does(want.ConfirmRedaction("x1"), at=445)
    story.does(want.ProposeRedaction("x2", (1,), words("names the product")), at=446)
    story.does(want.DropRedaction("x2"), by=LEGAL, at=447)
    story.does(want.ProposeRedaction("x3", (2,), words("asked by the KOL")), at=448)
