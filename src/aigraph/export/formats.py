"""The formats a graph is written in: one table for `build`, `export`, the command line's help and completion."""

from collections.abc import Mapping
from dataclasses import dataclass

__all__ = ["FORMATS", "Format"]


@dataclass(frozen=True, slots=True)
class Format:
    """A format: its name, file extension (empty for a folder), what it holds, the module that writes it.

    `holds` is `quads`, `records`, `drawing` (entities and observations), `graph` (the whole property graph) or `page`.
    `built` is the name under which a build writes it, empty where it does not. One that `tells` has a model of other
    people's: its module says what of a graph it leaves out.
    """

    name: str
    extension: str
    holds: str
    keeps: str
    module: str
    built: str = ""
    tells: bool = False

    @property
    def is_folder(self) -> bool:
        """Return whether it is a folder of several files."""
        return not self.extension


_RDF, _RECORDS = "aigraph.rdf.files", "aigraph.export.ndjson"
_GRAPHS, _MERGED = "every statement, in its graph", "every statement, the graphs merged"
_DRAWN, _WHOLE = "entities, observations and what relates them", "the whole property graph"

FORMATS: Mapping[str, Format] = {
    one.name: one
    for one in (
        Format("trig", "trig", "quads", _GRAPHS, _RDF, "graph.trig"),
        Format("ttl", "ttl", "quads", _MERGED, _RDF, "graph.ttl"),
        Format("nquads", "nq", "quads", _GRAPHS, _RDF, "graph.nq"),
        Format("ntriples", "nt", "quads", _MERGED, _RDF),
        Format("jsonld", "jsonld", "quads", _GRAPHS, _RDF, "graph.jsonld"),
        Format("rdfxml", "rdf", "quads", _MERGED, _RDF),
        Format("graphml", "graphml", "drawing", _DRAWN, "aigraph.export.graphml", "graph.graphml"),
        Format("gexf", "gexf", "drawing", f"{_DRAWN}, with colours and places", "aigraph.export.gexf"),
        Format("node-link", "json", "drawing", _DRAWN, "aigraph.export.node_link"),
        Format("dot", "dot", "drawing", f"{_DRAWN}, with colours and shapes", "aigraph.export.dot"),
        Format("entities", "ndjson", "records", "an entity a line", _RECORDS, "entities.ndjson"),
        Format("statements", "ndjson", "records", "a statement a line", _RECORDS, "statements.ndjson"),
        Format("claims", "ndjson", "records", "a claim a line", _RECORDS, "claims.ndjson"),
        Format("sources", "ndjson", "records", "a source a line", _RECORDS, "sources.ndjson"),
        Format("cypher", "cypher", "graph", f"{_WHOLE}, as a script", "aigraph.export.cypher_script"),
        Format("neo4j-admin", "", "graph", f"{_WHOLE}, as CSV to import", "aigraph.export.neo4j_admin"),
        Format("parquet", "", "graph", f"{_WHOLE}, as two tables", "aigraph.export.parquet"),
        Format("kgx", "", "drawing", f"{_DRAWN}, as KGX's two tables", "aigraph.export.kgx", tells=True),
        Format(
            "followthemoney",
            "ftm.json",
            "records",
            "persons, organizations, events and their links, as far as FollowTheMoney has schemata for them",
            "aigraph.export.followthemoney",
            tells=True,
        ),
        Format("html", "html", "page", "the interactive page", "aigraph.page.network", "index.html"),
    )
}
