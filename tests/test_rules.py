"""What follows, from which premises, and how well it is then known: rules and axioms, run to a fixpoint."""

import random
import shutil
from collections.abc import Iterable, Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from lines import graph_of, stated
from pyoxigraph import NamedNode, Quad, RdfFormat, Store, parse
from shipped import ONTOLOGY
from support import ROOT

from aigraph import KnowledgeGraph
from aigraph.errors import OntologyError
from aigraph.model import MODALITIES, Graph, Proof, Retraction, Statement
from aigraph.model.dates import parse_date
from aigraph.namespaces import DERIVED_GRAPH, SHIPPED
from aigraph.ontology import read_ontology
from aigraph.property_graph import project
from aigraph.property_graph.unproject import unproject
from aigraph.rdf.closure import Closure
from aigraph.rdf.read import from_quads
from aigraph.rdf.rules import Rule, derive, infer, read_rules
from aigraph.rdf.write import to_quads

RULES = {rule.name: rule for rule in read_rules([ROOT / "ontology"])}
EACH_RULE = pytest.mark.parametrize("rule", RULES.values(), ids=RULES)

#: Lines from which several rules draw, in circles too, known in several ways.
LINES = [
    f"{line}{known}"
    for line in (
        "ann workedAt lab (ended)",
        "bob workedAt lab (ended)",
        "ann workedAt firm",
        "bob workedAt firm",
        "ann founded firm",
        "bob founded firm",
        "a hasSubsidiary b",
        "b hasSubsidiary c",
        "c hasSubsidiary b",
        "c hasSubsidiary d",
        "a hasSubsidiary c",
        "d hasSubsidiary a",
        "firm developed one",
        "one trainedOn chip",
        "firm developed two",
        "two trainedOn chip",
        "maker manufactures chip",
    )
    for known in ("", " [reported]", " [rumoured]")
]
SOME_LINES = st.lists(st.sampled_from(LINES), min_size=2, max_size=9, unique_by=lambda line: line.split(" [")[0])


def derived(lines: Iterable[str], rules: Iterable[Rule] = RULES.values()) -> Mapping[str, Statement]:
    return {s.id: s for s in derive(graph_of(lines, ONTOLOGY), ONTOLOGY, list(rules))[1]}


def proofs(statement: Statement) -> tuple[Proof, ...]:
    assert statement.derived
    return statement.derived.proofs


@EACH_RULE
def test_every_rule_says_what_it_does(rule: Rule) -> None:
    assert rule.sentence_zh, "add '# sentence-zh:'"
    premises, arrow, conclusion = rule.example.partition(" => ")
    assert arrow, "add '# example: PREMISE + PREMISE => CONCLUSION'"
    lines = premises.split(" + ")
    expected = "/".join(conclusion.split(" "))
    found = derived(lines, [rule])
    ids = tuple(sorted(stated(line, ONTOLOGY).id for line in lines))
    assert Proof(rule.name, ids) in proofs(found[expected])
    for left in lines:
        assert expected not in derived([line for line in lines if line != left], [rule])


def test_every_proof_is_kept_and_the_best_one_counts() -> None:
    known = {"ann": ("reported", "asserted"), "bob": ("asserted", "asserted"), "cid": ("reported", "reported")}
    lines = [
        line
        for who, (worked, founded) in known.items()
        for line in (f"{who} workedAt lab (ended) [{worked}]", f"{who} founded firm [{founded}]")
    ]
    found = derived(lines)["firm/foundedByAlumniOf/lab"]
    assert proofs(found) == tuple(
        Proof("founded-by-alumni-of", (f"{who}/founded/firm", f"{who}/workedAt/lab")) for who in sorted(known)
    )
    assert found.modality == "asserted"  # Bob's; Ann's and Cid's are as weak as what is reported of them
    assert found.settled


def test_the_proofs_of_every_rule_are_kept_whatever_holds_the_graph() -> None:
    """Also where two rules take the same premises; the card tells these once."""
    lines = ["ann workedAt lab (ended)", "ann founded firm", "bob workedAt lab (ended)", "bob founded firm"]
    rules = [RULES["founded-by-alumni-of"], replace(RULES["founded-by-alumni-of"], name="another")]
    found = derived(lines, rules)
    ways = [(f"{who}/founded/firm", f"{who}/workedAt/lab") for who in ("ann", "bob")]
    expected = tuple(Proof(rule, way) for rule in ("another", "founded-by-alumni-of") for way in ways)
    assert proofs(found["firm/foundedByAlumniOf/lab"]) == tuple(sorted(expected))
    graph = graph_of(lines, ONTOLOGY)
    whole = replace(graph, statements=tuple(sorted([*graph.statements, *found.values()], key=lambda s: s.id)))
    assert from_quads(to_quads(whole, ONTOLOGY), ONTOLOGY) == whole
    assert unproject(project(whole, ONTOLOGY), ONTOLOGY) == whole
    card = KnowledgeGraph(whole, ONTOLOGY).show("firm/foundedByAlumniOf/lab")
    assert "another, founded-by-alumni-of" in str(card)
    assert [len(group.facts) for group in card.groups] == [2, 2]


