"""The seven tables of examples/tables: rows followed by hand, every cell read or left with a reason, questions over all."""

import os
import re
import shutil
from collections import Counter, defaultdict
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml
from support import ROOT

import aigraph
from aigraph.folder import read_folder
from aigraph.mapping.shapes import open_table
from aigraph.mapping.tables import Tables
from aigraph.model import Evidence, Quantity, Statement
from aigraph.questions import ask, comparable, read_questions
from aigraph.table import Table

FOLDER = ROOT / "examples" / "tables"
PAGE = ROOT / "docs" / "tables-by-hand.md"
QUESTIONS = read_questions(FOLDER / "queries").checked()


@pytest.fixture(scope="module")
def tables() -> Any:
    """The graph of the extracts that are in the repository."""
    return aigraph.load(FOLDER)


def number(value: Quantity) -> str:
    """Return a quantity as a seed writes it, its words after it where they are others."""
    if value.value is None and value.min is None:
        return "unstated"
    low, best, high = ("" if n is None else f"{n.normalize():f}" for n in (value.min, value.value, value.max))
    sign = {"about": "~", "atLeast": ">="}.get(value.comparator or "", "") if not low else ""
    text = f"{best} [{low}..{high}]" if best and low else f"{sign}{best}" if best else f"{low}-{high}"
    return f"{text} {value.unit}"


def told(statement: Statement, evidence: Evidence) -> str:
    """Return a statement and the cell it was read from, in a line."""
    value, cell = statement.object, evidence.cell
    assert cell
    words = number(value) if isinstance(value, Quantity) else str(value).lower() if isinstance(value, bool) else str(value)
    more = [
        f"{name} {', '.join(number(v) if isinstance(v, Quantity) else str(v) for v in several)}"
        for name, several in statement.qualifiers.items()
    ]
    how = [evidence.modality] if evidence.modality != "asserted" else []
    line = f"{statement.subject} {statement.predicate} {words}"
    aside = f" ({'; '.join([*how, *more])})" if how or more else ""
    return " ".join(f"{line}{aside} ← {cell.name}: {cell.quote}".split())


def said(graph: Any) -> dict[tuple[str, str], list[str]]:
    """Return what each row says, by its source and its key."""
    found: dict[tuple[str, str], list[str]] = defaultdict(list)
    for statement in graph.statements.values():
        for evidence in statement.evidence:
            if evidence.cell:
                found[evidence.source, evidence.cell.called].append(told(statement, evidence))
    return {key: sorted(lines) for key, lines in found.items()}
