"""What is found in a graph: nouns by conditions, what is near, paths; as tables, as objects, at the command line."""

import datetime
import json
import pickle
from dataclasses import replace
from decimal import Decimal
from typing import Any

import networkx
import pytest
from click.testing import CliRunner, Result
from support import HOSTILE

import aigraph
from aigraph import analysis
from aigraph.cli import main
from aigraph.errors import UnknownName
from aigraph.finding.paths import MOST
from aigraph.model import Claim, Entity, Evidence, Graph, Quantity, Ref, Retraction, Span, Statement
from aigraph.model.dates import parse_date


def run(*arguments: str) -> Result:
    return CliRunner().invoke(main, list(arguments))


def made(graph: Any, pairs: list[tuple[str, str, bool]]) -> Any:
    """Return a graph of people who work at each other, settled or not."""
    names = sorted({end for one, other, _ in pairs for end in (one, other)} - {"unstated"})
    entities = tuple(Entity(name, ("Company",), {"en": name.upper()}) for name in names)
    statements = tuple(
        Statement(f"{a}/pairedWith/{b}", a, "pairedWith", Ref(b), settled=ok) for a, b, ok in sorted(pairs)
    )
    return aigraph.KnowledgeGraph(Graph(entities=entities, statements=statements), graph.ontology)


@pytest.mark.parametrize(
    ("wanted", "where"),
    [
        ({"predicate": "founded"}, "?s rdf:predicate aig:founded"),
        ({"predicate": "foundedBy", "subject": "OpenAI"}, "?s rdf:predicate aig:founded ; rdf:object aid:openai"),
        ({"subject": "奥特曼", "settled": True}, "?s rdf:subject aid:sam-altman ; aig:settled true"),
        ({"modality": "rumoured", "settled": False}, '?s rdf:predicate ?p ; aig:modality "rumoured"'),
        ({"object": "nvidia"}, "?s rdf:object aid:nvidia"),
    ],
)
def test_statements_are_those_that_sparql_finds(graph: Any, wanted: dict[str, Any], where: str) -> None:
    found = graph.statements(**wanted)
    rows = graph.select(f"SELECT DISTINCT ?s WHERE {{ {where} }}").rows
    assert sorted(found["id"]) == sorted(row[0].split("/statement/")[1] for row in rows)
    assert [s.id for s in found.objects()] == list(found["id"])
    assert len(found)


def test_conditions_are_all_fitted_and_all_there_is_is_there(graph: Any) -> None:
    assert len(graph.statements()) == len(graph.statements)
    assert len(graph.claims()) == len(graph.claims)
    assert len(graph.entities()) == len(graph.entities)
    for stage in {s.stage for s in graph.statements.values()}:
        assert {s.stage for s in graph.statements(stage=stage).objects()} == {stage}
    only = graph.statements(source="aigraph-editors").objects()
    assert all(any(e.source == "aigraph-editors" for e in s.evidence) for s in only)
    companies = graph.entities(cls="Organization").objects()
    assert {c for e in companies for c in e.classes} >= {"Company"}
    assert all(graph.ontology.is_a(e.classes, "Organization") for e in companies)
    about = graph.claims(about="OpenAI", kind="prediction").objects()
    assert about
    assert all("openai" in c.about and c.kind == "prediction" for c in about)


def test_as_of_is_the_graph_as_of(graph: Any) -> None:
    one, other = graph.statements(predicate="workedAt", as_of="2015-06-01"), graph.as_of("2015-06-01")
    assert one == other.statements(predicate="workedAt")
    assert one.notes == other.told
    assert set(one["holds"]) <= {"certainly", "possibly"}


