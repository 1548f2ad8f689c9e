"""SHACL in one pass finds what pyshacl finds, by every constraint, on the shipped data and on broken data."""

import random
import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from io import BytesIO
from pathlib import Path

import pyshacl
import pytest
import rdflib
from hypothesis import given, settings
from hypothesis import strategies as st
from pyoxigraph import Literal, NamedNode, Quad, RdfFormat, parse
from support import ROOT

from aigraph.errors import OntologyError
from aigraph.namespaces import RDF, SH, XSD
from aigraph.ontology import Ontology, read_ontology
from aigraph.rdf.files import write_rdf
from aigraph.rdf.literals import less, well_formed
from aigraph.rdf.shacl import Shacl, targeted
from aigraph.rdf.triples import Triples
from aigraph.rdf.validation import axioms, text, validate
from aigraph.rdf.write import to_quads
from aigraph.seeds import read_seeds

ONTOLOGY = ROOT / "ontology"
Finding = tuple[str, str, str]

PREFIXES = """
@prefix : <http://example.org/> . @prefix sh: <http://www.w3.org/ns/shacl#> . @prefix owl: <http://www.w3.org/2002/07/owl#> .
@prefix rdf: <http://www.w3.org/1999/02/22-rdf-syntax-ns#> . @prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
@prefix xsd: <http://www.w3.org/2001/XMLSchema#> .
"""
CLASSES = (
    ":Dog a owl:Class ; rdfs:subClassOf :Animal . :Animal a owl:Class . :Cat a owl:Class ; rdfs:subClassOf :Animal ."
)
DATA = """
:a a :T, :Dog ; :p 1 ; :q 2 ; :name "Ann"@en, "Anna"@de ; :next :b ; :likes :b, :e ; :one "x" ; :date "2024-02-29"^^xsd:date ; :until "2024-03-01"^^xsd:date .
:b a :T, :Cat ; :p 5, 7, "8"^^xsd:int ; :q 2 ; :name "Bob"@en, "Bobby"@en ; :next :a, :c ; :one "y" ; :date "2024-02-30"^^xsd:date .
:c a :T ; :p "no number"^^xsd:integer, 3.5, "three" ; :q :a ; :name "C", "Cé"@fr-CA ; :next "text", [] ; :until "2020-01-01"^^xsd:date ; :date "2024-05-05"^^xsd:date .
:d a :T ; :one "x", "y", "z" ; :date "soon" ; :until "2024-05-05"^^xsd:date .
:e a :Animal ; :p 9 ; :next :e .
"""
#: What a shape for every `:T` says, each kind of constraint and of path at least once.
SHAPES = {
    "minCount": "sh:property [ sh:path :p ; sh:minCount 1 ]",
    "maxCount": "sh:property [ sh:path :one ; sh:maxCount 1 ]",
    "datatype": "sh:property [ sh:path :p ; sh:datatype xsd:integer ]",
    "datatype of a date": "sh:property [ sh:path :date ; sh:datatype xsd:date ]",
    "datatype of a text with a language": "sh:property [ sh:path :name ; sh:datatype rdf:langString ]",
    "nodeKind IRI": "sh:property [ sh:path :next ; sh:nodeKind sh:IRI ]",
    "nodeKind BlankNodeOrLiteral": "sh:property [ sh:path :next ; sh:nodeKind sh:BlankNodeOrLiteral ]",
    "class below": "sh:property [ sh:path :next ; sh:class :Animal ]",
    "two classes": "sh:property [ sh:path :next ; sh:class :Animal, :Dog ]",
    "in": 'sh:property [ sh:path :one ; sh:in ( "x" "y" 1 ) ]',
    "hasValue": "sh:property [ sh:path :q ; sh:hasValue 2 ]",
    "pattern": 'sh:property [ sh:path :name ; sh:pattern "^a" ; sh:flags "i" ]',
    "minLength": "sh:property [ sh:path :name ; sh:minLength 4 ]",
    "maxLength": "sh:property [ sh:path :next ; sh:maxLength 4 ]",
    "minInclusive": "sh:property [ sh:path :p ; sh:minInclusive 3.5 ]",
    "maxExclusive": "sh:property [ sh:path :p ; sh:maxExclusive 5 ]",
    "minExclusive of dates": 'sh:property [ sh:path :until ; sh:minExclusive "2020-01-01"^^xsd:date ]',
    "maxInclusive of dates": 'sh:property [ sh:path :until ; sh:maxInclusive "2024-03-01"^^xsd:date ]',
    "languageIn": 'sh:property [ sh:path :name ; sh:languageIn ( "en" "fr" ) ]',
    "uniqueLang": "sh:property [ sh:path :name ; sh:uniqueLang true ]",
    "equals": "sh:property [ sh:path :p ; sh:equals :q ]",
    "disjoint": "sh:property [ sh:path :next ; sh:disjoint :likes ]",
    "lessThan": "sh:property [ sh:path :date ; sh:lessThan :until ]",
    "lessThanOrEquals": "sh:property [ sh:path :until ; sh:lessThanOrEquals :date ]",
    "or": "sh:or ( [ sh:path :p ; sh:minCount 1 ] [ sh:path :one ; sh:maxCount 1 ] [ sh:class :Dog ] )",
    "or of values": "sh:property [ sh:path :next ; sh:or ( [ sh:nodeKind sh:Literal ] [ sh:class :Dog ] ) ]",
    "and": "sh:and ( [ sh:path :p ; sh:minCount 1 ] [ sh:class :Animal ] )",
    "not": "sh:not [ sh:class :Cat ]",
    "xone": "sh:xone ( [ sh:class :Dog ] [ sh:path :p ; sh:minCount 1 ] )",
    "node": "sh:property [ sh:path :next ; sh:node [ sh:property [ sh:path :p ; sh:minCount 1 ; sh:maxCount 1 ] ] ]",
    "property of a property": "sh:property [ sh:path :next ; sh:property [ sh:path :q ; sh:minCount 1 ] ]",
    "closed": "sh:closed true ; sh:ignoredProperties ( rdf:type :name ) ; sh:property [ sh:path :p ], [ sh:path :next ]",
    "qualified": "sh:property [ sh:path :next ; sh:qualifiedValueShape [ sh:class :Dog ] ; sh:qualifiedMinCount 1 ]",
    "qualified, at most": "sh:property [ sh:path :next ; sh:qualifiedValueShape [ sh:nodeKind sh:IRI ] ; sh:qualifiedMaxCount 1 ]",
    "qualified, disjoint": """sh:property
        [ sh:path :next ; sh:qualifiedValueShape [ sh:class :Dog ] ; sh:qualifiedValueShapesDisjoint true ; sh:qualifiedMinCount 1 ],
        [ sh:path :next ; sh:qualifiedValueShape [ sh:class :Animal ] ; sh:qualifiedValueShapesDisjoint true ; sh:qualifiedMinCount 1 ]""",
    "inverse": "sh:property [ sh:path [ sh:inversePath :next ] ; sh:minCount 1 ]",
    "sequence": "sh:property [ sh:path ( :next :p ) ; sh:maxCount 1 ]",
    "alternative": "sh:property [ sh:path [ sh:alternativePath ( :p :q ) ] ; sh:maxCount 2 ]",
    "inverse of a sequence": "sh:property [ sh:path [ sh:inversePath ( :next :next ) ] ; sh:minCount 2 ]",
    "zeroOrMore": "sh:property [ sh:path [ sh:zeroOrMorePath :next ] ; sh:maxCount 2 ]",
    "oneOrMore": "sh:property [ sh:path [ sh:oneOrMorePath :next ] ; sh:maxCount 2 ]",
    "zeroOrOne": "sh:property [ sh:path [ sh:zeroOrOnePath :next ] ; sh:class :T ]",
    "on the node itself": "sh:nodeKind sh:Literal ; sh:in ( :a :b )",
    "targets of all kinds": "sh:targetNode :z, :a ; sh:targetSubjectsOf :q ; sh:targetObjectsOf :next ; sh:class :Dog",
    "deactivated": "sh:property [ sh:path :p ; sh:minCount 9 ; sh:deactivated true ]",
    "severity": "sh:severity sh:Warning ; sh:property [ sh:path :p ; sh:maxCount 1 ; sh:severity sh:Info ]",
    "sparql": """sh:sparql [ sh:message "{?value} of {$this} is seven" ; sh:prefixes :ns ;
        sh:select "SELECT $this ?value WHERE { { $this ns:p ?value } UNION { ?this ns:q ?value } FILTER (?value = 7) }" ]""",
    "sparql with a filter of another group": """sh:sparql [ sh:message "is" ; sh:prefixes :ns ;
        sh:select "SELECT $this WHERE { { FILTER ($this = ns:a) } UNION { BIND ($this AS ?x) FILTER (?x = ns:b) } }" ]""",
    "sparql with not exists": """sh:sparql [ sh:message "has no {?that}" ; sh:prefixes :ns ;
        sh:select '''SELECT $this ?that WHERE { BIND ("name" AS ?that) # { a comment
            FILTER NOT EXISTS { $this ns:p "{" . } OPTIONAL { $this ns:p ?p } FILTER (!BOUND(?p)) }''' ]""",
    "sparql that counts": """sh:sparql [ sh:message "has {?n}" ; sh:prefixes :ns ;
        sh:select "SELECT $this (COUNT(?value) AS ?n) WHERE { $this ns:p ?value } GROUP BY $this HAVING (COUNT(?value) > 1)" ]""",
    "sparql of a path": """sh:property [ sh:path ( :next :p ) ; sh:sparql [ sh:message "is {?value}" ; sh:prefixes :ns ;
        sh:select "SELECT $this ?value WHERE { $this $PATH ?value FILTER (?value = 7) }" ] ]""",
    "sparql below a node": """sh:property [ sh:path :next ; sh:node [ sh:nodeKind sh:IRI ; sh:sparql [ sh:prefixes :ns ;
        sh:select "SELECT $this WHERE { $this ns:p ?value FILTER (?value = 7) }" ] ] ]""",
}  # fmt: skip
NAMESPACE = ':ns a owl:Ontology ; sh:declare [ sh:prefix "ns" ; sh:namespace "http://example.org/"^^xsd:anyURI ] .'


