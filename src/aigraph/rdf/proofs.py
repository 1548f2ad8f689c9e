"""The proofs of derived statements: collected row by row, the minimal ones kept, and how well each is then known."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Set
from dataclasses import dataclass
from decimal import Decimal

from aigraph.errors import OntologyError
from aigraph.model import MODALITIES, Derivation, Graph, Proof, Quantity, Ref, Statement
from aigraph.ontology import Ontology

__all__ = ["Proofs", "Row", "Stated"]

Premises = frozenset[str]
_NEVER = len(MODALITIES)


@dataclass(frozen=True, slots=True)
class Row:
    """What one row of a rule says: a statement, the ids of its premises, what it counts."""

    subject: str
    predicate: str
    object: str
    premises: Premises
    counted: str | None = None

    @property
    def id(self) -> str:
        """Return the statement's id."""
        return f"{self.subject}/{self.predicate}/{self.object}"


@dataclass(frozen=True, slots=True)
class Stated:
    """What is stated: by id the place of the modality among all, and whether it is settled; and what is retracted."""

    known: Mapping[str, tuple[int, bool]]
    retracted: Set[str]

    @classmethod
    def of(cls, graph: Graph) -> "Stated":
        """Return that of a graph."""
        known = {s.id: (MODALITIES.index(s.modality), s.settled) for s in graph.statements}
        return cls(known, {s.id for s in graph.statements if s.retracted})


class Proofs:
    """Every proof of every derived statement. `counts` has the unit of the rules that count."""

    def __init__(self, stated: Stated, ontology: Ontology, counts: Mapping[str, str | None]) -> None:
        """Hold what is stated, and nothing derived."""
        self.ontology, self.counts = ontology, counts
        self.stated, self.retracted = stated.known, stated.retracted
        self.rows: dict[str, Row] = {}
        self.ways: dict[str, dict[Premises, dict[str, set[str]]]] = defaultdict(dict)
        self._settled: set[str] = set()

    def add(self, rule: str, row: Row) -> bool:
        """Add a proof, and return whether the statement is a new one; what is stated already is passed over."""
        if row.id in self.stated or row.id in row.premises or not row.premises.isdisjoint(self.retracted):
            return False
        if wrong := [p for p in row.premises if p not in self.stated and p not in self.rows]:
            raise OntologyError(
                f"rule {rule!r} takes {min(wrong)!r} as a premise; expected a statement. Correct its query"
            )
        counted = self.ways[row.id].setdefault(row.premises, {}).setdefault(rule, set())
        if row.counted:
            counted.add(row.counted)
        return self.rows.setdefault(row.id, row) is row

    def settled(self) -> Iterator[Row]:
        """Return a row of each statement of which it is new that a proof has only settled premises."""
        before, changed = set(self._settled), True
        while changed:
            changed = False
            for identifier, ways in self.ways.items():
                if identifier not in self._settled and any(all(map(self._is_settled, way)) for way in ways):
                    self._settled.add(identifier)
                    changed = True
        return (self.rows[identifier] for identifier in sorted(self._settled - before))

    def statements(self) -> list[Statement]:
        """Return the derived statements, sorted by id."""
        grades = self._grades()
        return [self._statement(self.rows[one], self._minimal(one), grades) for one in sorted(self.rows)]

    def _is_settled(self, premise: str) -> bool:
        return premise in self._settled or self.stated.get(premise, (_NEVER, False))[1]

    def _grades(self) -> Mapping[str, int]:
        """Return the modality of each statement, as its place among all: the best of its proofs' weakest premise."""
        premises = {premise for ways in self.ways.values() for way in ways for premise in way}
        grades = {premise: found[0] for premise in premises if (found := self.stated.get(premise))}
        changed = True
        while changed:
            changed = False
            for identifier, ways in self.ways.items():
                best = min(max(grades.get(premise, _NEVER) for premise in way) for way in ways)
                if best < grades.get(identifier, _NEVER):
                    grades[identifier] = best
                    changed = True
        return grades

    def _minimal(self, identifier: str) -> list[Premises]:
        """Return the sets of premises from which none can be spared, and that do not rest on the statement itself."""
        ways = sorted(self.ways[identifier], key=len)
        below = self._below(identifier)
        if identifier in below:
            held = self._held(below - {identifier})
            ways = [way for way in ways if all(premise in self.stated or premise in held for premise in way)]
        if len(ways[0]) == len(ways[-1]):
            return ways
        return [way for way in ways if not any(other < way for other in ways)]

    def _below(self, identifier: str) -> set[str]:
        """Return the derived statements that some proof of one takes, or some proof of those; itself in a circle."""
        below: set[str] = set()
        todo = [identifier]
        while todo:
            fresh = {p for way in self.ways[todo.pop()] for p in way if p in self.rows} - below
            below |= fresh
            todo += fresh
        return below

    def _held(self, derived: set[str]) -> set[str]:
        """Return which of some derived statements follow without any other."""
        held: set[str] = set()
        size = -1
        while size < len(held):
            size = len(held)
            held |= {o for o in derived if any(all(p in self.stated or p in held for p in w) for w in self.ways[o])}
        return held

    def _statement(self, row: Row, ways: list[Premises], grades: Mapping[str, int]) -> Statement:
        found = self.ways[row.id]
        proofs = sorted(Proof(rule, tuple(sorted(way))) for way in ways for rule in found[way])
        grade, settled = grades[row.id], row.id in self._settled
        counted: dict[str, set[str]] = defaultdict(set)
        for way in ways:
            if all(map(self._is_settled, way)) if settled else max(grades[p] for p in way) == grade:
                for rule, them in found[way].items():
                    counted[self.counts.get(rule) or ""] |= them
        unit = next((unit for unit in sorted(counted) if unit and counted[unit]), None)
        number = Quantity(min=Decimal(len(counted[unit])), unit=unit, comparator="atLeast") if unit else None
        return Statement(
            id=row.id,
            subject=row.subject,
            predicate=row.predicate,
            object=Ref(row.object),
            qualifiers={"value": (number,)} if number else {},
            settled=settled and self.ontology.settles(row.predicate, MODALITIES[grade], "actual"),
            derived=Derivation(tuple(proofs), MODALITIES[grade]),
        )
