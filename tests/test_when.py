"""When statements hold: by counting days, by a table worked out by hand, and what a graph as of a day leaves out."""

import random
from datetime import date, timedelta
from itertools import product

import pytest

from aigraph.model import Date
from aigraph.model.dates import parse_date
from aigraph.when.spans import HOLDS, RELATIONS, Span, day, relations

#: The days that the oracle counts; a date of the pairs lies among them.
FIRST, LAST = date(2023, 12, 28), date(2024, 3, 4)
DAYS = [FIRST + timedelta(n) for n in range((LAST - FIRST).days + 1)]
#: An open end may be any of these days, or one a week before or after all of them.
OUTSIDE = [FIRST - timedelta(7), LAST + timedelta(7)]


def some_date(chance: random.Random) -> Date | None:
    """Return a date in EDTF among the days, imprecise or open; sometimes none."""
    one, other = sorted(chance.sample(DAYS, 2))
    written = chance.choice(
        [
            None,
            one.isoformat(),
            f"{one.isoformat()}~",
            "2024-01",
            "2024-02~",
            f"{one.isoformat()}/{other.isoformat()}",
            f"2024-01/{max(one, date(2024, 1, 31)).isoformat()}",
            f"../{one.isoformat()}",
            f"{one.isoformat()}/..",
        ]
    )
    return None if written is None else parse_date(written)


def days_of(found: Date | None) -> set[date]:
    """Return the days that a date may mean, read from its earliest and latest alone."""
    days = [*DAYS, *OUTSIDE]
    if found is None:
        return set(days)
    return {
        d
        for d in days
        if (found.earliest is None or found.earliest <= d.isoformat())
        and (found.latest is None or d.isoformat() <= found.latest)
    }


def choices(first: Date | None, last: Date | None) -> list[tuple[date, date]]:
    """Return every choice of a first and a last day that does not end before it starts."""
    return [(a, z) for a, z in product(sorted(days_of(first)), sorted(days_of(last))) if a <= z]


def check_pairs(number: int, seed: int) -> None:
    """Compare pairs of dates with the oracle, each on a few days."""
    chance = random.Random(seed)
    for _ in range(number):
        first, last = some_date(chance), some_date(chance)
        span, pairs = Span.between(first, last), choices(first, last)
        for on in chance.sample(DAYS, 3):
            held = {a <= on <= z for a, z in pairs}
            wanted = "not" if True not in held else "possibly" if False in held else "certainly"
            assert span.holds(on) == wanted, (str(first), str(last), on)


def test_spans_hold_as_counting_days_says() -> None:
    check_pairs(2_000, seed=18)


@pytest.mark.slow
@pytest.mark.parametrize("seed", range(10))
def test_spans_hold_on_100_000_pairs(seed: int) -> None:
    check_pairs(10_000, seed)


def ordered(one: tuple[date, date], other: tuple[date, date]) -> str:
    """Return Allen's relation of two pairs of first and last days, by his own definitions, ends exclusive."""
    (a, z), (b, y) = ((first, last + timedelta(1)) for first, last in (one, other))
    if z < b or y < a:
        return "before" if z < b else "after"
    if z == b or y == a:
        return "meets" if z == b else "metBy"
    if a == b:
        return "equals" if z == y else "starts" if z < y else "startedBy"
    if z == y:
        return "finishes" if a > b else "finishedBy"
    if a > b and z < y:
        return "during"
    if a < b and z > y:
        return "contains"
    return "overlaps" if a < b else "overlappedBy"


def test_relations_are_what_counting_days_finds() -> None:
    chance = random.Random(4)
    seen: set[str] = set()
    for _ in range(1_500):
        spans, pairs = [], []
        for _ in range(2):
            days = sorted(chance.choices(DAYS[:9], k=4))
            chance.shuffle(days)
            first = parse_date("/".join(sorted(d.isoformat() for d in days[:2])))
            last = parse_date("/".join(sorted(d.isoformat() for d in days[2:])))
            spans.append(Span.between(first, last))
            pairs.append(choices(first, last))
        wanted = {ordered(one, other) for one, other in product(*pairs)}
        assert relations(*spans) == wanted
        seen |= wanted
    assert seen == set(RELATIONS)


def test_what_is_open_for_ever_is_ordered_too() -> None:
    since = Span.between(parse_date("2020"), None)
    assert relations(Span.throughout(parse_date("2019")), since) == {"before", "meets"}
    assert "before" not in relations(since, Span.throughout(parse_date("2019")))
    assert relations(Span(), Span()) == set(RELATIONS)


@pytest.mark.parametrize(
    "text", ["2024", "2024-02", "2024-02-30", "soon", "", "2024-01-01/2024-01-02", "../2024-01-01"]
)
def test_a_day_is_one_day(text: str) -> None:
    with pytest.raises(ValueError, match="expected"):
        day(text)


def test_words_for_holding() -> None:
    assert HOLDS == ("certainly", "possibly", "not")
    with pytest.raises(ValueError, match="no single day"):
        day("2024")
