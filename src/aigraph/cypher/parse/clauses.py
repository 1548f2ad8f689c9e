"""Whole queries: the clauses that read. Those that write, and those that ask a server about itself, are refused."""

from typing import NoReturn

from aigraph.cypher.parse.patterns import Patterns
from aigraph.cypher.tree import (
    Clause,
    Expression,
    Item,
    Match,
    Procedure,
    Projection,
    Query,
    Single,
    SubqueryClause,
    Unwind,
    Variable,
)
from aigraph.cypher.writes import refused_write

__all__ = ["Clauses", "parse"]

_NOT_CYPHER_5 = {
    "LET": "LET is not Cypher 5. Write WITH *, value AS name",
    "FILTER": "FILTER is not Cypher 5. Write WITH * WHERE condition",
    "EXPLAIN": "the plan would be another engine's. Ask your Neo4j server for it",
    "PROFILE": "the plan would be another engine's. Ask your Neo4j server for it",
    "SHOW": "SHOW asks a server about itself; there is none. Ask your Neo4j server",
    "USE": "USE names a database; there is one graph here. Leave USE away",
    "FINISH": "FINISH gives no rows; expected RETURN",
}


def parse(query: str) -> Query:
    """Return the tree of a query.

    Raises:
        QueryError: it writes, or is no Cypher 5; the place is marked.
    """
    reader = Clauses(query)
    if reader.now.kind == "end":
        reader.fail("the query is empty; expected one such as MATCH (n) RETURN n.name LIMIT 5")
    found = reader.whole()
    if reader.sign(";") and reader.now.kind != "end":
        reader.fail(
            "two statements at once; expected one. Ask them one after the other", reader.tokens[reader.place - 1].start
        )
    if reader.now.kind != "end":
        reader.lost()
    return found


