"""Money that comes back to where it came from: cycles of investment, purchase and supply, and how likely by chance."""

import random
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from aigraph.analysis.basis import Analysed, Basis, Flow
from aigraph.analysis.figures import whole_numbers
from aigraph.analysis.finding import Finding, conclude
from aigraph.errors import not_installed
from aigraph.model import Quantity, Statement

if TYPE_CHECKING:
    import networkx
    from matplotlib.axes import Axes

__all__ = ["circular_money"]

_COLUMNS = ("parties", "length", "amounts", "currency", "least", "settled", "statements")
_TOLD = "{cycles} cycles among {payments} payments of {parties} parties; by chance {expected}, p = {p}"
Payments = Mapping[tuple[str, str], Sequence[Statement]]


def circular_money(
    g: Analysed, *, tentative: bool = False, longest: int = 4, samples: int = 999, seed: int = 0, language: str = "en"
) -> Finding:
    """Return the cycles in which money comes back, shortest first, and whether there are more than chance would make.

    Who pays whom is declared by the ontology (`aig:flow`): an investor the firm, a buyer the seller, a customer the
    supplier. What goes through a round or a grant is paid by who gave to who got. `amounts` has the largest sum named
    for each step, and `least` the smallest of them where all are in one currency; sums are never added, since two
    sources may tell of the same money. `summary` compares with graphs in which each party pays and is paid by as many:
    how many cycles are `expected`, and `p`, the share of the graphs with as many or more, this one among them.

    Args:
        g: the graph.
        tentative: also what may not be read as a fact.
        longest: how many payments a cycle has at most.
        samples: how many rewired graphs.
        seed: of chance.
        language: of the figure's names.

    Raises:
        MissingDependency: igraph is not installed.

    Source: https://doi.org/10.1126/science.298.5594.824 (Milo et al.: motifs against graphs of the same degrees)
    """
    import networkx

    basis = Basis.of(g, language)
    flows = basis.flows("money")
    counted, left_out = basis.split((f.statement for f in flows), tentative=tentative)
    payments = _through(basis, (flow for flow in flows if flow.statement.counts(tentative=tentative)))
    network = networkx.DiGraph(sorted(ends for ends in payments if ends[0] != ends[1]))
    rows = [_row(basis, parties, payments) for parties in _cycles(network, longest)]
    summary = _compared(network, len(rows), _by_chance(network, longest, samples, seed))
    more: dict[str, Any] = {
        "title": "Cycles of payments, and by chance",
        "summary": summary,
        "notes": [_TOLD.format(**summary)],
    }
    found = conclude(basis, _COLUMNS, rows, counted, left_out, drawn=_draw, **more)
    return replace(found, drawn=_draw)  # what chance makes is drawn where there is no cycle, too


def _compared(network: "networkx.DiGraph[Any]", cycles: int, chance: list[int]) -> dict[str, Any]:
    return {
        "cycles": cycles,
        "parties": len(network),
        "payments": network.number_of_edges(),
        "expected": round(sum(chance) / len(chance), 3),
        "p": round((1 + sum(count >= cycles for count in chance)) / (1 + len(chance)), 4),
        "chance": chance,
    }


def _through(basis: Basis, flows: Iterable[Flow]) -> Payments:
    """Return the payments between those who act: what goes through a round is paid by who gave to who got."""
    found: dict[tuple[str, str], dict[str, Statement]] = defaultdict(dict)
    into: dict[str, list[tuple[str, Statement]]] = defaultdict(list)
    out: dict[str, list[tuple[str, Statement]]] = defaultdict(list)
    for flow in flows:
        giver, taker, statement = flow.giver, flow.taker, flow.statement
        acting = [basis.ontology.acts(basis.classes.get(end, ())) for end in (giver, taker)]
        if all(acting):
            found[giver, taker][statement.id] = statement
        elif acting[0]:
            into[taker].append((giver, statement))
        elif acting[1]:
            out[giver].append((taker, statement))
    for middle, gave in into.items():
        for giver, one in gave:
            for taker, other in out[middle]:
                found[giver, taker] |= {one.id: one, other.id: other}
    return {ends: list(statements.values()) for ends, statements in found.items()}


