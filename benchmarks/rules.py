"""What deriving costs: the axioms beside owlrl and reasonable, and proofs beside the same rules without them.

Each measurement runs in a process of its own, for at most LIMIT seconds; making its input is not counted. `reasonable`
is measured where it can be imported.

Run: python benchmarks/rules.py [--limit SECONDS] [TRIPLES …]
"""

import argparse
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from pyoxigraph import Quad, RdfFormat, Store, parse

from aigraph.model import Entity, Evidence, Graph, Ref, Statement
from aigraph.namespaces import ONTOLOGY, SHIPPED
from aigraph.ontology import Ontology, read_ontology
from aigraph.rdf import rules as engine
from aigraph.rdf.closure import Closure
from aigraph.rdf.proofs import Row
from aigraph.rdf.rule import Rule

ROOT = Path(__file__).parents[1]
AXIOMS = """@prefix aig: <https://w3id.org/aigraph/ontology#> . @prefix aid: <https://w3id.org/aigraph/id/> .
@prefix owl: <http://www.w3.org/2002/07/owl#> . @prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
aig:leads rdfs:subPropertyOf aig:worksAt . aig:worksAt owl:inverseOf aig:employs .
aig:near a owl:SymmetricProperty . aig:within a owl:TransitiveProperty .
aig:basedIn owl:propertyChainAxiom ( aig:worksAt aig:within ) .
aig:Lab rdfs:subClassOf aig:Company . aig:Company rdfs:subClassOf aig:Agent .
"""


