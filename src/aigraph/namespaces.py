"""Every IRI string aigraph knows, and the IRIs of a graph: which node id has which."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property

ONTOLOGY = "https://w3id.org/aigraph/ontology#"
BASE = "https://w3id.org/aigraph/"
ENTITY = BASE + "id/"
ONTOLOGY_GRAPH = BASE + "graph/ontology"
EDITORS_GRAPH = BASE + "graph/editors"
DERIVED_GRAPH = BASE + "graph/derived"
#: In a store on disk, what is tentative as direct triples: seen where that is asked for, and never exported.
TENTATIVE_GRAPH = BASE + "graph/tentative"

RDF = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
RDFS = "http://www.w3.org/2000/01/rdf-schema#"
OWL = "http://www.w3.org/2002/07/owl#"
XSD = "http://www.w3.org/2001/XMLSchema#"
SKOS = "http://www.w3.org/2004/02/skos/core#"
DCTERMS = "http://purl.org/dc/terms/"
PROV = "http://www.w3.org/ns/prov#"
OA = "http://www.w3.org/ns/oa#"
ORG = "http://www.w3.org/ns/org#"
SCHEMA = "https://schema.org/"
FOAF = "http://xmlns.com/foaf/0.1/"
SH = "http://www.w3.org/ns/shacl#"
VANN = "http://purl.org/vocab/vann/"
VOID = "http://rdfs.org/ns/void#"
DCAT = "http://www.w3.org/ns/dcat#"
SPDX = "http://spdx.org/rdf/terms#"

#: What stands where a text names no entity: `benchmark: unstated`. An individual of the ontology.
UNSTATED = "unstated"

#: The folders of what is no entity: no entity's slug is one of these, else `claim/about/x` would be two things.
NODE_FOLDERS = ("statement", "claim", "source", "evidence", "outcome")

#: Prefixes that every query and every written file may use without declaring them.
PREFIXES = {
    "aig": ONTOLOGY,
    "aid": ENTITY,
    "dcterms": DCTERMS,
    "foaf": FOAF,
    "oa": OA,
    "org": ORG,
    "owl": OWL,
    "prov": PROV,
    "rdf": RDF,
    "rdfs": RDFS,
    "schema": SCHEMA,
    "sh": SH,
    "skos": SKOS,
    "xsd": XSD,
}


def statement_node(statement: str) -> str:
    """Return the node id of a statement.

    >>> statement_node("meta/acquired/h100"), local_id(statement_node("meta/acquired/h100"))
    ('statement/meta/acquired/h100', 'meta/acquired/h100')
    """
    return f"statement/{statement}"


def claim_node(claim: str) -> str:
    """Return the node id of a claim."""
    return f"claim/{claim}"


def outcome_node(outcome: str) -> str:
    """Return the node id of an outcome."""
    return f"outcome/{outcome}"


def source_node(source: str) -> str:
    """Return the node id of a source; that of a section is `source_node("page/section")`."""
    return f"source/{source}"


def evidence_node(evidence: str) -> str:
    """Return the node id of a piece of evidence."""
    return f"evidence/{evidence}"


def local_id(node: str) -> str:
    """Return the id from which one of these five functions made a node id; a slug as it is."""
    folder, slash, rest = node.partition("/")
    return rest if slash and folder in NODE_FOLDERS else node


@dataclass(frozen=True, slots=True)
class Space:
    """What a graph folder says of itself: the IRI that all its ids begin with, the prefix of its entities, its title.

    >>> mine = Space("https://example.org/mine/", "mine")
    >>> mine.prefixes
    {'mine': 'https://example.org/mine/id/', 'mine-o': 'https://example.org/mine/ontology#'}
    """

    base: str = BASE
    prefix: str = "aid"
    titles: Mapping[str, str] = field(default_factory=dict)
    licence: str | None = None
    languages: tuple[str, ...] = ()

    @property
    def name(self) -> str:
        """What it is called where graphs are counted: its prefix, the shipped one `aigraph`."""
        return "aigraph" if self.base == BASE else self.prefix

    @property
    def entities(self) -> str:
        """The IRI that its entities begin with."""
        return self.base + "id/"

    @property
    def terms(self) -> str:
        """The IRI that the terms begin with which it adds to the ontology."""
        return self.base + "ontology#"

    @property
    def prefixes(self) -> dict[str, str]:
        """The prefixes that stand for these two."""
        names = ("aid", "aig") if self.base == BASE else (self.prefix, f"{self.prefix}-o")
        return dict(zip(names, (self.entities, self.terms), strict=True))


SHIPPED_SPACE = Space()


@dataclass(frozen=True)
class Iris:
    """The IRIs of a graph: `own` is the space of what no `other` one holds, those being the graphs it extends.

    A *node id* is a slug for an entity, a path for the rest: `claim/x`. No two spaces hold the same id.

    >>> iris = Iris(Space("https://example.org/mine/", "mine"), ((Space(), frozenset({"openai"})),))
    >>> iris.of("openai"), iris.of("claim/x")
    ('https://w3id.org/aigraph/id/openai', 'https://example.org/mine/claim/x')
    >>> iris.node("https://w3id.org/aigraph/id/openai"), iris.node("https://example.org/mine/claim/x")
    ('openai', 'claim/x')
    """

    own: Space = SHIPPED_SPACE
    others: tuple[tuple[Space, frozenset[str]], ...] = ()

    @property
    def spaces(self) -> tuple[Space, ...]:
        """All spaces, those of the extended graphs first."""
        return (*(space for space, _ in self.others), self.own)

    @cached_property
    def prefixes(self) -> dict[str, str]:
        """The prefixes that need no declaration: those of everybody, and of the spaces."""
        return PREFIXES | {prefix: iri for space in self.spaces for prefix, iri in space.prefixes.items()}

    @cached_property
    def _bases(self) -> tuple[str, ...]:
        """The IRIs that an id follows, the longest first."""
        found = {base for space in self.spaces for base in (space.entities, space.base)}
        return tuple(sorted(found, key=len, reverse=True))

    def space(self, node: str) -> Space:
        """Return the space that holds a node id."""
        return next((space for space, held in self.others if node in held), self.own)

    def of(self, node: str) -> str:
        """Return the IRI of a node id."""
        if node == UNSTATED:
            return ONTOLOGY + UNSTATED
        space = self.space(node) if self.others else self.own
        return f"{space.base}{'' if '/' in node else 'id/'}{node}"

    def node(self, iri: str) -> str:
        """Return the node id of one of the graph's IRIs, any other as it is: the inverse of `of`."""
        if iri == ONTOLOGY + UNSTATED:
            return UNSTATED
        return next((iri[len(base) :] for base in self._bases if iri.startswith(base)), iri)

    def holds(self, iri: str) -> bool:
        """Return whether an IRI is one of a node: in a space, and no term of an ontology."""
        node = self.node(iri)
        return node not in ("", iri, UNSTATED) and not node.startswith("ontology#")

    def is_entity(self, iri: str) -> bool:
        """Return whether an IRI is one of an entity."""
        return any(iri.startswith(space.entities) for space in self.spaces)

    def curie(self, iri: str) -> str:
        """Return an IRI with a prefix, as it is where none fits."""
        return shortened(iri, self.prefixes)


