"""The ontology as curated: every term complete and consistent, every failure naming the edit that mends it."""

import re
import subprocess
import sys
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from pyoxigraph import Literal, NamedNode, RdfFormat, Store

FOLDER = Path(__file__).parents[2] / "ontology"
AIG = "https://w3id.org/aigraph/ontology#"
RDF = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
RDFS = "http://www.w3.org/2000/01/rdf-schema#"
OWL = "http://www.w3.org/2002/07/owl#"
SKOS = "http://www.w3.org/2004/02/skos/core#"
XSD = "http://www.w3.org/2001/XMLSchema#"
SH = "http://www.w3.org/ns/shacl#"

USES = {"relation", "attribute", "metric", "qualifier", "inverse", "structure"}
CAPTIONED = {"relation", "attribute", "metric", "inverse"}
VALUE_TYPES = {"entity", "text", "boolean", "integer", "date", "duration", "quantity", "class", "option"}
HUES = {"blue", "orange", "green", "purple", "red", "teal", "gold", "grey"}
SHAPES = {"dot", "square", "diamond", "triangle", "triangleDown", "star", "hexagon"}
KINDS = ("Class", "ObjectProperty", "DatatypeProperty", "AnnotationProperty", "NamedIndividual")
FLAGS = ("list", "holdsAfterwards", "editorial", "drawn", "creates")


class Terms:
    """The triples of `aigraph.ttl`, asked by the names of the terms."""

    def __init__(self) -> None:
        self.store = Store()
        self.store.load(path=str(FOLDER / "aigraph.ttl"), format=RdfFormat.TURTLE)

    def objects(self, iri: str, predicate: str) -> list[str]:
        quads = self.store.quads_for_pattern(NamedNode(iri), NamedNode(predicate), None)
        return sorted(q.object.value for q in quads if isinstance(q.object, NamedNode | Literal))

    def annotation(self, name: str, annotation: str) -> str | None:
        return next(iter(self.objects(AIG + name, AIG + annotation)), None)

    def languages(self, iri: str, predicate: str) -> Counter[str | None]:
        quads = self.store.quads_for_pattern(NamedNode(iri), NamedNode(predicate), None)
        return Counter(q.object.language for q in quads if isinstance(q.object, Literal) and q.object.value.strip())

    def instances(self, kind: str) -> list[str]:
        quads = self.store.quads_for_pattern(None, NamedNode(RDF + "type"), NamedNode(kind))
        return sorted(q.subject.value for q in quads if isinstance(q.subject, NamedNode))

    def ours(self, *kinds: str) -> list[str]:
        found = {iri for kind in kinds for iri in self.instances(OWL + kind)}
        return sorted(iri.removeprefix(AIG) for iri in found if iri.startswith(AIG))

    def properties(self) -> list[str]:
        return self.ours("ObjectProperty", "DatatypeProperty")

    def ancestors(self, name: str) -> Iterator[str]:
        yield name
        for parent in self.objects(AIG + name, RDFS + "subClassOf"):
            if parent.startswith(AIG):
                yield from self.ancestors(parent.removeprefix(AIG))


@pytest.fixture(scope="module")
def terms() -> Terms:
    return Terms()


def no(problems: list[str]) -> None:
    """Fail with every problem, a line each."""
    assert not problems, "in ontology/aigraph.ttl:\n" + "\n".join(problems)


def test_every_term_has_one_label_and_definition_in_both_languages(terms: Terms) -> None:
    no(
        [
            f"aig:{name} has {dict(found)} as its {what}; expected one in en and one in zh. Add or drop one"
            for name in terms.ours(*KINDS)
            for what, predicate in (("label", RDFS + "label"), ("definition", SKOS + "definition"))
            if (found := terms.languages(AIG + name, predicate)) != {"en": 1, "zh": 1}
        ]
    )


def test_no_two_terms_share_a_label(terms: Terms) -> None:
    owners: dict[tuple[str, str | None], list[str]] = {}
    for name in terms.ours(*KINDS):
        for quad in terms.store.quads_for_pattern(NamedNode(AIG + name), NamedNode(RDFS + "label"), None):
            assert isinstance(quad.object, Literal)
            owners.setdefault((quad.object.value, quad.object.language), []).append(name)
    no(
        [
            f"{label!r}@{lang} is the label of {names}; expected one term. Reword the others"
            for (label, lang), names in owners.items()
            if len(names) > 1
        ]
    )


