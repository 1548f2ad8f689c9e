"""What a table costs, as statements with qualifiers and cells as evidence: beside morph-kgc, FollowTheMoney, BioCypher.

The same rows in one run: eight statements a row. Each is a process of its own, from the file to files, its imports
included, and those that it starts; medians of three, in turn, with the peak memory. A peer runs in an environment of
its own, made once under BENCHMARK_PEERS (a temporary folder unless told), and says of a row what it can: the lines that
it wrote are counted.

Time is bounded: a run ends after LONGEST seconds of CPU; what took more than a minute runs once; what would take longer
than LONGEST, as its time at the size before lets expect, is left out, and said to be. Progress goes to stderr.

Run: python benchmarks/tables.py [STATEMENTS …]
"""

import csv
import hashlib
import os
import random
import signal
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

HEADER = (
    "Model", "Organization", "Date", "Parameters", "Compute", "Hardware", "Quantity", "Tokens", "Context", "Cost",
    "Open",
)  # fmt: skip
MAPPING = """source: models
table: {file: models.csv, key: Model}
columns:
  Cost: {unit: USD}
  Open: {lookup: {"yes": "true", "no": "false"}}
entities:
  model: {class: AIModel, name: Model}
  maker: {class: Company, name: Organization}
  chip: {class: Chip, name: Hardware}
says:
- maker developed model: {date: Date}
- model parameterCount: Parameters
- model trainingCompute Compute: {asOf: Date}
- model trainedOn chip: {value: Quantity, date: Date}
- model trainingTokens Tokens: {asOf: Date}
- model contextLength: Context
- model trainingCost Cost: {asOf: Date}
- model openWeights: Open
"""
#: The predicates, each with the column of its object.
SAID = {
    "developed": "Organization", "parameterCount": "Parameters", "trainingCompute": "Compute", "trainedOn": "Hardware",
    "trainingTokens": "Tokens", "contextLength": "Context", "trainingCost": "Cost", "openWeights": "Open",
}  # fmt: skip
PEERS = Path(os.environ.get("BENCHMARK_PEERS") or Path(tempfile.gettempdir(), "aigraph-benchmark-peers"))
#: Those that are left out, by what a step begins with, a comma between.
WITHOUT = tuple(filter(None, os.environ.get("BENCHMARK_WITHOUT", "").split(",")))
RUNS = int(os.environ.get("BENCHMARK_RUNS", "3"))
#: CPU seconds that a run may take; what took more than ONCE is not repeated.
LONGEST, ONCE = float(os.environ.get("BENCHMARK_LONGEST", "600")), 60.0
#: Seconds in which a peer must be installed: PyICU, which FollowTheMoney needs, is compiled.
INSTALLING = 1800


def rows(count: int) -> Iterator[list[object]]:
    """Yield rows: names of their own, some thousand dates, numbers of which few are equal."""
    r = random.Random(1)
    for i in range(count):
        day = f"20{r.randrange(10, 25):02d}-{r.randrange(1, 13):02d}-{r.randrange(1, 28):02d}"
        yield [
            f'Model {i} "{i % 7}"', f"Maker {r.randrange(2000)}", day, r.randrange(1, 2000) * 1_000_000,
            f"{r.randrange(1, 1000)}e{r.randrange(18, 26)}", f"Chip {'ABCDEFGH'[r.randrange(8)]}{r.randrange(12)}",
            r.randrange(1, 50_000), f"{r.randrange(1, 20_000)}e9", r.choice([2048, 4096, 8192, 32768, 131072]),
            r.randrange(1, 100_000) * 1000, r.choice(["yes", "no"]),
        ]  # fmt: skip


def write_graph(folder: Path, count: int) -> Path:
    """Write a graph folder with a table; return the table."""
    for name in ("seeds/entities", "seeds/statements", "tables", "mappings"):
        (folder / name).mkdir(parents=True)
    table = folder / "tables" / "models.csv"
    with table.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(HEADER)
        writer.writerows(rows(count))
    digest = hashlib.sha256(table.read_bytes()).hexdigest()
    (folder / "seeds/sources.yaml").write_text(f"models: {{name: Models, sha256: {digest}}}\n", encoding="utf-8")
    (folder / "aigraph.toml").write_text('title = "Models"\nbase = "https://example.org/models/"\n', encoding="utf-8")
    (folder / "mappings/models.yaml").write_text(MAPPING, encoding="utf-8")
    return table


def by_columns(folder: Path, *options: str) -> list[str]:
    """Return the command: our tables, column by column."""
    return [sys.executable, "-m", "aigraph", "--graph", str(folder), "tables", "export", *options]


