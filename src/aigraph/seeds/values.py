"""Seed notation to values: what a word in a statement line or a qualifier means, by the ontology's type."""

import re
from collections.abc import Collection, Iterable
from dataclasses import dataclass, replace
from difflib import get_close_matches

from aigraph.errors import ExportError, did_you_mean
from aigraph.files import is_portable
from aigraph.model import Quantity, Ref, Value
from aigraph.model.dates import parse_duration, parse_seed_date
from aigraph.model.quantity import parse_quantity
from aigraph.namespaces import UNSTATED
from aigraph.ontology import Ontology, Property

__all__ = ["Given", "check_file_id", "check_unit", "is_slug", "parse_value", "statement_parts", "unknown_term"]

_SLUG = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
_LONGEST = 1000
#: The kinds of unit that count things, of which an entity may be one.
_COUNTED = ("count", "compute")


@dataclass(frozen=True, slots=True)
class Given:
    """A value as a seed gives it.

    Of a number, `notation` is how the seed writes it, to be looked up in the quote; `words` are the text's own where
    the seed says them itself, as in `2 (仅次于)`.
    """

    value: Value
    notation: str | None = None
    words: str | None = None


def is_slug(text: str) -> bool:
    """Return whether a text can be an id: lower-case letters, digits and single hyphens.

    >>> is_slug("gpt-4"), is_slug("GPT-4"), is_slug("a b")
    (True, False, False)
    """
    return _SLUG.fullmatch(text) is not None


def check_file_id(what: str, name: str) -> None:
    """Raise ExportError where an id that somebody gives, of which a file gets its name, is none; `what` has it.

    >>> check_file_id("the source", "../sources")
    Traceback (most recent call last):
    aigraph.errors.ExportError: the source '../sources' is no id; expected lower-case letters, digits and single \
hyphens. Choose another
    """
    if not is_slug(name):
        expected = "lower-case letters, digits and single hyphens"
        raise ExportError(f"{what} {name!r} is no id; expected {expected}. Choose another")
    if not is_portable(name):
        raise ExportError(f"{what} {name!r} is a device on Windows, no file; expected another id. Choose another")


def unknown_term(kind: str, name: str, known: Iterable[str]) -> str:
    """Return what is said of a name that is no class, predicate or qualifier: the near ones, and where all are.

    >>> unknown_term("class", "Compny", ["Company", "Person"])
    "unknown class 'Compny'; expected one of the ontology; did you mean 'Company'? Run 'aigraph schema'"
    """
    folded = {word.casefold(): word for word in sorted(known, reverse=True)}
    spelt = name.casefold()
    near = get_close_matches(spelt, folded, n=3, cutoff=0.8) or get_close_matches(spelt, folded, n=1, cutoff=0.6)
    hint = f"; did you mean {' or '.join(repr(folded[word]) for word in near)}?" if near else "."
    return f"unknown {kind} {name!r}; expected one of the ontology{hint} Run 'aigraph schema'"


def statement_parts(line: str) -> tuple[str, str, str, str | None]:
    """Return subject, predicate, object and key of a statement's line, empty where it is too short.

    >>> statement_parts("sam-altman workedAt openai @return"), statement_parts("mistral-ai employees >20 person")
    (('sam-altman', 'workedAt', 'openai', 'return'), ('mistral-ai', 'employees', '>20 person', None))
    """
    words = line.split(None, 2)
    if len(words) < 3:
        return "", "", "", None
    rest, *last = words[2].rstrip().rsplit(None, 1)
    if last and len(last[0]) > 1 and last[0].startswith("@"):
        return words[0], words[1], rest, last[0][1:]
    return words[0], words[1], words[2].rstrip(), None


def parse_value(prop: Property, text: str, ontology: Ontology) -> Given:
    """Return the value that `text` writes for a property. Raises ValueError with a sentence."""
    if prop.value_type in ("quantity", "date", "duration") and len(text) > _LONGEST:
        raise ValueError(f"{len(text)} characters; expected at most {_LONGEST}")
    if prop.value_type != "quantity":
        return Given(_plain_value(prop, text, ontology))
    number, words = _words_apart(text)
    quantity = parse_quantity(number)
    if quantity == Quantity():
        return Given(quantity)
    unit = _unit_code(quantity.unit, ontology) if quantity.unit else prop.default_unit
    return Given(quantity if unit == quantity.unit else replace(quantity, unit=unit), number, words)


