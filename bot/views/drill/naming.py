"""What a deed, an objective or a minute of an exercise is called. Used by the views beside it."""

from bot.crisis.drill import Deed, Objective
from bot.crisis.playbook import Playbook, Text
from bot.locales.catalog import sentence

_OBJECTIVES: dict[Objective, str] = {
    "preserve": "drill.objective.preserve",
    "assess": "drill.objective.assess",
    "pause": "drill.objective.pause",
    "align": "drill.objective.align",
    "contact": "drill.objective.contact",
    "decide": "drill.objective.decide",
    "close": "drill.objective.close",
}


_READINGS = {"quick": "drill.deed.read_quick", "full": "drill.deed.read_full"}


def objective_name(objective: Objective) -> Text:
    """Return what an objective is called."""
    return _both(_OBJECTIVES[objective])


def deed_name(deed: Deed, playbook: Playbook) -> Text:
    """Return what is to be done, by the playbook's own names; the bare id of what it lacks."""
    if deed.task is not None:
        return _task(deed.task, playbook)
    if deed.receipt is not None:
        return _both("drill.deed.receipt", _task(deed.receipt, playbook))
    if deed.decision is not None:
        kind = next((one for one in playbook.decisions if one.id == deed.decision), None)
        name = kind.name if kind else Text(deed.decision, deed.decision)
        return _both("drill.deed.decision", name)
    if deed.surface is not None:
        places = playbook.handbook.surfaces
        known = (one.name for one in places if one.id == deed.surface)
        return _both("drill.deed.surface", next(known, Text(deed.surface, deed.surface)))
    if deed.reading is not None:
        return _both(_READINGS[deed.reading])
    return _both("drill.deed.closed")


def _task(task: str, playbook: Playbook) -> Text:
    known = next((one for one in playbook.tasks if one.id == task), None)
    return known.title if known else Text(task, task)


def _both(key: str, name: Text | None = None) -> Text:
    name = name or Text("", "")
    return Text(
        en=sentence("en", key).replace("{name}", name.en),
        zh=sentence("zh", key).replace("{name}", name.zh),
    )