def test_every_property_has_a_known_use_domain_and_range(terms: Terms) -> None:
    problems = []
    classes = set(terms.ours("Class"))
    for name in terms.properties():
        if terms.annotation(name, "use") not in USES:
            problems.append(f"aig:{name} has aig:use {terms.annotation(name, 'use')!r}; expected one of {sorted(USES)}")
        for end in ("domain", "range"):
            found = terms.objects(AIG + name, RDFS + end)
            if len(found) != 1:
                problems.append(
                    f"aig:{name} has {len(found)} of rdfs:{end}; expected one. Use an upper class, never two"
                )
            problems += [
                f"aig:{name} has the {end} {iri}, which is no class here. Declare it or correct it"
                for iri in found
                if iri.startswith(AIG) and iri.removeprefix(AIG) not in classes
            ]
    no(problems)


def test_value_types_fit_the_kind_of_property(terms: Terms) -> None:
    problems = []
    objects = set(terms.ours("ObjectProperty"))
    for name in terms.properties():
        kind, options = terms.annotation(name, "valueType"), terms.objects(AIG + name, AIG + "option")
        if kind is not None and kind not in VALUE_TYPES:
            problems.append(f"aig:{name} has aig:valueType {kind!r}; expected one of {sorted(VALUE_TYPES)}")
        if kind is not None and (kind == "entity") != (name in objects):
            problems.append(
                f"aig:{name} has aig:valueType {kind!r}; expected 'entity' on object properties and only there"
            )
        if terms.annotation(name, "use") == "metric" and kind != "quantity":
            problems.append(f"the metric aig:{name} has aig:valueType {kind!r}; expected 'quantity'")
        if bool(options) != (kind == "option"):
            problems.append(
                f"aig:{name} has the options {options} and aig:valueType {kind!r}; expected both or neither"
            )
        if terms.annotation(name, "list") == "true" and kind in ("quantity", "date", "duration"):
            problems.append(f"aig:{name} is a list of {kind}; expected a scalar. Drop aig:list")
    no(problems)


def test_annotations_say_only_what_is_allowed(terms: Terms) -> None:
    problems = [
        f"aig:{name} has aig:{flag} {value!r}; expected true, or nothing"
        for name in terms.properties()
        for flag in FLAGS
        for value in terms.objects(AIG + name, AIG + flag)
        if value != "true"
    ]
    units = {code for unit in terms.instances(AIG + "Unit") for code in terms.objects(unit, SKOS + "notation")}
    for name in terms.properties():
        unit = terms.annotation(name, "defaultUnit")
        if unit is not None and unit not in units:
            problems.append(
                f"aig:{name} has aig:defaultUnit {unit!r}; expected one of {sorted(units)}. Declare aig:unit-{unit}"
            )
    no(problems)


def test_whatever_stands_in_a_sentence_has_a_caption(terms: Terms) -> None:
    no(
        [
            f"aig:{name} has no aig:caption in en and zh; expected the words between subject and object. Add it"
            for name in terms.properties()
            if terms.annotation(name, "use") in CAPTIONED
            and terms.languages(AIG + name, AIG + "caption") != {"en": 1, "zh": 1}
        ]
    )


def test_every_relation_has_one_inverse_that_mirrors_it_or_is_symmetric(terms: Terms) -> None:
    problems = []
    symmetric = set(terms.ours("SymmetricProperty"))
    inverses: dict[str, set[str]] = {}
    for name in terms.ours("ObjectProperty"):
        for other in terms.objects(AIG + name, OWL + "inverseOf"):
            inverses.setdefault(name, set()).add(other.removeprefix(AIG))
            inverses.setdefault(other.removeprefix(AIG), set()).add(name)
    for name in terms.ours("ObjectProperty"):
        use, found = terms.annotation(name, "use"), inverses.get(name, set())
        if use in ("relation", "inverse") and len(found) + (name in symmetric) != 1:
            problems.append(f"aig:{name} has the inverses {sorted(found)}; expected one, or owl:SymmetricProperty")
        for other in found:
            if {use, terms.annotation(other, "use")} != {"relation", "inverse"}:
                problems.append(f"aig:{name} and aig:{other} are inverses; expected one relation and one inverse")
            if terms.objects(AIG + name, RDFS + "domain") != terms.objects(AIG + other, RDFS + "range"):
                problems.append(
                    f"the domain of aig:{name} is not the range of aig:{other}, its inverse. Make them equal"
                )
        ends = [terms.objects(AIG + name, RDFS + end) for end in ("domain", "range")]
        if name in symmetric and ends[0] != ends[1]:
            problems.append(f"aig:{name} is symmetric; expected its range to be its domain")
    no(problems)


