"""Values as JSON has them: between the process that answers Cypher and the one that asks.

A value that JSON does not have is an object with one key that names it: `{"map": {}}`, `{"date": "2024-03-15"}`.
"""

import datetime
from collections.abc import Mapping
from typing import Any

from aigraph.cypher.graph import Node, Relationship, Route
from aigraph.cypher.temporal.duration import Duration
from aigraph.cypher.temporal.moment import SECOND, Moment, civil, offset_text

__all__ = ["pack", "unpack"]

#: In the order in which they are tried: a datetime is a date as well.
_TIMES: Mapping[str, Any] = {"datetime": datetime.datetime, "date": datetime.date, "time": datetime.time}


def pack(value: Any) -> Any:
    """Return a value, or a parameter, as JSON has it: of a node and a relationship the properties, of a path both."""
    match value:
        case list() | tuple():
            return [pack(item) for item in value]
        case dict():
            return {"map": {key: pack(item) for key, item in value.items()}}
        case Node() | Relationship():
            return pack(value.properties)
        case Route():
            return [pack(step) for step in value.steps]
        case Duration():
            return {"text": str(value)}
        case Moment():
            return _packed(value)
        case datetime.date() | datetime.time():
            name = next(name for name, kind in _TIMES.items() if isinstance(value, kind))
            return {name: value.isoformat()}
    return value


def _packed(value: Moment) -> dict[str, str]:
    """Return a moment as Python reads it: to the microsecond; as text where Python has no such year or offset."""
    year = 1 if value.day is None else civil(value.day)[0]
    if not 1 <= year <= 9999:
        return {"text": str(value)}
    name = "date" if value.nanos is None else "time" if value.day is None else "datetime"
    day = "" if value.day is None else "{:04d}-{:02d}-{:02d}".format(*civil(value.day))
    if value.nanos is None:
        return {name: day}
    seconds, micros = value.nanos // SECOND, value.nanos % SECOND // 1000
    clock = f"{seconds // 3600:02d}:{seconds // 60 % 60:02d}:{seconds % 60:02d}.{micros:06d}"
    offset = "" if value.offset is None else offset_text(value.offset).replace("Z", "+00:00")
    return {name: f"{day}{'T' if day else ''}{clock}{offset}"}


def unpack(value: Any) -> Any:
    """Return what `pack` packed; a duration as ISO 8601 writes it."""
    if isinstance(value, list):
        return [unpack(item) for item in value]
    if not isinstance(value, dict):
        return value
    ((name, inner),) = value.items()
    if name == "map":
        return {key: unpack(item) for key, item in inner.items()}
    return _TIMES[name].fromisoformat(inner) if name in _TIMES else inner
