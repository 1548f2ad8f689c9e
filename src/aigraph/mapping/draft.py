"""A mapping begun from a table: what can be told of its columns, what is unclear marked `?`, which the check finds."""

import json
import re
from collections import Counter
from collections.abc import Iterable, Iterator
from collections.abc import Mapping as Map
from dataclasses import dataclass, field
from types import MappingProxyType

from aigraph.characters import visible
from aigraph.linking.near import is_legal_form
from aigraph.linking.spelling import spelling_key
from aigraph.mapping.alike import LIKELY, alike, names_of, scale_of, share, unit_of
from aigraph.mapping.plan import TableSpec
from aigraph.mapping.profile import Column, Profile
from aigraph.mapping.read import OPEN
from aigraph.model import Entity
from aigraph.ontology import Ontology, Property
from aigraph.seeds.draft import scalar
from aigraph.seeds.sections import ascii_words, free
from aigraph.terminal import padded, width

__all__ = ["Known", "mapping_yaml"]

_OFFERED = 5
_ENTITIES = "Entity"
#: What may stand between several names in a cell, the surest first.
_BETWEEN = ("\n", ";", "；", "|", "、", " / ", " and ", ",", "，")
#: A relation is more than a word of its name: of a company's column Round nobody knows whether it led that.
_WHOLE = 0.9
#: So many texts of a column are looked up among the names of the graph; so many of them, or half, must be known.
_LOOKED_UP, _ENOUGH = 200, 2


@dataclass(frozen=True, slots=True)
class Known:
    """What a graph tells of a table: how often each predicate is used, and the classes of whoever has a name."""

    used: Map[str, int] = field(default_factory=lambda: MappingProxyType({}))
    classes: Map[str, frozenset[str]] = field(default_factory=lambda: MappingProxyType({}))

    @classmethod
    def of(cls, entities: Iterable[Entity], used: Map[str, int]) -> "Known":
        """Return what entities and the use of predicates tell."""
        found = ((spelling_key(name), frozenset(one.classes)) for one in entities for name in one.spellings())
        return cls(used, dict(found))


def mapping_yaml(spec: TableSpec, found: Profile, ontology: Ontology, known: Known | None = None) -> str:
    """Return a mapping to finish: the columns with their kinds and examples, and the lines that they suggest.

    `known` is what a graph tells: of the predicates that fit the usual are offered first, and a column of names that
    are there is one of their class.
    """
    draft = _Draft(found, ontology, known or Known())
    columns, rows = found.columns, found.rows
    lines = [f"# Begun by 'aigraph tables new' from {spec.file}: {rows} rows, {len(columns)} columns."]
    for row in found.faults[:1]:
        lines.append(f"# Of these {len(found.faults)} cannot be read, first row {row.number}: {row.fault}.")
    if not found.key and rows:
        lines.append("# No column alone, and none of the first together, names each row: look for a key.")
    lines += [f"# What is open is marked {OPEN}; 'aigraph tables check' finds it.", "#", *_shown(columns, rows), ""]
    key = [_flow(column.name) for column in found.key]
    named = f", key: {_listed(key) if len(key) > 1 else key[0]}" if key else ""
    nothing = dict.fromkeys(text for column in columns for text in column.nothing)
    named += f", null: {_listed(map(_flow, nothing))}" if nothing else ""
    named += "".join(f", {name}: {_option(node.value)}" for name, node in spec.options.items())
    lines += [f"source: {spec.source}", f"table: {{file: {_flow(spec.file)}{named}}}"]
    entities, says = list(draft.entities()), list(draft.says())
    if declared := [f"  {scalar(c.name)}: {{{rule}}}" for c in columns if (rule := draft.declared(c))]:
        lines += ["columns:", *declared]
    lines += ["entities:", *entities, "says:", *says]
    if undecided := [c for c in columns if c.name not in draft.read]:
        lines += ["skip:", "  columns:  # why each says nothing here; or a line above that reads it"]
        lines += [f"    {scalar(c.name)}: {'blank' if c.kind == 'blank' else _flow(OPEN)}" for c in undecided]
    return "\n".join(lines) + "\n"


