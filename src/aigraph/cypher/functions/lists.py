"""Functions of lists, and those that take any value."""

import uuid
from typing import Any

from aigraph.cypher.faults import Fault
from aigraph.cypher.functions.function import Function
from aigraph.cypher.values import equal

__all__ = ["LISTS"]

_MOST = 10_000_000


def _range(start: int, end: int, step: int = 1) -> list[int]:
    if step == 0:
        raise Fault("range with a step of 0; expected another step")
    found = range(start, end + (1 if step > 0 else -1), step)
    if len(found) > _MOST:
        raise Fault(f"range of {len(found):,} numbers; expected {_MOST:,} at most")
    return list(found)


def _coalesce(*values: Any) -> Any:
    return next((value for value in values if value is not None), None)


def _null_if(one: Any, other: Any) -> Any:
    return None if equal(one, other) else one


def _size(value: Any) -> int:
    return len(value)


LISTS: dict[str, Function] = {
    "range": Function(_range, ("Integer", "Integer", "Integer"), 2, "List"),
    "head": Function(lambda items: items[0] if items else None, ("List",), 1, "Any"),
    "last": Function(lambda items: items[-1] if items else None, ("List",), 1, "Any"),
    "tail": Function(lambda items: items[1:], ("List",), 1, "List"),
    "size": Function(_size, ("List|String",), 1, "Integer"),
    "isempty": Function(lambda value: not value, ("List|String|Map",), 1, "Boolean"),
    "coalesce": Function(_coalesce, ("Any",), 1, "Any", nulls=True, many=True),
    "nullif": Function(_null_if, ("Any", "Any"), 2, "Any", nulls=True),
    "randomuuid": Function(lambda: str(uuid.uuid4()), (), 0, "String"),
}
