"""The graph folders in `examples/`: checked, built and asked, alone and on top of the graph that ships.

What they answer was worked out by hand from the texts.
"""

import os
import re
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any, NamedTuple

import pytest
import yaml
from support import ROOT, require

import aigraph
from aigraph.build import FILES, build, check
from aigraph.folder import read_folder


class Example(NamedTuple):
    """A folder, the page that it reads, and the file of its text."""

    name: str
    page: str
    text: str


EXAMPLES = (
    Example("anthropic", "wikipedia-anthropic", "anthropic.en.txt"),
    Example("mistral-ai", "wikipedia-mistral-ai", "mistral-ai.en.txt"),
    Example("weekly-zh", "weekly-digest", "weekly.zh.txt"),
)
EACH = pytest.mark.parametrize("example", EXAMPLES, ids=lambda example: example.name)
HOW = pytest.mark.parametrize("how", ["alone", "on top"])
Folder = Callable[[str, str], Path]
Load = Callable[[str, str], Any]


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Folder:
    """An example as it is, on top of the graph that ships; or alone, without the line that says so."""
    home = tmp_path_factory.mktemp("alone")

    def find(name: str, how: str) -> Path:
        path = ROOT / "examples" / name
        if how == "on top":
            return path
        if not (home / name).exists():
            shutil.copytree(path, home / name)
            config = home / name / "aigraph.toml"
            lines, dropped = re.subn(r"(?m)^extends = .*\n", "", config.read_text(encoding="utf-8"))
            assert dropped == 1
            config.write_text(lines, encoding="utf-8")
        return home / name

    return find


@pytest.fixture(scope="module")
def load(folder: Folder) -> Load:
    """The graph of an example."""
    found: dict[tuple[str, str], Any] = {}

    def get(name: str, how: str) -> Any:
        if (name, how) not in found:
            found[name, how] = aigraph.load(folder(name, how))
        return found[name, how]

    return get


def text_of(example: Example) -> str:
    """Return the text that an example quotes. It is not in the repository."""
    path = Path(os.environ.get("AIGRAPH_TEXTS") or ROOT.parent / "shared" / "texts") / example.text
    require(path.is_file(), f"no {example.text}: set AIGRAPH_TEXTS to the folder of the texts that examples/ quote")
    return path.read_bytes().decode("utf-8")


@HOW
@EACH
def test_it_conforms(folder: Folder, example: Example, how: str) -> None:
    problems, _ = check(read_folder(folder(example.name, how)), {})
    assert problems == []


@EACH
def test_its_quotes_stand_in_the_text(folder: Folder, example: Example) -> None:
    problems, _ = check(read_folder(folder(example.name, "on top")), {example.page: text_of(example)})
    assert problems == []


@EACH
def test_there_is_enough_to_see(load: Load, example: Example) -> None:
    stated = [s for s in load(example.name, "alone").statements.values() if s.derived is None]
    assert len(stated) >= 25
    assert {"asserted", "reported"} <= {s.modality for s in stated}


@EACH
def test_what_ships_is_declared_as_it_ships(graph: Any, load: Load, example: Example) -> None:
    seeds = ROOT / "examples" / example.name / "seeds" / "entities"
    declared = {path.name: yaml.safe_load(path.read_text(encoding="utf-8")) for path in seeds.glob("*.yaml")}
    shared = declared.pop("shipped.yaml")
    own = {slug for entities in declared.values() for slug in entities}
    assert not own & set(graph.entities), "move them to shipped.yaml: the graph that ships has these slugs"
    for slug, fields in shared.items():
        known, here = graph.entities[slug], load(example.name, "on top").entities[slug]
        classes = fields["class"] if isinstance(fields["class"], list) else [fields["class"]]
        assert (sorted(classes), fields["name"], fields.get("zh")) == (
            sorted(known.classes), known.names["en"], known.names.get("zh"),
        ), f"declare {slug} in shipped.yaml as it ships"  # fmt: skip
        assert (here.classes, here.names) == (known.classes, known.names)


@EACH
def test_the_iris_are_whose_the_ids_are(load: Load, example: Example) -> None:
    shared = yaml.safe_load((ROOT / "examples" / example.name / "seeds/entities/shipped.yaml").read_text("utf-8"))
    alone, on_top = (load(example.name, how).graph.iris for how in ("alone", "on top"))
    for slug in load(example.name, "alone").entities:
        own = f"https://example.org/{example.name}/id/{slug}"
        assert alone.of(slug) == own
        assert on_top.of(slug) == (f"https://w3id.org/aigraph/id/{slug}" if slug in shared else own)