class _Draft:
    """Proposes rules and lines; `read` are the columns that they read, `literals` what some of them are."""

    def __init__(self, found: Profile, ontology: Ontology, known: Known) -> None:
        self.columns, self.ontology, self.known = found.columns, ontology, known
        self.read: set[str] = {column.name for column in found.key}
        self.literals: dict[str, Property] = {}
        self.rules: dict[str, tuple[Column, str]] = {}
        self.splits = {column.name: _separator(column) for column in found.columns if column.kind == "text"}
        classes = {column.name: self._class(column) for column in found.columns}
        self.subject = self._subject(found, classes)
        for column in found.columns:
            kind = classes[column.name]
            if column is self.subject or kind:
                self.rules[self._word(column.name)] = (column, kind or OPEN)
                self.read.add(column.name)

    def _subject(self, found: Profile, classes: Map[str, str | None]) -> Column:
        """Return the column of whom the rows speak: of the key, else the first that names something."""
        texts = [column for column in (found.key or found.columns) if column.kind == "text"]
        named = [column for column in texts if classes[column.name]]
        return next(iter((*named[:1], *texts, *found.columns)))

    def entities(self) -> Iterator[str]:
        """Yield the rules: one of the subject, one of each column that names what is of a class."""
        for name, (column, kind) in self.rules.items():
            between = self.splits.get(column.name) if column is not self.subject else None
            split = f", split: {_quoted(between)}" if between else ""
            yield f"  {name}: {{class: {_flow(kind)}, name: {_flow(column.name)}{split}}}"

    def says(self) -> Iterator[str]:
        """Yield the lines: what relates the subject to each other rule, and its literals."""
        subject, kind = next((name, kind) for name, (column, kind) in self.rules.items() if column is self.subject)
        found = False
        for name, (column, other) in self.rules.items():
            if name != subject:
                yield from self._relation(subject, kind, name, other, column.name)
                found = True
        for column in self.columns:
            if column.name not in self.read and (prop := self._literal(column, kind)) is not None:
                self.read.add(column.name)
                self.literals[column.name] = prop
                yield f"- {subject} {prop.name}: {_flow(column.name)}"
                found = True
        if not found:
            yield f"- {subject} {OPEN} {OPEN}"

    def declared(self, column: Column) -> str:
        """Return how the cells of a column that a line reads are written, where that shows; empty where it does not."""
        prop = self.literals.get(column.name)
        if prop is None:
            return ""
        if forms := column.forms if prop.value_type == "date" else ():
            return f"date: {_flow(forms[0]) if len(forms) == 1 else _listed(map(_flow, forms))}"
        if prop.value_type != "quantity":
            return ""
        units = [unit.code for unit in self.ontology.units.values() if unit.kind == prop.unit_kind]
        money = next((c for c in self.columns if c.kind == "currency" and prop.unit_kind == "currency"), None)
        unit = unit_of(column.name, units) or (money.name if money else None)
        if money and unit == money.name:
            self.read.add(unit)
        said = {"scale": scale_of(column.name), "unit": unit, "decimal": column.decimal}
        return ", ".join(f"{key}: {_flow(word)}" for key, word in said.items() if word)

    def _relation(self, subject: str, kind: str, name: str, other: str, column: str) -> Iterator[str]:
        """Yield the likeliest line between two rules, with what else may relate them."""
        ways = [(p, subject, name) for p in self._between(kind, other)] + [
            (p, name, subject) for p in self._between(other, kind)
        ]
        scored = [(max(alike(column, text) for text in names_of(p)), p.name, one, two) for p, one, two in ways]
        best = max(scored, default=(0.0, "", "", ""))
        if best[0] > _WHOLE:
            yield f"- {best[2]} {best[1]} {best[3]}"
            return
        usual = sorted(ways, key=lambda way: self._order(column, way[0]))[:_OFFERED]
        offered = ", ".join(dict.fromkeys(f"{one} {p.name} {two}" for p, one, two in usual))
        yield f"- {subject} {OPEN} {name}  # {f'such as: {offered}' if offered else 'see aigraph schema'}"

    def _order(self, column: str, prop: Property) -> tuple[bool, int]:
        """Return the order of what may relate two rules: what has a word of the column's name in it, then the usual."""
        names = [name for p in (prop, self.ontology.properties.get(prop.inverse or "")) if p for name in names_of(p)]
        return not any(share(column, name) for name in names), -self.known.used.get(prop.name, 0)

    def _between(self, one: str, other: str) -> list[Property]:
        """Return the relations that have the classes for their ends, in the order of their names."""
        if OPEN in (one, other):
            return []
        ours, theirs = (self.ontology.ancestors([name]) for name in (one, other))
        found = [
            p for p in self.ontology.predicates()
            if p.use == "relation" and not p.drawn and p.domain in ours and p.range in theirs
        ]  # fmt: skip
        return sorted(found, key=lambda p: p.name)

    def _literal(self, column: Column, kind: str) -> Property | None:
        """Return the attribute or metric that a column is named as, and whose values its cells can be."""
        fits = {
            "number": ("quantity", "integer"), "date": ("date",), "yes or no": ("boolean",), "text": ("text",),
        }.get(column.kind, ())  # fmt: skip
        ours = self.ontology.ancestors([kind]) if kind != OPEN else ()
        scored = [
            (max(alike(column.name, text) for text in names_of(p)), self.known.used.get(p.name, 0), p.name)
            for p in self.ontology.predicates()
            if p.value_type in fits and (p.domain is None or p.domain in ours)
        ]
        best, *others = sorted(scored, reverse=True) or [(0.0, 0, "")]
        unclear = any(other[:2] == best[:2] for other in others)
        return None if best[0] < LIKELY or unclear else self.ontology.properties[best[2]]

    def _class(self, column: Column) -> str | None:
        """Return the class of what a column names: that it is called by, else that of the names that are known."""
        if column.kind != "text":
            return None
        things = [self.ontology.classes[name] for name in self.ontology.below(_ENTITIES)]
        scored = [(max(alike(column.name, t) for t in (c.name, *c.labels.values())), c.name) for c in things]
        score, name = max(scored, default=(0.0, ""))
        return (name if name != _ENTITIES else None) if score >= LIKELY else self._of_known(column)

    def _of_known(self, column: Column) -> str | None:
        """Return the class that most of the names of a column have in the graph."""
        between = self.splits.get(column.name)
        texts = list(column.texts)[:_LOOKED_UP]
        names = dict.fromkeys(part.strip() for text in texts for part in (text.split(between) if between else [text]))
        found = [self.known.classes[key] for name in names if (key := spelling_key(name)) in self.known.classes]
        if not found or (len(found) < _ENOUGH and 2 * len(found) < len(names)):
            return None
        counted = Counter(name for classes in found for name in classes)
        return min(counted, key=lambda name: (-counted[name], name))

    def _word(self, name: str) -> str:
        """Return one word for a rule."""
        word = "-".join(ascii_words(name)) or "row"
        word = word if word[0].isalpha() else f"the-{word}"
        return free(word, self.rules)


