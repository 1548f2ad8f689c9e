"""The rules of a mapping: how columns are read, whom they name, what must hold of a row; read from YAML."""

import re
from collections.abc import Collection, Iterator
from collections.abc import Mapping as Map
from dataclasses import replace
from decimal import Decimal, InvalidOperation

from aigraph.errors import did_you_mean
from aigraph.files import is_below
from aigraph.mapping.dates import check_form
from aigraph.mapping.plan import ByColumn, ColumnRule, Condition, EntityRule, Lookup, Texts
from aigraph.ontology import Ontology
from aigraph.seeds.values import is_slug, unknown_term
from aigraph.seeds.yaml import Node, SeedFile

__all__ = ["RuleReader", "cells_of"]

TEXT_KEYS = ("replace", "each", "match", "split", "expand", "lookup")
COLUMN_KEYS = (
    "from", *TEXT_KEYS, "unit", "scale", "decimal", "date", "precision", "min", "max", "range", "join",
)  # fmt: skip
ENTITY_KEYS = ("class", "name", *TEXT_KEYS, "slugs", "links", "aliases", "zh", "sameAs", "note")
CONDITION_KEYS = ("column", "is", "not", "matches")
NUMBERS = ("one", "several", "some", "no")
PRECISIONS = ("month", "year")
#: A scale has fewer digits, before or behind its point.
_LARGEST = 60
SCALES = {"thousand": 3, "million": 6, "billion": 9, "trillion": 12, "万": 4, "亿": 8, "万亿": 12}


