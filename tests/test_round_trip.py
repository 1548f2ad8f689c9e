"""Graph → RDF → graph and graph → property graph → graph lose nothing, hostile strings included."""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from decimal import Decimal
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from pyoxigraph import Quad, RdfFormat, parse
from shipped import ONTOLOGY
from support import HOSTILE

from aigraph.model import (
    MODALITIES,
    STAGES,
    VERDICTS,
    Cell,
    Claim,
    Derivation,
    Duration,
    Entity,
    Evidence,
    Graph,
    Held,
    Outcome,
    Proof,
    Quantity,
    Ref,
    Retraction,
    Section,
    Source,
    Span,
    Statement,
    Value,
)
from aigraph.model.dates import parse_date
from aigraph.namespaces import SHIPPED, Iris, Space
from aigraph.ontology import Property
from aigraph.property_graph import project
from aigraph.property_graph.unproject import unproject
from aigraph.rdf.files import write_rdf
from aigraph.rdf.read import from_quads
from aigraph.rdf.write import to_quads

words = st.one_of(
    st.sampled_from([text for text in HOSTILE if len(text) < 1000]),
    st.text(st.characters(exclude_categories=["Cs", "Cc"]), min_size=1, max_size=30),
)
slugs = st.from_regex(r"[a-z][a-z0-9]{0,6}(-[a-z0-9]{1,4}){0,2}", fullmatch=True)
dates = st.sampled_from(["2021", "2023-05", "2024-02~", "2023-01/2023-09", "../2024", "2024-03-15"]).flatmap(
    lambda edtf: st.one_of(st.none(), words).map(lambda written: parse_date(edtf, written))
)
numbers = st.decimals(allow_nan=False, allow_infinity=False, min_value=-(10**14), max_value=10**14, places=3).map(
    lambda n: Decimal(format(n.normalize(), "f"))
)
optional_words = st.one_of(st.none(), words)
#: What a derived statement may rest on: one proof, or several.
PROOFS = [
    (Proof("some-rule", ("a/b/c", "d/e")),),
    (Proof("other-rule", ("a/b/c", "d/e")), Proof("some-rule", ("a/b/c", "d/e/f"))),
    (Proof("some-rule", ("a-b/c",)), Proof("some-rule", ("a/b/c", "d/e"))),
]
quantities = st.builds(
    Quantity,
    value=st.one_of(st.none(), numbers),
    min=st.one_of(st.none(), numbers),
    max=st.one_of(st.none(), numbers),
    unit=st.one_of(st.none(), st.sampled_from(sorted(ONTOLOGY.units))),
    comparator=st.one_of(st.none(), st.sampled_from(["exactly", "about", "moreThan", "atMost"])),
    written=optional_words,
    range=optional_words,
)
durations = st.builds(Duration, st.sampled_from(["P17Y", "PT8H", "P1Y2M"]), optional_words)


def values(prop: Property, entities: list[str]) -> st.SearchStrategy[Value]:
    """Return the values a property may have."""
    kinds: Mapping[str, st.SearchStrategy[Any]] = {
        "entity": st.sampled_from(entities).map(Ref),
        "quantity": quantities,
        "date": dates,
        "duration": durations,
        "boolean": st.booleans(),
        "integer": st.integers(-(2**60), 2**60),
        "option": st.sampled_from(prop.options or ("all",)),
        "class": st.sampled_from(sorted(ONTOLOGY.classes)),
        "text": words,
    }
    return kinds[prop.value_type]


@st.composite
def spans(draw: st.DrawFn) -> Span:
    quote = draw(words)
    start = draw(st.integers(0, 10_000))
    return Span(quote, start, start + len(quote))


@st.composite
def cells(draw: st.DrawFn, row: int) -> tuple[Cell, ...]:
    key = draw(st.one_of(st.just(""), words))
    columns = draw(st.lists(st.integers(1, 99), min_size=1, max_size=3, unique=True))
    return tuple(Cell(draw(words), row, column, draw(words), key) for column in columns)


