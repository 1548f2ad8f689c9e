"""What a finding rests on: one source, one speaker; and where sources agree."""

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from itertools import combinations
from typing import TYPE_CHECKING, Any

from aigraph.analysis.basis import Analysed, Basis
from aigraph.analysis.figures import COLUMN, pairs
from aigraph.analysis.finding import Finding, conclude
from aigraph.model import Evidence, Statement
from aigraph.names.resolve import check_words
from aigraph.table import Table
from aigraph.terminal import cut

if TYPE_CHECKING:
    from matplotlib.axes import Axes

__all__ = ["agreement", "concentration"]

_SHOWN = 14
_AGAINST = " ≠ "
Pairs = dict[tuple[str, str], set[str]]
#: Whom a piece of evidence is of.
Who = Callable[[Evidence], tuple[str, ...]]


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
    pieces = Counter(who for leaf in basis.leaves(counted) for item in leaf.evidence for who in of(item))
    total = pieces.total()
    rows = _resting(basis, counted, of)
    return conclude(
        basis,
        (by, "statements", "share", "alone", "alone_share"),
        rows,
        counted,
        title=f"What rests on one {by}",
        summary={"herfindahl": round(sum((n / total) ** 2 for n in pieces.values()), 3) if total else None},
        naming={**{s.id: s.names for s in g.graph.sources}, **basis.naming},
        drawn=_draw_support,
        size=(COLUMN, 0.9 + 0.22 * min(_SHOWN, len(rows))),
    )


def _resting(basis: Basis, counted: Sequence[Statement], of: Who) -> list[tuple[Any, ...]]:
    """Return for each who supports something: how many statements, how many alone, and the shares of all."""
    supports: dict[str, set[str]] = defaultdict(set)
    for statement in counted:
        for who in {who for leaf in basis.leaves([statement]) for item in leaf.evidence for who in of(item)}:
            supports[who].add(statement.id)
    rows = []
    for who, ids in supports.items():
        falls = _Falls(basis, who, of)
        alone = sum(falls(basis.statements[name]) for name in ids)
        rows.append((who, len(ids), round(len(ids) / len(counted), 3), alone, round(alone / len(counted), 3)))
    return sorted(rows, key=lambda row: (-row[3], -row[1], row[0]))


class _Falls:
    """Says whether a statement falls without the evidence of one: what it states, and what follows from that alone."""

    def __init__(self, basis: Basis, who: str, of: Who) -> None:
        self.basis, self.who, self.of, self.known = basis, who, of, dict[str, bool]()

    def __call__(self, statement: Statement) -> bool:
        if statement.id not in self.known:
            self.known[statement.id] = True  # a proof that comes back to it proves nothing
            self.known[statement.id] = self._fall(statement)
        return self.known[statement.id]

    def _fall(self, statement: Statement) -> bool:
        if not statement.derived:
            return bool(statement.evidence) and all(self.who in self.of(item) for item in statement.evidence)
        held = self.basis.statements
        return all(any(p not in held or self(held[p]) for p in proof.premises) for proof in statement.derived.proofs)


def _by_source(item: Evidence) -> tuple[str, ...]:
    return (item.source,)


def _by_speaker(authors: Mapping[str, tuple[str, ...]]) -> Who:
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
    agree, differ = _compared(stated, sources)
    rows: list[tuple[Any, ...]] = []
    for pair in agree.keys() | differ.keys():
        yes, no = len(agree[pair]), len(differ[pair])
        rows.append((*pair, yes, no, round(yes / (yes + no), 3), sorted(agree[pair] | differ[pair])))
    rows.sort(key=lambda row: (-row[2] - row[3], row[:2]))
    several = {name for row in rows for ids in row[5] for name in ids.split(_AGAINST)}
    alone = sum(bool(sources[s.id]) and s.id not in several for s in stated)
    return conclude(
        basis,
        ("one", "other", "agree", "differ", "share", "statements"),
        rows,
        [basis.statements[name] for name in sorted(several)],
        notes=[f"{alone} statements of one source alone are compared with nothing"],
        title="Where sources agree",
        summary={"agree": sum(row[2] for row in rows), "differ": sum(row[3] for row in rows), "alone": alone},
        drawn=_draw_agreement,
        size=(COLUMN, 0.9 + 0.3 * min(_SHOWN, len(rows))),
    )


def _compared(stated: Iterable[Statement], sources: Mapping[str, set[str]]) -> tuple[Pairs, Pairs]:
    """Return for each two sources the statements of both, and those of one that are against one of the other."""
    agree: Pairs = defaultdict(set)
    differ: Pairs = defaultdict(set)
    for statement in stated:
        for pair in combinations(sorted(sources[statement.id]), 2):
            agree[pair].add(statement.id)
        for other in statement.contradicted_by:
            for pair in _across(sources[statement.id], sources.get(other, set())):
                differ[pair].add(_AGAINST.join(sorted((statement.id, other))))
    return agree, differ


def _across(ones: Iterable[str], others: Iterable[str]) -> set[tuple[str, str]]:
    return {(min(a, b), max(a, b)) for a in ones for b in others if a != b}


def _draw_support(finding: Finding, ax: "Axes") -> None:
    rows = finding.rows[:_SHOWN]
    alone = [float(str(row[3])) for row in rows]
    beside = [float(str(row[1])) - n for row, n in zip(rows, alone, strict=True)]
    pairs(ax, [finding.name(row[0]) for row in rows], {"alone": alone, "beside others": beside})
    ax.set_xlabel("statements")


def _draw_agreement(finding: Finding, ax: "Axes") -> None:
    rows = finding.rows[:_SHOWN]
    values = {name: [float(str(row[at])) for row in rows] for at, name in ((2, "agree"), (3, "differ"))}
    pairs(ax, [f"{cut(str(row[0]), 16)} · {cut(str(row[1]), 16)}" for row in rows], values)
    ax.set_xlabel("statements")
