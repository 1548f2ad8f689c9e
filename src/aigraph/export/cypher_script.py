"""A Cypher script that creates the graph in Neo4j: to paste into Browser or Aura, or for `cypher-shell --file`.

Run again, it changes nothing; `aigraph neo4j push` also deletes what is no more.
"""

from collections.abc import Iterable, Iterator
from itertools import groupby, islice

from aigraph.export.attributes import checked, encodable
from aigraph.ontology import Ontology
from aigraph.property_graph import PropertyGraph
from aigraph.property_graph.database import LABEL, literal, schema, with_dates

__all__ = ["lines"]

_BATCH = 200


def lines(graph: PropertyGraph, ontology: Ontology) -> Iterator[str]:
    """Yield the script, a statement a line: constraints and indexes, nodes, then relationships, in batches."""
    del ontology  # labels and types are in the graph
    checked(graph)
    yield "// A knowledge graph of the AI industry. Paste into Neo4j Browser, or: cypher-shell --file FILE\n"
    yield from (f"{query};\n" for query in schema(edge.type for edge in graph.edges).values())
    iris = {node.id: node.properties["iri"] for node in graph.nodes}
    for labels, nodes in groupby(sorted(graph.nodes, key=lambda node: node.labels), key=lambda node: node.labels):
        rows = (encodable(f"node {n.id!r}", literal(with_dates(n.properties))) for n in nodes)
        names = ":".join((*labels, LABEL))
        yield from _batches(rows, f"MERGE (n:{LABEL} {{iri: row.iri}}) SET n = row SET n:{names}")
    for kind, edges in groupby(sorted(graph.edges, key=lambda edge: edge.type), key=lambda edge: edge.type):
        rows = (
            encodable(
                f"edge {e.id!r}",
                literal({"a": iris[e.source], "b": iris[e.target], "p": with_dates(e.properties)}),
            )
            for e in edges
        )
        ends = f"MATCH (a:{LABEL} {{iri: row.a}}), (b:{LABEL} {{iri: row.b}})"
        yield from _batches(rows, f"{ends} MERGE (a)-[r:{kind} {{id: row.p.id}}]->(b) SET r = row.p")


def _batches(rows: Iterable[str], work: str) -> Iterator[str]:
    waiting = iter(rows)
    while batch := list(islice(waiting, _BATCH)):
        yield f"UNWIND [{', '.join(batch)}] AS row {work};\n"
