"""Pieces of Block Kit that Slack takes, for the tests to vary."""

from __future__ import annotations

from typing import Any

Json = dict[str, Any]


def plain(text: str = "text") -> Json:
    return {"type": "plain_text", "text": text}


def mrkdwn(text: str = "text") -> Json:
    return {"type": "mrkdwn", "text": text}


def section(text: str = "text", **more: Any) -> Json:
    return {"type": "section", "text": mrkdwn(text), **more}


def button(**more: Any) -> Json:
    return {"type": "button", "text": plain("Press"), **more}


def option(value: str = "one", text: str = "One", **more: Any) -> Json:
    return {"text": plain(text), "value": value, **more}


def options(many: int) -> list[Json]:
    return [option(f"v{number}") for number in range(many)]


def confirm(**more: Any) -> Json:
    return {
        "title": plain("Sure?"),
        "text": mrkdwn("Really?"),
        "confirm": plain("Yes"),
        "deny": plain("No"),
        **more,
    }


def actions(*elements: Json) -> Json:
    return {"type": "actions", "elements": list(elements)}


def field(element: Json, **more: Any) -> Json:
    return {"type": "input", "label": plain("Label"), "element": element, **more}


def typed(**more: Any) -> Json:
    return {"type": "plain_text_input", **more}


def picture(**more: Any) -> Json:
    return {
        "type": "image",
        "image_url": "https://example.com/a.png",
        "alt_text": "a picture",
        **more,
    }


def rich(*elements: Json, **more: Any) -> Json:
    return {"type": "rich_text", "elements": list(elements), **more}


def rich_section(*inline: Json) -> Json:
    return {"type": "rich_text_section", "elements": list(inline)}


def rich_line(text: str = "text") -> Json:
    return rich_section({"type": "text", "text": text})


def video(**more: Any) -> Json:
    return {
        "type": "video",
        "title": plain("Film"),
        "alt_text": "a film",
        "video_url": "https://example.com/embed/1",
        "thumbnail_url": "https://example.com/1.png",
        **more,
    }


def card(**more: Any) -> Json:
    return {"type": "card", "title": mrkdwn("Card"), **more}


def container(*blocks: Json, **more: Any) -> Json:
    return {"type": "container", "title": plain("Box"), "child_blocks": list(blocks), **more}


def cell(text: str = "cell") -> Json:
    return {"type": "raw_text", "text": text}


def table(rows: int = 1, columns: int = 1, **more: Any) -> Json:
    return {"type": "table", "rows": [[cell()] * columns] * rows, **more}


def data_table(rows: int = 2, columns: int = 1, **more: Any) -> Json:
    rest = {"caption": "Numbers", "rows": [[cell()] * columns] * rows, **more}
    return {"type": "data_table", **rest}


def chart(kind: Json, title: str = "Chart") -> Json:
    return {"type": "data_visualization", "title": title, "chart": kind}


def pie(segments: int = 1, label: str = "part") -> Json:
    return {"type": "pie", "segments": [{"label": label, "value": 1}] * segments}


def bars(series: int = 1, points: int = 1, name: str = "s", **axis: Any) -> Json:
    labels = [f"c{number}" for number in range(points)]
    return {
        "type": "bar",
        "series": [
            {
                "name": f"{name}{number}" if series > 1 else name,
                "data": [{"label": label, "value": 1} for label in labels],
            }
            for number in range(series)
        ],
        "axis_config": {"categories": labels, **axis},
    }


def task(number: int = 0, **more: Any) -> Json:
    return {"task_id": f"t{number}", "title": "Task", "status": "complete", **more}


def plan(tasks: int) -> Json:
    return {"type": "plan", "title": "Plan", "tasks": [task(number) for number in range(tasks)]}


def provider(**more: Any) -> Json:
    return {
        "type": "auth_provider",
        "value": "github",
        "name": plain("GitHub"),
        "is_connected": True,
        **more,
    }


def feedback_buttons(**more: Any) -> Json:
    return {
        "type": "feedback_buttons",
        "positive_button": {"text": plain("Good"), "value": "good"},
        "negative_button": {"text": plain("Bad"), "value": "bad"},
        **more,
    }


def icon_button(**more: Any) -> Json:
    return {"type": "icon_button", "icon": "trash", "text": plain("Delete"), **more}


def workflow_button(**more: Any) -> Json:
    trigger = {
        "url": "https://slack.com/shortcuts/Ft01/abc",
        "customizable_input_parameters": [{"name": "who", "value": "me"}],
    }
    return {
        "type": "workflow_button",
        "text": plain("Run"),
        "workflow": {"trigger": trigger},
        **more,
    }


def modal(*blocks: Json, **more: Any) -> Json:
    return {
        "type": "modal",
        "title": plain("Title"),
        "submit": plain("Send"),
        "blocks": list(blocks),
        **more,
    }


def home(*blocks: Json, **more: Any) -> Json:
    return {"type": "home", "blocks": list(blocks), **more}


def manifest(**parts: Any) -> Json:
    return {"display_information": {"name": "App"}, **parts}


def command(**more: Any) -> Json:
    return {"command": "/do", "description": "Does it", **more}


def shortcut(**more: Any) -> Json:
    known = {"name": "Do it", "type": "global", "callback_id": "do", "description": "Does it"}
    return {**known, **more}
