"""Who is central, by what is settled alone and with what is tentative, and what that changes."""

from collections.abc import Collection, Iterable, Mapping
from importlib.util import find_spec
from typing import TYPE_CHECKING, Any

from aigraph.analysis.basis import Analysed, Basis
from aigraph.analysis.figures import COLUMN, RIM, SETTLED, TENTATIVE
from aigraph.analysis.finding import Finding, conclude
from aigraph.errors import not_installed
from aigraph.model import Statement
from aigraph.names.resolve import check_words
from aigraph.terminal import cut

if TYPE_CHECKING:
    import networkx
    from matplotlib.axes import Axes

__all__ = ["MEASURES", "betweenness", "centrality", "joined"]

#: Each measure with its name in a figure.
MEASURES = {"pagerank": "PageRank", "degree": "degree centrality", "betweenness": "betweenness"}
#: From how many nodes on igraph computes betweenness, where it is installed: docs/analysis.md has the times.
_MANY = 500
_SHOWN = 12
_COLUMNS = ("entity", "settled", "settled_rank", "with_tentative", "rank", "moves")
Relation = tuple[str, str, Statement]


def centrality(
    g: Analysed,
    measure: str = "pagerank",
    *,
    predicates: Collection[str] = (),
    classes: Collection[str] = (),
    language: str = "en",
) -> Finding:
    """Return how central each entity is by what is settled, and with the tentative as well; the most central first.

    Directions and parallel statements are put aside; both graphs have the same nodes. `moves` is by how many ranks the
    tentative lifts it; equal values have the same rank.

    Args:
        g: the graph.
        measure: `pagerank`, `degree` (the share of the other nodes that are neighbours) or `betweenness`.
        predicates: only statements with these, all unless given.
        classes: only entities of these classes are ranked; all statements still count.
        language: of the figure's names.

    Raises:
        UnknownName: there is no such measure, predicate or class.
    """
    check_words("measure", [measure], MEASURES)
    check_words("predicate", predicates, g.ontology.properties)
    check_words("class", classes, g.ontology.classes)
    basis = Basis.of(g, language)
    relations = [r for r in basis.relations() if not predicates or r[2].predicate in predicates]
    nodes = {end for one, other, _ in relations for end in (one, other)}
    ranked = {n for n in nodes if not classes or any(g.ontology.is_a(basis.classes[n], name) for name in classes)}
    rows = _rows(relations, measure, ranked)
    return conclude(
        *(basis, _COLUMNS, rows),
        [s for _, _, s in relations],
        title=f"What the tentative changes: {MEASURES[measure]}",
        summary={"nodes": len(nodes)},
        drawn=_draw,
        size=(COLUMN, 0.9 + 0.2 * min(_SHOWN, len(rows))),
    )


def _rows(relations: list[Relation], measure: str, ranked: Collection[str]) -> list[tuple[Any, ...]]:
    """Return the values and ranks of those that are ranked, in both graphs."""
    settled, whole = (_measured(joined(relations, tentative=also), measure) for also in (False, True))
    before, after = _ranks(settled, ranked), _ranks(whole, ranked)
    rows = [(n, settled[n], before[n], whole[n], after[n], before[n] - after[n]) for n in ranked]
    return sorted(rows, key=lambda row: (row[4], row[2], row[0]))


def joined(relations: Iterable[Relation], *, tentative: bool) -> "networkx.Graph[Any]":
    """Return who is joined to whom, no directions, parallels and loops; nodes that only the tentative joins, too."""
    import networkx

    listed = sorted(relations, key=lambda relation: relation[2].id)
    network: networkx.Graph[Any] = networkx.Graph()
    network.add_nodes_from(sorted({end for one, other, _ in listed for end in (one, other)}))
    network.add_edges_from((a, b) for a, b, s in listed if a != b and s.counts(tentative=tentative))
    return network


def betweenness(network: "networkx.Graph[Any]") -> Mapping[str, float]:
    """Return on which share of the shortest paths between two others each node lies: by igraph where there are many."""
    import networkx

    if len(network) < _MANY or not find_spec("igraph"):
        found: Mapping[str, float] = networkx.betweenness_centrality(network)
        return found
    import igraph

    nodes = list(network)
    number = {node: n for n, node in enumerate(nodes)}
    values = igraph.Graph(len(nodes), [(number[a], number[b]) for a, b in network.edges()]).betweenness()
    of = (len(nodes) - 1) * (len(nodes) - 2) / 2
    return dict(zip(nodes, (value / of for value in values), strict=True))


def _measured(network: "networkx.Graph[Any]", measure: str) -> dict[str, float]:
    import networkx

    by = {"pagerank": networkx.pagerank, "degree": networkx.degree_centrality, "betweenness": betweenness}
    try:
        return {node: round(value, 6) for node, value in by[measure](network).items()} if network else {}
    except ImportError as err:
        raise not_installed(measure, "scipy", "analysis") from err


def _ranks(values: Mapping[str, float], ranked: Iterable[str]) -> dict[str, int]:
    """Return the rank of each, 1 the greatest; equal ones share it."""
    chosen = sorted((values[n] for n in ranked), reverse=True)
    return {n: chosen.index(values[n]) + 1 for n in ranked}


def _draw(finding: Finding, ax: "Axes") -> None:
    """Draw for the first the two values on a line: settled a disc, with the tentative a diamond."""
    rows = finding.rows[:_SHOWN]
    for place, (_, settled, _, whole, _, moves) in enumerate(rows):
        one, other = float(str(settled)), float(str(whole))
        ax.plot([one, other], [place, place], color="#777777", linewidth=0.8, zorder=1)
        told = f"{moves:+d}" if isinstance(moves, int) and moves else ""
        ax.annotate(
            told.replace("-", "−"), (max(one, other), place), (5, 0), textcoords="offset points", va="center", size=6
        )
    marks = (("settled", 1, "o", SETTLED), ("with the tentative", 3, "D", TENTATIVE))
    for label, at, mark, look in marks:
        values = [float(str(row[at])) for row in rows]
        ax.scatter(values, range(len(rows)), s=18, marker=mark, label=label, color=look["facecolor"], **RIM)
    ax.set_yticks(range(len(rows)), [cut(finding.name(row[0]), 22) for row in rows])
    ax.invert_yaxis()
    ax.margins(x=0.12)
    ax.grid(axis="y", linewidth=0.3, color="#cccccc")
    ax.set_axisbelow(True)
    ax.set_xlabel(finding.title.partition(": ")[2])
    ax.legend(loc="lower right")