class RuleReader:
    """Reads rules; `columns` are those of the table, and those that the mapping makes of them as they are read."""

    def __init__(self, file: SeedFile, ontology: Ontology, columns: Collection[str]) -> None:
        self.file, self.ontology = file, ontology
        self.columns: dict[str, ColumnRule] = {name: ColumnRule(name, name) for name in columns}
        self.physical = tuple(columns)
        #: The columns that name somebody by a rule of which something is wrong.
        self.unclear: set[str] = set()

    def column_rules(self, node: Node | None, entities: Collection[str]) -> dict[str, ColumnRule]:
        """Return the rules of `columns`, which are known from here on; `entities` are the names of the other rules."""
        fields = self.file.mapping(node, "columns") if node else {}
        at = {name: node.key_lines[name] for name in fields} if node else {}
        found = {}
        for name, entry in fields.items():
            keys = self.file.mapping(entry, f"column {name!r}", COLUMN_KEYS)
            named = [str(node.value) for node in self.file.texts(keys.get("from"), "from")] or [name]
            if unknown := [of for of in named if of not in self.physical]:
                self.file.report(keys.get("from", at[name]), self.unknown(unknown[0], self.physical))
                continue
            read = self._column(name, named[0], at[name], keys, entities)
            found[name] = replace(read, instead=tuple(named[1:]))
        self.columns |= found
        return found

    def _column(self, name: str, of: str, line: int, keys: dict[str, Node], entities: Collection[str]) -> ColumnRule:
        file = self.file
        unit = file.text(keys.get("unit"), "unit")
        by_rule, by_column = unit in entities, unit in self.physical
        return ColumnRule(
            name=name,
            of=of,
            line=line,
            texts=self.texts(keys),
            unit=None if by_rule or by_column else unit,
            unit_of=unit if by_column and not by_rule else None,
            unit_rule=unit if by_rule else None,
            scale=self._scale(keys.get("scale")),
            decimal=self._one_of(keys.get("decimal"), "decimal", (".", ",")) or ".",
            dates=tuple(self._forms(keys.get("date"))),
            precision=self._precision(keys.get("precision")),
            low=self.column(keys.get("min"), "min", physical=True),
            high=self.column(keys.get("max"), "max", physical=True),
            range=file.text(keys.get("range"), "range"),
            join=tuple(self._joined(keys.get("join"))),
        )

    def _joined(self, node: Node | None) -> Iterator[str]:
        for item in self.file.texts(node, "join"):
            if (name := self.column(item, "join", physical=True)) is not None:
                yield name

    def entity_rules(self, node: Node | None) -> dict[str, EntityRule]:
        """Return the rules of `entities`."""
        fields = self.file.mapping(node, "entities") if node else {}
        return {name: rule for name, entry in fields.items() if (rule := self._entity(name, entry, node)) is not None}

    def _entity(self, name: str, entry: Node, node: Node | None) -> EntityRule | None:
        file, line = self.file, node.key_lines[name] if node else 0
        if not re.fullmatch(r"[^\W\d][\w-]*", name):
            file.report(line, f"{name!r} cannot name a rule; expected one word. Rename it")
        keys = file.mapping(entry, f"the rule {name!r}", ENTITY_KEYS)
        if not isinstance(entry.value, dict):
            return None
        for key in ("class", "name"):
            if key not in keys:
                file.report(line, f"the rule {name!r} has no {key}; expected one. Add '{key}: …'")
        column = self.column(keys.get("name"), "name")
        classes, by = self._classes(keys.get("class"))
        if column is None or not (classes or by):
            self.unclear |= {column} if column else set()
            return None
        aliases, zh, same_as, note = (
            self.column(keys.get(k), k, physical=True) for k in ("aliases", "zh", "sameAs", "note")
        )
        slugs = self._slugs(keys.get("slugs"))
        links = file.text(keys.get("links"), "links") or f"{file.stem}.sssom.tsv"
        if not is_below(links):
            file.report(keys["links"], f"{links!r} is outside mappings/; expected a file in it. Copy it there")
            return None
        return EntityRule(name, line, column, classes, by, self.texts(keys), slugs, links, aliases, zh, same_as, note)

    def _classes(self, node: Node | None) -> tuple[tuple[str, ...], ByColumn | None]:
        """Return the constant classes of a rule, or the column that says them."""
        if node is not None and isinstance(node.value, dict):
            found = self.by_column(node, "class", tuple(self.ontology.classes))
            return (), found[0] if found else None
        names = []
        for item in self.file.texts(node, "class"):
            if str(item.value) in self.ontology.classes:
                names.append(str(item.value))
            else:
                self.file.report(item, unknown_term("class", str(item.value), self.ontology.classes))
        return tuple(sorted(names)), None

    def texts(self, keys: Map[str, Node]) -> Texts:
        """Return how the texts of a cell are found."""
        pairs = tuple(self._replaced(keys["replace"])) if "replace" in keys else ()
        if "each" in keys and "match" in keys:
            self.file.report(keys["each"], "each and match together; expected one of them. Drop one")
        each, match, expand = (
            self.pattern(text, keys[k]) if (text := self.file.text(keys.get(k), k)) else None
            for k in ("each", "match", "expand")
        )
        lookup = self.lookup(keys["lookup"], "lookup") if "lookup" in keys else None
        return Texts(
            pairs, each, match, tuple(self._separators(keys.get("split"))), expand, lookup,
        )  # fmt: skip

    def _replaced(self, node: Node) -> Iterator[tuple[re.Pattern[str], str]]:
        """Yield what is replaced by what, reporting what refers to a group that there is not."""
        for key, item in self.file.mapping(node, "replace").items():
            for text in cells_of(self.file, item, "replace"):
                try:
                    if (pattern := self.pattern(key, node.key_lines[key])) is not None:
                        pattern.sub(text, "")
                        yield pattern, text
                except (re.error, IndexError) as err:
                    self.file.report(item, f"{text!r} cannot stand for {key!r} ({err}); expected text, or \\1")

    def _separators(self, node: Node | None) -> Iterator[str]:
        """Yield what parts a cell; a blank is one, too."""
        for item in [] if node is None else node.value if isinstance(node.value, list) else [node]:
            if isinstance(item, Node) and isinstance(item.value, str) and item.value:
                yield item.value
            elif isinstance(item, str) and item:
                yield item
            else:
                self.file.report(node or 0, "split is empty; expected what stands between the parts, such as ','")

    def lookup(self, node: Node, what: str, known: Collection[str] | None = None) -> Lookup:
        """Return a small table, each word of it one of those `known`."""
        exact, patterns = {}, []
        for key, item in self.file.mapping(node, what).items():
            word = item.value if isinstance(item.value, str) else self.file.text(item, what)
            if word is None:
                continue
            if known is not None and word not in known:
                expected = ", ".join(known) if len(known) <= 12 else f"one of {len(known)} names"
                self.file.report(item, f"unknown {what} {word!r}; expected {expected}{did_you_mean(word, known)}")
            elif len(key) > 1 and key.startswith("/") and key.endswith("/"):
                if pattern := self.pattern(key[1:-1], node.key_lines[key]):
                    patterns.append((pattern, word))
            else:
                exact[key] = word
        return Lookup(exact, tuple(patterns))

    def by_column(self, node: Node, what: str, known: Collection[str]) -> tuple[ByColumn, ...]:
        """Return what stands in columns decides: `{COLUMN: {cell: word}}`."""
        fields = self.file.mapping(node, what)
        found = []
        for name, table in fields.items():
            if name in self.columns:
                found.append(ByColumn(name, self.lookup(table, what, known)))
            else:
                self.file.report(node.key_lines[name], self.unknown(name, self.columns))
        return tuple(found)

    def conditions(self, node: Node | None, rules: Collection[str]) -> tuple[Condition, ...]:
        """Return the conditions of an `if` or a `where`: one, or a list of which all must hold."""
        if node is None:
            return ()
        items = node.value if isinstance(node.value, list) else [node]
        return tuple(c for item in items if (c := self._condition(item, rules)) is not None)

    def _condition(self, node: Node, rules: Collection[str]) -> Condition | None:
        if isinstance(node.value, dict):
            return self._test(self.file.mapping(node, "a condition", CONDITION_KEYS), node)
        text = self.file.text(node, "a condition") or ""
        number, _, name = text.partition(" ")
        if number not in NUMBERS:
            expected = "expected 'one RULE', 'several RULE', 'some COLUMN', 'no COLUMN', or {column: …, is: …}"
            self.file.report(node, f"{text!r} is no condition; {expected}")
            return None
        if name not in rules and name not in self.columns:
            self.file.report(node, self.unknown(name, [*rules, *self.columns]))
            return None
        return Condition(name, number)

    def _test(self, keys: dict[str, Node], node: Node) -> Condition | None:
        column = self.column(keys.get("column"), "column")
        tests = [key for key in ("is", "not", "matches") if key in keys]
        if column is None or len(tests) != 1:
            self.file.report(node, "no condition; expected 'column' and one of is, not, matches")
            return None
        [test] = tests
        if test == "matches":
            pattern = self.pattern(self.file.text(keys[test], test) or "", keys[test])
            return None if pattern is None else Condition(column, pattern=pattern)
        return Condition(column, texts=frozenset(cells_of(self.file, keys[test], test)), negated=test == "not")

    def column(self, node: Node | None, what: str, *, physical: bool = False) -> str | None:
        """Return the column that a node names, reporting one that is not there."""
        name = self.file.text(node, what)
        known = self.physical if physical else tuple(self.columns)
        if name is None or name in known:
            return name
        self.file.report(node or 0, f"{what}: {self.unknown(name, known)}")
        return None

    def unknown(self, name: str, known: Collection[str]) -> str:
        """Return what is said of a column that the table does not have."""
        expected = ", ".join(map(repr, known)) if len(known) <= 8 else f"one of its {len(known)} columns"
        return f"unknown column {name!r}; expected {expected}{did_you_mean(name, known)}"

    def pattern(self, text: str, at: Node | int) -> re.Pattern[str] | None:
        """Return a pattern, reporting what is none."""
        try:
            return re.compile(text)
        except re.error as err:
            self.file.report(at, f"{text!r} is no pattern ({err}); expected a regular expression of Python")
            return None

    def _slugs(self, node: Node | None) -> dict[str, str]:
        found = {}
        for name, item in (self.file.mapping(node, "slugs") if node else {}).items():
            slug = self.file.text(item, "slugs")
            if slug and is_slug(slug):
                found[name] = slug
            elif slug:
                self.file.report(item, f"{slug!r} is no slug; expected lower-case words with hyphens")
        return found

    def _scale(self, node: Node | None) -> Decimal:
        text = self.file.text(node, "scale")
        if text is None:
            return Decimal(1)
        try:
            number = Decimal(10) ** SCALES[text] if text in SCALES else Decimal(text)
            if number.is_finite() and number > 0 and abs(number.adjusted()) < _LARGEST:
                return number
        except InvalidOperation:
            pass
        self.file.report(node or 0, f"scale is {text!r}; expected a number, or {', '.join(SCALES)}")
        return Decimal(1)

    def _forms(self, node: Node | None) -> Iterator[str]:
        for item in self.file.texts(node, "date"):
            if problem := check_form(str(item.value)):
                self.file.report(item, problem)
            else:
                yield str(item.value)

    def _precision(self, node: Node | None) -> dict[str, str]:
        found = {}
        for end, item in (self.file.mapping(node, "precision") if node else {}).items():
            if (word := self._one_of(item, "precision", PRECISIONS)) is not None:
                found[end] = word
        return found

    def _one_of(self, node: Node | None, what: str, known: tuple[str, ...]) -> str | None:
        text = self.file.text(node, what)
        if text is None or text in known:
            return text
        self.file.report(node or 0, f"{what} is {text!r}; expected {' or '.join(map(repr, known))}")
        return None


def cells_of(file: SeedFile, node: Node, what: str) -> Iterator[str]:
    """Yield the texts of cells, of which one may be blank, reporting what is no text."""
    for item in node.value if isinstance(node.value, list) else [node]:
        assert isinstance(item, Node)
        if isinstance(item.value, str):
            yield item.value
        else:
            file.text(item, what)  # which reports it
