"""The page beside stock pyvis and ipysigma, on the same graphs: ready time, frames while panning, file, memory.

Ready is when the picture stands: ours when it is drawn, pyvis when its layout has come to rest (at most a minute),
ipysigma when it has a canvas. ipysigma asks a server for its scripts; they are installed with npm here and given to it.

Run: pip install ipysigma; python benchmarks/page.py [NODES …]
"""

import re
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable
from importlib.metadata import files
from pathlib import Path
from typing import Any
from urllib.parse import unquote

import networkx as nx

SIZES = (100, 250, 500, 2000)
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


def measured(browser: Any, path: Path, packages: Path) -> tuple[float | None, float, float]:
    """Return milliseconds until ready (None: not within a minute), frames a second while panning, and heap in MB."""
    context = browser.new_context(viewport={"width": 1400, "height": 900}, bypass_csp=True)
    context.route("**/*", lambda route: serve(route, packages))
    page = context.new_page()
    page.add_init_script(WATCH)
    page.goto(path.as_uri(), wait_until="commit")
    try:
        page.wait_for_function("window.benchmarkReady", timeout=60_000)
        ready = float(page.evaluate("window.benchmarkReady"))
    except Exception as err:
        if "Timeout" not in type(err).__name__:
            raise
        ready = None
    page.wait_for_timeout(500)
    page.mouse.move(900, 300)
    page.mouse.down()
    page.evaluate(FRAMES)
    for step in range(120):
        page.mouse.move(900 - step * 2, 300 + step)
    frames = float(page.evaluate("window.benchmarkFrames"))
    page.mouse.up()
    session = context.new_cdp_session(page)
    session.send("HeapProfiler.collectGarbage")
    session.send("Performance.enable")
    metrics = {m["name"]: m["value"] for m in session.send("Performance.getMetrics")["metrics"]}
    context.close()
    return ready, frames, metrics["JSHeapUsedSize"] / 1e6


def main(sizes: tuple[int, ...]) -> None:
    """Print the table."""
    from playwright.sync_api import sync_playwright

    tools: tuple[Callable[[Any, Path], None], ...] = (ours, pyvis, ipysigma)
    print(f"{'nodes':>6}  {'':9}{'ready ms':>9}{'frames/s':>9}{'file MB':>9}{'heap MB':>9}")
    with tempfile.TemporaryDirectory() as scratch, sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=shutil.which("chromium") or shutil.which("google-chrome"),
            args=["--no-sandbox", "--use-gl=swiftshader", "--enable-unsafe-swiftshader"],
        )
        for size in sizes:
            graph = nx.DiGraph(nx.barabasi_albert_graph(size, 2, seed=1).edges)
            graph = nx.relabel_nodes(graph, {n: f"Company {n}" for n in graph})
            for write in tools:
                path = Path(scratch, f"{write.__name__}-{size}.html")
                write(graph, path)
                ready, frames, heap = measured(browser, path, Path(scratch))
                shown = "> 60,000" if ready is None else f"{ready:,.0f}"
                megabytes = path.stat().st_size / 1e6
                print(f"{size:6}  {write.__name__:9}{shown:>9}{frames:9.0f}{megabytes:9.2f}{heap:9.1f}", flush=True)
        browser.close()


if __name__ == "__main__":
    main(tuple(map(int, sys.argv[1:])) or SIZES)