@pytest.mark.slow
@HOW
@EACH
def test_it_builds(load: Load, example: Example, how: str, tmp_path: Path) -> None:
    build(load(example.name, how), tmp_path / "out")
    assert {path.name for path in (tmp_path / "out").iterdir()} == set(FILES)


#: A folder, a question of it: SPARQL (the variables in the order of the columns), Cypher, and its rows by hand.
QUESTIONS: dict[str, tuple[str, str, str, list[tuple[Any, ...]]]] = {
    "who put money into which round": (
        "mistral-ai",
        "SELECT ?who ?round ?how WHERE { VALUES ?how { aig:investedIn aig:ledRound } ?who ?how ?round ."
        " ?round a aig:FundingRound }",
        "MATCH (who)-[r:INVESTED_IN|LED_ROUND]->(round:FundingRound) RETURN who.id, round.id, r.predicate",
        [
            ("andreessen-horowitz", "mistral-round-2", "investedIn"),
            ("bnp-paribas", "mistral-round-2", "investedIn"),
            ("eric-schmidt", "mistral-round-1", "investedIn"),
            ("general-catalyst", "mistral-round-2024-06", "ledRound"),
            ("jcdecaux", "mistral-round-1", "investedIn"),
            ("lightspeed", "mistral-round-1", "investedIn"),
            ("mistral-existing-investors", "mistral-round-2024-06", "investedIn"),
            ("salesforce", "mistral-round-2", "investedIn"),
            ("xavier-niel", "mistral-round-1", "investedIn"),
        ],
    ),
    "what each round brought, or is to bring": (
        "mistral-ai",
        "SELECT ?round ?amount ?unit ?modality ?stage WHERE { ?s rdf:predicate aig:amountRaised ; rdf:subject ?round ;"
        " aig:value ?amount ; aig:unit ?unit ; aig:modality ?modality ; aig:stage ?stage }",
        "MATCH (round:FundingRound)-[:HAS_OBSERVATION]->(o {metric: 'amountRaised'})"
        " RETURN round.id, o.value, o.unit, o.modality, o.stage",
        [
            ("mistral-round-1", 105_000_000, "EUR", "asserted", "actual"),
            ("mistral-round-2", 385_000_000, "EUR", "reported", "actual"),
            ("mistral-round-2024-04", 500_000_000, "EUR", "rumoured", "planned"),
            ("mistral-round-2024-06", 600_000_000, "EUR", "asserted", "actual"),
            ("mistral-round-2025-08", 1_000_000_000, "USD", "reported", "planned"),
            ("mistral-round-2025-09", 2_000_000_000, "EUR", "reported", "actual"),
        ],
    ),
    "what the company was held to be worth, and when": (
        "mistral-ai",
        "SELECT ?when ?amount ?more ?unit ?modality ?stage WHERE { ?s rdf:predicate aig:valuation ;"
        " rdf:subject mistral:mistral-ai ; aig:asOf ?when ; aig:unit ?unit ; aig:modality ?modality ; aig:stage ?stage"
        " OPTIONAL { ?s aig:value ?amount } OPTIONAL { ?s aig:min ?more } }",
        "MATCH ({id: 'mistral-ai'})-[:HAS_OBSERVATION]->(o {metric: 'valuation'}) WHERE o.unit IS NOT NULL"
        " RETURN o.asOf, o.value, o.min, o.unit, o.modality, o.stage",
        [
            ("2023-06", 240_000_000, None, "EUR", "estimated", "actual"),
            ("2023-12", None, 2_000_000_000, "USD", "asserted", "actual"),
            ("2024-06", 5_800_000_000, None, "EUR", "asserted", "actual"),
            ("2025", None, 14_000_000_000, "USD", "asserted", "actual"),
            ("2025-08", 10_000_000_000, None, "USD", "reported", "planned"),
            ("2025-09", 12_000_000_000, None, "EUR", "reported", "actual"),
        ],
    ),
    "who studied where, for which degree": (
        "mistral-ai",
        "SELECT ?who ?where ?degree WHERE { ?s rdf:predicate aig:studiedAt ; rdf:subject ?who ; rdf:object ?where"
        " OPTIONAL { ?s aig:degree ?degree } }",
        "MATCH (who)-[r:STUDIED_AT]->(place) RETURN who.id, place.id, r.degree",
        [
            ("arthur-mensch", "ecole-polytechnique", None),
            ("arthur-mensch", "inria", "doctorate"),
            ("arthur-mensch", "neurospin", "doctorate"),
            ("arthur-mensch", "telecom-paris", None),
            ("arthur-mensch", "universite-paris-saclay", None),
            ("guillaume-lample", "ecole-polytechnique", None),
            ("timothee-lacroix", "ecole-polytechnique", None),
        ],
    ),
    "who invested how much, and when": (
        "anthropic",
        "SELECT ?who ?what ?amount ?date WHERE { ?s rdf:predicate aig:investedIn ; rdf:subject ?who ;"
        " rdf:object ?what ; aig:value ?amount ; aig:settled true OPTIONAL { ?s aig:date ?date } }",
        "MATCH (who)-[r:INVESTED_IN]->(what) WHERE r.value IS NOT NULL RETURN who.id, what.id, r.value, r.date",
        [
            ("amazon", "anthropic", 1_250_000_000, "2023-09-25"),
            ("amazon", "anthropic", 2_750_000_000, "2024-03"),
            ("amazon", "anthropic", 4_000_000_000, "2024-03"),
            ("ftx", "anthropic-round-2022", 500_000_000, None),
            ("google", "anthropic", 500_000_000, "2023-10"),
        ],
    ),
    "what was promised and not yet paid": (
        "anthropic",
        "SELECT ?who ?amount ?most WHERE { ?s rdf:predicate aig:investedIn ; rdf:subject ?who ; aig:stage 'planned'"
        " OPTIONAL { ?s aig:value ?amount } OPTIONAL { ?s aig:max ?most } }",
        "MATCH (who)-[r:TENTATIVE {predicate: 'investedIn', stage: 'planned'}]->() RETURN who.id, r.value, r.max",
        [("amazon", None, 4_000_000_000), ("google", 1_500_000_000, None), ("google", 2_000_000_000, None)],
    ),
    "who sued whom, and over what": (
        "anthropic",
        "SELECT ?who ?whom ?over WHERE { ?who aig:plaintiffIn ?case . ?whom aig:defendantIn ?case ."
        " ?case aig:concerns ?over . ?over a anthropic-o:Trademark . ?who aig:owns ?over }",
        "MATCH (who)-[:PLAINTIFF_IN]->(case:Lawsuit)<-[:DEFENDANT_IN]-(whom), (case)-[:CONCERNS]->(over:Trademark),"
        " (who)-[:OWNS]->(over) RETURN who.id, whom.id, over.id",
        [("anthrop-llc", "anthropic", "anthropic-ai-mark")],
    ),
    "siblings, by a relation that the folder adds": (
        "anthropic",
        "SELECT ?one ?other WHERE { ?one anthropic-o:siblingOf ?other FILTER (STR(?one) < STR(?other)) }",
        "MATCH (one)-[:SIBLING_OF]-(other) WHERE one.id < other.id RETURN one.id, other.id",
        [("daniela-amodei", "dario-amodei")],
    ),
    "how large the model is, and what it took to train": (
        "weekly-zh",
        "SELECT ?metric ?number ?unit ?modality WHERE { ?s a aig:Observation ; rdf:subject weekly:deepseek-v3 ;"
        " rdf:predicate ?metric ; aig:value ?number ; aig:unit ?unit ; aig:modality ?modality }",
        "MATCH ({id: 'deepseek-v3'})-[:HAS_OBSERVATION]->(o) RETURN o.metric, o.value, o.unit, o.modality",
        [
            ("activeParameters", 37_000_000_000, "parameter", "asserted"),
            ("parameterCount", 671_000_000_000, "parameter", "asserted"),
            ("trainingChipHours", 2_788_000, "chip-hour", "reported"),
            ("trainingCost", 5_576_000, "USD", "estimated"),
            ("trainingTokens", 14_800_000_000_000, "token", "asserted"),
        ],
    ),
    "what is said of how many chips a firm has": (
        "weekly-zh",
        "SELECT ?number ?chip ?modality WHERE { ?s rdf:predicate aig:chipCount ; aig:value ?number ; aig:unit ?chip ;"
        " aig:modality ?modality }",
        "MATCH ()-[:HAS_OBSERVATION]->(o {metric: 'chipCount'}) RETURN o.value, o.unit, o.modality",
        [(10_000, "a100", "rumoured"), (50_000, "a100", "rumoured")],
    ),
    "metrics that the folder adds": (
        "weekly-zh",
        "SELECT ?subject ?metric ?number ?least ?unit ?stage WHERE {"
        " VALUES ?metric { weekly-o:roundCount weekly-o:output weekly-o:chipSelfSufficiency } ?s rdf:predicate ?metric ;"
        " rdf:subject ?subject ; aig:unit ?unit ; aig:stage ?stage"
        " OPTIONAL { ?s aig:value ?number } OPTIONAL { ?s aig:min ?least } }",
        "MATCH (s)-[:HAS_OBSERVATION]->(o) WHERE o.metric IN ['roundCount', 'output', 'chipSelfSufficiency']"
        " RETURN s.id, o.metric, o.value, o.min, o.unit, o.stage",
        [
            ("ascend-910c", "output", 600_000, None, "chip", "planned"),
            ("china", "chipSelfSufficiency", None, 80, "percent", "actual"),
            ("zhipu-ai", "roundCount", None, 3, "round", "actual"),
        ],
    ),
}


