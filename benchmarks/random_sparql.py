"""Random SPARQL queries over a cut of the shipped graph, as trees that can be made smaller."""

import random
import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Any

__all__ = ["LINKS", "Element", "Select", "rdflib_errs", "smaller", "some_query", "some_select"]

LINKS = ("developed", "developedBy", "workedAt", "founded", "versionOf", "hasVersion", "surpasses")
_VALUES = ("rdfs:label", "aig:openWeights", "aig:memberCount", "aig:foundingDateEarliest")
_NODES = ("openai", "google", "gpt", "gpt-3", "llama", "meta", "sam-altman", "nobody")
_LITERALS = ("'OpenAI'@en", "true", "'2015-12-11'^^xsd:date", "3", "1.50", "'x'")
_VARIABLES = ("x", "y", "z", "w")
_GRAPHS = ("editors", "derived", "none")
_FILTERS = (
    "?{a} = ?{b}",
    "?{a} != ?{b}",
    "!bound(?{a})",
    "isLiteral(?{a})",
    "isIRI(?{a}) || ?{b} > 1",
    "lang(?{a}) = 'en'",
    "?{a} IN (aid:openai, aid:google, ?{b})",
    "strlen(str(?{a})) > 34",
    "datatype(?{a}) = xsd:boolean",
    "sameTerm(?{a}, ?{b})",
    "coalesce(?{a}, ?{b}) = ?{b}",
    "if(bound(?{a}), ?{a} = ?{b}, true)",
    "regex(str(?{a}), 'a.i', 'i')",
)
_EXPRESSIONS = (
    "?{a}",
    "str(?{a})",
    "strlen(str(?{a}))",
    "isIRI(?{a})",
    "1 + 1",
    "concat(str(?{a}), 'x')",
    "lang(?{a})",
)
_AGGREGATES = (
    "COUNT(*)",
    "COUNT(?{a})",
    "COUNT(DISTINCT ?{a})",
    "MIN(str(?{a}))",
    "MAX(str(?{a}))",
    "SUM(strlen(str(?{a})))",
)


@dataclass(frozen=True)
class Element:
    """A part of a group: `kind` is how it is written, `groups` are those inside it, `text` is all else."""

    kind: str
    text: str = ""
    groups: tuple[tuple["Element", ...], ...] = ()
    select: "Select | None" = None

    def __str__(self) -> str:
        """Return it as SPARQL writes it."""
        inner = [_group(group) for group in self.groups]
        match self.kind:
            case "triple":
                return f"{self.text} ."
            case "union":
                return " UNION ".join(inner)
            case "select":
                return f"{{ {self.select} }}"
            case "group":
                return inner[0]
        return " ".join([self.kind, *([self.text] if self.text else []), *inner])


@dataclass(frozen=True)
class Select:
    """A SELECT, a subselect included."""

    columns: tuple[str, ...]
    where: tuple[Element, ...]
    distinct: bool = False
    by: tuple[str, ...] = ()
    form: str = "SELECT"

    def __str__(self) -> str:
        """Return it as SPARQL writes it."""
        if self.form == "ASK":
            return f"ASK {_group(self.where)}"
        if self.form == "CONSTRUCT":
            return f"CONSTRUCT {{ ?x aig:about ?y . ?y aig:about ?z }} WHERE {_group(self.where)}"
        by = f" GROUP BY {' '.join(self.by)}" if self.by else ""
        head = " ".join([*(["DISTINCT"] if self.distinct else []), *(self.columns or ("*",))])
        return f"SELECT {head} WHERE {_group(self.where)}{by}"


def _group(elements: tuple[Element, ...]) -> str:
    return f"{{ {' '.join(map(str, elements))} }}"


def some_query(seed: int) -> Select:
    """Return the query of a seed."""
    rng = random.Random(seed)
    form = rng.choices(("SELECT", "ASK", "CONSTRUCT"), (90, 5, 5))[0]
    return replace(some_select(rng, 3), form=form)


def some_select(rng: random.Random, depth: int) -> Select:
    """Return a SELECT with groups of at most a depth."""
    where = _some_group(rng, depth)
    chosen = tuple(f"?{name}" for name in rng.sample(_VARIABLES, rng.randint(1, 3)))
    if rng.random() < 0.2:
        by = chosen[: rng.randint(0, 2)]
        columns = (*by, f"({_filled(rng, rng.choice(_AGGREGATES))} AS ?n{depth})")
        return Select(columns, where, by=by)
    return Select(chosen if rng.random() < 0.8 else (), where, distinct=rng.random() < 0.2)


def _some_group(rng: random.Random, depth: int, kinds: str = "") -> tuple[Element, ...]:
    elements = [_some_triple(rng) for _ in range(rng.choices((1, 2, 3), (5, 4, 1))[0])]
    if depth:
        elements += [_some_element(rng, depth - 1) for _ in range(rng.choices((0, 1, 2), (3, 5, 2))[0])]
    if rng.random() < 0.2:
        rng.shuffle(elements)
    return tuple(elements)


