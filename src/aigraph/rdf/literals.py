"""Literals by the datatypes of XML Schema: is one well formed, is one less than another."""

import re
from calendar import monthrange
from decimal import Decimal
from functools import lru_cache

from pyoxigraph import Literal, Store

from aigraph.namespaces import XSD

__all__ = ["less", "well_formed"]

_ZONE = r"(?:Z|[+-](?:(?:0\d|1[0-3]):[0-5]\d|14:00))?"
_YEAR = r"-?(?:[1-9]\d{3,}|0\d{3})"
_MONTH, _DAY = r"(?:0[1-9]|1[0-2])", r"(?:0[1-9]|[12]\d|3[01])"
_TIME = r"(?:(?:[01]\d|2[0-3]):[0-5]\d:[0-5]\d(?:\.\d+)?|24:00:00(?:\.0+)?)"
_YEARS = r"(?:\d+Y)?(?:\d+M)?"
_TIMES = r"(?:\d+D)?(?:T(?=\d)(?:\d+H)?(?:\d+M)?(?:\d+(?:\.\d+)?S)?)?"
_FLOAT = r"[+-]?(?:\d+(?:\.\d*)?|\.\d+)(?:[eE][+-]?\d+)?|[+-]?INF|NaN"

#: What the text of a literal looks like, by datatype; any text is well formed for one that is not here.
#: Source: https://www.w3.org/TR/xmlschema11-2/
FORMS: dict[str, re.Pattern[str]] = {
    name: re.compile(pattern)
    for name, pattern in {
        "boolean": "true|false|1|0",
        "decimal": r"[+-]?(?:\d+(?:\.\d*)?|\.\d+)",
        "float": _FLOAT,
        "double": _FLOAT,
        "date": f"{_YEAR}-{_MONTH}-{_DAY}{_ZONE}",
        "dateTime": f"{_YEAR}-{_MONTH}-{_DAY}T{_TIME}{_ZONE}",
        "dateTimeStamp": f"{_YEAR}-{_MONTH}-{_DAY}T{_TIME}(?=[Z+-]){_ZONE}",
        "time": _TIME + _ZONE,
        "gYear": _YEAR + _ZONE,
        "gYearMonth": f"{_YEAR}-{_MONTH}{_ZONE}",
        "gMonth": f"--{_MONTH}{_ZONE}",
        "gMonthDay": f"--{_MONTH}-{_DAY}{_ZONE}",
        "gDay": f"---{_DAY}{_ZONE}",
        "duration": rf"-?P(?=\d|T\d){_YEARS}{_TIMES}",
        "yearMonthDuration": rf"-?P(?=\d){_YEARS}",
        "dayTimeDuration": rf"-?P(?=\d|T\d){_TIMES}",
        "hexBinary": "(?:[0-9a-fA-F]{2})*",
        "base64Binary": r"(?:(?:[A-Za-z0-9+/] ?){4})*(?:(?:[A-Za-z0-9+/] ?){2}= ?=|(?:[A-Za-z0-9+/] ?){3}=)?",
        "language": "[a-zA-Z]{1,8}(?:-[a-zA-Z0-9]{1,8})*",
    }.items()
}
#: The whole numbers, from and to; None for no bound.
WHOLE: dict[str, tuple[int | None, int | None]] = {
    "integer": (None, None),
    "nonNegativeInteger": (0, None),
    "positiveInteger": (1, None),
    "nonPositiveInteger": (None, 0),
    "negativeInteger": (None, -1),
    **{name: (-(2**bits), 2**bits - 1) for name, bits in (("long", 63), ("int", 31), ("short", 15), ("byte", 7))},
    **{f"unsigned{n}": (0, 2**bits - 1) for n, bits in (("Long", 64), ("Int", 32), ("Short", 16), ("Byte", 8))},
}
_DATE = re.compile(r"\d{4}-\d\d-\d\d")
_MONTHS = re.compile(r"(-?\d{4,})-(\d\d)-(\d\d)")


def well_formed(literal: Literal) -> bool:
    """Return whether the text of a literal is one of its datatype.

    >>> from pyoxigraph import NamedNode
    >>> date = NamedNode(XSD + "date")
    >>> well_formed(Literal("2024-02-29", datatype=date)), well_formed(Literal("2023-02-29", datatype=date))
    (True, False)
    """
    name = literal.datatype.value.removeprefix(XSD)
    text = literal.value.strip(" \t\r\n")
    if name in WHOLE:
        low, high = WHOLE[name]
        if not re.fullmatch(r"[+-]?[0-9]+", text):
            return False
        return (low is None or int(text) >= low) and (high is None or int(text) <= high)
    form = FORMS.get(name)
    if form is None:
        return True
    if not text.isascii() or not form.fullmatch(text):
        return False
    if name == "gMonthDay":
        return int(text[5:7]) <= monthrange(2000, int(text[2:4]))[1]
    match = _MONTHS.match(text) if name.startswith("date") else None
    if match is None:
        return True
    year = int(match[1])
    return int(match[3]) <= monthrange(2000 + year % 400, int(match[2]))[1]


def less(one: Literal, other: Literal, *, equal: bool) -> bool:
    """Return whether SPARQL's `<`, or `<=`, holds; False for what cannot be compared.

    >>> less(Literal(2), Literal(3), equal=False), less(Literal(2), Literal("b"), equal=True)
    (True, False)
    """
    numbers = _number(one), _number(other)
    if numbers[0] is not None and numbers[1] is not None:
        return numbers[0] <= numbers[1] if equal else numbers[0] < numbers[1]
    days = _day(one), _day(other)
    if days[0] is not None and days[1] is not None:
        return days[0] <= days[1] if equal else days[0] < days[1]
    return _asked(one, other, "<=" if equal else "<")


def _number(literal: Literal) -> Decimal | None:
    name = literal.datatype.value.removeprefix(XSD)
    return Decimal(literal.value.strip()) if (name in WHOLE or name == "decimal") and well_formed(literal) else None


def _day(literal: Literal) -> str | None:
    """Return a date of four digits without a zone: these are in the order of their texts."""
    plain = literal.datatype.value == XSD + "date" and _DATE.fullmatch(literal.value)
    return literal.value if plain and well_formed(literal) else None


@lru_cache(maxsize=2**16)
def _asked(one: Literal, other: Literal, sign: str) -> bool:
    return bool(_engine().query(f"ASK {{ FILTER({one} {sign} {other}) }}"))


@lru_cache(maxsize=1)
def _engine() -> Store:
    return Store()
