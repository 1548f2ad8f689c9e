"""The exceptions aigraph raises.

```text
AIGraphError
├── SeedError            every problem found, each path:line
├── OntologyError        ontology/ is inconsistent or names an undefined term
├── UnknownName          an entity, class, predicate or query nobody knows; also KeyError
├── QueryError           the engine's message and the position in the query
├── ExportError          a value the format cannot hold
├── ServiceError         Neo4j or an endpoint: unreachable, refused, timed out
├── TooLarge             more than is held in memory, of a graph that is on disk
├── VersionError         two versions cannot be compared, or a patch does not fit
└── MissingDependency    also ImportError; names the pip command
```

A message reads `where: what is wrong; what was expected. What to do.`
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

__all__ = [
    "AIGraphError",
    "ExportError",
    "MissingDependency",
    "OntologyError",
    "Problem",
    "QueryError",
    "RowNumber",
    "SeedError",
    "ServiceError",
    "TooLarge",
    "UnknownName",
    "VersionError",
    "counted",
    "did_you_mean",
    "nearest",
    "not_installed",
]


class RowNumber(int):
    """The number of a row of a table, as a finding in a file has that of a line; with a column it is a cell's.

    A header is row 1, as RFC 7111 counts.

    >>> f"tables/chips.csv:{RowNumber(17, 'Quantity')}"
    'tables/chips.csv:row 17, column "Quantity"'
    """

    column: str

    def __new__(cls, number: int, column: str = "") -> "RowNumber":
        """Keep the column."""
        row = super().__new__(cls, number)
        row.column = column
        return row

    def __str__(self) -> str:
        """Return the place in words."""
        return f'row {int(self)}, column "{self.column}"' if self.column else f"row {int(self)}"

    def __format__(self, spec: str) -> str:
        """Return the place in words."""
        return format(str(self), spec)

    def __eq__(self, other: object) -> bool:
        """Return whether it is the same place."""
        same = isinstance(other, int) and int(self) == int(other)
        return same and self.column == getattr(other, "column", "")

    def __lt__(self, other: int) -> bool:
        """Return whether it stands before another place."""
        return (int(self), self.column) < (int(other), getattr(other, "column", ""))

    def __hash__(self) -> int:
        """Return a hash of the place."""
        return hash((int(self), self.column))


@dataclass(frozen=True, slots=True, order=True)
class Problem:
    """One finding at a place: `path:line: message`. Line 0 means the whole file; in a table it is a `RowNumber`.

    `kind` is `seed`; `unread` where something written could not be read, so that what was read is not all there is;
    `unanswered` where it only asks for an answer; `text` where a quote was not found in its text, `moved` where it
    stands elsewhere than before, `edited` where the text is not the one that was read; `lock` for a line of the lock
    that is none; `shacl` for the shapes.
    """

    path: str
    line: int
    message: str
    kind: str = "seed"

    def __str__(self) -> str:
        """Return the finding as compilers print theirs, so editors can jump to it."""
        return f"{self.path}:{self.line}: {self.message}" if self.line else f"{self.path}: {self.message}"


class AIGraphError(Exception):
    """Anything aigraph itself refuses or fails at.

    >>> try:
    ...     g.export("png", "picture.png")
    ... except aigraph.AIGraphError as err:
    ...     type(err).__name__
    'ExportError'
    """


class SeedError(AIGraphError):
    """The seeds have problems; `problems` holds all of them.

    >>> try:
    ...     aigraph.load("nowhere")
    ... except aigraph.SeedError as err:
    ...     [problem.path for problem in err.problems]
    ['aigraph.toml']
    """

    def __init__(self, problems: Iterable[Problem]) -> None:
        """Keep the problems sorted by place."""
        self.problems: Sequence[Problem] = sorted(set(problems))
        super().__init__("\n".join(map(str, self.problems)))


class OntologyError(AIGraphError):
    """The ontology is inconsistent or names an undefined term.

    >>> from pathlib import Path
    >>> from aigraph.ontology import read_ontology
    >>> read_ontology(Path("nowhere"))
    Traceback (most recent call last):
    aigraph.errors.OntologyError: nowhere: no ontology; expected its terms in Turtle
    """


class UnknownName(AIGraphError, KeyError):
    """Nobody knows the name; `suggestions` holds the nearest ones, `candidates` those it could mean.

    >>> try:
    ...     g.entity("Antropic")
    ... except aigraph.UnknownName as err:
    ...     err.suggestions
    ('anthropic', 'anthropic-founding-team')
    """

    def __init__(self, message: str, *, suggestions: Sequence[str] = (), candidates: Sequence[str] = ()) -> None:
        """Keep what the caller may offer instead."""
        self.suggestions = tuple(suggestions)
        self.candidates = tuple(candidates)
        super().__init__(message)

    def __str__(self) -> str:
        """Return the message itself; KeyError would show its repr."""
        return str(self.args[0])


class QueryError(AIGraphError):
    """The query engine refused, failed or ran out of time.

    >>> g.cypher("MATCH (n RETURN n")
    Traceback (most recent call last):
    aigraph.errors.QueryError: line 1, column 10: unexpected 'RETURN'; expected ')'
      MATCH (n RETURN n
               ^
    """


class ExportError(AIGraphError):
    """The format cannot hold a value, or the file cannot be written.

    >>> g.export("parquets", "graph")
    Traceback (most recent call last):
    aigraph.errors.ExportError: unknown format 'parquets'; expected ...; did you mean 'parquet'?
    """


class ServiceError(AIGraphError):
    """A server is unreachable, refused us or timed out.

    >>> from aigraph.sparql.remote import RemoteEndpoint
    >>> RemoteEndpoint("http://127.0.0.1:1/sparql").ask("ASK {}")
    Traceback (most recent call last):
    aigraph.errors.ServiceError: http://127.0.0.1:1/sparql...
    """


class TooLarge(AIGraphError):
    """More statements than are held in memory: the graph is on disk, or has to be put there first.

    >>> issubclass(TooLarge, AIGraphError)
    True
    """


class VersionError(AIGraphError):
    """A version cannot be read, two cannot be compared, or a patch does not fit.

    >>> from aigraph.versions.compare import changes
    >>> changes("nowhere", "nowhere")
    Traceback (most recent call last):
    aigraph.errors.VersionError: ...
    """


class MissingDependency(AIGraphError, ImportError):
    """An optional package is not installed; the message names the command that installs it.

    >>> issubclass(MissingDependency, ImportError)
    True
    """


def not_installed(what: str, library: str, extra: str) -> MissingDependency:
    """Return the error for what needs a library that is not installed; it names the extra that brings it.

    >>> print(not_installed("a PNG", "resvg_py", "png"))
    a PNG needs resvg_py, which is not installed. Run pip install 'aigraph[png]'
    """
    return MissingDependency(f"{what} needs {library}, which is not installed. Run pip install 'aigraph[{extra}]'")


def counted(problems: Sequence[Problem]) -> str:
    """Return how many problems there are: `1 problem`, `2 problems`."""
    return f"{len(problems):,} problem{'' if len(problems) == 1 else 's'}"


def did_you_mean(word: str, known: Iterable[str]) -> str:
    """Return a hint for a word nobody knows, empty where nothing is near.

    >>> did_you_mean("Persn", ["Person", "Place"])
    "; did you mean 'Person'?"
    """
    near = nearest(word, known)
    return f"; did you mean {near!r}?" if near else ""


def nearest(word: str, known: Iterable[str]) -> str:
    """Return the known word that a misspelt one is nearest to, empty where nothing is near."""
    from difflib import get_close_matches

    return next(iter(get_close_matches(word, list(known), n=1, cutoff=0.6)), "")
