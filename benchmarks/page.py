"""The page beside stock pyvis and ipysigma, on the same graphs: the whole table of docs/page.md, medians of five runs.

Ready is when the picture stands: ours when it is drawn, pyvis when its layout has come to rest (at most a minute; what
takes longer runs once, and larger graphs are not tried), ipysigma when it has a canvas. ipysigma asks a server for its
scripts; they are installed with npm here and given to it. A machine that has other work is refused: `--anyway`.

Run: pip install ipysigma; python benchmarks/page.py [--runs N] [--tools ours,pyvis,ipysigma] [--anyway] [NODES …]
"""

import argparse
import os
import platform
import re
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from importlib.metadata import files
from pathlib import Path
from statistics import median
from typing import Any
from urllib.parse import unquote

import networkx as nx

SIZES = (2000, 5000, 20000)
#: With more than this to do besides, a machine's clock says nothing.
BUSY = 1.0
#: What a reader does, and how long it takes until it is drawn: the slowest of its kind. Only ours is asked.
ACTS = """async () => {
  const { set, shown } = aigraph, field = document.getElementById("find");
  const type = (text) => { field.value = text; field.dispatchEvent(new Event("input")); };
  const [first, last] = [[...shown.nodes][0], [...shown.nodes].at(-1)];
  const acts = {
    search: [() => type(last), () => type("compny 77"), () => type("comp")],
    card: [() => set({ at: `n:${first}` }), () => set({ at: `n:${last}` }), () => set({ at: null })],
    filter: [() => set({ off: new Set(["line:settled"]) }), () => set({ off: new Set() })],
  };
  const took = {};
  for (const [name, some] of Object.entries(acts)) {
    for (const act of some) {
      const began = performance.now();
      act();
      await new Promise((done) => requestAnimationFrame(() => setTimeout(done)));
      took[name] = Math.max(took[name] ?? 0, performance.now() - began);
      await new Promise((done) => setTimeout(done, 300));
    }
    type("");
  }
  return took;
}"""
#: Sets `benchmarkReady` (milliseconds) where the page itself does not say when it is ready.
WATCH = """
addEventListener("DOMContentLoaded", () => {
  const done = () => { window.benchmarkReady ??= performance.now(); };
  if (typeof network !== "undefined" && network?.once) network.once("stabilizationIterationsDone", done);
  const look = () => {
    if (window.aigraph) window.benchmarkReady ??= window.aigraph.ready;
    if (document.querySelector(".sigma-nodes, canvas[class*=sigma]")) requestAnimationFrame(done);
    if (!window.benchmarkReady) requestAnimationFrame(look);
  };
  look();
});
"""
#: Columns and their decimals.
COLUMNS = {
    "written s": 1,
    "ready ms": 0,
    "ready CPU s": 2,
    "frames/s": 0,
    "search ms": 0,
    "card ms": 0,
    "filter ms": 0,
    "file MB": 1,
    "heap MB": 0,
}
Tool = Callable[[Any, Path], None]
FRAMES = """() => new Promise((resolve) => {
  const started = performance.now(); let frames = 0;
  const next = () => {
    frames += 1;
    window.benchmarkFrames = frames / (performance.now() - started) * 1000;
    requestAnimationFrame(next);
  };
  requestAnimationFrame(next); resolve();
})"""


def ours(graph: Any, path: Path) -> None:
    """Write the graph as our page."""
    from aigraph.page.network import AIGraphNetwork

    network = AIGraphNetwork()
    network.from_nx(graph)
    network.save_graph(str(path))


def pyvis(graph: Any, path: Path) -> None:
    """Write the graph by stock pyvis, everything in the file."""
    from pyvis.network import Network

    network = Network(directed=True, cdn_resources="in_line")
    network.from_nx(graph)
    path.write_text(network.generate_html(), encoding="utf-8")


def ipysigma(graph: Any, path: Path) -> None:
    """Write the graph by ipysigma."""
    from ipysigma import Sigma

    Sigma.write_html(graph, str(path), fullscreen=True)
    text = path.read_text(encoding="utf-8")  # the digests are of files as a CDN packs them, not as npm does
    path.write_text(re.sub(r' (integrity|crossorigin)="[^"]*"', "", text), encoding="utf-8")


