"""Who depends on whose chips: for models trained on them, chips bought, machines that have them."""

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Any

from aigraph.analysis.basis import Analysed, Basis
from aigraph.analysis.figures import COLUMN, pairs
from aigraph.analysis.finding import Finding, conclude
from aigraph.model import Ref, Statement

if TYPE_CHECKING:
    from matplotlib.axes import Axes

__all__ = ["dependence"]

Way = tuple[Statement, ...]
#: How many rows a figure shows.
_SHOWN = 14


def dependence(g: Analysed, *, language: str = "en") -> Finding:
    """Return who depends on which maker of chips, in how many ways that are settled and in how many tentative ones.

    A way is a statement by which somebody comes by the means of computing (`aig:flow`), with those that say who makes
    the model that was trained and who makes the chip: it is settled where all of them are. Who makes her own chips does
    not depend on herself. `share` is the share of this maker in all ways of who depends.

    Args:
        g: the graph.
        language: of the figure's names.
    """
    basis = Basis.of(g, language)
    ways: dict[tuple[str, str], list[Way]] = defaultdict(list)
    for who, maker, way in _ways(basis):
        ways[who, maker].append(way)
    totals = Counter({who: sum(len(way) for (other, _), way in ways.items() if other == who) for who, _ in ways})
    rows: list[tuple[Any, ...]] = []
    for (who, maker), taken in ways.items():
        settled = sum(all(s.settled for s in way) for way in taken)
        ids = sorted({way[0].id for way in taken})
        rows.append((who, maker, settled, len(taken) - settled, round(len(taken) / totals[who], 3), ids))
    rows.sort(key=lambda row: (-row[2] - row[3], -row[2], row[:2]))
    counted = {s.id: s for taken in ways.values() for way in taken for s in way}
    return conclude(
        basis,
        ("who", "maker", "settled", "tentative", "share", "statements"),
        rows,
        list(counted.values()),
        notes=_unmade(basis),
        title="Ways to depend on a maker of chips",
        drawn=_draw,
        size=(COLUMN, 0.9 + 0.26 * min(_SHOWN, len(rows))),
    )


def _unmade(basis: Basis) -> list[str]:
    """Return a note on what computes and nobody is said to make."""
    slugs = sorted(slug for slug, made in _makers(basis, _creators(basis)).items() if not made)
    return [f"nobody is said to make {', '.join(slugs)}: who uses these is left out"] if slugs else []


def _ways(basis: Basis) -> Iterator[tuple[str, str, Way]]:
    """Yield who depends on which maker, with the statements that say so, the one about the means first."""
    creators = _creators(basis)
    makers = _makers(basis, creators)
    chips_of = {statement.subject for made in makers.values() for statement in made}
    for flow in basis.flows("means"):
        users: list[tuple[str, Way]] = [(s.subject, (s,)) for s in creators.get(flow.taker, ())]
        if basis.ontology.acts(basis.classes.get(flow.taker, ())):
            users = [(flow.taker, ())]
        if basis.ontology.computes(basis.classes[flow.giver]):
            sellers: list[tuple[str, Way]] = [(s.subject, (s,)) for s in makers[flow.giver]]
        else:
            sellers = [(flow.giver, ())] if flow.giver in chips_of else []
        for who, made in users:
            yield from ((who, maker, (flow.statement, *made, *sold)) for maker, sold in sellers if maker != who)


def _creators(basis: Basis) -> Mapping[str, list[Statement]]:
    """Return for each thing the statements that somebody brought it into being: one a maker, a settled one first."""
    known: dict[str, dict[str, Statement]] = defaultdict(dict)
    for statement in sorted(basis.statements.values(), key=lambda s: (not s.settled, s.id)):
        if basis.ontology.properties[statement.predicate].creates and isinstance(statement.object, Ref):
            known[statement.object.id].setdefault(statement.subject, statement)
    return {thing: list(made.values()) for thing, made in known.items()}


def _makers(basis: Basis, creators: Mapping[str, list[Statement]]) -> Mapping[str, list[Statement]]:
    """Return who makes each thing that computes."""
    return {slug: creators.get(slug, []) for slug, kinds in basis.classes.items() if basis.ontology.computes(kinds)}


def _draw(finding: Finding, ax: "Axes") -> None:
    rows = finding.rows[:_SHOWN]
    labels = [f"{finding.name(row[0])} → {finding.name(row[1])}" for row in rows]
    values = {name: [float(str(row[at])) for row in rows] for at, name in ((2, "settled"), (3, "tentative"))}
    pairs(ax, labels, values)
    ax.set_xlabel("ways")