def test_what_follows_from_a_rumour_is_a_rumour() -> None:
    lines = ["ann workedAt lab (ended) [rumoured]", "ann founded firm"]
    found, store = infer(graph_of(lines, ONTOLOGY), ONTOLOGY)
    [statement] = [s for s in found.statements if s.derived]
    assert (statement.id, statement.modality, statement.settled) == ("firm/foundedByAlumniOf/lab", "rumoured", False)
    ask = "ASK { aid:firm aig:foundedByAlumniOf aid:lab }"
    prefixes = {"aig": "https://w3id.org/aigraph/ontology#", "aid": "https://w3id.org/aigraph/id/"}
    assert not store.query(ask, prefixes=prefixes, use_default_graph_as_union=True)
    surer, store = infer(graph_of([*lines, "bob workedAt lab (ended)", "bob founded firm"], ONTOLOGY), ONTOLOGY)
    assert next(s for s in surer.statements if s.derived and s.predicate == "foundedByAlumniOf").settled
    assert store.query(ask, prefixes=prefixes, use_default_graph_as_union=True)


@pytest.mark.parametrize(
    ("times", "today"),
    [
        ({}, True),
        ({"startDate": "2019"}, True),
        ({"startDate": "2019", "asOf": "2023"}, True),
        ({"date": "2016"}, False),
        ({"asOf": "2016"}, False),
        ({"period": "2016/2018"}, False),
        ({"endDate": "2020"}, False),
        ({"startDate": "2019", "endDate": "2020"}, False),
    ],
)
def test_what_was_so_on_a_day_is_not_so_today(times: dict[str, str], today: bool) -> None:
    graph = graph_of(["ann workedAt lab {role: ceo}", "ceo leadsOrganization true"], ONTOLOGY)
    dates = {name: (parse_date(text),) for name, text in times.items()}
    job = next(s for s in graph.statements if s.predicate == "workedAt")
    said = [replace(s, qualifiers={**s.qualifiers, **dates}) if s is job else s for s in graph.statements]
    _, store = infer(replace(graph, statements=tuple(said)), ONTOLOGY)
    prefixes = {"aig": "https://w3id.org/aigraph/ontology#", "aid": "https://w3id.org/aigraph/id/"}
    for ask in ("ASK { aid:ann aig:worksAt aid:lab }", "ASK { aid:lab aig:ledBy aid:ann }"):
        assert bool(store.query(ask, prefixes=prefixes, use_default_graph_as_union=True)) is today, ask


@pytest.mark.parametrize(
    ("job", "founded", "firm", "follows"),
    [
        ({}, {}, None, True),
        ({"startDate": "2010"}, {"date": "2015"}, None, True),
        ({"startDate": "2016"}, {"date": "2015"}, None, False),
        ({"startDate": "2016"}, {}, "2015", False),
        ({"startDate": "2015"}, {}, "2015", True),
        ({"date": "2016"}, {"date": "2015"}, None, False),
        ({"period": "2016/2018"}, {}, "2015", False),
        ({"startDate": "2010", "asOf": "2016"}, {"date": "2015"}, None, True),
        # "Before" may be before the work, too.
        ({}, {"date": "../2015"}, None, False),
        ({"startDate": "2010"}, {"date": "../2015"}, None, False),
        ({}, {"date": "../2015"}, "2014", True),
        ({}, {"date": "2014/.."}, None, True),
    ],
)
def test_alumni_are_those_who_worked_there_before(
    job: dict[str, str], founded: dict[str, str], firm: str | None, follows: bool
) -> None:
    lines = ["ann workedAt lab (ended)", "ann founded firm", *([f"firm foundingDate {firm}"] if firm else [])]
    dates = {"workedAt": job, "founded": founded, "foundingDate": dict[str, str]()}
    graph = graph_of(lines, ONTOLOGY)
    said = (
        replace(s, qualifiers={name: (parse_date(text),) for name, text in dates[s.predicate].items()})
        for s in graph.statements
    )
    found, _ = infer(replace(graph, statements=tuple(said)), ONTOLOGY)
    assert any(s.predicate == "foundedByAlumniOf" for s in found.statements) is follows


