"""What the cells of a row say: each distinct text read once, by the parser that reads the seeds."""

from dataclasses import replace
from decimal import Context, Decimal

from aigraph.mapping.dates import to_iso
from aigraph.mapping.plan import ColumnRule
from aigraph.model import Quantity
from aigraph.ontology import Ontology, Property
from aigraph.seeds.values import Given, parse_value

__all__ = ["Refused", "Values", "read_value"]


class Refused(ValueError):
    """A cell that cannot be read; `column` is where, the message why and what was expected."""

    def __init__(self, column: str, message: str) -> None:
        """Keep the column."""
        super().__init__(message)
        self.column = column


#: As many texts are remembered; of a column of more, each once in a while.
_MOST = 100_000


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
            iso = "/".join(_iso(part, rule) for part in (text, high) if part)
            return parse_value(prop, iso, ontology)
    return parse_value(prop, text, ontology)


def _as_written(given: Given, cell: str) -> Given:
    """Return a value that is all of a cell with the cell's own words."""
    value = given.value
    if isinstance(value, Quantity) and value != Quantity():
        return replace(given, value=replace(value, written=cell))
    return given


def _iso(text: str, rule: ColumnRule) -> str:
    """Return a date as the seeds write it: by its form, no more precise than it is meant."""
    iso = to_iso(text, rule.dates) if rule.dates else text
    ends = [end for end in rule.precision if iso.endswith(end)]
    if not ends:
        return iso
    return iso[: 7 if rule.precision[max(ends, key=len)] == "month" else 4]


def _quantity(rule: ColumnRule, prop: Property, texts: tuple[str, str, str], unit: str, ontology: Ontology) -> Given:
    best, low, high = (_plain(text, rule) for text in texts)
    notation = best
    if low or high:
        notation = f"{best} [{low}..{high}{f' {rule.range}' if rule.range else ''}]"
    given = parse_value(prop, f"{notation} {unit}" if unit else notation, ontology)
    value = given.value
    assert isinstance(value, Quantity)
    if value == Quantity():
        return given
    least, number, most = (_scaled(n, rule.scale) for n in (value.min, value.value, value.max))
    return Given(Quantity(number, least, most, value.unit, value.comparator, texts[0], value.range))


def _scaled(number: Decimal | None, scale: Decimal) -> Decimal | None:
    """Return a number times a scale, exactly: whatever the digits, none is rounded away."""
    if number is None or scale == 1:
        return number
    digits = len(number.as_tuple().digits) + len(scale.as_tuple().digits)
    return Context(prec=digits + 2).multiply(number, scale)


def _plain(text: str, rule: ColumnRule) -> str:
    """Return a number with a point where its column has a decimal comma."""
    return text.translate(str.maketrans(",.", ".,")) if rule.decimal == "," else text