@HOW
@pytest.mark.parametrize("question", QUESTIONS)
def test_both_languages_answer_what_was_worked_out_by_hand(load: Load, question: str, how: str) -> None:
    name, sparql, cypher, rows = QUESTIONS[question]
    g = load(name, how)
    if how == "on top":  # there the entity has the shipped IRI
        sparql = sparql.replace("mistral:mistral-ai", "aid:mistral-ai")
    of_sparql = sorted((tuple(short(g, cell) for cell in row) for row in g.sparql(sparql)), key=str)
    of_cypher = sorted(g.cypher(cypher), key=str)
    assert of_sparql == of_cypher
    # On top the shipped graph may have rows of its own.
    assert [row for row in of_cypher if how == "alone" or row[0] in {row[0] for row in rows}] == sorted(rows, key=str)


def short(g: Any, cell: Any) -> Any:
    """Return what Cypher says for a cell: an id or the name of a term for its IRI."""
    if not (isinstance(cell, str) and cell.startswith("http")):
        return cell
    return cell.rpartition("#")[2] if "#" in cell else g.graph.iris.node(cell)


#: Folder → who came from which lab, with role and share, by its own text.
FROM_LABS: dict[str, list[tuple[str, str, str | None, str | None]]] = {
    "anthropic": [
        ("anthropic-founders", "openai", None, "all"),
        ("daniela-amodei", "openai", None, None),
        ("dario-amodei", "openai", "vp-research", None),
        ("durk-kingma", "openai", None, None),
        ("jan-leike", "openai", None, None),
        ("john-schulman", "openai", None, None),
    ],
    "mistral-ai": [
        ("arthur-mensch", "deepmind", None, None),
        ("arthur-mensch", "ecole-normale-superieure", "postdoc", None),
        ("guillaume-lample", "meta", None, None),
        ("timothee-lacroix", "meta", None, None),
    ],
    "weekly-zh": [
        ("yan-junjie", "sensetime", "vice-president", None),
        ("yang-zhilin", "facebook-ai-research", None, None),
        ("yang-zhilin", "google-brain", None, None),
    ],
}


