"""Values of Cypher: when two are equal, how they are ordered, what their types are called."""

import math
from collections.abc import Iterable
from typing import Any

from aigraph.cypher.graph import Node, Relationship, Route
from aigraph.cypher.temporal.duration import Duration
from aigraph.cypher.temporal.moment import Moment

__all__ = ["compare", "equal", "is_number", "key", "shown", "type_name"]

_MOMENTS = {"date": "Date", "localtime": "LocalTime", "time": "Time", "localdatetime": "LocalDateTime"}
_MOMENTS["datetime"] = "DateTime"
#: The order of types in ORDER BY.
_RANKS = (
    "Map", "Node", "Relationship", "List", "Path", "DateTime", "LocalDateTime", "Date", "Time", "LocalTime", "Duration",
    "String", "Boolean", "Number", "Null",
)  # fmt: skip
_RANK = {name: rank for rank, name in enumerate(_RANKS)} | {"Integer": 13, "Float": 13}


def type_name(value: Any) -> str:
    """Return what Neo4j calls the type of a value."""
    match value:
        case None:
            return "Null"
        case bool():
            return "Boolean"
        case int():
            return "Integer"
        case float():
            return "Float"
        case str():
            return "String"
        case list():
            return "List"
        case dict():
            return "Map"
        case Moment():
            return _MOMENTS[value.kind]
    kinds = {Node: "Node", Relationship: "Relationship", Route: "Path", Duration: "Duration"}
    return next(name for kind, name in kinds.items() if isinstance(value, kind))


def is_number(value: Any) -> bool:
    """Return whether a value is an integer or a float."""
    return isinstance(value, int | float) and not isinstance(value, bool)


def equal(left: Any, right: Any) -> bool | None:
    """Return whether two values are equal; None where a null in them leaves it open."""
    if left is None or right is None:
        return None
    if isinstance(left, list) and isinstance(right, list):
        return _all(map(equal, left, right)) if len(left) == len(right) else False
    if isinstance(left, dict) and isinstance(right, dict):
        return _all(equal(left[k], right[k]) for k in left) if left.keys() == right.keys() else False
    if isinstance(left, Route) and isinstance(right, Route):
        return left.steps == right.steps
    if is_number(left) and is_number(right):
        return bool(left == right)
    return type(left) is type(right) and bool(left == right)


def _all(found: Iterable[bool | None]) -> bool | None:
    """Return the conjunction of three-valued truths."""
    sure: bool | None = True
    for one in found:
        if one is False:
            return False
        if one is None:
            sure = None
    return sure


def compare(left: Any, right: Any) -> float | None:
    """Return a number below, at or above 0 as left is below, at or above right; NaN beside NaN; else None."""
    if isinstance(left, list) and isinstance(right, list):
        for one, other in zip(left, right, strict=False):
            found = compare(one, other)
            if found is None or found != 0:
                return found
        return len(left) - len(right)
    if is_number(left) and is_number(right):
        return math.nan if math.isnan(left) or math.isnan(right) else (left > right) - (left < right)
    if type(left) is not type(right) or left is None:
        return None
    if isinstance(left, Moment):
        return (left.key > right.key) - (left.key < right.key) if left.kind == right.kind else None
    if isinstance(left, Node | Relationship):
        return int(left.number - right.number)
    if isinstance(left, dict):
        return _compare_maps(left, right)
    if isinstance(left, str | bool):
        return int(left > right) - int(left < right)
    return 0 if left == right else None  # of durations it is known only whether they are the same


def _compare_maps(left: dict[str, Any], right: dict[str, Any]) -> float | None:
    """Compare maps as Neo4j does: by how many keys they have, then by the keys, then by the values."""
    names, others = sorted(left), sorted(right)
    if names != others:
        return 1 if (len(names), names) > (len(others), others) else -1
    return compare([left[name] for name in names], [right[name] for name in names])


def key(value: Any) -> Any:
    """Return what values are ordered by in ORDER BY, and told apart by in DISTINCT and in groups."""
    match value:
        case None | bool() | str():
            return _RANK[type_name(value)], value or 0 if value is None else value
        case int() | float():
            return 13, (1, 0) if math.isnan(value) else (0, value)
        case list():
            return _RANK["List"], tuple(key(item) for item in value)
        case dict():
            names = sorted(value)
            return _RANK["Map"], (len(names), tuple(names), tuple(key(value[name]) for name in names))
        case Moment():
            return _RANK[type_name(value)], value.key
        case Duration():
            return _RANK["Duration"], (value.average, value.months, value.days, value.nanos)
        case Route():
            return _RANK["Path"], tuple(step.number for step in value.steps)
    return _RANK[type_name(value)], value.number


def shown(value: Any) -> str:
    """Return a value in a few words, for a message."""
    match value:
        case str():
            return repr(value)
        case None | bool():
            return {None: "null", True: "true", False: "false"}[value]
        case Node() | Relationship() | Route():
            return f"a {type_name(value).lower()}"
    text = str(value)
    return text if len(text) < 60 else f"a {type_name(value).lower()}"
