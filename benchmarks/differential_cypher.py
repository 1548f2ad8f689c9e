"""Random Cypher, the same on a real Neo4j server and here; a mismatch is shrunk to its smallest form and printed.

    NEO4J_URI=bolt://… NEO4J_PASSWORD=… python benchmarks/differential_cypher.py [QUERIES] [SEED]

The server is emptied, and then holds a small graph with all that is awkward: loops, parallel relationships, missing
properties, properties of several types.
"""

import datetime
import math
import os
import random
import re
import sys
import tempfile
from collections import Counter
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path
from typing import Any

from aigraph.cypher.engine import Engine, save
from aigraph.cypher.stored import contents
from aigraph.cypher.tokens import tokens
from aigraph.errors import QueryError
from aigraph.neo4j.connection import plain
from aigraph.property_graph import Edge, Node, PropertyGraph
from aigraph.property_graph.database import literal, with_dates

LABELS, TYPES = ("A", "B", "C"), ("R", "S", "T")
TEXTS = ("", "a", "ab", "abc", "B", "7", "2.5", "true", "中文")
KEYS = {"n": "number", "m": "mixed", "s": "text", "b": "truth", "xs": "list", "onEarliest": "date"}
PARAMETERS = {"number": 2, "text": "ab", "list": [1, 2, 3], "nothing": None, "map": {"n": 1, "s": "x"}}


def graph(seed: int = 0) -> PropertyGraph:
    """Return a small graph with all that is awkward."""
    chance = random.Random(seed)
    nodes = [
        Node(f"v{i}", tuple(chance.sample(LABELS, chance.choice((0, 1, 1, 2)))), {"id": f"v{i}", **_properties(chance)})
        for i in range(12)
    ]
    edges = []
    for i in range(20):
        a, b = chance.choice(nodes).id, chance.choice(nodes).id
        edges.append(
            Edge(f"e{i}", a, a if i % 7 == 0 else b, chance.choice(TYPES), {"id": f"e{i}", **_properties(chance)})
        )
    edges.append(Edge("e20", edges[1].source, edges[1].target, edges[1].type, {"id": "e20"}))
    return PropertyGraph(tuple(nodes), tuple(edges))


def _properties(chance: random.Random) -> dict[str, Any]:
    values = {
        "n": chance.randint(-2, 4),
        "m": chance.choice((1, 1.0, 2, 2.5, "a", True)),
        "s": chance.choice(TEXTS),
        "b": chance.random() < 0.5,
        "xs": [chance.randint(0, 3) for _ in range(chance.randint(0, 3))],
        "onEarliest": f"202{chance.randint(0, 3)}-0{chance.randint(1, 9)}-1{chance.randint(0, 9)}",
    }
    return {key: value for key, value in values.items() if chance.random() < 0.7}


