"""Who depends on whose chips: for models trained on them, chips bought, machines that have them."""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Any

from aigraph.analysis.basis import Analysed, Basis
from aigraph.analysis.figures import COLUMN, pairs
from aigraph.analysis.finding import Finding
from aigraph.model import Ref, Statement

if TYPE_CHECKING:
    from matplotlib.axes import Axes

__all__ = ["dependence"]

Way = tuple[Statement, ...]


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
    totals: dict[str, int] = defaultdict(int)
    for (who, _), found in ways.items():
        totals[who] += len(found)
    rows: list[tuple[Any, ...]] = []
    for (who, maker), found in ways.items():
        settled = sum(all(s.settled for s in way) for way in found)
        ids = sorted({way[0].id for way in found})
        rows.append((who, maker, settled, len(found) - settled, round(len(found) / totals[who], 3), ids))
    counted = [statement for found in ways.values() for way in found for statement in way]
    unique = list({s.id: s for s in counted}.values())
    unmade = sorted(
        slug for slug in basis.classes if g.ontology.computes(basis.classes[slug]) and not _makers(basis)[slug]
    )
    notes = basis.notes(unique)
    if unmade:
        notes = (*notes, f"nobody is said to make {', '.join(unmade)}: who uses these is left out")
    rows.sort(key=lambda row: (-row[2] - row[3], -row[2], row[:2]))
    return Finding(
        ("who", "maker", "settled", "tentative", "share", "statements"),
        tuple(rows),
        notes,
        title="Ways to depend on a maker of chips",
        evidence=basis.evidence(unique),
        names=basis.names,
        drawn=_draw if rows else None,
        size=(COLUMN, 0.9 + 0.26 * len(rows)),
    )


def _ways(basis: Basis) -> Iterator[tuple[str, str, Way]]:
    """Yield who depends on which maker, with the statements that say so, the one about the means first."""
    makers = _makers(basis)
    chips_of = {statement.subject for made in makers.values() for statement in made}
    for flow in basis.flows("means"):
        users: list[tuple[str, Way]] = [(s.subject, (s,)) for s in _creators(basis).get(flow.taker, ())]
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
    found: dict[str, dict[str, Statement]] = defaultdict(dict)
    for statement in sorted(basis.statements.values(), key=lambda s: (not s.settled, s.id)):
        if basis.ontology.properties[statement.predicate].creates and isinstance(statement.object, Ref):
            found[statement.object.id].setdefault(statement.subject, statement)
    return {thing: list(made.values()) for thing, made in found.items()}


def _makers(basis: Basis) -> Mapping[str, list[Statement]]:
    """Return who makes each thing that computes."""
    creators = _creators(basis)
    return {slug: creators.get(slug, []) for slug, kinds in basis.classes.items() if basis.ontology.computes(kinds)}


def _draw(found: Finding, ax: "Axes") -> None:
    labels = [f"{found.name(row[0])} → {found.name(row[1])}" for row in found.rows]
    values = {name: [float(str(row[at])) for row in found.rows] for at, name in ((2, "settled"), (3, "tentative"))}
    pairs(ax, labels, values)
    ax.set_xlabel("ways")