@st.composite
def evidences(draw: st.DrawFn, owner: str, entities: list[str]) -> tuple[Evidence, ...]:
    found = []
    for start in sorted(draw(st.sets(st.integers(0, 9999), min_size=1, max_size=3))):
        quote = draw(words)
        span, context = Span(quote, start, start + len(quote)), draw(st.lists(spans(), max_size=2))
        cell, *beside = draw(cells(start + 1))
        of_table = draw(st.booleans())
        found.append(
            Evidence(
                id=f"{owner}/page/{start}",
                source="page",
                section=None if of_table else draw(st.sampled_from([None, "j1", "j2"])),
                span=cell if of_table else span,
                context=tuple(beside if of_table else context),
                modality=draw(st.sampled_from(MODALITIES)),
                speakers=tuple(draw(st.lists(st.sampled_from(entities), max_size=3, unique=True))),
                via=draw(st.one_of(st.none(), st.sampled_from(entities))),
                gloss=draw(optional_words),
            )
        )
    return tuple(found)


@st.composite
def outcomes(draw: st.DrawFn, of: str, entities: list[str]) -> tuple[Outcome, ...]:
    found = []
    for number in range(draw(st.integers(0, 2))):
        identifier = f"{of}/page/{number}"
        date = draw(dates)
        found.append(
            Outcome(
                id=identifier,
                verdict=draw(st.sampled_from(VERDICTS)),
                date=date,
                reason=draw(words),
                judge=draw(st.one_of(st.none(), st.sampled_from(entities))),
                fulfilled_by=tuple(sorted(draw(st.sets(st.sampled_from(["a/b/c", "d/e"]), max_size=2)))),
                evidence=draw(evidences(f"outcome/{identifier}", entities)),
            )
        )
    return tuple(sorted(found, key=lambda outcome: outcome.order))


held = st.builds(Held, st.sampled_from(["certainly", "possibly"]), st.booleans(), st.booleans())


@st.composite
def statements(draw: st.DrawFn, number: int, entities: list[str]) -> Statement:
    prop = draw(st.sampled_from(sorted(ONTOLOGY.predicates(), key=lambda p: p.name)))
    identifier = f"s{number}/{prop.name}"
    qualifiers: dict[str, tuple[Value, ...]] = {}
    names = [p for p in ONTOLOGY.qualifiers() if not (p.name == "value" and prop.value_type == "quantity")]
    for qualifier in draw(st.lists(st.sampled_from(names), max_size=4, unique_by=lambda p: p.name)):
        options = values(qualifier, entities)
        many = draw(st.lists(options, min_size=1, max_size=2 if qualifier.list else 1, unique_by=str))
        if many != [Quantity()]:
            qualifiers[qualifier.name] = tuple(sorted(many, key=str))
    retracted = draw(st.one_of(st.none(), st.builds(Retraction, words, dates)))
    derived = draw(st.booleans()) and draw(st.booleans())
    return Statement(
        id=identifier,
        subject=draw(st.sampled_from(entities)),
        predicate=prop.name,
        object=draw(values(prop, entities)),
        qualifiers=dict(sorted(qualifiers.items())),
        stage=draw(st.sampled_from(STAGES)),
        evidence=() if derived else draw(evidences(identifier, entities)),
        settled=draw(st.booleans()),
        disputed=draw(st.booleans()),
        retracted=retracted,
        derived=Derivation(draw(st.sampled_from(PROOFS)), draw(st.sampled_from(MODALITIES))) if derived else None,
        held=draw(st.one_of(st.none(), held)),
        outcomes=() if derived else draw(outcomes(identifier, entities)),
        fulfilled_by=tuple(sorted(draw(st.sets(st.sampled_from(["a/b/c", "d/e"]), max_size=2)))),
    )


