"""Formats with a model of other people's: KGX and FollowTheMoney, read by their own rules; and what they leave out."""

import csv
import io
import json
from collections import Counter
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from aigraph.cli import main
from aigraph.errors import ExportError
from aigraph.export import followthemoney, kgx
from aigraph.export.formats import FORMATS
from aigraph.knowledge_graph import KnowledgeGraph
from aigraph.model import Date, Entity, Evidence, Graph, Ref, Source, Statement
from aigraph.property_graph import Edge, Node, PropertyGraph, PropertyValue, without_details

EMPLOYMENT = {
    "employee": ["aid-dario-amodei"],
    "employer": ["aid-openai"],
    "publisher": ["Diverging faster: ten judgements on where large models are going"],
    "recordId": ["dario-amodei/workedAt/openai"],
    "role": ["Vice-president of research"],
    "status": ["ended"],
    "summary": ["Dario Amodei worked at OpenAI"],
}


@pytest.fixture(scope="module")
def g(graph: KnowledgeGraph) -> KnowledgeGraph:
    return graph


@pytest.fixture(scope="module")
def ftm(g: KnowledgeGraph) -> list[dict[str, Any]]:
    file = io.BytesIO()
    g.export("followthemoney", file)
    return [json.loads(line) for line in file.getvalue().decode().splitlines()]


def test_followthemoney_reads_and_writes_the_same(ftm: list[dict[str, Any]]) -> None:
    """Every entity has a schema, its required properties, values that are valid, and ends of the range of the link."""
    model = pytest.importorskip("followthemoney").model
    schemata = {}
    for record in ftm:
        proxy = model.get_proxy(record, cleaned=False)
        again = proxy.to_dict()
        assert {k: sorted(v) for k, v in again["properties"].items()} == {
            k: sorted(v) for k, v in record["properties"].items()
        }
        schemata[record["id"]] = proxy.schema
        assert set(proxy.schema.required) <= set(record["properties"])
        for prop, value in proxy.itervalues():
            assert prop.type.name in ("text", "string") or prop.type.validate(value), (prop.qname, value)
    for record in ftm:
        schema = schemata[record["id"]]
        for name in filter(None, (schema.edge_source, schema.edge_target)):
            for end in record["properties"][name]:
                assert schemata[end].is_a(schema.get(name).range), record


def test_what_is_known_of_the_schemata_is_so() -> None:
    model = pytest.importorskip("followthemoney").model
    known = json.loads(Path(followthemoney.__file__).with_suffix(".json").read_text(encoding="utf-8"))
    for name, above in known["extends"].items():
        assert {one.name for one in model.get(name).schemata} - {name, "Value", "Analyzable"} == set(above), name
    for name, ends in known["links"].items():
        schema = model.get(name)
        assert [schema.edge_source, schema.edge_target] == [end for end, _ in ends]
        assert [schema.get(end).range.name for end, _ in ends] == [kind for _, kind in ends]


def test_followthemoney_says_what_is_a_fact(g: KnowledgeGraph, ftm: list[dict[str, Any]]) -> None:
    by_record = {record["properties"].get("recordId", [""])[0]: record for record in ftm}
    assert by_record["dario-amodei/workedAt/openai"]["schema"] == "Employment"
    assert by_record["dario-amodei/workedAt/openai"]["properties"] == EMPLOYMENT
    founded = by_record["sam-altman/founded/openai"]
    assert (founded["schema"], founded["properties"]["role"]) == ("UnknownLink", ["founded"])
    assert by_record["google/hasSubsidiary/deepmind"]["schema"] == "UnknownLink"  # an asset is a company there, no lab
    assert {"gpt-4/trainedOn/a100", "meta/acquired/h100"} & by_record.keys() == set()
    openai = next(record for record in ftm if record["id"] == "aid-openai")
    assert openai["schema"] == "Company"
    assert openai["properties"] == {
        "alias": ["Open AI"], "keywords": ["company", "research lab"], "name": ["OpenAI"], "weakAlias": ["Open Al"],
    }  # fmt: skip
    mistral = next(record for record in ftm if record["id"] == "aid-mistral-ai")
    assert mistral["properties"]["incorporationDate"] == ["2023-05"]


