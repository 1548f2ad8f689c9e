"""What the cells of a row say: each distinct text read once, by the parser that reads the seeds."""

import re
from dataclasses import replace
from decimal import Context, Decimal

from aigraph.mapping.dates import day_of, to_iso
from aigraph.mapping.plan import ColumnRule
from aigraph.model import Quantity
from aigraph.model.numerals import ARABIC, FOLD, arabic
from aigraph.model.quantity import parse_quantity
from aigraph.namespaces import UNSTATED
from aigraph.ontology import Ontology, Property
from aigraph.seeds.values import Given, parse_value

__all__ = ["Refused", "Values", "read_value", "with_point"]


class Refused(ValueError):
    """A cell that cannot be read; `column` is where, the message why and what was expected."""

    def __init__(self, column: str, message: str) -> None:
        """Keep the column."""
        super().__init__(message)
        self.column = column


#: As many texts are remembered; of a column of more, each once in a while.
_MOST = 100_000
#: What a seed adds in brackets, the words of its text; in a cell it is a remark, of which nobody knows what it changes.
_REMARK = re.compile(r".*\S\s*[(（][^()（）]+[)）]", re.DOTALL)
_YES_NO = {"true": "true", "yes": "true", "false": "false", "no": "false"}
_POINT = re.compile(r"(?<=[0-9])[.,](?=[0-9])")


class Values:
    """Reads cells as values and remembers them: a column of a million cells has few that differ."""

    def __init__(self, ontology: Ontology) -> None:
        """Begin with nothing read."""
        self.ontology = ontology
        self._read: dict[tuple[str, ...], tuple[Given, ...] | str] = {}

    def of(self, rule: ColumnRule, prop: Property, cells: tuple[str, ...], unit: str = "") -> tuple[Given, ...]:
        """Return the values of the cells of a rule's `columns`, blank where they say nothing, for a property.

        `unit` is that of a rule whose unit is an entity of the row.

        Raises:
            Refused: one cannot be read.
        """
        key = (rule.name, prop.name, *cells, unit)
        if key not in self._read:
            if len(self._read) >= _MOST:
                self._read.clear()
            try:
                self._read[key] = tuple(self._values(rule, prop, dict(zip(rule.columns, cells, strict=True)), unit))
            except ValueError as err:
                self._read[key] = str(err)
        found = self._read[key]
        if isinstance(found, str):
            raise Refused(rule.of, found)
        return found

    def _values(self, rule: ColumnRule, prop: Property, cells: dict[str, str], unit: str) -> list[Given]:
        low, high, own = (cells.get(column or "", "") for column in (rule.low, rule.high, rule.unit_of))
        text = rule.text(cells)
        texts = rule.texts.of(text) if text else ()
        found = [read_value(rule, prop, part, low, high, unit or own, ontology=self.ontology) for part in texts]
        return [_as_written(given, text) for given in found] if rule.texts.whole else found


def read_value(
    rule: ColumnRule, prop: Property, text: str, low: str = "", high: str = "", unit: str = "", *, ontology: Ontology
) -> Given:
    """Return the value that a text of a column has for a property, with the texts of its bounds and unit.

    Raises:
        ValueError: it cannot be read; a sentence.
    """
    match prop.value_type:
        case "quantity":
            return _quantity(rule, prop, (text, low, high), unit or rule.unit or "", ontology)
        case "date":
            return _date(rule, prop, [part for part in (text, high) if part], ontology)
        case "boolean":
            return parse_value(prop, _YES_NO.get(text.casefold(), text), ontology)
    return parse_value(prop, text, ontology)


def _as_written(given: Given, cell: str) -> Given:
    """Return a value that is all of a cell with the cell's own words."""
    value = given.value
    if isinstance(value, Quantity) and value != Quantity():
        return replace(given, value=replace(value, written=cell))
    return given


