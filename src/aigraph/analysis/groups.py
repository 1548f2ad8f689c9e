"""Communities of who is joined to whom, and who bridges them."""

from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from itertools import cycle
from typing import TYPE_CHECKING, Any

from aigraph.analysis.basis import Analysed, Basis
from aigraph.analysis.central import betweenness, joined
from aigraph.analysis.figures import COLUMN, INKS, PAGE, RIM
from aigraph.analysis.finding import Finding, conclude
from aigraph.hues import HUES
from aigraph.terminal import cut

if TYPE_CHECKING:
    import networkx
    from matplotlib.axes import Axes

__all__ = ["bridges", "communities"]

#: How many members name a community, and how many of each have their names in a figure.
_NAMING, _LABELS = 3, 1


def communities(g: Analysed, *, tentative: bool = False, seed: int = 0, language: str = "en") -> Finding:
    """Return groups with more statements inside than chance would put there, the largest first.

    A community is named after those of its members that have the most neighbours. `inside` is the share of its
    members' lines that end in it. What no statement relates is in none. `summary` has the modularity, and over how many
    communities ten other seeds find: where they differ much, the border is not to be relied on.

    Args:
        g: the graph.
        tentative: also what may not be read as a fact.
        seed: of the order in which nodes are moved; the same seed gives the same communities.
        language: of the names.

    Source: https://arxiv.org/abs/0803.0476 (Blondel et al.: Louvain), as networkx has it.
    """
    import networkx

    basis, network = _network(g, tentative, language)
    groups = _groups(network, seed)
    others = [len(_groups(network, other)) for other in range(seed + 1, seed + 11)] if network else []
    modularity = round(networkx.community.modularity(network, groups), 3) if groups else None
    return _concluded(
        basis,
        ("community", "size", "inside", "members"),
        [_row(basis, network, group) for group in groups],
        tentative,
        title=f"{len(groups)} communities, modularity {modularity}",
        summary={
            "communities": len(groups),
            "modularity": modularity,
            "fewest": min(others, default=0),
            "most": max(others, default=0),
        },
        drawn=_draw_communities,
        size=(PAGE, 4.2),
    )


def _row(basis: Basis, network: "networkx.Graph[Any]", group: Collection[str]) -> tuple[Any, ...]:
    """Return a community's name, how many it has, the share of its ends that lie within it, and its members."""
    ends = Counter(other in group for node in group for other in network[node])
    members = sorted(group, key=lambda node: (-network.degree(node), node))
    title = ", ".join(map(basis.wording.name, members[:_NAMING]))
    return title, len(group), round(ends[True] / ends.total(), 3), members


def bridges(g: Analysed, *, tentative: bool = False, seed: int = 0, language: str = "en") -> Finding:
    """Return who has neighbours in other communities than its own, most between others first.

    `participation` is 1 less the sum of the squares of the shares of its neighbours in each community: nothing where
    all are in one. `cuts` says whether the graph falls apart without it.

    Args:
        g: the graph.
        tentative: also what may not be read as a fact.
        seed: of the communities.
        language: of the names.

    Source: https://doi.org/10.1038/nature03288 (Guimerà, Amaral: participation)
    """
    import networkx

    basis, network = _network(g, tentative, language)
    of = {node: number for number, group in enumerate(_groups(network, seed)) for node in group}
    between, cuts = betweenness(network), set(networkx.articulation_points(network))
    rows: list[tuple[Any, ...]] = []
    for node in network:
        near = Counter(of[other] for other in network[node])
        if near.keys() - {of[node]}:
            spread = 1 - sum((count / near.total()) ** 2 for count in near.values())
            rows.append((node, round(between[node], 6), round(spread, 3), len(near), near.total(), node in cuts))
    rows.sort(key=lambda row: (-row[1], -row[2], row[0]))
    columns = ("entity", "betweenness", "participation", "communities", "neighbours", "cuts")
    title = "Who bridges the communities"
    return _concluded(basis, columns, rows, tentative, title=title, drawn=_draw_bridges, size=(COLUMN, 3))


def _network(g: Analysed, tentative: bool, language: str) -> "tuple[Basis, networkx.Graph[Any]]":
    import networkx

    basis = Basis.of(g, language)
    network = joined(basis.relations(), tentative=tentative)
    network.remove_nodes_from(list(networkx.isolates(network)))
    return basis, network


