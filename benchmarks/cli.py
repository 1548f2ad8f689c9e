"""What the command line costs: build, first and cached commands, as ratios to importing pyoxigraph and click.

Run: python benchmarks/cli.py [RUNS]
"""

import os
import statistics
import subprocess
import sys
import tempfile
import time

QUERY = "SELECT ?who ?lab WHERE { ?who aig:workedAt ?lab }"
COMMANDS = {
    "aigraph --help": ["--help"],
    "aigraph show openai": ["show", "openai"],
    "aigraph sparql": ["sparql", QUERY],
    "aigraph search": ["search", "aoteman"],
}


def seconds(command: list[str], environment: dict[str, str], runs: int) -> float:
    """Return the median of the wall-clock seconds of several runs."""
    times = []
    for _ in range(runs):
        started = time.perf_counter()
        subprocess.run(command, env=environment, check=True, capture_output=True)
        times.append(time.perf_counter() - started)
    return statistics.median(times)


def main(runs: int) -> None:
    """Print the table."""
    python = [sys.executable]
    floor = seconds([*python, "-c", "import pyoxigraph, click"], dict(os.environ), runs)
    print(f"{'':34}{'ms':>8}{'ratio':>8}\n{'import pyoxigraph, click':34}{floor * 1000:8.0f}{1:8.2f}")
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
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 9)
