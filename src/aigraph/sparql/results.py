"""The W3C's formats of results: JSON, XML, CSV and TSV, each term with all that a result says of it.

Sources: https://www.w3.org/TR/sparql11-results-json/, https://www.w3.org/TR/rdf-sparql-XMLres/,
https://www.w3.org/TR/sparql11-results-csv-tsv/
"""

import json
import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from xml.sax.saxutils import escape, quoteattr

from aigraph.errors import ExportError
from aigraph.namespaces import XSD
from aigraph.sparql.values import Packed

__all__ = ["RESULTS_FORMATS", "Solutions", "write_results"]

_XML = "http://www.w3.org/2005/sparql-results#"
#: What XML 1.0 has no way to write.
_NO_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
#: The numbers that Turtle, hence TSV, writes bare.
_BARE = {
    XSD + "integer": re.compile(r"[+-]?[0-9]+"),
    XSD + "decimal": re.compile(r"[+-]?[0-9]*\.[0-9]+"),
    XSD + "double": re.compile(r"[+-]?(?:[0-9]+\.?[0-9]*|\.[0-9]+)[eE][+-]?[0-9]+"),
}
_TSV_ESCAPES = {ord(c): e for c, e in {"\\": r"\\", '"': r"\"", "\t": r"\t", "\n": r"\n", "\r": r"\r"}.items()}


@dataclass(frozen=True, slots=True)
class Solutions:
    """The answer of SELECT: for each row the terms of its columns, None where there is none."""

    columns: tuple[str, ...]
    rows: tuple[tuple[Packed | None, ...], ...]


def write_results(answer: Solutions | bool, format: str) -> str:
    """Return an answer in one of `RESULTS_FORMATS`.

    >>> print(write_results(Solutions(("x",), ((["literal", "1.50", "", XSD + "decimal"],),)), "sparql-tsv"), end="")
    ?x
    1.50

    Raises:
        ExportError: the format has no place for the answer.
        KeyError: there is no such format.
    """
    return RESULTS_FORMATS[format](answer)


def _json(answer: Solutions | bool) -> str:
    head: dict[str, object] = {} if isinstance(answer, bool) else {"vars": answer.columns}
    if isinstance(answer, bool):
        return json.dumps({"head": head, "boolean": answer}) + "\n"
    bindings = [
        {name: _json_term(term) for name, term in zip(answer.columns, row, strict=True) if term is not None}
        for row in answer.rows
    ]
    return json.dumps({"head": head, "results": {"bindings": bindings}}, ensure_ascii=False, indent=2) + "\n"


def _json_term(term: Packed) -> dict[str, str]:
    kind, text, language, datatype = _parts(term)
    more = {"xml:lang": language} if language else {"datatype": datatype} if datatype else {}
    return {"type": {"iri": "uri", "blank": "bnode"}.get(kind, kind), "value": text, **more}


def _xml(answer: Solutions | bool) -> str:
    columns = () if isinstance(answer, bool) else answer.columns
    head = "".join(f"<variable name={quoteattr(name)}/>" for name in columns)
    lines = ['<?xml version="1.0"?>', f'<sparql xmlns="{_XML}">', f"<head>{head}</head>"]
    if isinstance(answer, bool):
        lines.append(f"<boolean>{'true' if answer else 'false'}</boolean>")
    else:
        lines.append("<results>")
        for row in answer.rows:
            pairs = zip(columns, row, strict=True)
            cells = (f"<binding name={quoteattr(n)}>{_xml_term(t)}</binding>" for n, t in pairs if t is not None)
            lines.append(f"<result>{''.join(cells)}</result>")
        lines.append("</results>")
    return "\n".join([*lines, "</sparql>", ""])


def _xml_term(term: Packed) -> str:
    kind, text, language, datatype = _parts(term)
    if wrong := _NO_XML.search(text):
        raise ExportError(f"XML has no way to write U+{ord(wrong[0]):04X}, which is in {text[:40]!r}. Use sparql-json")
    written = escape(text, {"\r": "&#13;"})
    if kind != "literal":
        tag = "uri" if kind == "iri" else "bnode"
        return f"<{tag}>{written}</{tag}>"
    more = f" xml:lang={quoteattr(language)}" if language else f" datatype={quoteattr(datatype)}" if datatype else ""
    return f"<literal{more}>{written}</literal>"


def _csv(answer: Solutions | bool) -> str:
    def cell(term: Packed | None) -> str:
        kind, text, _, _ = _parts(term) if term is not None else ("", "", "", "")
        text = f"_:{text}" if kind == "blank" else text
        return '"' + text.replace('"', '""') + '"' if re.search('[",\r\n]', text) else text

    solutions = _solutions(answer)
    lines = [list(solutions.columns), *([cell(term) for term in row] for row in solutions.rows)]
    return "".join(",".join(line) + "\r\n" for line in lines)


def _tsv(answer: Solutions | bool) -> str:
    def cell(term: Packed | None) -> str:
        kind, text, language, datatype = _parts(term) if term is not None else ("", "", "", "")
        if kind != "literal":
            return {"iri": f"<{text}>", "blank": f"_:{text}"}.get(kind, "")
        if datatype in _BARE and _BARE[datatype].fullmatch(text):
            return text
        quoted = f'"{text.translate(_TSV_ESCAPES)}"'
        return f"{quoted}@{language}" if language else f"{quoted}^^<{datatype}>" if datatype else quoted

    solutions = _solutions(answer)
    lines = [[f"?{name}" for name in solutions.columns], *([cell(term) for term in row] for row in solutions.rows)]
    return "".join("\t".join(line) + "\n" for line in lines)


def _solutions(answer: Solutions | bool) -> Solutions:
    if isinstance(answer, bool):
        raise ExportError("CSV and TSV of the W3C are for SELECT, not for ASK; expected sparql-json or sparql-xml")
    return answer


def _parts(term: Packed) -> Sequence[str]:
    """Return kind, text, language and datatype, the datatype empty where the format leaves it out."""
    match term[0]:
        case "literal":
            return "literal", term[1], term[2], "" if term[2] or term[3] == XSD + "string" else term[3]
        case "iri" | "blank":
            return term[0], term[1].removeprefix("_:"), "", ""
    raise ExportError(f"{term[1]}: the formats of SPARQL 1.1 have no place for a triple as a term. Select its parts")


#: By the name that `--format` takes.
RESULTS_FORMATS: Mapping[str, Callable[[Solutions | bool], str]] = {
    "sparql-json": _json,
    "sparql-xml": _xml,
    "sparql-csv": _csv,
    "sparql-tsv": _tsv,
}
