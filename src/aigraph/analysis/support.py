"""What a finding rests on: one source, one speaker; and where sources agree."""

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping
from itertools import combinations
from typing import TYPE_CHECKING, Any

from aigraph.analysis.basis import Analysed, Basis
from aigraph.analysis.figures import COLUMN, pairs, short
from aigraph.analysis.finding import Finding
from aigraph.model import Evidence, Statement
from aigraph.names.resolve import check_words
from aigraph.table import Table

if TYPE_CHECKING:
    from matplotlib.axes import Axes

__all__ = ["agreement", "concentration"]

_SHOWN = 14


def concentration(g: Analysed, finding: Table | None = None, *, by: str = "source", language: str = "en") -> Finding:
    """Return how much of a finding, or of the graph, rests on each source or speaker; what rests on it most first.

    `statements` are those that it supports; `alone` those that fall without it: all evidence of them comes from it, or
    every proof of them takes one that falls. Where nobody is named as the speaker, the source's authors speak, or the
    source itself; in a chain each of the speakers does. `summary` has `herfindahl`, the sum of the squares of the
    shares of all evidence: 1 where one has all.

    Args:
        g: the graph that the finding was made of.
        finding: a `Finding`, of whose evidence all statements count; without one, all that are settled.
        by: `source` or `speaker`.
        language: of the names.

    Raises:
        UnknownName: `by` is neither.
    """
    check_words("kind of support", [by], ("source", "speaker"))
    basis = Basis.of(g, language)
    counted = [s for s in basis.statements.values() if s.settled]
    if isinstance(finding, Finding):
        told = (str(row[0]) for row in finding.evidence.rows)
        counted = [basis.statements[name] for name in told if name in basis.statements]
    of = _by_source if by == "source" else _by_speaker({s.id: s.author for s in g.graph.sources})
    supports: dict[str, set[str]] = defaultdict(set)
    pieces: Counter[str] = Counter()
    for statement in counted:
        for leaf in basis.leaves([statement]):
            for who in {who for item in leaf.evidence for who in of(item)}:
                supports[who].add(statement.id)
    for leaf in basis.leaves(counted):
        pieces.update(who for item in leaf.evidence for who in of(item))
    rows: list[tuple[Any, ...]] = []
    for who, ids in supports.items():
        falls = _Falls(basis, lambda item, who=who: who in of(item))  # type: ignore[misc]
        alone = sum(falls(basis.statements[name]) for name in ids)
        rows.append((who, len(ids), round(len(ids) / len(counted), 3), alone, round(alone / len(counted), 3)))
    total = pieces.total()
    titles = {s.id: basis.wording.title(s) for s in g.graph.sources}
    rows.sort(key=lambda row: (-row[3], -row[1], row[0]))
    return Finding(
        (by, "statements", "share", "alone", "alone_share"),
        tuple(rows),
        basis.notes(counted),
        title=f"What rests on one {by}",
        evidence=basis.evidence(counted),
        summary={
            "statements": len(counted),
            "herfindahl": round(sum((n / total) ** 2 for n in pieces.values()), 3) if total else None,
        },
        names={**titles, **basis.names},
        drawn=_draw_support if rows else None,
        size=(COLUMN, 0.9 + 0.22 * min(_SHOWN, len(rows))),
    )


class _Falls:
    """Says whether a statement falls without the evidence that is lost: what somebody states, and what follows."""

    def __init__(self, basis: Basis, lost: Callable[[Evidence], bool]) -> None:
        self.basis, self.lost, self.known = basis, lost, dict[str, bool]()

    def __call__(self, statement: Statement) -> bool:
        if statement.id not in self.known:
            self.known[statement.id] = True  # a proof that comes back to it proves nothing
            self.known[statement.id] = self._fall(statement)
        return self.known[statement.id]

    def _fall(self, statement: Statement) -> bool:
        if not statement.derived:
            return bool(statement.evidence) and all(map(self.lost, statement.evidence))
        held = self.basis.statements
        return all(any(p not in held or self(held[p]) for p in proof.premises) for proof in statement.derived.proofs)


def _by_source(item: Evidence) -> tuple[str, ...]:
    return (item.source,)


def _by_speaker(authors: Mapping[str, tuple[str, ...]]) -> Callable[[Evidence], tuple[str, ...]]:
    return lambda item: item.speakers or authors.get(item.source) or (item.source,)


def agreement(g: Analysed, *, language: str = "en") -> Finding:
    """Return for each two sources that speak of the same how often they agree, and how often one contradicts the other.

    They agree on a statement that has evidence of both, and disagree where a statement of one contradicts one of the
    other (docs/model.md says when). The editors are no source. What one source alone speaks of says nothing of
    agreement; the notes count it.

    Args:
        g: the graph.
        language: of the names.
    """
    basis = Basis.of(g, language)
    stated = [s for s in basis.statements.values() if not s.derived]
    sources = {s.id: {e.source for e in s.evidence} - g.graph.editors for s in stated}
    agree: dict[tuple[str, str], set[str]] = defaultdict(set)
    differ: dict[tuple[str, str], set[str]] = defaultdict(set)
    for statement in stated:
        for pair in combinations(sorted(sources[statement.id]), 2):
            agree[pair].add(statement.id)
        for other in statement.contradicted_by:
            for pair in _across(sources[statement.id], sources.get(other, set())):
                differ[pair].add(" ≠ ".join(sorted((statement.id, other))))
    rows: list[tuple[Any, ...]] = []
    for pair in agree.keys() | differ.keys():
        yes, no = len(agree[pair]), len(differ[pair])
        rows.append((*pair, yes, no, round(yes / (yes + no), 3), sorted(agree[pair] | differ[pair])))
    several = {name for found in (*agree.values(), *differ.values()) for ids in found for name in ids.split(" ≠ ")}
    alone = sum(bool(sources[s.id]) and s.id not in several for s in stated)
    counted = [basis.statements[name] for name in sorted(several)]
    rows.sort(key=lambda row: (-row[2] - row[3], row[:2]))
    return Finding(
        ("one", "other", "agree", "differ", "share", "statements"),
        tuple(rows),
        (*basis.notes(counted), f"{alone} statements of one source alone are compared with nothing"),
        title="Where sources agree",
        evidence=basis.evidence(counted),
        summary={"agree": sum(row[2] for row in rows), "differ": sum(row[3] for row in rows), "alone": alone},
        drawn=_draw_agreement if rows else None,
        size=(COLUMN, 0.9 + 0.3 * min(_SHOWN, len(rows))),
    )


def _across(ones: Iterable[str], others: Iterable[str]) -> set[tuple[str, str]]:
    return {(min(a, b), max(a, b)) for a in ones for b in others if a != b}


def _draw_support(found: Finding, ax: "Axes") -> None:
    rows = found.rows[:_SHOWN]
    alone = [float(str(row[3])) for row in rows]
    beside = [float(str(row[1])) - n for row, n in zip(rows, alone, strict=True)]
    pairs(ax, [found.name(row[0]) for row in rows], {"alone": alone, "beside others": beside})
    ax.set_xlabel("statements")


def _draw_agreement(found: Finding, ax: "Axes") -> None:
    rows = found.rows[:_SHOWN]
    values = {name: [float(str(row[at])) for row in rows] for at, name in ((2, "agree"), (3, "differ"))}
    pairs(ax, [f"{short(str(row[0]), 16)} · {short(str(row[1]), 16)}" for row in rows], values)
    ax.set_xlabel("statements")
