"""Reviews, written down: run ``python -m tests.review.goldens`` to write them anew.

Read the difference before committing it: a golden file is what a team hands to its management.
"""

import hashlib
import json
from collections.abc import Iterator
from datetime import timedelta, timezone
from pathlib import Path

from bot.crisis.events import Language
from bot.locales.voice import Voice, voice_of_channel
from bot.review.build import build
from bot.review.data import to_csv, to_json
from bot.review.html import to_html
from bot.review.markdown import to_markdown, written
from bot.review.shareable import shareable
from bot.review.slack import to_slack
from tests.review.stories import everything, long, name, reviewed, short
from tests.views.readable import read_message

FOLDER = Path(__file__).parent / "golden"
LANGUAGES: tuple[Language, ...] = ("en", "zh", "both")
BEIJING = timezone(timedelta(hours=8))


def voice(language: Language) -> Voice:
    return voice_of_channel(language, BEIJING)


def renderings() -> Iterator[tuple[str, str]]:
    """Every golden file by name, with what should stand in it."""
    for story, review in (("short", reviewed(short())), ("everything", reviewed(everything()))):
        for language in LANGUAGES:
            yield f"{story}.{language}.md", to_markdown(review, voice(language), name)
            yield f"{story}.{language}.html", to_html(review, voice(language), name)
            copy = shareable(review, voice(language))
            yield f"{story}.shareable.{language}.md", written(copy)
            yield f"{story}.{language}.txt", read_message(to_slack(review, voice(language)))
        yield f"{story}.json", json.dumps(to_json(review), ensure_ascii=False, indent=1) + "\n"
        yield f"{story}.csv", to_csv(review)
    yield from _long()


def _long() -> Iterator[tuple[str, str]]:
    """Two thousand events: how long each form is and its digest, and both ends of the timeline."""
    review = build(*long(2000))
    for language in LANGUAGES:
        text = to_markdown(review, voice(language), name)
        forms = {"md": text, "html": to_html(review, voice(language), name)}
        digests = [
            f"{form}: {len(said)} characters, sha256 {hashlib.sha256(said.encode()).hexdigest()}"
            for form, said in forms.items()
        ]
        rows = [line for line in text.splitlines() if line.startswith("| 2026-")]
        yield f"long.{language}.txt", "\n".join([*digests, *rows[:8], "…", *rows[-8:]]) + "\n"


def write() -> None:
    """Write every golden file anew, and remove those that nothing renders any more."""
    FOLDER.mkdir(exist_ok=True)
    for path in FOLDER.iterdir():
        path.unlink()
    for file, text in renderings():
        (FOLDER / file).write_bytes(text.encode())


if __name__ == "__main__":
    write()
