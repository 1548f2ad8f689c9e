"""KGX: a table of nodes and one of edges, as text in tab-separated columns.

What comes close to a term of the Biolink Model is called so (`skos:closeMatch` of the ontology), all else by our own
terms. A tentative statement has the predicate `aig:tentative`, so that nobody reads it as a fact.

Source: https://github.com/biolink/kgx/blob/master/specification/kgx-format.md
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

from aigraph.export.attributes import checked, encodable
from aigraph.namespaces import Iris, source_node, statement_node
from aigraph.ontology import Ontology
from aigraph.property_graph import TENTATIVE, Edge, Node, PropertyGraph, PropertyValue

__all__ = ["FILES", "left_out", "write_folder"]

#: What is written.
FILES = ("graph_nodes.tsv", "graph_edges.tsv")

_BIOLINK = "https://w3id.org/biolink/vocab/"
_NODE = ("id", "category", "name", "synonym", "same_as", "iri")
_EDGE = (
    "id", "subject", "predicate", "object", "original_predicate", "knowledge_level", "agent_type",
    "primary_knowledge_source", "knowledge_source", "supporting_text",
)  # fmt: skip
#: Our properties that have columns of KGX.
_RENAMED = {"aliases": "synonym", "sameAs": "same_as", "quote": "supporting_text"}
#: How a statement is known → Biolink's KnowledgeLevelEnum.
_LEVELS = {"asserted": "knowledge_assertion", "reported": "knowledge_assertion", "predicted": "prediction"}

Row = dict[str, str]


def write_folder(graph: PropertyGraph, ontology: Ontology, folder: Path) -> None:
    """Write `graph_nodes.tsv` and `graph_edges.tsv`. A list is parted by `|`; what KGX cannot hold is a blank.

    Raises:
        ExportError: an edge has no end in the graph, or a text has half a character.
    """
    checked(graph)
    nodes = [_node(node, ontology, graph.iris) for node in graph.nodes]
    edges = [_edge(edge, ontology, graph.iris) for edge in graph.edges]
    for name, first, rows in zip(FILES, (_NODE, _EDGE), (nodes, edges)):
        with (folder / name).open("w", encoding="utf-8", newline="") as file:
            file.writelines(_table(first, rows))


def left_out(graph: PropertyGraph, ontology: Ontology) -> list[str]:
    """Return what the format leaves out of a graph, a sentence each."""
    every = [node.properties.values() for node in graph.nodes] + [edge.properties.values() for edge in graph.edges]
    texts = [text for values in every for value in values for text in _texts(value)]
    listed = [text for values in every for value in values if isinstance(value, list) for text in map(str, value)]
    told = [
        "left out: claims, sources with their sections, all evidence but one quote a statement",
        "left out: types; numbers, dates and booleans are text",
    ]
    known = Counter((edge.source, _predicates(edge, ontology, graph.iris)[0], edge.target) for edge in graph.edges)
    parallel = known.total() - len(known)
    told += [f"kept, but one in KGX's own store: {parallel:,} edges beside another of its kind"] * bool(parallel)
    broken = sum(_flat(text) != text for text in texts)
    bars = sum("|" in text for text in listed)
    told += [f"changed: {broken:,} texts with tabs or line ends, which are blanks"] * bool(broken)
    return told + [f"changed: {bars:,} texts of lists with '|', which is '/'"] * bool(bars)


def _node(node: Node, ontology: Ontology, iris: Iris) -> Row:
    classes = [label for label in node.labels if label in ontology.classes]
    close = ontology.match(classes, _BIOLINK)
    category = [iris.curie(ontology.iri(name)) for name in classes] + [f"biolink:{close}"] * bool(close)
    return _row(f"node {node.id!r}", node.properties, {"id": _curie(node.id, iris), "category": category})


def _edge(edge: Edge, ontology: Ontology, iris: Iris) -> Row:
    said = {name: value for name, value in edge.properties.items() if name not in ("predicate", "sources")}
    predicate, ours = _predicates(edge, ontology, iris)
    sources = edge.properties.get("sources", [])
    known = [_curie(source_node(str(one)), iris) for one in sources] if isinstance(sources, list) else []
    found: dict[str, PropertyValue] = {
        "id": _curie(statement_node(edge.id), iris) if "modality" in said else edge.id,
        "subject": _curie(edge.source, iris),
        "predicate": predicate,
        "object": _curie(edge.target, iris),
        "original_predicate": ours,
        "knowledge_level": _level(said),
        "agent_type": "automated_agent" if said.get("derived") is True else "manual_agent",
        "primary_knowledge_source": known[0] if known else iris.own.base,
        "knowledge_source": known,
    }
    return _row(f"edge {edge.id!r}", said, found)


def _predicates(edge: Edge, ontology: Ontology, iris: Iris) -> tuple[str, str]:
    """Return the predicate of an edge as KGX has it, and by our own term."""
    name = str(edge.properties.get("predicate", _camel(edge.type)))
    close = ontology.match([name], _BIOLINK) if name in ontology.properties else None
    ours = iris.curie(ontology.iri(name))
    return "aig:tentative" if edge.type == TENTATIVE else f"biolink:{close}" if close else ours, ours


def _camel(kind: str) -> str:
    """Return the name of an edge type that is no predicate: `HAS_OBSERVATION` is `hasObservation`."""
    first, *others = kind.lower().split("_")
    return first + "".join(map(str.title, others))


def _level(said: Mapping[str, PropertyValue]) -> str:
    if said.get("derived") is True:
        return "logical_entailment"
    return _LEVELS.get(str(said.get("modality", "asserted")), "not_provided")


def _curie(node: str, iris: Iris) -> str:
    """Return a node's CURIE, its IRI where it has none."""
    return iris.curie(iris.of(node)).strip("<>") if "/" not in node else iris.of(node)


def _row(place: str, properties: Mapping[str, PropertyValue], own: Mapping[str, PropertyValue]) -> Row:
    """Return a row: KGX's own columns, then the other properties; one with the name of such a column ends in `_`."""
    taken, found = {*own, *_RENAMED.values()}, dict(own)
    for name, value in properties.items():
        if name != "id":
            found[_RENAMED.get(name, f"{name}_" if name in taken else name)] = value
    return {name: encodable(place, _cell(value)) for name, value in found.items()}


def _cell(value: PropertyValue) -> str:
    if isinstance(value, list):
        return "|".join(_flat(str(one)).replace("|", "/") for one in value)
    return str(value).lower() if isinstance(value, bool) else _flat(str(value))


def _texts(value: PropertyValue) -> Iterable[str]:
    return map(str, value) if isinstance(value, list) else (str(value),)


def _flat(text: str) -> str:
    """Return a text on one line: KGX reads no quotation marks, so that none can hold a tab or a line end."""
    return " ".join(text.split()) if any(c in text for c in "\t\n\r\v\f\x1c\x1d\x1e\x85\u2028\u2029") else text


def _table(first: tuple[str, ...], rows: list[Row]) -> Iterator[str]:
    others = sorted({name for row in rows for name in row} - set(first))
    columns = (*first, *others)
    yield "\t".join(columns) + "\n"
    for row in rows:
        yield "\t".join(row.get(column, "") for column in columns) + "\n"
