"""One entry for every limit: how to make the largest thing allowed, and one more.

A maker takes a size and answers what the checks said. The second part is what a refusal must hold:
its error code, or the end of one of its messages.
"""

from __future__ import annotations

from tests.workspace.checks.boundaries.blocks import BLOCKS
from tests.workspace.checks.boundaries.elements import ELEMENTS
from tests.workspace.checks.boundaries.elsewhere import ALSO
from tests.workspace.checks.boundaries.making import Maker, app
from tests.workspace.checks.boundaries.messages import MESSAGES, VIEWS
from tests.workspace.checks.boundaries.names import MANIFEST, NAMES

__all__ = ["ALL", "ALSO", "Maker", "app"]

ALL: dict[str, tuple[Maker, str]] = {
    **MESSAGES,
    **VIEWS,
    **BLOCKS,
    **ELEMENTS,
    **NAMES,
    **MANIFEST,
}