def oracle(quads: Iterable[Quad], folder: Path) -> set[Finding]:
    """Return focus node, path and message of what pyshacl finds."""
    written = BytesIO()
    write_rdf(quads, written, "ntriples")
    graph = rdflib.Graph().parse(data=written.getvalue(), format="nt")
    shapes, ontology = (rdflib.Graph().parse(folder / name) for name in ("shapes.ttl", "aigraph.ttl"))
    _, report, said = pyshacl.validate(graph, shacl_graph=shapes, ont_graph=ontology, inference="none", inplace=True)
    assert isinstance(report, rdflib.Graph), said
    sh, found = rdflib.Namespace(SH), set()
    for result in report.objects(None, sh.result):
        focus, path, message, value = (
            report.value(result, name) for name in (sh.focusNode, sh.resultPath, sh.resultMessage, sh.value)
        )
        said = str(message).replace("{?value}", str(value))  # pyshacl fills it in for SPARQL alone
        found.add((_blank(focus), path.n3() if isinstance(path, rdflib.URIRef) else "", said))
    return found


def own(quads: Iterable[Quad], folder: Path) -> set[Finding]:
    """Return what we find, in the same words."""
    shapes, ontology = (
        list(parse(path=folder / name, format=RdfFormat.TURTLE)) for name in ("shapes.ttl", "aigraph.ttl")
    )
    shacl = Shacl(Triples(shapes), Triples([*quads, *axioms(ontology)]))
    return {
        (_blank(f.focus), f.path if re.fullmatch(r"<[^>]*>", f.path) else "", f.message)
        for shape in targeted(shacl.shapes)
        for f in shacl.findings(shape)
    }