def test_classes_are_drawn_in_at_most_eight_hues_and_known_shapes(terms: Terms) -> None:
    names = terms.ours("Class")
    entities = [name for name in names if "Entity" in terms.ancestors(name)]
    leaves = [name for name in entities if not any(name in terms.ancestors(other) for other in names if other != name)]
    problems = []
    for what, allowed in (("hue", HUES), ("shape", SHAPES)):
        for name in names:
            found = terms.objects(AIG + name, AIG + what)
            if len(found) > 1 or not set(found) <= allowed:
                problems.append(f"aig:{name} has aig:{what} {found}; expected one of {sorted(allowed)}")
        problems += [
            f"aig:{name} has no aig:{what}, nor has a superclass; expected one of {sorted(allowed)}. Add it"
            for name in leaves
            if not any(terms.annotation(above, what) for above in terms.ancestors(name))
        ]
    no(problems)


def test_units_can_be_written_and_read(terms: Terms) -> None:
    problems, codes = [], Counter[str]()
    for unit in terms.instances(AIG + "Unit"):
        notation = terms.objects(unit, SKOS + "notation")
        codes.update(notation)
        if len(notation) != 1 or unit != f"{AIG}unit-{notation[0]}":
            problems.append(f"<{unit}> has the codes {notation}; expected one, the end of its IRI after 'unit-'")
        if not terms.objects(unit, AIG + "unitKind"):
            problems.append(f"<{unit}> has no aig:unitKind; expected one, such as 'count' or 'currency'. Add it")
    problems += [f"the unit code {code!r} is used {n} times; expected once" for code, n in codes.items() if n > 1]
    no(problems)


def test_what_stands_for_no_entity_is_none(terms: Terms) -> None:
    kinds = terms.objects(AIG + "unstated", RDF + "type")
    no(
        []
        if kinds and AIG + "Entity" not in kinds
        else [f"aig:unstated has the types {kinds}; expected no entity class, or it is counted as one"]
    )


def test_terms_of_other_vocabularies_are_declared(terms: Terms) -> None:
    declared = {iri for kind in KINDS for iri in terms.instances(OWL + kind)}
    builtin = (RDF, RDFS, OWL, XSD, AIG)
    used = set()
    for quad in terms.store:
        if isinstance(quad.predicate, NamedNode):
            used.add(quad.predicate.value)
        if quad.predicate.value in (RDFS + "subClassOf", RDFS + "subPropertyOf", RDFS + "domain", RDFS + "range"):
            used |= {quad.object.value} if isinstance(quad.object, NamedNode) else set()
    no(
        [
            f"<{iri}> is used and not declared; expected its kind. Add '<{iri}> a owl:…'"
            for iri in sorted(used - declared)
            if not iri.startswith(builtin)
        ]
    )


def test_the_header_is_complete_and_names_one_version(terms: Terms) -> None:
    [header] = terms.instances(OWL + "Ontology")
    dcterms = "http://purl.org/dc/terms/"
    problems = [
        f"the header has no dcterms:{name}; expected one. Add it"
        for name in ("creator", "license", "issued")
        if not terms.objects(header, dcterms + name)
    ]
    problems += [
        f"the header has dcterms:{name} in {dict(found)}; expected en and zh"
        for name in ("title", "description")
        if (found := terms.languages(header, dcterms + name)) != {"en": 1, "zh": 1}
    ]
    version = terms.objects(header, OWL + "versionInfo")
    if len(version) != 1 or terms.objects(header, OWL + "versionIRI") != [f"{header}/{version[0]}"]:
        problems.append(f"owl:versionInfo is {version}; expected one, and owl:versionIRI to end in it")
    no(problems)


@pytest.mark.parametrize("path", sorted((FOLDER / "rules").glob("*.rq")), ids=lambda path: path.stem)
def test_rules_are_named_and_use_declared_terms(path: Path, terms: Terms) -> None:
    text = path.read_text(encoding="utf-8")
    header = dict(re.findall(r"^# (name|sentence|sentence-zh): (.+)$", text, re.MULTILINE))
    assert set(header) == {"name", "sentence", "sentence-zh"}, (
        f"{path.name} has the lines {sorted(header)}; expected name, sentence and sentence-zh"
    )
    assert header["name"] == path.stem, f"{path.name} is named {header['name']!r}; expected the file's name. Rename one"
    assert not _undeclared(text, terms), (
        f"{path.name} uses {_undeclared(text, terms)}, which the ontology does not declare. Correct or declare them"
    )