class Clauses(Patterns):
    """Reads queries."""

    def whole(self) -> Query:
        """Read queries joined by UNION."""
        start, parts, kinds = self.now.start, [self._single()], []
        while self.words("UNION"):
            at = self.now.start
            self.place += 1
            kinds.append(self.take("ALL"))
            if not kinds[-1]:
                self.take("DISTINCT")
            if len(set(kinds)) > 1:
                self.fail("UNION and UNION ALL in one query; expected one of them. Put one into CALL { … }", at)
            parts.append(self._single())
        return Query(tuple(parts), any(kinds), at=start, end=self.done)

    def subquery(self) -> Query:
        """Read a query in braces, or a pattern alone."""
        start = self.now.start
        if self.signs("(") or (self.name_ahead() and self.ahead(1).text == "="):
            paths = self.several(self.path)
            where = self.argument() if self.take("WHERE") else None
            clause = Match(paths, where, at=start, end=self.done)
            return Query((Single((clause,), at=start, end=self.done),), at=start, end=self.done)
        before, self.bars = self.bars, True
        found = self.whole()
        self.bars = before
        return found

    def _single(self) -> Single:
        start, clauses = self.now.start, []
        while self.now.kind != "end" and not self.words("UNION") and not self.signs("}") and not self.signs(";"):
            clauses.append(self.clause())
        if not clauses:
            self.unexpected("a clause such as MATCH or RETURN")
        return Single(tuple(clauses), at=start, end=self.done)

    def clause(self) -> Clause:
        """Read one clause."""
        word, start = self.now.word, self.now.start
        if word == "OPTIONAL" and self.ahead(1).word == "CALL":
            self.place += 1
            return self._call(start, optional=True)
        if word in ("OPTIONAL", "MATCH"):
            return self._match()
        match word:
            case "UNWIND":
                return self._unwind()
            case "WITH" | "RETURN":
                return self._projection(word)
            case "CALL":
                return self._call(start)
        return self.lost()

    def lost(self) -> NoReturn:
        """Refuse what is no clause that reads, by its name."""
        word, first = self.now.word, self.place == 0
        if message := refused_write(self.now):
            self.fail(message)
        if word in _NOT_CYPHER_5:
            self.fail(_NOT_CYPHER_5[word])
        if word == "FORMAT":
            self.fail("FORMAT CSV is not Cypher; use --format csv, or Table.render('csv')")
        self.unexpected("a clause such as MATCH" if first else "a clause such as MATCH, WITH or RETURN")

    def _match(self) -> Clause:
        start, optional = self.now.start, self.take("OPTIONAL")
        self.expect_word("MATCH")
        for words in (("DIFFERENT",), ("REPEATABLE",)):
            if self.words(*words) and self.ahead(1).kind == "name":
                self.fail(f"{words[0]} … is not Cypher 5. Leave it away")
        paths = self.several(self.path)
        if self.words("USING"):
            self.fail("USING tells a server's planner what to do. Leave it away")
        where = self.expression() if self.take("WHERE") else None
        return Match(paths, where, optional, at=start, end=self.done)

    def _unwind(self) -> Clause:
        start = self.now.start
        self.expect_word("UNWIND")
        of = self.expression()
        self.expect_word("AS")
        return Unwind(of, self.name(), at=start, end=self.done)

    def _projection(self, kind: str) -> Clause:
        start = self.now.start
        self.place += 1
        distinct = self.words("DISTINCT") and self.ahead(1).text not in (",", ".") and self.take("DISTINCT")
        star = bool(self.sign("*"))
        items: tuple[Item, ...] = ()
        if not star or self.sign(","):
            items = self.several(self._item)
        order: tuple[Item, ...] = ()
        if self.take("ORDER", "BY"):
            order = self.several(self._sort)
        skip = self.expression() if self.take("SKIP") or self.take("OFFSET") else None
        limit = self.expression() if self.take("LIMIT") else None
        where = self.expression() if kind == "WITH" and self.take("WHERE") else None
        return Projection(kind, items, distinct, star, order, skip, limit, where, at=start, end=self.done)

    def _item(self) -> Item:
        start, value = self.now.start, self.expression()
        end = self.done
        if self.take("AS"):
            return Item(value, self.name(), True, at=start, end=self.done)
        name = value.name if isinstance(value, Variable) else self.query[start:end]
        return Item(value, name, at=start, end=end)

    def _sort(self) -> Item:
        start, value = self.now.start, self.expression()
        name = self.query[start : self.done]
        down = False
        if self.now.word in ("ASC", "ASCENDING", "DESC", "DESCENDING"):
            down = self.now.word.startswith("DESC")
            self.place += 1
        return Item(value, name, down=down, at=start, end=self.done)

    def _call(self, start: int, *, optional: bool = False) -> Clause:
        self.expect_word("CALL")
        if self.signs("{") or self.signs("("):
            return self._call_subquery(start, optional)
        name = self.name("a procedure, or a query in braces")
        while self.sign("."):
            name += "." + self.name()
        arguments: tuple[Expression, ...] | None = None
        if self.sign("("):
            arguments = () if self.signs(")") else self.several(self.argument)
            self.expect(")")
        yields: tuple[tuple[str, str], ...] | None = None
        where = None
        if self.take("YIELD"):
            yields = (("*", "*"),) if self.sign("*") else () if self.sign("-") else self.several(self._yield)
            where = self.expression() if self.take("WHERE") else None
        return Procedure(name, arguments, yields, where, optional, at=start, end=self.done)

    def _yield(self) -> tuple[str, str]:
        column = self.name()
        return column, self.name() if self.take("AS") else column

    def _call_subquery(self, start: int, optional: bool) -> Clause:
        scope: tuple[str, ...] | None = None
        if self.sign("("):
            scope = ("*",) if self.sign("*") else () if self.signs(")") else self.several(self.name)
            self.expect(")")
        self.expect("{")
        query = self.whole()
        self.expect("}")
        if self.words("IN"):
            self.fail("IN TRANSACTIONS is for queries that write; expected one that reads. Leave it away")
        return SubqueryClause(query, scope, optional, at=start, end=self.done)