def _blank(term: object) -> str:
    return "_:" if isinstance(term, rdflib.BNode) or str(term).startswith("_:") else text(term)


def small(folder: Path, shape: str, message: str = 'sh:message "is wrong" ; ', more: str = "") -> list[Quad]:
    """Write an ontology with one shape for every `:T`, its message in every part; return the small data."""
    said = shape.replace("[ sh:path", f"[ {message}sh:path")
    body = f"{PREFIXES} {NAMESPACE} {more}\n:Shape a sh:NodeShape ; sh:targetClass :T ; {message}{said} ."
    (folder / "shapes.ttl").write_text(body, encoding="utf-8")
    (folder / "aigraph.ttl").write_text(PREFIXES + CLASSES, encoding="utf-8")
    return list(parse(PREFIXES + DATA, format=RdfFormat.TURTLE))


@pytest.mark.parametrize("kind", SHAPES)
def test_each_constraint_finds_what_pyshacl_finds(kind: str, tmp_path: Path) -> None:
    message = "" if kind.startswith("sparql") else 'sh:message "is wrong" ; '
    quads = small(tmp_path, SHAPES[kind], message)
    expected = oracle(quads, tmp_path)
    found = own(quads, tmp_path)
    if kind == "sparql below a node":  # its shape has no message, and ours is not pyshacl's
        expected, found = ({(focus, path, "") for focus, path, _ in some} for some in (expected, found))
    if kind == "closed":  # pyshacl names the predicate
        expected, found = ({(focus, "", message) for focus, _, message in some} for some in (expected, found))
    assert found == expected
    assert bool(expected) == (kind != "deactivated"), "the data has no such fault"


