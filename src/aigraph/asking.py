"""`Asking`: a graph that answers SPARQL and Cypher, through processes that start when first asked, from any thread."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from threading import RLock
from typing import TYPE_CHECKING, Any, Self, TypeVar

from aigraph.cache.files import EngineFiles
from aigraph.listing import Listing
from aigraph.model import Graph
from aigraph.names.index import Index
from aigraph.ontology import Ontology
from aigraph.table import Table
from aigraph.worker import TIMEOUT

if TYPE_CHECKING:
    import pyoxigraph

    from aigraph.cypher.engine import Engine
    from aigraph.proof.written import Why
    from aigraph.property_graph import PropertyGraph
    from aigraph.sparql.endpoint import Answer, Endpoint, Triples

__all__ = ["Asking"]

T = TypeVar("T")
Noted = TypeVar("Noted", bound="Table | Triples")


class Asking(Listing):
    """A listing with its engines. `with … as g:` stops them at the end, `close` at once; asked, they start."""

    def __init__(
        self,
        graph: Graph,
        ontology: Ontology,
        *,
        version: str = "",
        index: Index | None = None,
        files: EngineFiles | None = None,
    ) -> None:
        """Hold a graph and its ontology.

        Args:
            graph: with what follows from it, as `aigraph.rdf.rules.infer` gives it.
            ontology: the schema.
            version: that of the data, which citations carry.
            index: the index of the names, where it is made already.
            files: the files of the engines, where they are made already.
        """
        super().__init__(graph, ontology, version=version, index=index)
        self._files = files or EngineFiles(graph, ontology)
        self._made: dict[str, Any] = {}
        self._lock = RLock()

    def __enter__(self) -> Self:
        """Return the graph itself."""
        return self

    def __exit__(self, *error: object) -> None:
        """Close the graph."""
        self.close()

    def close(self) -> None:
        """Stop the processes that answer queries, and remove the files that only they read.

        >>> part = g.around("OpenAI")
        >>> part.close()
        """
        with self._lock:
            for name in ("endpoint", "engine"):
                if name in self._made:
                    self._made.pop(name).close()
            self._made.clear()
            self._files.close()

    def sparql(
        self,
        query: str,
        parameters: Mapping[str, object] | None = None,
        *,
        timeout: float | None = TIMEOUT,
        tentative: bool = False,
    ) -> "Answer":
        """Return the answer of a SPARQL query: a Table, a bool for ASK, Triples for CONSTRUCT and DESCRIBE.

        The union of all graphs is asked; the prefixes `aig:`, `aid:`, `rdf:`, `skos:` … need no declaration. What the
        query passes over without saying so is in the `notes` of the answer.

        Args:
            query: SELECT, ASK, CONSTRUCT or DESCRIBE.
            parameters: values of variables by name: `{"lab": aigraph.AID.openai, "year": 2024}`.
            timeout: seconds after which the query is stopped; None for no limit.
            tentative: also see tentative statements as direct triples.

        Raises:
            QueryError: the query is refused, wrong, took too long or too much memory.

        >>> g.sparql("ASK { aid:sam-altman aig:founded aid:openai }")
        True
        """
        answer = self._endpoint.query(query, parameters, timeout=timeout, tentative=tentative)
        return answer if isinstance(answer, bool) else self._noted(answer, query, tentative)

    def select(
        self,
        query: str,
        parameters: Mapping[str, object] | None = None,
        *,
        timeout: float | None = TIMEOUT,
        tentative: bool = False,
    ) -> Table:
        """Return the answer of a SELECT as `sparql` does. Raises QueryError for any other query, too.

        >>> g.select("SELECT ?who { ?who aig:founded ?what }", {"what": aigraph.AID.openai}).named().rows
        (('Sam Altman',),)
        """
        table = self._endpoint.select(query, parameters, timeout=timeout, tentative=tentative)
        return self._noted(table, query, tentative)

    def construct(
        self,
        query: str,
        parameters: Mapping[str, object] | None = None,
        *,
        timeout: float | None = TIMEOUT,
        tentative: bool = False,
    ) -> "Triples":
        """Return the triples of a CONSTRUCT or DESCRIBE as `sparql` does. Raises QueryError for another query, too.

        >>> len(g.construct("CONSTRUCT WHERE { ?who aig:founded aid:openai }"))
        1
        """
        triples = self._endpoint.construct(query, parameters, timeout=timeout, tentative=tentative)
        return self._noted(triples, query, tentative)

    def sparql_results(
        self,
        query: str,
        format: str,
        parameters: Mapping[str, object] | None = None,
        *,
        timeout: float | None = TIMEOUT,
        tentative: bool = False,
    ) -> str:
        """Return the answer of a SELECT or ASK in a format of the W3C, as `sparql` asks it.

        Args:
            query: SELECT or ASK.
            format: `sparql-json`, `sparql-xml`, `sparql-csv` or `sparql-tsv`.
            parameters: as of `sparql`.
            timeout: as of `sparql`.
            tentative: as of `sparql`.

        Raises:
            QueryError: as `sparql`; also for another query.
            ExportError: the format has no place for the answer.

        >>> g.sparql_results("ASK { aid:openai a aig:Company }", "sparql-json")
        '{"head": {}, "boolean": true}\\n'
        """
        return self._endpoint.results(query, format, parameters, timeout=timeout, tentative=tentative)

    def cypher(
        self,
        query: str,
        parameters: Mapping[str, object] | None = None,
        *,
        timeout: float | None = TIMEOUT,
        rows: int | None = None,
    ) -> Table:
        """Return the answer of a Cypher query on the embedded engine, as Neo4j 5 would give it.

        A node or relationship is the dict of its properties. `docs/cypher.md` has what is refused or repaired.

        Args:
            query: a reading query.
            parameters: what `$name` stands for.
            timeout: seconds after which the query is stopped; None for no limit.
            rows: the most rows to return; `Table.notes` says where more are left out. None for all.

        Raises:
            QueryError: the query is refused, wrong, took too long or too much memory.

        >>> g.cypher("MATCH (p)-[:FOUNDED]->({id: $what}) RETURN p.name AS who", {"what": "openai"}).rows
        (('Sam Altman',),)
        """
        table = self._engine.query(query, parameters, timeout=timeout, rows=rows)
        return replace(table, notes=(*table.notes, *self.notes(query, language="cypher")), naming=self.naming)

    def why(self, *words: str, language: str = "en") -> "Why":
        """Return why something holds: every proof down to quotes; or what is missing for it to follow.

        `g.why("anthropic", "foundedByAlumniOf", "openai")`, or a statement's id. Printed, it is a tree; `render` gives
        JSON and DOT.

        Args:
            words: a statement's id; or a subject, a predicate or its inverse, and an object, or `a` and a class.
            language: `en` or `zh`.

        Raises:
            UnknownName: a word that nobody knows.

        >>> print(str(g.why("anthropic", "foundedByAlumniOf", "openai")).splitlines()[0])
        Anthropic was founded by people from OpenAI  [derived by founded-by-alumni-of]
        """
        from aigraph.proof.asked import asked
        from aigraph.proof.explain import explain

        wanted = asked(words, self.statements, self.ontology, self.graph.iris, self.resolve)
        return explain(wanted, self.graph, self.ontology, lambda: self.store, self.wording(language))

    def notes(self, query: str, *, language: str = "sparql", tentative: bool = False) -> tuple[str, ...]:
        """Return what a query in `sparql` or `cypher` passes over without saying so, a sentence each; `told` first.

        >>> g.notes("SELECT ?m { ?m aig:trainedOn ?chip }")
        ('3 tentative trainedOn statements are not shown; add --tentative (tentative=True)',)
        """
        if language == "cypher":
            from aigraph.cypher.notes import notes as of_cypher

            return (*self.told, *of_cypher(query, self.ontology, self.graph))
        from aigraph.sparql.notes import notes

        return (*self.told, *notes(query, self.ontology, self.graph, tentative=tentative))

    @property
    def property_graph(self) -> "PropertyGraph":
        """The full property graph: entities, observations, claims, sources, evidence, every statement.

        >>> {node.labels[0] for node in g.property_graph.nodes} >= {"Company", "Person", "Observation", "Evidence"}
        True
        """
        from aigraph.property_graph import project

        return self._once("property graph", lambda: project(self.graph, self.ontology))

    @property
    def store(self) -> "pyoxigraph.Store":
        """A copy of the quads in a `pyoxigraph.Store`: what you add to it stays in the copy, and changes no answer.

        >>> len(g.store) == len(set(g.quads()))
        True
        """
        from pyoxigraph import Store

        def make() -> Store:
            store = Store()
            store.extend(self.quads())
            return store

        return self._once("store", make)

    def quads(self) -> "Iterator[pyoxigraph.Quad]":
        """Yield every quad: what is stated, what follows, the ontology, each in its graph.

        >>> next(quad.object.value for quad in g.quads() if quad.predicate.value == aigraph.AIG.founded.toPython())
        'https://w3id.org/aigraph/id/anthropic'
        """
        return self._files.read_quads()

    def _noted(self, answer: Noted, query: str, tentative: bool) -> Noted:
        """Return an answer with notes, a table with the names of the entities, too."""
        more: dict[str, Any] = {"naming": self.naming} if isinstance(answer, Table) else {}
        return replace(answer, notes=(*answer.notes, *self.notes(query, tentative=tentative)), **more)

    @property
    def _endpoint(self) -> "Endpoint":
        from aigraph.sparql.endpoint import Endpoint

        return self._once(
            "endpoint",
            lambda: Endpoint(self._files.quads(), self._files.tentative(), prefixes=self.graph.iris.prefixes),
        )

    @property
    def _engine(self) -> "Engine":
        from aigraph.cypher.engine import Engine

        def make() -> Engine:
            declared = {*self.ontology.classes, *(prop.edge_type for prop in self.ontology.properties.values())}
            return Engine(*self._files.cypher(lambda: self.property_graph), declared)

        return self._once("engine", make)

    def _once(self, name: str, make: Callable[[], T]) -> T:
        with self._lock:
            if name not in self._made:
                self._made[name] = make()
            found: T = self._made[name]
            return found
