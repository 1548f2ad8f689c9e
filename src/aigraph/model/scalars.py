"""A value as named scalars and back: how RDF, property graphs and NDJSON alike hold a qualifier.

A date `startDate` becomes `startDate`, `startDateEarliest`, `startDateLatest`, `startDateWritten`; a quantity
`ratio` becomes `ratio`, `ratioMin`, `ratioMax`, `ratioUnit`, `ratioComparator`, `ratioWritten`, `ratioRange`. The
quantity called `value`, which is also how a metric's number is held, has the bare names `value`, `min`, `max`, `unit`,
`comparator`, `written`, `range`.
"""

from collections.abc import Callable
from decimal import Decimal
from functools import cache

from aigraph.model.values import Date, Duration, Quantity, Ref, Value

__all__ = ["DATE_PARTS", "PARTS", "QUANTITY_PARTS", "Scalar", "join", "part_name", "part_names", "plain", "split"]

Scalar = str | bool | int | Decimal

DATE_PARTS = ("", "Earliest", "Latest", "Written")
QUANTITY_PARTS = ("", "Min", "Max", "Unit", "Comparator", "Written", "Range")
#: The types whose values have parts.
PARTS = {"date": DATE_PARTS, "quantity": QUANTITY_PARTS, "duration": ("", "Written")}


def part_name(name: str, part: str) -> str:
    """Return the name of one part of a value.

    >>> part_name("ratio", "Min"), part_name("value", "Min"), part_name("value", ""), part_name("date", "Latest")
    ('ratioMin', 'min', 'value', 'dateLatest')
    """
    return part.lower() if name == "value" and part in QUANTITY_PARTS[1:] else name + part


def part_names(name: str, value_type: str) -> tuple[str, ...]:
    """Return the names of the scalars that values of a type may have.

    >>> part_names("ceased", "duration"), part_names("open", "boolean")
    (('ceased', 'ceasedWritten'), ('open',))
    """
    return tuple(part_name(name, part) for part in PARTS.get(value_type, ("",)))


def split(name: str, value: Value) -> dict[str, Scalar]:
    """Return the value as named scalars, leaving out what it does not say.

    >>> split("date", Date("2021", "2021-01-01", "2021-12-31"))
    {'date': '2021', 'dateEarliest': '2021-01-01', 'dateLatest': '2021-12-31'}
    >>> split("value", Quantity(min=Decimal(20), comparator="moreThan"))
    {'min': Decimal('20'), 'comparator': 'moreThan'}
    """
    if isinstance(value, Date):
        return _date(name, value)
    if isinstance(value, Quantity):
        return _quantity(name, value)
    if isinstance(value, Duration):
        written = {} if value.written is None else {part_name(name, "Written"): value.written}
        return {name: value.iso, **written}
    return {name: value.id if isinstance(value, Ref) else value}


def _date(name: str, value: Date) -> dict[str, Scalar]:
    """Return a date as named scalars, field by field: most of what a large graph holds are dates and quantities."""
    _, earliest, latest, written = _date_names(name)
    found: dict[str, Scalar] = {name: value.edtf}
    if value.earliest is not None:
        found[earliest] = value.earliest
    if value.latest is not None:
        found[latest] = value.latest
    if value.written is not None:
        found[written] = value.written
    return found


def _quantity(name: str, value: Quantity) -> dict[str, Scalar]:
    _, least, most, unit, comparator, written, named = _quantity_names(name)
    found: dict[str, Scalar] = {} if value.value is None else {name: value.value}
    if value.min is not None:
        found[least] = value.min
    if value.max is not None:
        found[most] = value.max
    if value.unit is not None:
        found[unit] = value.unit
    if value.comparator is not None:
        found[comparator] = value.comparator
    if value.written is not None:
        found[written] = value.written
    if value.range is not None:
        found[named] = value.range
    return found


@cache
def _date_names(name: str) -> tuple[str, ...]:
    return tuple(part_name(name, part) for part in DATE_PARTS)


@cache
def _quantity_names(name: str) -> tuple[str, ...]:
    return tuple(part_name(name, part) for part in QUANTITY_PARTS)


def join(name: str, value_type: str, get: Callable[[str], Scalar | None]) -> Value | None:
    """Return the value whose named scalars `get` finds, None where it finds none: the inverse of `split`."""
    if value_type == "quantity":
        parts = [get(part_name(name, part)) for part in QUANTITY_PARTS]
        if all(part is None for part in parts):
            return None
        numbers = [None if part is None else Decimal(str(part)) for part in parts[:3]]
        texts = [None if part is None else str(part) for part in parts[3:]]
        return Quantity(numbers[0], numbers[1], numbers[2], *texts)
    first = get(name)
    if first is None:
        return None
    if value_type == "date":
        rest = [get(part_name(name, part)) for part in DATE_PARTS[1:]]
        earliest, latest, written = (None if part is None else str(part) for part in rest)
        return Date(str(first), earliest, latest, written)
    if value_type == "duration":
        said = get(part_name(name, "Written"))
        return Duration(str(first), None if said is None else str(said))
    if value_type == "entity":
        return Ref(str(first))
    if value_type == "boolean":
        return first if isinstance(first, bool) else str(first) == "true"
    if value_type == "integer":
        return int(str(first))
    return str(first)


def plain(number: Decimal) -> str:
    """Return a decimal without exponent or trailing zeros, the form every store keeps.

    >>> plain(Decimal("2.50E+4")), plain(Decimal("81.20"))
    ('25000', '81.2')
    """
    text = format(number, "f")
    return text.rstrip("0").rstrip(".") if "." in text else text
