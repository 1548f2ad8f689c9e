"""Building everything there is to ship, checking it, and exporting one format of it."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

from aigraph.cache.bundle import load_bundle
from aigraph.errors import ExportError, Problem, SeedError
from aigraph.files import replace_folder, writing
from aigraph.knowledge_graph import KnowledgeGraph

__all__ = ["FOLDERS", "FORMATS", "Built", "build", "check", "export", "export_folder"]

T = TypeVar("T")
#: What a build writes: the file and the format it is in.
FILES: Mapping[str, str] = {
    "graph.trig": "trig",
    "graph.ttl": "ttl",
    "graph.nq": "nquads",
    "graph.jsonld": "jsonld",
    "graph.graphml": "graphml",
    "entities.ndjson": "entities",
    "statements.ndjson": "statements",
    "claims.ndjson": "claims",
    "sources.ndjson": "sources",
    "index.html": "html",
}


@dataclass(frozen=True, slots=True)
class Built:
    """What was written, with sizes in bytes, and a sentence about it."""

    files: tuple[tuple[Path, int], ...]
    summary: str


def build(seeds: Path, ontology: Path, out: Path, *, editors: bool = True) -> Built:
    """Build every file into a folder, exchanged for the old one when all of them are written.

    Raises:
        SeedError: the seeds, or the data they make, have problems; the old folder is still there.
    """
    bundle, folder = load_bundle(seeds, ontology, editors=editors)
    graph = KnowledgeGraph(bundle, folder)
    marker = folder / "conforms"
    if not marker.exists():
        problems, _ = check(seeds, ontology, {})
        if problems:
            raise SeedError(problems)
        marker.touch()

    def fill(place: Path) -> None:
        for name, format_ in FILES.items():
            (place / name).write_bytes(export(graph, format_))

    with writing(out):
        replace_folder(out, FILES, fill)
    files = tuple((out / name, (out / name).stat().st_size) for name in FILES)
    settled = sum(s.settled for s in graph.statements.values())
    tentative = len(graph.statements) - settled
    counts = f"{len(graph.entities)} entities, {settled} settled and {tentative} tentative statements"
    return Built(files, f"Conforms. {counts}, {len(graph.claims)} claims; data {graph.version}.")


def check(seeds: Path, ontology: Path, texts: Mapping[str, str]) -> tuple[list[Problem], str]:
    """Return every problem of the seeds and of the data they make, and a sentence that sums it up.

    The shapes are asked even where seeds have problems, of all that could be read.
    """
    from aigraph.ontology import read_ontology
    from aigraph.rdf.validation import validate
    from aigraph.rdf.write import to_quads
    from aigraph.seeds import read_seeds

    schema = read_ontology(ontology)
    read = read_seeds(seeds, schema, texts)
    told: list[str] = []
    problems = sorted({*read.problems, *validate(to_quads(read.graph, schema), ontology, read.places, told.append)})
    quotes = sum(1 for passage in read.passages for _ in passage.quotes())
    checked = f"{len(read.graph.statements)} statements, {len(read.graph.claims)} claims, {quotes} quotes"
    notes = "".join(f"\n{note}." for note in told)
    against = f", each quote looked up in {', '.join(sorted(texts))}" if texts else ""
    if problems:
        return problems, f"{len(problems)} problems in {checked}{against}.{notes}"
    return problems, f"Conforms: {checked}{against}.{notes}"


def export(graph: KnowledgeGraph, format_: str, *, tentative: bool = True) -> bytes:
    """Return the graph in one format, UTF-8.

    Raises:
        ExportError: the format is unknown or cannot hold a value.
    """
    return _known(FORMATS, format_)(graph, format_, tentative)


def export_folder(graph: KnowledgeGraph, format_: str, folder: Path) -> None:
    """Write the graph in a format of several files into a folder, exchanged for the old one when all are written.

    Raises:
        ExportError: the format is unknown or cannot hold a value.
        MissingDependency: the format needs a library that is not installed.
    """
    from importlib import import_module

    module = import_module(f"aigraph.export.{_known(FOLDERS, format_)}")
    whole = graph.property_graph
    with writing(folder):
        replace_folder(folder, module.FILES, lambda place: module.write_folder(whole.nodes, whole.edges, place))


def _known(formats: Mapping[str, T], format_: str) -> T:
    if format_ not in formats:
        from aigraph.errors import did_you_mean

        raise ExportError(f"unknown format {format_!r}; expected {', '.join(formats)}{did_you_mean(format_, formats)}")
    return formats[format_]


def _rdf(graph: KnowledgeGraph, format_: str, tentative: bool) -> bytes:
    from aigraph.rdf.files import write_rdf

    del tentative  # RDF keeps every statement as a node; only settled ones are direct triples
    return write_rdf(graph.store, format_)


def _ndjson(graph: KnowledgeGraph, format_: str, tentative: bool) -> bytes:
    from aigraph.export.ndjson import to_ndjson

    del tentative  # every line says whether its statement is settled
    return to_ndjson(graph.graph, graph.ontology)[format_].encode()


def _drawing(graph: KnowledgeGraph, format_: str, tentative: bool) -> bytes:
    from aigraph.export import write
    from aigraph.property_graph import without_details

    return write(without_details(graph.property_graph, tentative=tentative), format_, graph.ontology)


def _page(graph: KnowledgeGraph, format_: str, tentative: bool) -> bytes:
    del format_
    page: str = graph.to_pyvis(tentative=tentative).generate_html()
    return page.encode()


def _script(graph: KnowledgeGraph, format_: str, tentative: bool) -> bytes:
    from aigraph.export.cypher_script import lines

    del format_, tentative  # a tentative edge says so by its type
    return "".join(lines(graph.property_graph)).encode()


#: The name of each format → what makes it.
FORMATS: Mapping[str, Callable[[KnowledgeGraph, str, bool], bytes]] = {
    **dict.fromkeys(("trig", "ttl", "nquads", "ntriples", "jsonld", "rdfxml"), _rdf),
    **dict.fromkeys(("graphml", "gexf", "node-link", "dot"), _drawing),
    **dict.fromkeys(("entities", "statements", "claims", "sources"), _ndjson),
    "cypher": _script,
    "html": _page,
}
#: The name of each format of several files → the module that writes the folder.
FOLDERS: Mapping[str, str] = {"neo4j-admin": "neo4j_admin", "parquet": "parquet"}