@EACH
def test_a_shipped_question_finds_what_the_example_adds(graph: Any, load: Load, example: Example) -> None:
    own, shipped = set(FROM_LABS[example.name]), set(graph.ask("who-came-from-which-lab"))
    assert set(load(example.name, "alone").ask("who-came-from-which-lab")) == own
    assert set(load(example.name, "on top").ask("who-came-from-which-lab")) == own | shipped


#: Folder → what its text says again: the statements that then have both sources.
SAID_AGAIN = {
    "anthropic": {
        "amazon/pairedWith/anthropic",
        "anthropic/foundingDate",
        "dario-amodei/founded/anthropic",
        "dario-amodei/workedAt/openai",
    },
    "mistral-ai": {"mistral-founders/founded/mistral-ai", "mistral-founders/memberCount"},
    "weekly-zh": {"ceo/leadsOrganization", "unnamed-media/unnamed"},
}


@EACH
def test_what_the_shipped_article_says_too_has_both_sources(graph: Any, load: Load, example: Example) -> None:
    both = load(example.name, "on top").statements
    again = {
        name
        for name, stated in graph.statements.items()
        if stated.derived is None and len(both[name].evidence) > len(stated.evidence)
    }
    assert again == SAID_AGAIN[example.name]
    for name in again:
        assert len({item.source for item in both[name].evidence}) == 2


