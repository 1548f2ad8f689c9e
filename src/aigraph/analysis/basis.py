"""What every analysis starts from: the statements of a graph, what they rest on, and what is to be said of both."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import product
from typing import Protocol

from aigraph.model import Graph, Ref, Statement
from aigraph.ontology import Ontology
from aigraph.table import Table
from aigraph.when.selected import times
from aigraph.when.statements import Times
from aigraph.words.sentences import Wording

__all__ = ["Analysed", "Basis", "Flow"]

EVIDENCE = (
    "statement",
    "subject",
    "predicate",
    "object",
    "sentence",
    "settled",
    "modality",
    "stage",
    "source",
    "quote",
)

#: How many things of a kind a note names.
_NAMED = 6


class Analysed(Protocol):
    """What can be analysed: a `KnowledgeGraph`."""

    graph: Graph
    ontology: Ontology
    told: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Flow:
    """What passes from one to another by what a statement says, as the ontology declares it (`aig:flow`)."""

    what: str
    giver: str
    taker: str
    statement: Statement


@dataclass(frozen=True, slots=True)
class Basis:
    """The statements of a graph that nobody retracted, by id, and the words for them."""

    graph: Graph
    ontology: Ontology
    told: tuple[str, ...]
    wording: Wording
    times: Times
    statements: Mapping[str, Statement]
    classes: Mapping[str, tuple[str, ...]]

    @classmethod
    def of(cls, g: Analysed, language: str) -> "Basis":
        """Return the basis of a graph in a language."""
        graph, ontology = g.graph, g.ontology
        wording = Wording(ontology, {e.id: e for e in graph.entities}, language, graph.editors, graph.iris)
        statements = {s.id: s for s in graph.statements if s.counts(tentative=True)}
        classes = {e.id: e.classes for e in graph.entities}
        return cls(graph, ontology, g.told, wording, times(graph, ontology), statements, classes)

    @property
    def naming(self) -> Mapping[str, Mapping[str, str]]:
        """The names of every entity, by language."""
        return {entity.id: entity.names for entity in self.graph.entities}

    def relations(self) -> list[tuple[str, str, Statement]]:
        """Return subject, object and statement of each statement that relates two things."""
        return [(s.subject, s.object.id, s) for s in self.statements.values() if isinstance(s.object, Ref)]

    def flows(self, *kinds: str) -> list[Flow]:
        """Return what passes of these kinds."""
        return [
            Flow(what, giver, taker, statement)
            for statement in self.statements.values()
            for what, ends in self.ontology.properties[statement.predicate].flows.items()
            if what in kinds
            for giver, taker in product(*(_at(statement, end) for end in ends))
        ]

    def leaves(self, statements: Iterable[Statement]) -> list[Statement]:
        """Return what somebody states of them: a derived one's premises in its place, down to the last."""
        found: dict[str, Statement] = {}
        waiting = list(statements)
        while waiting:
            statement = waiting.pop()
            if statement.id not in found:
                found[statement.id] = statement
                waiting += self.premises(statement)
        return sorted((s for s in found.values() if not s.derived), key=lambda s: s.id)

    def premises(self, statement: Statement) -> list[Statement]:
        """Return the statements that its proofs take."""
        ids = statement.derived.premises if statement.derived else ()
        return [self.statements[name] for name in ids if name in self.statements]

    def between(self, statement: Statement, *, tentative: bool) -> set[str]:
        """Return what the proofs of a derived statement go through: whom their premises name and it does not.

        Unless what is tentative counts, only the proofs whose premises are all settled.
        """
        proofs = statement.derived.proofs if statement.derived else ()
        taken = [[self.statements[name] for name in proof.premises if name in self.statements] for proof in proofs]
        counted = (proof for proof in taken if all(premise.counts(tentative=tentative) for premise in proof))
        return {end for proof in counted for premise in proof for end in premise.ends} - statement.ends

    def evidence(self, statements: Iterable[Statement]) -> Table:
        """Return the statements and what those rest on that are derived, one a row, each with its first quote."""
        counted = {s.id: s for s in statements}
        whole = {**counted, **{s.id: s for s in self.leaves(counted.values())}}
        return Table(EVIDENCE, tuple(self._row(whole[name]) for name in sorted(whole)), naming=self.naming)

    def _row(self, statement: Statement) -> tuple[str | bool | None, ...]:
        best = statement.best
        return (
            statement.id,
            statement.subject,
            statement.predicate,
            statement.object.id if isinstance(statement.object, Ref) else None,
            self.wording.whole(statement),
            statement.settled,
            statement.modality,
            statement.stage,
            best.source if best else None,
            best.quote if best else None,
        )

    @staticmethod
    def split(statements: Iterable[Statement], *, tentative: bool) -> tuple[list[Statement], list[Statement]]:
        """Return the statements that count, and those that are left out as tentative."""
        found: dict[bool, list[Statement]] = {True: [], False: []}
        for statement in statements:
            found[statement.counts(tentative=tentative)].append(statement)
        return found[True], found[False]

    def notes(self, counted: Sequence[Statement], left_out: Sequence[Statement] = ()) -> tuple[str, ...]:
        """Return what is to be said of an analysis: what it counts, and what it leaves out or takes as one."""
        notes = [*self.told, f"counts {self._described(counted)}" if counted else "counts no statement at all"]
        if left_out:
            notes.append(f"leaves out {self._described(left_out)}, tentative (tentative=True counts them)")
        leaves = self.leaves(counted)
        if undated := sum(self.times.span(leaf) is None for leaf in leaves):
            notes.append(f"{undated} of the {len(leaves)} statements that it rests on have no date")
        ends = {end for leaf in leaves for end in leaf.ends if end in self.classes}
        if groups := sorted(end for end in ends if self.ontology.may_be_several(self.classes[end])):
            notes.append(f"each of these groups, whose members are not named, counts as one: {_some(groups)}")
        return tuple(notes)

    def _described(self, statements: Sequence[Statement]) -> str:
        kinds = Counter(s.predicate for s in statements)
        most = sorted(kinds, key=lambda name: (-kinds[name], name))
        return f"{len(statements)} statement{'s' * (len(statements) != 1)}: {_some([f'{kinds[n]} {n}' for n in most])}"


def _at(statement: Statement, end: str) -> list[str]:
    """Return what a statement has at an end: its subject, an entity that is its object, or those of a qualifier."""
    values = {"subject": (Ref(statement.subject),), "object": (statement.object,)}.get(end)
    return [value.id for value in values or statement.qualifiers.get(end, ()) if isinstance(value, Ref)]


def _some(names: Sequence[str]) -> str:
    """Return the first of the names, and how many more there are."""
    more = f" and {len(names) - _NAMED} more" if len(names) > _NAMED else ""
    return ", ".join(names[:_NAMED]) + more