def _date(rule: ColumnRule, prop: Property, texts: list[str], ontology: Ontology) -> Given:
    """Return the date that texts say: of two, from the first to the second."""
    found = []
    for text in texts:
        _without_remark(text)
        iso = to_iso(text, rule.dates) if rule.dates else day_of(text)
        try:
            parse_value(prop, iso, ontology)
        except ValueError as err:
            if rule.dates:
                raise ValueError(f"{text!r} as {' or '.join(rule.dates)}: {err}") from err
            form = f"'columns: {{{rule.name}: {{date: m/d/yyyy}}}}'"
            raise ValueError(f"{err}. Where it is one in another form, say which: {form}") from err
        found.append(_precise(iso, rule))
    return parse_value(prop, "/".join(found), ontology)


def _precise(iso: str, rule: ColumnRule) -> str:
    """Return a date no more precise than it is meant."""
    ends = [end for end in rule.precision if iso.endswith(end)]
    if not ends:
        return iso
    return iso[: 7 if rule.precision[max(ends, key=len)] == "month" else 4]


def _quantity(rule: ColumnRule, prop: Property, texts: tuple[str, str, str], unit: str, ontology: Ontology) -> Given:
    for text in filter(None, texts):
        _without_remark(text)
    best, low, high = (_plain(text, rule) for text in texts)
    notation = best
    if low or high:
        notation = f"{best} [{low}..{high}{f' {rule.range}' if rule.range else ''}]"
    try:
        given = parse_value(prop, _with_unit(notation, unit), ontology)
    except ValueError as err:
        raise ValueError(f"{texts[0]!r} with a decimal comma: {err}" if best != texts[0] else str(err)) from err
    value = given.value
    assert isinstance(value, Quantity)
    if value == Quantity():
        return given
    numbers = (value.min, value.value, value.max)
    if rule.scale != 1 and (own := _magnitude((best, low, high), numbers)):
        raise ValueError(
            f"{own!r} has a magnitude of its own, and its column one for all cells, 'scale'; expected one of them. "
            "Read such cells by a column of their own, made with 'from'"
        )
    least, number, most = (_scaled(n, rule.scale) for n in numbers)
    return Given(Quantity(number, least, most, value.unit, value.comparator, texts[0], value.range))


def _with_unit(notation: str, unit: str) -> str:
    """Return the notation of a number with the unit of its column, unless it has its own.

    Its own may be that of the column, said again; where the column's is unstated, it may be any.
    """
    own = parse_quantity(notation).unit
    if not unit or own is None:
        return f"{notation} {unit}" if unit else notation
    columns = parse_quantity(f"1 {unit}").unit if unit != UNSTATED else own
    if own.casefold() != (columns or "").casefold():
        raise ValueError(f"{notation!r} has the unit {own}, and its column {unit}; expected one")
    return notation


def _magnitude(texts: tuple[str, ...], numbers: tuple[Decimal | None, ...]) -> str | None:
    """Return the text whose number is another than its digits are: `7B`, `2亿`, `five`; None where there is none."""
    folded = [text.translate(FOLD) for text in texts]
    digits = {arabic(match[0]) for text in folded for match in re.finditer(ARABIC, text)}
    return texts[0] if any(n is not None and abs(n) not in digits for n in numbers) else None


def _without_remark(text: str) -> None:
    """Raise ValueError where a number or a date has something in brackets behind it."""
    if _REMARK.fullmatch(text):
        raise ValueError(f"{text!r} has a remark in brackets; expected no more than a value. Find that by 'match'")


def _scaled(number: Decimal | None, scale: Decimal) -> Decimal | None:
    """Return a number times a scale, exactly: whatever the digits, none is rounded away."""
    if number is None or scale == 1:
        return number
    digits = len(number.as_tuple().digits) + len(scale.as_tuple().digits)
    return Context(prec=digits + 2).multiply(number, scale)


def _plain(text: str, rule: ColumnRule) -> str:
    return with_point(text) if rule.decimal == "," else text


def with_point(text: str) -> str:
    """Return a number that has a decimal comma with a point.

    >>> with_point("1.234,5 Mio.")
    '1,234.5 Mio.'
    """
    return _POINT.sub(lambda sign: "," if sign[0] == "." else ".", text)
