"""What a question needs of a graph, read from its SPARQL: triples without which it has no rows."""

from collections.abc import Callable, Mapping, Sequence

from aigraph.namespaces import PREFIXES
from aigraph.ontology import Ontology
from aigraph.questions.patterns import PREDICATE, TYPE, Need, Reader
from aigraph.sparql.query import Query
from aigraph.table import Table

__all__ = ["Needs", "needs_of", "stated", "unmet"]

#: What every statement has.
_EVERYWHERE = ("evidence", "modality", "settled", "stage")
#: All of them are needed.
Needs = tuple[Need, ...]


def needs_of(query: str, parameters: Sequence[str] = (), prefixes: Mapping[str, str] = PREFIXES) -> Needs:
    """Return what a SELECT needs: patterns outside of OPTIONAL, MINUS and filters, of a UNION any branch's.

    >>> query = "SELECT * { ?a aig:x ?b OPTIONAL { ?a aig:y ?c } { ?a a aig:Z } UNION { ?a aig:w+ 'v' } }"
    >>> for need in needs_of(query):
    ...     print(sorted(pattern.replace("https://w3id.org/aigraph/ontology#", "") for pattern in need))
    ['?s <x> ?o']
    ['?s <http://www.w3.org/1999/02/22-rdf-syntax-ns#type> <Z>', '?s <w> ?o']

    Args:
        query: the text, the values of its parameters left open.
        parameters: variables that a reader chooses: what VALUES gives them is no need.
        prefixes: those that need no declaration.
    """
    return _least(Reader(Query(query, prefixes), parameters).where())


def unmet(needs: Mapping[str, Needs], select: Callable[[str], Table]) -> dict[str, tuple[str, ...]]:
    """Return the needs that a graph does not meet, by the same keys, in words: `no workedAt`.

    Args:
        needs: what is needed, by any key.
        select: answers a SELECT of the graph.
    """
    patterns = sorted({pattern for found in needs.values() for need in found for pattern in need})
    if not patterns:
        return dict.fromkeys(needs, ())
    asked = " ".join(f"(EXISTS {{ {pattern} }} AS ?n{at})" for at, pattern in enumerate(patterns))
    (row,) = select(f"SELECT {asked} WHERE {{}}").rows
    held = {pattern for pattern, there in zip(patterns, row, strict=True) if there}
    return {key: tuple(f"no {_either(need)}" for need in found if not need & held) for key, found in needs.items()}


def stated(needs: Needs, ontology: Ontology) -> list[str]:
    """Return needs in words, without what every statement or claim has: its subject, its modality, its evidence."""
    return [_either(need) for need in needs if not all(_common(pattern, ontology) for pattern in need)]


def _common(pattern: str, ontology: Ontology) -> bool:
    """Return whether a pattern asks for no more than what every statement has."""
    if pattern.startswith("GRAPH"):
        return False
    _, predicate, value = pattern.split(" ", 2)
    if predicate in (TYPE, PREDICATE):
        return value.startswith("?")
    name = ontology.local(predicate.strip("<>"))
    return name is None or (name in _EVERYWHERE and value.startswith("?"))


def _either(need: Need) -> str:
    """Return the patterns of a need in words, a few of many."""
    told = sorted({_told(pattern) for pattern in need})
    return f"{' or '.join(told[:4])}{' …' if len(told) > 4 else ''}"


def _told(pattern: str) -> str:
    """Return what a pattern looks for: a class, a predicate, or a property with its value."""
    place, _, rest = pattern.rpartition("{ ")
    _, predicate, value = rest.removesuffix(" }").split(" ", 2)
    name, what = _local(predicate), "" if value.startswith("?") else _local(value)
    said = what if predicate in (TYPE, PREDICATE) and what else f"{name} {what}".strip()
    return f"{said} in {_local(place.split()[1])}" if place else said


def _local(term: str) -> str:
    bare = term.split("^^", maxsplit=1)[0].strip("<>\"'")
    return bare.rsplit("/", 1)[-1].rsplit("#", 1)[-1]


def _least(needs: Sequence[Need]) -> Needs:
    """Return needs without those that follow from others, in their order."""
    kept = [need for need in dict.fromkeys(needs) if need]
    return tuple(need for need in kept if not any(other < need for other in kept))