def n_quads(folder: Path, out: Path) -> list[str]:
    """Return the command that writes N-Quads."""
    return by_columns(folder, "--nquads", str(out / "graph.nq"))


def all_formats(folder: Path, out: Path) -> list[str]:
    """Return the command that writes N-Quads, Parquet and CSV for neo4j-admin."""
    places = [str(out / name) for name in ("graph.nq", "parquet", "import")]
    return by_columns(folder, "--nquads", places[0], "--parquet", places[1], "--neo4j-admin", places[2])


BY_ROWS = """
import sys
from pathlib import Path
from pyoxigraph import RdfFormat, serialize
from aigraph.cache.bundle import read_graph
from aigraph.folder import read_folder
from aigraph.rdf.write import to_quads
ontology, seeds = read_graph(read_folder(Path(sys.argv[1])))
serialize(to_quads(seeds.checked(), ontology), sys.argv[2], format=RdfFormat.N_QUADS)
"""


def by_rows(folder: Path, out: Path) -> list[str]:
    """Return the command: our tables row by row, as N-Quads."""
    return [sys.executable, "-c", BY_ROWS, str(folder), str(out / "graph.nq")]


def peer(name: str, program: str, *packages: str) -> str:
    """Return a program of a peer's environment, which is made where it is not there."""
    place = PEERS / name
    if not (place / "done").exists():
        told(f"installing {name} into {place}")
        pip = [place / "bin/pip", "install", "--quiet", "--disable-pip-version-check", name, *packages]
        subprocess.run([sys.executable, "-m", "venv", place], check=True, timeout=INSTALLING)
        subprocess.run(pip, check=True, timeout=INSTALLING)
        (place / "done").touch()
    return str(place / "bin" / program)


def morph_kgc(folder: Path, out: Path) -> list[str]:
    """Return the command of morph-kgc: a node for each statement, with its subject, object, date and cell."""
    rml = [
        "@prefix rr: <http://www.w3.org/ns/r2rml#> . @prefix rml: <http://semweb.mmlab.be/ns/rml#> .",
        "@prefix ql: <http://semweb.mmlab.be/ns/ql#> . @prefix ex: <https://example.org/> .",
        "@prefix rdf: <http://www.w3.org/1999/02/22-rdf-syntax-ns#> .",
    ]
    for predicate, column in SAID.items():
        literal = 'rml:reference "{}"'.format
        facts = {
            "rdf:subject": 'rr:template "https://example.org/id/{Model}"',
            "rdf:object": literal(column),
            "ex:date": literal("Date"),
            "ex:exact": literal(column),
            "ex:modality": 'rr:constant "asserted"',
            "rdf:predicate": f"rr:constant ex:{predicate}",
        }
        maps = " ; ".join(
            f"rr:predicateObjectMap [ rr:predicate {p} ; rr:objectMap [ {o} ] ]" for p, o in facts.items()
        )
        source = f'rml:logicalSource [ rml:source "{folder}/tables/models.csv" ; rml:referenceFormulation ql:CSV ]'
        subject = (
            f'rr:subjectMap [ rr:template "https://example.org/s/{{Model}}/{predicate}" ; rr:class rdf:Statement ]'
        )
        rml.append(f"ex:{predicate}Map a rr:TriplesMap ; {source} ; {subject} ; {maps} .")
    (out / "map.ttl").write_text("\n".join(rml), encoding="utf-8")
    config = f"[CONFIGURATION]\noutput_file={out}/graph.nt\n[tables]\nmappings={out}/map.ttl\n"
    (out / "config.ini").write_text(config, encoding="utf-8")
    return [peer("morph-kgc", "python"), "-m", "morph_kgc", str(out / "config.ini")]


def followthemoney(folder: Path, out: Path) -> list[str]:
    """Return the command of FollowTheMoney: companies, what they made, and the link between, with its properties."""
    mapping = f"""models:
  queries:
  - csv_url: file://{folder}/tables/models.csv
    entities:
      maker:
        schema: Company
        keys: [Organization]
        properties: {{name: {{column: Organization}}}}
      model:
        schema: Asset
        keys: [Model]
        properties:
          name: {{column: Model}}
          amountUsd: {{column: Cost}}
          notes: {{columns: [Parameters, Compute, Hardware, Quantity, Tokens, Context, Open], join: " | "}}
      made:
        schema: Ownership
        keys: [Model, Organization]
        properties:
          owner: {{entity: maker}}
          asset: {{entity: model}}
          startDate: {{column: Date}}
"""
    (out / "mapping.yml").write_text(mapping, encoding="utf-8")
    return [peer("followthemoney", "ftm"), "map", str(out / "mapping.yml"), "-o", str(out / "graph.json")]


