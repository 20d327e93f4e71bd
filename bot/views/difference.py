"""What changed from one version of a text to the next, sentence by sentence.

Called by the views of the statement desk. Pure: two texts in, the sentences that went and came out.
"""

from collections.abc import Iterator
from difflib import SequenceMatcher
from typing import Literal, TypeAlias

from bot.lint.reading import Reading

Change: TypeAlias = tuple[Literal["out", "in"], str]
"""A sentence that is no longer there, or one that is new."""


def changes(before: str, after: str) -> Iterator[Change]:
    """Yield what changed, in the order of the text; what went stands before what took its place."""
    old, new = _sentences(before), _sentences(after)
    for what, a1, a2, b1, b2 in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if what != "equal":
            yield from (("out", one) for one in old[a1:a2])
            yield from (("in", one) for one in new[b1:b2])


def _sentences(text: str) -> list[str]:
    reading = Reading(text)
    return [" ".join(text[one.start : one.end].split()) for one in reading.sentences]
