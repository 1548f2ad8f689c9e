"""Columns and rows as a frame of pandas or polars or a table of Arrow, each column of one type."""

import datetime
import json
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from aigraph.errors import not_installed

if TYPE_CHECKING:
    import pandas
    import polars
    import pyarrow

__all__ = ["kind_of", "to_arrow", "to_pandas", "to_polars"]

Rows = Sequence[Sequence[Any]]

_LONG = range(-(2**63), 2**63)
#: Kind of a column → the type of pandas, without and with cells that are empty.
_PANDAS = {
    "bool": ("bool", "boolean"),
    "int": ("int64", "Int64"),
    "float": ("float64", "float64"),
    "date": ("datetime64[s]", "datetime64[s]"),
    "datetime": (None, None),
    "text": (None, None),
    "texts": ("object", "object"),
    "mixed": ("object", "object"),
}


def kind_of(cells: Iterable[Any]) -> str:
    """Return what all cells of a column are, those that are None left out; `text` where all are.

    `bool`, `int` (of 64 bits), `float` (or decimals, or either and ints), `date`, `datetime`, `text`, `texts` (lists
    of them), else `mixed`.

    >>> kind_of([3, None, Decimal("2.5")]), kind_of([["a"], []]), kind_of([1, "a"])
    ('float', 'texts', 'mixed')
    """
    kinds = {_kind(cell) for cell in cells if cell is not None}
    if kinds == {"int", "float"}:
        return "float"
    return next(iter(kinds)) if len(kinds) == 1 else "mixed" if kinds else "text"


def _kind(cell: object) -> str:
    match cell:
        case bool():
            return "bool"
        case int():
            return "int" if cell in _LONG else "mixed"
        case Decimal() if cell.is_finite() and cell == cell.to_integral_value() and int(cell) in _LONG:
            return "int"
        case float() | Decimal():
            return "float"
        case datetime.datetime():
            return "datetime"
        case datetime.date():
            return "date"
        case str():
            return "text"
        case list() if all(isinstance(item, str) for item in cell):
            return "texts"
    return "mixed"


def to_pandas(names: Sequence[str], rows: Rows, kinds: Mapping[str, str]) -> "pandas.DataFrame":
    """Return a DataFrame: dates are `datetime64`, numbers numbers, also where cells are empty; what is mixed, objects.

    Args:
        names: of the columns.
        rows: their cells.
        kinds: what columns are, as `kind_of` has it, where that is known whatever the rows; so of the other two.

    Raises:
        MissingDependency: pandas is not installed.
    """
    try:
        import pandas
    except ImportError as err:
        raise not_installed("to_pandas", "pandas", "pandas") from err
    columns = {}
    for name, kind, cells in _columns(names, rows, kinds):
        types, values = _PANDAS[kind], [_plain(cell, kind) for cell in cells]
        columns[name] = pandas.Series(values, dtype=types[any(cell is None for cell in cells)])
    return pandas.DataFrame(columns, columns=list(names), index=range(len(rows)))


def to_polars(names: Sequence[str], rows: Rows, kinds: Mapping[str, str]) -> "polars.DataFrame":
    """Return a DataFrame of polars, its columns as those of `to_arrow`; what is mixed, as text.

    Raises:
        MissingDependency: polars is not installed.
    """
    try:
        import polars
    except ImportError as err:
        raise not_installed("to_polars", "polars", "polars") from err
    types = {
        "bool": polars.Boolean,
        "int": polars.Int64,
        "float": polars.Float64,
        "date": polars.Date,
        "datetime": None,
        "texts": polars.List(polars.String),
    }
    columns = []
    for name, kind, cells in _columns(names, rows, kinds):
        columns.append(polars.Series(name, _whole(cells, kind), dtype=types.get(kind, polars.String)))
    return polars.DataFrame(columns)


def to_arrow(names: Sequence[str], rows: Rows, kinds: Mapping[str, str]) -> "pyarrow.Table":
    """Return a table of Arrow: `date32`, `int64`, `double`, `bool`, `string`, lists of these; what is mixed, as text.

    Raises:
        MissingDependency: pyarrow is not installed.
    """
    try:
        import pyarrow as arrow
    except ImportError as err:
        raise not_installed("to_arrow", "pyarrow", "parquet") from err
    types: dict[str, Callable[[], Any]] = {
        "bool": arrow.bool_,
        "int": arrow.int64,
        "float": arrow.float64,
        "date": arrow.date32,
        "datetime": lambda: None,
        "texts": lambda: arrow.list_(arrow.string()),
    }
    columns = []
    for _, kind, cells in _columns(names, rows, kinds):
        columns.append(arrow.array(_whole(cells, kind), type=types.get(kind, arrow.string)()))
    return arrow.table(columns, names=list(names))


def _columns(names: Sequence[str], rows: Rows, kinds: Mapping[str, str]) -> Iterator[tuple[str, str, list[Any]]]:
    for at, name in enumerate(names):
        cells = [row[at] for row in rows]
        yield name, kinds.get(name) or kind_of(cells), cells


def _whole(cells: Iterable[Any], kind: str) -> list[Any]:
    """Return cells of one kind for a library whose columns are of one type."""
    return [_as_text(cell) if kind == "mixed" and cell is not None else _plain(cell, kind) for cell in cells]


def _plain(cell: Any, kind: str) -> Any:
    match cell:
        case Decimal():
            return int(cell) if kind == "int" or (kind == "mixed" and _kind(cell) == "int") else float(cell)
        case str():
            return str(cell)  # an IRI is a text
        case int() if kind == "float":
            return float(cell)
    return cell


def _as_text(cell: Any) -> str:
    return cell if isinstance(cell, str) else json.dumps(cell, ensure_ascii=False, default=str)