@pytest.mark.parametrize(
    ("call", "message"),
    [
        (lambda g: g.statements(subject="Antropic"), "Did you mean Anthropic"),
        (lambda g: g.statements(predicate="fouded"), "did you mean 'founded'"),
        (lambda g: g.statements(modality="rumored"), "did you mean 'rumoured'"),
        (lambda g: g.statements(stage="planed"), "did you mean 'planned'"),
        (lambda g: g.statements(source="ten-judgments"), "did you mean 'ten-judgements'"),
        (lambda g: g.entities(cls="Persn"), "did you mean 'Person'"),
        (lambda g: g.claims(kind="predicion"), "did you mean 'prediction'"),
        (lambda g: g.claims(holder="Nobody Atall"), "nobody here"),
        (lambda g: g.neighbours("OpenAI", cls="Persn"), "did you mean 'Person'"),
        (lambda g: g.path("OpenAI", "Antropic"), "Did you mean Anthropic"),
        (lambda g: g.around("Antropic"), "Did you mean Anthropic"),
        (lambda g: g.counts("clas"), "expected class, predicate, .*did you mean 'class'"),
        *((lambda g, k=key: g.statements(**{k: ""}), "''") for key in ("subject", "predicate", "stage", "source")),
        *((lambda g, k=key: g.claims(**{k: ""}), "''") for key in ("kind", "holder", "about", "source")),
        (lambda g: g.entities(cls=""), "unknown class ''"),
        (lambda g: g.neighbours("OpenAI", cls=""), "unknown class ''"),
        (lambda g: g.counts(""), "unknown group ''"),
    ],
)
def test_what_nobody_knows_is_named(graph: Any, call: Any, message: str) -> None:
    with pytest.raises(UnknownName, match=message):
        call(graph)


def test_what_is_left_out_is_said(graph: Any) -> None:
    every = graph.statements(subject="openai")
    sure = graph.statements(subject="openai", settled=True)
    count = len(every) - len(sure)
    assert every.notes == ()
    assert sure.notes == (f"{count} tentative statements are not shown",)
    assert "not followed" in graph.neighbours("openai").notes[0]
    assert graph.neighbours("openai", tentative=True).notes == ()
    ledger = graph.ledger()
    assert ledger.notes == (
        f"{len(graph.claims) - len(ledger)} claims that time cannot settle not shown; add --all (claims())",
    )


def test_typed_columns_whatever_the_rows(graph: Any) -> None:
    whole, none = graph.statements(), graph.statements(subject="Sora", predicate="employees")
    assert len(none) == 0
    for table in (whole, none, whole[:3]):
        frame, polars, arrow = table.to_pandas(), table.to_polars(), table.to_arrow()
        assert str(frame["earliest"].dtype) == "datetime64[s]"
        assert str(frame["number"].dtype) == "float64"
        assert str(frame["settled"].dtype) == "bool"
        assert polars.schema == whole.to_polars().schema
        assert arrow.schema == whole.to_arrow().schema
        assert str(arrow.schema.field("latest").type) == "date32[day]"
    assert any(isinstance(cell, datetime.date) for cell in whole["earliest"])
    assert whole.to_polars()["earliest"].to_list() == list(whole["earliest"])
    assert whole.to_arrow().column("number").to_pylist() == [None if n is None else float(n) for n in whole["number"]]


def test_names_in_place_of_ids(graph: Any) -> None:
    frame = graph.statements(predicate="founded").to_pandas(names=True)
    assert ("Sam Altman", "OpenAI") in set(zip(frame["subject"], frame["object"], strict=True))
    assert "谷歌" in graph.entities(cls="Company").named("zh")["id"]
    answer = graph.select("SELECT ?who ?n WHERE { ?who aig:founded aid:openai BIND(3 AS ?n) }")
    assert answer.to_pandas(names=True).to_dict("records") == [{"who": "Sam Altman", "n": 3}]
    rows = graph.cypher("MATCH (p)-[:FOUNDED]->(c {id: 'openai'}) RETURN p.id AS who, 'openai is' AS text")
    assert rows.named().rows == (("Sam Altman", "openai is"),)
    assert graph.ask("who-founded-what").named()["company"] != graph.ask("who-founded-what")["company"]
    assert graph.claims(about="gpt-6").named()["about"][0][0] == "Altman's law"


def test_slices_keep_their_objects(graph: Any) -> None:
    found = graph.statements()
    assert [s.id for s in found[5:8].objects()] == list(found["id"][5:8])
    assert found[5:8].rows == found.rows[5:8]
    assert found[["id", "quote"]].columns == ("id", "quote")
    assert found[0][0] == found["id"][0]
    with pytest.raises(KeyError, match="'ids' is no column; expected one of id"):
        found["ids"]