def _separator(column: Column) -> str | None:
    """Return what parts several names in the cells of a column; a comma before a legal form parts nothing."""
    for between in _BETWEEN:
        texts = column.texts
        if any(len([p for p in t.split(between) if p.strip() and not is_legal_form(p)]) > 1 for t in texts):
            return between
    return None


def _flow(text: str) -> str:
    """Return a text as it stands inside braces."""
    shown = scalar(text)
    return shown if shown[0] in "'\"" or not re.search(r"[,\[\]{}?:#]", text) else "'" + text.replace("'", "''") + "'"


def _quoted(text: str) -> str:
    return json.dumps(text, ensure_ascii=False)


def _option(value: object) -> str:
    texts = [str(getattr(item, "value", item)) for item in value] if isinstance(value, list) else [str(value)]
    shown = [
        text if text.isdecimal() else _quoted(text) if len(text) == 1 and not text.isalnum() else _flow(text)
        for text in texts
    ]
    return _listed(shown) if isinstance(value, list) else shown[0]


def _listed(texts: Iterable[str]) -> str:
    return f"[{', '.join(texts)}]"


def _shown(columns: Iterable[Column], rows: int) -> Iterator[str]:
    """Yield the profile of the columns as comments."""
    table = [("column", "kind", "filled", "distinct", "examples")]
    table += [
        (
            visible(" ".join(c.name.split())),
            " ".join([c.kind, *(c.forms or () if c.kind == "date" else ())]),
            f"{c.filled}/{rows}",
            str(len(c.texts)),
            visible("; ".join(c.examples)),
        )
        for c in columns
    ]
    widths = [max(width(line[at]) for line in table) for at in range(4)]
    for line in table:
        yield f"# {'  '.join([*map(padded, line, widths), line[4]])}".rstrip()
