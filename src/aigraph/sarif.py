"""Findings as SARIF, which code hosts and editors show at their place.

Source: https://docs.oasis-open.org/sarif/sarif/v2.1.0/sarif-v2.1.0.html
"""

import json
from collections.abc import Iterable
from typing import Any
from urllib.parse import quote

from aigraph.errors import Problem, RowNumber

__all__ = ["sarif"]

_SCHEMA = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"


def sarif(problems: Iterable[Problem]) -> str:
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
