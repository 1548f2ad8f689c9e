"""The values a statement may hold: a reference, a date, a length of time, a number."""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal

__all__ = ["Date", "Duration", "Qualifiers", "Quantity", "Ref", "Value"]


@dataclass(frozen=True, slots=True, order=True)
class Ref:
    """A reference to an entity by its slug."""

    id: str

    def __str__(self) -> str:
        """Return the slug."""
        return self.id


@dataclass(frozen=True, slots=True)
class Date:
    """A date or interval in EDTF, with the first and last day it may mean (ISO, None where open).

    Source: https://www.loc.gov/standards/datetime/
    """

    edtf: str
    earliest: str | None
    latest: str | None
    written: str | None = None

    def __str__(self) -> str:
        """Return the EDTF."""
        return self.edtf


@dataclass(frozen=True, slots=True)
class Duration:
    """A length of time as ISO 8601 (`P17Y`), with the text's own words."""

    iso: str
    written: str | None = None

    def __str__(self) -> str:
        """Return the ISO 8601 form."""
        return self.iso


@dataclass(frozen=True, slots=True)
class Quantity:
    """A number as far as the text gives it.

    `value` is the number named, `min` and `max` the inclusive or exclusive bounds that `comparator` says
    (`exactly`, `about`, `atLeast`, `moreThan`, `atMost`, `lessThan`). All None: the text names no number.
    `unit` is a unit code of the ontology (`USD`, `percent`, `person`), an entity's slug, or `unstated`. A best value
    may have both bounds beside it; `range` is then the text's name for them, such as `5th to 95th percentile`.
    """

    value: Decimal | None = None
    min: Decimal | None = None
    max: Decimal | None = None
    unit: str | None = None
    comparator: str | None = None
    written: str | None = None
    range: str | None = None


Value = Ref | Date | Duration | Quantity | str | bool | int
#: Qualifier name → its values, in the order written; one for a scalar qualifier.
Qualifiers = Mapping[str, tuple[Value, ...]]