def test_nothing_follows_from_what_is_retracted() -> None:
    graph = graph_of(["ann workedAt lab (ended)", "ann founded firm"], ONTOLOGY)
    withdrawn = replace(graph.statements[0], retracted=Retraction("wrong", parse_date("2024")), settled=False)
    assert not derive(replace(graph, statements=(withdrawn, *graph.statements[1:])), ONTOLOGY, list(RULES.values()))[1]


def test_people_are_counted_once_and_only_those_known_as_well() -> None:
    lines = [f"{who} workedAt {place}" for who in ("ann", "bob") for place in ("lab (ended)", "firm")]
    [moved] = [s for s in derived(lines).values() if s.predicate == "talentWentTo"]
    assert str(moved.qualifiers["value"][0].min) == "2"  # type: ignore[union-attr]
    lines += ["cid workedAt lab (ended) [rumoured]", "cid workedAt firm"]
    [moved] = [s for s in derived(lines).values() if s.predicate == "talentWentTo"]
    assert (str(moved.qualifiers["value"][0].min), moved.settled) == ("2", True)  # type: ignore[union-attr]
    assert len(proofs(moved)) == 3


def test_ownership_in_a_circle_has_no_proof_that_rests_on_itself() -> None:
    found = derived(["a hasSubsidiary b", "b hasSubsidiary c", "c hasSubsidiary b"])
    assert [str(p) for p in proofs(found["a/indirectlyOwns/c"])] == [
        "indirectly-owns: a/hasSubsidiary/b + b/hasSubsidiary/c"
    ]
    assert [str(p) for p in proofs(found["a/indirectlyOwns/b"])] == [
        "indirectly-owns-further: a/indirectlyOwns/c + c/hasSubsidiary/b"
    ]


def copy_with(tmp_path: Path, **rules: str) -> Path:
    """Return a copy of the ontology that has these rules only."""
    folder = Path(shutil.copytree(ROOT / "ontology", tmp_path / "ontology"))
    for rule in (folder / "rules").iterdir():
        rule.unlink()
    for name, query in rules.items():
        (folder / "rules" / f"{name}.rq").write_text(f"# name: {name}\n# sentence: It follows.\n{query}")
    return folder


SHORTER = """SELECT ?subject ?predicate ?object ?premise1 ?premise2 WHERE {
  ?premise1 rdf:predicate aig:workedAt ; rdf:object ?object ; rdf:subject ?who .
  ?premise2 rdf:subject ?who ; rdf:predicate ?any .
  BIND (<https://w3id.org/aigraph/id/firm> AS ?subject) BIND (aig:foundedByAlumniOf AS ?predicate)
}"""


def test_a_proof_that_another_is_part_of_is_none(tmp_path: Path) -> None:
    folder = copy_with(tmp_path, shorter=SHORTER)
    found, _ = infer(graph_of(["ann workedAt lab (ended)", "ann founded firm"], ONTOLOGY), read_ontology(folder))
    [one] = [statement for statement in found.statements if statement.derived]
    assert proofs(one) == (Proof("shorter", ("ann/workedAt/lab",)),)


def test_a_statement_of_two_rules_keeps_the_proofs_of_both(tmp_path: Path) -> None:
    longer = (ROOT / "ontology" / "rules" / "founded-by-alumni-of.rq").read_text()
    rest = longer.replace("?premise1 ?premise2 WHERE", "?premise2 WHERE")
    folder = copy_with(tmp_path, one=SHORTER.replace("?premise1 ?premise2 WHERE", "?premise1 WHERE"))
    (folder / "rules" / "two.rq").write_text(rest)
    found, _ = infer(graph_of(["ann workedAt lab (ended)", "ann founded firm"], ONTOLOGY), read_ontology(folder))
    [one] = [statement for statement in found.statements if statement.derived]
    assert proofs(one) == (
        Proof("founded-by-alumni-of", ("ann/founded/firm",)),
        Proof("one", ("ann/workedAt/lab",)),
    )
    assert one.derived is not None
    assert one.derived.rules == ("founded-by-alumni-of", "one")


