"""What pyoxigraph answers otherwise than SPARQL says is asked in other words, by the tokens of the query.

Alternatives in paths become UNION, or rows would be lost; a path that may be empty finds a term that is in no triple;
`GRAPH ?g` around more than triples becomes a UNION of the graphs. `docs/sparql.md` has what was measured.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from aigraph.sparql.parameters import HIDDEN
from aigraph.sparql.paths import Alternative, Unread, read_path
from aigraph.sparql.query import Query
from aigraph.sparql.tokens import END, Token

__all__ = ["Repaired", "repair", "with_booleans"]

#: Between the parts of a group; they take nothing of their own.
_BETWEEN = (".", "OPTIONAL", "UNION", "MINUS", "LATERAL")
#: What pyoxigraph gets wrong inside `GRAPH ?g`, where it takes ?g for a variable of each triple.
_APART = ("SELECT", "MINUS", "VALUES", "BIND")
#: `GRAPH ?g` is asked of no more graphs than these one by one.
_MOST = 64


@dataclass(frozen=True, slots=True)
class Repaired:
    """A query in other words; `whole` where nothing is left that pyoxigraph gets wrong."""

    text: str
    whole: bool


def repair(query: Query, graphs: Callable[[], Sequence[str]] = tuple) -> Repaired:
    """Return a query as pyoxigraph answers it right; `graphs` are the named ones, as SPARQL writes them.

    >>> repair(Query("ASK { ?x (aig:a|aig:b)/aig:c ?y ; aig:d ?z }")).text
    'ASK { ?x aig:d ?z . { ?x aig:a/aig:c ?y } UNION { ?x aig:b/aig:c ?y } }'
    """
    text, groups = query.text, _Groups(query, graphs)
    try:
        groups.walk()
    except (Unread, IndexError):  # of a form that is left alone
        return Repaired(text, not any(token.says("|") for token in query.tokens))
    return Repaired(groups.text(0, len(text)), not groups.left)


def with_booleans(query: Query) -> Query:
    """Return a query whose TRUE and FALSE are small, as pyoxigraph wants them; all stands where it stood."""
    text = query.text
    for token in query.tokens:
        if token.says("TRUE", "FALSE"):
            text = text[: token.start] + token.text.lower() + text[token.end :]
    return query if text == query.text else Query(text, query.given)


@dataclass(frozen=True, slots=True)
class _Term:
    """A subject or an object; a `plain` one can be written again elsewhere, a `constant` one is no variable."""

    text: str
    plain: bool
    constant: bool = False


@dataclass
class _Run:
    """Triples that stand together: those that stay, and the groups that take the place of the others."""

    kept: list[str] = field(default_factory=list)
    groups: list[str] = field(default_factory=list)


class _Groups:
    """Walks the groups of a query and collects what to replace."""

    def __init__(self, query: Query, graphs: Callable[[], Sequence[str]]) -> None:
        self._query, self._graphs = query, graphs
        self._tokens = [*query.tokens, END, END, END]
        self._edits: list[tuple[int, int, str]] = []
        self._lone = False
        self.left = False

    def text(self, start: int, end: int) -> str:
        """Return a part of the query with what is to be replaced in it."""
        parts = []
        for first, last, new in sorted(self._edits):
            if start <= first < end:
                parts += [self._query.text[start:first], new]
                start = last
        return "".join(parts) + self._query.text[start:end]

    def walk(self) -> None:
        """Find what is to be replaced. Raises Unread or IndexError where the query is of another form."""
        at = self._query.body
        if self._says(at, "CONSTRUCT") and self._says(at + 1, "{"):
            at = self._after(at + 1)
        while self._tokens[at] is not END:
            at = self._values(at) if self._says(at, "VALUES") else self._inside(at)

    def _says(self, at: int, *words: str) -> bool:
        return self._tokens[at].says(*words)

    def _after(self, at: int) -> int:
        """Return the index after what closes the bracket at an index."""
        depth = 0
        while True:
            depth += self._says(at, "(", "{", "[") - self._says(at, ")", "}", "]")
            at += 1
            if not depth:
                return at

    def _inside(self, at: int) -> int:
        """Return the index after a token, or after the bracket that it opens."""
        if self._says(at, "{"):
            return self._group(at)
        return self._after(at) if self._says(at, "(", "[") else at + 1

    def _group(self, at: int) -> int:
        end = self._after(at)
        at += 1
        if self._says(at, "SELECT"):
            while not self._says(at, "{"):
                at = self._inside(at)
            self._group(at)
            return end
        while at < end - 1:
            at = self._part(at)
        return end

    def _part(self, at: int) -> int:
        """Return the index after a part of a group."""
        if self._says(at, *_BETWEEN):
            return at + 1
        if self._says(at, "{"):
            return self._group(at)
        if self._says(at, "GRAPH"):
            return self._graph(at)
        if self._says(at, "FILTER"):
            at += 1
            while not self._says(at, "(", "{"):
                at += 1
            return self._inside(at)
        if self._says(at, "BIND"):
            return self._after(at + 1)
        return self._values(at) if self._says(at, "VALUES") else self._triples(at)

    def _values(self, at: int) -> int:
        """Return the index after the terms of VALUES."""
        while not self._says(at, "{"):
            at = self._after(at) if self._says(at, "(") else at + 1
        return self._after(at)

    def _graph(self, at: int) -> int:
        """Return the index after GRAPH and its group; ask each graph where the variable means another thing inside."""
        name, body = self._tokens[at + 1], at + 2
        end = self._after(body)
        before, self._lone = self._lone, False
        self._group(body)
        lone, self._lone = self._lone, before
        if name.kind == "variable" and (lone or self._means_another(name, self._tokens[body + 1 : end - 1])):
            self._ask_each(name.text, self._tokens[at].start, self._tokens[body].start, self._tokens[end - 1].end)
        return end

    def _means_another(self, name: Token, within: Sequence[Token]) -> bool:
        """Return whether pyoxigraph takes the name of the graph for another variable than SPARQL does."""
        named = any(t.kind == "variable" and t.text[1:] == name.text[1:] for t in within)
        bare = not within or within[0].says("OPTIONAL", "FILTER")
        return named or bare or any(token.says(*_APART) for token in within)

    def _ask_each(self, name: str, start: int, body: int, end: int) -> None:
        """Put a UNION of all graphs in the place of `GRAPH ?name`."""
        graphs = self._graphs()
        if len(graphs) > _MOST:
            self.left = True
            return
        text = self.text(body, end)
        each = (f"{{ GRAPH {graph} {text} VALUES {name} {{ {graph} }} }}" for graph in graphs)
        self._edits = [edit for edit in self._edits if edit[0] < start]
        self._edits.append((start, end, " UNION ".join(each) or f"{{ VALUES {name} {{ }} }}"))

    def _triples(self, at: int) -> int:
        """Return the index after triples that stand together; replace them where a path needs it."""
        first, run = at, _Run()
        while True:
            at = self._of_subject(at, run)
            if not self._says(at, "."):
                break
            at += 1
            if self._says(at, "}", "{") or (self._tokens[at].kind == "word" and not self._says(at, "TRUE", "FALSE")):
                break
        if run.groups:
            new = " ".join([*(f"{kept} ." for kept in run.kept), *run.groups])
            self._edits.append((self._tokens[first].start, self._tokens[at - 1].end, new))
        return at

    def _of_subject(self, at: int, run: _Run) -> int:
        """Return the index after the triples of one subject, sorted into those of a run that stay and the others."""
        start = at
        at, subject = self._term(at)
        kept: list[str] = []
        groups: list[str] = []
        while not self._says(at, ".", "}"):
            paths, verb, at = self._verb(at)
            objects: list[str] = []
            while True:
                at, term = self._term(at)
                group = self._repaired(subject, paths, term)
                (groups if group else objects).append(group or term.text)
                if not self._says(at, ","):
                    break
                at += 1
            if objects:
                kept.append(f"{verb} {', '.join(objects)}")
            if not self._says(at, ";"):
                break
            while self._says(at, ";"):
                at += 1
        if groups and kept:
            run.kept.append(f"{subject.text} {' ; '.join(kept)}")
        elif not groups:
            run.kept.append(self._query.text[self._tokens[start].start : self._tokens[at - 1].end])
        run.groups += groups
        return at

    def _verb(self, at: int) -> tuple[list[Alternative], str, int]:
        if self._tokens[at].kind == "variable":
            return [Alternative(self._tokens[at].text)], self._tokens[at].text, at + 1
        paths, end = read_path(self._tokens, at)
        return paths, self._query.text[self._tokens[at].start : self._tokens[end - 1].end], end

    def _term(self, at: int) -> tuple[int, _Term]:
        """Return the index after a subject or an object, and what it is."""
        start, token = at, self._tokens[at]
        if token.says("[", "("):
            at = self._after(at)
            self.left = self.left or any(t.says("|") for t in self._tokens[start:at])
            return at, _Term(self._query.text[token.start : self._tokens[at - 1].end], plain=False)
        at += 1 + token.says("+", "-")
        if token.kind == "string" and self._tokens[at].kind == "language":
            at += 1
        elif token.kind == "string" and self._says(at, "^^"):
            at += 2
        elif token.kind not in ("variable", "blank", "iri", "name", "string") and not (
            self._tokens[at - 1].kind == "number" or token.says("TRUE", "FALSE")
        ):
            raise Unread
        text = self._query.text[self._tokens[start].start : self._tokens[at - 1].end]
        return at, _Term(text, token.kind != "blank", token.kind not in ("blank", "variable"))

    def _repaired(self, subject: _Term, paths: Sequence[Alternative], term: _Term) -> str | None:
        """Return the group that takes the place of a triple, None where the triple may stay."""
        lone = [p.empty and (subject.constant or term.constant) for p in paths]
        if len(paths) == 1 and not lone[0]:
            return None
        if not (subject.plain and term.plain):
            self.left = True
            return None
        self._lone = self._lone or any(lone)
        groups = []
        for path, may_be_lone in zip(paths, lone, strict=True):
            groups.append(f"{{ {subject.text} {path.text} {term.text} }}")
            if may_be_lone:
                groups.append(_lone(subject, term))
        return " UNION ".join(groups)


def _lone(subject: _Term, term: _Term) -> str:
    """Return the group of what an empty path finds at a term that is in no triple: the term itself."""
    here, there = (subject, term) if subject.constant else (term, subject)
    p, o = f"?{HIDDEN}p", f"?{HIDDEN}o"
    unknown = f"FILTER NOT EXISTS {{ {here.text} {p} {o} }} FILTER NOT EXISTS {{ {o} {p} {here.text} }}"
    same = f"FILTER sameTerm({here.text}, {there.text})" if there.constant else f"BIND({here.text} AS {there.text})"
    return f"{{ {unknown} {same} }}"
