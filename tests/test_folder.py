"""Graph folders: what they may not hold, each finding at its place; what extends what; own terms everywhere."""

from collections.abc import Callable
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner
from support import ROOT

import aigraph
from aigraph.build import check
from aigraph.cli import main
from aigraph.errors import AIGraphError, OntologyError, SeedError
from aigraph.folder import read_folder
from aigraph.ontology import read_ontology
from aigraph.page.network import AIGraphNetwork
from aigraph.property_graph.unproject import unproject
from aigraph.rdf.read import from_quads
from aigraph.rdf.write import to_quads
from aigraph.seeds.format import format_text

Maker = Callable[..., Path]

NOUNS = ("entities", "statements", "claims", "sources")

HEAD = """@prefix my: <https://example.org/{name}/ontology#> .
@prefix aig: <https://w3id.org/aigraph/ontology#> .
@prefix owl: <http://www.w3.org/2002/07/owl#> .
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
@prefix sh: <http://www.w3.org/ns/shacl#> .
@prefix skos: <http://www.w3.org/2004/02/skos/core#> .
@prefix xsd: <http://www.w3.org/2001/XMLSchema#> .

"""
EDITORS = "own-editors: {name: The editors, editors: true, sections: {layer: {en: Layer}}}\n"


@pytest.fixture
def folder(tmp_path: Path) -> Maker:
    """Make a graph folder, its files by their names: `entities`, `statements`, `sources`, `terms`, `toml`."""

    def make(name: str, *extends: str, toml: str | None = None, **files: str) -> Path:
        place = tmp_path / name
        names = {
            "entities": "seeds/entities/all.yaml",
            "statements": "seeds/statements/all.yaml",
            "sources": "seeds/sources.yaml",
            "terms": "ontology/terms.ttl",
            "shapes": "ontology/shapes.ttl",
            "rule": "ontology/rules/own.rq",
        }
        listed = ", ".join(f'"{other}"' for other in extends)
        config = f'title = "{name}"\nbase = "https://example.org/{name}/"\nextends = [{listed}]\n'
        for key, text in {"sources": EDITORS, **files}.items():
            path = place / names[key]
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(HEAD.format(name=name) + text if path.suffix == ".ttl" else text, encoding="utf-8")
        (place / "aigraph.toml").write_text(config if toml is None else toml, encoding="utf-8")
        return place

    return make


def found(place: Path) -> list[str]:
    """Return what is found in a folder, each line; of the shipped ontology the path below the checkout."""
    try:
        problems = list(map(str, check(read_folder(place), {})[0]))
    except AIGraphError as err:
        problems = str(err).splitlines()
    return [problem.replace(f"{ROOT}/", "").replace(f"{place.parent}/", "") for problem in problems]


def line_of(name: str, words: str) -> int:
    """Return the line of a file of the checkout that begins with words."""
    lines = (ROOT / name).read_text(encoding="utf-8").splitlines()
    return next(number for number, line in enumerate(lines, 1) if line.startswith(words))


# -- findings ---------------------------------------------------------------------------------------------------------


def test_a_slug_that_means_something_else_there(folder: Maker) -> None:
    place = folder("mine", "aigraph", entities="openai: {class: Chip}\ngpt-4: {name: Another thing}\n")
    there = "aigraph/seeds/entities"
    openai, gpt = (
        line_of(f"seeds/entities/{f}.yaml", w) for f, w in (("organizations", "openai:"), ("models", "gpt-4:"))
    )
    assert found(place) == [
        f"seeds/entities/all.yaml:1: 'openai' has the class Company at {there}/organizations.yaml:{openai}, which "
        "excludes Chip. Choose another slug for another thing",
        f"seeds/entities/all.yaml:2: 'gpt-4' is 'GPT-4' at {there}/models.yaml:{gpt}; expected what is added to it, "
        "under one of its names or none. Choose another slug for another thing",
    ]


