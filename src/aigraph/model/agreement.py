"""Whether two values say the same, one perhaps more precisely: `2023` and `2023-05` do, `2023-04` and `2023-05` not."""

from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal

from aigraph.model.date_words import same_length
from aigraph.model.values import Date, Duration, Quantity, Value
from aigraph.namespaces import UNSTATED

__all__ = ["finer"]

#: The lowest and the highest number that a quantity may be, each with whether it is left out itself.
_Range = tuple[tuple[Decimal, bool], tuple[Decimal, bool]]
_APPROXIMATE = ("~", "%")


def finer(first: Value, other: Value) -> Value | None:
    """Return the more precise of two values that agree, the first where neither is; None where they differ.

    Dates agree where the days of one lie among those of the other, numbers where what one may be lies within what the
    other may be. About a number is whatever rounds to it, about a date one year, month or day more or less. Units must
    be equal, or one of them unstated. In texts neither case nor blanks count.

    >>> from aigraph.model.dates import parse_date
    >>> from aigraph.model.quantity import parse_quantity
    >>> finer(parse_date("2023"), parse_date("2023-05")).edtf, finer(parse_date("2023-04"), parse_date("2023-05"))
    ('2023-05', None)
    >>> finer(parse_quantity("~2.5万"), parse_quantity("24,800")).value
    Decimal('24800')
    >>> finer(True, True), finer(True, False)
    (True, None)
    """
    match first, other:
        case Date(), Date():
            return _finer_date(first, other)
        case Quantity(), Quantity():
            return _finer_quantity(first, other)
        case Duration(), Duration():
            return first if same_length(first, other) else None
        case str(), str():
            return first if first.casefold().split() == other.casefold().split() else None
        case _:
            return first if first == other else None


def _finer_date(first: Date, other: Date) -> Date | None:
    ours, theirs = _days(first), _days(other)
    if ours == theirs:
        return min(first, other, key=lambda said: "?" in said.edtf)
    if theirs[0] <= ours[0] and ours[1] <= theirs[1]:
        return first
    return other if ours[0] <= theirs[0] and theirs[1] <= ours[1] else None


def _days(said: Date) -> tuple[str, str]:
    """Return the first and last day that a date may mean."""
    if said.earliest is None or said.latest is None or "/" in said.edtf or not said.edtf.endswith(_APPROXIMATE):
        return said.earliest or "", said.latest or "9999-12-31"
    first, last = date.fromisoformat(said.earliest), date.fromisoformat(said.latest)
    length = last - first + timedelta(1)
    before, after = min(length, first - date.min), min(length, date.max - last)
    return (first - before).isoformat(), (last + after).isoformat()


def _finer_quantity(first: Quantity, other: Quantity) -> Quantity | None:
    named = {said.unit for said in (first, other)} - {None, UNSTATED}
    if len(named) > 1:
        return None
    ours, theirs = _range(first), _range(other)
    chosen = first if _within(ours, theirs) else other if _within(theirs, ours) else None
    return replace(chosen, unit=next(iter(named))) if chosen and named else chosen


def _range(said: Quantity) -> _Range:
    """Return what a quantity may be."""
    low, high = said.min, said.max
    if said.value is not None and low is None and high is None:
        half = _rounding(said.value) if said.comparator == "about" else Decimal(0)
        low, high = said.value - half, said.value + half
    lowest, highest = (Decimal("-Infinity"), Decimal("Infinity"))
    return (
        (lowest if low is None else low, said.comparator == "moreThan"),
        (highest if high is None else high, said.comparator == "lessThan"),
    )


def _rounding(number: Decimal) -> Decimal:
    """Return how far from a round number lies what is rounded to it: half a unit of its last digit that is no zero."""
    exponent = number.normalize().as_tuple().exponent
    return Decimal(5).scaleb(int(exponent) - 1)


def _within(inner: _Range, outer: _Range) -> bool:
    (low, out_low), (high, out_high) = inner
    (least, out_least), (most, out_most) = outer
    above = low > least or (low == least and (out_low or not out_least))
    return above and (high < most or (high == most and (out_high or not out_most)))
