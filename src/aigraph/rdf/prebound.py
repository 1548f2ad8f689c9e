"""SPARQL constraints: a query about `$this`, asked of all focus nodes at once.

SHACL binds `$this` to one focus node after the other wherever it stands. Asked so, 20,000 statements cost minutes. Here
every group of the query begins with the focus nodes, kept in a graph of their own: a join does what binding does.

Source: https://www.w3.org/TR/shacl/#pre-binding
"""

import re
from collections.abc import Collection, Iterator, Mapping

from pyoxigraph import NamedNode, Quad, QuerySolutions

from aigraph.rdf.triples import Term, Triples

__all__ = ["Query", "UnsupportedError"]

_MARK = NamedNode("urn:x-aigraph:focus")
_GROUP = f"{{ GRAPH {_MARK} {{ {_MARK} {_MARK} $this }} "
_TOKEN = re.compile(
    r"""<[^<>"{}|^`\\\s]*> | \"{3}(?:[^"\\]|\\.|"(?!""))*\"{3} | '{3}(?:[^'\\]|\\.|'(?!''))*'{3}
    | "(?:[^"\\\n]|\\.)*" | '(?:[^'\\\n]|\\.)*' | \#[^\n]* | [?$]\w+ | [\w.:%-]+ | \{\| | \s+ | .""",
    re.VERBOSE | re.DOTALL,
)
#: What SHACL forbids in such a query.
_FORBIDDEN = {"MINUS", "VALUES", "SERVICE"}
#: What looks at all rows together, and therefore must see those of one focus node only.
_TOGETHER = {"LIMIT", "OFFSET", "GROUP", "HAVING", "COUNT", "SUM", "MIN", "MAX", "AVG", "SAMPLE", "GROUP_CONCAT"}


class UnsupportedError(Exception):
    """What only pyshacl knows how to check."""


class Query:
    """A query whose answers are what violates a constraint."""

    def __init__(self, select: str, prefixes: Mapping[str, str], path: str | None = None) -> None:
        """Prepare the text; `path` is what `$PATH` stands for. Raises ValueError for what SHACL forbids."""
        tokens = [t for t in _TOKEN.findall(select) if not t.startswith("#")]
        words = {token.upper() for token in tokens}
        if forbidden := sorted(words & _FORBIDDEN):
            raise ValueError(f"a query of sh:sparql has {forbidden[0]}; expected none. Write it with FILTER")
        if unknown := {"shapesGraph", "currentShape"} & {t[1:] for t in tokens if t[0] in "?$"}:
            raise UnsupportedError(f"${min(unknown)}")
        self.prefixes = dict(prefixes)
        self.together = bool(words & _TOGETHER)
        self.text = "".join(_marked(tokens, path))

    def answers(self, data: Triples, focus: Collection[Term]) -> Iterator[dict[str, Term]]:
        """Yield what is found of each focus node, by variable. Raises SyntaxError for what is no query."""
        for nodes in [[node] for node in focus] if self.together else [focus]:
            data.store.remove_graph(_MARK)
            data.store.bulk_extend(Quad(_MARK, _MARK, node, _MARK) for node in nodes)
            solutions = data.store.query(self.text, prefixes=self.prefixes)
            if not isinstance(solutions, QuerySolutions):
                raise SyntaxError("expected SELECT")
            names = [(variable, variable.value) for variable in solutions.variables]
            for solution in solutions:
                row = {name: solution[variable] for variable, name in names}
                yield {name: value for name, value in row.items() if value is not None}
        data.store.remove_graph(_MARK)


def _marked(tokens: list[str], path: str | None) -> Iterator[str]:
    """Yield the tokens with the focus nodes at the head of every group, `$PATH` written out."""
    for at, token in enumerate(tokens):
        if token == "{":
            inner = next((t.upper() for t in tokens[at + 1 :] if not t.isspace()), "")
            yield token if inner == "SELECT" else _GROUP
        elif path is not None and token in ("$PATH", "?PATH"):
            yield path
        else:
            yield token