def test_what_may_be_added_to_an_entity(folder: Maker) -> None:
    more = "openai: {class: Investor, name: OpenAI, sameAs: https://example.org/openai}\nxai: {zh: 马斯克的公司}\n"
    place = folder("mine", "aigraph", entities=more)
    assert found(place) == []
    g = aigraph.load(place)
    assert "Investor" in g.entities["openai"].classes
    assert "Company" in g.entities["openai"].classes
    assert g.entities["openai"].same_as[-1:] == ("https://example.org/openai",)
    assert g.resolve("马斯克的公司") == "xai"
    assert g.sparql("ASK { aid:openai a aig:Investor ; schema:sameAs <https://example.org/openai> }") is True


def test_a_spelling_that_two_claim(folder: Maker) -> None:
    place = folder("mine", "aigraph", entities="my-lab: {class: Company, name: OpenAI}\n")
    at = line_of("seeds/entities/organizations.yaml", "openai:")
    assert found(place) == [
        f"seeds/entities/all.yaml:1: 'OpenAI' is also a spelling of openai at aigraph/seeds/entities/"
        f"organizations.yaml:{at}; expected one owner. Add 'shared: [OpenAI]', or drop it"
    ]
    folder("mine", "aigraph", entities="my-lab: {class: Company, name: OpenAI, shared: [OpenAI]}\n")
    assert found(place) == []


@pytest.mark.parametrize(
    ("terms", "name", "line"),
    [
        ('my:Company a owl:Class ; rdfs:label "firm"@en .\n', "Company", "aig:Company a"),
        ('aig:Company a owl:Class ; rdfs:label "firm"@en .\n', "Company", "aig:Company a"),
        ('my:founded a owl:ObjectProperty, owl:SymmetricProperty ; aig:use "relation" .\n', "founded", "aig:founded a"),
        ('my:Company a owl:DatatypeProperty ; aig:use "attribute" .\n', "Company", "aig:Company a"),
    ],
)
def test_a_term_that_is_declared_twice(folder: Maker, terms: str, name: str, line: str) -> None:
    at = line_of("ontology/aigraph.ttl", line)
    assert found(folder("mine", "aigraph", terms=terms)) == [
        f"mine/ontology/terms.ttl:9: '{name}' is declared at ontology/aigraph.ttl:{at} already; expected once. "
        "Say here only what it adds, or rename it"
    ]


def test_more_that_an_ontology_may_not_hold(folder: Maker) -> None:
    other = "<https://example.org/other/ontology#Robot> a owl:Class ; rdfs:label 'robot'@en .\n"
    assert found(folder("mine", "aigraph", terms=other)) == [
        "mine/ontology/terms.ttl:9: <https://example.org/other/ontology#Robot> is no term of these graphs; expected it "
        "to begin with https://example.org/mine/ontology# or https://w3id.org/aigraph/ontology#. Rename it"
    ]
    unit = 'my:unit-people a aig:Unit ; skos:notation "person" ; aig:unitKind "count" .\n'
    at = line_of("ontology/aigraph.ttl", "aig:unit-person a")
    assert found(folder("units", "aigraph", terms=unit)) == [
        f"units/ontology/terms.ttl:9: the unit 'person' is declared at ontology/aigraph.ttl:{at} already; expected "
        "once. Rename it"
    ]
    gone = 'my:steers a owl:ObjectProperty, owl:SymmetricProperty ; aig:use "relation" ; rdfs:range my:Gone .\n'
    assert found(folder("gone", "aigraph", terms=gone)) == [
        "gone/ontology/terms.ttl:9: 'steers' names 'Gone', which is no class of the ontology. Declare it"
    ]
    assert "terms.ttl: " in found(folder("broken", "aigraph", terms="my:Robot a owl:Class"))[0]


def test_a_circle(folder: Maker) -> None:
    folder("one", "../two")
    folder("two", "../three")
    place = folder("three", "../one")
    assert found(place) == [
        "aigraph.toml:3: '../one': one/aigraph.toml: '../two': two/aigraph.toml: a circle of graphs: "
        "three → one → two → three; expected none. Drop '../three'"
    ]
    assert found(folder("alone", ".")) == ["aigraph.toml:3: a circle of graphs: alone → alone; expected none. Drop '.'"]


