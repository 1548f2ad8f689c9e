"""`KnowledgeGraph`, the object users hold: load once, then ask in SPARQL, in networkx, by name."""

from collections.abc import Collection, Iterable, Mapping
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any

from aigraph.cache.bundle import Bundle, cypher_file, load_bundle
from aigraph.cache.places import data_folder
from aigraph.model import MODALITIES, Claim, Entity, Ref, Source, Statement
from aigraph.names.resolve import Names, check_words, local_name
from aigraph.ontology import Ontology
from aigraph.words.cards import Card, claim_card, entity_card, statement_card
from aigraph.words.citations import citation
from aigraph.words.sentences import Wording

if TYPE_CHECKING:
    import networkx
    import pyoxigraph
    import rdflib

    from aigraph.cypher.engine import Engine
    from aigraph.neo4j.state import Difference
    from aigraph.page.network import AIGraphNetwork
    from aigraph.property_graph import PropertyGraph
    from aigraph.sparql.endpoint import Answer, Endpoint
    from aigraph.table import Table

__all__ = ["KnowledgeGraph", "load"]


def load(
    seeds: str | Path | None = None, ontology: str | Path | None = None, *, editors: bool = True
) -> "KnowledgeGraph":
    """Return the knowledge graph of two folders, the shipped ones unless told otherwise.

    Args:
        seeds: a folder of seeds.
        ontology: a folder with `aigraph.ttl`, `shapes.ttl` and `rules/`.
        editors: whether to keep what only the editors state.

    Raises:
        SeedError: the seeds have problems; all of them.
        OntologyError: the ontology is inconsistent.
    """
    folders = Path(seeds or data_folder("seeds")), Path(ontology or data_folder("ontology"))
    bundle, folder = load_bundle(*folders, editors=editors)
    return KnowledgeGraph(bundle, folder)


