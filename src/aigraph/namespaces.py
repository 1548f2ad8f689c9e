"""Every IRI string aigraph knows."""

ONTOLOGY = "https://w3id.org/aigraph/ontology#"
BASE = "https://w3id.org/aigraph/"
ENTITY = BASE + "id/"
ONTOLOGY_GRAPH = BASE + "graph/ontology"
EDITORS_GRAPH = BASE + "graph/editors"
DERIVED_GRAPH = BASE + "graph/derived"

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

#: What stands where a text names no entity: `benchmark: unstated`. An individual of the ontology.
UNSTATED = "unstated"

#: The folders of what is no entity: no entity's slug is one of these, else `claim/about/x` would be two things.
NODE_FOLDERS = ("statement", "claim", "source", "evidence")

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


def node_iri(node: str) -> str:
    """Return the IRI of a node id: a slug is an entity, `claim/x` and its like have their own folder.

    >>> node_iri("openai"), node_iri("claim/judgement-3")
    ('https://w3id.org/aigraph/id/openai', 'https://w3id.org/aigraph/claim/judgement-3')
    """
    if node == UNSTATED:
        return ONTOLOGY + UNSTATED
    return BASE + node if "/" in node else ENTITY + node


def node_id(iri: str) -> str:
    """Return the node id of one of our IRIs: the inverse of `node_iri`."""
    if iri == ONTOLOGY + UNSTATED:
        return UNSTATED
    return iri.removeprefix(ENTITY) if iri.startswith(ENTITY) else iri.removeprefix(BASE)


def statement_node(statement: str) -> str:
    """Return the node id of a statement.

    >>> statement_node("meta/acquired/h100"), local_id(statement_node("meta/acquired/h100"))
    ('statement/meta/acquired/h100', 'meta/acquired/h100')
    """
    return f"statement/{statement}"


def claim_node(claim: str) -> str:
    """Return the node id of a claim."""
    return f"claim/{claim}"


def source_node(source: str) -> str:
    """Return the node id of a source; that of a section is `source_node("page/section")`."""
    return f"source/{source}"


def evidence_node(evidence: str) -> str:
    """Return the node id of a piece of evidence."""
    return f"evidence/{evidence}"


def local_id(node: str) -> str:
    """Return the id from which one of these four functions made a node id; a slug as it is."""
    folder, slash, rest = node.partition("/")
    return rest if slash and folder in NODE_FOLDERS else node


class IRI(str):
    """An IRI in a result. Where there is room for little, `curie` is shown."""

    __slots__ = ()

    @property
    def curie(self) -> str:
        """Return the IRI with one of our prefixes, whole where none fits.

        >>> IRI("https://w3id.org/aigraph/id/openai").curie
        'aid:openai'
        """
        fitting = [(len(base), prefix, base) for prefix, base in PREFIXES.items() if self.startswith(base)]
        if not fitting:
            return f"<{self.removeprefix(BASE)}>" if self.startswith(BASE) else str(self)
        _, prefix, base = max(fitting)
        local = self.removeprefix(base)
        return f"{prefix}:{local}" if "/" not in local else str(self)
