"""Web addresses within a line of text. Used by the writers of formats that have links.

Only ``http`` and ``https`` count: nothing that a person typed becomes a link that runs something.
"""

import re
from collections.abc import Iterator

_ADDRESS = re.compile(
    r"https?://[^\s<>\"'`\\|^{}，。；：！？、（）【】《》“”‘’「」]+", re.IGNORECASE
)
SIGN = "://"
"""Without it a line holds no address."""
_AFTER_IT = ".,;:!?)]*_~"


def split(line: str) -> Iterator[tuple[str, bool]]:
    """Yield the pieces of a line, each with whether it is an address; together they are the line.

    Punctuation that follows an address belongs to the sentence around it.
    """
    if SIGN not in line:
        if line:
            yield line, False
        return
    at = 0
    for found in _ADDRESS.finditer(line):
        address = found[0].rstrip(_AFTER_IT)
        if line[at : found.start()]:
            yield line[at : found.start()], False
        yield address, True
        at = found.start() + len(address)
    if line[at:]:
        yield line[at:], False
