"""A mapping begun from a table: what can be told of its columns, what is unclear marked `?`, which the check finds."""

import re
from collections.abc import Iterable, Iterator
from collections.abc import Mapping as Map
from difflib import SequenceMatcher
from types import MappingProxyType

from aigraph.characters import visible
from aigraph.mapping.plan import TableSpec
from aigraph.mapping.profile import Column, key_of
from aigraph.mapping.read import OPEN
from aigraph.ontology import Ontology, Property
from aigraph.seeds.draft import scalar
from aigraph.seeds.sections import ascii_words, free
from aigraph.terminal import padded, width

__all__ = ["mapping_yaml"]

_LIKELY = 0.75
_OFFERED = 5
_ENTITIES = "Entity"


def mapping_yaml(
    spec: TableSpec, columns: list[Column], rows: int, ontology: Ontology, used: Map[str, int] = MappingProxyType({})
) -> str:
    """Return a mapping to finish: the columns with their kinds and examples, and the lines that their names suggest.

    `used` is how often each predicate is used elsewhere: of those that fit, the usual are offered first.
    """
    draft = _Draft(columns, rows, ontology, used)
    key = draft.key
    lines = [f"# Begun by 'aigraph tables new' from {spec.file}: {rows} rows, {len(columns)} columns."]
    lines += [f"# What is open is marked {OPEN}; 'aigraph tables check' finds it.", "#", *_shown(columns, rows), ""]
    named = f", key: {_flow(key.name)}" if key else ""
    nothing = dict.fromkeys(text for column in columns for text in column.nothing)
    named += f", null: [{', '.join(map(_flow, nothing))}]" if nothing else ""
    named += "".join(f", {name}: {_flow(str(node.value))}" for name, node in spec.options.items())
    lines += [f"source: {spec.source}", f"table: {{file: {_flow(spec.file)}{named}}}"]
    entities, says = list(draft.entities()), list(draft.says())
    declared = {c.name: form for c in columns if (form := c.form) and c.kind == "date" and c.name in draft.read}
    if declared:
        lines += ["columns:", *(f"  {scalar(name)}: {{date: {_flow(form)}}}" for name, form in declared.items())]
    lines += ["entities:", *entities, "says:", *says]
    if undecided := [c for c in columns if c.name not in draft.read]:
        lines += ["skip:", "  columns:  # why each says nothing here; or a line above that reads it"]
        lines += [f"    {scalar(c.name)}: {'blank' if c.kind == 'blank' else _flow(OPEN)}" for c in undecided]
    return "\n".join(lines) + "\n"


