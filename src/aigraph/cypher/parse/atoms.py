"""Atoms: literals, names, functions, CASE."""

from aigraph.cypher.parse.brackets import COMPARISONS, Brackets
from aigraph.cypher.parse.numbers import number
from aigraph.cypher.tree import (
    Binary,
    Call,
    Case,
    Comparison,
    Expression,
    Literal,
    Parameter,
    PatternExpression,
    Subquery,
    Variable,
)

__all__ = ["Atoms"]

_CONSTANTS = {"NULL": None, "TRUE": True, "FALSE": False, "NAN": float("nan"), "INF": float("inf")}
_CONSTANTS["INFINITY"] = _CONSTANTS["INF"]
_QUANTIFIERS = ("ALL", "ANY", "NONE", "SINGLE")


class Atoms(Brackets):
    """Reads atoms."""

    def atom(self) -> Expression:
        """Read an atom."""
        token, start = self.now, self.now.start
        match token.kind:
            case "number":
                return Literal(number(self), at=start, end=self.done)
            case "text":
                self.place += 1
                return Literal(token.text, at=start, end=self.done)
            case "parameter":
                self.place += 1
                return Parameter(token.text, at=start, end=self.done)
            case "name" | "quoted":
                return self._named()
        if self.signs("("):
            return self.parenthesis()
        if self.signs("["):
            return self.list_()
        if self.signs("{"):
            return self.map_()
        return self.unexpected("a value")

    def _named(self) -> Expression:
        token, start, after = self.now, self.now.start, self.ahead(1).text if self.ahead(1).kind == "sign" else ""
        word = token.word
        if word in _CONSTANTS and after != "(":
            self.place += 1
            return Literal(_CONSTANTS[word], at=start, end=self.done)
        if word == "CASE" and (after not in (".", ",", ")", "]", "}", "=", ":") and self.ahead(1).kind != "end"):
            return self._case()
        if word in ("EXISTS", "COUNT", "COLLECT") and after == "{":
            self.place += 2
            query = self.subquery()
            self.expect("}")
            return Subquery(word, query, at=start, end=self.done)
        if after == "(" and word in _QUANTIFIERS and self.is_loop(2):
            return self.quantifier(word.lower())
        if after == "(" and word == "REDUCE":
            return self.reduce_()
        if after == "(" and word in ("SHORTESTPATH", "ALLSHORTESTPATHS"):
            return PatternExpression(self.path(), at=start, end=self.done)
        if after == "{" and not self._is_body():
            return self.map_projection()
        return self._call_or_variable()

    def _is_body(self) -> bool:
        """Return whether the brace after a name opens a subquery or a quantifier."""
        return self.ahead(2).kind == "number"

    def _call_or_variable(self) -> Expression:
        start, count = self.now.start, 1
        while self.ahead(count).text == "." and self.ahead(count + 1).kind in ("name", "quoted"):
            count += 2
        if not (self.ahead(count).kind == "sign" and self.ahead(count).text == "("):
            return Variable(self.name(), at=start, end=self.done)
        name = self.name()
        while self.sign("."):
            name += "." + self.name()
        self.expect("(")
        if name.upper() == "TRIM" and (found := self._trim(start)) is not None:
            return found
        if name.upper() == "NORMALIZE" and (found := self._normalize(start)) is not None:
            return found
        if name.upper() == "COUNT" and self.sign("*"):
            self.expect(")")
            return Call("count", (), star=True, at=start, end=self.done)
        distinct = self.take("DISTINCT")
        if not distinct and self.words("ALL") and self.ahead(1).text not in ("(", ".", ",", ")"):
            self.place += 1
        arguments: tuple[Expression, ...] = ()
        if not self.signs(")"):
            arguments = self.several(self.argument)
        self.expect(")", "',' or ')'")
        return Call(name, arguments, distinct, at=start, end=self.done)

    def _trim(self, start: int) -> Expression | None:
        """Read `trim(BOTH 'x' FROM text)`."""
        sides = {"BOTH": "btrim", "LEADING": "ltrim", "TRAILING": "rtrim"}
        side = sides.get(self.now.word)
        if side is None or self.ahead(1).text in (")", ",", "."):
            return None
        self.place += 1
        what = None if self.words("FROM") else self.argument()
        self.expect_word("FROM")
        text = self.argument()
        self.expect(")")
        return Call(side, (text, what) if what else (text,), at=start, end=self.done)

    def _normalize(self, start: int) -> Expression | None:
        """Read `normalize(text, NFD)`, whose second value is a bare word."""
        place, text = self.place, self.argument()
        if self.sign(",") and self.now.word in ("NFC", "NFD", "NFKC", "NFKD"):
            form = Literal(self.now.word, at=self.now.start, end=self.now.end)
            self.place += 1
            self.expect(")")
            return Call("normalize", (text, form), at=start, end=self.done)
        self.place = place
        return None

    def _case(self) -> Expression:
        start = self.now.start
        self.expect_word("CASE")
        of = None if self.words("WHEN") else self.free(self.expression)
        whens: list[tuple[Expression, Expression]] = []
        while self.take("WHEN"):
            tests = self.several(lambda: self._when(of))
            self.expect_word("THEN")
            result = self.free(self.expression)
            whens += [(test, result) for test in tests]
        if not whens:
            self.unexpected("WHEN")
        otherwise = self.free(self.expression) if self.take("ELSE") else None
        self.expect_word("END")
        return Case(None, tuple(whens), otherwise, at=start, end=self.done)

    def _when(self, of: Expression | None) -> Expression:
        """Read what follows WHEN as a condition: a value after CASE is compared with it."""
        if of is None:
            return self.free(self.expression)
        start = self.now.start
        if sign := self.sign(*COMPARISONS):
            return Comparison((of, self.sum()), (sign,), at=start, end=self.done)
        if sign := self.test():
            return Binary(sign, of, self.sum(), at=start, end=self.done)
        if self.words("IS") and self.ahead(1).word in ("NULL", "NOT"):
            return self.is_(start, of)
        return Comparison((of, self.free(self.expression)), ("=",), at=start, end=self.done)