def test_tables_and_nouns_are_pickled_without_the_graph(graph: Any) -> None:
    found = graph.statements(subject="openai")
    again = pickle.loads(pickle.dumps(found))
    assert (again, again.objects(), again.named()) == (found, found.objects(), found.named())
    assert pickle.loads(pickle.dumps(graph.entities)) == dict(graph.entities)
    path = pickle.loads(pickle.dumps(graph.path("Sam Altman", "OpenAI"))).objects()[0]
    assert path.title == "Sam Altman → OpenAI"


@pytest.mark.parametrize("tentative", [False, True])
def test_paths_are_those_of_networkx(graph: Any, tentative: bool) -> None:
    network = networkx.Graph(graph.to_networkx(tentative=tentative).to_undirected())
    names = ["sam-altman", "nvidia", "dario-amodei", "sora", "v-jepa", "china"]
    for start in names:
        for end in names:
            found = graph.path(start, end, tentative=tentative)
            ways = [list(path.nodes) for path in found.objects()]
            joined = start in network and end in network and networkx.has_path(network, start, end)
            expected = sorted(networkx.all_shortest_paths(network, start, end)) if joined and start != end else ways
            assert ways == expected[:MOST]
            assert all(row[7] or tentative for row in found)


def test_every_step_of_a_path_has_every_statement_that_makes_it(graph: Any) -> None:
    (path,) = graph.path("Sam Altman", "Dario Amodei").objects()
    assert path.nodes == ("sam-altman", "openai", "dario-amodei")
    assert [s.id for s in path.statements[0]] == ["sam-altman/founded/openai", "sam-altman/workedAt/openai"]
    assert "“Open Al创始人奥特曼” — ten-judgements" in str(path)
    assert "Dario Amodei" in path._repr_html_()


def test_a_path_by_what_is_tentative_is_told_of(graph: Any) -> None:
    g = made(graph, [("a", "b", True), ("b", "c", True), ("a", "c", False), ("c", "d", False)])
    assert g.path("a", "c").objects()[0].nodes == ("a", "b", "c")
    assert g.path("a", "c").notes[1] == "with them there is a way in 1 step"
    assert g.path("a", "d").objects() == []
    assert g.path("a", "d").notes[1] == "with them there is the only way in 2 steps"
    assert g.path("a", "b").notes == ("2 tentative statements are not followed; add --tentative (tentative=True)",)
    assert len(g.path("a", "a")) == 0


def test_what_is_not_named_joins_nothing(graph: Any) -> None:
    g = made(graph, [("a", "unstated", True), ("b", "unstated", True)])
    assert g.path("a", "b").objects() == []
    assert len(g.neighbours("a", depth=3)) == 0
    assert list(g.around("a", depth=3).entities) == ["a"]


def test_what_is_retracted_relates_and_dates_nothing_but_is_shown_where_it_is_named(graph: Any) -> None:
    """Whatever counts what is tentative gives what it gives where the retracted statement was never made."""
    g = made(graph, [("a", "b", True), ("b", "c", False)])
    date, gone = parse_date("2024-05"), Retraction("Never said", parse_date("2025"))
    said = Statement("a/foundingDate", "a", "foundingDate", date)
    wrong = Statement("a/pairedWith/c", "a", "pairedWith", Ref("c"), {"date": (date,)}, settled=False, retracted=gone)
    off = Statement("b/employees/2024", "b", "employees", Quantity(Decimal(7)), settled=False, retracted=gone)
    before = replace(g.graph, statements=(*g.graph.statements, said))
    whole = aigraph.KnowledgeGraph(replace(before, statements=(*before.statements, wrong, off)), graph.ontology)
    never = aigraph.KnowledgeGraph(before, graph.ontology)
    for tentative in (False, True):
        for answer in (
            lambda g, t=tentative: g.neighbours("A", depth=2, tentative=t),
            lambda g, t=tentative: g.path("A", "C", tentative=t),
            lambda g, t=tentative: sorted(g.to_networkx(tentative=t, observations=True).edges(keys=True)),
            lambda g, t=tentative: sorted(g.to_networkx(tentative=t, observations=True)),
            lambda g, t=tentative: analysis.communities(g, tentative=t),
            lambda g: {e.id for e in g.around("A", depth=1).graph.entities},
            lambda g: g.timeline("A").rows,
            lambda g: analysis.timelines(g, "A").rows,
            analysis.centrality,
        ):
            assert answer(whole) == answer(never)
    assert "left out as retracted: 1 of the statements about A" in whole.timeline("A").notes
    assert len(whole.statements(subject="A")) == 3
    assert "retracted" in str(whole.statements["a/pairedWith/c"])
    assert "retracted: Never said" in str(whole.show("a/pairedWith/c"))
    assert "retracted: Never said" in str(whole.show("A"))