def test_a_file_with_several_problems(folder: Maker) -> None:
    toml = 'title = ""\nbase = "mine"\nprefix = "aig"\nextend = ["aigraph"]\nlicence = 3\nlanguages = "en"\n'
    problems = found(folder("mine", toml=toml))
    assert [problem.split(": ")[0] for problem in problems] == [f"aigraph.toml:{line}" for line in range(1, 7)]
    for problem, words in zip(
        problems, ("no title", "base is 'mine'", "prefix is 'aig'", "did you mean 'extends'?", "licence is 3", "'en'"),
        strict=True,
    ):  # fmt: skip
        assert words in problem
    [problem] = found(folder("mine", toml='title = "x\nbase = 1'))
    assert problem.startswith("aigraph.toml:1: ")
    assert problem.endswith("expected TOML")
    nested = found(folder("above", "../mine"))
    assert nested[0].startswith("aigraph.toml:3: '../mine': mine/aigraph.toml: ")


@pytest.mark.parametrize(
    ("toml", "problem"),
    [
        ('base = "https://w3id.org/aigraph/mine/"', "aigraph.toml:3: one base within the other"),
        ('base = "https://w3id.org/"', "aigraph.toml:3: one base within the other"),
        ('base = "https://w3id.org/aigraph/"', "aigraph.toml:3: one base within the other"),
        ('base = "https://example.org/x"', "aigraph.toml:3: base is"),
        ('base = "https://example.org/x/"\nprefix = "aid"', "aigraph.toml:4: prefix is"),
    ],
)
def test_a_base_or_a_prefix_of_another(folder: Maker, toml: str, problem: str) -> None:
    [first, *_] = found(folder("mine", toml=f'title = "Mine"\nextends = ["aigraph"]\n{toml}\n'))
    assert first.startswith(problem)


def test_two_extended_graphs_that_do_not_agree(folder: Maker) -> None:
    for name in ("one", "two"):
        folder(name, toml='title = "x"\nbase = "https://example.org/x/"\nprefix = "x"\n')
    assert found(folder("mine", "../one", "../two")) == [
        "aigraph.toml:3: one base within the other, 'https://example.org/x/': 'two' and 'one'. Choose another",
        "aigraph.toml:3: one prefix twice, 'x': 'two' and 'one'. Choose another",
    ]
    folder("left", entities="lu: {class: Company, name: Lu}\n")
    folder("right", entities="lu: {class: Person, name: Lu}\n", sources="own-editors: {name: Others, editors: true}\n")
    assert found(folder("over", "../left", "../right")) == [
        "right/seeds/entities/all.yaml:1: 'lu' has the class Company at left/seeds/entities/all.yaml:1, which excludes "
        "Person. Choose another slug for another thing",
        "right/seeds/sources.yaml:1: 'own-editors' stands already at left/seeds/sources.yaml:1. Rename one",
    ]


def test_prefixes_are_made_of_names(folder: Maker) -> None:
    assert read_folder(folder("graph2")).space.prefix == "graph2"
    assert read_folder(folder("2024-in-ai")).space.prefix == "in-ai"
    assert read_folder(folder("schema")).space.prefix == "own-schema"


def test_a_source_that_is_there(folder: Maker) -> None:
    place = folder("mine", "aigraph", sources="ten-judgements: {name: Mine, language: en}\n")
    at = line_of("seeds/sources.yaml", "ten-judgements:")
    [problem] = found(place)
    assert problem.startswith(
        f"seeds/sources.yaml:1: 'ten-judgements' stands already at aigraph/seeds/sources.yaml:{at}"
    )


def test_a_folder_that_is_none(folder: Maker, tmp_path: Path) -> None:
    folder("weekly")
    [problem] = found(folder("mine", "../weakly"))
    assert problem == (
        "aigraph.toml:3: '../weakly': weakly/aigraph.toml: no folder weakly; expected a graph folder; did you mean "
        "'weekly'? 'aigraph new' makes one"
    )
    (tmp_path / "plain").mkdir()
    assert "no aigraph.toml in plain" in found(tmp_path / "plain")[0]
    with pytest.raises(SeedError, match=r"no sources\.yaml"):
        (tmp_path / "weekly" / "seeds" / "sources.yaml").unlink()
        aigraph.load(tmp_path / "weekly")