class KnowledgeGraph:
    """A knowledge graph with provenance.

    `entities`, `statements`, `claims` and `sources` map ids to the nouns of `aigraph.model`.
    """

    def __init__(self, bundle: Bundle, folder: Path) -> None:
        """Hold a bundle and the folder where its quads are; use `aigraph.load`."""
        self._bundle, self._folder = bundle, folder
        self.graph = bundle.graph
        self.version: str = bundle.version
        self.ontology: Ontology = bundle.ontology
        self.entities: Mapping[str, Entity] = {e.id: e for e in bundle.graph.entities}
        self.statements: Mapping[str, Statement] = {s.id: s for s in bundle.graph.statements}
        self.claims: Mapping[str, Claim] = {c.id: c for c in bundle.graph.claims}
        self.sources: Mapping[str, Source] = {s.id: s for s in bundle.graph.sources}
        self._names = Names(self.entities, bundle.index, self.ontology)

    def __repr__(self) -> str:
        """Return the counts and the data version."""
        counts = f"{len(self.entities)} entities, {len(self.statements)} statements, {len(self.claims)} claims"
        return f"<KnowledgeGraph {counts}, data {self.version}>"

    # -- asking ---------------------------------------------------------------------------------------------------

    def sparql(self, query: str, *, timeout: float | None = 30.0, tentative: bool = False) -> "Answer":
        """Return the answer of a SPARQL query: a Table, a bool for ASK, Triples for CONSTRUCT and DESCRIBE.

        The union of all graphs is asked; the prefixes `aig:`, `aid:`, `rdf:`, `skos:` … need no declaration.

        Args:
            query: SELECT, ASK, CONSTRUCT or DESCRIBE.
            timeout: seconds after which the query is stopped; None for no limit.
            tentative: also see tentative statements as direct triples.

        Raises:
            QueryError: the query is refused, wrong, took too long or too much memory.
        """
        return self.endpoint.query(query, timeout=timeout, tentative=tentative)

    def cypher(
        self,
        query: str,
        parameters: Mapping[str, object] | None = None,
        *,
        timeout: float | None = 30.0,
        rows: int | None = None,
    ) -> "Table":
        """Return the answer of a Cypher query on the embedded engine, as Neo4j 5 would give it.

        A node or relationship is the dict of its properties. `docs/cypher.md` has what is refused or repaired.

        Args:
            query: a reading query.
            parameters: what `$name` stands for.
            timeout: seconds after which the query is stopped; None for no limit.
            rows: the most rows to return; `Table.notes` says where more are left out. None for all.

        Raises:
            QueryError: the query is refused, wrong, took too long or too much memory.
        """
        return self.engine.query(query, parameters, timeout=timeout, rows=rows)

    def ask(self, question: str, *, engine: str = "pyoxigraph", **parameters: object) -> "Table":
        """Return the answer of a shipped question: `g.ask("who-came-from-which-lab", lab="openai")`.

        Args:
            question: its id; `aigraph.questions.shipped()` has them all.
            engine: `pyoxigraph`, `rdflib`, `kglite`, or `networkx` where it is about paths or centrality.
            parameters: by name; an entity by any of its names.

        Raises:
            UnknownName: no such question, engine or parameter, or a name that nobody has.
        """
        from aigraph.questions import ask, shipped

        check_words("question", [question], shipped())
        return ask(self, shipped()[question], engine, parameters)

    @cached_property
    def engine(self) -> "Engine":
        """The process that answers Cypher."""
        from aigraph.cypher.engine import Engine

        declared = {*self.ontology.classes, *(prop.edge_type for prop in self.ontology.properties.values())}
        return Engine(*cypher_file(self._folder, lambda: self.property_graph), declared)

    @cached_property
    def endpoint(self) -> "Endpoint":
        """The process that answers SPARQL."""
        from aigraph.sparql.endpoint import Endpoint

        return Endpoint(self._folder / "graph.nq", self._folder / "tentative.nq")

    def entity(self, name: str, *, classes: Iterable[str] = ()) -> Card:
        """Return the card of the one entity that `name` names, in any language and spelling.

        Raises:
            UnknownName: nobody has the name (`suggestions` are near), or several have (`candidates`).
        """
        return self.card(self.resolve(name, classes=classes))

    def show(self, name: str, *, classes: Iterable[str] = (), language: str = "en") -> Card:
        """Return the card of an entity, or of a statement or claim by its id.

        Raises:
            UnknownName: as `entity`.
        """
        thing, wording = self.find(name, classes=classes), Wording(self.ontology, self.entities, language)
        if isinstance(thing, Statement):
            premises = [self.statements[p] for p in (thing.derived.premises if thing.derived else ())]
            return statement_card(thing, dict(self.sources), premises, wording)
        if isinstance(thing, Claim):
            return claim_card(thing, dict(self.sources), wording)
        return self.card(thing.id, language=language)

    def cite(self, name: str, *, format: str = "text", language: str = "en") -> str:
        """Return how to cite a statement or a claim by its id, or an entity: sentence, quotes, source, IRI, version.

        Args:
            name: as for `show`.
            format: `text`, `bibtex` or `json`.
            language: of the sentence.

        Raises:
            UnknownName: as `entity`.
        """
        wording = Wording(self.ontology, self.entities, language)
        return citation(self.find(name), self.graph, wording, self.version, format)

    def counts(self, group: str | None = None) -> "Table":
        """Return how much of what is in the graph: a table of `group`, `name`, `count`; the totals first.

        Args:
            group: only this one of class, predicate, modality, stage, source and section.
        """
        from aigraph.analysis.counts import count

        return count(self.graph, group)

    def find(self, name: str, *, classes: Iterable[str] = ()) -> Entity | Statement | Claim:
        """Return the statement or claim of an id, else the one entity that has the name.

        Raises:
            UnknownName: as `entity`.
        """
        name = local_name(name)
        statement = self.statements.get(name.removeprefix("statement/"))
        claim = self.claims.get(name.removeprefix("claim/"))
        return statement or claim or self.entities[self.resolve(name, classes=classes)]

    def card(self, slug: str, *, language: str = "en") -> Card:
        """Return the card of an entity by its slug."""
        touching = [
            s
            for s in self.statements.values()
            if s.subject == slug or s.object == Ref(slug) or any(slug in e.speakers for e in s.evidence)
        ]
        claims = [c for c in self.claims.values() if slug in c.about or slug in c.held_by]
        return entity_card(self.entities[slug], touching, claims, Wording(self.ontology, self.entities, language))

    def resolve(self, name: str, *, classes: Iterable[str] = ()) -> str:
        """Return the slug of the one entity a name means, merges followed.

        Raises:
            UnknownName: nobody has the name (`suggestions` are near), or several have (`candidates`).
        """
        return self._names.resolve(name, list(classes))

    def search(self, text: str, *, classes: Iterable[str] = (), limit: int = 10) -> list[Entity]:
        """Return the entities whose names are nearest to `text`, best first."""
        return [self.entities[slug] for slug in self._names.find(text, list(classes), limit)]

    # -- converting -----------------------------------------------------------------------------------------------

    @cached_property
    def property_graph(self) -> "PropertyGraph":
        """The full property graph: entities, observations, claims, sources, evidence, every statement."""
        from aigraph.property_graph import project

        return project(self._bundle.graph, self.ontology)

    def to_networkx(self, *, tentative: bool = False, details: bool = False) -> "networkx.MultiDiGraph[Any]":
        """Return a `networkx.MultiDiGraph`: node keys are slugs, edge keys statement ids.

        Args:
            tentative: also the tentative statements, as edges of type TENTATIVE.
            details: also claims, sources and evidence.
        """
        from aigraph.export.networkx import to_networkx
        from aigraph.property_graph import without_details

        graph = self.property_graph
        return to_networkx(graph if details else without_details(graph, tentative=tentative))

    @cached_property
    def store(self) -> "pyoxigraph.Store":
        """The quads in a `pyoxigraph.Store` of this process, for trusted queries without a timeout."""
        from pyoxigraph import RdfFormat, Store

        store = Store()
        store.load(path=str(self._folder / "graph.nq"), format=RdfFormat.N_QUADS)
        return store

    def to_rdflib(self) -> "rdflib.Dataset":
        """Return an `rdflib.Dataset` of all graphs, asked as their union, with our prefixes bound."""
        from aigraph.export.rdflib import to_rdflib

        return to_rdflib(self._folder / "graph.nq")

    def to_neo4j(
        self,
        uri: str | None = None,
        *,
        username: str | None = None,
        password: str | None = None,
        database: str | None = None,
        dry_run: bool = False,
    ) -> "Difference":
        """Make a Neo4j server hold the graph, and nothing of ours besides; return what was done, or is to be done.

        What is not given is read from NEO4J_URI, NEO4J_USERNAME, NEO4J_PASSWORD, NEO4J_DATABASE.

        Raises:
            ServiceError: the server cannot be asked, or refuses to be written.
        """
        from aigraph.neo4j.connection import from_environment
        from aigraph.neo4j.sync import difference, push

        connection = from_environment(uri, username, password, database)
        return difference(connection, self.property_graph) if dry_run else push(connection, self.property_graph)[0]

    def part(
        self,
        *,
        around: str | None = None,
        depth: int = 1,
        classes: Collection[str] = (),
        modalities: Collection[str] = (),
        sections: Collection[str] = (),
    ) -> "PropertyGraph":
        """Return the property graph of a part: what fits every condition given.

        Args:
            around: only what is at most `depth` statements away from the entity of this name.
            depth: how far.
            classes: only entities of these classes.
            modalities: only statements known in one of these ways.
            sections: only what is said in one of these sections (`j3`).

        Raises:
            UnknownName: nobody has the name, or there is no such class, modality or section.
        """
        from aigraph.property_graph import project
        from aigraph.selection.part import Conditions, select

        check_words("class", classes, self.ontology.classes)
        check_words("modality", modalities, MODALITIES)
        check_words("section", sections, [part.id for source in self.sources.values() for part in source.sections])
        slug = None if around is None else self.resolve(around)
        conditions = Conditions(slug, depth, tuple(classes), tuple(modalities), tuple(sections))
        return project(select(self.graph, self.ontology, conditions), self.ontology)

    def to_pyvis(self, *, tentative: bool = True, graph: "PropertyGraph | None" = None) -> "AIGraphNetwork":
        """Return a `pyvis.network.Network` whose page is ours: offline, positions given, physics off.

        Args:
            tentative: also what may not be read as a fact, dashed.
            graph: what to draw, such as a `part`; everything unless given.
        """
        from aigraph.page.network import AIGraphNetwork

        whole = graph or self.property_graph
        return AIGraphNetwork.from_graph(whole, self.ontology, tentative=tentative, version=self.version)