@pytest.mark.slow
def test_the_page_and_the_definitions_for_robot_are_up_to_date() -> None:
    tool = FOLDER.parent / "tools" / "write_ontology_docs.py"
    done = subprocess.run([sys.executable, str(tool), "--check"], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr


def test_shapes_use_declared_terms(terms: Terms) -> None:
    text = (FOLDER / "shapes.ttl").read_text(encoding="utf-8")
    assert not _undeclared(text, terms), (
        f"shapes.ttl uses {_undeclared(text, terms)}, which the ontology does not declare. Correct or declare them"
    )


def _undeclared(text: str, terms: Terms) -> set[str]:
    known = {*terms.ours(*KINDS)}
    dates = {name for name in terms.properties() if terms.annotation(name, "valueType") == "date"}
    known |= {name + part for name in dates for part in ("Earliest", "Latest")}
    return set(re.findall(r"\baig:([A-Za-z][\w-]*)", text)) - known


# --- The shapes, on data with one deliberate error -----------------------------------------------------------------

SOUND = """
@prefix aig: <https://w3id.org/aigraph/ontology#> . @prefix aid: <https://w3id.org/aigraph/id/> .
@prefix st: <https://w3id.org/aigraph/statement/> . @prefix prov: <http://www.w3.org/ns/prov#> .
@prefix rdf: <http://www.w3.org/1999/02/22-rdf-syntax-ns#> . @prefix skos: <http://www.w3.org/2004/02/skos/core#> .
@prefix xsd: <http://www.w3.org/2001/XMLSchema#> . @prefix oa: <http://www.w3.org/ns/oa#> .
aid:ann a aig:Person ; skos:prefLabel "Ann"@en . aid:lab a aig:ResearchLab ; skos:prefLabel "Lab"@en .
aid:cto a aig:Role ; skos:prefLabel "CTO"@en . aid:model a aig:AIModel ; skos:prefLabel "Model"@en .
aid:chip a aig:Chip ; skos:prefLabel "Chip"@en .
aid:makers a aig:Group ; skos:prefLabel "makers"@en ; aig:ofClass "Company" .
aid:ann aig:workedAt aid:lab . aid:makers aig:manufactures aid:chip .
<https://w3id.org/aigraph/source/s> a aig:Source ; skos:prefLabel "S"@en ; aig:sha256 "%s" .
<https://w3id.org/aigraph/evidence/e> a aig:Evidence ; aig:modality "asserted" ;
  prov:wasQuotedFrom <https://w3id.org/aigraph/source/s> .
st:job a aig:Statement ; rdf:subject aid:ann ; rdf:predicate aig:workedAt ; rdf:object aid:lab ; aig:role aid:cto ;
  aig:startDateEarliest "2019-01-01"^^xsd:date ; aig:startDateLatest "2019-12-31"^^xsd:date ;
  aig:endDateLatest "2021-12-31"^^xsd:date ;
  aig:modality "asserted" ; aig:stage "actual" ; aig:settled true ; aig:evidence <https://w3id.org/aigraph/evidence/e> .
st:made a aig:Statement ; rdf:subject aid:makers ; rdf:predicate aig:manufactures ; rdf:object aid:chip ;
  aig:modality "asserted" ; aig:stage "actual" ; aig:settled true ; aig:evidence <https://w3id.org/aigraph/evidence/e> .
st:score a aig:Observation ; rdf:subject aid:model ; rdf:predicate aig:benchmarkScore ; rdf:object 81.2 ;
  aig:value 81.2 ;
  aig:benchmark aig:unstated ; aig:modality "asserted" ; aig:stage "actual" ; aig:settled true ;
  aig:evidence <https://w3id.org/aigraph/evidence/e> .
""" % ("0" * 64)

ERRORS: dict[str, tuple[str, str, str]] = {
    "subject outside the domain": (
        "rdf:predicate aig:workedAt ; rdf:object aid:lab",
        "rdf:predicate aig:trainedOn ; rdf:object aid:lab",
        "cannot stand here",
    ),
    "object outside the range": ("rdf:object aid:lab ;", "rdf:object aid:chip ;", "cannot stand here"),
    "qualifier outside the range": ("aig:role aid:cto", "aig:role aid:chip", "cannot stand here"),
    "group of the wrong class": ('aig:ofClass "Company"', 'aig:ofClass "Chip"', "cannot stand here"),
    "literal for an entity": ("rdf:object aid:lab ;", 'rdf:object "the lab" ;', "is a literal"),
    "classes that exclude each other": (
        "aid:ann a aig:Person",
        "aid:ann a aig:Person, aig:Benchmark",
        "exclude each other",
    ),
    "two spans of one quote": (
        'a aig:Evidence ; aig:modality "asserted" ;',
        'a aig:Evidence ; oa:hasSelector st:x, st:y ; aig:modality "asserted" ;',
        "more than one span",
    ),
    "a span that ends before it starts": (
        "st:job a aig:Statement",
        'st:span a aig:Span ; oa:exact "words" ; oa:start 9 ; oa:end 4 . st:job a aig:Statement',
        "does not start before it ends",
    ),
    "unknown predicate": ("rdf:predicate aig:workedAt", "rdf:predicate aig:workdAt", "unknown predicate"),
    "end before start": ('aig:endDateLatest "2021', 'aig:endDateLatest "2018', "ends before it starts"),
    "earliest after latest": ('aig:startDateLatest "2019', 'aig:startDateLatest "2018', "later than its own last day"),
    "unknown modality": (
        'aig:modality "asserted" ; aig:stage',
        'aig:modality "certain" ; aig:stage',
        "unknown modality",
    ),
    "unknown stage": ('aig:stage "actual"', 'aig:stage "done"', "unknown stage"),
    "unknown comparator": ("aig:value 81.2", 'aig:value 81.2 ; aig:comparator "circa"', "unknown comparator"),
    "unknown share": ("aig:role aid:cto", 'aig:role aid:cto ; aig:share "many"', "unknown share"),
    "bounds the wrong way round": ("aig:value 81.2", "aig:min 5.0 ; aig:max 3.0", "lower bound"),
    "tentative yet direct": (
        'aig:stage "actual" ; aig:settled true',
        'aig:stage "planned" ; aig:settled false',
        "from a tentative statement",
    ),
    "settled yet not direct": ("aid:ann aig:workedAt aid:lab .", "", "lacks the direct triple"),
    "metric as a direct triple": (
        "aid:ann aig:workedAt",
        "aid:model aig:benchmarkScore 81.2 . aid:ann aig:workedAt",
        "direct triple of a metric",
    ),
    "reported by somebody unnamed": (
        'a aig:Evidence ; aig:modality "asserted" ;',
        'a aig:Evidence ; aig:modality "reported" ; prov:wasAttributedTo aid:ghost .\n'
        'aid:ghost a aig:Group ; skos:prefLabel "Ghost"@en ; aig:unnamed true .\n<https://w3id.org/aigraph/evidence/e>',
        "a speaker whom the text does not name",
    ),
    "digest of the wrong form": ('aig:sha256 "0', 'aig:sha256 "x', "SHA-256"),
    "entity without a name": (' ; skos:prefLabel "Chip"@en', "", "no name"),
    "statement without evidence": (
        "aig:settled true ; aig:evidence <https://w3id.org/aigraph/evidence/e> .\nst:made",
        "aig:settled true .\nst:made",
        "no evidence",
    ),
}


@pytest.fixture(scope="module")
def findings() -> Callable[[str], list[str]]:
    rdflib, pyshacl = pytest.importorskip("rdflib"), pytest.importorskip("pyshacl")

    def ask(data: str) -> list[str]:
        graphs = [rdflib.Graph().parse(data=data, format="turtle")]
        graphs += [rdflib.Graph().parse(FOLDER / name, format="turtle") for name in ("shapes.ttl", "aigraph.ttl")]
        _, report, _ = pyshacl.validate(graphs[0], shacl_graph=graphs[1], ont_graph=graphs[2], inference="none")
        return [str(message) for message in report.objects(None, rdflib.URIRef(SH + "resultMessage"))]

    return ask


def test_shapes_pass_sound_data(findings: Callable[[str], list[str]]) -> None:
    assert findings(SOUND) == [], "the shapes refuse sound data; mend ontology/shapes.ttl"


def test_shapes_pass_a_new_qualifier_with_several_texts(findings: Callable[[str], list[str]]) -> None:
    data = SOUND.replace("aig:role aid:cto", 'aig:role aid:cto ; aig:nickname "a", "b"', 1)
    assert findings(data) == [], (
        "the shapes compare the values of one list; mend shapes:Consistent in ontology/shapes.ttl"
    )


@pytest.mark.slow
@pytest.mark.parametrize("error", ERRORS)
def test_shapes_find(error: str, findings: Callable[[str], list[str]]) -> None:
    sound, wrong, message = ERRORS[error]
    assert sound in SOUND, f"the test no longer plants {error!r}; correct ERRORS"
    found = findings(SOUND.replace(sound, wrong, 1))
    assert any(message in text for text in found), (
        f"the shapes miss {error!r}, they say {found}; mend ontology/shapes.ttl"
    )
