"""The object users hold: names, cards, networkx, rdflib, the same answers everywhere."""

from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from support import ROOT

import aigraph
from aigraph.errors import QueryError, UnknownName
from aigraph.model import Ref
from aigraph.property_graph import project


@pytest.mark.parametrize("name", ["OpenAI", "Open AI", "Open Al", "openai", "open ai", "OPENAI"])
def test_spellings_of_one(graph: Any, name: str) -> None:
    assert graph.resolve(name) == "openai"


def test_any_language(graph: Any) -> None:
    assert graph.entity("奥特曼").id == "sam-altman"
    assert graph.entity("谷歌").title == "Google"
    assert graph.show("google", language="zh").title == "谷歌"


@pytest.mark.parametrize(("name", "owners"), [("Mistral", 2), ("GPT", 2), ("Character.ai", 2), ("Perplexity", 2)])
def test_a_name_of_several_lists_them(graph: Any, name: str, owners: int) -> None:
    with pytest.raises(UnknownName) as caught:
        graph.entity(name)
    assert len(caught.value.candidates) == owners


def test_class_picks(graph: Any) -> None:
    assert graph.resolve("Mistral", classes=["Company"]) == "mistral-ai"
    assert graph.resolve("Mistral", classes=["AIModel"]) == "mistral-model"
    with pytest.raises(UnknownName, match="unknown class"):
        graph.resolve("Mistral", classes=["Compny"])


def test_did_you_mean(graph: Any) -> None:
    with pytest.raises(UnknownName, match="Did you mean Anthropic") as caught:
        graph.entity("Antropic")
    assert isinstance(caught.value, KeyError)


@pytest.mark.parametrize(
    ("text", "slug"),
    [
        ("aoteman", "sam-altman"),
        ("奥特", "sam-altman"),
        ("guge", "google"),
        ("anthropc", "anthropic"),
        ("zhongguo", "china"),
    ],
)
def test_search(graph: Any, text: str, slug: str) -> None:
    assert slug in [entity.id for entity in graph.search(text)][:3]


def test_cards_of_statements_and_claims(graph: Any) -> None:
    card = graph.show("gpt-4/trainedOn/a100")
    assert "rumoured" in card.subtitle
    assert "2.5万张" in str(card)
    claim = graph.show("claim/gpt-6-by-2026")
    assert "预计" in str(claim)
    derived = graph.show("anthropic/foundedByAlumniOf/openai")
    assert "Dario Amodei" in str(derived)
    assert "<b>" in derived._repr_html_()


def test_hostile_names_are_escaped_in_notebooks(graph: Any) -> None:
    from aigraph.words.card import Card

    card = Card("entity", "x", "iri", "<script>", "<b>", ("<i>",), ())
    assert "<script>" not in card._repr_html_()


def test_networkx_has_the_settled_ones(graph: Any) -> None:
    network = graph.to_networkx()
    sparql = graph.sparql("SELECT ?a ?b WHERE { ?a aig:founded ?b }")
    ours = sorted((a, b) for a, b, d in network.edges(data=True) if d["type"] == "FOUNDED")
    assert ours == sorted((a.rsplit("/", 1)[-1], b.rsplit("/", 1)[-1]) for a, b in sparql)
    assert not [e for e in network.edges(data=True) if e[2]["type"] == "TENTATIVE"]
    assert network.nodes["openai"]["labels"] == ["Company", "ResearchLab", "Organization", "Agent", "Entity"]


def test_networkx_with_tentative_ones(graph: Any) -> None:
    network = graph.to_networkx(tentative=True)
    edge = network.edges["gpt-4", "a100", "gpt-4/trainedOn/a100"]
    assert edge["type"] == "TENTATIVE"
    assert edge["predicate"] == "trainedOn"
    assert (edge["value"], edge["comparator"], edge["written"]) == (25000, "about", "2.5万张")
    assert edge["modality"] == "rumoured"


def test_settled_edges_are_the_direct_triples(graph: Any) -> None:
    stated = {
        (s.subject, s.predicate, s.object.id)
        for s in graph.statements.values()
        if s.settled and isinstance(s.object, Ref)
    }
    for subject, predicate, target in stated:
        assert graph.sparql(f"ASK {{ aid:{subject} aig:{predicate} aid:{target} }}") or target == "unstated"
    query = "SELECT ?s ?p ?o WHERE { GRAPH ?g { ?x rdf:subject ?s } } LIMIT 0"
    assert len(graph.sparql(query)) == 0


