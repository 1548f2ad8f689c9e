"""JSON, one object a line or a list of them: nested objects are dotted columns, lists are cells of several lines."""

import json
from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import date, time
from decimal import Decimal
from pathlib import Path
from typing import Any, Literal

from aigraph.mapping.delimited import decoded, undecodable
from aigraph.mapping.frame import Frame, Row, named

__all__ = ["cells_of", "frame_of", "read_json", "read_ndjson", "text_of"]

#: What parts the values of a list in its cell.
SEPARATOR = "\n"
#: Yields the objects of a file with their numbers, from the beginning, each time it is called.
Reader = Callable[[], Iterable[tuple[int, Any]]]


class Fault(str):
    """In place of an object, why there is none."""

    __slots__ = ()


def read_ndjson(path: Path, each: str | None = None) -> Frame:
    """Return a file of one JSON object a line; a row's number is its line. See `frame_of` for `each`."""
    return frame_of(lambda: _lines(path), each, "line")


def read_json(path: Path, each: str | None = None) -> Frame:
    """Return a file that is one JSON list of objects; a row's number is its place in the list, from 1.

    Where the file is an object, `each` says in which of its keys the list is.
    """
    text = decoded(path)
    try:
        found = _loads(text)
    except (ValueError, RecursionError) as err:
        raise ValueError(f"is no JSON: {err}; expected a list of objects") from err
    if isinstance(found, dict) and each is not None:
        found = list(_apart(found, each.split(".")))
    if not isinstance(found, list):
        raise ValueError(f"is {_kind(found)}; expected a list of objects. Say where the list is in it: 'each: KEY'")
    return frame_of(lambda: enumerate(found, 1), each)


def _apart(found: dict[str, Any], keys: list[str]) -> Iterator[Any]:
    """Yield an object once for each item of the list that the keys lead to, with that item alone."""
    inner = found.get(keys[0])
    if len(keys) == 1:
        alone: Iterable[Any] = ([item] for item in inner) if isinstance(inner, list) else [inner]
    else:
        alone = _apart(inner, keys[1:]) if isinstance(inner, dict) else [inner]
    for item in alone:
        yield {**found, keys[0]: item}


def frame_of(read: Reader, each: str | None, counts: Literal["row", "line"] = "row") -> Frame:
    """Return the objects that a function yields with their numbers as a table; it is called twice.

    `each` is a column that holds lists of objects: then every object of it is a row of its own, with its own columns
    below that of `each`; the others are there too, and free.
    """
    columns: dict[str, None] = {}
    free: dict[str, None] = {}
    for _, found in read():
        for own, shared in _parts(found, each)[0]:
            columns |= dict.fromkeys(own)
            free |= dict.fromkeys(shared)
    if each and not columns:
        raise ValueError(f"no row has a list in {each!r}, where 'each' says so; expected one")
    if not columns:
        raise ValueError("has no columns; expected objects with keys")
    keys = [*(free | columns)]
    names = dict(zip(keys, named(keys, "the file"), strict=True))
    return Frame(tuple(names.values()), _rows(read, each, names), counts, frozenset(names[key] for key in free))


def _rows(read: Reader, each: str | None, names: Mapping[str, str]) -> Iterator[Row]:
    """Yield the rows; `names` are those of the columns by the keys of the objects."""
    for number, found in read():
        parts, fault = _parts(found, each)
        if fault:
            yield Row(number, {}, fault)
        for own, shared in parts:
            cells = shared | own
            yield Row(number, {name: cells.get(key, "") for key, name in names.items()})


def _parts(found: Any, each: str | None) -> tuple[list[tuple[dict[str, str], dict[str, str]]], str | None]:
    """Return the cells of each row that an object makes, its own and those it shares; or what is wrong with it."""
    if isinstance(found, Fault):
        return [], found
    try:
        if not isinstance(found, Mapping):
            return [], f"is {_kind(found)}; expected an object"
        cells = cells_of(found)
        if each is None:
            return [(cells, {})], None
        inner: Any = found
        for key in each.split("."):
            inner = inner.get(key) if isinstance(inner, Mapping) else None
        if inner is not None and not isinstance(inner, list):
            return [], f"has {_kind(inner)} in {each!r}; expected a list, since 'each' says so"
        cells.pop(each, None)
        items = [cells_of(i, f"{each}.") if isinstance(i, Mapping) else {each: text_of(i)} for i in inner or ()]
        return [(item, cells) for item in items], None
    except (ValueError, RecursionError) as err:
        return [], f"is no object that makes a row: {err}"


