"""Half-open spans of days whose ends are known as far as EDTF gives them; when they hold; Allen's relations.

Two dates give a span: the first day is one of the first date's, the last day one of the last date's, and any choice of
both that does not end before it starts is possible. What is so under every choice is certain.

Source: Allen, Maintaining Knowledge about Temporal Intervals, 1983, https://doi.org/10.1145/182.358434
"""

import datetime
from collections.abc import Mapping
from dataclasses import dataclass

from aigraph.model import Date
from aigraph.model.dates import parse_date

__all__ = ["ALWAYS", "HOLDS", "NEVER", "RELATIONS", "Span", "day", "relations"]

#: Before and after every day of the calendar: what an open end may be.
ALWAYS, NEVER = -(10**7), 10**7
#: Whether something holds on a day.
HOLDS = CERTAINLY, POSSIBLY, NOT = ("certainly", "possibly", "not")
#: Allen's relations of a to b: in which order begin and end of a (a, A) and of b (b, B) stand; a group is one day.
RELATIONS: Mapping[str, tuple[str, ...]] = {
    "before": ("a", "A", "b", "B"),
    "meets": ("a", "Ab", "B"),
    "overlaps": ("a", "b", "A", "B"),
    "starts": ("ab", "A", "B"),
    "during": ("b", "a", "A", "B"),
    "finishes": ("b", "a", "AB"),
    "equals": ("ab", "AB"),
    "finishedBy": ("a", "b", "AB"),
    "contains": ("a", "b", "B", "A"),
    "startedBy": ("ab", "B", "A"),
    "overlappedBy": ("b", "a", "B", "A"),
    "metBy": ("b", "aB", "A"),
    "after": ("b", "B", "a", "A"),
}


@dataclass(frozen=True, slots=True)
class Span:
    """Days from `begin` until before `end`, as ordinals; each is one of the days from its least to its greatest."""

    begin: tuple[int, int] = (ALWAYS, NEVER)
    end: tuple[int, int] = (ALWAYS, NEVER)

    @classmethod
    def between(cls, first: Date | None, last: Date | None) -> "Span":
        """Return the span from a day of `first` through a day of `last`, None where nothing is known of it.

        >>> Span.between(parse_date("2023-05"), None).holds(day("2023-06-01"))
        'possibly'
        """
        return cls(_days(first), _after(last))

    @classmethod
    def throughout(cls, date: Date) -> "Span":
        """Return the span of all days of a date.

        >>> Span.throughout(parse_date("2023")).holds(day("2023-07-01"))
        'certainly'
        """
        (first, _), (_, end) = _days(date), _after(date)
        return cls((first, first), (end, end))

    def holds(self, on: datetime.date) -> str:
        """Return whether a day is one of the span: `certainly`, `possibly` or `not`.

        >>> job = Span.between(parse_date("2019"), parse_date("2023"))
        >>> [job.holds(day(f"{year}-06-01")) for year in (2018, 2019, 2021, 2023, 2024)]
        ['not', 'possibly', 'certainly', 'possibly', 'not']
        """
        number = on.toordinal()
        if not self.begin[0] <= number < self.end[1]:
            return NOT
        latest, soonest = min(self.begin[1], self.end[1] - 1), max(self.end[0], self.begin[0] + 1)
        return CERTAINLY if latest <= number < soonest else POSSIBLY


def relations(one: Span, other: Span) -> frozenset[str]:
    """Return which of Allen's relations `one` may have to `other`; one alone is certain.

    >>> sorted(relations(Span.between(parse_date("2019"), parse_date("2020")), Span.throughout(parse_date("2021"))))
    ['before', 'meets']
    """
    bounds = {"a": one.begin, "A": one.end, "b": other.begin, "B": other.end}
    return frozenset(name for name, order in RELATIONS.items() if _can_be(order, bounds))


def day(text: str | datetime.date) -> datetime.date:
    """Return a day from its ISO form. Raises ValueError with a sentence.

    >>> day("2024-03-15")
    datetime.date(2024, 3, 15)
    """
    if isinstance(text, datetime.datetime):
        return text.date()
    if isinstance(text, datetime.date):
        return text
    try:
        found = parse_date(text.strip())
    except ValueError as err:
        raise ValueError(f"{text!r} is no day; expected one such as 2024-03-15") from err
    if found.earliest is None or found.earliest != found.latest:
        raise ValueError(f"{text!r} is no single day; expected one such as 2024-03-15. Say which day of it is meant")
    return datetime.date.fromisoformat(found.earliest)


def _can_be(order: tuple[str, ...], bounds: Mapping[str, tuple[int, int]]) -> bool:
    """Return whether days can be chosen within their bounds that stand in an order: the soonest there is, each time."""
    before = ALWAYS - 1
    for group in order:
        least = max(before + 1, *(bounds[end][0] for end in group))
        if least > min(bounds[end][1] for end in group):
            return False
        before = least
    return True


def _days(date: Date | None) -> tuple[int, int]:
    first, last = (None, None) if date is None else (date.earliest, date.latest)
    return (_ordinal(first) if first else ALWAYS, _ordinal(last) if last else NEVER)


def _after(date: Date | None) -> tuple[int, int]:
    first, last = (None, None) if date is None else (date.earliest, date.latest)
    return (_ordinal(first) + 1 if first else ALWAYS, _ordinal(last) + 1 if last else NEVER)


def _ordinal(iso: str) -> int:
    return datetime.date.fromisoformat(iso).toordinal()
