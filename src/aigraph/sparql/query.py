"""What a query contains, read from its tokens: its form, its variables, FROM, and what may not be asked."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from urllib.parse import urljoin

from aigraph.errors import QueryError
from aigraph.namespaces import PREFIXES
from aigraph.sparql.tokens import Token, tokens

__all__ = ["FORMS", "Query", "place"]

#: What may be asked.
FORMS = ("SELECT", "ASK", "CONSTRUCT", "DESCRIBE")
_UPDATES = ("INSERT", "DELETE", "LOAD", "CLEAR", "DROP", "CREATE", "COPY", "MOVE", "ADD", "WITH")
#: What a declaration at the head of a query takes up, the keyword included.
_PROLOGUE = {"PREFIX": 3, "BASE": 2, "VERSION": 2}


@dataclass(frozen=True)
class Query:
    """A query and what it contains; the prefixes that are `given` need no declaration.

    >>> query = Query("PREFIX from: <x:> SELECT * { ?from from:x ?to } # FROM <y:>")
    >>> query.form, query.variables, query.graphs
    ('SELECT', ('from', 'to'), ())
    """

    text: str
    given: Mapping[str, str] = field(default_factory=lambda: PREFIXES)

    @cached_property
    def tokens(self) -> Sequence[Token]:
        """The terminals."""
        return tokens(self.text)

    @cached_property
    def body(self) -> int:
        """The index of the first token after the declarations."""
        at = 0
        while at < len(self.tokens) and self.tokens[at].kind == "word":
            size = _PROLOGUE.get(self.tokens[at].text.upper())
            if size is None:
                break
            at += size
        return min(at, len(self.tokens))

    @cached_property
    def form(self) -> str:
        """The first keyword, such as SELECT; empty where there is none."""
        first = next(iter(self.tokens[self.body :]), None)
        return first.text.upper() if first is not None and first.kind == "word" else ""

    @cached_property
    def variables(self) -> tuple[str, ...]:
        """The names of all variables, in the order in which they come."""
        return tuple(dict.fromkeys(t.text[1:] for t in self.tokens if t.kind == "variable"))

    @cached_property
    def star(self) -> bool:
        """Whether it is SELECT *: whether its columns stand in no list."""
        head = [t for t in self.tokens[self.body : self.body + 3] if not t.says("DISTINCT", "REDUCED")]
        return self.form == "SELECT" and any(token.says("*") for token in head[1:2])

    @cached_property
    def graphs(self) -> tuple[str, ...]:
        """The IRIs after FROM and FROM NAMED; those that nothing declares as written."""
        return tuple(iri for iri, _ in self._dataset())

    @cached_property
    def named(self) -> tuple[str, ...]:
        """The IRIs after FROM NAMED."""
        return tuple(dict.fromkeys(iri for iri, named in self._dataset() if named))

    def _dataset(self) -> Iterator[tuple[str, bool]]:
        for at, token in enumerate(self.tokens):
            if token.says("FROM"):
                after = self.tokens[at + 1 : at + 3]
                named = any(t.says("NAMED") for t in after[:1])
                for graph in after[named : named + 1]:
                    yield self.iri(graph) or graph.text, named

    @cached_property
    def prefixes(self) -> dict[str, str]:
        """The prefixes it may use: ours and those it declares; the base as that of no name and no colon."""
        found = {f"{prefix}:": iri for prefix, iri in self.given.items()} | {"": ""}
        at = 0
        while at < self.body:
            if self.tokens[at].says("PREFIX") and at + 2 < self.body:
                found[self.tokens[at + 1].text] = urljoin(found[""], self.tokens[at + 2].text[1:-1])
            elif self.tokens[at].says("BASE") and at + 1 < self.body:
                found[""] = urljoin(found[""], self.tokens[at + 1].text[1:-1])
            at += _PROLOGUE[self.tokens[at].text.upper()]
        return found

    def iri(self, token: Token) -> str | None:
        """Return the IRI that a token stands for; None where it is none, or its prefix is not declared."""
        if token.kind == "iri":
            return urljoin(self.prefixes[""], token.text[1:-1])
        if token.kind == "name":
            prefix, colon, local = token.text.partition(":")
            base = self.prefixes.get(prefix + colon)
            return None if base is None else base + _unescaped(local)
        return None

    def iris(self) -> Iterator[tuple[int, str]]:
        """Yield the index and the IRI of each token after the declarations that stands for one."""
        for at, token in enumerate(self.tokens[self.body :], self.body):
            iri = self.iri(token)
            if iri is not None:
                yield at, iri

    def refuse(self) -> None:
        """Raise QueryError for what may not be asked: nothing, updates, SERVICE, and files in FROM."""
        if self.body == len(self.tokens):
            what = ": only comments and declarations" if self.text.strip() else ""
            raise QueryError(f"the query is empty{what}; expected {_or(FORMS)}")
        if self.form in _UPDATES:
            raise QueryError(f"{self.form} changes data; expected {_or(FORMS)}. Edit the seeds and build")
        for token in self.tokens:
            if token.says("SERVICE"):
                raise QueryError(
                    f"{place(self.text, token.start)}: SERVICE would call another server; aigraph never does. "
                    "Query that server yourself"
                )
        for graph in self.graphs:
            if graph.lower().startswith("file:"):
                raise QueryError(
                    f"<{graph}> names a file; expected a graph of the data. Leave FROM out to ask them all"
                )

    def expect(self, *forms: str) -> None:
        """Raise QueryError where the query has another form."""
        self.refuse()
        if self.form in FORMS and self.form not in forms:
            article = "an" if self.form[0] == "A" else "a"
            raise QueryError(f"this is {article} {self.form} query; expected {_or(forms)}")


def place(text: str, offset: int) -> str:
    """Return the line and column of a place in a text.

    >>> place("ASK\\n {", 5)
    'line 2, column 2'
    """
    before = text[:offset]
    return f"line {before.count(chr(10)) + 1}, column {offset - before.rfind(chr(10))}"


def _unescaped(local: str) -> str:
    """Return a local name without the backslashes of its reserved characters."""
    return local.replace("\\", "")


def _or(words: Sequence[str]) -> str:
    return " or ".join(filter(None, (", ".join(words[:-1]), words[-1])))
