"""An ontology with one more class, one predicate and one qualifier gives them everywhere, with no Python changed."""

from collections.abc import Callable
from io import BytesIO
from pathlib import Path

import pytest

import aigraph
from aigraph.build import check
from aigraph.folder import read_folder
from aigraph.property_graph.unproject import unproject
from aigraph.rdf.read import from_quads
from aigraph.rdf.write import to_quads
from aigraph.table import Table

MORE = """
aig:Robot a owl:Class ;
    rdfs:subClassOf aig:Device ;
    rdfs:label "robot"@en, "机器人"@zh ;
    skos:definition "A machine that moves by itself."@en, "能自行运动的机器。"@zh ;
    aig:shape "star" .

aig:steers a owl:ObjectProperty ;
    rdfs:domain aig:Technology ; rdfs:range aig:Robot ; owl:inverseOf aig:steeredBy ;
    rdfs:label "steers"@en, "操控"@zh ; aig:caption "steers"@en, "操控"@zh ;
    skos:definition "The subject moves the robot."@en, "主语操控该机器人。"@zh ; aig:use "relation" .

aig:steeredBy a owl:ObjectProperty ;
    rdfs:domain aig:Robot ; rdfs:range aig:Technology ;
    rdfs:label "steered by"@en, "受控于"@zh ; aig:caption "steered by"@en, "受控于"@zh ;
    skos:definition "The inverse of steers."@en, "“操控”的逆关系。"@zh ; aig:use "inverse" .

aig:reaction a owl:DatatypeProperty ;
    rdfs:domain aig:Statement ; rdfs:range xsd:decimal ;
    rdfs:label "reaction time"@en, "反应时间"@zh ;
    skos:definition "How long it takes to react."@en, "反应所需的时间。"@zh ;
    aig:use "qualifier" ; aig:valueType "quantity" .
"""


@pytest.mark.slow
def test_everywhere(seeds: Path, ontology_folder: Path, edit: Callable[[Path, str, str], int]) -> None:
    path = ontology_folder / "aigraph.ttl"
    path.write_text(path.read_text(encoding="utf-8") + MORE, encoding="utf-8")
    (seeds / "entities" / "robots.yaml").write_text("figure-01:\n  class: Robot\n  name: Figure 01\n", encoding="utf-8")
    edit(
        seeds / "statements" / "ten-judgements.yaml",
        "  - gpt-4 surpasses mistral-model: {benchmark: unstated}\n",
        "  - gpt-4 surpasses mistral-model: {benchmark: unstated}\n  - gpt-4 steers figure-01: {reaction: ~81.2% hour}\n".replace("% hour", " hour"),
    )  # fmt: skip
    problems, _ = check(read_folder(seeds.parent), {})
    assert problems == []
    g = aigraph.load(seeds.parent)
    assert g.sparql("ASK { aid:figure-01 a aig:Product ; aig:steeredBy aid:gpt-4 }") is True
    query = "SELECT ?n ?u WHERE { ?s rdf:predicate aig:steers ; aig:reaction ?n ; aig:reactionUnit ?u }"
    answer = g.sparql(query)
    assert isinstance(answer, Table)
    assert [(str(n), u) for n, u in answer] == [("81.2", "hour")]
    network = g.to_networkx()
    assert network.nodes["figure-01"]["labels"][:3] == ["Robot", "Device", "Product"]
    edge = network.edges["gpt-4", "figure-01", "gpt-4/steers/figure-01"]
    assert (edge["type"], edge["reaction"], edge["reactionComparator"]) == ("STEERS", 81.2, "about")
    assert "steers\n  Figure 01 (reaction time: about 81.2 hours)" in str(g.show("gpt-4"))
    for format_ in ("graphml", "gexf", "node-link", "dot", "ttl", "statements"):
        file = BytesIO()
        g.export(format_, file)
        assert b"steers" in file.getvalue(), format_
    assert from_quads(to_quads(g.graph, g.ontology), g.ontology) == g.graph
    assert unproject(g.property_graph, g.ontology) == g.graph


@pytest.mark.slow
def test_shapes_know_the_new_range(seeds: Path, ontology_folder: Path, edit: Callable[[Path, str, str], int]) -> None:
    path = ontology_folder / "aigraph.ttl"
    path.write_text(path.read_text(encoding="utf-8") + MORE, encoding="utf-8")
    line = edit(
        seeds / "statements" / "ten-judgements.yaml",
        "  - gpt-4 surpasses mistral-model: {benchmark: unstated}\n",
        "  - gpt-4 surpasses mistral-model: {benchmark: unstated}\n  - gpt-4 steers openai\n",
    )
    problems, _ = check(read_folder(seeds.parent), {})
    assert [(p.path, p.line) for p in problems] == [("seeds/statements/ten-judgements.yaml", line + 1)]
