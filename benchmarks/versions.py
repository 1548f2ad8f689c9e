"""What comparing two builds of many statements costs: in words, and as an RDF patch.

Making the builds is not counted; one statement in a thousand differs. Each measurement runs in a process of its own.

Run: python benchmarks/versions.py [STATEMENTS]
"""

import resource
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path

from aigraph.export.ndjson import lines
from aigraph.model import Date, Entity, Evidence, Graph, Quantity, Ref, Source, Span, Statement
from aigraph.namespaces import BASE
from aigraph.ontology import read_ontology
from aigraph.rdf.files import write_rdf
from aigraph.rdf.write import to_quads
from aigraph.versions.compare import names_of, written
from aigraph.versions.difference import difference
from aigraph.versions.patch import patch
from aigraph.versions.places import QUADS, RECORDS

ONTOLOGY = read_ontology(Path(__file__).parents[1] / "ontology")
PREDICATES = ("workedAt", "supplies", "investedIn", "pairedWith")
#: How many statements are held at a time; their ids are in order, so that parts of a file can be joined.
PART = 20_000
FOLDERS = ("evidence/", "id/", "statement/")


def statements(first: int, last: int, changed: bool) -> Iterator[Statement]:
    """Yield relations with dates, amounts and a quote; one in ten is rumoured, one in a thousand may have changed."""
    for i in range(first, last):
        other = changed and i % 1000 == 0
        subject = f"e{i // 5:07}"
        identifier = f"{subject}/{i:08}"
        quote = Span(f"第{i}句话说的就是这件事", i * 12, i * 12 + 12)
        modality = "reported" if other else "rumoured" if i % 10 == 0 else "asserted"
        yield Statement(
            identifier,
            subject,
            PREDICATES[i % 4],
            Ref(f"e{i * 7 % (last // 5 + 1):07}"),
            {
                "startDate": (Date("2021", "2021-01-01", "2021-12-31"),),
                "value": (Quantity(Decimal(i + other), unit="person"),),
            },
            evidence=(Evidence(f"{identifier}/s", "s", None, quote, modality=modality),),
            settled=modality != "rumoured",
        )


def build(folder: Path, count: int, changed: bool) -> None:
    """Write the files of a build that are compared, part by part."""
    folder.mkdir()
    things = tuple(Entity(f"e{i:07}", ("Company",), {"en": f"Company {i}"}) for i in range(count // 5 + 1))
    plain = Graph(entities=things, sources=(Source("s", {"en": "A source"}),))
    for name in RECORDS:
        if name != "statements":
            (folder / f"{name}.ndjson").write_text("".join(lines(plain, ONTOLOGY, name)), encoding="utf-8")
    parts = {name: (folder / name.strip("/")).open("wb") for name in FOLDERS}
    with (folder / "statements.ndjson").open("w", encoding="utf-8") as records:
        for first in range(0, count, PART):
            some = Graph(statements=tuple(statements(first, min(first + PART, count), changed)))
            records.writelines(lines(some, ONTOLOGY, "statements"))
            quads = list(to_quads(some, ONTOLOGY))
            for name, stream in parts.items():
                write_rdf((q for q in quads if q.subject.value.startswith(BASE + name)), stream, "nquads")
    with (folder / QUADS).open("wb") as whole:
        for name, stream in parts.items():
            stream.close()
            with (folder / name.strip("/")).open("rb") as part:
                shutil.copyfileobj(part, whole)
            (folder / name.strip("/")).unlink()


def in_words(one: Path, other: Path) -> int:
    """Tell every change; return how many there are."""
    changes = difference(one, other)
    for line in written(changes, names_of(changes, one, other), ONTOLOGY, "text", "en"):
        assert line
    return len(changes)


def as_patch(one: Path, other: Path) -> int:
    """Make every row of the patch; return how many there are."""
    return sum(1 for _ in patch(one / QUADS, other / QUADS))


if __name__ == "__main__":
    if sys.argv[1:2] == ["--one"]:
        name, one, other = sys.argv[2:]
        began = time.perf_counter()
        found = {"in_words": in_words, "as_patch": as_patch}[name](Path(one), Path(other))
        peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
        print(f"{name:<10}{time.perf_counter() - began:8.2f} s, {found:,} found, {peak:,} MB")
        sys.exit()
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 1_000_000
    with tempfile.TemporaryDirectory() as scratch:
        one, other = Path(scratch, "one"), Path(scratch, "other")
        build(one, count, changed=False)
        build(other, count, changed=True)
        quads = sum(1 for _ in (one / QUADS).open("rb"))
        print(f"{count:,} statements, {quads:,} quads", flush=True)
        for name in ("in_words", "as_patch"):
            subprocess.run([sys.executable, __file__, "--one", name, str(one), str(other)], check=True)
