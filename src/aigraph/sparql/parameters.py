"""Parameters: a term takes the place of a variable wherever the query has it, by its tokens.

pyoxigraph's own substitutions bind only what the outermost SELECT projects, and nothing inside an aggregate or a
subquery. A term is written by pyoxigraph itself, and stands where one token stood: it cannot become anything else.
"""

from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise

from aigraph.errors import QueryError
from aigraph.sparql.query import Query, place
from aigraph.sparql.tokens import Token
from aigraph.sparql.values import Packed, pack, written

__all__ = ["HIDDEN", "bind", "check", "terms", "with_defaults"]

#: What a variable of our own begins with: never a column of an answer.
HIDDEN = "aigraph__"

_LISTS_END = ("HAVING", "ORDER", "LIMIT", "OFFSET", "VALUES", "GROUP", "{", "}")
#: How a term stands in each place where a bare variable may stand and a term may not.
_FORMS = {
    "": "{term}",
    "by": "({term})",
    "outer": "({term} AS ?{name})",
    "inner": "({term} AS ?{hidden}{name})",
}
_Change = tuple[int, int, str]


def check(query: Query, names: Sequence[str]) -> None:
    """Raise QueryError where a parameter is no variable of the query, or one that the query itself gives a value."""
    for name in names:
        if name not in query.variables:
            known = ", ".join(f"?{v}" for v in query.variables) or "none"
            raise QueryError(f"parameter {name}: the query has no variable ?{name}; expected one of its own: {known}")
    for before, token in pairwise(query.tokens):
        if _named(token, names) and before.says("AS"):
            raise QueryError(
                f"{place(query.text, token.start)}: AS gives {token.text} its value, so it cannot be a parameter. "
                "Use another name"
            )
    for at, token in enumerate(query.tokens):
        if token.says("VALUES") and any(t.says("(") for t in query.tokens[at + 1 : at + 2]):
            head = query.tokens[at + 2 : _closing(query.tokens, at + 1)]
            for variable in head:
                if _named(variable, names):
                    raise QueryError(
                        f"{place(query.text, variable.start)}: VALUES gives {variable.text} its values together with "
                        "others, so it cannot be a parameter. Use another name"
                    )


def terms(query: Query, values: Mapping[str, object] | None) -> dict[str, Packed | None]:
    """Return the term of each parameter by its name, with `?` or `$` before it or without; None stays None.

    Raises:
        QueryError: as `check`; or a value is no term.
    """
    given = {name.lstrip("?$"): value for name, value in (values or {}).items()}
    check(query, list(given))
    return {name: None if value is None else pack(name, value) for name, value in given.items()}


def bind(query: Query, terms: Mapping[str, str | None]) -> str:
    """Return the text of a query with terms for variables; one of None stays free, its `VALUES ?x { … }` is left out.

    >>> bind(Query("SELECT ?x ?y { VALUES ?x { 1 } ?x ?p ?y FILTER bound(?x) }"), {"x": "<x:a>"})
    'SELECT  (<x:a> AS ?x)  ?y {   <x:a>  ?p ?y FILTER  (true)  }'
    """
    parts, done = [], 0
    for start, end, new in sorted(_changes(query, terms)):
        if start >= done:
            parts += [query.text[done:start], new]
            done = end
    return "".join(parts) + query.text[done:]


def with_defaults(query: Query, values: Mapping[str, object]) -> str:
    """Return the text of a query with other defaults in its `VALUES ?x { … }`, None for any, or several in a list.

    >>> print(with_defaults(Query("ASK { VALUES ?x { 1 2 } VALUES ?y { 3 } ?x ?p ?y }"), {"x": "a}", "y": None}))
    ASK { VALUES ?x { "a}" } VALUES ?y { UNDEF } ?x ?p ?y }
    >>> print(with_defaults(Query("ASK { VALUES ?x { 1 } ?x ?p ?y }"), {"x": [2, "b"]}))
    ASK { VALUES ?x { 2 "b" } ?x ?p ?y }

    Raises:
        QueryError: there is not one `VALUES ?x { … }` of a name; a value is no term.
    """
    text, found = query.text, query.tokens
    places = [at for at in range(1, len(found)) if found[at - 1].says("VALUES") and _named(found[at], values)]
    if (names := sorted(found[at].text[1:] for at in places)) != sorted(values):
        raise QueryError(f"defaults of {names}; expected one VALUES ?name {{ … }} for each of {sorted(values)}")
    for at in reversed(places):
        name = found[at].text[1:]
        value = values[name]
        several = value if isinstance(value, list) else [value]
        terms = " ".join("UNDEF" if one is None else written(pack(name, one)) for one in several)
        text = f"{text[: found[at].end]} {{ {terms} }}{text[found[_closing(found, at + 1)].end :]}"
    return text


def _changes(query: Query, terms: Mapping[str, str | None]) -> Iterator[_Change]:
    """Yield what to replace: start, end, new text. Of two that overlap the first counts."""
    found = query.tokens
    listed = dict(_listed(found))
    for at, token in enumerate(found):
        if not _named(token, terms):
            continue
        name, term = token.text[1:], terms[token.text[1:]]
        if at and found[at - 1].says("VALUES"):
            end = _closing(found, at + 1)
            yield found[at - 1].start, found[min(end, len(found) - 1)].end, ""
        elif term is None:
            continue
        elif [t.text.upper() for t in found[max(at - 2, 0) : at]] == ["BOUND", "("]:
            yield found[at - 2].start, found[min(at + 1, len(found) - 1)].end, " (true) "
        else:
            new = _FORMS[listed.get(at, "")].format(term=term, name=name, hidden=HIDDEN)
            yield token.start, token.end, f" {new} "


def _listed(found: Sequence[Token]) -> Iterator[tuple[int, str]]:
    """Yield the index of each variable that stands bare in a list: `outer` or `inner` SELECT, GROUP or ORDER `BY`."""
    braces = parentheses = 0
    where = ""
    for at, token in enumerate(found):
        if token.says("SELECT"):
            where, parentheses = "inner" if braces else "outer", 0
        elif token.says("BY"):
            where, parentheses = "by", 0
        elif token.says("WHERE", "FROM", *_LISTS_END):
            where = ""
        braces += token.says("{") - token.says("}")
        parentheses += token.says("(") - token.says(")")
        if where and not parentheses and token.kind == "variable":
            yield at, where


def _closing(found: Sequence[Token], at: int) -> int:
    """Return the index of what closes the bracket at an index."""
    depth = 0
    for index in range(at, len(found)):
        depth += found[index].says("(", "{", "[") - found[index].says(")", "}", "]")
        if not depth:
            return index
    return len(found)


def _named(token: Token, names: Sequence[str] | Mapping[str, object]) -> bool:
    return token.kind == "variable" and token.text[1:] in names
