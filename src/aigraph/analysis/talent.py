"""Who came from whom: people between organizations, and who gives more founders than it takes."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from aigraph.analysis.basis import Analysed, Basis, Flow
from aigraph.analysis.figures import COLUMN, SETTLED, TENTATIVE, whole_numbers
from aigraph.analysis.finding import Finding, conclude
from aigraph.model import Quantity, Statement
from aigraph.terminal import cut

if TYPE_CHECKING:
    from matplotlib.axes import Axes

__all__ = ["net_exporters", "talent_flow"]


@dataclass(slots=True)
class _Stream:
    """The people who went one way: by name where a proof names them, else by number."""

    people: dict[str, set[str]] = field(default_factory=lambda: defaultdict(set))
    numbers: dict[str, int] = field(default_factory=lambda: defaultdict(int))
    statements: list[Statement] = field(default_factory=list)

    def count(self, what: str) -> int:
        return max(len(self.people[what]), self.numbers[what])


def talent_flow(g: Analysed, *, tentative: bool = False, language: str = "en") -> Finding:
    """Return who went from which organization to which: founders, and others, one row a pair; the most first.

    A founder is one that a proof of the statement names; others are those that it names or counts. Who came from two
    organizations is in two rows.

    Args:
        g: the graph.
        tentative: also what may not be read as a fact.
        language: of the figure's names.
    """
    basis = Basis.of(g, language)
    flows = basis.flows("founders", "employees")
    streams = _streams(basis, flows, tentative)
    rows = sorted(
        (
            (
                *ends,
                stream.count("founders"),
                stream.count("employees"),
                sorted(set().union(*stream.people.values())),
                any(s.settled for s in stream.statements),
                sorted(s.id for s in stream.statements),
            )
            for ends, stream in streams.items()
        ),
        key=lambda row: (-row[2] - row[3], row[:2]),
    )
    columns = ("came_from", "went_to", "founders", "others", "people", "settled", "statements")
    size = (COLUMN, 0.8 + 0.32 * max(len({row[0] for row in rows}), len({row[1] for row in rows})))
    return conclude(
        basis,
        columns,
        rows,
        *basis.split((f.statement for f in flows), tentative=tentative),
        title="Who came from where",
        drawn=_draw_flow,
        size=size,
    )


def net_exporters(g: Analysed, *, tentative: bool = False, language: str = "en") -> Finding:
    """Return how many founders came out of each organization, how many of its own came from others, and the balance.

    Each person counts once an organization and side, so that the balances need not add up to nothing: who came from two
    is given by both and taken once. Most of a balance first.

    Args:
        g: the graph.
        tentative: also what may not be read as a fact.
        language: of the figure's names.
    """
    basis = Basis.of(g, language)
    flows = basis.flows("founders")
    out: dict[str, set[tuple[str, str]]] = defaultdict(set)
    into: dict[str, set[str]] = defaultdict(set)
    for (giver, taker), stream in _streams(basis, flows, tentative).items():
        people = stream.people["founders"]
        out[giver] |= {(person, taker) for person in people}
        into[taker] |= people
    table = [(slug, len(out[slug]), len(into[slug]), len(out[slug]) - len(into[slug])) for slug in {*out, *into}]
    rows = sorted(table, key=lambda row: (-row[3], -row[1], row[0]))
    columns = ("organization", "gave", "took", "balance")
    size = (COLUMN, 0.8 + 0.22 * len(rows))
    title = "Founders given, less those taken"
    return conclude(
        basis,
        columns,
        rows,
        *basis.split((f.statement for f in flows), tentative=tentative),
        title=title,
        drawn=_draw_balance,
        size=size,
    )


def _streams(basis: Basis, flows: Iterable[Flow], tentative: bool) -> Mapping[tuple[str, str], _Stream]:
    streams: dict[tuple[str, str], _Stream] = defaultdict(_Stream)
    for flow in flows:
        if not flow.statement.counts(tentative=tentative):
            continue
        stream = streams[flow.giver, flow.taker]
        stream.statements.append(flow.statement)
        stream.people[flow.what] |= basis.between(flow.statement, tentative=tentative)
        numbers = [v for values in flow.statement.qualifiers.values() for v in values if isinstance(v, Quantity)]
        known = [int(n) for number in numbers if (n := number.value or number.min) is not None]
        stream.numbers[flow.what] = max([stream.numbers[flow.what], *known, 0 if flow.statement.derived else 1])
    return streams


def _draw_flow(finding: Finding, ax: "Axes") -> None:
    """Draw a band from who gave, at the left, to who took, at the right, as broad as they were many."""
    from matplotlib.patches import PathPatch
    from matplotlib.path import Path

    unit = 0.5 / max(1, *(int(str(row[2])) + int(str(row[3])) for row in finding.rows))
    givers, takers = (list(dict.fromkeys(str(row[at]) for row in finding.rows)) for at in (0, 1))
    takers.sort(key=lambda slug: min(givers.index(str(row[0])) for row in finding.rows if row[1] == slug))
    high = max(len(givers), len(takers))
    places = [{slug: -(n + 0.5) * high / len(side) for n, slug in enumerate(side)} for side in (givers, takers)]
    for giver, taker, founders, others, _, settled, _ in finding.rows:
        count = int(str(founders)) + int(str(others))
        y, v, half = places[0][str(giver)], places[1][str(taker)], unit * count / 2
        ends = [(0, y - half), (0.5, y - half), (0.5, v - half), (1, v - half)]
        back = [(1, v + half), (0.5, v + half), (0.5, y + half), (0, y + half)]
        codes = [Path.MOVETO, *[Path.CURVE4] * 3, Path.LINETO, *[Path.CURVE4] * 3]
        ax.add_patch(PathPatch(Path([*ends, *back], codes), alpha=0.75, **(SETTLED if settled else TENTATIVE)))
        ax.text(0.05, y, str(count), ha="center", va="center", color="white" if settled else "black", size=7)
    for side, at, x in (("right", 0, -0.03), ("left", 1, 1.03)):
        for slug, y in places[at].items():
            ax.text(x, y, cut(finding.name(slug), 18), ha=side, va="center")
    ax.set(xlim=(-0.75, 1.75), ylim=(-high, 0.1))
    ax.axis("off")


def _draw_balance(finding: Finding, ax: "Axes") -> None:
    for place, (_, gave, took, balance) in enumerate(finding.rows):
        look = SETTLED if int(str(balance)) >= 0 else TENTATIVE
        ax.barh(place, int(str(balance)), height=0.62, **look)
        ax.annotate(
            f"+{gave} −{took}", (max(0, int(str(balance))), place), (3, 0), textcoords="offset points", va="center"
        )
    ax.set_yticks(range(len(finding)), [cut(finding.name(row[0]), 28) for row in finding.rows])
    ax.invert_yaxis()
    ax.axvline(0, color="black", linewidth=0.6)
    whole_numbers(ax)
    ax.margins(x=0.35)
    ax.set_xlabel("founders given less founders taken")