@pytest.fixture(scope="module")
def shipped() -> tuple[list[Quad], dict[str, tuple[str, int]]]:
    ontology = read_ontology(ONTOLOGY)
    read = read_seeds(ROOT / "seeds", ontology)
    return list(to_quads(read.graph, ontology)), dict(read.places)


@pytest.mark.slow
def test_shipped_data_with_a_fault_of_each_kind(shipped: tuple[list[Quad], dict[str, tuple[str, int]]]) -> None:
    """Each predicate of the data is left out, said twice, of another type, ill formed, or an IRI, on nodes drawn."""
    quads, places = shipped
    kept = {quad.subject for quad in quads if quad.predicate.value == RDF + "subject"} - set(_every(4, quads))
    quads = [quad for quad in quads if quad.subject not in kept]
    draw = random.Random(13)
    by_predicate: dict[NamedNode, list[Quad]] = defaultdict(list)
    for quad in sorted(set(quads), key=str):
        by_predicate[quad.predicate].append(quad)
    faulty = dict.fromkeys(quads)
    for some in by_predicate.values():
        for fault in range(6):
            quad = draw.choice(some)
            faulty.pop(quad, None)
            for term in _faults(quad, draw.choice(some), fault):
                faulty[Quad(quad.subject, quad.predicate, term, quad.graph_name)] = None
    expected = oracle(faulty, ONTOLOGY)
    assert len({message for *_, message in expected}) > 30
    assert own(faulty, ONTOLOGY) == expected
    problems = validate(faulty, read_ontology(ONTOLOGY), places)
    assert len({(p.path, p.line) for p in problems}) > 30
    assert validate(quads, read_ontology(ONTOLOGY), places) == []


def _every(step: int, quads: Iterable[Quad]) -> Sequence[object]:
    """Return every so many of the statements."""
    return sorted((q.subject for q in quads if q.predicate.value == RDF + "subject"), key=str)[::step]


def _faults(quad: Quad, other: Quad, fault: int) -> list[NamedNode | Literal]:
    """Return the objects that stand in place of a quad's."""
    old, strange = quad.object, NamedNode("http://example.org/nothing")
    assert isinstance(old, NamedNode | Literal)
    new = other.object
    assert isinstance(new, NamedNode | Literal)
    if quad.predicate.value.endswith(("Earliest", "Latest", "start", "end")) and fault in (2, 3, 4):
        return [new]  # rdflib puts in order what SPARQL says cannot be compared
    typed = isinstance(old, Literal) and not old.language
    bad = Literal("no such thing", datatype=old.datatype) if isinstance(old, Literal) and typed else strange
    faults: list[list[NamedNode | Literal]] = [[], [old, new, strange], [Literal("text")], [bad], [strange], [new]]
    return faults[fault]


FORMED = {
    "boolean": ("true 0", "yes TRUE"),
    "integer": ("0 -12 +7 007", "1.0 1e3 ١ -"),
    "decimal": ("1 1. .5 -1.50", "1e5 . INF"),
    "double": ("1e5 INF -INF NaN 1.5E-3 .5", "e5 inf 1e"),
    "unsignedByte": ("0 255", "256 -1"),
    "positiveInteger": ("1", "0"),
    "date": (
        "2024-02-29 2024-12-31Z 12024-01-01 -0044-03-15 2024-01-01+14:00",
        "2023-02-29 2024-13-01 2024-1-1 24-01-01",
    ),
    "dateTime": ("2024-02-29T24:00:00 2024-01-01T00:00:00.5Z", "2024-01-01 2024-01-01T25:00:00 2024-04-31T00:00:00"),
    "time": ("23:59:59", "23:60:00"),
    "gYear": ("2024 -0001 2024Z", "24 02024"),
    "gYearMonth": ("2024-12", "2024-13"),
    "gMonthDay": ("--02-29", "--02-30"),
    "duration": ("P17Y P1Y2M3DT4H5M6.7S PT1S -P1D", "P PT P1S 17Y P1M2Y"),
    "dayTimeDuration": ("P1DT2H", "P1Y"),
    "yearMonthDuration": ("P1Y2M", "P1D"),
    "hexBinary": ("0aFF", "0aF"),
    "base64Binary": ("aGk= aGkh", "aGk"),
    "language": ("en zh-Hans", "e_n"),
}