def _lines(path: Path) -> Iterator[tuple[int, Any]]:
    """Yield each line's number with its object, or with what is wrong with it."""
    try:
        with path.open(encoding="utf-8-sig", newline="\n") as file:
            for number, line in enumerate(file, 1):
                if line.strip():
                    yield number, _object(line)
    except UnicodeDecodeError as err:
        raise ValueError(undecodable(path, "utf-8") or str(err)) from err


def _object(line: str) -> Any:
    try:
        return _loads(line)
    except (ValueError, RecursionError) as err:
        return Fault(f"is no JSON: {err}; expected one object a line")


def _loads(text: str) -> Any:
    """Return what a JSON text holds, its numbers as they are written. Raises ValueError, for a key twice too."""
    return json.loads(text, object_pairs_hook=_pairs, parse_float=_Written, parse_int=_Written, parse_constant=_refused)


class _Written(str):
    """A number as it is written."""

    __slots__ = ()


def _pairs(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) < len(pairs):
        keys = [key for key, _ in pairs]
        raise ValueError(f"the key {next(k for k in keys if keys.count(k) > 1)!r} stands twice")
    return found


def _refused(word: str) -> Any:
    raise ValueError(f"{word} is no number of JSON")


def cells_of(found: Mapping[str, Any], prefix: str = "") -> dict[str, str]:
    """Return the cells of an object: below a key that holds an object, its cells. Raises ValueError for a clash.

    >>> cells_of({"name": "m", "limit": {"context": 8192}, "input": ["text", "image"], "open": True})
    {'name': 'm', 'limit.context': '8192', 'input': 'text\\nimage', 'open': 'true'}
    """
    cells: dict[str, str] = {}
    for key, value in found.items():
        inner = cells_of(value, f"{prefix}{key}.") if isinstance(value, Mapping) else {f"{prefix}{key}": text_of(value)}
        if clash := cells.keys() & inner.keys():
            raise ValueError(f"two values for {min(clash)!r}")
        cells |= inner
    return cells


def text_of(value: Any) -> str:
    """Return a value as the text of a cell: a list a value a line, a list of objects as JSON, None as nothing.

    A number is written so that reading it gives it back; a time at midnight of a day is the time still.
    """
    if value is None:
        return ""
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, date | time):
        return value.isoformat()
    if isinstance(value, Decimal):
        return format(value, "f")
    if isinstance(value, bytes):
        return _decoded(value)
    if isinstance(value, list | tuple):
        return _list(value)
    if isinstance(value, Mapping):
        return _json(value)
    return str(value)


def _decoded(value: bytes) -> str:
    try:
        return value.decode()
    except UnicodeDecodeError as err:
        raise ValueError(f"the bytes {value[:20]!r} are not UTF-8; expected text") from err


def _list(values: Iterable[Any]) -> str:
    items = list(values)
    texts = [text_of(item) for item in items]
    plain = not any(isinstance(item, list | tuple | Mapping) for item in items)
    if plain and all(text.strip() and SEPARATOR not in text for text in texts):
        return SEPARATOR.join(texts)
    return _json(items) if items else ""


def _json(value: Any) -> str:
    """Return a value as JSON, a number as it was written."""
    if isinstance(value, Mapping):
        return f"{{{', '.join(f'{_json(str(key))}: {_json(item)}' for key, item in value.items())}}}"
    if isinstance(value, list | tuple):
        return f"[{', '.join(map(_json, value))}]"
    if isinstance(value, _Written | int | float | Decimal | None):
        return text_of(value) or "null"
    return json.dumps(text_of(value), ensure_ascii=False)


def _kind(value: Any) -> str:
    if isinstance(value, _Written):
        return f"the number {value}"
    return {dict: "an object", list: "a list", str: "a text", bool: "true or false", type(None): "null"}[type(value)]
