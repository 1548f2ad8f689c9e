"""The shortest ways from one entity to another, as sentences with the words they were read from."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import islice, pairwise
from typing import Any

from aigraph.characters import escaped
from aigraph.finding.found import Found
from aigraph.finding.near import left_out
from aigraph.finding.owner import Owner
from aigraph.finding.tables import sources_of
from aigraph.model import Statement
from aigraph.selection.links import Links, links
from aigraph.shown import as_html, as_text, quotation, said
from aigraph.table import Cell
from aigraph.words.card import place_of
from aigraph.words.sentences import Wording

__all__ = ["Path", "Paths", "paths"]

#: How many ways are shown; a note says where there are more.
MOST = 100
_COLUMNS = ("path", "step", "from", "to", "statement", "sentence", "how", "settled", "sources", "quote")


@dataclass(frozen=True, slots=True, eq=False)
class Path:
    """A way: the `nodes` in order, and for each step every one of the `statements` that relate its two ends.

    >>> way = g.path("Sam Altman", "GPT-4").objects()[0]
    >>> len(way)
    2
    >>> way.nodes
    ('sam-altman', 'openai', 'gpt-4')
    """

    nodes: tuple[str, ...]
    statements: tuple[tuple[Statement, ...], ...]
    wording: Wording

    def __len__(self) -> int:
        """Return the number of steps."""
        return len(self.statements)

    @property
    def title(self) -> str:
        """The names of its nodes."""
        return " → ".join(map(self.wording.name, self.nodes))

    def __str__(self) -> str:
        """Return the names, and below them each sentence with a quote."""
        lines = []
        for statement in self._every():
            manner = self.wording.manner(statement)
            lines += [self.wording.sentence(statement) + (f"  [{manner}]" if manner else "")]
            lines += self._quotes(statement)
        return as_text(self.title, lines)

    def _repr_pretty_(self, printer: Any, cycle: bool) -> None:
        del cycle
        printer.text(str(self))

    def _repr_html_(self) -> str:
        manner = self.wording.manner
        pieces = (
            said(self.wording.sentence(s), f"[{manner(s)}]" if manner(s) else "", self._quotes(s), settled=s.settled)
            for s in self._every()
        )
        return as_html(self.title, groups=[("", pieces)])

    def _every(self) -> Iterator[Statement]:
        return (statement for step in self.statements for statement in step)

    def _quotes(self, statement: Statement) -> list[str]:
        best = statement.best
        return (
            [f"  {quotation(best.quote, place_of(best, self.wording.language))}"]
            if best and best.quote is not None
            else []
        )


@dataclass(frozen=True, slots=True)
class Paths(Found[Path]):
    """A table of ways: a row for each statement of each step of each; `things` has the way of each row."""

    def objects(self) -> list[Path]:
        """Return each way once."""
        return list(dict.fromkeys(self.things))

    def _repr_html_(self) -> str:
        below = "".join(f"<p>note: {escaped(note)}</p>" for note in self.notes)
        return "".join(path._repr_html_() for path in self.objects()) + below


def paths(start: str, end: str, owner: Owner, language: str, *, tentative: bool) -> Paths:
    """Return every shortest way between two entities by slug, whichever way round its statements are.

    The notes say what was not followed, and whether there is a shorter way by it. At most 100 are shown.

    Source: `networkx.all_shortest_paths`.
    """
    near, wording = links(owner.graph.statements, tentative=tentative), owner.wording(language)
    ways = list(islice(_shortest(near, start, end), MOST + 1))
    found = [_path(nodes, near, wording) for nodes in ways[:MOST]]
    rows, things = [], []
    for number, path in enumerate(found, 1):
        for row in _rows(number, path):
            rows.append(row)
            things.append(path)
    notes = [f"only the first {MOST} ways are shown"] if len(ways) > MOST else []
    if not tentative and (missing := left_out(owner.graph.statements)):
        notes += [*missing, *_shorter(ways, owner, start, end)]
    return Paths(_COLUMNS, tuple(rows), (*owner.told, *notes), owner.naming, {"sources": "texts"}, tuple(things))


def _shortest(near: Mapping[str, Mapping[str, object]], start: str, end: str) -> Iterator[list[str]]:
    import networkx

    graph = networkx.Graph({one: sorted(others) for one, others in near.items()})
    if start in graph and end in graph and networkx.has_path(graph, start, end):
        yield from sorted(islice(networkx.all_shortest_paths(graph, start, end), MOST + 1))


def _shorter(ways: list[list[str]], owner: Owner, start: str, end: str) -> Iterator[str]:
    """Yield a note where what is tentative gives a shorter way, or the only one."""
    other = next(_shortest(links(owner.graph.statements, tentative=True), start, end), None)
    if other is not None and (not ways or len(other) < len(ways[0])):
        steps = len(other) - 1
        yield f"with them there is {'a' if ways else 'the only'} way in {steps} step{'s' * (steps > 1)}"


def _path(nodes: list[str], near: Links, wording: Wording) -> Path:
    return Path(tuple(nodes), tuple(tuple(near[one][other]) for one, other in pairwise(nodes)), wording)


def _rows(number: int, path: Path) -> Iterator[tuple[Cell, ...]]:
    wording = path.wording
    for step, (ends, statements) in enumerate(zip(pairwise(path.nodes), path.statements, strict=True), 1):
        for statement in statements:
            words = (wording.sentence(statement), wording.manner(statement) or None, statement.settled)
            quote = statement.best.quote if statement.best else None
            yield (number, step, *ends, statement.id, *words, sources_of(statement), quote)
