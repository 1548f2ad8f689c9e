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
from decimal import Decimal
from functools import reduce
from io import BytesIO
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
FOLDERS = ("evidence/", "id/", "statement/")
#: What stands in the lines of a pattern for the number of a statement, its subject and its object.
NUMBER, SUBJECT, OBJECT = "88888881", "e8888882", "e8888883"


def pattern(predicate: str, modality: str) -> tuple[str, tuple[str, ...]]:
    """Return the record and, by folder, the quads of a relation with a date, an amount and a quote."""
    identifier = f"{SUBJECT}/{NUMBER}"
    known = Evidence(f"{identifier}/s", "s", None, Span(f"第{NUMBER}句话说的就是这件事", 0, 12), modality=modality)
    one = Statement(
        identifier,
        SUBJECT,
        predicate,
        Ref(OBJECT),
        {
            "startDate": (Date("2021", "2021-01-01", "2021-12-31"),),
            "value": (Quantity(Decimal(NUMBER), unit="person"),),
        },
        evidence=(known,),
        settled=modality != "rumoured",
    )
    graph, parts = Graph(statements=(one,)), []
    for folder in FOLDERS:
        stream = BytesIO()
        mine = (q for q in to_quads(graph, ONTOLOGY) if q.subject.value.startswith(BASE + folder))
        write_rdf(mine, stream, "nquads")
        parts.append(stream.getvalue().decode())
    return "".join(lines(graph, ONTOLOGY, "statements")), tuple(parts)


def build(folder: Path, count: int, changed: bool) -> None:
    """Write the files of a build that are compared: ids are in order, so that the parts of a file can be joined."""
    folder.mkdir()
    things = tuple(Entity(f"e{i:07}", ("Company",), {"en": f"Company {i}"}) for i in range(count // 5 + 1))
    plain = Graph(entities=things, sources=(Source("s", {"en": "A source"}),))
    for name in RECORDS:
        if name != "statements":
            (folder / f"{name}.ndjson").write_text("".join(lines(plain, ONTOLOGY, name)), encoding="utf-8")
    kinds = {(p, m): pattern(p, m) for p in PREDICATES for m in ("asserted", "reported", "rumoured")}
    parts = [(folder / name.strip("/")).open("w", encoding="utf-8") for name in FOLDERS]
    with (folder / "statements.ndjson").open("w", encoding="utf-8") as records:
        for i in range(count):
            modality = "reported" if changed and i % 1000 == 0 else "rumoured" if i % 10 == 0 else "asserted"
            record, quads = kinds[PREDICATES[i % 4], modality]
            names = {NUMBER: f"{i + 10**7:08}", SUBJECT: f"e{i // 5:07}", OBJECT: f"e{i * 7 % (count // 5 + 1):07}"}
            for text, stream in zip((record, *quads), (records, *parts), strict=True):
                stream.write(reduce(lambda written, name: written.replace(*name), names.items(), text))
    with (folder / QUADS).open("wb") as whole:
        for name, stream in zip(FOLDERS, parts, strict=True):
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
        began, busy = time.perf_counter(), time.process_time()
        found = {"in_words": in_words, "as_patch": as_patch}[name](Path(one), Path(other))
        peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
        took, busy = time.perf_counter() - began, time.process_time() - busy
        print(f"{name:<10}{took:8.2f} s, of it {busy:.2f} s of one processor; {found:,} found, {peak:,} MB")
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