def test_people_s_earlier_jobs_are_ended_and_settled(graph: Any) -> None:
    job = graph.statements["noam-shazeer/workedAt/google"]
    assert (job.stage, job.settled) == ("ended", True)


def test_the_seven_trillion_are_rumoured_underway_and_disputed(graph: Any) -> None:
    money = graph.statements["sam-altman/raisedFundsFor/altman-ai-chips"]
    assert (money.modality, money.stage, money.disputed, money.settled) == ("rumoured", "underway", True, False)


def test_without_the_editors() -> None:
    lean = aigraph.load(ROOT, editors=False)
    assert "openai/developed/chatgpt" not in lean.statements
    assert lean.sparql("ASK { GRAPH <https://w3id.org/aigraph/graph/editors> { ?s ?p ?o } }") is False


@pytest.mark.slow
def test_owlrl_derives_nothing_else(graph: Any) -> None:
    """The closure agrees with an independent reasoner on our own relations between entities."""
    import owlrl
    import rdflib

    from aigraph.namespaces import DERIVED_GRAPH, ENTITY, ONTOLOGY
    from aigraph.rdf.rules import derive, read_rules

    stated = rdflib.Graph()
    for quad in graph.store:
        if getattr(quad.graph_name, "value", "") != DERIVED_GRAPH:
            for triple in rdflib.Graph().parse(data=f"{quad.subject} {quad.predicate} {quad.object} .", format="nt"):
                stated.add(triple)
    owlrl.DeductiveClosure(owlrl.OWLRL_Semantics).expand(stated)

    def ours(triples: Any) -> set[tuple[str, str, str]]:
        return {
            (str(s), str(p), str(o))
            for s, p, o in triples
            if str(s).startswith(ENTITY) and str(o).startswith(ENTITY) and str(p).startswith(ONTOLOGY)
        }

    closed = {
        (q.subject.value, q.predicate.value, q.object.value)
        for q in graph.store
        if hasattr(q.subject, "value") and hasattr(q.object, "value")
    }
    stated_only = replace(graph.graph, statements=tuple(s for s in graph.graph.statements if not s.derived))
    derived = derive(stated_only, graph.ontology, read_rules(graph.ontology.folders))[1]
    by_hand = {statement.predicate for statement in derived}
    by_hand |= {inverse for name in by_hand if (inverse := graph.ontology.properties[name].inverse)}
    hand_made = {t for t in ours(closed) if t[1].removeprefix(ONTOLOGY) in by_hand}
    assert ours(closed) - hand_made == ours(stated) - hand_made


def test_public_names() -> None:
    for name in aigraph.__all__:
        assert getattr(aigraph, name) is not None
    assert str(aigraph.AIG.founded) == "https://w3id.org/aigraph/ontology#founded"
    with pytest.raises(AttributeError):
        aigraph.nothing  # noqa: B018


def test_a_part_of_a_part_answers_like_any_graph(graph: Any, tmp_path: Path) -> None:
    with graph.around("OpenAI", depth=2) as near, near.part(classes=["Company", "Person"]) as part:
        assert repr(part).startswith(f"<KnowledgeGraph {len(part.entities)} entities, ")
        assert "\n" not in repr(part)
        assert part.entities.keys() < near.entities.keys() < graph.entities.keys()
        founded = sorted(
            (s.subject, str(s.object)) for s in part.statements.values() if s.predicate == "founded" and s.settled
        )
        assert founded
        query = "SELECT ?a ?b WHERE { ?a aig:founded ?b } ORDER BY ?a ?b"
        assert [tuple(iri.rsplit("/", 1)[-1] for iri in row) for row in part.select(query)] == founded
        pattern = "MATCH (a)-[:FOUNDED]->(b) RETURN a.id, b.id ORDER BY a.id, b.id"
        assert [tuple(row) for row in part.cypher(pattern)] == founded
        assert sorted((a, b) for a, b, kind in part.to_networkx().edges(data="type") if kind == "FOUNDED") == founded
        assert len(part.ask("who-founded-what")) <= len(graph.ask("who-founded-what"))
        assert part.resolve("奥特曼") == "sam-altman"
        with pytest.raises(UnknownName):
            part.resolve("Mistral AI's founders")
        assert part.validate() == []
        part.export("ttl", tmp_path / "part.ttl")
        assert "founded" in (tmp_path / "part.ttl").read_text(encoding="utf-8")
        part.view(tmp_path / "part.html")
        assert part.property_graph == project(part.graph, part.ontology)