class _Draft:
    """Proposes rules and lines; `read` are the columns that they read."""

    def __init__(self, columns: list[Column], rows: int, ontology: Ontology, used: Map[str, int]) -> None:
        self.columns, self.ontology, self.used = columns, ontology, used
        self.key = key_of(columns, rows)
        self.read: set[str] = {self.key.name} if self.key else set()
        self.rules: dict[str, tuple[Column, str]] = {}
        for column in columns:
            kind = self._class(column)
            if column is self.key or kind:
                self.rules[self._word(column.name)] = (column, kind or OPEN)
                self.read.add(column.name)

    def entities(self) -> Iterator[str]:
        """Yield the rules: one of the key, one of each column that is named as a class is."""
        for name, (column, kind) in self.rules.items():
            split = ', split: ","' if any("," in text for text in column.texts) and column is not self.key else ""
            yield f"  {name}: {{class: {_flow(kind)}, name: {_flow(column.name)}{split}}}"
        if not self.rules:
            yield f"  {OPEN}: {{class: {_flow(OPEN)}, name: {_flow(OPEN)}}}"

    def says(self) -> Iterator[str]:
        """Yield the lines: what relates the key to each other rule, and the literals of the key."""
        subject = next((name for name, (column, _) in self.rules.items() if column is self.key), OPEN)
        kind = self.rules[subject][1] if subject in self.rules else OPEN
        found = False
        for name, (column, other) in self.rules.items():
            if name != subject:
                yield from self._relation(subject, kind, name, other, column.name)
                found = True
        for column in self.columns:
            if column.name not in self.read and (prop := self._literal(column, kind)) is not None:
                self.read.add(column.name)
                yield f"- {subject} {prop.name}: {_flow(column.name)}"
                found = True
        if not found:
            yield f"- {subject} {_flow(OPEN)} {OPEN}"

    def _relation(self, subject: str, kind: str, name: str, other: str, column: str) -> Iterator[str]:
        """Yield the likeliest line between two rules, with what else may relate them."""
        ways = [(p, subject, name) for p in self._between(kind, other)] + [
            (p, name, subject) for p in self._between(other, kind)
        ]
        scored = [(max(_alike(column, text) for text in _names(p)), p.name, one, two) for p, one, two in ways]
        best = max(scored, default=(0.0, "", "", ""))
        if best[0] >= _LIKELY:
            yield f"- {best[2]} {best[1]} {best[3]}"
            return
        usual = sorted(ways, key=lambda way: -self.used.get(way[0].name, 0))[:_OFFERED]
        offered = ", ".join(dict.fromkeys(f"{one} {p.name} {two}" for p, one, two in usual))
        yield f"- {subject} {OPEN} {name}  # {f'such as: {offered}' if offered else 'see aigraph schema'}"

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
            (max(_alike(column.name, text) for text in _names(p)), self.used.get(p.name, 0), p.name)
            for p in self.ontology.predicates()
            if p.value_type in fits and (p.domain is None or p.domain in ours)
        ]
        best, *others = sorted(scored, reverse=True) or [(0.0, 0, "")]
        unclear = any(other[:2] == best[:2] for other in others)
        return None if best[0] < _LIKELY or unclear else self.ontology.properties[best[2]]

    def _class(self, column: Column) -> str | None:
        """Return the class that a column of names is called by."""
        if column.kind != "text":
            return None
        things = [self.ontology.classes[name] for name in self.ontology.below(_ENTITIES)]
        scored = [(max(_alike(column.name, t) for t in (c.name, *c.labels.values())), c.name) for c in things]
        score, name = max(scored, default=(0.0, ""))
        return name if score >= _LIKELY and name != _ENTITIES else None

    def _word(self, name: str) -> str:
        """Return one word for a rule."""
        word = "-".join(ascii_words(name)) or "row"
        word = word if word[0].isalpha() else f"the-{word}"
        return free(word, self.rules)


def _names(prop: Property) -> list[str]:
    """Return what a property may be called."""
    words = re.sub("(?<=[a-z])(?=[A-Z])", " ", prop.name)
    return [words, *prop.labels.values(), *prop.captions.values()]


def _alike(column: str, name: str) -> float:
    """Return how much the name of a column is that of a term, from 0 to 1; what stands in brackets apart.

    >>> _alike("Parameters", "number of parameters"), _alike("Model", "AI model"), _alike("Notes", "chip") < 0.5
    (0.9, 0.9, True)
    """
    ours, theirs = (re.sub(r"\s*[(\[].*?[)\]]", "", text).casefold().strip() for text in (column, name))
    if not ours or not theirs:
        return 0.0
    if ours == theirs:
        return 1.0
    few, many = sorted(({_stem(word) for word in re.split(r"[\W_]+", text)} for text in (ours, theirs)), key=len)
    if few == many:
        return 0.98
    ends = _stem(re.split(r"[\W_]+", max(ours, theirs, key=len))[-1])
    if few < many and ends in few:
        return 0.9
    return min(0.89, SequenceMatcher(None, ours, theirs).ratio())


def _stem(word: str) -> str:
    return word.removesuffix("s") if len(word) > 3 else word


def _flow(text: str) -> str:
    """Return a text as it stands inside braces."""
    shown = scalar(text)
    return shown if shown[0] in "'\"" or not re.search(r"[,\[\]{}?:#]", text) else "'" + text.replace("'", "''") + "'"


def _shown(columns: Iterable[Column], rows: int) -> Iterator[str]:
    """Yield the profile of the columns as comments."""
    table = [("column", "kind", "filled", "distinct", "examples")]
    table += [
        (
            visible(" ".join(c.name.split())),
            f"{c.kind} {c.form or ''}".strip() if c.kind == "date" else c.kind,
            f"{c.filled}/{rows}",
            str(len(c.texts)),
            visible("; ".join(c.examples)),
        )
        for c in columns
    ]
    widths = [max(width(line[at]) for line in table) for at in range(4)]
    for line in table:
        yield f"# {'  '.join([*map(padded, line, widths), line[4]])}".rstrip()