def triples(count: int) -> Iterator[str]:
    """Yield as many lines of Turtle: one in five each of jobs, leaders, neighbours, places within places, classes."""
    for i in range(count // 5):
        yield f"aid:p{i} aig:worksAt aid:o{i % (count // 20 + 1)} ."
        yield f"aid:p{i} aig:leads aid:o{i * 7 % (count // 20 + 1)} ."
        yield f"aid:o{i} aig:near aid:o{i * 3 + 1} ."
        yield f"aid:o{i} aig:within aid:{f'c{i % 50}' if i % 2 else f'o{i + 1}'} ."
        yield f"aid:o{i} a aig:Lab ."


def ours(count: int) -> tuple[float, int]:
    """Close the axioms in pyoxigraph, as `infer` does."""
    store = Store()
    store.extend(Quad(q.subject, q.predicate, q.object) for q in parse(input=_turtle(count), format=RdfFormat.TURTLE))
    began = time.process_time()
    found = Closure(store, SHIPPED).of(store)
    store.extend(Quad(*triple) for triple in found)
    return time.process_time() - began, sum("/id/" in t[0].value for t in found)


def owlrl(count: int) -> tuple[float, int]:
    """Close them with owlrl, in rdflib."""
    import owlrl
    import rdflib

    graph = rdflib.Graph().parse(data=_turtle(count), format="turtle")
    before, began = _facts(graph), time.process_time()
    owlrl.DeductiveClosure(owlrl.OWLRL_Semantics).expand(graph)
    return time.process_time() - began, _facts(graph) - before


def reasonable(count: int) -> tuple[float, int]:
    """Close them with reasonable, in Rust; loading included, which it has no way to leave out."""
    import rdflib
    import reasonable

    graph = rdflib.Graph().parse(data=_turtle(count), format="turtle")
    before, reasoner = _facts(graph), reasonable.PyReasoner()
    reasoner.from_graph(graph)
    began = time.process_time()
    found = reasoner.reason()
    return time.process_time() - began, _facts(found) - before


def _turtle(count: int) -> str:
    return AXIOMS + "\n".join(triples(count))


def _facts(found: Any) -> int:
    """Count the triples of our own terms between things, and of classes of ours."""
    entity = "https://w3id.org/aigraph/id/"
    return len(
        {
            (str(s), str(p), str(o))
            for s, p, o in found
            if str(s).startswith(entity)
            and (str(o).startswith(entity) or str(o).startswith(ONTOLOGY))
            and "sameAs" not in str(p)
        }
    )


# -- rules ------------------------------------------------------------------------------------------------------------


def graph_of(count: int) -> Graph:
    """Return a graph of about so many triples: careers, founders, subsidiaries, models and their chips."""
    lines = []
    for i in range(count // 80):
        lines += [
            (f"p{i}", "workedAt", f"o{i % 97}", "ended"),
            (f"p{i}", "workedAt", f"o{i * 7 % 89 + 100}", "actual"),
            (f"p{i}", "founded", f"f{i // 3}", "actual"),
            (f"o{i}", "hasSubsidiary", f"o{i + 1 if i % 6 < 5 else i - 3}", "actual"),
            (f"f{i // 3}", "developed", f"m{i}", "actual"),
            (f"m{i}", "trainedOn", f"c{i % 40}", "actual"),
            (f"maker{i % 5}", "manufactures", f"c{i % 40}", "actual"),
        ]
    statements = {}
    for subject, predicate, target, stage in lines:
        one = f"{subject}/{predicate}/{target}"
        statements[one] = Statement(one, subject, predicate, Ref(target), {}, stage, (Evidence(f"{one}/s", "s"),))
    people = tuple(Entity(f"p{i}", ("Person",), {"en": f"p{i}"}) for i in range(count // 80))
    return Graph(entities=people, statements=tuple(statements.values()))


def proved(count: int) -> tuple[float, int]:
    """Run the shipped rules, each proof recorded."""
    ontology, graph = read_ontology(ROOT / "ontology"), graph_of(count)
    began = time.process_time()
    _, found = engine.derive(graph, ontology, engine.read_rules(ontology.folders))
    return time.process_time() - began, len(found)


class Conclusions:
    """In place of the proofs: what was concluded, and nothing of why."""

    def __init__(self, graph: Graph, ontology: Ontology, counts: object) -> None:
        self.stated, self.rows, self.ontology = {s.id for s in graph.statements}, dict[str, Row](), ontology

    def add(self, rule: str, row: Row) -> bool:
        """Add a conclusion, and return whether it is a new one."""
        return row.id not in self.stated and self.rows.setdefault(row.id, row) is row

    def settled(self) -> list[Row]:
        """Return all: what the benchmark states is asserted."""
        return [self.rows[one] for one in sorted(self.rows)]

    def statements(self) -> list[Statement]:
        """Return the statements, without proofs."""
        return [Statement(row.id, row.subject, row.predicate, Ref(row.object)) for row in self.settled()]


class Bare(engine._Run):
    """The rules asked for their conclusions alone."""

    def rows(self, rule: Rule, query: str) -> Iterator[Row]:
        """Yield each conclusion once."""
        _, where, body = query.partition("WHERE")
        found = self.store.query(
            f"SELECT DISTINCT ?subject ?predicate ?object {where}{body}",
            prefixes=self.iris.prefixes,
            use_default_graph_as_union=True,
        )
        for row in found:
            subject, predicate, target = (row[name].value for name in ("subject", "predicate", "object"))
            yield Row(self.iris.node(subject), self.ontology.local(predicate), self.iris.node(target), frozenset())


def unproved(count: int) -> tuple[float, int]:
    """Run the same rules for their conclusions alone: the floor."""
    ontology, graph = read_ontology(ROOT / "ontology"), graph_of(count)
    rules = engine.read_rules(ontology.folders)
    engine.Proofs = Conclusions
    began = time.process_time()
    found = Bare(graph, ontology, rules).proofs.statements()
    return time.process_time() - began, len(found)


MEASURED: dict[str, Callable[[int], tuple[float, int]]] = {
    f.__name__: f for f in (ours, owlrl, reasonable, proved, unproved)
}


def measured(name: str, count: int, limit: float) -> str:
    """Return what a measurement in a process of its own says, or why it says nothing."""
    try:
        run = subprocess.run(
            [sys.executable, __file__, "--one", name, str(count)],
            capture_output=True,
            text=True,
            timeout=limit,
            check=False,
        )
    except subprocess.TimeoutExpired:
        return f"over {limit:.0f} s"
    if run.returncode:
        return run.stderr.strip().splitlines()[-1]
    return run.stdout.strip()


if __name__ == "__main__":
    parser = argparse.ArgumentParser()
    parser.add_argument("counts", nargs="*", type=int, default=[10_000, 100_000, 1_000_000])
    parser.add_argument("--limit", type=float, default=300)
    parser.add_argument("--one")
    args = parser.parse_args()
    if args.one:
        seconds, found = MEASURED[args.one](args.counts[0])
        print(f"{seconds:8.2f} s, {found:,} derived")
        sys.exit()
    for count in args.counts:
        for name in MEASURED:
            if count < 1_000_000 or name not in ("owlrl", "reasonable"):
                print(f"{count:>9,}  {name:<11}{measured(name, count, args.limit)}", flush=True)