#: Those of the graph that ships.
SHIPPED = Iris()


def shortened(iri: str, prefixes: Mapping[str, str]) -> str:
    """Return an IRI with the prefix that fits longest, as it is where none does.

    >>> shortened("https://w3id.org/aigraph/id/openai", PREFIXES)
    'aid:openai'
    """
    fitting = [(len(base), prefix, base) for prefix, base in prefixes.items() if iri.startswith(base)]
    if not fitting:
        return f"<{iri.removeprefix(BASE)}>" if iri.startswith(BASE) else iri
    _, prefix, base = max(fitting)
    local = iri.removeprefix(base)
    return f"{prefix}:{local}" if "/" not in local else iri


class IRI(str):
    """An IRI in a result. Where there is room for little, `curie` is shown."""

    __slots__ = ("prefixes",)
    prefixes: Mapping[str, str]

    def __new__(cls, iri: str, prefixes: Mapping[str, str] = PREFIXES) -> "IRI":
        """Return the IRI, to be shown with one of these prefixes."""
        made = super().__new__(cls, iri)
        made.prefixes = prefixes
        return made

    @property
    def curie(self) -> str:
        """Return the IRI with one of its prefixes, as it is where none fits.

        >>> IRI("https://w3id.org/aigraph/id/openai").curie
        'aid:openai'
        """
        return shortened(self, self.prefixes)
