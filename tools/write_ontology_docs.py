"""Write docs/ontology.md from the ontology, and into the ontology what ROBOT looks for; --check only compares.

ROBOT finds definitions under obo:IAO_0000115 alone, one a term, so that the last section of `aigraph.ttl` repeats the
English ones. An example is a line of the shipped graph, where that has none of the graph in tests/data/wide.
"""

import sys
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

from pyoxigraph import Literal, NamedNode, RdfFormat, Store

import aigraph
from aigraph.model import Quantity, Statement
from aigraph.namespaces import ONTOLOGY, OWL, PREFIXES, RDF, RDFS, SHIPPED, SKOS
from aigraph.ontology import Class, Ontology, Property
from aigraph.rdf.rules import read_rules
from aigraph.words.notation import seed_line

ROOT = Path(__file__).parents[1]
FILE = ROOT / "ontology" / "aigraph.ttl"
PAGE = ROOT / "docs" / "ontology.md"
MARK = "# --- Definitions as ROBOT looks for them: written by tools/write_ontology_docs.py "

HEAD = """# The ontology

Written by `python tools/write_ontology_docs.py` from [`ontology/aigraph.ttl`](../ontology/aigraph.ttl), version
{version}: OWL 2 DL and RL, {terms} terms, `aig:` = <https://w3id.org/aigraph/ontology#>. It is the only schema: a
class, predicate, qualifier or unit that is declared there can be used in seeds, queries and exports at once.
`aigraph schema` prints it at the terminal, with the terms that a graph of your own adds.

A term has its name, its labels in English and Chinese, its definition in both; after ⊑ what it is a special case of in
other vocabularies, so that `?c schema:founder ?p` has rows; then how often the shipped graph has it, with an example.
“Elsewhere” is [a year of an industry that is made up](../tests/data/wide/seeds/statements/year.yaml).
"""

SECTIONS: Mapping[str, str] = {
    "classes": "The classes of what statements are about, and of what says them; each below what it is a kind of.",
    "predicates": "A relation links two things and has an inverse; an attribute is a value that a thing has, said for\n"
    "a time where it changes; a metric is measured, and always an observation. They stand under the class of their\n"
    "subject.",
    "qualifiers": "What may stand in the braces of a statement's line.",
    "structure": "What describes statements, evidence, claims and sources in RDF. Nobody writes these in a line.",
    "units": "What a number counts or measures. Every currency of ISO 4217 is a unit, too. A metric that needs one\n"
    "kind of unit refuses any other.",
    "exclusions": "An entity of two such classes is a finding.",
    "annotations": "What the program reads of a term.",
}


def with_definitions(text: str) -> str:
    """Return the ontology's file with its last section written anew."""
    body = text.partition(MARK)[0].rstrip("\n")
    store = Store()
    store.load(body.encode(), format=RdfFormat.TURTLE)
    found = {
        quad.subject.value.removeprefix(ONTOLOGY): quad.object
        for quad in store.quads_for_pattern(None, NamedNode(SKOS + "definition"), None)
        if isinstance(quad.subject, NamedNode) and isinstance(quad.object, Literal) and quad.object.language == "en"
    }
    lines = [f"aig:{name} obo:IAO_0000115 {definition} ." for name, definition in sorted(found.items())]
    return f"{body}\n\n{MARK.ljust(120, '-')}\n\n" + "\n".join(lines) + "\n"