class Queries:
    """Makes random queries: patterns, WITH, subqueries, aggregates, expressions of every type."""

    def __init__(self, seed: int) -> None:
        self.chance = random.Random(seed)
        self.fresh = 0

    def one(self, *options: Any) -> Any:
        return self.chance.choice(options)

    def pick(self, *options: str) -> str:
        return self.chance.choice(options)

    def name(self, letter: str) -> str:
        self.fresh += 1
        return f"{letter}{self.fresh}"

    # -- expressions: each method gives the text of one of its type ---------------------------------------------------

    def value(self, kind: str, scope: dict[str, str], depth: int) -> str:
        """Return an expression; kind is number, text, truth, list, date, duration, map, node, link or any."""
        if kind == "any":
            kind = self.one("number", "text", "truth", "list", "date", "map", "mixed", "duration")
        named = [name for name, what in scope.items() if what == kind]
        if named and (depth <= 0 or self.chance.random() < 0.3):
            return str(self.chance.choice(named))
        return str(getattr(self, f"_{kind}")(scope, depth - 1))

    def _held(self, kind: str, scope: dict[str, str]) -> str | None:
        things = [name for name, what in scope.items() if what in ("node", "link")]
        if not things or self.chance.random() < 0.3:
            return None
        key = next(key for key, what in KEYS.items() if what == kind)
        return f"{self.chance.choice(things)}.{key}"

    def _number(self, scope: dict[str, str], depth: int) -> str:
        if depth < 0 or self.chance.random() < 0.3:
            return self._held("number", scope) or self.one("0", "1", "2", "-1", "3", "0.5", "2.0", "null", "$number")
        n = partial(self.value, "number", scope, depth)
        t = partial(self.value, "text", scope, depth)
        xs = partial(self.value, "list", scope, depth)
        return str(self.one(
            lambda: f"({n()} {self.one('+', '-', '*')} {n()})", lambda: f"({n()} / {self.one('2', '3', '2.0', '-2')})",
            lambda: f"({n()} % {self.one('2', '3', '-2', '1.5')})", lambda: f"abs({n()})", lambda: f"sign({n()})",
            lambda: f"size({t()})", lambda: f"size({xs()})", lambda: f"toInteger({n()})", lambda: f"toFloat({t()})",
            lambda: f"toInteger({t()})", lambda: f"round({n()})", lambda: f"floor({n()})", lambda: f"ceil({n()})",
            lambda: f"coalesce({n()}, {n()})", lambda: f"{xs()}[{self.one('0', '1', '-1', '5')}]",
            lambda: f"reduce(q = 0, w IN {xs()} | q + w)", lambda: self._case("number", scope, depth),
            lambda: f"({n()} ^ 2)",
            lambda: f"{self.value('date', scope, depth)}.{self.one('year', 'month', 'day', 'week')}",
            lambda: self._count(scope), lambda: f"head({xs()})", lambda: f"{self.value('map', scope, depth)}.n",
            lambda: f"{self.value('duration', scope, depth)}.{self.one('days', 'months', 'seconds', 'hours')}",
            lambda: f"round({n()}, 1)", lambda: f"-{n()}" if self.chance.random() < 0.5 else f"sqrt(abs({n()}))",
        )())  # fmt: skip

    def _count(self, scope: dict[str, str]) -> str:
        nodes = [name for name, what in scope.items() if what == "node"]
        return f"COUNT {{ ({self.chance.choice(nodes)}){self._link('')}() }}" if nodes else "1"

    def _text(self, scope: dict[str, str], depth: int) -> str:
        if depth < 0 or self.chance.random() < 0.3:
            return self._held("text", scope) or self.one(*map(repr, TEXTS), "null", "$text")
        n = partial(self.value, "number", scope, depth)
        t = partial(self.value, "text", scope, depth)
        links = [name for name, what in scope.items() if what == "link"]
        return str(self.one(
            lambda: f"({t()} + {t()})", lambda: f"toUpper({t()})",
            lambda: f"substring({t()}, {self.one('0', '1', '2')})",
            lambda: f"left({t()}, 2)", lambda: f"right({t()}, 1)", lambda: f"replace({t()}, 'a', 'z')",
            lambda: f"toString({n()})", lambda: f"reverse({t()})", lambda: f"trim({t()})", lambda: f"({t()} + {n()})",
            lambda: f"toString({self.value('date', scope, depth)})", lambda: self._case("text", scope, depth),
            lambda: f"type({self.chance.choice(links)})" if links else "'x'", lambda: f"coalesce({t()}, 'none')",
            lambda: f"split({t()}, 'b')[0]", lambda: f"toString({self.value('truth', scope, depth)})",
            lambda: f"({t()} || {t()})", lambda: f"toString({self.value('duration', scope, depth)})",
            lambda: f"nullIf({t()}, 'a')", lambda: f"valueType({self.value('any', scope, depth)})",
        )())  # fmt: skip

    def _truth(self, scope: dict[str, str], depth: int) -> str:
        if depth < 0:
            return self._held("truth", scope) or self.one("true", "false", "null")
        v = partial(self.value, scope=scope, depth=depth)
        sign = self.one("=", "<>", "<", "<=", ">", ">=")
        nodes = [name for name, what in scope.items() if what == "node"]
        return str(self.one(
            lambda: f"({v('number')} {sign} {v('number')})", lambda: f"({v('text')} {sign} {v('text')})",
            lambda: f"({v('any')} {sign} {v('any')})",
            lambda: f"({v('truth')} {self.one('AND', 'OR', 'XOR')} {v('truth')})",
            lambda: f"(NOT {v('truth')})", lambda: f"({v('any')} IS {self.one('', 'NOT ')}NULL)",
            lambda: f"({v('number')} IN {v('list')})", lambda: f"({v('text')} IN ['a', 'ab', null])",
            lambda: f"({v('text')} {self.one('STARTS WITH', 'ENDS WITH', 'CONTAINS')} {v('text')})",
            lambda: f"{self.one('any', 'all', 'none', 'single')}(w IN {v('list')} WHERE w {sign} {self.one('1', '2')})",
            lambda: f"({v('date')} {sign} {v('date')})", lambda: f"({v('list')} {sign} {v('list')})",
            lambda: f"{self.chance.choice(nodes)}:{self.one(*LABELS)}" if nodes else "true",
            lambda: f"{self._mixed(scope, 0)} {sign} {self.one('1', '2.0', chr(39) + 'a' + chr(39), 'true')}",
            lambda: f"EXISTS {{ ({self.one(*nodes, '')}){self._link('')}({self.one('', ':A', ':B')}) }}",
            lambda: f"isEmpty({v('text')})", lambda: f"({v('number')} < {v('number')} <= {v('number')})",
            lambda: f"({v('text')} =~ '{self.one('a.*', '[ab]+', '(?i)B')}')",
            lambda: f"({self._text({}, depth)} IS :: {self.one('INTEGER', 'STRING', 'FLOAT | BOOLEAN', 'LIST<ANY>')})",
        )())  # fmt: skip

    def _list(self, scope: dict[str, str], depth: int) -> str:
        if depth < 0 or self.chance.random() < 0.2:
            return self._held("list", scope) or self.one("[]", "[1, 2, 3]", "[2, null, 1]", "range(0, 3)", "$list")
        n = partial(self.value, "number", scope, depth)
        xs = partial(self.value, "list", scope, depth)
        nodes = [name for name, what in scope.items() if what == "node"]
        return str(self.one(
            lambda: f"[{n()}, {n()}]", lambda: f"({xs()} + {xs()})",
            lambda: f"({xs()} + {self.one('1', 'null', '-2')})",
            lambda: f"[w IN {xs()} WHERE w > 0 | w * 2]", lambda: f"[w IN {xs()} | w + 1]", lambda: f"tail({xs()})",
            lambda: f"reverse([0] + {xs()})", lambda: f"{xs()}[{self.one('0', '1')}..{self.one('2', '-1', '9')}]",
            lambda: f"range(1, {self.one('0', '2', '4')})", lambda: f"({xs()} || {xs()})",
            lambda: f"[({self.chance.choice(nodes)}){self._link('')}(z) | 1]" if nodes else "[1]",
            lambda: f"toIntegerList({xs()})",
        )())  # fmt: skip

    def _date(self, scope: dict[str, str], depth: int) -> str:
        if depth < 0 or self.chance.random() < 0.4:
            return self._held("date", scope) or self.one("date('2021-03-15')", "date('2020-02-29')", "null")
        d = partial(self.value, "date", scope, depth)
        return str(self.one(
            lambda: f"({d()} {self.one('+', '-')} {self.value('duration', scope, depth)})",
            lambda: f"date.truncate('{self.one('month', 'week')}', date('202{self.one('0', '1')}-05-17'))",
            lambda: f"date({{year: 202{self.one('0', '1')}, month: {self.one('1', '2', '12')}}})",
        )())  # fmt: skip

    def _duration(self, scope: dict[str, str], depth: int) -> str:
        if depth < 0 or self.chance.random() < 0.4:
            return self.pick(
                "duration('P1M2D')", "duration({days: 1.5})", "duration('PT36H')", "duration({months: 0.5})",
                "duration({years: 1, months: -2})", "duration('P1DT-1.5S')",
            )  # fmt: skip
        d = partial(self.value, "duration", scope, depth)
        return str(self.one(
            lambda: f"({d()} + {d()})", lambda: f"({d()} - {d()})", lambda: f"({d()} * {self.one('2', '0.5', '-1')})",
            lambda: f"({d()} / {self.one('2', '4.0')})",
            lambda: f"duration.{self.one('between', 'inDays', 'inMonths', 'inSeconds')}"
                    f"({self.value('date', scope, depth)}, {self.value('date', scope, depth)})",
        )())  # fmt: skip

    def _map(self, scope: dict[str, str], depth: int) -> str:
        things = [name for name, what in scope.items() if what in ("node", "link", "map")]
        if things and self.chance.random() < 0.6:
            items = self.one(".n", ".n, .s", f"x: {self.value('number', scope, depth)}, .n", ".n, .nope")
            return f"{self.chance.choice(things)} {{{items}}}"
        return self.pick(f"{{n: {self.value('number', scope, depth)}, s: {self.value('text', scope, depth)}}}", "$map")

    def _mixed(self, scope: dict[str, str], depth: int) -> str:
        things = [name for name, what in scope.items() if what in ("node", "link")]
        return f"{self.chance.choice(things)}.m" if things else self.one("1", "1.0", "'a'", "true")

    def _case(self, kind: str, scope: dict[str, str], depth: int) -> str:
        test, one, other = (self.value(what, scope, depth) for what in ("truth", kind, kind))
        return f"CASE WHEN {test} THEN {one}{self.one(f' ELSE {other}', '')} END"

    # -- patterns and clauses -----------------------------------------------------------------------------------------

    def _link(self, name: str, *, far: bool = True) -> str:
        kinds = self.one("", "", ":R", ":S", ":R|S", ":!T", ":R&!S")
        length = (
            self.one("", "", "", "", "*1..2", "*2", "*0..1") if far and ("&" not in kinds and "!" not in kinds) else ""
        )
        inside = f"[{name}{kinds}{length}]"
        return self.pick(f"-{inside}->", f"<-{inside}-", f"-{inside}-")

    def pattern(self, scope: dict[str, str]) -> str:
        """Return a path; the scope gains its variables."""
        found = self._node(scope)
        for _ in range(self.one(0, 1, 1, 1, 2, 2, 3)):
            name = self.name("r") if self.chance.random() < 0.5 else ""
            link = self._link(name)
            if name:
                scope[name] = "links" if "*" in link else "link"
            found += link + self._node(scope)
        return found

    def _node(self, scope: dict[str, str]) -> str:
        nodes = [name for name, what in scope.items() if what == "node"]
        if nodes and self.chance.random() < 0.2:
            return f"({self.chance.choice(nodes)})"
        name = self.name("a") if self.chance.random() < 0.8 else ""
        label = self.one("", "", "", ":A", ":B", ":C", ":A|B", ":!A", ":A&B")
        properties = self.one("", "", "", "", " {n: 1}", " {m: 1}", " {b: true}", " {s: 'a'}")
        if name:
            scope[name] = "node"
        return f"({name}{label}{properties})"

    def match(self, scope: dict[str, str]) -> str:
        """Return a MATCH."""
        first = not self.fresh  # an OPTIONAL MATCH that comes first and finds nothing makes constants null in Neo4j
        word = "MATCH" if first else self.one("MATCH", "MATCH", "MATCH", "OPTIONAL MATCH")
        paths = ", ".join(self.pattern(scope) for _ in range(self.one(1, 1, 1, 2)))
        where = f" WHERE {self.value('truth', scope, self.one(0, 1, 2))}" if self.chance.random() < 0.5 else ""
        return f"{word} {paths}{where}"

    def items(self, scope: dict[str, str]) -> list[tuple[str, str, str]]:
        """Return what a WITH or RETURN lists: the text, the name, the kind."""
        found = []
        for _ in range(self.one(1, 2, 2, 3)):
            kind = self.one("number", "text", "truth", "list", "any", "date", "map", "mixed", "node")
            if kind == "node":
                nodes = [name for name, what in scope.items() if what == "node"]
                if not nodes:
                    continue
                found.append((self.chance.choice(nodes), self.name("c"), "node"))
            else:
                found.append((self.value(kind, scope, self.one(0, 1, 2)), self.name("c"), kind))
        if self.chance.random() < 0.35:
            number = self.value("number", scope, 1)
            call = self.one(
                "count(*)", f"count({number})", f"sum({number})", f"avg({number})",
                f"min({self.value('any', scope, 1)})",
                f"max({number})", f"count(DISTINCT {number})", f"size(collect({number}))",
                f"max({self._mixed(scope, 0)})",
                f"stDev({number})", f"percentileCont({number}, 0.3)", f"percentileDisc({number}, 0.5)",
                f"sum({self.value('duration', scope, 1)})", f"count(DISTINCT {self._mixed(scope, 0)})",
            )  # fmt: skip
            found.append((call, self.name("c"), "number" if "max" not in call and "min" not in call else "any"))
        return found or [("1", self.name("c"), "number")]

    def query(self) -> str:
        """Return a whole query."""
        self.fresh = 0
        scope: dict[str, str] = {}
        clauses = [
            self.match(scope)
            if self.chance.random() < 0.85
            else f"UNWIND {self._list(scope, 1)} AS {self._kept(scope, 'number')}"
        ]
        for _ in range(self.one(0, 0, 1, 1, 2)):
            clauses.append(self._middle(scope))
        items = self.items(scope)
        text = ", ".join(f"{value} AS {name}" for value, name, _ in items)
        names = [name for _, name, kind in items if kind not in ("node", "map", "any")]
        distinct = self.one("", "", "DISTINCT ")
        ending = ""
        if names and self.chance.random() < 0.3:
            ending = f" ORDER BY {', '.join(n + self.one('', ' DESC') for n in names)}"
            if len(names) == len(items):
                ending += self.one("", f" LIMIT {self.one('1', '3')}", " SKIP 1")
        return " ".join((*clauses, f"RETURN {distinct}{text}{ending}"))

    def _kept(self, scope: dict[str, str], kind: str) -> str:
        name = self.name("u")
        scope[name] = kind
        return name

    def _middle(self, scope: dict[str, str]) -> str:
        def unwind() -> str:
            return f"UNWIND {self.value('list', scope, 1)} AS {self._kept(scope, 'number')}"

        def with_() -> str:
            items = self.items(scope)
            kept = [name for name, kind in scope.items() if kind == "node" and self.chance.random() < 0.6]
            text = ", ".join([*kept, *(f"{value} AS {name}" for value, name, _ in items)])
            for name in [name for name in scope if name not in kept]:
                del scope[name]
            scope.update({name: kind for _, name, kind in items})
            where = f" WHERE {self.value('truth', scope, 1)}" if self.chance.random() < 0.4 else ""
            return f"WITH {self.one('', '', 'DISTINCT ')}{text}{where}"

        def subquery() -> str:
            nodes = [name for name, kind in scope.items() if kind == "node"]
            if not nodes:
                return self.match(scope)
            node, name = self.chance.choice(nodes), self.name("q")
            inner = f"MATCH ({node}){self._link('')}(z) RETURN {self.one('count(z)', 'max(z.n)', 'sum(z.n)')} AS {name}"
            scope[name] = "number"
            return self.pick(f"CALL ({node}) {{ {inner} }}", f"CALL {{ WITH {node} {inner} }}")

        return str(self.one(lambda: self.match(scope), with_, with_, unwind, subquery)())


