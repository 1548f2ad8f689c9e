"""What a graph on disk costs: each step of putting it there, then what commands ask of it, at several sizes.

The rows of `benchmarks/tables.py`, eight statements each. A step is in CPU seconds, with the peak memory of the process
until its end; a command is a process of its own. Where a graph has been put on disk already, it is only asked.

Run: python benchmarks/on_disk.py FOLDER [STATEMENTS …]
"""

import os
import subprocess
import sys
import time
from pathlib import Path

from tables import write_graph

#: What is asked: one of a hundred thousands, in every way there is.
ASKED = {
    "show": ("show", "Maker 1564"),
    "cite": ("cite", "model-0-0/contextLength/models"),
    "search": ("search", "Modle 17"),
    "sparql": ("sparql", "SELECT ?m { <https://example.org/models/id/maker-1564> aig:developed ?m }"),
    "sparql, all counted": ("sparql", "SELECT (COUNT(*) AS ?n) { ?s aig:developed ?m }", "--timeout", "600"),
    "cypher": ("cypher", "MATCH ({id: 'maker-1564'})-[:DEVELOPED]->(m) RETURN m.id"),
    "cypher, all counted": ("cypher", "MATCH ()-[r:DEVELOPED]->() RETURN count(r)", "--timeout", "600"),
    "view --around": ("view", "--around", "Maker 1564", "-o", os.devnull),
}
STEPS = """
import resource, sys, time
from pathlib import Path
from aigraph.disk.build import put_on_disk
from aigraph.folder import read_folder
done = ["start", time.process_time()]
def tell(name):
    took, most = time.process_time() - done[1], resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(f"{done[0]:24}{took:8.1f}{most:8.0f}", flush=True)
    done[:] = [name, time.process_time()]
put_on_disk(read_folder(Path(sys.argv[1])), tell)
tell("end")
"""


def ask(folder: Path, name: str, words: tuple[str, ...]) -> None:
    """Ask once, and print what it took."""
    limited = {**os.environ, "AIGRAPH_IN_MEMORY": "10000"}
    wanted = [sys.executable, "-c", "from aigraph.cli import main; main()", "--graph", str(folder), *words]
    start = time.perf_counter()
    process = subprocess.Popen(wanted, stdout=subprocess.DEVNULL, env=limited)
    _, code, used = os.wait4(process.pid, 0)
    took, most = used.ru_utime + used.ru_stime, used.ru_maxrss / 1024
    failed = f"  exit code {code >> 8}" if code else ""
    print(f"{name:24}{took:8.2f}{most:8.0f}  {time.perf_counter() - start:.2f} s by the clock{failed}", flush=True)


def main(place: Path, sizes: list[int]) -> None:
    """Measure each size."""
    for size in sizes:
        folder = place / str(size)
        print(f"\n{size:,} statements{'':10}CPU s      MB", flush=True)
        if not folder.is_dir():
            write_graph(folder, size // 8)
        if not (folder / "store").is_dir():
            subprocess.run([sys.executable, "-c", STEPS, str(folder)], check=True)
        for path in sorted((folder / "store").iterdir()):
            files = [path] if path.is_file() else list(path.iterdir())
            print(f"{path.name:24}{sum(file.stat().st_size for file in files) / 2**20:16.0f}")
        for name, words in ASKED.items():
            ask(folder, name, words)


if __name__ == "__main__":
    main(Path(sys.argv[1]), [int(size) for size in sys.argv[2:]] or [20_000, 200_000])