def test_sources_that_disagree_both_stand_and_neither_is_the_property(load: Load) -> None:
    alone, both = load("mistral-ai", "alone"), load("mistral-ai", "on top")
    ask = "SELECT ?d WHERE { %s:mistral-ai aig:foundingDate ?d }"
    cypher = "MATCH (c {id: 'mistral-ai'}) RETURN c.foundingDate"
    assert list(alone.sparql(ask % "mistral")) == list(alone.cypher(cypher)) == [("2023-04",)]
    assert list(both.sparql(ask % "aid")) == []
    assert list(both.cypher(cypher)) == [(None,)]
    dates = [s for s in both.statements.values() if (s.subject, s.predicate) == ("mistral-ai", "foundingDate")]
    # "Founded in 2023" of the lead is more evidence of what the same article says, not of what the other one does.
    assert {(str(s.object), tuple(e.source for e in s.evidence)) for s in dates} == {
        ("2023-05", ("ten-judgements",)),
        ("2023-04", ("wikipedia-mistral-ai",) * 2),
    }
    assert len(alone.statements["mistral-ai/foundingDate"].evidence) == 2


@pytest.mark.slow
def test_several_extended_graphs_lose_nothing_that_one_of_them_adds(graph: Any, load: Load, tmp_path: Path) -> None:
    """The examples all add to what ships; a folder may extend them all, in any order, and need not name what ships."""
    (tmp_path / "seeds").mkdir()
    (tmp_path / "seeds" / "sources.yaml").write_text("{}\n", encoding="utf-8")
    folders = [str(ROOT / "examples" / example.name) for example in EXAMPLES]
    rows = set(graph.ask("who-came-from-which-lab")).union(*FROM_LABS.values())
    for extends in (["aigraph", *folders], folders[::-1]):
        config = f'title = "All"\nbase = "https://example.org/all/"\nprefix = "all"\nextends = {extends}\n'
        (tmp_path / "aigraph.toml").write_text(config, encoding="utf-8")
        assert check(read_folder(tmp_path), {})[0] == []
        g = aigraph.load(tmp_path)
        assert set(g.ask("who-came-from-which-lab")) == rows
        for example in EXAMPLES:
            one = load(example.name, "on top")
            assert set(one.entities) <= set(g.entities)
            for name, entity in one.entities.items():
                assert set(entity.spellings()) <= set(g.entities[name].spellings())
            for name, stated in one.statements.items():
                assert {e.source for e in stated.evidence} <= {e.source for e in g.statements[name].evidence}, name
            for slug in (
                one.entities.keys() - graph.entities.keys() - {"doctorate", "wikipedia", "wikipedia-contributors"}
            ):
                assert g.graph.iris.of(slug) == one.graph.iris.of(slug)  # of those that two declare, the first one's


def test_a_plan_that_came_true_stays_a_plan_and_says_so(load: Load) -> None:
    g = load("anthropic", "on top")
    planned = g.statements["amazon/investedIn/anthropic/announced"]
    [outcome] = planned.outcomes
    assert (planned.stage, planned.settled) == ("planned", False)
    assert (outcome.verdict, outcome.fulfilled_by) == ("came true", ("amazon/investedIn/anthropic/completed",))
    assert g.statements["amazon/investedIn/anthropic/completed"].settled


def test_the_facts_of_a_group_are_in_order_of_their_dates(load: Load) -> None:
    card = load("mistral-ai", "alone").card("mistral-ai")
    group = next(group for group in card.groups if group.heading == "valuation")
    days = [[fact.day for fact in group.facts if fact.settled is settled] for settled in (True, False)]
    assert days == [
        ["2023-12-01", "2024-06-01", "2024-06-01", "2024-06-01", "2025-01-01", "2025-09-01"],
        ["2023-06-01", "2025-08-01"],
    ]
    assert [f.text for f in group.facts if f.day == "2024-06-01"] == [
        "rank 1 among AI firms outside the Bay Area", "rank 4 among AI industry", "€5.8 billion",
    ]  # fmt: skip


@pytest.mark.slow
def test_a_number_of_chips_is_a_count_and_no_computing_power(load: Load) -> None:
    details = load("weekly-zh", "on top").to_pyvis().details
    race = next(view for view in details["views"] if view["id"] == "the-compute-race")
    dots = {row["at"]: row for some in race["groups"] for row in some["rows"]}
    found = {at: (dot["counts"], dot["words"]["en"]) for at, dot in dots.items() if at.startswith("s:deepseek/")}
    assert found == {
        "s:deepseek/chipCount/weekly-digest": (True, "≈ 10,000 A100"),
        "s:deepseek/chipCount/weekly-digest/others": (True, "≈ 50,000 A100"),
    }
    assert not dots["s:meta/computeCapacity/--2024"]["counts"]