def _some_element(rng: random.Random, depth: int) -> Element:
    def group() -> tuple[Element, ...]:
        return _some_group(rng, depth)

    match rng.choice(
        (
            "OPTIONAL",
            "OPTIONAL",
            "MINUS",
            "FILTER NOT EXISTS",
            "FILTER EXISTS",
            "union",
            "select",
            "GRAPH",
            "GRAPH",
            "VALUES",
            "BIND",
            "FILTER",
            "FILTER",
            "group",
        )
    ):
        case "union":
            return Element("union", groups=(group(), group()))
        case "select":
            return Element("select", select=some_select(rng, depth))
        case "GRAPH":
            name = rng.choice(_GRAPHS)
            graph = rng.choice((f"<https://w3id.org/aigraph/graph/{name}>", f"?{rng.choice(('g', 'g', 'x'))}"))
            return Element("GRAPH", graph, (group(),))
        case "VALUES":
            terms = " ".join(rng.choice(("UNDEF", _node(rng), _node(rng))) for _ in range(rng.randint(1, 3)))
            return Element("VALUES", f"?{rng.choice(_VARIABLES)} {{ {terms} }}")
        case "BIND":
            return Element("BIND", f"({_filled(rng, rng.choice(_EXPRESSIONS))} AS ?b{rng.randrange(10**6)})")
        case "FILTER":
            return Element("FILTER", f"({_filled(rng, rng.choice(_FILTERS))})")
        case kind:
            return Element(kind, groups=(group(),))


def _some_triple(rng: random.Random) -> Element:
    roll = rng.random()
    if roll < 0.15:
        objects = (_variable(rng), rng.choice(_LITERALS))
        return Element("triple", f"{_subject(rng)} {rng.choice(_VALUES)} {rng.choice(objects)}")
    if roll < 0.25:
        return Element("triple", f"{_subject(rng)} ?p {_object(rng)}")
    path = _path(rng, 2) if roll < 0.6 else f"aig:{rng.choice(LINKS)}"
    return Element("triple", f"{_subject(rng)} {path} {_object(rng)}")


def _path(rng: random.Random, depth: int) -> str:
    if not depth or rng.random() < 0.3:
        return f"aig:{rng.choice(LINKS)}"
    inner = _path(rng, depth - 1)
    return rng.choice(
        (
            f"({inner}|{_path(rng, depth - 1)})",
            f"({inner}/{_path(rng, depth - 1)})",
            f"^({inner})",
            f"({inner})*",
            f"({inner})+",
            f"({inner})?",
            f"!(aig:{rng.choice(LINKS)}|aig:{rng.choice(LINKS)})",
        )
    )


def _node(rng: random.Random) -> str:
    return f"aid:{rng.choice(_NODES)}"


def _variable(rng: random.Random) -> str:
    return f"?{rng.choice(_VARIABLES)}"


def _subject(rng: random.Random) -> str:
    return _variable(rng) if rng.random() < 0.9 else _node(rng)


def _object(rng: random.Random) -> str:
    return _variable(rng) if rng.random() < 0.9 else _node(rng)


def _filled(rng: random.Random, text: str) -> str:
    return text.format(a=rng.choice(_VARIABLES), b=rng.choice(_VARIABLES))


#: Where rdflib is wrong by itself, as Jena says: by what a query has in it.
_RDFLIB = {
    "GROUP BY a variable that nothing binds": re.compile("GROUP BY"),
    "MIN, MAX or SUM of an expression without a value": re.compile(r"MIN\(|MAX\(|SUM\("),
    "*, + or ? around a negated set, or inside another path": re.compile(r"\)[*+?][)/|]|!\([^)]*\)\)[*+?]"),
    "an empty path at a term that is bound elsewhere": re.compile(
        r"(?=.*\)[*?] )(?=.*(?:GRAPH|VALUES|BIND|nobody))", re.DOTALL
    ),
    "a variable outside of the group or subselect that has it": re.compile(r"\{ (?:FILTER|SELECT)"),
    "a literal as the subject of CONSTRUCT": re.compile("CONSTRUCT"),
    "a text compared with a number": re.compile("> 1"),
}


def rdflib_errs(query: Select) -> str:
    """Return the fault of rdflib that a query may meet; nothing where it has to agree.

    >>> rdflib_errs(Select(("?x",), (Element("triple", "?x ((aig:founded)*)+ ?y"),)))
    '*, + or ? around a negated set, or inside another path'
    """
    return next((fault for fault, pattern in _RDFLIB.items() if pattern.search(str(query))), "")


def smaller(query: Select) -> Iterator[Select]:
    """Yield queries that lack something of a query."""
    if query.distinct:
        yield replace(query, distinct=False)
    if query.form != "SELECT":
        yield replace(query, form="SELECT")
    if query.by or any("(" in column for column in query.columns):
        yield replace(query, by=(), columns=())
    if len(query.columns) > 1 and not query.by:
        for at in range(len(query.columns)):
            yield replace(query, columns=query.columns[:at] + query.columns[at + 1 :])
    for where in _smaller_groups(query.where):
        yield replace(query, where=where)


def _smaller_groups(group: tuple[Element, ...]) -> Iterator[tuple[Element, ...]]:
    for at, element in enumerate(group):
        before, after = group[:at], group[at + 1 :]
        yield before + after
        for inner in element.groups:
            yield (*before, *inner, *after)
        if element.select is not None:
            yield (*before, *element.select.where, *after)
            for select in smaller(element.select):
                yield (*before, replace(element, select=select), *after)
        for number, inner in enumerate(element.groups):
            for less in _smaller_groups(inner):
                groups: Any = (*element.groups[:number], less, *element.groups[number + 1 :])
                yield (*before, replace(element, groups=groups), *after)
