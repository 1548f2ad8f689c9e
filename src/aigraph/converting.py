"""`Converting`: a graph as what other libraries hold: rdflib, networkx, igraph, rustworkx, pandas, a Neo4j server."""

from typing import TYPE_CHECKING, Any

from aigraph.errors import not_installed
from aigraph.selecting import Selecting

if TYPE_CHECKING:
    import igraph
    import networkx
    import rdflib
    import rustworkx

    from aigraph.export.frames import Frames
    from aigraph.export.support import Weight
    from aigraph.neo4j.state import Difference
    from aigraph.property_graph import PropertyGraph

__all__ = ["Converting"]


class Converting(Selecting):
    """A graph that can be asked and selected from, and be had as what other libraries work with."""

    def to_rdflib(self) -> "rdflib.Dataset":
        """Return an `rdflib.Dataset` of all graphs, asked as their union, with our prefixes bound; a copy.

        >>> len(g.to_rdflib()) > 1000
        True
        """
        from aigraph.export.rdflib import to_rdflib

        return to_rdflib(self._files.quads(), self.graph.iris.prefixes)

    def in_rdflib(self, query: str) -> Any:
        """Return the `rdflib.query.Result` of a query, asked of a data set that is made once and never changed.

        >>> len(g.in_rdflib("SELECT ?who { ?who aig:founded aid:openai }"))
        1
        """
        return self._once("rdflib", self.to_rdflib).query(query)

    def to_networkx(
        self,
        *,
        tentative: bool = False,
        observations: bool = False,
        details: bool = False,
        flat: bool = False,
        weight: "Weight | None" = None,
    ) -> "networkx.MultiDiGraph[Any]":
        """Return a `networkx.MultiDiGraph`: node keys are slugs, edge keys statement ids.

        What is left out is said in the graph's attribute `notes`.

        Args:
            tentative: also the tentative statements, as edges of type TENTATIVE.
            observations: also what was measured, a node each.
            details: everything: also observations, claims, sources and evidence, and what is tentative.
            flat: only attributes that `networkx.write_graphml` and `write_gexf` take: a list is JSON.
            weight: what edges weigh: `evidence` or `sources`, on how many of them a statement rests (a derived one by
                its premises), or a function of the statement; 1.0 each unless given.

        >>> network = g.to_networkx(weight="sources")
        >>> network.edges["sam-altman", "openai", "sam-altman/founded/openai"]["weight"]
        1.0
        """
        from aigraph.export.networkx import to_networkx
        from aigraph.export.support import weights

        shown = self._shown(tentative=tentative, observations=observations, details=details)
        found = to_networkx(shown, plain=flat, weights=weights(self.statements, weight) if weight else {})
        if notes := self._notes(tentative or details):
            found.graph["notes"] = "; ".join(notes)
        return found

    def to_igraph(
        self, *, tentative: bool = False, observations: bool = False, weight: "Weight | None" = None
    ) -> "igraph.Graph":
        """Return a directed `igraph.Graph`, attributes as of `to_networkx`: `vs.find(id="openai")`.

        Args:
            tentative: as of `to_networkx`.
            observations: as of `to_networkx`.
            weight: as of `to_networkx`.

        Raises:
            MissingDependency: igraph is not installed.

        >>> network = g.to_igraph()
        >>> network.vs.find(id="openai")["name"]
        'OpenAI'
        """
        try:
            from igraph import Graph
        except ImportError as err:
            raise not_installed("to_igraph", "igraph", "igraph") from err
        network = self.to_networkx(tentative=tentative, observations=observations, weight=weight)
        notes = network.graph.pop("notes", "")
        found: igraph.Graph = Graph.from_networkx(network, vertex_attr_hashable="id")
        found["notes"] = notes
        return found

    def to_rustworkx(
        self, *, tentative: bool = False, observations: bool = False, weight: "Weight | None" = None
    ) -> "rustworkx.PyDiGraph[dict[str, Any], dict[str, Any]]":
        """Return a `rustworkx.PyDiGraph`, its nodes and edges dicts of what they have in `to_networkx`.

        Args:
            tentative: as of `to_networkx`.
            observations: as of `to_networkx`.
            weight: as of `to_networkx`.

        Raises:
            MissingDependency: rustworkx is not installed.

        >>> {edge["type"] for edge in g.to_rustworkx().edges()} >= {"FOUNDED", "WORKED_AT"}
        True
        """
        try:
            from rustworkx import PyDiGraph, networkx_converter
        except ImportError as err:
            raise not_installed("to_rustworkx", "rustworkx", "rustworkx") from err
        network = self.to_networkx(tentative=tentative, observations=observations, weight=weight)
        found = networkx_converter(network, keep_attributes=True)
        assert isinstance(found, PyDiGraph)
        return found

    def to_pandas(self, *, tentative: bool = False, observations: bool = False) -> "Frames":
        """Return the graph as DataFrames: `nodes`, `edges` and `statements`, the last with what is tentative, marked.

        Args:
            tentative: also tentative statements among the edges.
            observations: also what was measured among the nodes.

        Raises:
            MissingDependency: pandas is not installed.

        >>> frames = g.to_pandas()
        >>> frames.edges[frames.edges["type"] == "FOUNDED"]["target"].value_counts()["anthropic"].item()
        3
        """
        from aigraph.export.frames import Frames, tables

        nodes, edges = tables(self._shown(tentative=tentative, observations=observations, details=False))
        return Frames(nodes.to_pandas(), edges.to_pandas(), self.statements().to_pandas())

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

        >>> print(g.to_neo4j("bolt://localhost:7687", dry_run=True))  # doctest: +SKIP
        nothing to do
        """
        from aigraph.neo4j.connection import from_environment
        from aigraph.neo4j.sync import difference, push

        connection = from_environment(uri, username, password, database)
        return difference(connection, self.property_graph) if dry_run else push(connection, self.property_graph)[0]

    def _shown(self, *, tentative: bool, observations: bool, details: bool) -> "PropertyGraph":
        from aigraph.property_graph import without_details

        whole = self.property_graph
        return whole if details else without_details(whole, tentative=tentative, observations=observations)

    def _notes(self, tentative: bool) -> list[str]:
        """Return what a graph of relations leaves out."""
        from aigraph.finding.near import left_out

        notes = [] if tentative else left_out(self.statements.values(), "there; ask tentative=True")
        return [*self.told, *notes]