BIOCYPHER = """
import csv, sys
from biocypher import BioCypher
table, out = sys.argv[1:]
files = {"biocypher_config_path": out + "/config.yaml", "schema_config_path": out + "/schema.yaml"}
bc = BioCypher(**files, output_directory=out + "/csv")
rows = list(csv.DictReader(open(table, encoding="utf-8")))
said = %r
numbers = [(r, p, r[c], f"{r['Model']}/{p}/{r[c]}") for r in rows for p, c in said.items() if p != "developed"]
bc.write_nodes((r["Model"], "model", {}) for r in rows)
bc.write_nodes((o, "maker", {}) for o in {r["Organization"] for r in rows})
bc.write_nodes((name, "value", {"value": cell}) for _, _, cell, name in numbers)
bc.write_edges((None, r["Organization"], r["Model"], "developed", {"date": r["Date"]}) for r in rows)
said = ((None, r["Model"], name, "has", {"predicate": p, "date": r["Date"], "exact": c}) for r, p, c, name in numbers)
bc.write_edges(said)
"""
BIOCYPHER_CONFIG = """biocypher: {offline: true, dbms: neo4j, strict_mode: false, debug: false,
  head_ontology: {url: ontology.ttl, root_node: entity}}
neo4j: {file_format: csv}
"""
#: Its own is fetched from the network.
BIOCYPHER_ONTOLOGY = """@prefix owl: <http://www.w3.org/2002/07/owl#> .
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
@prefix ex: <https://example.org/> .
ex:entity a owl:Class ; rdfs:label "entity" .
ex:association a owl:Class ; rdfs:label "association" ; rdfs:subClassOf ex:entity .
"""
BIOCYPHER_SCHEMA = """model: {is_a: entity, represented_as: node, input_label: model, preferred_id: id}
maker: {is_a: entity, represented_as: node, input_label: maker, preferred_id: id}
value: {is_a: entity, represented_as: node, input_label: value, preferred_id: id, properties: {value: str}}
developed: {is_a: association, represented_as: edge, input_label: developed, properties: {date: str}}
has: {is_a: association, represented_as: edge, input_label: has, properties: {predicate: str, date: str, exact: str}}
"""


def biocypher(folder: Path, out: Path) -> list[str]:
    """Return the command of BioCypher: CSV for neo4j-admin, a node and an edge for each statement."""
    (out / "config.yaml").write_text(BIOCYPHER_CONFIG, encoding="utf-8")
    (out / "schema.yaml").write_text(BIOCYPHER_SCHEMA, encoding="utf-8")
    (out / "ontology.ttl").write_text(BIOCYPHER_ONTOLOGY, encoding="utf-8")
    code = BIOCYPHER % SAID
    return [peer("biocypher", "python", "pyarrow"), "-c", code, str(folder / "tables/models.csv"), str(out)]


Command = Callable[[Path, Path], list[str]]
STEPS: dict[str, Command] = {
    "by columns, N-Quads": n_quads,
    "by columns, all three": all_formats,
    "by rows, N-Quads": by_rows,
    "morph-kgc, N-Triples": morph_kgc,
    "FollowTheMoney, JSON": followthemoney,
    "BioCypher, CSV": biocypher,
}


def lines_of(path: Path) -> int:
    """Return how many lines a file has, none of Parquet."""
    if path.suffix == ".parquet":
        return 0
    with path.open("rb") as file:
        return sum(part.count(b"\n") for part in iter(lambda: file.read(2**20), b""))


@dataclass(frozen=True, slots=True)
class Run:
    """What a run took and wrote."""

    seconds: float
    cpu: float
    memory: float
    lines: int
    written: int


def measured(command: Command, folder: Path) -> Run | str:
    """Return what a run took, or why there is none."""
    with tempfile.TemporaryDirectory() as scratch:
        out = Path(scratch)
        try:
            line = command(folder, out)
        except (OSError, subprocess.SubprocessError) as err:
            return f"not installed: {err}"
        started = time.perf_counter()
        with (out / "log").open("wb") as log:
            process = subprocess.Popen(line, stdout=log, stderr=log, cwd=out, start_new_session=True)
            status, cpu, memory = watched(process.pid)
        seconds = time.perf_counter() - started
        if status is None:
            return f"ended: it took more than {LONGEST:.0f} CPU seconds, or ten times as long"
        if status:
            return (out / "log").read_text(encoding="utf-8", errors="replace")[-600:].strip() or f"exit {status}"
        ours = ("log", "map.ttl", "config.ini", "mapping.yml", "config.yaml", "schema.yaml", "ontology.ttl")
        written = [path for path in out.rglob("*") if path.is_file() and path.name not in ours]
        return Run(
            seconds, cpu, memory, sum(map(lines_of, written)), sum(path.stat().st_size for path in written) // 10**6
        )


