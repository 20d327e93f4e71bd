"""The data visualization block: pies, bars, areas and lines.

The table of blocks takes it from here. Every series names every category once, in any order.
"""

from __future__ import annotations

from typing import Any, Final

from bot.workspace.checks import limits
from bot.workspace.checks.schema import ByType, ListOf, Number, Obj, Report, Rule, Text, kind

_LABEL: Final = Text(limits.CHART_LABEL)

_PIE: Final = Obj(
    {
        "type": kind("pie"),
        "segments": ListOf(
            Obj({"label": _LABEL, "value": Number(positive=True)}), limits.CHART_SEGMENTS
        ),
    }
)


def _names_differ(chart: dict[str, Any], at: str, report: Report) -> None:
    names = [series["name"] for series in chart["series"]]
    for index, name in enumerate(names):
        if name in names[:index]:
            report.say(f'`name` "{name}" already exists', f"{at}/series/{index}/name")


def _points_follow_categories(chart: dict[str, Any], at: str, report: Report) -> None:
    wanted = sorted(chart["axis_config"]["categories"])
    for index, series in enumerate(chart["series"]):
        if sorted(point["label"] for point in series["data"]) != wanted:
            report.say("must have one point for each category", f"{at}/series/{index}/data")


def _axis_chart(name: str) -> Obj:
    point = Obj({"label": _LABEL, "value": Number()})
    series = Obj({"name": _LABEL, "data": ListOf(point, limits.CHART_POINTS)})
    axis = Obj(
        {"categories": ListOf(_LABEL, limits.CHART_POINTS, unique=True)},
        {"x_label": Text(limits.CHART_AXIS), "y_label": Text(limits.CHART_AXIS)},
    )
    return Obj(
        {
            "type": kind(name),
            "series": ListOf(series, limits.CHART_SERIES),
            "axis_config": axis,
        },
        also=(_names_differ, _points_follow_categories),
    )


_CHARTS: Final[dict[str, Rule]] = {
    "pie": _PIE,
    **{name: _axis_chart(name) for name in ("bar", "area", "line")},
}

DATA_VISUALIZATION: Final = Obj(
    {
        "type": kind("data_visualization"),
        "title": Text(limits.CHART_TITLE),
        "chart": ByType(_CHARTS),
    },
    {"block_id": Text(limits.BLOCK_ID)},
)