@pytest.mark.parametrize("name", FORMED)
def test_well_formed_literals(name: str) -> None:
    good, bad = (texts.split() for texts in FORMED[name])
    datatype = NamedNode(XSD + name)
    assert [text for text in good if not well_formed(Literal(text, datatype=datatype))] == []
    assert [text for text in bad if well_formed(Literal(text, datatype=datatype))] == []


numbers = st.one_of(
    st.integers(-50, 50).map(Literal),
    st.integers(-50, 50).map(lambda n: Literal(f"{n / 10}", datatype=NamedNode(XSD + "decimal"))),
)
days = st.dates().map(lambda day: Literal(day.isoformat(), datatype=NamedNode(XSD + "date")))
things = st.one_of(numbers, days, st.text("ab", max_size=2).map(Literal), st.booleans().map(Literal))


@given(things, things, st.booleans())
@settings(deadline=None)
def test_less_is_sparqls(one: Literal, other: Literal, equal: bool) -> None:
    from pyoxigraph import Store

    sign = "<=" if equal else "<"
    assert less(one, other, equal=equal) == bool(Store().query(f"ASK {{ FILTER ({one} {sign} {other}) }}"))


@pytest.mark.parametrize(
    "shape, problem",
    [
        ("sh:minCount 1", "sh:path"),
        ('sh:sparql [ sh:select "SELECT $this WHERE { $this ?p" ]', "expected"),
        ('sh:sparql [ sh:select "SELECT $this WHERE { ?s ?p $this MINUS { ?s a ?p } }" ]', "MINUS"),
        ('sh:property [ sh:path :p ; sh:pattern "(" ]', "regular expression"),
        ('sh:property [ sh:path "p" ; sh:minCount 1 ]', "is no path"),
    ],
)
def test_a_shape_that_is_none_is_named(shape: str, problem: str, tmp_path: Path) -> None:
    quads = small(tmp_path, shape)
    with pytest.raises(OntologyError) as caught:
        validate(quads, Ontology("", {}, {}, {}, {}, (tmp_path,)), {})
    assert "shapes.ttl" in str(caught.value)
    assert problem in str(caught.value)


def test_what_only_pyshacl_knows_is_left_to_it_and_told(tmp_path: Path) -> None:
    component = """
        :Big a sh:ConstraintComponent ; sh:parameter [ sh:path :atLeast ] ; sh:validator [ a sh:SPARQLAskValidator ;
            sh:message "is too small" ; sh:prefixes :ns ; sh:ask "ASK { FILTER ($value >= $atLeast) }" ] .
        :Other a sh:NodeShape ; sh:targetNode :a ; sh:property [ sh:path :p ; sh:minCount 3 ; sh:message "has few" ] ."""
    quads = small(tmp_path, "sh:property [ sh:path :p ; :atLeast 7 ]", message="", more=component)
    told: list[str] = []
    problems = validate(quads, Ontology("", {}, {}, {}, {}, (tmp_path,)), {}, tell=told.append)
    assert {p.message for p in problems} >= {
        "<http://example.org/a>: is too small",
        "<http://example.org/a>: has few",
    }
    assert len(told) == 1
    assert "atLeast" in told[0]
    assert "pyshacl" in told[0]


def test_a_finding_stands_where_the_seeds_write_its_node(tmp_path: Path) -> None:
    base = "https://w3id.org/aigraph/"
    small(tmp_path, "sh:property [ sh:path :p ; sh:minCount 1 ]")
    kind = NamedNode("http://example.org/T")
    nodes = ["id/x", "statement/x/founded/y", "evidence/x/founded/y/s-1", "claim/judgement-1", "source/s"]
    places = {"x": ("seeds/e.yaml", 3), "x/founded/y": ("seeds/s.yaml", 7), "claim/judgement-1": ("seeds/s.yaml", 9)}
    quads = [Quad(NamedNode(base + node), NamedNode(RDF + "type"), kind) for node in nodes]
    assert [str(problem) for problem in validate(quads, Ontology("", {}, {}, {}, {}, (tmp_path,)), places)] == [
        "seeds: source/s: is wrong",
        "seeds/e.yaml:3: x: is wrong",
        "seeds/s.yaml:7: evidence/x/founded/y/s-1: is wrong",
        "seeds/s.yaml:7: x/founded/y: is wrong",
        "seeds/s.yaml:9: claim/judgement-1: is wrong",
    ]
