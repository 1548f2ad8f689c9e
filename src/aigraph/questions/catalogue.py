"""The shipped questions: a sentence, parameters, and the same answer in SPARQL, Cypher and, for paths, networkx."""

import datetime
import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from functools import cache
from importlib.util import module_from_spec, spec_from_file_location
from pathlib import Path
from typing import Any

from aigraph.errors import AIGraphError, QueryError, UnknownName
from aigraph.namespaces import IRI, Iris, claim_node, local_id
from aigraph.ontology import Ontology
from aigraph.places import shipped_folder
from aigraph.property_graph.database import literal
from aigraph.sparql.parameters import with_defaults
from aigraph.sparql.query import Query
from aigraph.table import Cell

__all__ = ["ENGINES", "KINDS", "Parameter", "Question", "find", "plain", "read_questions", "scalar", "shipped"]

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
    """A competency question: `rows` is what the shipped graph is expected to answer, `rests` on which words."""

    id: str
    texts: Mapping[str, str]
    topics: tuple[str, ...]
    kinds: tuple[str, ...]
    parameters: tuple[Parameter, ...]
    columns: tuple[str, ...]
    ordered: bool
    rows: tuple[tuple[Cell, ...], ...]
    rests: tuple[Mapping[str, str], ...]
    folder: Path

    @property
    def engines(self) -> tuple[str, ...]:
        """Return where it can be asked."""
        return ENGINES if (self.folder / "query.py").is_file() else ENGINES[:-1]

    def sparql(self, values: Mapping[str, object], iris: Iris, ontology: Ontology) -> tuple[str, dict[str, object]]:
        """Return the SPARQL query and its parameters, which have IRIs of a graph and its ontology."""
        text = (self.folder / "query.rq").read_text(encoding="utf-8")
        return text, {p.name: _value(p.kind, values[p.name], iris, ontology) for p in self.parameters}

    def sparql_text(self, values: Mapping[str, object], iris: Iris, ontology: Ontology) -> str:
        """Return the SPARQL query with values in place, ready to paste."""
        text, parameters = self.sparql(values, iris, ontology)
        try:
            return with_defaults(Query(text, iris.prefixes), parameters)
        except QueryError as err:
            raise AIGraphError(f"{self.folder / 'query.rq'}: {err}") from err

    def cypher(self, values: Mapping[str, object]) -> tuple[str, dict[str, object]]:
        """Return the Cypher query and its parameters."""
        text = (self.folder / "query.cypher").read_text(encoding="utf-8")
        return text, {p.name: scalar(p.kind, values[p.name]) for p in self.parameters}

    def cypher_text(self, values: Mapping[str, object]) -> str:
        """Return the Cypher query with values in place, ready to paste."""
        text, parameters = self.cypher(values)
        return re.sub(r"\$(\w+)", lambda m: literal(parameters[m[1]]) if m[1] in parameters else m[0], text)

    def networkx(self) -> Callable[..., list[tuple[Cell, ...]]]:
        """Return the function that answers it from a `networkx.MultiDiGraph`."""
        path = self.folder / "query.py"
        if not path.is_file():
            raise UnknownName(f"{self.id} is not asked in networkx; expected one of {', '.join(self.engines)}")
        spec = spec_from_file_location(f"aigraph_question_{self.id.replace('-', '_')}", path)
        assert spec is not None and spec.loader is not None
        module = module_from_spec(spec)
        spec.loader.exec_module(module)
        found: Callable[..., list[tuple[Cell, ...]]] = module.answer
        return found


@cache
def shipped() -> Mapping[str, Question]:
    """Return the questions that ship, by id."""
    return read_questions(Path(shipped_folder(), "queries"))


def read_questions(folder: Path) -> dict[str, Question]:
    """Return the questions of a folder by id."""
    return {path.parent.name: _read(path) for path in sorted(folder.glob("*/question.yaml"))}


def find(questions: Iterable[Question], words: str) -> list[Question]:
    """Return the questions that have all the words in id, sentences or topics, in any language; all for no words."""
    wanted = words.casefold().split()

    def text(question: Question) -> str:
        return " ".join([question.id, *question.texts.values(), *question.topics, *question.kinds]).casefold()

    return [question for question in questions if all(word in text(question) for word in wanted)]


def _read(path: Path) -> Question:
    import yaml

    data = yaml.load(path.read_text(encoding="utf-8"), Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader))
    known = {"en", "zh", "topics", "kinds", "parameters", "columns", "ordered", "rows", "rests"}
    if wrong := data.keys() - known:
        raise AIGraphError(f"{path}: unknown {', '.join(sorted(wrong))}; expected {', '.join(sorted(known))}")
    parameters = []
    for name, fields in (data.get("parameters") or {}).items():
        if fields["type"] not in KINDS:
            raise AIGraphError(f"{path}: unknown type {fields['type']!r} of {name}; expected {', '.join(KINDS)}")
        default = plain(fields.get("default"))
        texts = {lang: fields[lang] for lang in ("en", "zh") if lang in fields}
        parameters.append(Parameter(name, fields["type"], default, texts))
    return Question(
        path.parent.name,
        {"en": data["en"], "zh": data["zh"]},
        tuple(data.get("topics") or ()),
        tuple(data.get("kinds") or ()),
        tuple(parameters),
        tuple(data["columns"]),
        bool(data.get("ordered", False)),
        tuple(tuple(plain(cell) for cell in row) for row in data["rows"]),
        tuple(data.get("rests") or ()),
        path.parent,
    )


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
