"""Operators, each method one level of precedence: OR, XOR, AND, NOT, comparisons, sums, products, powers, signs."""

from collections.abc import Callable

from aigraph.cypher.parse.atoms import Atoms
from aigraph.cypher.parse.brackets import COMPARISONS
from aigraph.cypher.parse.numbers import number
from aigraph.cypher.tree import Binary, Comparison, Expression, HasLabels, Index, Literal, Property, Slice, Unary

__all__ = ["Expressions"]


class Expressions(Atoms):
    """Reads expressions; the layers above read patterns and whole queries."""

    def expression(self) -> Expression:
        """Read a value."""
        return self._joined(self._exclusive, "OR")

    def _joined(self, inner: Callable[[], Expression], word: str) -> Expression:
        items = [inner()]
        while self.take(word):
            items.append(inner())
        return _balanced(items, word)

    def _exclusive(self) -> Expression:
        return self._joined(self._both, "XOR")

    def _both(self) -> Expression:
        return self._joined(self._negated, "AND")

    def _negated(self) -> Expression:
        start = self.now.start
        if self.take("NOT"):
            return Unary("NOT", self._negated(), at=start, end=self.done)
        return self._compared()

    def _compared(self) -> Expression:
        start, items, signs = self.now.start, [self._tested()], []
        while sign := self.sign(*COMPARISONS):
            signs.append(sign)
            items.append(self._tested())
        return Comparison(tuple(items), tuple(signs), at=start, end=self.done) if signs else items[0]

    def _tested(self) -> Expression:
        start, left = self.now.start, self.sum()
        while True:
            if sign := self.test():
                left = Binary(sign, left, self.sum(), at=start, end=self.done)
            elif (self.words("IS") and self.ahead(1).word in ("NULL", "NOT", "TYPED")) or (
                self.words("IS") and (self.ahead(1).text == "::")
            ):
                left = self.is_(start, left)
            else:
                return left

    def sum(self) -> Expression:
        """Read a value without a comparison."""
        return self._computed(self._product, "+", "-", "||")

    def _product(self) -> Expression:
        return self._computed(self._power, "*", "/", "%")

    def _power(self) -> Expression:
        return self._computed(self._signed, "^")

    def _computed(self, inner: Callable[[], Expression], *signs: str) -> Expression:
        start, left = self.now.start, inner()
        while sign := self.sign(*signs):
            left = Binary(sign, left, inner(), at=start, end=self.done)
        return left

    def _signed(self) -> Expression:
        start = self.now.start
        if sign := self.sign("+", "-"):
            if self.now.kind == "number" and sign == "-" and self.ahead(1).text not in (".", "["):
                value = number(self, negative=True)
                return Literal(value, at=start, end=self.done)
            return Unary(sign, self._signed(), at=start, end=self.done)
        return self._postfix()

    def _postfix(self) -> Expression:
        start, found = self.now.start, self.atom()
        while True:
            if self.sign("."):
                found = Property(found, self.name("the name of a property"), at=start, end=self.done)
            elif self.sign("["):
                found = self._indexed(start, found)
            elif (self.now.text == ":" and self.now.kind == "sign" and self.ahead(1).kind != "number") or (
                self.words("IS")
                and self.ahead(1).kind in ("name", "quoted")
                and (self.ahead(1).word not in ("NULL", "NOT", "TYPED", "NORMALIZED"))
            ):
                found = HasLabels(found, self.labels(), at=start, end=self.done)
            else:
                return found

    def _indexed(self, start: int, of: Expression) -> Expression:
        low = None if self.signs("..") else self.free(self.expression)
        if self.sign(".."):
            high = None if self.signs("]") else self.free(self.expression)
            self.expect("]")
            return Slice(of, low, high, at=start, end=self.done)
        self.expect("]")
        assert low is not None
        return Index(of, low, at=start, end=self.done)


def _balanced(items: list[Expression], word: str) -> Expression:
    """Return what AND, OR or XOR joins as a tree of little depth, however many there are."""
    if len(items) == 1:
        return items[0]
    half = len(items) // 2
    left, right = _balanced(items[:half], word), _balanced(items[half:], word)
    return Binary(word, left, right, at=left.at, end=right.end)
