"""The triples that the group of a SPARQL query looks for, walked token by token."""

from collections.abc import Iterator, Sequence
from itertools import product
from math import prod

from aigraph.namespaces import RDF
from aigraph.sparql.query import Query
from aigraph.sparql.tokens import END, Token

__all__ = ["PREDICATE", "TYPE", "Need", "Reader"]

#: Patterns of one triple, any of which will do: `?s <…workedAt> ?o`.
Need = frozenset[str]

TYPE, PREDICATE = f"<{RDF}type>", f"<{RDF}predicate>"
#: How many ways through alternatives are told apart; of more nothing is needed, so that the list stays short.
_MOST = 200


def _any(branches: Sequence[Sequence[Need]]) -> list[Need]:
    """Return what is needed where one of several branches is, each of which needs all of its own."""
    if prod(map(len, branches)) > _MOST:
        return []
    return [frozenset[str]().union(*ways) for ways in product(*branches)]


class Reader:
    """Walks the group of a query's WHERE, token by token."""

    def __init__(self, query: Query, parameters: Sequence[str]) -> None:
        self.query, self.parameters = query, parameters
        self.tokens = list(query.tokens[query.body :])
        self.at = 0
        self.graph = ""
        self.bare = True  # whether the path read last was one term: with a sign, its ends may be those of other triples
        self.values: dict[str, list[str]] = {}

    def where(self) -> list[Need]:
        """Return the needs of the group that the query answers."""
        while self.at < len(self.tokens) and not self.peek.says("{"):
            self.at += 1
        return self.group()

    @property
    def peek(self) -> Token:
        """The next token."""
        return self.tokens[self.at] if self.at < len(self.tokens) else END

    def take(self) -> Token:
        """Return the next token and go on."""
        token = self.peek
        self.at += 1
        return token

    def group(self) -> list[Need]:
        """Return the needs of what stands in braces, the next token being the first of them."""
        found: list[Need] = []
        self.take()
        outer, self.values = self.values, {**self.values, **dict(self._values())}
        while self.at < len(self.tokens) and not self.peek.says("}"):
            found += self.part()
        self.take()
        self.values = outer
        return found

    def part(self) -> list[Need]:
        """Return the needs of the next part of a group."""
        token = self.peek
        if token.says("{"):
            return self.union()
        if token.says("SELECT"):
            return self.subquery()
        if token.says("OPTIONAL", "MINUS"):
            self.take()
            self.group()
            return []
        if token.says("FILTER", "BIND"):
            return self.constraint()
        if token.says("VALUES"):
            self.skip_values()
            return []
        if token.says("GRAPH"):
            return self.named_graph()
        if token.says("."):
            self.take()
            return []
        return self.triples()

    def union(self) -> list[Need]:
        """Return the needs of a group, or of any of several."""
        branches = [self.group()]
        while self.peek.says("UNION"):
            self.take()
            branches.append(self.group())
        return _any(branches)

    def subquery(self) -> list[Need]:
        """Return the needs of a SELECT within braces, which sees no VALUES but its own."""
        outer, self.values = self.values, {}
        found = self.where()
        self.values = outer
        while self.at < len(self.tokens) and not self.peek.says("}"):
            self.take()
        return found

    def constraint(self) -> list[Need]:
        """Skip a filter or a binding; what FILTER EXISTS looks for is needed."""
        self.take()
        if self.peek.says("EXISTS"):
            self.take()
            return self.group()
        while not self.peek.says("(", "{") and self.at < len(self.tokens):
            self.take()
        depth = 0
        while self.at < len(self.tokens):
            token = self.take()
            depth += token.says("(", "{") - token.says(")", "}")
            if not depth:
                break
        return []

    def skip_values(self) -> None:
        """Skip VALUES with its terms, which were read before."""
        while self.at < len(self.tokens) and not self.take().says("{"):
            pass
        depth = 1
        while depth and self.at < len(self.tokens):
            token = self.take()
            depth += token.says("{") - token.says("}")

    def named_graph(self) -> list[Need]:
        """Return the needs of what stands in one graph."""
        self.take()
        before, name = self.graph, self.query.iri(self.take())
        self.graph = f"GRAPH <{name}>" if name else "GRAPH ?g"
        found = self.group()
        self.graph = before
        return found

    def triples(self) -> list[Need]:
        """Return the needs of one subject with all that is said of it."""
        subject, found = self.node()
        if self.peek.says(".", "}"):
            return found
        while True:
            ways = self.path()
            while True:
                value, inner = self.node()
                found += inner + self.needed(subject, ways, value)
                if not self.peek.says(","):
                    break
                self.take()
            while self.peek.says(";"):
                self.take()
            if self.at >= len(self.tokens) or self.peek.says(".", "}", "]") or not self._is_path():
                return found

    def _is_path(self) -> bool:
        return self.peek.kind in ("iri", "name", "variable") or self.peek.says("A", "^", "!", "(")

    def node(self) -> tuple[list[str], list[Need]]:
        """Return the terms that a subject or an object may be, a variable for any, and what is needed inside it."""
        token = self.take()
        if token.says("["):
            found = [] if self.peek.says("]") else self._inside()
            self.take()
            return ["?"], found
        if token.says("("):
            while self.at < len(self.tokens) and not self.take().says(")"):
                pass
            return ["?"], []
        if token.kind == "variable":
            return list(self.values.get(token.text[1:], ["?"])), []
        return [self.term(token)], []

    def _inside(self) -> list[Need]:
        found: list[Need] = []
        while not self.peek.says("]") and self.at < len(self.tokens):
            ways = self.path()
            value, inner = self.node()
            found += inner + self.needed(["?"], ways, value)
            while self.peek.says(";", ","):
                self.take()
        return found

    def term(self, token: Token) -> str:
        """Return a term as it stands in a query without prefixes."""
        if token.says("A"):
            return TYPE
        if iri := self.query.iri(token):
            return f"<{iri}>"
        text = token.text
        if token.kind == "string":
            if self.peek.says("^^"):
                self.take()
                text = f"{text}^^<{self.query.iri(self.take())}>"
            elif self.peek.kind == "language":
                text += self.take().text
        return text if token.kind not in ("blank", "end") else "?"

    def needed(self, subjects: Sequence[str], ways: list[list[str]], values: Sequence[str]) -> list[Need]:
        """Return the needs of a path between nodes: each of its alternatives is a list of predicates, all needed."""
        if not ways or any(not way for way in ways):
            return []
        if self.bare and all(len(way) == 1 for way in ways):
            predicates = [way[0] for way in ways]
            patterns = {self._pattern(s, p, o) for s in subjects for p in predicates for o in values}
            return [] if "" in patterns else [frozenset(patterns)]
        return _any([[frozenset({self._pattern("?", step, "?")}) for step in way] for way in ways])

    def _pattern(self, subject: str, predicate: str, value: str) -> str:
        """Return a triple with one variable for each open end, empty where its predicate is open: any will do."""
        if predicate == "?":
            return ""
        triple = f"{'?s' if subject == '?' else subject} {predicate} {'?o' if value == '?' else value}"
        return f"{self.graph} {{ {triple} }}" if self.graph else triple

    def path(self) -> list[list[str]]:
        """Return the ways of a path, each as the predicates that it takes; a way of none may be empty."""
        start, token = self.at, self.peek
        if token.kind == "variable":
            self.take()
            ways = [[term] for term in self.values.get(token.text[1:], ["?"])]
        else:
            ways = self._alternatives()
        self.bare = self.at == start + 1
        return ways

    def _alternatives(self) -> list[list[str]]:
        ways = self._sequence()
        while self.peek.says("|"):
            self.take()
            ways += self._sequence()
        return ways

    def _sequence(self) -> list[list[str]]:
        ways = self._step()
        while self.peek.says("/", "^"):
            self.take()
            ways = [[*one, *other] for one, other in product(ways, self._step())]
        return ways

    def _step(self) -> list[list[str]]:
        while self.peek.says("^"):
            self.take()
        token = self.take()
        if token.says("!"):
            self._step()
            return [[]]
        if token.says("("):
            ways = self._alternatives()
            self.take()
        else:
            ways = [[self.term(token)]]
        if self.peek.says("*", "?"):
            self.take()
            return [[]]
        if self.peek.says("+"):
            self.take()
        return ways

    def _values(self) -> Iterator[tuple[str, list[str]]]:
        """Yield the variables that VALUES gives terms in the group that begins here, without UNDEF and parameters."""
        start, depth = self.at, 0
        while self.at < len(self.tokens) and depth >= 0:
            token = self.take()
            depth += token.says("{") - token.says("}")
            if depth or not token.says("VALUES") or self.peek.kind != "variable":
                continue
            name, terms = self.take().text[1:], list[str]()
            self.take()
            while self.at < len(self.tokens) and not self.peek.says("}"):
                terms.append(self.term(self.take()))
            self.take()
            if terms and name not in self.parameters and not any(term.upper() == "UNDEF" for term in terms):
                yield name, terms
        self.at = start