def test_without_editors_nothing_rests_on_them(graph: Any) -> None:
    with graph.without_editors() as lean:
        editors = graph.graph.editors
        assert not any(s.rests_only_on(editors) for s in lean.statements.values())
        assert lean.graph == aigraph.load(ROOT, editors=False).graph


def test_two_threads_ask_at_once(graph: Any) -> None:
    def ask(number: int) -> Any:
        text = f"SELECT ({number} AS ?n) (COUNT(*) AS ?all) WHERE {{ ?s a aig:Company }}"
        return [graph.select(text).rows[0][0], graph.cypher(f"RETURN {number} AS n").rows[0][0]]

    with ThreadPoolExecutor(2) as pool:
        assert list(pool.map(ask, range(40))) == [[n, n] for n in range(40)]


def test_a_closed_graph_leaves_nothing_and_starts_again(graph: Any) -> None:
    part = graph.around("OpenAI")
    query = "ASK { aid:sam-altman aig:founded aid:openai }"
    assert part.sparql(query) is True
    folder = part._files.folder
    assert (folder / "graph.nq").is_file()
    part.close()
    assert not folder.exists()
    assert part.sparql(query) is True
    part.close()


def test_parameters_are_values_never_text(graph: Any) -> None:
    query = "SELECT ?who WHERE { ?who aig:founded ?company } ORDER BY ?who"
    found = graph.select(query, {"company": aigraph.AID.anthropic})
    assert [iri.rsplit("/", 1)[-1] for iri in found.to_dicts()[0].values()] == ["anthropic-founding-team"]
    assert len(graph.select(query, {"company": "} UNION { ?who a ?company"})) == 0
    with pytest.raises(QueryError):
        graph.select(query, {"compny": "x"})
    with pytest.raises(QueryError, match="SELECT"):
        graph.select("ASK { ?s ?p ?o }")
    assert len(graph.construct("CONSTRUCT { ?a aig:founded ?b } WHERE { ?a aig:founded ?b }")) > 0


def test_the_engines_give_the_same_types(graph: Any) -> None:
    sparql = graph.select(
        "SELECT ?date ?number ?flag WHERE { ?s rdf:subject aid:mistral-ai ; rdf:predicate aig:employees ; aig:min ?number ;"
        " aig:settled ?flag . aid:mistral-ai aig:foundingDateEarliest ?date }"
    )
    cypher = graph.cypher(
        "MATCH (m {id: 'mistral-ai'})-[:HAS_OBSERVATION]->(o {metric: 'employees'}) RETURN m.foundingDateEarliest, o.min, o.settled"
    )
    assert sparql.rows == cypher.rows == ((date(2023, 5, 1), 20, True),)


def test_networkx_without_what_only_readers_want(graph: Any, tmp_path: Path) -> None:
    import networkx

    plain = graph.to_networkx()
    assert not [n for n, d in plain.nodes(data=True) if "Observation" in d["labels"]]
    assert [n for n, d in graph.to_networkx(observations=True).nodes(data=True) if "Observation" in d["labels"]]
    for flat in (graph.to_networkx(flat=True), graph.to_networkx(details=True, flat=True)):
        networkx.write_graphml(flat, tmp_path / "graph.graphml")
        networkx.write_gexf(flat, tmp_path / "graph.gexf")
        for again in (networkx.read_graphml(tmp_path / "graph.graphml"), networkx.read_gexf(tmp_path / "graph.gexf")):
            assert again.number_of_nodes() == flat.number_of_nodes()
            assert again.number_of_edges() == flat.number_of_edges()
            assert again.nodes["openai"]["name"] == "OpenAI"


def test_the_store_is_a_copy(graph: Any) -> None:
    from pyoxigraph import NamedNode, Quad

    quad = Quad(NamedNode("urn:x"), NamedNode("urn:y"), NamedNode("urn:z"))
    part = graph.around("OpenAI")
    part.store.add(quad)
    assert quad in part.store
    assert quad not in set(part.quads())
    assert part.sparql("ASK { <urn:x> ?p ?o }") is False
    part.close()
