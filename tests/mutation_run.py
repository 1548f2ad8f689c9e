"""Asking a command about broken seeds in this process, and judging how it ends."""

import random
from collections.abc import Mapping
from pathlib import Path
from typing import NamedTuple

from click.testing import CliRunner
from support import ROOT

from aigraph.cli import main

#: How often each is asked. `read` is what validate does but for asking the shapes, which takes fifty times as long.
COMMANDS = {
    "read": 100, "format": 100, "anchor": 65, "coverage": 65, "review": 65,
    "validate": 2, "check text": 1, "build": 1, "show": 1,
}  # fmt: skip


class Asked(NamedTuple):
    """A command, its exit code, and how many findings it printed."""

    command: str
    code: int
    findings: int


def chosen(number: int) -> str:
    """Return the command that a run asks."""
    return random.Random(-number).choices(list(COMMANDS), list(COMMANDS.values()))[0]


def ask(command: str, seeds: Path, texts: Mapping[str, Path]) -> Asked:
    """Ask a command. Raises what it raises, and AssertionError where it ends in no way that a user can read."""
    lock = seeds / "offsets.lock"
    before = lock.read_bytes() if lock.is_file() else None
    given = [word for source, path in texts.items() for word in ("--text", f"{source}={path}")]
    words = {
        "read": [],
        "validate": ["validate"],
        "check text": ["validate", *given],
        "format": ["seeds", "format", "--check"],
        "anchor": ["seeds", "anchor", *given],
        "coverage": ["seeds", "coverage", *given],
        "review": ["seeds", "review", *given, "-o", str(seeds.parent / "review.html")],
        "build": ["build", "--out", str(seeds.parent / "out")],
        "show": ["show", "a100"],
    }[command]
    if command == "read" or (not given and command in ("anchor", "coverage", "review")):
        return _read(seeds, texts)
    result = CliRunner().invoke(main, ["--graph", str(seeds.parent), *words])
    if result.exception is not None and not isinstance(result.exception, SystemExit):
        raise result.exception
    told = result.output.splitlines()
    assert result.exit_code in (0, 1, 2), f"exit code {result.exit_code}"
    assert "Traceback" not in result.output, result.output
    assert result.exit_code == 0 or told, "silent"
    if command == "anchor" and result.exit_code:
        assert (lock.read_bytes() if lock.is_file() else None) == before, "the lock was changed"
    return Asked(command, result.exit_code, len(told) if result.exit_code else 0)


def _read(seeds: Path, texts: Mapping[str, Path]) -> Asked:
    """Read the seeds with their texts and write what they state as RDF."""
    from aigraph.errors import SeedError
    from aigraph.ontology import read_ontology
    from aigraph.rdf.write import to_quads
    from aigraph.seeds import read_seeds
    from aigraph.seeds.texts import read_texts

    ontology = read_ontology(ROOT / "ontology")
    try:
        read = read_seeds(seeds, ontology, read_texts(texts))
    except SeedError as err:
        return Asked("read", 2, len(err.problems))
    assert all(problem.message and "\n" not in str(problem) for problem in read.problems)
    assert len(list(to_quads(read.graph, ontology))) >= len(read.graph.statements)
    return Asked("read", 1 if read.problems else 0, len(read.problems))
