"""A review of ten thousand events against plain f-strings over the same events, in the same run.

``python -m benchmarks.review`` prints the table. The review is everything: the stored bytes are
decoded and folded, then told as Markdown and as a page, in two languages' catalogs and with every
text escaped. The f-strings print one line an event in both formats and know nothing of a crisis.
"""

import secrets
import time
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from html import escape

from benchmarks.table import REPETITIONS, Table
from bot.crisis import events as ev
from bot.crisis.fold import fold
from bot.crisis.ids import EntryId, IncidentId, SlackUserId, TaskId, TeamId
from bot.crisis.playbook import Playbook
from bot.crisis.words import Words, in_slack
from bot.locales.voice import voice_of_channel
from bot.playbook.load import load_default
from bot.review.build import build
from bot.review.html import page
from bot.review.markdown import written
from bot.review.sections import document
from storage.codec import Codec, Encoded

EVENTS = 10_000
TEAM, INCIDENT = TeamId("T1"), IncidentId("i1")
LEADS, HELPS = SlackUserId("UANA"), SlackUserId("ULIN")
BEGAN = datetime(2026, 3, 2, 18, 0, tzinfo=UTC)


def happened(playbook: Playbook) -> Iterator[ev.Event]:
    """Yield a long crisis: mostly notes, with tasks taken and done and notes corrected between."""
    yield ev.IncidentOpened(
        title=Words("小满Mia 的笔记"),
        detected_at=BEGAN,
        commander=LEADS,
        playbook=playbook.version,
    )
    tasks = [TaskId(task.id) for task in playbook.tasks]
    for number in range(1, EVENTS):
        task = tasks[number % len(tasks)]
        match number % 8:
            case 0:
                yield ev.TaskTaken(task, in_slack(HELPS))
            case 1:
                yield ev.TaskCompleted(task)
            case 2:
                yield ev.EntryAmended(EntryId(f"n{number - 6}"), Words(f"corrected, {number}"))
            case _:
                text = f"评论区第 {number} 条：about <the claim> & https://example.com/{number}"
                yield ev.NoteAdded(EntryId(f"n{number}"), Words(text))


def kept(codec: Codec, playbook: Playbook) -> list[Encoded]:
    """Return the events as bytes, as a database holds them."""
    return [codec.encode(event) for event in happened(playbook)]


def read(codec: Codec, stored: list[Encoded]) -> list[ev.Recorded]:
    """Return the record from its bytes."""
    record = []
    for seq, one in enumerate(stored, 1):
        texts = {text.digest: text for text in one.texts}
        event = codec.decode(one.kind, one.v, one.body, texts)
        at = BEGAN + timedelta(seconds=8 * seq)
        actor = LEADS if seq % 3 else HELPS
        record.append(ev.Recorded(seq, event, at, at, actor, hash=f"{seq:064x}"))
    return record


def review(codec: Codec, stored: list[Encoded], playbook: Playbook) -> int:
    """Read, fold, build and write both formats; how long they are."""
    record = read(codec, stored)
    incident = fold(TEAM, INCIDENT, playbook, record)
    if incident is None:
        raise RuntimeError("the record folds into nothing")
    made = build(incident, record)
    whole = document(made, voice_of_channel("en", UTC), str)
    return len(written(whole)) + len(page(whole, draft=made.draft))


def plain(record: list[ev.Recorded]) -> int:
    """Print the same events with f-strings, one line each, in both formats."""
    text = "\n".join(f"| {one.at:%Y-%m-%d %H:%M} | {one.actor} | {one.event} |" for one in record)
    rows = "\n".join(
        f"<tr><td>{one.at:%Y-%m-%d %H:%M}</td><td>{one.actor}</td>"
        f"<td>{escape(str(one.event))}</td></tr>"
        for one in record
    )
    return len(text) + len(rows)


def seconds(work: Callable[[], int]) -> float:
    """Return how much of the processor's time it took; what came out is not nothing."""
    began = time.process_time()
    if not work():
        raise RuntimeError("nothing was written")
    return time.process_time() - began


def main() -> None:
    """Measure and print."""
    playbook = load_default()
    codec = Codec(secrets.token_bytes)
    stored = kept(codec, playbook)
    record = read(codec, stored)
    whole, strings, shares = [], [], []
    for _ in range(REPETITIONS):
        whole.append(seconds(lambda: review(codec, stored, playbook)))
        strings.append(seconds(lambda: plain(record)))
        shares.append(whole[-1] / strings[-1])
    table = Table("review")
    table.add(f"{EVENTS:,} events: review / f-strings", shares, "", "<= 4")
    table.add(f"{EVENTS:,} events: read, fold, Markdown and page", whole, "s")
    table.add(f"{EVENTS:,} events: f-strings", strings, "s")
    table.finish()


if __name__ == "__main__":
    main()
