"""Patterns: nodes, relationships, labels, paths."""

from aigraph.cypher.parse.expressions import Expressions
from aigraph.cypher.tree import Expression, Group, Labels, NodePattern, Parameter, Path, RelPattern

__all__ = ["Patterns"]


class Patterns(Expressions):
    """Reads patterns."""

    def path(self) -> Path:
        """Read a path, named or not, shortest or not."""
        start, name = self.now.start, None
        if self.name_ahead() and self.ahead(1).text == "=" and self.ahead(1).kind == "sign":
            name = self.name()
            self.expect("=")
        self._selector()
        shortest = {"SHORTESTPATH": "one", "ALLSHORTESTPATHS": "all"}.get(self.now.word, "")
        if shortest and self.ahead(1).text == "(":
            self.place += 2
            steps = self._steps()
            self.expect(")")
        else:
            shortest, steps = "", self._steps()
        return Path(name, steps, shortest, at=start, end=self.done)

    def _selector(self) -> None:
        """Refuse the path selectors of GQL."""
        word, after = self.now.word, self.ahead(1)
        if (word == "SHORTEST" or (word in ("ALL", "ANY") and after.word == "SHORTEST")) and after.text != "(":
            self.fail(
                f"{word} of paths is not read here. Write MATCH p = shortestPath((a)-[*]-(b)), or allShortestPaths"
            )
        if word == "ANY" and (after.text == "(" or after.kind == "number"):
            self.fail("ANY before a path is not read here. Write MATCH p = shortestPath((a)-[*]-(b))")

    def _steps(self) -> tuple[NodePattern | RelPattern | Group, ...]:
        before, self.bars = self.bars, True  # also in a loop, `|` between types joins them
        try:
            return self._unbarred_steps()
        finally:
            self.bars = before

    def _unbarred_steps(self) -> tuple[NodePattern | RelPattern | Group, ...]:
        steps: list[NodePattern | RelPattern | Group] = []
        while True:
            if self.signs("(", "(") or (self.signs("(") and self.ahead(1).kind == "name" and self._named_group()):
                steps.append(self._group())
            elif not steps or not isinstance(steps[-1], NodePattern):
                steps.append(self._node())
            elif self._relationship_ahead():
                steps.append(self._relationship())
            elif not self.signs("("):
                break
            else:
                self.unexpected("a relationship")
            if isinstance(steps[-1], Group) and not self.signs("("):
                break
        return _joined(steps)

    def _named_group(self) -> bool:
        return self.ahead(2).text == "=" and self.ahead(3).text == "("

    def _relationship_ahead(self) -> bool:
        return self.signs("-", "[") or self.signs("-", "-") or self.signs("<", "-", "[") or self.signs("<", "-", "-")

    def _group(self) -> Group:
        """Read `((a)-[r]->(b) WHERE condition){1,3}`."""
        start = self.now.start
        self.expect("(")
        path = self.path()
        where = self.argument() if self.take("WHERE") else None
        self.expect(")")
        length = self._quantified()
        if length is None:
            self.unexpected("how often the path in parentheses repeats: +, *, or {1,3}")
        return Group(path, where, length, at=start, end=self.done)

    def _node(self) -> NodePattern:
        start = self.now.start
        self.expect("(", "a node such as (n)")
        name = self.name() if self.name_ahead() and not self._where_ahead() and not self._is_ahead() else None
        labels = self.labels() if self.signs(":") or self._is_ahead() else None
        properties = self._properties()
        where = self.argument() if self.take("WHERE") else None
        self.expect(")")
        return NodePattern(name, labels, properties, where, at=start, end=self.done)

    def _where_ahead(self) -> bool:
        return self.words("WHERE") and self.ahead(1).text not in (")", ":", "{", "]")

    def _is_ahead(self) -> bool:
        return self.words("IS") and self.ahead(1).kind in ("name", "quoted")

    def _properties(self) -> Expression | None:
        if self.now.kind == "parameter":
            start = self.now.start
            self.place += 1
            return Parameter(self.tokens[self.place - 1].text, at=start, end=self.done)
        return self.map_() if self.signs("{") else None

    def _relationship(self) -> RelPattern:
        start = self.now.start
        left = bool(self.sign("<"))
        self.expect("-")
        name, types, properties, length, where = None, None, None, None, None
        if self.sign("["):
            if self.name_ahead() and not self._where_ahead() and not self._is_ahead():
                name = self.name()
            types = self.labels() if self.signs(":") or self._is_ahead() else None
            length = self._length()
            properties = self._properties()
            where = self.argument() if self.take("WHERE") else None
            self.expect("]")
        self.expect("-")
        right = bool(self.sign(">"))
        quantified = self._quantified()
        if quantified is not None and length is not None:
            self.fail("a relationship repeated twice; expected * inside the brackets, or a quantifier after them")
        direction = "" if left == right else "<" if left else ">"
        return RelPattern(
            name, types, properties, direction, length or quantified, where, quantified is not None,
            at=start, end=self.done,
        )  # fmt: skip

    def _length(self) -> tuple[int, int | None] | None:
        """Read `*`, `*2`, `*1..3`."""
        if not self.sign("*"):
            return None
        low = self._count()
        if self.sign(".."):
            return (1 if low is None else low), self._count()
        return (1, None) if low is None else (low, low)

    def _count(self) -> int | None:
        if self.now.kind != "number":
            return None
        if not self.now.text.isdigit():
            self.unexpected("a number of hops such as 1..3")
        self.place += 1
        return int(self.tokens[self.place - 1].text)

    def _quantified(self) -> tuple[int, int | None] | None:
        """Read `+`, `*`, `{2}`, `{1,3}`."""
        if sign := self.sign("+", "*"):
            return int(sign == "+"), None
        if not (self.signs("{") and (self.ahead(1).kind == "number" or self.ahead(1).text == ",")):
            return None
        self.expect("{")
        low = self._count()
        high = self._count() if self.sign(",") else low
        self.expect("}")
        return low or 0, high

    # -- labels -----------------------------------------------------------------------------------------------------

    def labels(self) -> Labels:
        """Read what follows `:`: names joined by `:`, `&`, `|`, with `!`, `%` and parentheses."""
        start = self.now.start
        if not self.take("IS"):
            self.expect(":")
        found = self._alternatives()
        while self.signs(":"):  # n:A:B
            self.expect(":")
            found = Labels("&", of=(found, self._alternatives()), at=start, end=self.done)
        return found

    def _alternatives(self) -> Labels:
        start, found = self.now.start, [self._conjunction()]
        while self.bars and self.signs("|"):
            self.expect("|")
            self.sign(":")  # [:A|:B], as of old
            found.append(self._conjunction())
        return found[0] if len(found) == 1 else Labels("|", of=tuple(found), at=start, end=self.done)

    def _conjunction(self) -> Labels:
        start, found = self.now.start, [self._label()]
        while self.sign("&"):
            found.append(self._label())
        return found[0] if len(found) == 1 else Labels("&", of=tuple(found), at=start, end=self.done)

    def _label(self) -> Labels:
        start = self.now.start
        if self.sign("!"):
            return Labels("!", of=(self._label(),), at=start, end=self.done)
        if self.sign("%"):
            return Labels("any", at=start, end=self.done)
        if self.sign("("):
            before, self.bars = self.bars, True
            found = self._alternatives()
            self.bars = before
            self.expect(")")
            return found
        if self.signs("$"):
            self.fail("$(…) makes a label of a value, which is not read here. Write WHERE $label IN labels(n)")
        return Labels("is", self.name("a label"), at=start, end=self.done)


def _joined(
    steps: list[NodePattern | RelPattern | Group],
) -> tuple[NodePattern | RelPattern | Group, ...]:
    """Return steps with a node at both ends of each group, as Neo4j reads a group that stands alone."""
    found: list[NodePattern | RelPattern | Group] = []
    for step in steps:
        if isinstance(step, Group) and not (found and isinstance(found[-1], NodePattern)):
            found.append(NodePattern(None, None, None, at=step.at, end=step.at))
        found.append(step)
    if isinstance(found[-1], Group):
        found.append(NodePattern(None, None, None, at=found[-1].end, end=found[-1].end))
    return tuple(found)