def _unit_code(word: str, ontology: Ontology) -> str:
    """Return the code of the unit that a word is a name of, in either language: `people` is `person`; else the word."""
    named = (u.code for u in ontology.units.values() if word.lower() in (name.lower() for name in u.labels.values()))
    return word if word in ontology.units else next(named, word)


def _plain_value(prop: Property, text: str, ontology: Ontology) -> Value:
    match prop.value_type:
        case "entity":
            return Ref(text)
        case "date":
            return parse_seed_date(text)
        case "duration":
            return parse_duration(text)
        case "boolean":
            return _one_of(text, ("true", "false")) == "true"
        case "integer":
            if not re.fullmatch(r"[+-]?[0-9]{1,18}", text):
                raise ValueError(f"{text!r} is no whole number; expected digits")
            return int(text)
        case "option":
            return _one_of(text, prop.options)
        case "class":
            return _one_of(text, ontology.classes)
        case _:
            return text


def check_unit(
    prop: Property, quantity: Quantity, ontology: Ontology, entities: Collection[str], lost: Collection[str] = ()
) -> str | None:
    """Return what is wrong with the unit of a property's quantity, None where nothing is.

    A unit is one of the ontology, of the kind that the property needs, or where things are counted an entity; what is
    `lost` with a file that could not be read may be one.
    """
    unit = ontology.units.get(quantity.unit or "")
    if quantity.unit is not None and unit is None and quantity.unit not in entities and quantity.unit not in lost:
        near = did_you_mean(quantity.unit, [*ontology.units, *entities])
        return f"unknown unit {quantity.unit!r}; expected a unit of the ontology or an entity's slug{near}"
    default = ontology.units.get(prop.default_unit or "")
    kind = prop.unit_kind or (default.kind if default else None)
    if kind is None or quantity.unit == UNSTATED or (quantity.value, quantity.min, quantity.max) == (None, None, None):
        return None
    expected = f"expected {_units_of(kind, prop, ontology)}, or 'unstated' where the text names none"
    if quantity.unit is None:
        return f"{'money' if kind == 'currency' else 'a number'} without a unit; {expected}"
    if unit is None:
        return None if kind in _COUNTED else f"{quantity.unit!r} is no unit of {kind}; {expected}"
    if unit.kind != kind:
        return f"{quantity.unit!r} is no {'currency' if kind == 'currency' else f'unit of {kind}'}; {expected}"
    if kind in _COUNTED and default and unit != default:
        return f"{quantity.unit!r} counts something else; {expected}"
    return None


def _units_of(kind: str, prop: Property, ontology: Ontology) -> str:
    """Return what may be the unit of a property, in words."""
    if kind == "currency":
        return "a currency such as USD"
    codes = [prop.default_unit] if prop.default_unit else [u.code for u in ontology.units.values() if u.kind == kind]
    return " or ".join([*filter(None, codes[:4]), *(["an entity's slug"] if kind in _COUNTED else [])])


def _words_apart(text: str) -> tuple[str, str | None]:
    """Return a number and the words that follow it in parentheses.

    >>> _words_apart("2 (仅次于)"), _words_apart("2(仅次于)"), _words_apart("22")
    (('2', '仅次于'), ('2', '仅次于'), ('22', None))
    """
    match = re.fullmatch(r"([^(\uff08]+?)\s*[(\uff08]([^()\uff08\uff09]+)[)\uff09]", text)
    return (match[1], match[2]) if match else (text, None)


def _one_of(text: str, known: Iterable[str]) -> str:
    names = list(known)
    if text in names:
        return text
    expected = ", ".join(names) if len(names) <= 12 else f"one of {len(names)} names"
    raise ValueError(f"unknown {text!r}; expected {expected}{did_you_mean(text, names)}")
