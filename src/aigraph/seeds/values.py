"""Seed notation to values: what a word in a statement line or a qualifier means, by the ontology's type."""

import re
from collections.abc import Iterable
from dataclasses import replace

from aigraph.errors import did_you_mean
from aigraph.model import Quantity, Ref, Value
from aigraph.model.dates import parse_duration, parse_seed_date
from aigraph.model.quantity import parse_quantity
from aigraph.ontology import Ontology, Property

__all__ = ["SLUG", "check_unit", "parse_value"]

SLUG = r"[a-z0-9]+(?:-[a-z0-9]+)*"


def parse_value(prop: Property, text: str, ontology: Ontology) -> Value:
    """Return the value that `text` writes for a property. Raises ValueError with a sentence.

    A quantity's `written` is the seed's own notation until it is looked up in the quote, or, for a number that the text
    gives in words, those words: `2 (仅次于)`.
    """
    match prop.value_type:
        case "entity":
            return Ref(text)
        case "quantity":
            number, words = _words_apart(text)
            quantity = parse_quantity(number)
            if quantity == Quantity():
                return quantity
            return replace(quantity, unit=quantity.unit or prop.default_unit, written=words or text)
        case "date":
            return parse_seed_date(text)
        case "duration":
            return parse_duration(text)
        case "boolean":
            return _one_of(text, ("true", "false")) == "true"
        case "integer":
            return int(text)
        case "option":
            return _one_of(text, prop.options)
        case "class":
            return _one_of(text, ontology.classes)
        case _:
            return text


def check_unit(prop: Property, quantity: Quantity, ontology: Ontology, entities: Iterable[str]) -> str | None:
    """Return what is wrong with the unit of a property's quantity, None where nothing is."""
    unit = ontology.units.get(quantity.unit or "")
    if quantity.unit is not None and unit is None and quantity.unit not in set(entities):
        near = did_you_mean(quantity.unit, [*ontology.units, *entities])
        return f"unknown unit {quantity.unit!r}; expected a unit of the ontology or an entity's slug{near}"
    if prop.unit_kind != "currency" or (quantity.value, quantity.min, quantity.max) == (None, None, None):
        return None
    if quantity.unit is None:
        return "money without a unit; expected a currency such as USD, or 'unstated' where the text names none"
    if quantity.unit != "unstated" and (unit is None or unit.kind != "currency"):
        return f"{quantity.unit!r} is no currency; expected a currency such as USD, or 'unstated'"
    return None


def _words_apart(text: str) -> tuple[str, str | None]:
    match = re.fullmatch(r"(.+?)\s*\(([^()]+)\)", text)
    return (match[1], f"({match[2]})") if match else (text, None)


def _one_of(text: str, known: Iterable[str]) -> str:
    names = list(known)
    if text in names:
        return text
    expected = ", ".join(names) if len(names) <= 12 else f"one of {len(names)} names"
    raise ValueError(f"unknown {text!r}; expected {expected}{did_you_mean(text, names)}")
