"""One seed from beginning to end: people and faults, calm, and then the question what is wrong."""

from __future__ import annotations

import asyncio
import gc
import logging
import sys
import traceback
import warnings
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, timedelta
from functools import cache
from typing import TYPE_CHECKING, Any

import structlog
from sqlalchemy.exc import SAWarning

from bot.crisis.ids import IncidentId
from bot.crisis.timers import timers
from bot.locales.values import Mrkdwn
from bot.locales.voice import Voice, voice_of_reader
from bot.workspace.normalize import message_text
from storage.errors import StorageDown
from tests.simulation.checks_record import (
    History,
    check_clicks,
    check_pins,
    check_time,
    check_typed,
    history,
)
from tests.simulation.checks_slack import check_entries, check_slack
from tests.simulation.loop import VirtualLoop
from tests.simulation.people import PIN, Someone
from tests.simulation.plan import Plan, plan_of
from tests.simulation.world import START, Change, World, playbook

if TYPE_CHECKING:
    from storage.values import StreamKey

PEOPLE = (
    ("Ana", "Europe/London", "en-GB"),
    ("Lin", "Asia/Shanghai", "zh-CN"),
    ("Bo", "America/New_York", "en-US"),
    ("Chen", "Asia/Shanghai", "zh-CN"),
    ("Dee", "UTC", "en-US"),
)
LOOK_SECONDS = 7.0
"""How often we look whether everything has come to rest."""
LONGEST_REST = 1000.0
"""Virtual seconds within which everything must have come to rest after the last fault.

The longest back-off is ten minutes; the first deadline, whose event would mend much, is twenty.
"""
EXPECTED_REFUSALS = frozenset(
    {
        ("conversations.create", "name_taken"),
        ("conversations.invite", "already_in_channel"),
        ("pins.add", "already_pinned"),
        ("views.open", "expired_trigger_id"),
        ("conversations.replies", "thread_not_found"),
        ("files.delete", "file_not_found"),
        ("files.info", "file_not_found"),
        ("views.open", "exchanged_trigger_id"),
        ("views.push", "exchanged_trigger_id"),
        ("views.push", "expired_trigger_id"),
        ("views.push", "not_found"),
        ("views.push", "push_limit_reached"),
        ("views.update", "not_found"),
        ("views.update", "hash_conflict"),
    },
)
"""What Slack may refuse though nobody made a mistake: late triggers, closed forms, lost answers."""

AWAY = frozenset({"the database is away; nothing was recorded"})
"""Errors that the bot logs, and should, where the database is not always there."""


@dataclass(frozen=True, slots=True)
class Report:
    """What became of one seed."""

    plan: Plan
    problems: tuple[str, ...]
    digest: str
    lines: tuple[str, ...]
    events: int
    acts: int
    deaths: int
    seconds: float
    calls: int


def simulate(seed: int, change: Change | None = None) -> Report:
    """Run a seed. The same seed, and the same change, give the same report."""
    _freeze()
    plan = plan_of(seed)
    loop = VirtualLoop()
    problems: list[str] = []
    with _quiet_clean_up(), _listening(problems, plan):
        loop.set_exception_handler(lambda _, what: problems.append(_unhandled(what)))
        world = World(plan, loop, change)
        try:
            loop.run_until_complete(_run(world, problems))
        except Exception:  # noqa: BLE001 - a broken run is a finding, with its seed
            problems.append(f"the run broke off: {traceback.format_exc(limit=-6)}")
        report = _report(world, problems)
        world.bury()
        loop.close()
        del world
        if report.deaths or change is not None:
            gc.collect()
    return report


@cache
def _freeze() -> None:
    """Let the collector pass over what stays for ever: it is asked after each death."""
    playbook()
    gc.collect()
    gc.freeze()


def _report(world: World, problems: list[str]) -> Report:
    if hasattr(world, "slack"):
        journal = world.slack.journal
        world.trace.merge(START.timestamp(), journal.calls, journal.deliveries)
    return Report(
        plan=world.plan,
        problems=tuple(problems),
        digest=world.trace.digest(),
        lines=tuple(world.trace.text()),
        events=getattr(world, "events", 0),
        acts=len(world.ledger.clicks) + len(world.ledger.typed),
        deaths=len(world.deaths),
        seconds=world.loop.time(),
        calls=len(world.slack.calls) if hasattr(world, "slack") else 0,
    )


async def _run(world: World, problems: list[str]) -> None:
    await world.begin()
    people = _people(world)
    plan = world.plan
    if plan.fault_rate:
        world.slack.faults.chaos(plan.fault_rate, world.random("faults"), plan.fault_kinds)
    world.wires.rate = plan.wire_rate
    each = plan.acts // len(people)
    await asyncio.gather(
        *(one.live(each, 1 if n < plan.incidents else 0) for n, one in enumerate(people))
    )
    world.calm()
    await _unarchive(world)
    if await _rest(world):
        problems += await _check(world)
    else:
        problems.append(f"not at rest {LONGEST_REST} seconds after the last fault")
    problems += world.trouble
    await world.end()
    problems += [f"Slack failed: {one!r}" for one in world.slack.tasks.failures]


async def _unarchive(world: World) -> None:
    """Bring channels back that people have archived: the bot cannot, and waits for somebody."""
    for channel in world.slack.workspace.named_channels():
        inside = [one for one in world.people if one.actor.id in channel.members]
        if channel.is_archived and inside:
            await inside[0].unarchive(channel)