def _cycles(network: "networkx.DiGraph[Any]", longest: int) -> list[list[str]]:
    """Return the cycles, the shortest first, each from the first of its parties by name on."""
    import networkx

    found: list[list[str]] = []
    for parties in networkx.simple_cycles(network, length_bound=longest):
        first = parties.index(min(parties))
        found.append([*parties[first:], *parties[:first]])
    return sorted(found, key=lambda parties: (len(parties), parties))


def _row(basis: Basis, parties: list[str], payments: Payments) -> tuple[Any, ...]:
    steps = [payments[ends] for ends in zip(parties, [*parties[1:], parties[0]], strict=True)]
    largest = [max(sums, key=lambda q: _sum(q) or 0) if (sums := _sums(basis, step)) else None for step in steps]
    known = [(number, q.unit) for q in largest if q is not None and (number := _sum(q)) is not None]
    one = len({unit for _, unit in known}) == 1 and len(known) == len(steps)
    return (
        parties,
        len(parties),
        [None if q is None else basis.wording.value(q) for q in largest],
        known[0][1] if one else None,
        min(float(number) for number, _ in known) if one else None,
        all(s.settled for step in steps for s in step),
        sorted({s.id for step in steps for s in step}),
    )


def _sums(basis: Basis, step: Iterable[Statement]) -> list[Quantity]:
    values = [
        value for s in step for values in s.qualifiers.values() for value in values if isinstance(value, Quantity)
    ]
    units = basis.ontology.units
    return [q for q in values if q.unit is not None and q.unit in units and units[q.unit].kind == "currency"]


def _sum(quantity: Quantity) -> Any:
    return next((n for n in (quantity.value, quantity.max, quantity.min) if n is not None), None)


def _by_chance(network: "networkx.DiGraph[Any]", longest: int, samples: int, seed: int) -> list[int]:
    """Return how many cycles there are in graphs of the same degrees, rewired from one to the next."""
    import networkx

    try:
        import igraph
    except ImportError as err:
        raise not_installed("circular_money", "igraph", "analysis") from err
    nodes = list(network)
    number = {node: n for n, node in enumerate(nodes)}
    edges = [(number[a], number[b]) for a, b in network.edges()]
    found: list[int] = []
    igraph.set_random_number_generator(random.Random(seed))
    try:
        rewired = igraph.Graph(len(nodes), edges, directed=True)
        for _ in range(samples):
            rewired.rewire(10 * len(edges)) if len(edges) > 1 else None
            cycles = networkx.simple_cycles(networkx.DiGraph(rewired.get_edgelist()), length_bound=longest)
            found.append(sum(1 for _ in cycles))
    finally:
        igraph.set_random_number_generator(random)
    return found


def _draw(finding: Finding, ax: "Axes") -> None:
    """Draw how many of the rewired graphs have how many cycles, and how many there are."""
    chance, cycles = finding.summary["chance"], int(str(finding.summary["cycles"]))
    assert isinstance(chance, list)
    most = max(cycles, *chance)
    counts = [chance.count(number) for number in range(most + 1)]
    ax.bar(range(most + 1), counts, width=0.8, color="#c9cdd3", edgecolor="#666666", linewidth=0.5)
    ax.axvline(cycles, color="black", linestyle="--", linewidth=1)
    side = "left" if cycles <= most / 2 else "right"
    ax.annotate(f" {cycles} here, p = {finding.summary['p']} ", (cycles, max(counts)), ha=side, va="bottom", size=7)
    whole_numbers(ax)
    ax.set_xlim(-0.8, most + 0.8)
    ax.margins(y=0.12)
    ax.set(xlabel="cycles", ylabel="rewired graphs")