class PlainQueries(Queries):
    """Makes random queries of the kinds that kglite is asked."""

    def query(self) -> str:
        """Return a query of MATCH, OPTIONAL MATCH, WITH and RETURN."""
        self.fresh = 0
        scope: dict[str, str] = {}
        clauses = [f"MATCH {self.pattern(scope)}" + self._where(scope)]
        for _ in range(self.one(0, 0, 1, 1, 2)):
            clauses.append(self.one(self._more, self._more, self._with)(scope))
        items, order = self._listed(scope)
        ending = ""
        if order and self.chance.random() < 0.5:
            ending = f" ORDER BY {', '.join(n + self.one('', ' DESC') for n in order)}"
            if len(order) == len(items):
                ending += self.one("", f" LIMIT {self.one('1', '3', '10')}", " SKIP 2", " SKIP 1 LIMIT 4")
        return " ".join((*clauses, f"RETURN {self.one('', '', 'DISTINCT ')}{', '.join(items)}{ending}"))

    def _link(self, name: str, *, far: bool = True) -> str:
        kinds, length = self.one("", "", ":R", ":S", ":R|S|T"), self.one("", "", "", "", "*1..2", "*2", "*1..3", "*..2")
        properties = self.one("", "", "", " {n: 1}", " {s: 'a'}") if not length else ""
        inside = f"[{name}{kinds}{length}{properties}]"
        return str(self.one(f"-{inside}->", f"<-{inside}-", f"-{inside}-"))

    def _node(self, scope: dict[str, str]) -> str:
        nodes = [name for name, what in scope.items() if what == "node"]
        if nodes and self.chance.random() < 0.25:
            return f"({self.chance.choice(nodes)})"
        name = self.name("a") if self.chance.random() < 0.8 else ""
        properties = self.one(
            "", "", "", " {n: 1}", " {m: 1}", " {b: true}", " {s: 'a'}", " {id: 'v3'}", " {n: $number}"
        )
        if name:
            scope[name] = "node"
        return f"({name}{self.one('', '', '', ':A', ':B', ':C')}{properties})"

    def _where(self, scope: dict[str, str]) -> str:
        return f" WHERE {self._test(scope, self.one(0, 0, 1, 2))}" if self.chance.random() < 0.6 else ""

    def _test(self, scope: dict[str, str], depth: int) -> str:
        things = [name for name, what in scope.items() if what in ("node", "link")] or ["null"]
        one, other = self.chance.choice(things), self.chance.choice(things)
        if things == ["null"]:
            return "true"
        if depth:
            left, right = self._test(scope, depth - 1), self._test(scope, depth - 1)
            return str(self.one(f"({left} AND {right})", f"({left} OR {right})", f"NOT ({left})", f"NOT {left}"))
        sign, key = self.one("=", "<>", "<", "<=", ">", ">="), self.one("n", "s", "m", "b", "id")
        nodes = [name for name, what in scope.items() if what == "node"]
        return str(self.one(
            f"{one}.n {sign} {self.one('1', '2', '$number', 'null')}", f"{one}.{key} {sign} {other}.{key}",
            f"{one}.m {sign} {self.one('1', chr(39) + 'a' + chr(39), 'true')}", f"{one}.s {sign} 'ab'",
            f"{one}.s {self.one('STARTS WITH', 'ENDS WITH', 'CONTAINS')} 'a'", f"{one}.n IN [1, 2, null]",
            f"{one}.s IN ['a', 'ab']", f"{one}.{key} IS {self.one('', 'NOT ')}NULL", f"{one}.n IN $list", f"{one}.b",
            f"{self.chance.choice(nodes or things)}{self.one(':A', ':B')}" if nodes else "true",
            f"{one}.onEarliest {sign} date('2021-06-15')", f"{one}.m IN [1, 'a']",
            f"{one} {self.one('=', '<>')} {other}",
            f"{one}.n {sign} {other}.m", f"{one}.id {sign} 'v5'",
        ))  # fmt: skip

    def _more(self, scope: dict[str, str]) -> str:
        return f"{self.one('MATCH', 'OPTIONAL MATCH', 'OPTIONAL MATCH')} {self.pattern(scope)}" + self._where(scope)

    def _with(self, scope: dict[str, str]) -> str:
        kept = [name for name, what in scope.items() if what in ("node", "link") and self.chance.random() < 0.6]
        items = [*kept] or ["1 AS one"]
        made = {}
        for _ in range(self.one(0, 1, 1)):
            name = self.name("c")
            items.append(f"{self._aggregate(scope)} AS {name}")
            made[name] = "number"
        for name in [name for name in scope if name not in kept]:
            del scope[name]
        scope.update(made)
        return f"WITH {self.one('', '', 'DISTINCT ')}{', '.join(items)}" + self._where(scope)

    def _aggregate(self, scope: dict[str, str]) -> str:
        things = [name for name, what in scope.items() if what in ("node", "link")]
        if not things:
            return "count(*)"
        one = self.chance.choice(things)
        return str(self.one(
            "count(*)", f"count({one})", f"count(DISTINCT {one})", f"count({one}.n)", f"min({one}.n)", f"max({one}.s)",
            f"count(DISTINCT {one}.s)", f"min({one}.m)", f"max({one}.onEarliest)",
        ))  # fmt: skip

    def _listed(self, scope: dict[str, str]) -> tuple[list[str], list[str]]:
        """Return what RETURN lists, and the names to order by."""
        things = [name for name, what in scope.items() if what in ("node", "link")]
        links = [name for name, what in scope.items() if what == "link"]
        items, order = [], []
        for _ in range(self.one(1, 2, 2, 3)):
            name = self.name("x")
            one = self.chance.choice(things) if things else ""
            item = (
                self.one(f"{one}.n", f"{one}.s", f"{one}.id", f"{one}.m", f"{one}.onEarliest", f"{one}.b", one)
                if one
                else "1"
            )
            if links and self.chance.random() < 0.2:
                item = f"type({self.chance.choice(links)})"
            items.append(f"{item} AS {name}")
            order += [name] if item != one else []
        if self.chance.random() < 0.4:
            name = self.name("x")
            items.append(f"{self._aggregate(scope)} AS {name}")
            order.append(name)
        return items, order


