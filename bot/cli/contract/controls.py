"""Reads block and action ids and option values off what is shown. Used by the contract alone."""

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

Json = Mapping[str, Any]
_IN_PLACE_OF_IDS = "*"


def inputs(blocks: Iterable[Json]) -> dict[str, Any]:
    """Return the inputs of a modal by block id."""
    return {
        str(block["block_id"]): _control(block["element"])
        | ({"optional": True} if block.get("optional") else {})
        for block in blocks
        if block.get("type") == "input"
    }


def buttons(blocks: Iterable[Json]) -> dict[str, Any]:
    """Return what can be clicked, by action id, with the verbs that a menu offers."""
    found: dict[str, Any] = {}
    for element in _elements(blocks):
        made = _control(element, verbs=True)
        action = made.pop("action_id")
        known = found.setdefault(action, made)
        if "values" in made:
            known["values"] = sorted({*known.get("values", ()), *made["values"]})
    return dict(sorted(found.items()))


def _elements(blocks: Iterable[Json]) -> Iterator[Json]:
    for block in blocks:
        if block.get("type") == "actions":
            yield from block["elements"]
        accessory = block.get("accessory")
        if isinstance(accessory, Mapping) and "action_id" in accessory:
            yield accessory


def _control(element: Json, *, verbs: bool = False) -> dict[str, Any]:
    made = {"type": str(element["type"]), "action_id": str(element["action_id"])}
    values = [str(option["value"]) for option in element.get("options", ())]
    if verbs:
        values = [_shape(value, keep_verb=True) for value in values]
        if "value" in element:
            return made | {"value": _shape(str(element["value"]))}
    return made | ({"values": values} if values else {})


def _shape(value: str, *, keep_verb: bool = False) -> str:
    """Return the value of a button or menu with ids as stars: ``*|*|evidence``."""
    *ids, last = value.split("|")
    if not keep_verb:
        last = last if "." in last else _IN_PLACE_OF_IDS
    return "|".join([*(_IN_PLACE_OF_IDS for _ in ids), last])
