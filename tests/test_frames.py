"""Columns of frames: of one type each, whatever the cells, and the same cells in every library."""

import datetime
import math
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from aigraph.frames import kind_of
from aigraph.namespaces import ENTITY, IRI
from aigraph.table import Table

KINDS: dict[str, st.SearchStrategy[Any]] = {
    "bool": st.booleans(),
    "int": st.integers(-(2**63), 2**63 - 1) | st.integers(-(10**6), 10**6).map(Decimal),
    "float": st.floats(allow_nan=False) | st.decimals(allow_nan=False, allow_infinity=False, places=2),
    "date": st.dates(),
    "text": st.text(st.characters(codec="utf-8")) | st.sampled_from([IRI(f"{ENTITY}openai")]),
    "texts": st.lists(st.text(st.characters(codec="utf-8")), max_size=3),
}
ANY = st.one_of(*KINDS.values(), st.integers(), st.dictionaries(st.text("ab"), st.integers(), max_size=2), st.none())


def plain(cell: Any, kind: str) -> Any:
    """Return a cell as a column of a kind has it."""
    if cell is None:
        return None
    return float(cell) if kind == "float" else int(cell) if kind == "int" else cell


@pytest.mark.parametrize("kind", KINDS)
@settings(max_examples=40, deadline=None)
@given(data=st.data())
def test_a_column_of_one_kind_keeps_its_cells(kind: str, data: st.DataObject) -> None:
    cells = data.draw(st.lists(KINDS[kind] | st.none(), min_size=1, max_size=6))
    table = Table(("a",), tuple((cell,) for cell in cells), kinds={"a": kind})
    wanted = [plain(cell, kind) for cell in cells]
    assert table.to_arrow().column("a").to_pylist() == wanted
    assert table.to_polars()["a"].to_list() == wanted
    column = table.to_pandas()["a"]
    missing = [cell is None for cell in cells]
    assert list(column.isna()) == missing
    for found, cell in zip(column[[not one for one in missing]], filter(lambda c: c is not None, wanted), strict=True):
        assert (found.date() if kind == "date" else found) == cell


@settings(max_examples=60, deadline=None)
@given(st.lists(ANY, max_size=5))
def test_any_column_can_be_had(cells: list[Any]) -> None:
    table = Table(("a", "b"), tuple((cell, n) for n, cell in enumerate(cells)))
    kind = kind_of(cells)
    for frame in (table.to_pandas(), table.to_polars(), table.to_arrow().to_pydict()):
        found = list(frame["a"])
        assert len(found) == len(cells)
        if kind == "mixed" and not hasattr(frame, "dtypes"):
            assert all(one is None or isinstance(one, str) for one in found)


def test_kinds() -> None:
    assert kind_of([]) == kind_of([None]) == "text"
    assert kind_of([True, 1]) == "mixed"
    assert kind_of([2**70]) == "mixed"
    assert kind_of([Decimal("2"), 3]) == "int"
    assert kind_of([Decimal("2.5"), 3, math.inf]) == "float"
    assert kind_of([datetime.datetime(2024, 1, 1), None]) == "datetime"
    assert kind_of([datetime.datetime(2024, 1, 1), datetime.date(2024, 1, 1)]) == "mixed"


def test_no_rows_and_no_columns() -> None:
    for table in (Table((), ()), Table(("a", "b"), ()), Table((), ((), ()))):
        assert (
            len(table.to_pandas().columns)
            == table.to_polars().width
            == table.to_arrow().num_columns
            == len(table.columns)
        )