@pytest.mark.parametrize(
    ("query", "told"),
    [
        ("SELECT ?subject WHERE", "expected a SELECT"),
        ("ASK { ?s ?p ?o }", "expected ?subject"),
        ("SELECT ?subject ?predicate WHERE { ?subject ?predicate ?object }", "expected ?subject"),
        (
            'SELECT ?subject ?predicate ?object ?premise1 WHERE { ?premise1 rdf:subject ?subject ; rdf:object ?object BIND ("x" AS ?predicate) }',
            "expected an IRI",
        ),
        (
            "SELECT ?subject ?predicate ?object ?premise1 WHERE { ?premise1 rdf:subject ?subject ; rdf:object ?object BIND (aig:nothing AS ?predicate) }",
            "no predicate of the ontology",
        ),
        (
            "SELECT ?subject ?predicate ?object ?premise1 WHERE { ?x rdf:subject ?subject ; rdf:object ?object BIND (aig:ledBy AS ?predicate) BIND (?subject AS ?premise1) }",
            "expected a statement",
        ),
        (
            "SELECT ?subject ?predicate ?object WHERE { ?x rdf:subject ?subject ; rdf:object ?object BIND (aig:ledBy AS ?predicate) }",
            "without a premise",
        ),
    ],
)
def test_a_rule_that_is_wrong_is_named(tmp_path: Path, query: str, told: str) -> None:
    folder = copy_with(tmp_path, odd=query)
    with pytest.raises(OntologyError, match=r"rule 'odd'") as caught:
        infer(graph_of(["ann workedAt lab (ended)"], ONTOLOGY), read_ontology(folder))
    assert told in str(caught.value)


# -- properties -------------------------------------------------------------------------------------------------------


@pytest.mark.slow
@settings(max_examples=20, deadline=None, suppress_health_check=list(HealthCheck))
@given(SOME_LINES, st.randoms(use_true_random=False))
def test_the_order_of_statements_and_rules_is_nothing(lines: list[str], order: random.Random) -> None:
    rules, shuffled = list(RULES.values()), lines[:]
    order.shuffle(rules)
    order.shuffle(shuffled)
    assert derived(shuffled, rules) == derived(lines)


@pytest.mark.slow
@settings(max_examples=25, deadline=None, suppress_health_check=list(HealthCheck))
@given(SOME_LINES)
def test_what_follows_from_what_followed_is_there_already(lines: list[str]) -> None:
    graph, store = infer(graph_of(lines, ONTOLOGY), ONTOLOGY)
    assert not [s for s in derive(graph, ONTOLOGY, list(RULES.values()))[1] if ONTOLOGY.properties[s.predicate].drawn]
    assert from_quads(iter(store), ONTOLOGY) == graph
    triples = [(q.subject, q.predicate, q.object) for q in store]
    assert len(triples) == len(set(triples)), "a triple stands in two graphs"
    assert not Closure(store, SHIPPED).of(store), "an axiom still adds something"


def follows(found: Mapping[str, Statement], held: set[str]) -> set[str]:
    """Return which derived statements the recorded proofs still prove, from these stated ones alone."""
    known, size = set(held), -1
    while size < len(known):
        size = len(known)
        known |= {one for one, s in found.items() if any(known.issuperset(p.premises) for p in proofs(s))}
    return known - held


@pytest.mark.slow
@settings(max_examples=20, deadline=None, suppress_health_check=list(HealthCheck))
@given(SOME_LINES)
def test_removing_premises_removes_exactly_what_rested_on_them(lines: list[str]) -> None:
    found = derived(lines)
    for left in lines:
        kept = [line for line in lines if line != left]
        again = {one for one in derived(kept) if one in found}  # who has not founded it moved: a rule that denies
        assert follows(found, {stated(line, ONTOLOGY).id for line in kept}) == again


@pytest.mark.slow
@settings(max_examples=20, deadline=None, suppress_health_check=list(HealthCheck))
@given(SOME_LINES)
def test_a_statement_is_as_well_known_as_what_it_follows_from(lines: list[str]) -> None:
    """What is known in a way or better follows from the premises known in that way or better alone."""
    rules = [rule for rule in RULES.values() if "NOT EXISTS" not in rule.query]
    found = derived(lines, rules)
    for grade, modality in enumerate(MODALITIES[:4]):
        some = [line for line in lines if MODALITIES.index(stated(line, ONTOLOGY).modality) <= grade]
        assert set(derived(some, rules)) == {s.id for s in found.values() if MODALITIES.index(s.modality) <= grade}
        if modality == "reported":
            assert set(derived(some, rules)) == {s.id for s in found.values() if s.settled}


