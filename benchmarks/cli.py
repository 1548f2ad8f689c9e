"""What the command line costs: build, first and cached commands, as ratios to importing pyoxigraph and click.

Run: python benchmarks/cli.py [RUNS]
     python benchmarks/cli.py --install    what an installation brings, in a fresh environment; what each extra adds
"""

import json
import os
import statistics
import subprocess
import sys
import tempfile
import time
import tomllib
import venv
from pathlib import Path

QUERY = "SELECT ?who ?lab WHERE { ?who aig:workedAt ?lab }"
COMMANDS = {
    "aigraph --help": ["--help"],
    "aigraph show openai": ["show", "openai"],
    "aigraph sparql": ["sparql", QUERY],
    "aigraph search": ["search", "aoteman"],
}


#: Prints bytes on disk, bytes in files, and what it requires, of each distribution.
SIZES = """
import json, os, re
from importlib.metadata import distributions
found = {}
for one in distributions():
    stats = [os.stat(f.locate()) for f in one.files or () if os.path.isfile(f.locate())]
    needs = [re.split(r"[^\\w.-]", need)[0] for need in one.requires or () if "extra ==" not in need]
    name = re.sub(r"[-_.]+", "-", one.name).lower()
    found[name] = sum(s.st_blocks * 512 for s in stats), sum(s.st_size for s in stats), needs
print(json.dumps({name: size for name, size in found.items() if name not in ("pip", "setuptools")}))
"""
#: The limit of the whole, in millions of bytes on disk.
MOST = 150


def seconds(command: list[str], environment: dict[str, str], runs: int) -> float:
    """Return the median of the wall-clock seconds of several runs."""
    times = []
    for _ in range(runs):
        started = time.perf_counter()
        subprocess.run(command, env=environment, check=True, capture_output=True)
        times.append(time.perf_counter() - started)
    return statistics.median(times)


def installed(what: str) -> dict[str, tuple[int, int, list[str]]]:
    """Return bytes on disk, bytes in files and requirements of what pip brings into a fresh environment."""
    clean = {name: value for name, value in os.environ.items() if name != "PYTHONPATH"}
    with tempfile.TemporaryDirectory() as folder:
        venv.create(folder, with_pip=True)
        python = str(Path(folder, "Scripts" if os.name == "nt" else "bin", "python"))
        subprocess.run([python, "-m", "pip", "install", "--quiet", what], check=True, env=clean)
        run = subprocess.run([python, "-c", SIZES], check=True, capture_output=True, text=True, env=clean)
    found: dict[str, tuple[int, int, list[str]]] = json.loads(run.stdout)
    return found


def alone(name: str, found: dict[str, tuple[int, int, list[str]]]) -> float:
    """Return the megabytes that go with one requirement of ours, and that no other needs."""

    def reach(start: list[str]) -> set[str]:
        seen: set[str] = set()
        while start:
            one = start.pop().replace("_", "-").lower()
            if one in found and one not in seen:
                seen.add(one)
                start += found[one][2]
        return seen

    ours = [need for need in found["aigraph"][2] if need != name]
    return sum(found[one][0] for one in reach([name]) - reach(ours)) / 1e6


def install() -> None:
    """Print what the package brings, what each of its requirements costs, and what each extra adds."""
    root = Path(__file__).parents[1]
    started = time.perf_counter()
    found = installed(str(root))
    took = time.perf_counter() - started
    disk, files = (sum(sizes) / 1e6 for sizes in zip(*((size[0], size[1]) for size in found.values()), strict=True))
    print(f"{len(found)} packages, {disk:.0f} MB on disk ({files:.0f} in files; at most {MOST}), {took:.0f} s")
    for name in sorted(found["aigraph"][2]):
        print(f"  {name:20}{alone(name, found):8.1f}")
    extras = tomllib.loads((root / "pyproject.toml").read_text(encoding="utf-8"))["project"]["optional-dependencies"]
    for extra in sorted(extras.keys() - {"test"}):
        more = installed(f"{root}[{extra}]")
        print(
            f"  [{extra}]{'':{18 - len(extra)}}{sum(size[0] for size in more.values()) / 1e6 - disk:8.1f}", flush=True
        )
    if disk > MOST:
        sys.exit(f"{disk:.0f} MB; expected at most {MOST}")


def main(runs: int) -> None:
    """Print the table."""
    python = [sys.executable]
    floor = seconds([*python, "-c", "import pyoxigraph, click"], dict(os.environ), runs)
    print(f"{'':34}{'ms':>8}{'ratio':>8}\n{'import pyoxigraph, click':34}{floor * 1000:8.0f}{1:8.2f}")
    bare, whole = (seconds([*python, "-c", code], dict(os.environ), runs) for code in ("pass", "import aigraph"))
    print(f"{'import aigraph (at most 30 ms)':34}{(whole - bare) * 1000:8.0f}{(whole - bare) / floor:8.2f}")
    with tempfile.TemporaryDirectory() as folder:
        environment = {**os.environ, "XDG_CACHE_HOME": folder}
        base = [*python, "-m", "aigraph"]
        rows = {"aigraph show openai, first": seconds([*base, "show", "openai"], environment, 1)}
        rows["aigraph build, first"] = seconds([*base, "build", "--out", f"{folder}/out"], environment, 1)
        rows["aigraph build, cached"] = seconds([*base, "build", "--out", f"{folder}/out"], environment, 1)
        for name, arguments in COMMANDS.items():
            rows[f"{name}, cached"] = seconds([*base, *arguments], environment, runs)
    for name, value in rows.items():
        print(f"{name:34}{value * 1000:8.0f}{value / floor:8.2f}")


if __name__ == "__main__":
    if "--install" in sys.argv:
        install()
    else:
        main(int(sys.argv[1]) if len(sys.argv) > 1 else 9)
