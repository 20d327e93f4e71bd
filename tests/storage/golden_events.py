"""How every kind of event is stored, written down. Run this file to add what is new.

What is there already is never changed: records out there hold it. A kind that gets a field gets a
second entry; the first must still be readable.
"""

import json
from pathlib import Path
from typing import Any

from bot.crisis.events import KINDS
from storage.codec import Codec
from tests.storage.samples import counting_bytes, sample

GOLDEN = Path(__file__).parent / "golden" / "events.json"


def stored(kind: str) -> dict[str, Any]:
    """What is kept of the sample of a kind."""
    encoded = Codec(counting_bytes()).encode(sample(kind))
    texts = {
        text.digest: [(text.salt or b"").hex(), (text.text or b"").decode()]
        for text in encoded.texts
    }
    return {"v": encoded.v, "body": json.loads(encoded.body), "texts": texts}


def known() -> dict[str, list[dict[str, Any]]]:
    """What was written down of each kind, the oldest first."""
    found: dict[str, list[dict[str, Any]]] = json.loads(GOLDEN.read_text())
    return found


if __name__ == "__main__":
    everything = known() if GOLDEN.exists() else {}
    for name in KINDS:
        entries = everything.setdefault(name, [])
        if stored(name) not in entries:
            entries.append(stored(name))
    GOLDEN.write_text(json.dumps(everything, indent=1, ensure_ascii=False, sort_keys=True) + "\n")
