"""What of a graph may be typed next in a notebook: predicates, classes, entities; in SPARQL, in Cypher, in Python."""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping

from aigraph.knowledge_graph import KnowledgeGraph
from aigraph.model import MODALITIES, STAGES
from aigraph.ontology import Class, Property

__all__ = ["completed"]

#: How many names are offered: of a large graph what is typed must be longer.
_MOST = 200
#: The calls and arguments of Python in which a text is the name of an entity; then the argument that is another word.
_CALLS = "entity|show|resolve|around|neighbours|path|timeline|why|cite|find"
_ENTITIES = re.compile(rf"(?:\.(?:{_CALLS})\(|\b(?:subject|object|holder|about)\s*=)\s*(['\"])(?P<typed>[^'\"]*)$")
_WORDS = re.compile(r"\b(?P<argument>predicate|cls|modality|stage|source|kind)\s*=\s*['\"](?P<typed>[^'\"]*)$")
#: In SPARQL a term, whose prefix is its own; in Cypher a type, a label, an id in quotation marks.
_TERM = re.compile(r"(?P<prefix>[\w-]+):(?P<typed>[\w-]*)$")
_TYPE = re.compile(r"\[[^\]]*?[:|](?P<typed>\w*)$")
_LABEL = re.compile(r"\([^)\[]*?[:&|](?P<typed>\w*)$")
_ID = re.compile(r"\bid\s*(?::|=)\s*['\"](?P<typed>[^'\"]*)$")

Found = tuple[str, list[str]]


def completed(graph: KnowledgeGraph, text: str) -> Found:
    """Return what is typed of a word at the end of a text, and the words that it may become; none where it is no such.

    Args:
        graph: what has the words.
        text: of a cell or line, up to the cursor; its magic says what language it is in.

    >>> completed(g, "%%sparql\\nSELECT ?who { ?who aig:found")
    ('found', ['founded', 'foundedBy', 'foundedByAlumniOf', 'foundingDate'])
    >>> completed(g, "%cypher MATCH (p)-[:FOUNDED]->(c:ResearchL")
    ('ResearchL', ['ResearchLab'])
    >>> completed(g, "g.statements(subject='dario")
    ('dario', ['dario-amodei'])
    """
    language = re.match(r"\s*%%?(sparql|cypher)\b", text)
    finds: Mapping[str, Callable[[KnowledgeGraph, str], Found]] = {"sparql": _sparql, "cypher": _cypher}
    typed, words = finds.get(language[1] if language else "", _python)(graph, text)
    return typed, sorted(dict.fromkeys(word for word in words if word.startswith(typed)))[:_MOST]


def _sparql(graph: KnowledgeGraph, text: str) -> Found:
    if not (found := _TERM.search(text)):
        return "", []
    prefix, typed = found["prefix"], found["typed"]
    iri = graph.graph.iris.prefixes.get(prefix)
    if iri in graph.ontology.namespaces:
        terms: list[Class | Property] = [*graph.ontology.properties.values(), *graph.ontology.classes.values()]
        return typed, [term.name for term in terms if term.namespace == iri]
    spaces = [space for space in graph.graph.iris.spaces if space.prefixes.get(prefix) == space.entities]
    return typed, [slug for slug in graph.entities if spaces and graph.graph.iris.space(slug) in spaces]


def _cypher(graph: KnowledgeGraph, text: str) -> Found:
    if found := _ID.search(text):
        return found["typed"], list(graph.entities)
    if found := _TYPE.search(text):
        return found["typed"], [p.edge_type for p in graph.ontology.predicates() if p.value_type == "entity"]
    if found := _LABEL.search(text):
        return found["typed"], list(graph.ontology.classes)
    return "", []


def _python(graph: KnowledgeGraph, text: str) -> Found:
    line = text.rsplit("\n", 1)[-1]
    if found := _ENTITIES.search(line):
        return found["typed"], list(_names(graph, found["typed"]))
    if found := _WORDS.search(line):
        return found["typed"], list(_words(graph, found["argument"]))
    return "", []


def _names(graph: KnowledgeGraph, typed: str) -> Iterator[str]:
    """Yield the slugs, then the other spellings that begin so, as nobody has to know slugs."""
    yield from graph.entities
    if typed:
        yield from (name for entity in graph.entities.values() for name in entity.spellings() if name.isprintable())


def _words(graph: KnowledgeGraph, argument: str) -> Iterable[str]:
    match argument:
        case "predicate":
            return (prop.name for prop in graph.ontology.predicates())
        case "cls":
            return graph.ontology.classes
        case "kind":
            return graph.ontology.kinds()
        case "source":
            return graph.sources
    return MODALITIES if argument == "modality" else STAGES
