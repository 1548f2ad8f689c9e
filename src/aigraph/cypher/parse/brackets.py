"""What stands in brackets: lists, maps, loops over lists, values in parentheses."""

from collections.abc import Callable

from aigraph.cypher.parse.cursor import Cursor
from aigraph.cypher.tree import (
    Comprehension,
    Expression,
    IsNull,
    IsType,
    Labels,
    ListOf,
    MapOf,
    MapProjection,
    Path,
    PatternComprehension,
    PatternExpression,
    Quantifier,
    Query,
    Reduce,
    Variable,
)

__all__ = ["COMPARISONS", "Brackets"]

COMPARISONS = ("=", "<>", "<=", ">=", "<", ">")


class Brackets(Cursor):
    """Reads what stands in brackets; the layers above read the rest of expressions, patterns and queries."""

    def path(self) -> Path:
        """Read a path."""
        raise NotImplementedError

    def labels(self) -> Labels:
        """Read the labels after a colon."""
        raise NotImplementedError

    def subquery(self) -> Query:
        """Read what stands in the braces of EXISTS, COUNT and COLLECT."""
        raise NotImplementedError

    def expression(self) -> Expression:
        """Read a value."""
        raise NotImplementedError

    def sum(self) -> Expression:
        """Read a value without a comparison."""
        raise NotImplementedError

    def test(self) -> str:
        """Take an operator that tests a text or a list."""
        if self.sign("=~"):
            return "=~"
        for words in (("STARTS", "WITH"), ("ENDS", "WITH"), ("CONTAINS",), ("IN",)):
            if self.take(*words):
                return " ".join(words)
        return ""

    def is_(self, start: int, left: Expression) -> Expression:
        """Read what follows IS."""
        self.expect_word("IS")
        negated = self.take("NOT")
        if self.take("NULL"):
            return IsNull(left, negated, at=start, end=self.done)
        if not self.take("TYPED"):
            self.expect("::", "NULL or ::")
        return IsType(left, self._types(), negated, at=start, end=self.done)

    def _types(self) -> tuple[str, ...]:
        """Read INTEGER, LOCAL DATETIME, LIST<ANY>, INTEGER NOT NULL, INTEGER | FLOAT."""
        found = []
        while True:
            words = [self.name("a type such as INTEGER").upper()]
            while self.now.word in ("DATETIME", "TIME", "VALUE", "NODE", "RELATIONSHIP", "EDGE", "WITHOUT", "WITH") or (
                self.now.word == "ZONE" and len(words) > 1
            ):
                words.append(self.name().upper())
            if self.sign("<"):
                words.append(f"<{'|'.join(self._types())}>")
                self.expect(">")
            if self.take("NOT", "NULL"):
                words.append("NOT NULL")
            found.append(" ".join(words))
            if not (self.bars and self.sign("|")):
                return tuple(found)

    def free(self, read: Callable[[], Expression], bars: bool = True) -> Expression:
        """Read something in brackets, where `|` joins labels again, or does not."""
        before, self.bars = self.bars, bars
        try:
            return read()
        finally:
            self.bars = before

    def is_loop(self, ahead: int) -> bool:
        """Return whether `name IN` is ahead."""
        return self.ahead(ahead).kind in ("name", "quoted") and self.ahead(ahead + 1).word == "IN"

    def parenthesis(self) -> Expression:
        """Read a pattern, or a value in parentheses."""
        start = self.now.start
        path = self.attempt(self.path)
        if path is not None and len(path.steps) > 1:
            return PatternExpression(path, at=start, end=self.done)
        if path is not None:
            self.place = next(i for i, token in enumerate(self.tokens) if token.start == start)
        self.expect("(")
        found = self.free(self.expression)
        self.expect(")")
        return found

    def list_(self) -> Expression:
        """Read a list, or a loop over one."""
        start = self.now.start
        if self.is_loop(1):
            found = self.attempt(self._comprehension)
            if found is not None:
                return found
        if found := self.attempt(self._pattern_comprehension):
            return found
        self.expect("[")
        items: tuple[Expression, ...] = ()
        if not self.signs("]"):
            items = self.several(self.argument)
        self.expect("]", "',' or ']'")
        return ListOf(items, at=start, end=self.done)

    def _comprehension(self) -> Expression:
        start = self.now.start
        self.expect("[")
        name = self.name()
        self.expect_word("IN")
        of = self.free(self.expression, bars=False)
        where = self.free(self.expression, bars=False) if self.take("WHERE") else None
        result = self.free(self.expression) if self.sign("|") else None
        self.expect("]")
        return Comprehension(name, of, where, result, at=start, end=self.done)

    def _pattern_comprehension(self) -> Expression:
        start = self.now.start
        self.expect("[")
        if not (self.signs("(") or self.ahead(1).text == "="):
            self.unexpected("a pattern")
        path = self.path()
        if len(path.steps) < 2:
            self.unexpected("a relationship")
        where = self.free(self.expression, bars=False) if self.take("WHERE") else None
        self.expect("|")
        result = self.free(self.expression)
        self.expect("]")
        return PatternComprehension(path, where, result, at=start, end=self.done)

    def quantifier(self, kind: str) -> Expression:
        """Read `all(x IN list WHERE condition)`."""
        start = self.now.start
        self.place += 1
        self.expect("(")
        name = self.name()
        self.expect_word("IN")
        of = self.argument()
        where: Expression = Variable(name, at=start, end=self.done)
        if self.take("WHERE"):
            where = self.argument()
        self.expect(")", "WHERE")
        return Quantifier(kind, name, of, where, at=start, end=self.done)

    def reduce_(self) -> Expression:
        """Read `reduce(total = start, x IN list | result)`."""
        start = self.now.start
        self.place += 1
        self.expect("(")
        total = self.name()
        self.expect("=")
        first = self.argument()
        self.expect(",")
        name = self.name()
        self.expect_word("IN")
        of = self.free(self.expression, bars=False)
        self.expect("|")
        result = self.argument()
        self.expect(")")
        return Reduce(total, first, name, of, result, at=start, end=self.done)

    def map_(self) -> MapOf:
        """Read `{key: value}`."""
        start = self.now.start
        self.expect("{")
        pairs: tuple[tuple[str, Expression], ...] = ()
        if not self.signs("}"):
            pairs = self.several(self._pair)
        self.expect("}", "',' or '}'")
        return MapOf(pairs, at=start, end=self.done)

    def _pair(self) -> tuple[str, Expression]:
        key = self.name("a key")
        self.expect(":")
        return key, self.argument()

    def map_projection(self) -> Expression:
        """Read `x {.key}`."""
        start = self.now.start
        of = Variable(self.name(), at=start, end=self.done)
        self.expect("{")
        items: tuple[tuple[str, Expression | str], ...] = ()
        if not self.signs("}"):
            items = self.several(self._projected)
        self.expect("}", "',' or '}'")
        return MapProjection(of, items, at=start, end=self.done)

    def _projected(self) -> tuple[str, Expression | str]:
        if self.sign("."):
            return ("*", "") if self.sign("*") else (".", self.name("a property, or *"))
        start, key = self.now.start, self.name("a property such as .name, or a key")
        if self.sign(":"):
            return key, self.argument()
        return key, Variable(key, at=start, end=self.done)

    def argument(self) -> Expression:
        """Read a value where `|` joins labels."""
        return self.free(self.expression)