# -- comparing --------------------------------------------------------------------------------------------------------

Answer = tuple[str, Any]


def ask_server(driver: Any, query: str) -> Answer:
    """Return ('rows', rows) or ('error', words) of the server."""
    from neo4j.exceptions import Neo4jError

    try:
        with driver.session() as session:
            return "rows", [[plain(v) for v in record.values()] for record in session.run(query, PARAMETERS)]
    except (Neo4jError, ValueError, OverflowError) as err:
        return "error", str(getattr(err, "message", err)).split("\n", maxsplit=1)[0]


def ask_ours(engine: Engine, query: str) -> Answer:
    """Return the same of ours."""
    try:
        return "rows", [list(row) for row in engine.query(query, PARAMETERS).rows]
    except QueryError as err:
        return "error", str(err).split("\n", maxsplit=1)[0]


def shown(rows: list[list[Any]], query: str) -> list[str]:
    """Return rows so that equal ones are equal, in what order they may come."""
    loose = re.search(r"\[ ?\(|collect", query) is not None  # the order of what a pattern finds is nobody's
    apart = "DISTINCT" in query or re.search(r"\b(count|sum|min|max|avg|stDev|collect|percentile\w+) ?\(", query)
    return sorted(repr([_typed(cell, loose, bool(apart)) for cell in row]) for row in rows)


