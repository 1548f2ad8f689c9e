"""A table of a million rows by Spark with two worker processes, and by the column path: the same output, in what time.

Two statements a row, of which one is a property of an entity that no other row names. What is written is compared as
bags: of lines and rows a count and the sum of their hashes, which no order changes.

Run: python benchmarks/spark.py [ROWS] (needs pip install 'aigraph[spark,sql]', and Java)
"""

import csv
import hashlib
import os
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

from tables import MAPPING, write_graph

MASTER = os.environ.get("BENCHMARK_MASTER", "local-cluster[2,1,2048]")
KEPT = ("maker developed model", "model openWeights")
FORMATS = ("nquads", "parquet", "neo4j-admin")


def mapping() -> str:
    """Return the mapping of the other benchmark with two of its lines, and the rest of the columns skipped."""
    head, lines = MAPPING.split("says:\n")
    head = head.replace("  Cost: {unit: USD}\n", "").replace("  chip: {class: Chip, name: Hardware}\n", "")
    says = "".join(f"{line}\n" for line in lines.splitlines() if line.removeprefix("- ").startswith(KEPT))
    rest = ("Parameters", "Compute", "Hardware", "Quantity", "Tokens", "Context", "Cost")
    return f"{head}says:\n{says}skip: {{columns: {{{', '.join(f'{name}: not measured here' for name in rest)}}}}}\n"


def run(folder: Path, out: Path, *options: str) -> tuple[float, float, int]:
    """Write all formats; return seconds, CPU seconds with all workers, and MB at most of one process."""
    places = [part for name in FORMATS for part in (f"--{name}", str(out / name))]
    command = [sys.executable, "-m", "aigraph", "--graph", str(folder), "tables", "export", *places, *options]
    started = time.perf_counter()
    process = subprocess.Popen(command)
    _, status, usage = os.wait4(process.pid, 0)
    if status:
        sys.exit(f"{command} failed")
    return time.perf_counter() - started, usage.ru_utime + usage.ru_stime, usage.ru_maxrss // 1024


def files(place: Path) -> Iterator[Path]:
    """Yield a file, or those of a folder that are not Hadoop's own."""
    if place.is_file():
        yield place
    elif place.is_dir():
        yield from (path for path in sorted(place.iterdir()) if not path.name.startswith(("_", ".")))


def bag(paths: Iterator[Path]) -> tuple[int, int]:
    """Return how many lines there are, and the sum of their hashes."""
    count = total = 0
    for path in paths:
        with path.open("rb") as file:
            for line in file:
                count += 1
                total += int.from_bytes(hashlib.blake2b(line, digest_size=8).digest())
    return count, total % 2**64


def table_bag(place: Path) -> tuple[int, int]:
    """Return how many rows a Parquet table has, and the sum of their hashes."""
    import duckdb

    table = f"read_parquet({[str(path) for path in files(place)]}, union_by_name=true)"
    columns = ", ".join(sorted(f'"{row[0]}"' for row in duckdb.sql(f"describe from {table}").fetchall()))
    [(count, total)] = duckdb.sql(f"select count(*), sum(hash(row({columns}))) from {table}").fetchall()
    return count, int(total) % 2**64


def import_bag(place: Path) -> tuple[int, int]:
    """Return how many rows the files for `neo4j-admin` have, and the sum of the hashes of what each says."""
    count = total = 0
    for header in place.glob("*-header.csv"):
        names = header.read_text(encoding="utf-8").strip().split(",")
        data = place / header.name.replace("-header", "")
        for path in (data, *files(data.with_suffix(""))):
            with path.open(encoding="utf-8", newline="") as file:
                for cells in csv.reader(file):
                    said = sorted(pair for pair in zip(names, cells, strict=True) if pair[1])
                    count += 1
                    total += int.from_bytes(hashlib.blake2b(repr(said).encode(), digest_size=8).digest())
    return count, total % 2**64


def written(out: Path) -> dict[str, tuple[int, int]]:
    """Return the bags of all that was written."""
    return {
        "N-Quads": bag(files(out / "nquads")),
        "nodes.parquet": table_bag(out / "parquet/nodes.parquet"),
        "edges.parquet": table_bag(out / "parquet/edges.parquet"),
        "neo4j-admin": import_bag(out / "neo4j-admin"),
    }


def main(count: int) -> None:
    """Print what each took, and whether they wrote the same."""
    with tempfile.TemporaryDirectory() as scratch:
        folder, out = Path(scratch, "graph"), Path(scratch, "out")
        write_graph(folder, count)
        (folder / "mappings/models.yaml").write_text(mapping(), encoding="utf-8")
        print(f"{count:,} rows, 2 statements a row", flush=True)
        bags = []
        for name, options in (
            ("columns, this machine", ()),
            (f"spark, {MASTER}", ("--engine", "spark", "--master", MASTER, "--conf", "spark.driver.memory=2g")),
        ):
            out.mkdir()
            seconds, cpu, most = run(folder, out, *options)
            size = sum(path.stat().st_size for path in out.rglob("*") if path.is_file()) // 10**6
            print(f"{name:40}{seconds:8.1f} s{cpu:8.1f} CPU s{most:8,} MB at most{size:8,} MB written", flush=True)
            bags.append(written(out))
            shutil.rmtree(out)  # ten gigabytes of a million rows
        for name, (lines, _) in bags[0].items():
            told = "the same" if bags[0][name] == bags[1][name] else f"DIFFERENT: {[one[name] for one in bags]}"
            print(f"{name:16}{lines:14,} {told}", flush=True)


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 1_000_000)