def test_the_folder_that_one_is_in(folder: Maker, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    place = folder("mine", "aigraph", entities="my-lab: {class: Company, name: My lab}\n")
    (place / "deep" / "down").mkdir(parents=True)
    monkeypatch.chdir(place / "deep" / "down")
    assert CliRunner().invoke(main, ["show", "My lab"]).output.startswith("My lab\n")
    monkeypatch.chdir(tmp_path)
    assert CliRunner().invoke(main, ["show", "My lab"]).exit_code == 2
    assert CliRunner().invoke(main, ["--graph", "mine", "show", "My lab"]).exit_code == 0
    monkeypatch.setenv("AIGRAPH_GRAPH", str(place))
    assert CliRunner().invoke(main, ["show", "My lab"]).exit_code == 0


def test_spellings_of_a_folder_without_a_text(folder: Maker) -> None:
    lu = "lu: {class: Company, name: Lu, seen: [Luming], misspellings: [Lumnig]}\nopenai: {seen: [Open AI Inc.]}\n"
    assert found(folder("mine", "aigraph", entities=lu)) == []
    assert found(folder("alone", entities=lu.split("openai")[0])) == []


def test_what_two_graphs_add_to_a_third_is_all_there(folder: Maker) -> None:
    says = "source: {0}\nlayer:\n- says:\n  - lu developed lu-1\n"
    lu = "lu: {class: Company, name: Lu}\nlu-1: {class: AIModel, name: Lu 1}\n"
    layer = "{0}: {{name: Editors, editors: true, sections: {{layer: {{en: Layer}}}}}}\n"
    folder("base", entities=lu, sources=layer.format("base-editors"), statements=says.format("base-editors"))
    for name, more in (("left", "zh: 鹿"), ("right", "class: ResearchLab, sameAs: https://example.org/lu")):
        also = f"source: {name}-editors\nlayer:\n- also: lu/developed/lu-1\n"
        sources = layer.format(f"{name}-editors")
        folder(name, "../base", entities=f"lu: {{{more}}}\n", sources=sources, statements=also)
    top = folder("top", "../left", "../right")
    assert found(top) == []
    g = aigraph.load(top)
    lu_there = g.entities["lu"]
    assert (lu_there.classes, lu_there.names) == (("Company", "ResearchLab"), {"en": "Lu", "zh": "鹿"})
    assert lu_there.same_as == ("https://example.org/lu",)
    [statement] = g.statements.values()
    assert [e.source for e in statement.evidence] == ["base-editors", "left-editors", "right-editors"]
    assert g.graph.iris.of("lu") == "https://example.org/base/id/lu"


# -- terms of one's own -----------------------------------------------------------------------------------------------

TERMS = """
my:Robot a owl:Class ; rdfs:subClassOf aig:Device ; owl:disjointWith aig:Chip ;
    rdfs:label "robot"@en, "机器人"@zh ; aig:hue "teal" ;
    skos:definition "A machine that moves by itself."@en, "能自行运动的机器。"@zh .
my:steers a owl:ObjectProperty ; rdfs:domain aig:Technology ; rdfs:range my:Robot ; owl:inverseOf my:steeredBy ;
    rdfs:label "steers"@en, "操控"@zh ; aig:caption "steers"@en, "操控"@zh ; aig:use "relation" ; aig:editorial true ;
    skos:definition "The subject moves the robot."@en, "主语操控该机器人。"@zh .
my:steeredBy a owl:ObjectProperty ; rdfs:domain my:Robot ; rdfs:range aig:Technology ;
    rdfs:label "steered by"@en, "受控于"@zh ; aig:caption "steered by"@en, "受控于"@zh ; aig:use "inverse" .
my:worksBeside a owl:ObjectProperty, owl:SymmetricProperty ; rdfs:domain aig:Technology ; rdfs:range aig:Technology ;
    rdfs:label "works beside"@en, "并用"@zh ; aig:caption "works beside"@en, "并用"@zh ; aig:use "relation" ;
    skos:definition "Both steer one robot."@en, "二者操控同一机器人。"@zh ; aig:drawn true .
my:mood a owl:DatatypeProperty ; rdfs:domain aig:Statement ; rdfs:range xsd:string ;
    rdfs:label "mood"@en, "语气"@zh ; aig:use "qualifier" ; aig:valueType "option" ; aig:option "gently", "firmly" ;
    skos:definition "How it is done."@en, "行事方式。"@zh .
my:reach a owl:DatatypeProperty ; rdfs:domain my:Robot ; rdfs:range xsd:decimal ;
    rdfs:label "reach"@en, "臂展"@zh ; aig:caption "has a reach of"@en, "臂展为"@zh ; aig:use "metric" ;
    aig:valueType "quantity" ; aig:unitKind "length of arm" ; aig:defaultUnit "ell" ;
    skos:definition "How far it reaches."@en, "可及的距离。"@zh .
my:unit-ell a owl:NamedIndividual, aig:Unit ; skos:notation "ell" ; rdfs:label "ells"@en, "厄尔"@zh ;
    aig:unitKind "length of arm" .
"""
SHAPE = """
my:RobotShape a sh:NodeShape ; sh:targetClass my:Robot ;
    sh:property [ sh:path rdfs:label ; sh:minCount 2 ;
        sh:message "has one name; expected one in each language. Add 'zh'" ] .
"""
RULE = """# name: beside
# sentence: Two that steer one robot work beside each other.
# sentence-zh: 操控同一机器人者并用。
SELECT ?subject ?predicate ?object ?premise1 ?premise2 WHERE {
  ?premise1 rdf:predicate mine-o:steers ; rdf:subject ?subject ; rdf:object ?robot ; aig:settled true .
  ?premise2 rdf:predicate mine-o:steers ; rdf:subject ?object ; rdf:object ?robot ; aig:settled true .
  FILTER (STR(?subject) < STR(?object))
  BIND (mine-o:worksBeside AS ?predicate)
}
"""
STATEMENTS = """source: letters
text:
- quote: GPT-4 gently steers Figure 01, whose arms reach 3 ells; Gemini steers it, too.
  gloss: The same
  says:
  - gpt-4 steers figure-01: {mood: gently}
  - gemini-1-5 steers figure-01
  - figure-01 reach 3
"""
SOURCES = "letters: {name: Letters, language: en, sections: {text: {starts: GPT-4 gently, en: Text}}}\n"
LETTERS = "GPT-4 gently steers Figure 01, whose arms reach 3 ells; Gemini steers it, too."


@pytest.fixture
def robots(folder: Maker, tmp_path: Path) -> Path:
    """A folder with terms, a shape and a rule of its own, on top of the shipped graph."""
    (tmp_path / "letters.txt").write_text(LETTERS, encoding="utf-8")
    place = folder(
        "mine", "aigraph", terms=TERMS, shapes=SHAPE, rule=RULE, statements=STATEMENTS, sources=SOURCES,
        entities="figure-01: {class: Robot, name: Figure 01, zh: 菲格一号}\n",
    )  # fmt: skip
    anchored = ["--graph", str(place), "seeds", "anchor", "--text", f"letters={tmp_path / 'letters.txt'}"]
    assert CliRunner().invoke(main, anchored).exit_code == 0
    return place


def without_digest(problems: list[str]) -> list[str]:
    return [problem for problem in problems if "seeds/sources.yaml" not in problem]


@pytest.mark.slow
def test_terms_of_ones_own_in_seeds_and_validation(robots: Path) -> None:
    assert without_digest(found(robots)) == []
    seeds, text = robots / "seeds", STATEMENTS
    for old, new, problem in (
        ("{mood: gently}", "{mood: meekly}", "seeds/statements/all.yaml:6: mood: unknown 'meekly'; expected firmly, gently"),
        ("gpt-4 steers figure-01", "gpt-4 steers openai", "seeds/statements/all.yaml:6: "),
        ("gpt-4 steers", "gpt-4 stears", "seeds/statements/all.yaml:6: unknown predicate 'stears'; expected one of the "
         "ontology; did you mean 'steers'? Run 'aigraph schema'"),
        ("figure-01 reach 3", "figure-01 reach 3 person", "seeds/statements/all.yaml:8: reach: 'person' is no unit of length of arm; "),
    ):  # fmt: skip
        assert text.count(old) == 1
        (seeds / "statements" / "all.yaml").write_text(text.replace(old, new), encoding="utf-8")
        [first, *_] = without_digest(found(robots))
        assert first.startswith(problem)
    (seeds / "statements" / "all.yaml").write_text(text, encoding="utf-8")
    (seeds / "entities" / "all.yaml").write_text(
        "figure-01: {class: [Robot, Chip], name: Figure 01}\n", encoding="utf-8"
    )
    problems = without_digest(found(robots))
    assert any("figure-01: is Chip and Robot, which exclude each other" in problem for problem in problems)
    assert any(problem.endswith("has one name; expected one in each language. Add 'zh'") for problem in problems)
    assert format_text(text, "statements") == text


@pytest.mark.slow
def test_terms_of_ones_own_in_every_engine_and_format(robots: Path) -> None:
    g = aigraph.load(robots)
    assert g.ontology.iri("steers") == "https://example.org/mine/ontology#steers"
    assert g.sparql("ASK { mine:figure-01 a mine-o:Robot, aig:Product ; mine-o:steeredBy aid:gpt-4 }") is True
    query = "SELECT ?m WHERE { ?s rdf:predicate mine-o:steers ; mine-o:mood ?m }"
    assert [list(row) for row in g.select(query)] == [["gently"]]
    reach = "SELECT ?n ?u WHERE { ?s rdf:predicate mine-o:reach ; aig:value ?n ; aig:unit ?u }"
    assert [(str(n), str(u)) for n, u in g.select(reach)] == [("3", "ell")]
    assert g.sparql("ASK { aid:gpt-4 mine-o:worksBeside aid:gemini-1-5 . aid:gemini-1-5 mine-o:worksBeside aid:gpt-4 }")
    cypher = "MATCH (m)-[s:STEERS]->(r:Robot:Device) RETURN m.id AS m, s.mood AS mood, r.nameZh AS zh ORDER BY m"
    assert [list(row) for row in g.cypher(cypher)] == [
        ["gemini-1-5", None, "菲格一号"], ["gpt-4", "gently", "菲格一号"],
    ]  # fmt: skip
    assert len(g.cypher("MATCH (:AIModel)-[w:WORKS_BESIDE]-(:AIModel) RETURN DISTINCT w.id")) == 1
    network = g.to_networkx()
    assert network.nodes["figure-01"]["labels"][0] == "Robot"
    assert network.edges["gpt-4", "figure-01", "gpt-4/steers/figure-01"]["mood"] == "gently"
    card = str(g.show("菲格一号"))
    assert card.startswith("Figure 01\nrobot  https://example.org/mine/id/figure-01\n")
    assert "has a reach of\n  3 ells" in card
    assert "\n  Gemini 1.5\n" in card.split("steered by\n")[1]
    assert "\n  GPT-4 (mood: gently)\n" in card
    assert "受控于" in str(g.show("figure-01", language="zh"))
    assert "mine/statement/gpt-4/steers/figure-01" in g.cite("gpt-4/steers/figure-01")
    derived = g.statements["gemini-1-5/worksBeside/gpt-4"]
    assert derived.derived is not None
    for format_ in ("ttl", "trig", "nquads", "jsonld", "graphml", "gexf", "node-link", "dot", "statements"):
        file = BytesIO()
        g.export(format_, file)
        assert b"steers" in file.getvalue(), format_
    assert from_quads(to_quads(g.graph, g.ontology), g.ontology) == g.graph
    assert unproject(g.property_graph, g.ontology) == g.graph


@pytest.mark.slow
def test_terms_of_ones_own_on_the_page_and_in_the_schema(robots: Path) -> None:
    g = aigraph.load(robots)
    html = AIGraphNetwork.from_graph(g.graph, g.ontology).generate_html()
    for word in ("robot", "机器人", "steers", "操控", "Figure 01", "菲格一号"):
        assert word in html
    assert "figure-01" in g.part(classes=["Robot"]).entities
    row = g.schema("Robot").to_dicts()[0]
    assert (row["prefix"], row["below"], row["example"]) == ("mine-o", "Device", "figure-01")
    steers = next(row for row in g.schema("Robot").to_dicts() if row["name"] == "steers")
    assert steers["example"] == "gemini-1-5 steers figure-01"
    assert {row["name"] for row in g.schema(search="机器人").to_dicts()} >= {"Robot", "steers"}
    drawn = CliRunner().invoke(main, ["--graph", str(robots), "schema"]).stdout
    assert "└─ Robot (mine-o) " in drawn
    assert "  steers (mine-o) → Robot" in drawn
    turtle = CliRunner().invoke(main, ["--graph", str(robots), "schema", "steers", "--format", "ttl"]).stdout
    assert "mine-o:steers a owl:ObjectProperty" in turtle


@pytest.mark.parametrize(
    "name", ["id", "labels", "source", "title", "nameFr", "ratioMin", "valueLatest", "startDateWritten"]
)
def test_a_term_that_files_could_not_tell_from_what_is_theirs_is_refused(name: str, tmp_path: Path) -> None:
    text = f"""@prefix aig: <https://w3id.org/aigraph/ontology#> . @prefix owl: <http://www.w3.org/2002/07/owl#> .
@prefix o: <https://example.org/ontology#> .
o:{name} a owl:DatatypeProperty ; aig:use "qualifier" ."""
    (tmp_path / "own.ttl").write_text(text, encoding="utf-8")
    with pytest.raises(OntologyError, match=f"own.ttl:3: '{name}' would be '{name}' in files"):
        read_ontology(ROOT / "ontology", tmp_path, namespaces=["https://example.org/ontology#"])


def test_a_shape_and_a_rule_that_are_wrong_name_their_file(robots: Path) -> None:
    rule = robots / "ontology" / "rules" / "own.rq"
    for text, words in (
        ("SELECT * WHERE { ?s ?p ?o }", "no '# name:'"),
        (RULE.replace("mine-o:worksBeside", "mine-o:gone"), "beside"),
    ):
        rule.write_text(text, encoding="utf-8")
        with pytest.raises(OntologyError, match=words):
            aigraph.load(robots)


@pytest.mark.slow
def test_own_is_told_from_extended(robots: Path, graph: Any, tmp_path: Path) -> None:
    g = aigraph.load(robots)
    counts = {name: count for _, name, count in g.counts("graph")}
    assert list(counts) == [f"{noun} of {name}" for name in ("mine", "aigraph") for noun in NOUNS]
    assert [counts[f"{noun} of mine"] for noun in NOUNS] == [1, 4, 0, 1]  # three statements and one that follows
    assert [counts[f"{noun} of aigraph"] for noun in NOUNS] == [
        len(found) for found in (graph.entities, graph.statements, graph.claims, graph.sources)
    ]
    assert "graph" in {group for group, *_ in g.counts()}
    assert "graph" not in {group for group, *_ in graph.counts()}
    assert sum(count for _, name, count in graph.counts("graph")) == sum(
        len(found) for found in (graph.entities, graph.statements, graph.claims, graph.sources)
    )
    derived = sum(statement.derived is not None for statement in graph.statements.values())
    stated = f"1 entity and 3 statements of its own, on top of aigraph's 224 and {len(graph.statements) - derived}."
    assert stated in CliRunner().invoke(main, ["--graph", str(robots), "validate"]).stderr
    whole = f"1 entity and 4 statements of its own, on top of aigraph's 224 and {len(graph.statements)}."
    assert whole in CliRunner().invoke(main, ["--graph", str(robots), "build", "--out", str(tmp_path / "out")]).stderr
    assert g.folder == read_folder(robots)
