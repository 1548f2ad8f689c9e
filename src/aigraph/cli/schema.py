"""The command schema: what may be said, drawn for a terminal."""

import shutil
import sys
from collections.abc import Iterator
from itertools import groupby
from typing import TYPE_CHECKING, Any

import click

from aigraph.cli.output import data, echo, folder, format_option, language_option, print_table
from aigraph.namespaces import PREFIXES
from aigraph.terminal import width, wrapped

if TYPE_CHECKING:
    from aigraph.words.schema import Schema, Term

__all__ = ["schema"]

#: As wide as it is drawn where no terminal says; a definition that has less room stands below its term.
_WIDTH, _NARROWEST = 100, 28
_LINES = 20
_USES = {
    "class": "Classes",
    "relation": "Predicates",
    "attribute": "Predicates",
    "metric": "Predicates",
    "qualifier": "Qualifiers, in the braces of any line",
    "unit": "Units; a currency by its ISO 4217 code, too",
}
_LINE_STYLES: dict[str, dict[str, Any]] = {
    "bold": {"bold": True},
    "dim": {"dim": True},
    "heading": {"bold": True, "fg": "cyan"},
}

Line = list[tuple[str, str]]


@click.command()
@click.argument("term", required=False, metavar="[CLASS|PREDICATE]")
@click.option("--search", metavar="WORDS", help="Only what has these words in a name, a label or a definition.")
@language_option("of the definitions")
@format_option(("table", "json", "md", "ttl"))
@click.pass_context
def schema(ctx: click.Context, term: str | None, search: str | None, lang: str, format_: str) -> None:
    """Show what may be said: classes as a tree, predicates, qualifiers and units, each with an example.

    Of one class: what is below it, and what may be said of its things. A term may be named in English or Chinese. What
    a graph of your own adds stands with its prefix.

    \b
    aigraph schema Company
    aigraph schema --search 芯片
    """
    from aigraph.cache.bundle import readable
    from aigraph.words.schema import Schema

    ontology, graph = readable(folder(ctx))
    found = Schema(graph, ontology)
    terms = found.terms(term, search)
    if not terms:
        echo(f"no term has {search!r} in its name, labels or definitions.", err=True)
        ctx.exit(1)
    if format_ == "ttl":
        from io import BytesIO

        from aigraph.rdf.files import write_rdf
        from aigraph.rdf.schema import term_quads

        stream = BytesIO()
        names, units = ([one.name for one in terms if (one.kind == "unit") == is_unit] for is_unit in (False, True))
        write_rdf(term_quads(ontology, names, units), stream, "ttl", graph.iris.prefixes)
        data(stream.getvalue().decode())
    elif format_ == "table":
        room = shutil.get_terminal_size((_WIDTH, 24)).columns if sys.stdout.isatty() else _WIDTH
        whole = None if term is None else found.name_of(term)
        for line in _drawn(found, terms, whole, room, lang):
            while line and not line[-1][0].strip():
                line.pop()
            echo([(text, _LINE_STYLES.get(style, {})) for text, style in line])
    else:
        print_table(found.table(terms), format_)


def _drawn(schema: "Schema", terms: "list[Term]", whole: str | None, room: int, language: str) -> Iterator[Line]:
    """Yield the lines of terms; `whole` is the name of the one that is asked for."""
    by_name = {term.name: term for term in terms}
    first = True
    for heading, group in groupby(terms, key=lambda term: _USES[term.kind]):
        if not first:
            yield []
        first = False
        yield [(heading, "heading")]
        if heading == _USES["class"]:
            roots = [whole] if whole in by_name else [t for t in by_name if not (schema.above(t) & by_name.keys())]
            for root in roots:
                if root in schema.ontology.classes:
                    yield from _tree(schema, by_name, root, room, language)
        else:
            for below, listed in groupby(group, key=lambda term: term.below):
                if below:
                    yield []
                    yield [(f"{below}", "bold")]
                for term in listed:
                    yield from _term(term, room, language)


def _tree(schema: "Schema", terms: "dict[str, Term]", root: str, room: int, language: str) -> Iterator[Line]:
    """Yield the lines of a class and of those below it that are among the terms."""
    found = [(name, depth) for name, depth in schema.tree(root) if name in terms]
    heads: list[str] = []
    below = set[int]()  # the levels on which one more comes, from the last line up
    for _, depth in reversed(found):
        bars = "".join("│  " if level in below else "   " for level in range(1, depth))
        heads.append(bars + (("├─ " if depth in below else "└─ ") if depth else ""))
        below = {level for level in below if level < depth} | {depth}
    heads.reverse()
    names = [_name(terms[name]) for name, _ in found]
    column = max(width(bars + name) for bars, name in zip(heads, names, strict=True)) + 2
    for bars, name, (key, _) in zip(heads, names, found, strict=True):
        rest = bars.replace("├─ ", "│  ").replace("└─ ", "   ")
        yield from _beside([(bars, "dim"), (name, "bold")], [(rest, "dim")], _says(terms[key], language), column, room)


def _term(term: "Term", room: int, language: str) -> Iterator[Line]:
    """Yield the lines of a predicate, qualifier or unit: what it takes, what it means, an example."""
    unit = f" {term.unit}" if term.unit else ""
    arrow = " → " if term.kind == "relation" else ": "
    head: Line = [("  ", ""), (_name(term), "bold")]
    if term.value:
        head += [(f"{arrow}{term.value}{unit}", "")]
    yield from _beside(head, [], _says(term, language), min(44, room // 2), room)
    more = [("with", term.qualifiers), ("inverse", term.inverse)]
    lines = [f"{word} {text}" for word, text in more if text]
    for text in [*lines, *filter(None, [term.example])]:
        for line in wrapped(text, room - 6, _LINES):
            yield [("      ", ""), (line, "dim")]


def _name(term: "Term") -> str:
    """Return the name as seeds write it, with the prefix that it has in queries where that is no usual one."""
    return term.name if term.prefix in (None, *PREFIXES) else f"{term.name} ({term.prefix})"


def _says(term: "Term", language: str) -> str:
    labels = {"en": term.label, "zh": term.label_zh}
    words = {"en": term.definition, "zh": term.definition_zh}
    other = labels["zh" if language == "en" else "en"]
    return " ".join(filter(None, [other, words[language] or words["en"] or labels[language]]))


def _beside(head: Line, rest: Line, text: str, column: int, room: int) -> Iterator[Line]:
    """Yield a head and a text beside it from a column on, or below it where there is no room."""
    used = sum(width(part) for part, _ in head)
    indent = sum(width(part) for part, _ in rest)
    if room - column < _NARROWEST:
        yield head
        yield from ([*rest, ("    ", ""), (line, "")] for line in wrapped(text, room - indent - 4, _LINES))
        return
    lines = wrapped(text, room - column, _LINES)
    if used + 2 > column:
        yield head
    else:
        yield [*head, (" " * (column - used), ""), (lines[0] if lines else "", "")]
        lines = lines[1:]
    yield from ([*rest, (" " * (column - indent), ""), (line, "")] for line in lines)
