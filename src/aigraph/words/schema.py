"""What may be said: the classes, the predicates and qualifiers with what they take, the units, an example of each."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import astuple, dataclass, fields
from functools import cached_property

from aigraph.errors import UnknownName, nearest
from aigraph.model import Graph, Statement
from aigraph.namespaces import UNSTATED, statement_node
from aigraph.ontology import Class, Ontology, Property
from aigraph.table import Table
from aigraph.words.notation import seed_line

__all__ = ["Schema", "Term"]

#: What stands in an example that no statement gives, by the type of the value.
_MADE_UP = {"text": "some words", "boolean": "true", "integer": "3", "date": "2024-05", "duration": "P3Y"}


@dataclass(frozen=True, slots=True)
class Term:
    """A class, relation, attribute, metric, qualifier or unit. In queries it is `prefix`:`name`.

    `below` are the classes above a class, and the class of a predicate's subject; `value` is what it relates to, or
    what type its value has; `unit` the unit or the kind of unit of its number; `qualifiers` those that tell two
    statements of a predicate apart, then those that it is found with, the most frequent first.
    """

    kind: str
    name: str
    prefix: str | None
    label: str
    label_zh: str
    below: str
    value: str
    unit: str
    inverse: str
    qualifiers: str
    example: str
    definition: str
    definition_zh: str

    def says(self, words: Iterable[str]) -> bool:
        """Return whether it has all of these words, which are in lower case, in a name, a label or a definition."""
        text = "\n".join((self.name, self.inverse, self.label, self.label_zh, self.definition, self.definition_zh))
        return all(word in text.casefold() for word in words)


class Schema:
    """The terms of an ontology, with examples from a graph: its own before those of graphs that it extends."""

    def __init__(self, graph: Graph, ontology: Ontology) -> None:
        """Hold both."""
        self.graph, self.ontology = graph, ontology

    def terms(self, term: str | None = None, search: str | None = None) -> list[Term]:
        """Return the terms: classes as a tree has them, predicates by the class of their subject, qualifiers, units.

        Args:
            term: only this one, by its name or a label in either language; of a class also those below it, and the
                predicates that its things may have or be the object of.
            search: only those that have all these words in a name, a label or a definition.

        Raises:
            UnknownName: there is no such term.
        """
        name = None if term is None else self.name_of(term)
        words = (search or "").casefold().split()
        found = self._all(name in self.ontology.classes)
        if name is not None:
            wanted = set(self.about(name))
            found = (one for one in found if one.name == name or (one.kind != "unit" and one.name in wanted))
        return [one for one in found if one.says(words)]

    def table(self, terms: Iterable[Term]) -> Table:
        """Return terms as a table."""
        heads = {"label_zh": "labelZh", "definition_zh": "definitionZh"}
        rows = tuple(tuple(cell or None for cell in astuple(one)) for one in terms)
        return Table(tuple(heads.get(field.name, field.name) for field in fields(Term)), rows)

    def name_of(self, term: str) -> str:
        """Return the name of the term that is meant, of an inverse the forward one. Raises UnknownName."""
        ontology = self.ontology
        spelt = term.partition(":")[2] or term
        known: dict[str, str] = {unit.code: unit.code for unit in ontology.units.values() if unit.kind != "currency"}
        terms: list[tuple[Class | Property, str]] = [
            (prop, prop.inverse if prop.use == "inverse" and prop.inverse else prop.name)
            for prop in ontology.properties.values()
            if prop.use != "structure"
        ]
        for one, forward in [*terms, *((found, found.name) for found in ontology.classes.values())]:
            known |= {label: known.get(label, forward) for label in (*one.labels.values(), one.name.casefold())}
            known[one.name] = forward
        for found in (known.get(spelt), known.get(spelt.casefold())):
            if found is not None:
                return found
        near = nearest(spelt, known)
        hint = f"; did you mean {near!r}?" if near else "."
        raise UnknownName(
            f"no class, predicate, qualifier or unit is called {term!r}{hint} 'aigraph schema' lists them",
            suggestions=[known[near]] if near else [],
        )

    def about(self, name: str) -> Iterator[str]:
        """Yield the names that belong to a term: its own, of a class also those below it and what it may take."""
        yield name
        if name in self.ontology.classes:
            yield from self.ontology.below(name)
            for role in ("domain", "range"):
                yield from (prop.name for prop in self.taking(name, role))

    def taking(self, name: str, role: str) -> Iterator[Property]:
        """Yield the predicates that take a thing of a class as their subject (`domain`) or object (`range`)."""
        above = self.ontology.ancestors([name])
        for prop in self.ontology.predicates():
            if (role == "domain" or prop.value_type == "entity") and getattr(prop, role) in above:
                yield prop

    def _all(self, of_class: bool) -> Iterator[Term]:
        """Yield all terms: predicates of the most general class first, of the most specific where one is asked for."""
        ontology, sign = self.ontology, -1 if of_class else 1
        for one in ontology.classes.values():
            if not one.parents:
                yield from (self._class(name) for name, _ in self.tree(one.name))
        subjects = sorted(ontology.predicates(), key=lambda p: (sign * self._depth(p.domain), p.domain or "", p.name))
        yield from (self._property(prop) for prop in (*subjects, *ontology.qualifiers()))
        for unit in ontology.units.values():
            if unit.kind != "currency":
                names = unit.labels.get("en", unit.code), unit.labels.get("zh", "")
                example = "" if unit.code == UNSTATED else f"20 {unit.code}"
                yield Term("unit", unit.code, None, *names, unit.kind or "", "", "", "", "", example, "", "")

    def tree(self, name: str, depth: int = 0) -> Iterator[tuple[str, int]]:
        """Yield a class and those below it, each with how deep; one of several parents below the first."""
        yield name, depth
        for one in self.ontology.classes.values():
            if name in one.parents[:1]:
                yield from self.tree(one.name, depth + 1)

    def above(self, name: str) -> set[str]:
        """Return the classes above a class; none above what is no class."""
        return set(self.ontology.ancestors([name])) - {name} if name in self.ontology.classes else set()

    def _class(self, name: str) -> Term:
        found = self.ontology.classes[name]
        return self._term("class", found, below=", ".join(found.parents), example=self._entities.get(name, ""))

    def _property(self, prop: Property) -> Term:
        told = dict.fromkeys([*prop.distinguished_by, *(name for name, _ in self._with[prop.name].most_common(8))])
        unit = (prop.default_unit or prop.unit_kind or "") if prop.value_type == "quantity" else ""
        value = " or ".join(prop.options) or prop.range or prop.value_type
        return self._term(
            prop.use,
            prop,
            below="" if prop.use == "qualifier" else prop.domain or "",
            value=f"{value}, several" if prop.list else value,
            unit=unit,
            inverse=prop.inverse or ("itself" if prop.symmetric else ""),
            qualifiers="" if prop.use == "qualifier" else ", ".join(told),
            example=self._examples.get(prop.name) or self._made_up(prop),
        )

    def _term(self, kind: str, term: Class | Property, **more: str) -> Term:
        labels, definitions = term.labels, term.definitions
        return Term(
            kind=kind,
            name=term.name,
            prefix=next((p for p, iri in self.graph.iris.prefixes.items() if iri == term.namespace), None),
            label=labels.get("en", term.name),
            label_zh=labels.get("zh", ""),
            definition=definitions.get("en", ""),
            definition_zh=definitions.get("zh", ""),
            **{name: more.get(name, "") for name in ("below", "value", "unit", "inverse", "qualifiers", "example")},
        )

    def _depth(self, name: str | None) -> int:
        return -1 if name is None else self.ontology.depth(name)

    def _made_up(self, prop: Property) -> str:
        """Return a line as it might be written."""

        def thing(name: str | None) -> str:
            known = self.ontology.classes.get(name or "")
            return f"some-{'-'.join(known.labels.get('en', known.name).lower().split())}" if known else "something"

        match prop.value_type:
            case "entity":
                value = thing(prop.range)
            case "quantity":
                unit = prop.default_unit or next(
                    (u.code for u in self.ontology.units.values() if u.kind == prop.unit_kind), ""
                )
                value = f"20 {'USD' if prop.unit_kind == 'currency' else unit}".rstrip()
            case "class":
                value = next((name for name, one in self.ontology.classes.items() if not one.parents), "")
            case "option":
                value = prop.options[0]
            case kind:
                value = _MADE_UP[kind]
        return f"{{{prop.name}: {value}}}" if prop.use == "qualifier" else f"{thing(prop.domain)} {prop.name} {value}"

    @cached_property
    def _with(self) -> Mapping[str, Counter[str]]:
        """The qualifiers that each predicate is found with."""
        found: dict[str, Counter[str]] = defaultdict(Counter)
        for statement in sorted(self.graph.statements, key=lambda s: s.id):
            found[statement.predicate].update(name for name in statement.qualifiers if name != "note")
        return found

    @cached_property
    def _examples(self) -> Mapping[str, str]:
        """The line of the best statement for each predicate and qualifier: one's own, usual, with evidence, short."""
        best: dict[str, tuple[tuple[bool, bool, bool, int, str], str]] = {}
        for statement in self.graph.statements:
            for name in (statement.predicate, *statement.qualifiers):
                line = seed_line(statement, None if name == statement.predicate else name)
                rank = (*self._rank(statement), len(line), line)
                if name not in best or rank < best[name][0]:
                    best[name] = rank, line
        return {name: line for name, (_, line) in best.items()}

    def _rank(self, statement: Statement) -> tuple[bool, bool, bool]:
        iris = self.graph.iris
        own = iris.space(statement_node(statement.id)) == iris.own
        return not own, statement.derived is not None, not statement.settled

    @cached_property
    def _entities(self) -> Mapping[str, str]:
        """The slug of an entity of each class, or of one below it: one's own first."""
        iris, found = self.graph.iris, dict[str, str]()
        for entity in sorted(self.graph.entities, key=lambda e: (iris.space(e.id) != iris.own, len(e.id), e.id)):
            for name in (*entity.classes, *self.ontology.ancestors(entity.classes)):
                found.setdefault(name, entity.id)
        return found
