"""Everything that one viewer sees now, region by region, as HTML. Called for each change."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Any
from zoneinfo import ZoneInfo

from babel.dates import format_datetime

from bot.workspace.install import SLACKBOT
from bot.workspace.model.channel import Kind
from bot.workspace.page import talk
from bot.workspace.page.controls import Controls
from bot.workspace.page.eyes import LOCALES, city
from bot.workspace.page.sidebar import Sidebar, sidebar
from bot.workspace.page.traffic import traffic
from bot.workspace.page.where import View, Where, cast, look
from bot.workspace.page.words import client_line

if TYPE_CHECKING:
    from bot.workspace.journal import Journal
    from bot.workspace.model.channel import Channel
    from bot.workspace.model.people import Person
    from bot.workspace.page.eyes import Eyes
    from bot.workspace.page.show import Show

Regions = dict[str, str]


@dataclass(frozen=True, slots=True)
class Scenery:
    """What is the same for all viewers."""

    show: Show
    journal: Journal


def compose(eyes: Eyes, where: Where, scenery: Scenery, since: str = "") -> Regions:
    """Return every region of the page; what came after `since` is marked as new."""
    view = look(eyes.actor, where)
    side = sidebar(eyes, view)
    return {
        "bar": bar(eyes, where, scenery.show),
        "side": eyes.html("side.html.j2", side=side, at=where.at),
        "top": _top(eyes, view, side),
        "main": _main(eyes, view, scenery.journal, since),
        "foot": _foot(eyes, view, guides=not scenery.show.scenes and _is_empty(eyes)),
        "thread": _thread(eyes, view),
        "modal": _modal(eyes),
    }


def see(eyes: Eyes, where: Where) -> str:
    """Count what is said in a conversation as read; return until when it was before."""
    view = look(eyes.actor, where)
    if view is None or view.channel is None or view.is_home:
        return ""
    before = eyes.read_until.get(view.channel.id, "")
    if view.channel.messages:
        eyes.read_until[view.channel.id] = view.channel.messages[-1].ts
    return before


def bar(eyes: Eyes, where: Where, show: Show) -> str:
    """Return the strip at the top: that this is local, the clock, the story, who one is."""
    now = eyes.actor.workspace.clock.now()
    return eyes.html(
        "bar.html.j2",
        show=show,
        now=moment(eyes, now, eyes.actor.user, "EEE d MMM, HH:mm", "M月d日 EEE HH:mm"),
        place=city(eyes.actor.user, eyes.language),
        cast=[
            (one, moment(eyes, now, one, "HH:mm", "HH:mm"), city(one, eyes.language))
            for one in cast(eyes.actor.workspace)
        ],
        at=where.at,
    )


def _is_empty(eyes: Eyes) -> bool:
    """Whether no app has made a channel yet."""
    bots = {app.bot_user_id for app in eyes.actor.workspace.apps.values()}
    return not any(one.creator in bots for one in eyes.actor.workspace.channels.values())


def moment(eyes: Eyes, now: datetime, person: Person, english: str, chinese: str) -> str:
    """Return what a person's clock shows, in the viewer's language."""
    form = chinese if eyes.language == "zh" else english
    there = now.astimezone(ZoneInfo(person.tz))
    return str(format_datetime(there, form, locale=LOCALES[eyes.language]))


def _top(eyes: Eyes, view: View | None, side: Sidebar) -> str:
    members = []
    if view is not None and view.channel is not None and not view.channel.is_direct:
        members = [eyes.actor.workspace.people[one] for one in view.channel.members]
    absent = [
        one
        for one in eyes.actor.workspace.people.values()
        if one not in members and not one.deleted and one.id != SLACKBOT
    ]
    return eyes.html(
        "top.html.j2",
        view=view,
        members=members,
        absent=absent,
        pins=_pins(view.channel) if view is not None else [],
        calls=side.calls,
        is_inside=_is_inside(eyes, view),
    )


def _pins(channel: Channel | None) -> list[Any]:
    if channel is None or channel.is_direct:
        return []
    return [one for one in map(channel.find, [pin.ts for pin in channel.pins]) if one is not None]


def _is_inside(eyes: Eyes, view: View | None) -> bool:
    return view is not None and view.channel is not None and eyes.actor.id in view.channel.members


def _main(eyes: Eyes, view: View | None, journal: Journal, since: str) -> str:
    if view is None:
        return eyes.html("nothing.html.j2", key="gone")
    if view.is_traffic:
        return eyes.html("traffic.html.j2", entries=traffic(journal, eyes))
    if view.app is not None and view.is_home:
        home = eyes.actor.home(view.app)
        if home is None:
            return eyes.html("nothing.html.j2", key="home_empty")
        draw = Controls(eyes, f"h/{home.id}", home.values)
        return eyes.html("home.html.j2", home=home, draw=draw, place=f"h/{home.id}", errors={})
    if view.channel is None:
        return eyes.html("nothing.html.j2", key="silence")
    return talk.conversation(eyes, view.channel, since)


def _foot(eyes: Eyes, view: View | None, *, guides: bool) -> str:
    if view is None or view.is_traffic or view.is_home:
        return ""
    channel = view.channel
    closed = _closed(eyes, view)
    return eyes.html(
        "foot.html.j2",
        view=view,
        channel=channel,
        closed=closed,
        thread="",
        guides=guides,
        shortcuts=_global_shortcuts(eyes),
        name=view.name,
    )


def _closed(eyes: Eyes, view: View) -> str:
    """Return why nothing can be written here, as a key of the words, or nothing."""
    channel = view.channel
    if view.app is not None:
        manifest = view.app.manifest
        return "read_only" if manifest.messages_read_only or not manifest.messages_tab else ""
    if channel is None:
        return ""
    if channel.is_archived:
        return "archived"
    if eyes.actor.id not in channel.members:
        return "not_inside" if channel.kind is Kind.PUBLIC else "gone"
    return ""


def _global_shortcuts(eyes: Eyes) -> list[tuple[str, str, str]]:
    return [
        (one.callback_id, one.name, app.manifest.name)
        for app in eyes.actor.workspace.apps.values()
        for one in app.manifest.shortcuts
        if one.kind == "global"
    ]


def _thread(eyes: Eyes, view: View | None) -> str:
    if view is None or view.channel is None or view.parent is None:
        return ""
    return eyes.html(
        "thread.html.j2",
        view=view,
        channel=view.channel,
        talk=talk.thread(eyes, view.channel, view.parent),
        closed=_closed(eyes, view),
        thread=view.parent.ts,
        shortcuts=[],
        guides=False,
        name=view.name,
    )


def _modal(eyes: Eyes) -> str:
    stack = eyes.actor.workspace.modals.get(eyes.actor.id, [])
    if not stack:
        return ""
    front = stack[-1]
    place = f"v/{front.id}"
    errors = {block: client_line(line, eyes.language) for block, line in front.errors.items()}
    return eyes.html(
        "modal.html.j2",
        front=front,
        body=front.body,
        place=place,
        draw=Controls(eyes, place, front.values),
        errors=errors,
        depth=len(stack),
        app=eyes.actor.workspace.apps[front.app_id],
    )
