"""Why something does not hold: what a rule would take to derive it, which of that is there, and which is not.

A rule's query is read by its lines, of which each is a premise or a condition; the lines of as many premises as there
are rows for are asked, with the ends given.
"""

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations

from pyoxigraph import NamedNode, QuerySolutions, Store

from aigraph.model import Ref, Statement
from aigraph.namespaces import Iris, local_id
from aigraph.proof.asked import Asked
from aigraph.proof.nouns import Missing
from aigraph.rdf.rules import Rule

__all__ = ["missing"]

_PREMISE = re.compile(r"\?(premise\d+) rdf:predicate [\w-]+:(\w+) ; rdf:subject (\S+) ; rdf:object (\S+)")
_STAGE = re.compile(r'aig:stage "(\w+)"')
_CONCLUDES = re.compile(r"BIND \([\w-]+:(\w+) AS \?predicate\)")
_VARIABLE = re.compile(r"\?(\w+)")
#: How many ways to come near are told of one rule.
_MOST = 3


@dataclass(frozen=True, slots=True)
class _Line:
    """A line of a rule: a premise, where it has a name, or a condition; with its variables."""

    text: str
    name: str
    variables: frozenset[str]


def missing(
    asked: Asked,
    rules: Sequence[Rule],
    store: Store,
    iris: Iris,
    say: Callable[[Statement], str],
    add: Callable[[str], str],
) -> Iterator[Missing]:
    """Yield what each rule that derives such a statement would take, the nearest first.

    Args:
        asked: what does not hold, by the ids of its ends.
        rules: all of them.
        store: what is stated and what follows.
        iris: those of the graph.
        say: a statement in words.
        add: is told the id of each statement that is there, and returns it.
    """
    if asked.object is None:
        return
    for rule in rules:
        if asked.predicate in _CONCLUDES.findall(rule.query):
            yield from _of(rule, asked, _Store(asked, store, iris), say, add)


def _of(
    rule: Rule, asked: Asked, store: "_Store", say: Callable[[Statement], str], add: Callable[[str], str]
) -> Iterator[Missing]:
    lines = _lines(rule)
    premises = [line for line in lines if line.name]
    for size in range(len(premises), 0, -1):
        found: dict[tuple[str, ...], Missing] = {}
        for kept in combinations(premises, size):
            absent = [line for line in premises if line not in kept]
            for row in store.rows(kept, _conditions(lines, kept) if absent else []):
                there = tuple(local_id(row[line.name]) for line in kept)
                said = tuple(
                    say(_statement(line.text, {**row, "subject": asked.subject, "object": asked.object or ""}))
                    for line in absent
                )
                broken = "" if absent else _broken(lines, kept, row, store)
                if absent or broken:
                    found.setdefault((*there, *said), Missing(rule.name, rule.sentence, there, said, broken))
        if found:
            for one in sorted(found.values(), key=lambda m: (m.there, m.missing))[:_MOST]:
                for identifier in one.there:
                    add(identifier)
                yield one
            return
    ends = {"subject": asked.subject, "object": asked.object or ""}
    yield Missing(rule.name, rule.sentence, (), tuple(say(_statement(line.text, ends)) for line in premises))


def _lines(rule: Rule) -> list[_Line]:
    """Return the lines of a rule's pattern that are premises or conditions."""
    body = rule.query.partition("WHERE {")[2].rpartition("}")[0]
    found = []
    for text in filter(None, map(str.strip, body.splitlines())):
        if not _CONCLUDES.search(text):
            match = _PREMISE.search(text)
            found.append(_Line(text, match[1] if match else "", frozenset(_VARIABLE.findall(text))))
    return found


def _conditions(lines: Sequence[_Line], kept: Sequence[_Line]) -> list[_Line]:
    """Return the conditions that are about nothing but what is kept, and what they bring in themselves."""
    outer = frozenset(v for line in lines if line.name for v in line.variables)
    bound = frozenset(v for line in kept for v in line.variables) | {"subject", "object"}
    return [line for line in lines if not line.name and line.variables & outer <= bound]


@dataclass(frozen=True, slots=True)
class _Store:
    """What is there, asked with the ends given."""

    asked: Asked
    store: Store
    iris: Iris

    def rows(self, kept: Sequence[_Line], conditions: Sequence[_Line]) -> Iterator[Mapping[str, str]]:
        """Yield the ids that the variables of some lines may stand for."""
        subject, target = self.iris.of(self.asked.subject), self.iris.of(self.asked.object or "")
        ends = f"VALUES (?subject ?object) {{ (<{subject}> <{target}>) }}"
        query = "\n".join(["SELECT DISTINCT * WHERE {", ends, *(line.text for line in (*kept, *conditions)), "}"])
        try:
            rows = self.store.query(query, prefixes=self.iris.prefixes, use_default_graph_as_union=True)
        except SyntaxError:  # a rule that is not written line by line says nothing of what is missing
            return
        assert isinstance(rows, QuerySolutions)
        names = [variable.value for variable in rows.variables]
        for row in rows:
            yield {name: self.iris.node(term.value) for name in names if isinstance(term := row[name], NamedNode)}


def _broken(lines: Sequence[_Line], kept: Sequence[_Line], row: Mapping[str, str], store: _Store) -> str:
    """Return the first condition that the row does not meet; where it meets all, what every rule asks of a premise."""
    for line in lines:
        if not line.name and not any(other == row for other in store.rows(kept, [line])):
            return line.text
    return "FILTER NOT EXISTS { ?premise aig:retractionReason ?why }"


def _statement(text: str, bound: Mapping[str, str]) -> Statement:
    """Return what a premise asks for, with what is known of its ends; what is not keeps its variable's name."""
    match, stage = _PREMISE.search(text), _STAGE.search(text)
    assert match
    subject, target = (bound.get(term.removeprefix("?"), term) for term in match.groups()[2:])
    value = target == "true" if target in ("true", "false") else Ref(target)
    return Statement("", subject, match[2], value, stage=stage[1] if stage else "actual")