def _people(world: World) -> list[Someone]:
    actors = [
        world.slack.add_person(name, tz=zone, locale=locale, is_admin=name == "Ana")
        for name, zone, locale in PEOPLE
    ]
    ids = tuple(actor.id for actor in actors)
    general = world.slack.workspace.channel("general")
    general.members.extend(user for user in ids if user not in general.members)
    world.recorded = recorded_words(locale for _, _, locale in PEOPLE)
    world.people = [Someone(world, actor, ids) for actor in actors]
    return world.people


def recorded_words(locales: Iterable[str]) -> tuple[str, ...]:
    """Return what the answer to a note that was recorded begins with, in each language."""
    return tuple({message_text(_before_the_time(voice_of_reader(one, UTC))) for one in locales})


def _before_the_time(voice: Voice) -> str:
    """Return how the echo of a note begins, up to the time it was recorded for."""
    return voice.say("note.echo", time=Mrkdwn("|")).partition("|")[0].rstrip()


async def _rest(world: World) -> bool:
    """Wait until nothing is left to do, twice in a row."""
    until = world.loop.time() + LONGEST_REST
    calm = 0
    while world.loop.time() < until:
        await asyncio.sleep(LOOK_SECONDS)
        calm = calm + 1 if await _is_at_rest(world) else 0
        if calm == 2:
            return True
    return False


async def _is_at_rest(world: World) -> bool:
    life = world.life
    if life.bot is None or life.marks.ended or world.slack.tasks._running:
        return False
    parts = life.bot.parts
    if parts.projector.busy or not parts.directory._wanted.empty():
        return False
    try:
        ever = parts.wall.now() + timedelta(days=1)
        if await parts.store.behind(1) or await parts.store.surfaces.to_retry(ever, 1):
            return False
        due = await parts.store.next_due()
    except StorageDown:
        return False
    return due is None or due > world.clock.now()


async def _check(world: World) -> list[str]:
    histories = [await _history(world, key) for key in await _streams(world)]
    world.events = sum(len(one.record) for one in histories)
    ledger = world.ledger
    problems = [*check_typed(ledger, histories), *check_clicks(ledger, histories)]
    problems += check_pins(ledger, histories, PIN)
    problems += check_time(histories)
    problems += check_entries(world, histories)
    problems += await check_slack(world, histories)
    problems += await _chains(world, histories)
    problems += _timers(world, histories)
    problems += _refusals(world)
    return problems


async def _streams(world: World) -> list[StreamKey]:
    rows = await world.parts.store.streams(world.parts.identified.get().team, "incident")
    return [row.key for row in rows]


async def _history(world: World, key: StreamKey) -> History:
    record = await world.parts.store.read(key)
    folded = history(key, record, playbook()[0])
    served = await world.parts.service.load(key.team, IncidentId(key.id))
    if served != folded.now:
        world.trouble.append(f"{key.id}: what the bot remembers is not what the record says")
    return folded


async def _chains(world: World, histories: list[History]) -> list[str]:
    verdicts = [(one.key.id, await world.parts.store.verify(one.key)) for one in histories]
    return [f"the chain of {key} does not hold: {v}" for key, v in verdicts if not v.ok]


def _timers(world: World, histories: list[History]) -> Iterator[str]:
    now = world.clock.now()
    for one in histories:
        for timer in timers(one.now):
            if timer.at <= now:
                yield f"lost: {timer.kind} {timer.subject} of {one.key.id} was due at {timer.at}"


def _refusals(world: World) -> Iterator[str]:
    for refused in world.slack.errors:
        if refused.error in ("is_archived", "is_inactive"):
            continue
        if (refused.where, refused.error) not in EXPECTED_REFUSALS:
            yield f"Slack refused {refused.where}: {refused.error} {' '.join(refused.messages)}"
    for call in world.slack.calls:
        if call.unexpected:
            yield f"{call.method} was given {call.unexpected}"


@contextmanager
def _listening(problems: list[str], plan: Plan) -> Iterator[None]:
    """Make every error that the bot or a library logs a problem of this run."""
    expected = AWAY if plan.disk_rate or plan.outages else frozenset()
    before = structlog.get_config()

    def hear(_: Any, level: str, event: Any) -> Any:
        if level in ("error", "critical") and event["event"] not in expected:
            error = event.pop("exc_info", None)
            if error is True:
                error = sys.exc_info()[1]
            where = "".join(traceback.format_exception(error)[-8:]) if error else ""
            problems.append(f"logged: {event} {where}")
        raise structlog.DropEvent

    structlog.configure(processors=[hear], cache_logger_on_first_use=False)
    handler = _Handler(problems)
    logging.getLogger().addHandler(handler)
    try:
        yield
    finally:
        logging.getLogger().removeHandler(handler)
        structlog.configure(**before)


class _Handler(logging.Handler):
    def __init__(self, problems: list[str]) -> None:
        super().__init__(logging.ERROR)
        self._problems = problems

    def emit(self, record: logging.LogRecord) -> None:
        trace = ""
        if record.exc_info and record.exc_info[1] is not None:
            trace = "".join(traceback.format_exception(record.exc_info[1])[-8:])
        self._problems.append(f"logged by {record.name}: {record.getMessage()} {trace}")


def _unhandled(what: dict[str, Any]) -> str:
    error = what.get("exception")
    trace = "".join(traceback.format_exception(error)[-8:]) if error else ""
    return f"unhandled: {what.get('message')} {trace}"


@contextmanager
def _quiet_clean_up() -> Iterator[None]:
    """Be silent about what lives that ended left unfinished: that they did is the point."""
    before = sys.unraisablehook
    sys.unraisablehook = lambda _: None
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", ResourceWarning)
            warnings.filterwarnings("ignore", "The garbage collector", SAWarning)
            warnings.filterwarnings("ignore", "coroutine .* was never awaited", RuntimeWarning)
            yield
    finally:
        sys.unraisablehook = before
