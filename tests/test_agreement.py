"""Values that agree, of which the finer one is kept, and values that differ."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from aigraph.model import Quantity, Value
from aigraph.model.agreement import finer
from aigraph.model.dates import parse_date, parse_duration
from aigraph.model.quantity import parse_quantity

AGREE: list[tuple[Value, Value]] = [
    (parse_date("2023-05"), parse_date("2023")),
    (parse_date("2023-05-31"), parse_date("2023-05")),
    (parse_date("2023-05"), parse_date("2023-05?")),
    (parse_date("2023-06"), parse_date("2023-05~")),
    (parse_date("2022"), parse_date("2023~")),
    (parse_date("2023-11"), parse_date("2023-36")),
    (parse_date("2023"), parse_date("../2024")),
    (parse_quantity("22"), parse_quantity(">20")),
    (parse_quantity("20"), parse_quantity(">=20")),
    (parse_quantity(">20"), parse_quantity(">=20")),
    (parse_quantity("24,800"), parse_quantity("~2.5万")),
    (parse_quantity("25-28万"), parse_quantity("20-30万")),
    (parse_quantity("$2 billion"), parse_quantity("20亿美元")),
    (parse_quantity("5"), parse_quantity("unstated")),
    (parse_quantity("105 USD"), parse_quantity("105 unstated")),
    (True, True),
    ("5-shot", "5-shot"),
]
DIFFER: list[tuple[Value, Value]] = [
    (parse_date("2023-04"), parse_date("2023-05")),
    (parse_date("2023-06"), parse_date("2023-05?")),
    (parse_date("2023"), parse_date("2021~")),
    (parse_date("2024"), parse_date("../2023")),
    (parse_duration("P3Y"), parse_duration("P35M")),
    (parse_quantity("20"), parse_quantity(">20")),
    (parse_quantity("25,600"), parse_quantity("~2.5万")),
    (parse_quantity("25,000"), parse_quantity("24,800")),
    (parse_quantity("20-30"), parse_quantity("25-35")),
    (parse_quantity("$105 million"), parse_quantity("€105 million")),
    (True, False),
    ("5-shot", "0-shot"),
]


@pytest.mark.parametrize(("fine", "coarse"), AGREE, ids=str)
def test_values_that_agree(fine: Value, coarse: Value) -> None:
    for found in (finer(fine, coarse), finer(coarse, fine)):
        assert found == fine or (isinstance(found, Quantity) and found.value is not None)


def test_texts_that_agree() -> None:
    assert finer("Series B", "series  b") == "Series B"
    assert finer("Series B", "Series C") is None


def test_lengths_of_time_that_agree() -> None:
    assert finer(parse_duration("P3Y"), parse_duration("P36M")) == parse_duration("P3Y")


@pytest.mark.parametrize(("one", "other"), DIFFER, ids=str)
def test_values_that_differ(one: Value, other: Value) -> None:
    assert finer(one, other) is None
    assert finer(other, one) is None


numbers = st.builds(
    lambda sign, number: parse_quantity(f"{sign}{number}"),
    st.sampled_from(["", "~", ">", ">=", "<", "<="]),
    st.integers(0, 300),
)
days = st.sampled_from(
    [parse_date(d) for d in ("2023", "2023-05", "2023-05-04", "2023-05~", "../2024", "2023-36", "2022/2023", "2024?")]
)


@given(st.one_of(st.tuples(numbers, numbers), st.tuples(days, days)))
def test_agreement_has_no_direction(pair: tuple[Value, Value]) -> None:
    one, other = pair
    found = finer(one, other)
    assert (found is None) == (finer(other, one) is None)
    assert found in (one, other, None)
    assert finer(one, one) == one
    if found is not None:
        assert finer(found, one) == found
