"""A question: a sentence, parameters, and the same answer in SPARQL, Cypher and, for paths, networkx."""

import datetime
import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from importlib.util import module_from_spec, spec_from_file_location
from pathlib import Path
from typing import Any

from aigraph.errors import AIGraphError, QueryError, UnknownName
from aigraph.namespaces import IRI, Iris, claim_node, local_id
from aigraph.ontology import Ontology
from aigraph.property_graph.database import literal
from aigraph.questions.declared import Lists, names_of
from aigraph.sparql.parameters import with_defaults
from aigraph.sparql.query import Query
from aigraph.table import Cell

__all__ = ["ENGINES", "KINDS", "Parameter", "Question", "find", "plain", "scalar"]

#: Where a question can be asked; `neo4j` needs a server that holds the graph.
ENGINES = ("pyoxigraph", "rdflib", "kglite", "neo4j", "networkx")
#: What a parameter may be.
KINDS = ("entity", "claim", "predicate", "date", "integer", "text")


@dataclass(frozen=True, slots=True)
class Parameter:
    """What may be chosen: its kind, its value unless told otherwise (None: any), what it is in two languages."""

    name: str
    kind: str
    default: str | int | None
    texts: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Question:
    """A competency question: `rows` is what the graph that has it is expected to answer, `rests` on which words.

    `declared` are lists that its queries take from the ontology: variable → what the ontology must say of a name.
    """

    id: str
    texts: Mapping[str, str]
    topics: tuple[str, ...]
    kinds: tuple[str, ...]
    parameters: tuple[Parameter, ...]
    columns: tuple[str, ...]
    ordered: bool
    rows: tuple[tuple[Cell, ...], ...]
    rests: tuple[Any, ...]
    folder: Path
    declared: Mapping[str, Mapping[str, str]] = field(default_factory=dict)

    @property
    def engines(self) -> tuple[str, ...]:
        """Return where it can be asked."""
        files = {"kglite": "query.cypher", "neo4j": "query.cypher", "networkx": "query.py"}
        return tuple(name for name in ENGINES if (self.folder / files.get(name, "query.rq")).is_file())

    def lists(self, ontology: Ontology) -> Lists:
        """Return the lists that its queries take from an ontology, by variable."""
        return {name: names_of(ontology, wanted) for name, wanted in self.declared.items()}

    def sparql(self, values: Mapping[str, object], iris: Iris, ontology: Ontology) -> tuple[str, dict[str, object]]:
        """Return the SPARQL query and its parameters, which have IRIs of a graph and its ontology."""
        text, lists = self._read("query.rq"), self.lists(ontology)
        asked = Query(text).variables if lists else ()
        if told := {name: _terms(self.declared[name], lists[name], ontology) for name in lists if name in asked}:
            text = self._with(text, told, iris)
        return text, {p.name: _value(p.kind, values[p.name], iris, ontology) for p in self.parameters}

    def sparql_text(self, values: Mapping[str, object], iris: Iris, ontology: Ontology) -> str:
        """Return the SPARQL query with values in place, ready to paste."""
        text, parameters = self.sparql(values, iris, ontology)
        return self._with(text, parameters, iris)

    def cypher(self, values: Mapping[str, object], ontology: Ontology) -> tuple[str, dict[str, object]]:
        """Return the Cypher query and its parameters."""
        lists = {name: list(found) for name, found in self.lists(ontology).items()}
        return self._read("query.cypher"), {p.name: scalar(p.kind, values[p.name]) for p in self.parameters} | lists

    def cypher_text(self, values: Mapping[str, object], ontology: Ontology) -> str:
        """Return the Cypher query with values in place, ready to paste."""
        text, parameters = self.cypher(values, ontology)
        return re.sub(r"\$(\w+)", lambda m: literal(parameters[m[1]]) if m[1] in parameters else m[0], text)

    def _read(self, name: str) -> str:
        return (self.folder / name).read_text(encoding="utf-8")

    def _with(self, text: str, values: Mapping[str, object], iris: Iris) -> str:
        try:
            return with_defaults(Query(text, iris.prefixes), values)
        except QueryError as err:
            raise AIGraphError(f"{self.folder / 'query.rq'}: {err}") from err

    def networkx(self) -> Callable[..., list[tuple[Cell, ...]]]:
        """Return the function that answers it from a `networkx.MultiDiGraph`."""
        path = self.folder / "query.py"
        if not path.is_file():
            raise UnknownName(f"{self.id} is not asked in networkx; expected one of {', '.join(self.engines)}")
        spec = spec_from_file_location(f"aigraph_question_{self.id.replace('-', '_')}", path)
        assert spec is not None and spec.loader is not None
        module = module_from_spec(spec)
        try:
            spec.loader.exec_module(module)
        except (SyntaxError, ValueError) as err:  # of a zero byte, before Python 3.11.4, the latter
            raise AIGraphError(f"{path}: {err}; expected Python") from err
        found: Callable[..., list[tuple[Cell, ...]]] | None = getattr(module, "answer", None)
        if found is None:
            raise AIGraphError(f"{path}: no function answer; expected answer(graph, …). Write it")
        return found


def find(questions: Iterable[Question], words: str) -> list[Question]:
    """Return the questions that have all the words in id, sentences or topics, in any language; all for no words."""
    wanted = words.casefold().split()

    def text(question: Question) -> str:
        return " ".join([question.id, *question.texts.values(), *question.topics, *question.kinds]).casefold()

    return [question for question in questions if all(word in text(question) for word in wanted)]


def _terms(wanted: Mapping[str, str], names: Sequence[str], ontology: Ontology) -> list[object]:
    """Return names as SPARQL has them: a unit as its code, anything else as its IRI."""
    return list(names) if "unit" in wanted else [IRI(ontology.iri(name)) for name in names]


def _value(kind: str, value: object, iris: Iris, ontology: Ontology) -> object:
    """Return a value as SPARQL takes it: an IRI for what has one, a date for a date."""
    if value is None:
        return None
    match kind:
        case "entity":
            return IRI(iris.of(str(value)))
        case "claim":
            return IRI(iris.of(claim_node(str(value))))
        case "predicate":
            return IRI(ontology.iri(str(value)))
        case "date":
            return datetime.date.fromisoformat(str(value))
    return value


def scalar(kind: str, value: object) -> object:
    """Return a value as the property graph holds it; a date is one."""
    if value is None:
        return None
    if kind == "date":
        return datetime.date.fromisoformat(str(value))
    return claim_node(str(value)) if kind == "claim" else value


def plain(cell: object, known: Callable[[str], str] = str) -> Any:
    """Return a cell as every engine can give it: an IRI as its id, a whole number as int, a date as text.

    `known` gives the node id or the local name of an IRI of ours, anything else as it is.
    """
    match cell:
        case None | bool() | int():
            return cell
        case Decimal() | float():
            return int(cell) if cell == int(cell) else float(cell)
        case datetime.date():
            return cell.isoformat()
        case list():
            return [plain(item, known) for item in cell]
    return local_id(known(str(cell)))
