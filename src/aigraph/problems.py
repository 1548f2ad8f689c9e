"""Findings for programs: as JSON, and as SARIF, which code hosts and editors show at their place.

Source: https://docs.oasis-open.org/sarif/sarif/v2.1.0/sarif-v2.1.0.html
"""

import json
from collections.abc import Iterable
from typing import Any
from urllib.parse import quote

from aigraph.errors import Problem, RowNumber

__all__ = ["to_json", "to_sarif"]

_SCHEMA = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"


def to_json(problems: Iterable[Problem]) -> str:
    """Return a list of findings, each with its path, line, kind and message; of a table row and column, not a line."""
    return json.dumps([_record(problem) for problem in problems], ensure_ascii=False, indent=2) + "\n"


def _record(problem: Problem) -> dict[str, Any]:
    found: dict[str, Any] = {"path": problem.path, "line": int(problem.line)}
    if isinstance(problem.line, RowNumber):
        found = {"path": problem.path, "row": int(problem.line), "column": problem.line.column or None}
    return found | {"kind": problem.kind, "message": problem.message}


def to_sarif(problems: Iterable[Problem]) -> str:
    """Return a log of one run with a result for each problem; a row and column of a table are a logical location."""
    results = [_result(problem) for problem in problems]
    driver = {
        "name": "aigraph",
        "informationUri": "https://w3id.org/aigraph",
        "rules": [{"id": kind} for kind in sorted({str(result["ruleId"]) for result in results})],
    }
    run = {"tool": {"driver": driver}, "columnKind": "unicodeCodePoints", "results": results}
    return json.dumps({"$schema": _SCHEMA, "version": "2.1.0", "runs": [run]}, ensure_ascii=False, indent=2) + "\n"


def _result(problem: Problem) -> dict[str, Any]:
    physical: dict[str, Any] = {"artifactLocation": {"uri": quote(problem.path)}}
    location: dict[str, Any] = {"physicalLocation": physical}
    if isinstance(problem.line, RowNumber):
        location["logicalLocations"] = [{"fullyQualifiedName": str(problem.line), "kind": "member"}]
    elif problem.line:
        physical["region"] = {"startLine": problem.line}
    return {
        "ruleId": problem.kind,
        "level": "error",
        "message": {"text": problem.message},
        "locations": [location],
    }