def test_every_entity_and_statement_is_written_or_told(g: KnowledgeGraph, ftm: list[dict[str, Any]]) -> None:
    told = "\n".join(followthemoney.left_out(g.graph, g.ontology))
    lost = {what: int(number.replace(",", "")) for number, _, what in
            (line.removeprefix("left out: ").partition(" ") for line in told.splitlines())}  # fmt: skip
    links = sum("recordId" in record["properties"] for record in ftm)
    attributes = sum("incorporationDate" in record["properties"] for record in ftm)
    kinds = [
        "statements about what is left out", "measured values", "attributes without a property",
        "statements that are no facts: planned, rumoured, predicted, estimated, retracted",
        "derived statements, which rules can derive again",
    ]  # fmt: skip
    assert links + attributes + sum(lost[kind] for kind in kinds) == len(g.graph.statements)
    strangers = next(number for what, number in lost.items() if what.startswith("entities of classes"))
    living = [entity for entity in g.graph.entities if entity.replaced_by is None]
    assert len(ftm) - links + strangers == len(living)
    assert lost["claims"] == len(g.graph.claims)


def test_what_followthemoney_has_no_place_for(g: KnowledgeGraph) -> None:
    source = Source("page", {"en": "A page"}, url="https://example.org/a")
    evidence = (Evidence("e", "page"),)
    made = Graph(
        entities=(
            Entity("ann", ("Person",), {"en": "Ann"}, same_as=("https://www.wikidata.org/wiki/Q1", "https://x.org/1")),
            Entity("ben", ("Person",), {"en": "Ben", "zh": "本"}),
            Entity("acme", ("Company",), {"en": "Acme"}),
        ),
        sources=(source,),
        statements=tuple(
            Statement(f"ann/{p}/{o}", "ann", p, Ref(o), {"startDate": (Date(day, None, None),)}, evidence=evidence)
            for p, o, day in (
                ("studentOf", "ben", "2020"),
                ("owns", "acme", "2020-05~"),
                ("sued", "acme", "2020-05-06"),
            )
        ),
    )
    found = [json.loads(line) for line in followthemoney.lines(made, g.ontology, "followthemoney")]
    assert found[0]["properties"]["wikidataId"] == ["Q1"]
    assert [(r["schema"], r["properties"].get("startDate")) for r in found[3:]] == [
        ("Associate", ["2020"]), ("Ownership", None), ("UnknownLink", ["2020-05-06"]),
    ]  # fmt: skip
    ended = replace(made, statements=tuple(replace(s, stage="ended") for s in made.statements))
    links = [json.loads(line)["properties"] for line in followthemoney.lines(ended, g.ontology, "followthemoney")][3:]
    assert [link.get("status") for link in links] == [None, ["ended"], ["ended"]]
    assert "left out: 1 stages of associates" in followthemoney.left_out(ended, g.ontology)
    assert found[3]["properties"]["relationship"] and found[4]["properties"]["sourceUrl"] == ["https://example.org/a"]
    assert followthemoney.left_out(made, g.ontology) == [
        "left out: 3 quotes, speakers and modalities of evidence",
        "left out: 1 dates that are spans, open or about",
        "left out: 1 identifiers that are not Wikidata's",
        "left out: 1 languages of names",
    ]
    half = Graph(entities=(Entity("x", ("Person",), {"en": "\ud800"}),))
    with pytest.raises(ExportError, match=r"the character U\+D800"):
        list(followthemoney.lines(half, g.ontology, "followthemoney"))


def tables(folder: Path) -> tuple[list[dict[str, str]], list[dict[str, str]]]:
    """Read the two tables as kgx does: columns by tabs, no quotation marks, a line end a row."""
    found = []
    for name in kgx.FILES:
        with (folder / name).open(encoding="utf-8", newline="\n") as file:
            reader = csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE, strict=True, lineterminator="\n")
            found.append(list(reader))
    return found[0], found[1]