def installed(folder: Path, url: str) -> Path | None:
    """Return the file that npm installs for a script's address on a server of packages."""
    if "require" in url and "requirejs" not in url:
        url = "/npm/requirejs@2.3.6/require.js"
    found = re.search(r"/((?:@[^/@]+/)?[^/@]+)@([^/]+)/([^?]+)", unquote(url))
    if not found:
        return None
    name, version, inside = found.groups()
    if name == "ipysigma":  # its script comes with its wheel
        own = [f for f in files("ipysigma") or () if str(f).endswith("ipysigma/nbextension/index.js")]
        return Path(own[0].locate()) if own else None
    home = folder / re.sub(r"\W", "_", f"{name}@{version}")
    if not home.exists():
        home.mkdir()
        command = ["npm", "install", "--prefix", str(home), "--silent", "--no-audit", f"{name}@{version}"]
        subprocess.run(command, check=False, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    path = home / "node_modules" / name / inside
    return next((p for p in (path, path.with_name(path.name + ".js")) if p.is_file()), None)


def serve(route: Any, folder: Path) -> None:
    """Answer a request of a page with the installed file."""
    path = installed(folder, route.request.url) if route.request.url.startswith("http") else None
    if path:
        route.fulfill(path=str(path), content_type="text/javascript", headers={"access-control-allow-origin": "*"})
    elif route.request.url.startswith("http"):
        route.abort()
    else:
        route.continue_()


def measured(browser: Any, path: Path, packages: Path) -> dict[str, float | None]:
    """Return what one run of a page takes, by column; ready is None where it is not within a minute."""
    context = browser.new_context(viewport={"width": 1400, "height": 900}, bypass_csp=True, reduced_motion="reduce")
    context.route("**/*", lambda route: serve(route, packages))
    page = context.new_page()
    page.add_init_script(WATCH)
    session = context.new_cdp_session(page)
    session.send("Performance.enable", {"timeDomain": "threadTicks"})
    page.goto(path.as_uri(), wait_until="commit")
    try:
        page.wait_for_function("window.benchmarkReady", timeout=60_000)
        ready = float(page.evaluate("window.benchmarkReady"))
    except Exception as err:
        if "Timeout" not in type(err).__name__:
            raise
        ready = None
    processor = _metrics(session)["TaskDuration"]
    page.wait_for_timeout(1000)
    frames = _frames(page)
    acts = page.evaluate(ACTS) if page.evaluate("Boolean(window.aigraph)") else {}
    session.send("HeapProfiler.collectGarbage")
    heap = _metrics(session)["JSHeapUsedSize"] / 1e6
    context.close()
    return {"ready ms": ready, "ready CPU s": processor, "frames/s": frames, "heap MB": heap} | {
        f"{name} ms": took for name, took in acts.items()
    }


def _metrics(session: Any) -> dict[str, float]:
    return {m["name"]: m["value"] for m in session.send("Performance.getMetrics")["metrics"]}


def _frames(page: Any) -> float:
    """Return how many frames a second are drawn while the picture is dragged."""
    page.mouse.move(900, 300)
    page.mouse.down()
    page.evaluate(FRAMES)
    for step in range(120):
        page.mouse.move(900 - step * 2, 300 + step)
    frames = float(page.evaluate("window.benchmarkFrames"))
    page.mouse.up()
    return frames


def machine(browser: Any) -> str:
    """Return what the numbers were measured on, with its load."""
    names = re.findall(r"model name\s*: (.*)", Path("/proc/cpuinfo").read_text()) if sys.platform == "linux" else []
    name = names[0] if names else platform.processor() or platform.machine()
    load = f"load {os.getloadavg()[0]:.2f}"
    return f"{name}, {os.cpu_count()} cores, no GPU; Chromium {browser.version}, {platform.system()}; {load}"


def rows(browser: Any, size: int, tools: Sequence[Tool], runs: int, late: set[str], scratch: Path) -> None:
    """Print the rows of one size; `late` are the tools that were not ready within a minute at a smaller one."""
    graph = nx.DiGraph(nx.barabasi_albert_graph(size, 2, seed=1).edges)
    graph = nx.relabel_nodes(graph, {n: f"Company {n}" for n in graph})
    for write in tools:
        if write.__name__ in late:
            continue
        path = scratch / f"{write.__name__}-{size}.html"
        began = time.perf_counter()
        write(graph, path)
        found = [{"written s": time.perf_counter() - began, "file MB": path.stat().st_size / 1e6}]
        for _ in range(runs):
            found.append(measured(browser, path, scratch))
            if found[-1]["ready ms"] is None:
                late.add(write.__name__)
                break
        print(f"| {size:,} | {write.__name__} |", *(f"{_cell(name, found)} |" for name in COLUMNS), flush=True)


def _cell(name: str, found: Sequence[dict[str, float | None]]) -> str:
    """Return the median of a column."""
    told = [run[name] for run in found if name in run]
    numbers = [number for number in told if number is not None]
    if len(numbers) < len(told):
        return "> 60,000"
    return f"{median(numbers):,.{COLUMNS[name]}f}" if numbers else "—"


def main() -> None:
    """Print the table in Markdown."""
    from playwright.sync_api import sync_playwright

    known: dict[str, Tool] = {tool.__name__: tool for tool in (ours, pyvis, ipysigma)}
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("sizes", nargs="*", type=int, default=SIZES)
    parser.add_argument("--runs", type=int, default=5)
    parser.add_argument("--tools", default=",".join(known))
    parser.add_argument("--anyway", action="store_true", help="measure on a busy machine, too")
    asked = parser.parse_args()
    if os.getloadavg()[0] > BUSY and not asked.anyway:
        sys.exit(f"the load is {os.getloadavg()[0]:.2f}; expected at most {BUSY}. Wait, or say --anyway")
    with tempfile.TemporaryDirectory() as scratch, sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=shutil.which("chromium") or shutil.which("google-chrome"),
            args=["--no-sandbox", "--use-gl=swiftshader", "--enable-unsafe-swiftshader"],
        )
        print(f"{machine(browser)}; medians of {asked.runs}\n")
        print("| nodes | tool |", *(f"{name} |" for name in COLUMNS))
        print("|---:|---|" + "---:|" * len(COLUMNS))
        late: set[str] = set()
        for size in asked.sizes:
            rows(browser, size, [known[name] for name in asked.tools.split(",")], asked.runs, late, Path(scratch))
        print(f"\nload at the end: {os.getloadavg()[0]:.2f}")
        browser.close()


if __name__ == "__main__":
    main()