def test_more_ways_than_are_shown(graph: Any) -> None:
    middle = [f"m{n:03}" for n in range(MOST + 5)]
    g = made(graph, [("a", m, True) for m in middle] + [(m, "z", True) for m in middle])
    found = g.path("a", "z")
    assert len(found.objects()) == MOST
    assert found.notes == (f"only the first {MOST} ways are shown",)


def test_neighbours_agree_with_networkx(graph: Any) -> None:
    network = networkx.Graph(graph.to_networkx().to_undirected())
    found = graph.neighbours("openai", depth=3)
    lengths = networkx.single_source_shortest_path_length(network, "openai", cutoff=3)
    del lengths["openai"]
    assert {row[0]: row[3] for row in found} == lengths
    assert all(row[4] for row in found)
    people = graph.neighbours("openai", depth=3, cls="Person").objects()
    assert {e.id for e in people} == {slug for slug in lengths if "Person" in graph.entities[slug].classes}


@pytest.mark.parametrize("text", HOSTILE[:8])
def test_nouns_draw_themselves_and_obey_nobody(text: str) -> None:
    evidence = (Evidence("e", "page", "s1", Span(text, 0, 1)),)
    things = (
        Entity("x", ("Company",), {"en": text}, aliases=(text,), note=text),
        Statement("x", "a", "knows", text, evidence=evidence, settled=False),
        Claim("x", "opinion", {"en": text}, evidence=evidence),
    )
    for thing in things:
        html = thing._repr_html_()
        assert "<script" not in html and "<img" not in html
        assert "\u202e" not in html
        assert "color:" not in html.replace("currentColor", "")  # its own colours would be wrong in the dark
    assert "dashed" in things[1]._repr_html_()
    assert "dashed" not in things[2]._repr_html_()


def test_the_commands() -> None:
    rows = [
        json.loads(line) for line in run("statements", "--subject", "OpenAI", "--format", "ndjson").stdout.splitlines()
    ]
    assert {row["subject"] for row in rows} == {"openai"}
    seen = run("statements", "--subject", "OpenAI", "--settled")
    assert "sentence" in seen.stdout.splitlines()[0]
    assert "tentative statements are not shown" in seen.stderr
    assert "as of 2015-01-01" in run("statements", "--subject", "OpenAI", "--as-of", "2015-01-01").stderr
    assert run("statements", "--predicate", "fouded").exit_code == 2
    near = run("around", "openai", "--class", "Person", "--format", "csv")
    assert "sam-altman,Sam Altman" in near.stdout
    assert "not followed" in near.stderr
    way = run("path", "奥特曼", "Anthropic", "--lang", "zh")
    assert way.stdout.startswith("萨姆·奥特曼 → OpenAI → Anthropic\n")
    none = run("path", "OpenAI", "china")
    assert (none.exit_code, none.stdout) == (1, "") or none.exit_code == 0
    assert [row["step"] for row in json.loads(run("path", "奥特曼", "OpenAI", "--format", "json").stdout)] == [1, 1]
    every = json.loads(run("claims", "--all", "--about", "openai", "--format", "json").stdout)
    assert all("openai" in row["about"] for row in every)
    assert len(every) > len(json.loads(run("claims", "--about", "openai", "--format", "json").stdout))
    assert "cannot settle not shown" in run("claims").stderr