class Page:
    """The page: the ontology, the graph that ships, another that has what it lacks."""

    def __init__(self) -> None:
        self.store = Store()
        self.store.load(path=str(FILE), format=RdfFormat.TURTLE)
        self.graph = aigraph.load(ROOT)
        self.rules = read_rules([ROOT / "ontology"])
        self.wide = wide = aigraph.load(ROOT / "tests" / "data" / "wide")
        self.ontology: Ontology = self.graph.ontology
        self.entities = [*self.graph.entities.values()], [*wide.entities.values()]
        self.statements = [*self.graph.statements.values()], [*wide.statements.values()]

    def text(self) -> str:
        """Return the page."""
        parts = [
            HEAD.format(version=self.ontology.version, terms=len(self.ontology.classes | self.ontology.properties))
        ]
        for name, intro in SECTIONS.items():
            parts.append(f"## {name.capitalize()}\n\n{intro}\n")
            parts.append("\n".join(getattr(self, name)()) + "\n")
        return "\n".join(parts)

    def classes(self) -> Iterator[str]:
        """Yield the trees of classes."""
        for name, found in self.ontology.classes.items():
            if not found.parents:
                yield from self.tree(name, 0)

    def tree(self, name: str, depth: int) -> Iterator[str]:
        """Yield a class and what is below it."""
        found = self.ontology.classes[name]
        [(count,)] = self.graph.sparql(f"SELECT (COUNT(DISTINCT ?x) AS ?n) WHERE {{ ?x a aig:{name} }}")
        below = set(self.ontology.below(name))
        ours, others = ([e.id for e in part if below & set(e.classes)] for part in self.entities)
        also = [f"also {', '.join(found.parents[1:])}"] if len(found.parents) > 1 and depth else []
        facts = [*also, *self.above(name, "subClassOf"), _counted(int(count), ours[:1], others[:1])]
        yield f"{'  ' * depth}- {self.head(found)} {'; '.join(facts)}."
        for child, other in self.ontology.classes.items():
            if name in other.parents[:1]:
                yield from self.tree(child, depth + 1)

    def predicates(self) -> Iterator[str]:
        """Yield the predicates under the class of their subject."""
        groups: dict[str, list[Property]] = {}
        for prop in self.ontology.predicates():
            groups.setdefault(prop.domain or "", []).append(prop)
        for domain in sorted(groups, key=lambda name: (self.ontology.depth(name), name)):
            yield f"\n### Of {_article(self.ontology.classes[domain].labels['en'])}\n"
            for prop in groups[domain]:
                yield self.predicate(prop)

    def predicate(self, prop: Property) -> str:
        """Return the line of a predicate and its inverse."""
        ours, others = ([s for s in part if s.predicate == prop.name] for part in self.statements)
        facts = [f"{prop.use}: {prop.domain} → {self.target(prop)}", *self.above(prop.name, "subPropertyOf")]
        if prop.inverse:
            labels = self.ontology.properties[prop.inverse].labels
            above = "".join(f" {known}" for known in self.above(prop.inverse, "subPropertyOf"))
            facts.append(f"inverse `{prop.inverse}` ({labels['en']} · {labels['zh']}){above}")
        facts += ["symmetric"] * prop.symmetric + ["true afterwards"] * prop.holds_afterwards
        facts += ["editors may state it"] * prop.editorial + ["derived"] * any(
            f"aig:{prop.name} AS ?predicate" in rule.query for rule in self.rules
        )
        if prop.distinguished_by:
            facts.append(f"told apart by {', '.join(prop.distinguished_by)}")
        lines, more = [seed_line(s) for s in ours[:1]], [seed_line(s) for s in others[:1]]
        [(derived,)] = self.graph.sparql(f"SELECT (COUNT(*) AS ?n) WHERE {{ ?s aig:{prop.name} ?o }}")
        facts.append(_counted(len(ours) or int(derived), lines, more))
        return f"- {self.head(prop)} {'; '.join(facts)}."

    def qualifiers(self) -> Iterator[str]:
        """Yield the qualifiers."""
        for prop in self.ontology.qualifiers():
            ours, others = ([s for s in part if prop.name in s.qualifiers] for part in self.statements)
            facts = [self.target(prop), *self.above(prop.name, "subPropertyOf")]
            facts.append(
                _counted(
                    len(ours),
                    [seed_line(s, prop.name) for s in ours[:1]],
                    [seed_line(s, prop.name) for s in others[:1]],
                )
            )
            yield f"- {self.head(prop)} {'; '.join(facts)}."

    def structure(self) -> Iterator[str]:
        """Yield the properties of statements, evidence, claims and sources."""
        for prop in self.ontology.properties.values():
            if prop.use == "structure":
                query = f"SELECT ?s ?o WHERE {{ ?s aig:{prop.name} ?o }} ORDER BY ?s ?o"
                rows, others = list(self.graph.sparql(query)), list(self.wide.sparql(query))
                examples = [
                    [" → ".join(_short(str(cell)) for cell in row) for row in found[:1]] for found in (rows, others)
                ]
                facts = [f"{prop.domain or 'anything'} → {self.target(prop)}", *self.above(prop.name, "subPropertyOf")]
                yield f"- {self.head(prop)} {'; '.join([*facts, _counted(len(rows), *examples)])}."

    def units(self) -> Iterator[str]:
        """Yield the units by kind."""
        kinds: dict[str, list[str]] = {}
        for code in self.names(OWL + "NamedIndividual"):
            unit = self.ontology.units.get(code.removeprefix("unit-"))
            if unit and code.startswith("unit-"):
                kinds.setdefault(unit.kind or "", []).append(f"`{unit.code}` {unit.labels['en']} · {unit.labels['zh']}")
        used = Counter(q.unit for s in self.statements[0] for q in _quantities(s) if q.unit in self.ontology.units)
        for kind, found in sorted(kinds.items()):
            yield f"- **{kind}**: {', '.join(found)}"
        yield f"\nIn the shipped graph: {', '.join(f'`{code}` {count}' for code, count in sorted(used.items()))}."

    def exclusions(self) -> Iterator[str]:
        """Yield the classes that exclude each other."""
        pairs: dict[str, list[str]] = {}
        for quad in self.store.quads_for_pattern(None, NamedNode(OWL + "disjointWith"), None):
            pairs.setdefault(_local(quad.subject), []).append(_local(quad.object))
        yield from (f"- {name}: {', '.join(sorted(others))}" for name, others in sorted(pairs.items()))

    def annotations(self) -> Iterator[str]:
        """Yield the annotations."""
        for name in self.names(OWL + "AnnotationProperty"):
            texts = self.texts(name, RDFS + "label"), self.texts(name, SKOS + "definition")
            yield f"- **{name}** {texts[0]['en']} · {texts[0]['zh']}. {texts[1]['en']} {texts[1]['zh']}"

    def head(self, term: Class | Property) -> str:
        """Return a term's name, labels and definitions."""
        return (
            f"**{term.name}** {term.labels['en']} · {term.labels['zh']}. "
            f"{term.definitions['en']} {term.definitions['zh']}"
        )

    def target(self, prop: Property) -> str:
        """Return what a property's value is."""
        unit = prop.default_unit or prop.unit_kind
        kind = " or ".join(prop.options) or prop.range or f"{prop.value_type}{f' ({unit})' if unit else ''}"
        return f"{kind}{', several' if prop.list else ''}"

    def above(self, name: str, predicate: str) -> list[str]:
        """Return what a term is a special case of in other vocabularies."""
        quads = self.store.quads_for_pattern(NamedNode(ONTOLOGY + name), NamedNode(RDFS + predicate), None)
        iris = sorted(q.object.value for q in quads if isinstance(q.object, NamedNode))
        found = [f"`{_curie(iri)}`" for iri in iris if not iri.startswith(ONTOLOGY)]
        return [f"⊑ {', '.join(found)}"] if found else []

    def names(self, kind: str) -> list[str]:
        """Return the local names of our terms of one kind."""
        quads = self.store.quads_for_pattern(None, NamedNode(RDF + "type"), NamedNode(kind))
        return sorted(_local(q.subject) for q in quads if getattr(q.subject, "value", "").startswith(ONTOLOGY))

    def texts(self, name: str, predicate: str) -> dict[str, str]:
        """Return a term's texts by language."""
        quads = self.store.quads_for_pattern(NamedNode(ONTOLOGY + name), NamedNode(predicate), None)
        return {q.object.language or "": q.object.value for q in quads if isinstance(q.object, Literal)}


