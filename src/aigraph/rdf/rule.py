"""A rule: its name and sentence, and its query, whole or narrowed to what is new."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from aigraph.errors import OntologyError
from aigraph.namespaces import Iris, statement_node

__all__ = ["Rule", "read_rules"]

_HEADER = re.compile(r"^#\s*(name|sentence|sentence-zh|example|counts):\s*(.+)$", re.MULTILINE)
_READS = re.compile(r"rdf:predicate\s+(\S+)")
_PREMISE = re.compile(r"\?(premise\d+) rdf:predicate aig:(\w+)")
_ELSEWHERE = re.compile(r"(?<!rdf:predicate )\baig:(\w+)(?! AS \?predicate\b)")


@dataclass(frozen=True, slots=True)
class Rule:
    """A named rule, its sentence in English and Chinese, an example, and its query.

    `counts` is the unit in which what ?counted names in its rows is counted, if anything is.
    """

    name: str
    sentence: str
    sentence_zh: str
    query: str
    example: str = ""
    counts: str | None = None

    def may_read(self, names: Iterable[str]) -> bool:
        """Return whether statements of these predicates may give it a row; true wherever its text leaves that open."""
        return not self._names_what_it_reads or any(name in self.query for name in names)

    def narrowed(self, fresh: Mapping[str, Sequence[str]], names: Iterable[str], iris: Iris) -> Iterator[str]:
        """Yield queries that give at least the rows that new statements add: of each premise that may be one of them.

        Args:
            fresh: the ids of the new statements, by predicate.
            names: all predicates that something new may have.
            iris: those of the graph.
        """
        head, where, body = self.query.partition("WHERE {")
        elsewhere = set(_ELSEWHERE.findall(self.query))
        if not where or not self._names_what_it_reads or not elsewhere.isdisjoint(names):
            yield self.query
            return
        for premise, name in _PREMISE.findall(body):
            if name in fresh:
                new = " ".join(f"<{iris.of(statement_node(one))}>" for one in fresh[name])
                yield f"{head}{where} VALUES ?{premise} {{ {new} }} {body}"

    @property
    def _names_what_it_reads(self) -> bool:
        read = _READS.findall(self.query)
        return bool(read) and all(word.startswith("aig:") for word in read)


def read_rules(folders: Iterable[Path]) -> list[Rule]:
    """Return the rules below the ontology's folders, by file. Raises OntologyError for one without a name."""
    rules: list[Rule] = []
    for path in (path for folder in folders for path in sorted((folder / "rules").glob("*.rq"))):
        text = path.read_text(encoding="utf-8")
        header = dict(_HEADER.findall(text))
        if not {"name", "sentence"} <= set(header):
            raise OntologyError(f"{path}: no '# name:' and '# sentence:' lines; expected both. Add them")
        if any(mark in header["name"] for mark in (": ", " + ")):
            raise OntologyError(f"{path}: the name {header['name']!r} holds ': ' or ' + '; expected words and hyphens")
        told = header.get("sentence-zh", ""), text, header.get("example", ""), header.get("counts")
        rules.append(Rule(header["name"], header["sentence"], *told))
    return rules