@pytest.mark.slow
@settings(max_examples=40, deadline=None, suppress_health_check=list(HealthCheck))
@given(SOME_LINES)
def test_no_premise_can_be_spared(lines: list[str]) -> None:
    found, held = derived(lines), {stated(line, ONTOLOGY).id for line in lines}
    assert follows(found, held) == set(found), "a proof rests on its own conclusion"
    for statement in found.values():
        without = {one: other for one, other in found.items() if one != statement.id}
        for proof in proofs(statement):
            assert set(proof.premises) <= held | follows(without, held), "a premise rests on the conclusion"
            assert not any(set(other.premises) < set(proof.premises) for other in proofs(statement))


# -- axioms, beside an independent reasoner ---------------------------------------------------------------------------

NAMES = ["p", "q", "r", "s"]
PROPERTIES = st.sampled_from([f"aig:{name}" for name in NAMES])
CLASSES = st.sampled_from(["aig:C", "aig:D", "aig:E"])
THINGS = st.sampled_from([f"aid:{name}" for name in "abcd"])
AXIOMS = st.one_of(
    st.builds("{} rdfs:subPropertyOf {} .".format, PROPERTIES, PROPERTIES),
    st.builds("{} owl:equivalentProperty {} .".format, PROPERTIES, PROPERTIES),
    st.builds("{} owl:inverseOf {} .".format, PROPERTIES, PROPERTIES),
    st.builds("{} a owl:SymmetricProperty .".format, PROPERTIES),
    st.builds("{} a owl:TransitiveProperty .".format, PROPERTIES),
    st.builds("{} owl:propertyChainAxiom ( {} {} ) .".format, PROPERTIES, PROPERTIES, PROPERTIES),
    st.builds("{} owl:propertyChainAxiom ( {} {} {} ) .".format, PROPERTIES, PROPERTIES, PROPERTIES, PROPERTIES),
    st.builds("{} rdfs:subClassOf {} .".format, CLASSES, CLASSES),
    st.builds("{} owl:equivalentClass {} .".format, CLASSES, CLASSES),
)
FACTS = st.one_of(
    st.builds("{} {} {} .".format, THINGS, PROPERTIES, THINGS), st.builds("{} a {} .".format, THINGS, CLASSES)
)
PREFIXES = (
    "@prefix aig: <https://w3id.org/aigraph/ontology#> . @prefix aid: <https://w3id.org/aigraph/id/> .\n"
    "@prefix owl: <http://www.w3.org/2002/07/owl#> . @prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .\n"
)


@pytest.mark.slow
@settings(max_examples=80, deadline=None, suppress_health_check=list(HealthCheck))
@given(st.lists(AXIOMS, max_size=5), st.lists(FACTS, min_size=1, max_size=7), st.randoms(use_true_random=False))
def test_axioms_as_owlrl_applies_them(axioms: list[str], facts: list[str], order: random.Random) -> None:
    import owlrl
    import rdflib

    text = PREFIXES + "\n".join([*axioms, *facts])
    oracle = rdflib.Graph().parse(data=text, format="turtle")
    owlrl.DeductiveClosure(owlrl.OWLRL_Semantics).expand(oracle)

    def ours(triples: Iterable[Any]) -> set[tuple[str, str, str]]:
        said = {(str(s), str(p), str(o)) for s, p, o in triples}
        return {
            t for t in said if "/id/" in t[0] and ("/id/" in t[2] or "/ontology#" in t[2]) and "owl#sameAs" not in t[1]
        }

    store = Store()
    store.extend(Quad(q.subject, q.predicate, q.object) for q in parse(input=text, format=RdfFormat.TURTLE))
    closure = Closure(store, SHIPPED)
    found = closure.of(store)
    store.extend(Quad(*triple, NamedNode(DERIVED_GRAPH)) for triple in found)
    inside = [
        (q.subject.value, q.predicate.value, getattr(q.object, "value", ""))
        for q in store
        if hasattr(q.subject, "value")
    ]
    assert ours(inside) == ours(oracle)
    for triple in found:  # each has a reason, and each reason is there
        reasons = list(closure.reasons(triple))
        assert reasons
        assert all(premise in closure.known for _, _, premises in reasons for premise in premises)
    stepwise, shuffled = Closure(store, SHIPPED), list(store)
    order.shuffle(shuffled)
    for quad in shuffled:
        stepwise.add([(quad.subject, quad.predicate, quad.object)])
    assert {t for t in stepwise.known if "/id/" in t[0].value} >= {t for t in closure.known if "/id/" in t[0].value}


def test_empty_and_nothing() -> None:
    assert infer(Graph(), ONTOLOGY)[0] == Graph()