def _typed(value: Any, loose: bool, apart: bool) -> Any:
    """Return a value with its type; of an integer and an equal float, which are one, either may stand for both."""
    match value:
        case float():
            rounded = float(f"{value:.12g}")
            if apart and rounded.is_integer():
                return int(rounded)
            return "NaN" if math.isnan(value) else f"float {rounded}"
        case list():
            items = [_typed(item, loose, apart) for item in value]
            return sorted(items, key=repr) if loose else items
        case dict():
            return {key: _typed(value[key], loose, apart) for key in sorted(value)}
        case datetime.date() | datetime.time():
            return f"{type(value).__name__} {value}"
    return value


def differs(query: str, server: Answer, ours: Answer) -> str:
    """Return in what two answers differ: '' where in nothing, or where both refuse."""
    if server[0] == ours[0] == "rows":
        return "" if shown(server[1], query) == shown(ours[1], query) else "other rows"
    if server[0] == ours[0]:
        return ""
    return "we answer, Neo4j refuses" if ours[0] == "rows" else "we refuse, Neo4j answers"


def decided(query: str) -> bool:
    """Return whether nothing is cut off in an order that nobody fixed."""
    words = [token.word for token in tokens(query)]
    return "ORDER" in words or not {"SKIP", "LIMIT"} & set(words)


