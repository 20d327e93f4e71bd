"""Links in the channel's bookmark bar: the notes that the crisis is about."""

from typing import Any

from bot.gateway.errors import GiveUp
from bot.projector.bench import Bench
from bot.projector.desired import Plan, digest_of
from bot.views.channel import Bookmark
from storage.surfaces import Surface


async def keep_bookmarks(bench: Bench, channel: str, plan: Plan) -> None:
    """Make the bar hold these links. What people added themselves is left alone."""
    wanted = plan.bookmarks
    row = bench.row("bookmarks", "bookmarks")
    digest = digest_of([[one.title, one.link] for one in wanted])
    if row.digest == digest or (row.digest is None and not wanted):
        return
    row = await bench.keep(row, digest="", state=_meant(row, wanted))
    known = await _ours(bench, channel, row)
    ids: list[str] = []
    for one in wanted:
        found = known.pop(one.link, None)
        ids.append(found or await _add(bench, channel, one))
    for leftover in known.values():
        await _remove(bench, channel, leftover)
    await bench.shown(row, digest, state={"ids": ids, "links": [one.link for one in wanted]})


def _meant(row: Surface, wanted: tuple[Bookmark, ...]) -> dict[str, Any]:
    """Return what to remember before the first call: an answer that is lost names no id."""
    links = {*row.state.get("links", ()), *(one.link for one in wanted)}
    return {**row.state, "links": sorted(links)}


async def _ours(bench: Bench, channel: str, row: Surface) -> dict[str, str]:
    """Return our links by address: those we know, and those whose answer was lost."""
    answer = await bench.call("bookmarks.list", channel_id=channel)
    ids, links = set(row.state.get("ids", ())), set(row.state["links"])
    return {
        str(mark.get("link")): str(mark.get("id"))
        for mark in answer.get("bookmarks", ())
        if mark.get("id") in ids or mark.get("link") in links
    }


async def _add(bench: Bench, channel: str, mark: Bookmark) -> str:
    answer = await bench.call(
        "bookmarks.add", channel_id=channel, title=mark.title, type="link", link=mark.link
    )
    return str((answer.get("bookmark") or {}).get("id", ""))


async def _remove(bench: Bench, channel: str, mark: str) -> None:
    try:
        await bench.call("bookmarks.remove", channel_id=channel, bookmark_id=mark)
    except GiveUp as end:
        if end.code not in {"not_found", "bookmark_not_found"}:
            raise
