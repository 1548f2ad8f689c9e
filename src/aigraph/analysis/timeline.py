"""What happened to an entity, in order, with as much of each date as is known."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any, Protocol

from aigraph.analysis.basis import Analysed, Basis
from aigraph.analysis.figures import PAGE, SETTLED, TENTATIVE, new_axes, styled
from aigraph.analysis.finding import Finding
from aigraph.model import Claim, Date, Statement
from aigraph.table import Cell, Table
from aigraph.terminal import cut
from aigraph.words.sentences import Wording

if TYPE_CHECKING:
    from matplotlib.axes import Axes

__all__ = ["Named", "Timeline", "timeline", "timelines"]


class Named(Analysed, Protocol):
    """What can be analysed, and knows who has a name: a `KnowledgeGraph`."""

    def resolve(self, name: str, *, classes: Iterable[str] = ()) -> str:
        """Return the slug of the one entity a name means."""


COLUMNS = ("date", "earliest", "latest", "event", "what", "how", "id")
_WIDEST = 60
#: The day from which matplotlib counts.
_FIRST = date(1970, 1, 1).toordinal()


@dataclass(frozen=True, slots=True, repr=False)
class Timeline(Table):
    """A table of dates that can be drawn."""

    def plot(self, ax: "Axes | None" = None) -> "Axes":
        """Draw each row as a bar from the first to the last day it may mean; an open end has an arrow.

        Args:
            ax: the axes of matplotlib to draw on; new ones unless given.

        Raises:
            MissingDependency: matplotlib is not installed.
        """
        labels = [cut(f"{row[4]} · {row[3]}", _WIDEST) for row in self.rows]
        with styled(labels):
            ax = new_axes((PAGE, 0.6 + 0.2 * len(self)), "") if ax is None else ax
            for place, cells in enumerate(self.rows):
                _span(ax, place, cells[1], cells[2], SETTLED)
            ax.set_yticks(range(len(self)), labels)
            _days(ax)
        return ax


def timelines(g: "Named", *names: str, language: str = "en") -> Finding:
    """Return the dates in what is said of several entities, one a row: by entity, then in order.

    The figure has a lane for each: a bar from the first to the last day that a date may mean, dark where it is of
    something settled, hatched where it is not, a claim's due date too; an arrow where an end is open.

    Args:
        g: the graph.
        names: of the entities, in any language and spelling.
        language: of the words.

    Raises:
        UnknownName: nobody has one of the names.
    """
    basis = Basis.of(g, language)
    rows: list[tuple[Cell, ...]] = []
    notes: list[str] = [*g.told]
    for slug in dict.fromkeys(map(g.resolve, names)):
        table = timeline(slug, g.graph.statements, g.graph.claims, basis.wording)
        rows += ((slug, *row, _is_settled(basis, row)) for row in table.rows)
        notes += table.notes
    dated = [basis.statements[name] for row in rows if (name := str(row[7])) in basis.statements]
    return Finding(
        ("entity", *COLUMNS, "settled"),
        tuple(rows),
        tuple(notes),
        title="What has a date",
        evidence=basis.evidence(dated),
        naming=basis.naming,
        language=language,
        drawn=_draw if rows else None,
        size=(PAGE, 0.9 + 0.4 * len({row[0] for row in rows})),
    )


def _is_settled(basis: Basis, row: tuple[Cell, ...]) -> bool:
    statement = basis.statements.get(str(row[6]))
    return statement is not None and statement.settled


def _draw(finding: Finding, ax: "Axes") -> None:
    from matplotlib.patches import Patch

    lanes = list(dict.fromkeys(row[0] for row in finding.rows))
    for row in finding.rows:
        _span(ax, lanes.index(row[0]), row[2], row[3], SETTLED if row[8] else TENTATIVE)
    ax.set_yticks(range(len(lanes)), [cut(finding.name(lane), 28) for lane in lanes])
    _days(ax)
    looks = (("settled", SETTLED), ("tentative or due", TENTATIVE))
    ax.legend(
        handles=[Patch(label=label, **look) for label, look in looks],
        loc="lower right",
        bbox_to_anchor=(1.02, 1),
        ncols=2,
        borderaxespad=0.2,
    )


def _span(ax: "Axes", place: int, earliest: Cell, latest: Cell, look: Mapping[str, Any]) -> None:
    """Draw a bar from the first to the last day, with an arrow where one of them is not known."""
    first, last = (end if isinstance(end, date) else None for end in (earliest, latest))
    begin, end = first or last, last or first
    assert begin is not None
    assert end is not None
    ax.barh(place, (end - begin).days + 1, left=begin.toordinal() - _FIRST, height=0.5, **{"linewidth": 1.2, **look})
    if first is None or last is None:
        ax.plot(
            [begin.toordinal() - _FIRST], [place], marker="<" if first is None else ">", color="black", markersize=4
        )


def _days(ax: "Axes") -> None:
    """Read the numbers below as days, and have the first row the highest."""
    from matplotlib.dates import AutoDateLocator, ConciseDateFormatter

    locator = AutoDateLocator()  # type: ignore[no-untyped-call]
    ax.xaxis.set_major_locator(locator)
    ax.xaxis.set_major_formatter(ConciseDateFormatter(locator))  # type: ignore[no-untyped-call]
    ax.invert_yaxis()
    ax.tick_params(axis="y", length=0)
    ax.use_sticky_edges = False
    ax.margins(0.03)


def timeline(
    slug: str, statements: Iterable[Statement], claims: Iterable[Claim], wording: Wording, told: tuple[str, ...] = ()
) -> Timeline:
    """Return the dates in what is said of an entity, earliest first, one a row; what has none is counted in the notes.

    So is what is retracted: it dates nothing.

    Args:
        slug: the entity.
        statements: what is stated of it.
        claims: what is claimed of it.
        wording: says it.
        told: notes on what the graph leaves out.
    """
    about = [statement for statement in statements if slug in statement.ends]
    every = [statement for statement in about if statement.counts(tentative=True)]
    rows = [row for statement in every for row in _dates(statement, wording)]
    rows += [_due(claim, wording, claim.due) for claim in claims if claim.due and slug in claim.about]
    undated, gone, name = sum(not any(_said(s, wording)) for s in every), len(about) - len(every), wording.name(slug)
    notes = [f"{undated} statements about {name} have no date"] if undated else []
    notes += [f"left out as retracted: {gone} of the statements about {name}"] if gone else []
    return Timeline(COLUMNS, tuple(sorted(rows, key=_order)), (*told, *notes))


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
        yield (wording.value(found), *_days_of(found), wording.label(name), sentence, how, statement.id)


def _due(claim: Claim, wording: Wording, due: Date) -> tuple[Cell, ...]:
    text, kind = wording.text(claim), wording.kind(claim)
    return (wording.value(due), *_days_of(due), wording.word("due"), text, kind, f"claim/{claim.id}")


def _days_of(found: Date) -> Iterator[date | None]:
    """Yield the first and the last day that a date may mean."""
    yield from (date.fromisoformat(end) if end else None for end in (found.earliest, found.latest))


def _order(row: tuple[Cell, ...]) -> tuple[str, ...]:
    _, earliest, latest, *rest = row
    return (str(earliest or latest), str(latest or "9999-12-31"), *map(str, rest))
