"""What a query passes over without saying so."""

from collections.abc import Callable, Collection, Iterator, Mapping

from aigraph.cypher.parse.clauses import parse
from aigraph.cypher.stored import Contents
from aigraph.cypher.tree import (
    Comparison,
    HasLabels,
    Labels,
    Literal,
    NodePattern,
    Parameter,
    Property,
    Query,
    RelPattern,
    walk,
)
from aigraph.errors import QueryError, did_you_mean
from aigraph.model import Graph
from aigraph.ontology import Ontology
from aigraph.property_graph import TENTATIVE
from aigraph.selection.disagreeing import disagreeing
from aigraph.selection.editors import of_editors
from aigraph.selection.passed import Passed
from aigraph.when.selected import unsure

__all__ = ["counted_notes", "notes", "on_names"]


def notes(query: str, ontology: Ontology, graph: Graph) -> Iterator[str]:
    """Yield a sentence for each type that has tentative statements, where the query does not ask for them."""

    def passed(name: str) -> Passed:
        count = sum(not s.settled for s in graph.statements if s.predicate == name)
        return Passed(count, of_editors(graph, name), disagreeing(graph, ontology, name))

    yield from counted_notes(query, ontology, passed, lambda name: unsure(graph, name))


def counted_notes(
    query: str, ontology: Ontology, passed: Callable[[str], Passed], doubt: Callable[[str], str] = lambda _: ""
) -> Iterator[str]:
    """Do as `notes`; `passed` gives what is passed over of a predicate, `doubt` the note on what may not have held."""
    try:
        tree = parse(query)
    except (QueryError, RecursionError):
        return  # a server may read what we do not
    keys = dict.fromkeys(item.key for item in walk(tree) if isinstance(item, Property))
    yield from filter(None, (passed(key).disagreeing for key in keys if key in ontology.properties))
    types = _types(tree)
    predicates = {prop.edge_type: name for name, prop in ontology.properties.items()}
    for kind in types if TENTATIVE not in types else ():
        if (name := predicates.get(kind)) is None:
            continue
        if count := passed(name).tentative:
            stands = "statements are" if count > 1 else "statement is"
            pattern = f"[:{kind}|TENTATIVE {{predicate: '{name}'}}]"
            yield f"{count} tentative {name} {stands} not shown; match {pattern}"
        yield from filter(None, (passed(name).editors, doubt(name)))


def on_names(
    tree: Query, contents: Contents, declared: Collection[str], parameters: Mapping[str, object]
) -> Iterator[str]:
    """Yield a sentence for each label and type that nothing has, and for each date that is compared with a text."""
    for item in walk(tree):
        if isinstance(item, Comparison) and len(item.items) == 2:
            yield from _on_dates(item, contents, parameters)
    for name in dict.fromkeys(_labels(tree)):
        if name not in contents["labels"] and name not in declared:
            yield f"no node has the label {name!r}{did_you_mean(name, [*contents['labels'], *declared])}"
    for name in _types(tree):
        if name not in contents["types"] and name not in declared:
            yield f"no relationship has the type {name!r}{did_you_mean(name, [*contents['types'], *declared])}"


def _on_dates(item: Comparison, contents: Contents, parameters: Mapping[str, object]) -> Iterator[str]:
    """Yield what to write where a property that is always a date is compared with a text: to Neo4j that is null."""
    for held, other in (item.items, item.items[::-1]):
        if not isinstance(held, Property) or contents["properties"].get(held.key) != ["date"]:
            continue
        if isinstance(other, Literal) and isinstance(other.value, str):
            yield f"{held.key} is a date; write date({other.value!r}), since a date beside a text is null"
        elif isinstance(other, Parameter) and isinstance(parameters.get(other.name), str):
            yield f"{held.key} is a date; write date(${other.name}), since a date beside a text is null"


def _types(tree: Query) -> list[str]:
    """Return the relationship types that a query names, in order."""
    patterns = (item.types for item in walk(tree) if isinstance(item, RelPattern))
    return list(dict.fromkeys(name for types in patterns for name in _names(types)))


def _labels(tree: Query) -> Iterator[str]:
    """Yield the labels that a query asks nodes for; those of `x:Name` may be the type of a relationship too."""
    types = set(_types(tree))
    for item in walk(tree):
        if isinstance(item, NodePattern | HasLabels):
            yield from (name for name in _names(item.labels) if isinstance(item, NodePattern) or name not in types)


def _names(labels: Labels | None) -> Iterator[str]:
    yield from (item.name for item in walk(labels) if isinstance(item, Labels) and item.sign == "is")