def watched(process: int) -> tuple[int | None, float, float]:
    """Wait for a process and all that it starts; return its status (None: it took too long), CPU seconds, peak MB."""
    memory, started = 0.0, time.monotonic()
    while True:
        found, status, usage = os.wait4(process, os.WNOHANG)
        if found:
            return status, usage.ru_utime + usage.ru_stime, max(memory, usage.ru_maxrss / 1024)
        cpu, now = _group(process)
        memory = max(memory, now)
        if cpu > LONGEST or time.monotonic() - started > 10 * LONGEST:  # or it waits for something
            os.killpg(process, signal.SIGKILL)
            os.waitpid(process, 0)
            return None, cpu, memory
        time.sleep(0.2)


def _group(leader: int) -> tuple[float, float]:
    """Return the CPU seconds and the MB of a process and those it started: of several, each share of a page once."""
    cpu, memory, several = 0.0, 0.0, []
    for place in Path("/proc").glob("[0-9]*"):
        try:
            fields = (place / "stat").read_text().rpartition(") ")[2].split()
            if int(fields[2]) == leader:
                cpu += (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")
                several.append(place)
        except OSError:  # it has ended
            continue
    for place in several if len(several) > 1 else ():  # of one alone the kernel knows the most
        try:
            shares = [line.split() for line in (place / "smaps_rollup").read_text().splitlines()]
            memory += sum(int(share[1]) / 1024 for share in shares if share[0] == "Pss:")
        except OSError:
            continue
    return cpu, memory


def told(what: str) -> None:
    """Say on stderr what is being done."""
    print(f"{time.strftime('%H:%M:%S')} {what}", file=sys.stderr, flush=True)


def runs_of(size: int, steps: Mapping[str, Command], before: Mapping[str, float]) -> dict[str, list[Run] | str]:
    """Return the runs of each step, or why there are none; `before` has the CPU seconds that are to be expected."""
    found: dict[str, list[Run] | str] = {name: [] for name in steps}
    with tempfile.TemporaryDirectory() as scratch:
        folder = Path(scratch, "graph")
        told(f"{size:,} statements: writing the table")
        write_graph(folder, size // len(SAID))
        for number in range(RUNS):
            for name, command in steps.items():
                known = found[name]
                if isinstance(known, str) or (known and known[0].cpu > ONCE):
                    continue
                if before.get(name, 0.0) > LONGEST:
                    found[name] = f"left out: it would take {before[name]:.0f} CPU seconds"
                    continue
                told(f"{size:,} statements: {name}, run {number + 1} of {RUNS}")
                run = measured(command, folder)
                if isinstance(run, str):
                    told(f"{name}: {run}")
                    found[name] = run
                else:
                    known.append(run)
    return found


def main(sizes: list[int]) -> None:
    """Print a table for each size."""
    steps = {name: command for name, command in STEPS.items() if not name.startswith(WITHOUT)}
    before: dict[str, float] = {}
    for place, size in enumerate(sizes):
        found = runs_of(size, steps, before)
        print(f"{size:,} statements, load {os.getloadavg()[0]:.1f}")
        print(f"{'':24}{'s':>8}{'CPU s':>8}{'MB':>8}{'lines':>14}{'MB out':>8}{'lines/CPU s':>13}")
        for name, runs in found.items():
            if isinstance(runs, str):
                print(f"{name:24}  {runs.splitlines()[-1]}")
                continue
            seconds, cpu = (statistics.median(times) for times in zip(*((run.seconds, run.cpu) for run in runs)))
            memory, last = max(run.memory for run in runs), runs[-1]
            counted = f"{last.lines:14,}{last.written:8,}{last.lines / cpu:13,.0f}"
            print(f"{name:24}{seconds:8.1f}{cpu:8.1f}{memory:8.0f}{counted}")
            if place + 1 < len(sizes):
                before[name] = cpu * sizes[place + 1] / size
        sys.stdout.flush()


if __name__ == "__main__":
    main([int(size) for size in sys.argv[1:]] or [10_000, 100_000, 1_000_000])