def _groups(network: "networkx.Graph[Any]", seed: int) -> list[set[str]]:
    """Return the communities, the largest first."""
    import networkx

    found = networkx.community.louvain_communities(network, seed=seed) if network else []
    return sorted(found, key=lambda group: (-len(group), min(group)))


def _concluded(
    basis: Basis, columns: tuple[str, ...], rows: Sequence[tuple[Any, ...]], tentative: bool, **more: Any
) -> Finding:
    counted, left_out = basis.split((s for _, _, s in basis.relations()), tentative=tentative)
    alone = len(basis.classes.keys() - {end for s in counted for end in s.ends})
    note = f"{alone} entities that no such statement relates are in no community"
    return conclude(basis, columns, rows, counted, left_out, notes=[note], **more)


def _draw_communities(finding: Finding, ax: "Axes") -> None:
    """Draw the largest part that hangs together, each community in an ink and a mark of its own."""
    import networkx

    ends = [(str(row[1]), str(row[3])) for row in finding.evidence.rows if row[3] and row[1] != row[3]]
    whole = networkx.Graph(sorted(ends))
    network = whole.subgraph(max(networkx.connected_components(whole), key=lambda nodes: (len(nodes), min(nodes))))
    places = networkx.kamada_kawai_layout(networkx.Graph(network))
    networkx.draw_networkx_edges(network, places, ax=ax, width=0.5, edge_color="#999999")
    named = []
    groups = [(str(row[0]), [m for m in row[3] if m in network]) for row in finding.rows if isinstance(row[3], list)]
    for (title, nodes), (ink, mark) in zip((group for group in groups if group[1]), cycle(INKS), strict=False):
        looks: dict[str, Any] = {"s": [14 + 5 * network.degree(n) for n in nodes], "marker": mark, "color": HUES[ink]}
        x, y = _at(places, nodes)
        ax.scatter(x, y, label=cut(title, 34), **RIM, **looks)
        named += nodes[:_LABELS]
    _named(finding, ax, places, named)
    legend = ax.legend(
        loc="upper left", bbox_to_anchor=(1, 1), title="the largest part that hangs together", title_fontsize=7
    )
    for handle in legend.legend_handles:
        handle.set_sizes([20])  # type: ignore[union-attr]
    ax.axis("off")


def _at(places: Mapping[str, Sequence[float]], nodes: Sequence[str]) -> tuple[list[float], list[float]]:
    return [places[node][0] for node in nodes], [places[node][1] for node in nodes]


def _named(finding: Finding, ax: "Axes", places: Mapping[str, Sequence[float]], nodes: Sequence[str]) -> None:
    """Write the names of nodes by turns above and below, with a rim that keeps them legible over lines."""
    from matplotlib.patheffects import withStroke

    for number, node in enumerate(sorted(nodes, key=lambda node: tuple(places[node]))):
        above = number % 2 == 0
        text = ax.annotate(
            cut(finding.name(node), 20),
            (places[node][0], places[node][1]),
            (0, 4 if above else -4),
            textcoords="offset points",
            ha="center",
            va="bottom" if above else "top",
            size=6,
        )
        text.set_path_effects([withStroke(linewidth=1.6, foreground="white")])


def _draw_bridges(finding: Finding, ax: "Axes") -> None:
    """Draw each by how much lies between others through it, and how spread its neighbours are."""
    places = {str(row[0]): (float(str(row[1])), float(str(row[2]))) for row in finding.rows}
    looks = ((True, "D", "gold", "the graph falls apart without it"), (False, "o", "blue", "does not"))
    for cuts, mark, ink, label in looks:
        nodes = [str(row[0]) for row in finding.rows if row[5] is cuts]
        ax.scatter(*_at(places, nodes), s=18, marker=mark, color=HUES[ink], label=label, **RIM)
    _named(finding, ax, places, [str(row[0]) for row in finding.rows[:8]])
    ax.set(xlabel="betweenness", ylabel="participation")
    ax.margins(0.12)
    ax.legend(loc="lower right", bbox_to_anchor=(1.02, 1), ncols=2, borderaxespad=0.2)
