"""Ways to put a piece of a certain size where its limit bites, and to hear what the checks say."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

from bot.workspace.checks import (
    check_manifest,
    check_message,
    check_view,
)
from tests.workspace.checks import samples as s

Json = dict[str, Any]
Maker = Callable[[int], Any]
WEB = "https://example.com/"


def message(*blocks: Json, **more: Any) -> Any:
    return check_message({"text": "text", "blocks": list(blocks), **more})


def modal(*blocks: Json, **more: Any) -> Any:
    return check_view(s.modal(*blocks, **more), surface="modal")


def home(*blocks: Json) -> Any:
    return check_view(s.home(*blocks), surface="home")


def x(size: int) -> str:
    return "x" * size


def web(size: int) -> str:
    return WEB + x(size - len(WEB))


def sections(size: int) -> list[Json]:
    return [s.section(x(min(3000, size - start))) for start in range(0, size, 3000)]


def metadata(size: int) -> Any:
    empty: Json = {"event_type": "e", "event_payload": {"k": ""}}
    room = size - len(json.dumps(empty, separators=(",", ":")))
    return message(metadata={"event_type": "e", "event_payload": {"k": x(room)}})


def view_of(size: int) -> Any:
    """A modal of exactly so many bytes; a field of options holds many of them."""
    menu = {"type": "static_select", "options": []}
    many = [
        s.field({**menu, "options": [s.option(f"{n}", x(75)) for n in range(100)]})
        for _ in range(15)
    ]
    view = s.modal(*many, *([s.section(x(1)) for _ in range(60)]))
    room = size - len(json.dumps(view, separators=(",", ":")))
    for block in view["blocks"][15:]:
        grown = min(2999, room)
        block["text"]["text"] += x(grown)
        room -= grown
    assert room == 0
    return check_view(view, surface="modal")


def rows_of_text(size: int) -> Json:
    return s.data_table(rows=2, columns=2) | {
        "rows": [[s.cell("a"), s.cell("b")], [s.cell("c"), s.cell(x(size - 3))]]
    }


def select(**more: Any) -> Json:
    return {"type": "static_select", "options": s.options(1), **more}


def grouped(groups: int, label: str = "g") -> Json:
    made = [{"label": s.plain(label), "options": [s.option(f"{n}")]} for n in range(groups)]
    return {"type": "static_select", "option_groups": made}


def pressed(**more: Any) -> Any:
    return message(s.actions(s.button(**more)))


def chosen(**more: Any) -> Any:
    return message(s.section(accessory=select(options=[s.option(**more)])))


def asked(**more: Any) -> Any:
    return pressed(confirm=s.confirm(**more))


def context_action(element: Json) -> Any:
    return message({"type": "context_actions", "elements": [element]})


def typing(**more: Any) -> Any:
    return modal(s.field(s.typed(**more)))


def app(**display: Any) -> Any:
    return check_manifest({"display_information": {"name": "App", **display}})


def features(**parts: Any) -> Any:
    return check_manifest(s.manifest(features=parts))


def settings(**parts: Any) -> Any:
    return check_manifest(s.manifest(settings=parts))


def oauth(**parts: Any) -> Any:
    return check_manifest(s.manifest(oauth_config=parts))


def events(**parts: Any) -> Any:
    return settings(event_subscriptions=parts)


def names(many: int) -> list[str]:
    return [f"n{number}" for number in range(many)]


def hosts(many: int) -> list[str]:
    return [f"h{number}.example" for number in range(many)]