def named(node: str) -> str:
    return f"https://w3id.org/aigraph/{node}" if "/" in node else f"aid:{node}"


def test_kgx_has_every_node_and_edge(g: KnowledgeGraph, tmp_path: Path) -> None:
    told = g.export("kgx", tmp_path / "kgx")
    nodes, edges = tables(tmp_path / "kgx")
    whole = without_details(g.property_graph, tentative=True)
    assert len(nodes) == len(whole.nodes)
    assert Counter((e["subject"], e["object"]) for e in edges) == Counter(
        tuple(named(end) for end in (e.source, e.target)) for e in whole.edges
    )
    ids = [node["id"] for node in nodes]
    assert len(set(ids)) == len(ids)
    assert {end for edge in edges for end in (edge["subject"], edge["object"])} <= set(ids)
    by_id = {edge["id"]: edge for edge in edges}
    base = "https://w3id.org/aigraph/statement/"
    assert by_id[base + "dario-amodei/workedAt/openai"]["predicate"] == "aig:workedAt"
    rumour = by_id[base + "gpt-4/trainedOn/a100"]
    assert (rumour["predicate"], rumour["original_predicate"]) == ("aig:tentative", "aig:trainedOn")
    assert rumour["knowledge_level"] == "not_provided"
    openai = next(node for node in nodes if node["id"] == "aid:openai")
    assert openai["category"].split("|") == [
        "aig:Company", "aig:ResearchLab", "aig:Organization", "aig:Agent", "aig:Entity", "biolink:Agent",
    ]  # fmt: skip
    assert told == (
        "left out: claims, sources with their sections, all evidence but one quote a statement",
        "left out: types; numbers, dates and booleans are text",
        "kept, but one in KGX's own store: 2 edges beside another of its kind",
    )


def test_kgx_keeps_a_row_on_a_line(g: KnowledgeGraph, tmp_path: Path) -> None:
    hostile: dict[str, PropertyValue] = {
        "name": 'a\tb\r\nc"d',
        "aliases": ["x|y", "\u2028z", "'"],
        "quote": "</script>",
    }
    nodes = tuple(Node(i, ("Person", "Agent", "Entity"), {"id": i, **hostile}) for i in ("a", "b"))
    edges = tuple(Edge(i, "a", "b", "KNOWS", {"id": i, "note": "\n"}) for i in ("1", "2"))
    graph = PropertyGraph(nodes, edges)
    kgx.write_folder(graph, g.ontology, tmp_path)
    rows, links = tables(tmp_path)
    assert [(row["name"], row["synonym"]) for row in rows] == [('a b c"d', "x/y|z|'")] * 2
    assert [(row["id"], row["predicate"], row["note"]) for row in links] == [
        ("1", "aig:knows", ""),
        ("2", "aig:knows", ""),
    ]
    assert kgx.left_out(graph, g.ontology)[2:] == [
        "kept, but one in KGX's own store: 1 edges beside another of its kind",
        "changed: 6 texts with tabs or line ends, which are blanks",
        "changed: 2 texts of lists with '|', which is '/'",
    ]
    with pytest.raises(ExportError, match="ends at 'c', which is no node"):
        kgx.write_folder(PropertyGraph(nodes, (Edge("1", "a", "c", "KNOWS", {}),)), g.ontology, tmp_path)


@pytest.mark.parametrize("format_", [name for name, one in FORMATS.items() if one.tells])
def test_the_command_says_what_is_left_out(g: KnowledgeGraph, tmp_path: Path, format_: str) -> None:
    one, other = tmp_path / "one", tmp_path / "other"
    found = CliRunner().invoke(main, ["export", "--format", format_, "-o", str(one)])
    assert found.exit_code == 0, found.output
    told = g.export(format_, other)
    assert told
    assert [line.removeprefix("note: ") for line in found.stderr.splitlines() if line.startswith("note: ")] == list(
        told
    )
    files = [one] if one.is_file() else sorted(one.iterdir())
    assert [file.read_bytes() for file in files] == [
        file.read_bytes() for file in ([other] if other.is_file() else sorted(other.iterdir()))
    ]
