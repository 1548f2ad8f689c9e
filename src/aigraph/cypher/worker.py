"""The process that runs Cypher on kglite: it can be killed, has a memory limit, and answers line by line in JSON.

Started by `aigraph.cypher.engine` as `python -m aigraph.cypher.worker LIMIT FILE`. A value that JSON does not have is
an object with one key that names it: `{"map": {}}`, `{"date": "2024-03-15"}`, `{"duration": "P1Y"}`.
"""

import datetime
import json
import re
import sys
from collections.abc import Mapping
from typing import Any

from aigraph.worker import confine

__all__ = ["main", "pack", "unpack"]

#: Passes of the optimizer that change answers: found by asking kglite with and without, and Neo4j.
_WRONG = ("fuse_", "lower_fixed_var_length_hops", "push_distinct_into_match")
#: Counts a row towards LIMIT before it finds that two relationships of the row are one.
_EARLY_LIMIT = "push_limit_into_match"
#: A relationship of a pattern, roughly: what it finds too much costs time only.
_LINK = re.compile(r"\)(?:\s|/\*.*?\*/|//[^\n]*\n)*<?-", re.DOTALL)
_STAR = re.compile(r"\[[^\]]*\*")
#: In the order in which they are tried: a datetime is a date as well.
_TIMES: Mapping[str, Any] = {"datetime": datetime.datetime, "date": datetime.date, "time": datetime.time}


def main(path: str, limit: int) -> None:
    """Load a file of kglite, then answer queries until standard input ends; `limit` is in bytes, 0 for none."""
    import kglite

    kglite.set_query_warning_policy("silent")
    graph = kglite.load(path)
    graph.read_only(True)
    disabled = [name for name in kglite.cypher_pass_names() if name.startswith(_WRONG)]
    confine(limit)
    for line in sys.stdin:
        sys.stdout.write(json.dumps(_answer(graph, json.loads(line), disabled)) + "\n")
        sys.stdout.flush()


def pack(value: Any) -> Any:
    """Return a value of kglite, or a parameter, as JSON has it."""
    match value:
        case list() | tuple():
            return [pack(item) for item in value]
        case dict():
            return _pack_map(value)
        case datetime.date() | datetime.time():
            name = next(name for name, kind in _TIMES.items() if isinstance(value, kind))
            return {name: value.isoformat()}
    return value


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


def _answer(graph: Any, request: dict[str, Any], disabled: list[str]) -> dict[str, Any]:
    from kglite import KgError

    try:
        result = graph.cypher(
            request["query"],
            params={name: unpack(value) for name, value in request["parameters"].items()},
            timeout_ms=0,  # the process is killed from outside
            row_limit=request["rows"],
            disabled_passes=[*disabled, _EARLY_LIMIT] if _may_repeat(request["query"]) else disabled,
            hide_structural_keys=True,
        )
        columns = list(result.columns)
        rows = [[pack(row[column]) for column in columns] for row in result]
        total = (result.diagnostics or {}).get("total_rows")
        return {"columns": columns, "rows": rows, "total": total, "warnings": result.warnings}
    except (KgError, ValueError, TypeError, OverflowError, MemoryError) as err:
        return {"error": str(err) or type(err).__name__}


def _may_repeat(query: str) -> bool:
    """Return whether a row could have one relationship twice, which Cypher forbids.

    >>> _may_repeat("MATCH (a)-[r]->(b) RETURN a LIMIT 5"), _may_repeat("MATCH (a)-->(b)<--(c) RETURN a LIMIT 5")
    (False, True)
    """
    return len(_LINK.findall(query)) > 1 or _STAR.search(query) is not None


def _pack_map(value: dict[str, Any]) -> Any:
    """Return a map; of a node and a relationship the properties, of a path both in turn."""
    keys = set(value)
    if keys == {"id", "labels", "properties"} and isinstance(value["id"], int):
        return pack(_stored(value["properties"], value["labels"]))
    if keys == {"id", "start", "end", "type", "properties"} and isinstance(value["start"], int):
        return pack(value["properties"])
    if keys == {"nodes", "relationships"}:
        steps: list[Any] = [None] * (2 * len(value["nodes"]) - 1)
        steps[::2], steps[1::2] = map(pack, value["nodes"]), map(pack, value["relationships"])
        return steps
    if keys == {"days", "months", "seconds"}:
        return {"duration": _iso(value["months"], value["days"], value["seconds"])}
    return {"map": {key: pack(item) for key, item in value.items()}}


def _stored(properties: dict[str, Any], labels: list[str]) -> dict[str, Any]:
    """Return a node's properties without those that kglite adds."""
    made_up = {"type"} if properties.get("type") in labels else set()
    made_up |= {"title"} if properties.get("title") in (None, properties.get("id")) else set()
    return {key: item for key, item in properties.items() if key not in made_up}


def _iso(months: int, days: int, seconds: float) -> str:
    """Return a duration in the form that Neo4j's driver gives it.

    >>> _iso(14, 3, 14400), _iso(0, 0, 0)
    ('P1Y2M3DT4H', 'PT0S')
    """
    years, months = divmod(abs(months), 12) if months >= 0 else (-(abs(months) // 12), -(abs(months) % 12))
    hours, rest = divmod(seconds, 3600)
    minutes, second = divmod(rest, 60)
    parts = [(years, "Y"), (months, "M"), (days, "D")]
    times = [(int(hours), "H"), (int(minutes), "M"), (second if second % 1 else int(second), "S")]
    date = "".join(f"{count}{unit}" for count, unit in parts if count)
    time = "".join(f"{count}{unit}" for count, unit in times if count)
    return f"P{date}{'T' + time if time else ''}" if date or time else "PT0S"


if __name__ == "__main__":
    main(sys.argv[2], int(sys.argv[1]))