def _counted(count: int, examples: Iterable[str], others: Iterable[str]) -> str:
    """Return how often the shipped graph has a term, with an example of it, else one of elsewhere."""
    for words, found in (("such as", examples), ("such as elsewhere", others)):
        for example in found:
            return f"{count or 'none'} here, {words} `{example}`"
    return f"{count or 'none'} here"


def _quantities(statement: Statement) -> Iterator[Quantity]:
    values = [statement.object, *(v for values in statement.qualifiers.values() for v in values)]
    return (value for value in values if isinstance(value, Quantity))


def _short(text: str) -> str:
    text = SHIPPED.node(text).replace("\n", " ").replace("`", "'")
    return text if len(text) <= 70 else f"{text[:68]} …"


def _local(term: object) -> str:
    return str(getattr(term, "value", "")).removeprefix(ONTOLOGY)


def _curie(iri: str) -> str:
    return next((f"{p}:{iri.removeprefix(base)}" for p, base in PREFIXES.items() if iri.startswith(base)), iri)


def _article(label: str) -> str:
    return f"{'an' if label[0].lower() in 'aeio' else 'a'} {label}"


def main() -> None:
    """Write, or compare, the file and the page."""
    definitions = with_definitions(FILE.read_text(encoding="utf-8"))
    check = "--check" in sys.argv
    if not check:
        FILE.write_text(definitions, encoding="utf-8")
    for path, text in ((FILE, definitions), (PAGE, Page().text())):
        if not check:
            path.write_text(text, encoding="utf-8")
        elif not path.exists() or path.read_text(encoding="utf-8") != text:
            sys.exit(f"{path.relative_to(ROOT)} is out of date. Run 'python tools/write_ontology_docs.py'")


if __name__ == "__main__":
    main()