@st.composite
def graphs(draw: st.DrawFn) -> Graph:
    slugs_ = sorted(draw(st.sets(slugs, min_size=2, max_size=5)))
    leaves = sorted(n for n in ONTOLOGY.below("Entity") if n != "Entity")
    found = [
        Entity(
            id=slug,
            classes=(draw(st.sampled_from(leaves)),),
            names={"en": draw(words)} | draw(st.sampled_from([{}, {"zh": "名称"}])),
            aliases=tuple(sorted(draw(st.sets(words, max_size=2)))),
            misspellings=tuple(sorted(draw(st.sets(words, max_size=2)))),
            note=draw(optional_words),
        )
        for slug in slugs_
    ]
    source = Source(
        id="page",
        names={"en": draw(words), "zh": "文章"},
        author=(slugs_[0],),
        language="zh",
        date=draw(st.one_of(st.none(), dates)),
        url="https://example.org/a",
        sha256="0" * 64,
        length=9,
        work=draw(st.sampled_from([None, *slugs_])),
        note=draw(optional_words),
        sections=(Section("j1", {"en": "One"}, 0, 5), Section("j2", {"en": "Two", "zh": "二"}, 5, 9)),
    )
    made = [draw(statements(number, slugs_)) for number in range(draw(st.integers(0, 4)))]
    claims = []
    for number in range(draw(st.integers(0, 2))):
        claims.append(
            Claim(
                id=f"c{number}",
                kind=draw(st.sampled_from(["finding", "judgement", "opinion", "prediction"])),
                text={"en": draw(words), "zh": draw(words)},
                held_by=(slugs_[0],),
                about=tuple(slugs_[:2]),
                part_of=None if number == 0 else "c0",
                disputes=tuple(sorted(s.id for s in made[:2])),
                asserts=tuple(sorted(s.id for s in made[2:])),
                repeats=() if number == 0 else ("c0",),
                hedge=draw(optional_words),
                criterion=draw(optional_words),
                judge=draw(optional_words),
                open_ended=draw(optional_words),
                probability=draw(st.one_of(st.none(), st.sampled_from([Decimal("0.7"), Decimal(0), Decimal(1)]))),
                due=draw(st.one_of(st.none(), dates)),
                outcomes=draw(outcomes(f"c{number}", slugs_)),
                evidence=draw(evidences(f"claim/c{number}", slugs_)),
            )
        )
    graph = Graph(tuple(found), (source,), tuple(made), tuple(claims))
    return replace(graph, iris=draw(homes(sorted(graph.node_ids()))))


@st.composite
def homes(draw: st.DrawFn, nodes: list[str]) -> Iris:
    """Two graphs of which one extends the other, or one alone."""
    if not draw(st.booleans()):
        return SHIPPED
    own = Space("https://example.org/mine/", "mine", {"en": draw(words)}, draw(optional_words), ("en", "zh"))
    parts = {node for node in nodes if node.startswith("source/page/")}  # sections are where their source is
    held = draw(st.frozensets(st.sampled_from([node for node in nodes if node not in parts])))
    return Iris(own, ((Space(), held | (parts if "source/page" in held else frozenset())),))


def rdf(quads: Iterable[Quad], format: str) -> bytes:
    file = BytesIO()
    write_rdf(quads, file, format)
    return file.getvalue()


@settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))
@given(graphs())
def test_rdf_and_back(graph: Graph) -> None:
    quads = list(to_quads(graph, ONTOLOGY))
    assert len(quads) == len(set(quads))
    written = rdf(quads, "nquads")
    again = [Quad(*tuple(q)) for q in parse(input=written, format=RdfFormat.N_QUADS)]
    assert from_quads(again, ONTOLOGY) == graph
    assert rdf(reversed(quads), "trig") == rdf(quads, "trig")


@pytest.mark.slow
@settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))
@given(graphs())
def test_property_graph_and_back(graph: Graph) -> None:
    full = project(graph, ONTOLOGY)
    assert unproject(full, ONTOLOGY) == graph
    assert len({node.id for node in full.nodes}) == len(full.nodes)


def test_shipped_graph_round_trips(graph: Any, tmp_path: Path) -> None:
    data = graph.graph
    again = from_quads(iter(graph.store), graph.ontology)
    assert again == data
    assert unproject(project(again, graph.ontology), graph.ontology) == data


def test_no_triple_stands_in_two_graphs(graph: Any) -> None:
    triples = [(q.subject, q.predicate, q.object) for q in graph.store]
    assert len(triples) == len(set(triples))


def test_no_blank_node_in_the_data(graph: Any) -> None:
    from pyoxigraph import BlankNode

    ontology = "https://w3id.org/aigraph/graph/ontology"
    for quad in graph.store:
        if getattr(quad.graph_name, "value", "") != ontology:
            assert not isinstance(quad.subject, BlankNode)
            assert not isinstance(quad.object, BlankNode)


def test_property_names_are_no_words_of_cypher(graph: Any) -> None:
    reserved = {"end", "match", "return", "where", "with", "order", "limit", "in", "is", "not", "null", "case", "when"}
    found = {name for item in (*graph.property_graph.nodes, *graph.property_graph.edges) for name in item.properties}
    assert not {name.lower() for name in found} & reserved
