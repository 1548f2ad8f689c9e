"""What happened to an entity, in order, with as much of each date as is known."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from aigraph.errors import not_installed
from aigraph.model import Claim, Date, Statement
from aigraph.table import Cell, Table
from aigraph.words.sentences import Wording

if TYPE_CHECKING:
    from matplotlib.axes import Axes

__all__ = ["Timeline", "timeline"]

COLUMNS = ("date", "earliest", "latest", "event", "what", "how", "id")
_WIDEST = 60


@dataclass(frozen=True, slots=True)
class Timeline(Table):
    """A table of dates that can be drawn."""

    def plot(self, ax: "Axes | None" = None) -> "Axes":
        """Draw each row as a bar from the first to the last day it may mean; an open end has an arrow.

        Args:
            ax: the axes of matplotlib to draw on; new ones unless given.

        Raises:
            MissingDependency: matplotlib is not installed.
        """
        try:
            from matplotlib import pyplot
        except ImportError as err:
            raise not_installed("plot", "matplotlib", "plot") from err
        if ax is None:
            ax = pyplot.subplots(figsize=(9, 1 + 0.3 * len(self)), layout="constrained")[1]
        for row, cells in enumerate(self.rows):
            first, last = (date.fromisoformat(str(end)) if end else None for end in cells[1:3])
            begin, end = first or last, last or first
            assert begin is not None
            assert end is not None
            width, left = (end - begin).days + 1, begin.toordinal()
            ax.barh(row, width, left=left, height=0.5, color="tab:blue", edgecolor="tab:blue", linewidth=2)
            if first is None or last is None:
                ax.plot([begin.toordinal()], [row], marker="<" if first is None else ">", color="black")
        ax.set_yticks(range(len(self)), [_short(f"{row[4]} · {row[3]}") for row in self.rows])
        ax.invert_yaxis()
        ax.xaxis.set_major_formatter(lambda day, _: date.fromordinal(int(day)).isoformat() if day >= 1 else "")
        ax.tick_params(axis="x", rotation=30)
        return ax


def timeline(
    slug: str, statements: Iterable[Statement], claims: Iterable[Claim], wording: Wording, told: tuple[str, ...] = ()
) -> Timeline:
    """Return the dates in what is said of an entity, earliest first, one a row; what has none is counted in the notes.

    Args:
        slug: the entity.
        statements: what is stated of it.
        claims: what is claimed of it.
        wording: says it.
        told: notes on what the graph leaves out.
    """
    every = list(statements)
    rows = [row for statement in every if slug in statement.ends for row in _dates(statement, wording)]
    rows += [_due(claim, wording, claim.due) for claim in claims if claim.due and slug in claim.about]
    undated = sum(slug in s.ends and not any(_said(s, wording)) for s in every)
    note = f"{undated} statements about {wording.name(slug)} have no date" if undated else ""
    return Timeline(COLUMNS, tuple(sorted(rows, key=_order)), (*told, *filter(None, [note])))


def _said(statement: Statement, wording: Wording) -> Iterator[tuple[str, Date]]:
    """Yield each date that says when a statement held, with the name of its property."""
    if isinstance(statement.object, Date):
        yield statement.predicate, statement.object
    for name, values in statement.qualifiers.items():
        if wording.ontology.properties[name].time:
            yield from ((name, value) for value in values if isinstance(value, Date))


def _dates(statement: Statement, wording: Wording) -> Iterator[tuple[Cell, ...]]:
    for name, found in _said(statement, wording):
        sentence, how = wording.sentence(statement), wording.manner(statement)
        yield (wording.value(found), found.earliest, found.latest, wording.label(name), sentence, how, statement.id)


def _due(claim: Claim, wording: Wording, due: Date) -> tuple[Cell, ...]:
    text, kind = wording.text(claim), wording.kind(claim)
    return (wording.value(due), due.earliest, due.latest, wording.word("due"), text, kind, f"claim/{claim.id}")


def _order(row: tuple[Cell, ...]) -> tuple[str, ...]:
    _, earliest, latest, *rest = row
    return (str(earliest or latest), str(latest or "9999-12-31"), *map(str, rest))


def _short(text: str) -> str:
    return text if len(text) <= _WIDEST else f"{text[: _WIDEST - 1]}…"
