"""Values and terms: Python's dates, numbers and booleans as literals, and back; a term as JSON carries it."""

import datetime
import json
import math
import re
from collections.abc import Callable, Mapping
from decimal import Decimal
from typing import Any

from aigraph.errors import QueryError
from aigraph.namespaces import IRI, PREFIXES, XSD
from aigraph.table import Cell

__all__ = ["Packed", "pack", "unpack", "written"]

#: A term: `["iri", iri]`, `["literal", text, language, datatype]` or `["other", text]`.
Packed = list[str]

_DATE = r"[0-9]{4}-[0-9]{2}-[0-9]{2}"
_TIME = r"[0-9]{2}:[0-9]{2}:[0-9]{2}(?:\.[0-9]{1,6})?"
_ZONE = r"(?:Z|[+-][0-9]{2}:[0-9]{2})?"
_DECIMAL = r"[+-]?(?:[0-9]+(?:\.[0-9]*)?|\.[0-9]+)"

#: The range of each datatype derived from `xsd:integer`.
_INTEGERS: Mapping[str, tuple[float, float]] = {
    "integer": (-math.inf, math.inf),
    "nonNegativeInteger": (0, math.inf),
    "positiveInteger": (1, math.inf),
    "nonPositiveInteger": (-math.inf, 0),
    "negativeInteger": (-math.inf, -1),
    **{name: (-(2**bits), 2**bits - 1) for name, bits in (("long", 63), ("int", 31), ("short", 15), ("byte", 7))},
    **{f"unsigned{name}": (0, 2**n - 1) for name, n in (("Long", 64), ("Int", 32), ("Short", 16), ("Byte", 8))},
}
#: Of the other datatypes the lexical forms that Python holds, and what makes the value.
_OTHERS: Mapping[str, tuple[re.Pattern[str], Callable[[str], Cell]]] = {
    "decimal": (re.compile(_DECIMAL), Decimal),
    "double": (re.compile(rf"{_DECIMAL}(?:[eE][+-]?[0-9]+)?|[+-]?INF|NaN"), float),
    "float": (re.compile(rf"{_DECIMAL}(?:[eE][+-]?[0-9]+)?|[+-]?INF|NaN"), float),
    "boolean": (re.compile("true|false|1|0"), lambda text: text in ("true", "1")),
    "date": (re.compile(_DATE), datetime.date.fromisoformat),
    "dateTime": (re.compile(f"{_DATE}T{_TIME}{_ZONE}"), datetime.datetime.fromisoformat),
    "dateTimeStamp": (re.compile(f"{_DATE}T{_TIME}{_ZONE}"), datetime.datetime.fromisoformat),
}


def unpack(term: Packed | None, prefixes: Mapping[str, str] = PREFIXES) -> Cell:
    """Return a term as a cell of a table, an IRI with one of the prefixes.

    A literal that is ill-formed, or that Python has no type for, is its text.

    >>> unpack(["literal", "1.50", "", XSD + "decimal"]), unpack(["literal", "abc", "", XSD + "integer"])
    (Decimal('1.50'), 'abc')
    """
    if term is None:
        return None
    if term[0] == "iri":
        return IRI(term[1], prefixes)
    if term[0] == "literal" and term[3].startswith(XSD):
        return _value(term[1], term[3].removeprefix(XSD))
    return term[1]


def _value(text: str, datatype: str) -> Cell:
    if datatype in _INTEGERS:
        low, high = _INTEGERS[datatype]
        well_formed = re.fullmatch(r"[+-]?[0-9]{1,4000}", text)  # Python reads no more digits
        return number if well_formed and low <= (number := int(text)) <= high else text
    if datatype in _OTHERS:
        pattern, make = _OTHERS[datatype]
        try:
            return make(text) if pattern.fullmatch(text) else text
        except ValueError:  # the 31st of February
            return text
    return text


def pack(name: str, value: object) -> Packed:
    """Return the term of a parameter: an IRI, a text, a number, a boolean, a date, or a term of rdflib or pyoxigraph.

    >>> pack("day", datetime.date(2024, 3, 15))
    ['literal', '2024-03-15', '', 'http://www.w3.org/2001/XMLSchema#date']

    Raises:
        QueryError: the value is no term.
    """
    term = _foreign(value) or _own(value)
    if term is None or any(text != text.encode(errors="replace").decode() for text in term):
        raise QueryError(
            f"parameter {name}: {value!r} is no term; expected a text, a number, a boolean, a date, "
            "an IRI (aigraph.AID['…']), or a Literal of rdflib"
        )
    return term


def _own(value: object) -> Packed | None:
    match value:
        case bool():
            return _literal("true" if value else "false", "boolean")
        case int():
            return _literal(str(int(value)), "integer")
        case float():
            special = {math.inf: "INF", -math.inf: "-INF"}
            return _literal("NaN" if math.isnan(value) else special.get(value) or repr(float(value)), "double")
        case Decimal() if value.is_finite():
            return _literal(format(value, "f"), "decimal")
        case datetime.datetime():
            return _literal(value.isoformat(), "dateTime")
        case datetime.date():
            return _literal(value.isoformat(), "date")
        case IRI():
            return ["iri", str(value)]
        case str():
            return _literal(str(value), "string")
    return None


def _foreign(value: Any) -> Packed | None:
    """Return a term of rdflib or pyoxigraph, neither of which is imported here."""
    match f"{type(value).__module__.partition('.')[0]}.{type(value).__name__}":
        case "rdflib.URIRef":
            return ["iri", str(value)]
        case "rdflib.Literal":
            return ["literal", str(value), value.language or "", str(value.datatype or XSD + "string")]
        case "pyoxigraph.NamedNode":
            return ["iri", value.value]
        case "pyoxigraph.Literal":
            return ["literal", value.value, value.language or "", value.datatype.value]
    return None


def written(term: Packed) -> str:
    """Return an IRI or a literal as SPARQL writes it.

    >>> print(written(pack("x", 7)), written(pack("x", 'say "hi"')))
    7 "say \\"hi\\""
    """
    if term[0] == "iri":
        return f"<{term[1]}>"
    _, text, language, datatype = term
    if datatype == XSD + "integer":
        return text
    quoted = re.sub(r"(\\\\)(u|U)", _escaped, json.dumps(text, ensure_ascii=False))
    return f"{quoted}@{language}" if language else quoted if datatype == XSD + "string" else f"{quoted}^^<{datatype}>"


def _escaped(match: re.Match[str]) -> str:
    """Return a backslash and a u that rdflib, which expands \\u0041 before it reads, does not take for an escape."""
    return f"{match[1]}\\U{ord(match[2]):08x}"


def _literal(text: str, datatype: str) -> Packed:
    return ["literal", text, "", XSD + datatype]
