"""Seeds broken at random, and every command that reads them asked in this process: findings, never a traceback.

Each run is one number: it breaks a small copy of seeds (now and then the shipped ones) in one to three ways and asks a
command. A run fails where an exception or a warning comes out, or an exit code that is not 0, 1 or 2, or findings
without a line. Stopped, it goes on by `--start`.

Run: python benchmarks/mutations.py [--runs 100000] [--start 0] [--shipped 500] [--text FILE]
"""

import argparse
import os
import shutil
import sys
import tempfile
import time
import traceback
import warnings
from collections import Counter
from functools import cache
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT / "tests"))

from mutation_run import COMMANDS, Asked, ask, chosen  # noqa: E402
from mutator import files_of, lay, mutated  # noqa: E402

import aigraph.ontology  # noqa: E402


class Folder:
    """A copy of seeds in a scratch folder, broken by one number after the other."""

    def __init__(self, seeds: Path, texts: dict[str, Path], scratch: Path) -> None:
        self.clean = self.now = files_of(seeds)
        self.place, self.texts = scratch / "seeds", texts
        shutil.copytree(seeds, self.place)
        shutil.copy(ROOT / "aigraph.toml", scratch)

    def run(self, number: int) -> Asked:
        """Break the seeds by a number and ask a command."""
        broken = mutated(self.clean, number)
        lay(broken, self.place, self.now)
        asked = ask(chosen(number), self.place, self.texts)
        after = files_of(self.place)
        for folder in sorted((p for p in self.place.rglob("*") if p.is_dir()), reverse=True):
            if not any(folder.iterdir()):
                folder.rmdir()
        self.now = after
        return asked


def main() -> None:
    """Print figures: runs, exit codes by command, findings, seconds; each failure with its number."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--runs", type=int, default=100_000)
    parser.add_argument("--start", type=int, default=0)
    parser.add_argument("--shipped", type=int, default=500, help="one run in so many breaks the shipped seeds")
    parser.add_argument("--text", type=Path, help="the text of the shipped seeds' page")
    options = parser.parse_args()
    aigraph.ontology.read_ontology = cache(aigraph.ontology.read_ontology)
    warnings.simplefilter("error")
    warnings.filterwarnings("ignore", "Dataset", DeprecationWarning)  # rdflib, in its own parsers
    codes: Counter[tuple[str, int]] = Counter()
    findings, failed, started = 0, 0, time.perf_counter()
    with tempfile.TemporaryDirectory() as scratch:
        os.environ["XDG_CACHE_HOME"] = f"{scratch}/cache"
        data = ROOT / "tests/data"
        small = Folder(data / "small/seeds", {"weekly": data / "small.txt"}, Path(scratch, "small"))
        page = {"ten-judgements": options.text} if options.text else {}
        shipped = Folder(ROOT / "seeds", page, Path(scratch, "shipped"))
        for number in range(options.start, options.start + options.runs):
            folder = shipped if number % options.shipped == options.shipped - 1 else small
            try:
                asked = folder.run(number)
            except Exception:  # noqa: BLE001  # what a run must not do is what is counted
                failed += 1
                print(f"FAILED {number} {chosen(number)}\n{traceback.format_exc(limit=-6)}", flush=True)
                folder.now = files_of(folder.place)
                continue
            codes[asked.command, asked.code] += 1
            findings += asked.findings
            if (number + 1) % 1000 == 0:
                seconds = time.perf_counter() - started
                print(f"{number + 1 - options.start} runs, {failed} failed, {seconds:.0f} s", flush=True)
                shutil.rmtree(f"{scratch}/cache", ignore_errors=True)
    seconds = time.perf_counter() - started
    print(f"{options.runs} runs from {options.start}: {failed} failed, {findings} findings, {seconds:.0f} s")
    for command in COMMANDS:
        print(f"{command:10}", *(f"exit {code}: {codes[command, code]:6}" for code in (0, 1, 2)), sep="  ")


if __name__ == "__main__":
    main()