def shrink(query: str, still: Callable[[str], bool]) -> str:
    """Return the query with as many tokens left out as keep it wrong."""
    pieces = [query[token.start : token.end] for token in tokens(query)[:-1]]
    size = max(len(pieces) // 2, 1)
    while size:
        place = 0
        while place < len(pieces):
            fewer = pieces[:place] + pieces[place + size :]
            if fewer and still(" ".join(fewer)):
                pieces = fewer
            else:
                place += 1
        size //= 2
    return " ".join(pieces)


def fill(driver: Any, whole: PropertyGraph) -> None:
    """Make the server hold the graph and nothing else."""
    driver.execute_query("MATCH (n) DETACH DELETE n")
    for node in whole.nodes:
        labels = "".join(f":{label}" for label in (*node.labels, "AIGraph"))
        driver.execute_query(f"CREATE (n{labels} {literal(with_dates(node.properties))})")
    for edge in whole.edges:
        driver.execute_query(
            "MATCH (a {id: $a}), (b {id: $b}) "
            f"CREATE (a)-[:{edge.type} {literal(with_dates(edge.properties))}]->(b)",
            a=edge.source, b=edge.target,
        )  # fmt: skip


def mismatches(
    driver: Any, engine: Engine, count: int, seed: int, found: Counter[str]
) -> Iterator[tuple[str, str, str]]:
    """Yield what differs, the query and its smallest form; count the outcomes."""
    queries = Queries(seed)
    for _ in range(count):
        query = queries.query()
        server = ask_server(driver, query)
        kind = differs(query, server, ask_ours(engine, query))
        found[kind or f"same, {server[0]}"] += 1
        if kind:

            def still(text: str, kind: str = kind) -> bool:
                return decided(text) and differs(text, ask_server(driver, text), ask_ours(engine, text)) == kind

            yield kind, query, shrink(query, still)


def engine_of(whole: PropertyGraph, folder: Path) -> Engine:
    """Return our engine over a graph."""
    save(whole, folder / "graph.kgl")
    return Engine(folder / "graph.kgl", contents(whole))


def main() -> None:
    from neo4j import GraphDatabase

    count, seed = (int(text) for text in (sys.argv[1:] + ["1000", "0"][len(sys.argv) - 1 :])[:2])
    login = os.environ.get("NEO4J_USERNAME", "neo4j"), os.environ["NEO4J_PASSWORD"]
    found: Counter[str] = Counter()
    with (
        GraphDatabase.driver(os.environ["NEO4J_URI"], auth=login, notifications_min_severity="OFF") as driver,
        tempfile.TemporaryDirectory() as folder,
    ):
        whole = graph()
        fill(driver, whole)
        engine = engine_of(whole, Path(folder))
        for kind, query, small in mismatches(driver, engine, count, seed, found):
            print(f"{kind}: {small}\n  Neo4j: {ask_server(driver, small)}\n  ours:  {ask_ours(engine, small)}")
            print(f"  of: {query}\n", flush=True)
        engine.close()
    print(dict(found))


if __name__ == "__main__":
    main()
