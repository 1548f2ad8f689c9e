"""`KnowledgeGraph`, the object users hold: load once, then ask in SPARQL, in networkx, by name."""

from collections.abc import Collection, Iterable, Mapping
from difflib import get_close_matches
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any

from aigraph.bundle import Bundle, cypher_file, load_bundle
from aigraph.cards import Card, claim_card, entity_card, statement_card
from aigraph.errors import UnknownName
from aigraph.files import data_folder
from aigraph.model import MODALITIES, Claim, Entity, Ref, Source, Statement
from aigraph.namespaces import BASE, node_id
from aigraph.ontology import Ontology
from aigraph.sentences import Wording

if TYPE_CHECKING:
    import networkx
    import pyoxigraph
    import rdflib

    from aigraph.cypher.engine import Engine
    from aigraph.page.network import AIGraphNetwork
    from aigraph.property_graph import PropertyGraph
    from aigraph.sparql import Answer, Endpoint
    from aigraph.table import Table

__all__ = ["KnowledgeGraph", "load", "local_name"]


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

    @cached_property
    def engine(self) -> "Engine":
        """The process that answers Cypher."""
        from aigraph.cypher.engine import Engine

        declared = {*self.ontology.classes, *(prop.edge_type for prop in self.ontology.properties.values())}
        return Engine(*cypher_file(self._folder, lambda: self.property_graph), declared)

    @cached_property
    def endpoint(self) -> "Endpoint":
        """The process that answers SPARQL."""
        from aigraph.sparql import Endpoint

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
        name = local_name(name)
        statement = self.statements.get(name.removeprefix("statement/"))
        claim = self.claims.get(name.removeprefix("claim/"))
        wording = Wording(self.ontology, self.entities, language)
        if statement is not None:
            premises = [self.statements[p] for p in (statement.derived.premises if statement.derived else ())]
            return statement_card(statement, dict(self.sources), premises, wording)
        if claim is not None:
            return claim_card(claim, dict(self.sources), wording)
        return self.card(self.resolve(name, classes=classes), language=language)

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
        wanted, name = list(classes), local_name(name)
        _check_words("class", wanted, self.ontology.classes)
        found = {self.entities[slug].replaced_by or slug for slug in self._bundle.index.resolve(name, slug=not wanted)}
        slugs = sorted(slug for slug in found if self._is(slug, wanted))
        if len(slugs) == 1:
            return slugs[0]
        if slugs:
            listed = ", ".join(f"{slug} ({'/'.join(self.entities[slug].classes)})" for slug in slugs)
            raise UnknownName(
                f"{name!r} names several: {listed}; expected one. Use the slug, or pick a class", candidates=slugs
            )
        if found:
            others = ", ".join(f"{slug} ({'/'.join(self.entities[slug].classes)})" for slug in sorted(found))
            raise UnknownName(f"{name!r} is no {' or '.join(wanted)}; it names {others}", candidates=sorted(found))
        near = [hit for hit in self._bundle.index.suggest(name) if self._is(hit, wanted)]
        hint = f" Did you mean {', '.join(f'{self.entities[s].name} ({s})' for s in near[:3])}?" if near else ""
        raise UnknownName(f"nobody here is called {name!r}.{hint}", suggestions=near)

    def search(self, text: str, *, classes: Iterable[str] = (), limit: int = 10) -> list[Entity]:
        """Return the entities whose names are nearest to `text`, best first."""
        wanted = set(classes)
        _check_words("class", wanted, self.ontology.classes)
        hits = self._bundle.index.find(text, limit=None if wanted else limit)
        return [self.entities[slug] for slug in hits if self._is(slug, wanted)][:limit]

    def _is(self, slug: str, classes: Iterable[str]) -> bool:
        names = self.ontology.ancestors(self.entities[slug].classes)
        wanted = list(classes)
        return not wanted or any(name in names for name in wanted)

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
        from aigraph.selection import Conditions, select

        _check_words("class", classes, self.ontology.classes)
        _check_words("modality", modalities, MODALITIES)
        _check_words("section", sections, [part.id for source in self.sources.values() for part in source.sections])
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


def local_name(name: str) -> str:
    """Return a name as people write it: of one of our IRIs or CURIEs the id.

    >>> local_name("aid:openai"), local_name("<https://w3id.org/aigraph/claim/judgement-3>"), local_name("奥特曼")
    ('openai', 'claim/judgement-3', '奥特曼')
    """
    bare = name.strip().removeprefix("<").removesuffix(">")
    return node_id(bare) if bare.startswith(BASE) else bare.removeprefix("aid:")


def _check_words(what: str, words: Collection[str], known: Collection[str]) -> None:
    for word in words:
        if word not in known:
            near = get_close_matches(word, known, 1)
            hint = f" Did you mean {near[0]!r}?" if near else ""
            raise UnknownName(f"unknown {what} {word!r}; expected one of {len(known)}.{hint}", suggestions=near)
