"""Take the pictures that the documentation shows of the page: `tools/screenshots.py [--out docs/img] [NAME …]`.

Each shows the shipped graph (`nodes-2000`: a random one; `tables…`: `examples/tables`), at once and without motion, as
WebP. A file is written only where its picture changed. Look at them before committing them.
"""

import argparse
import shutil
import tempfile
from io import BytesIO
from pathlib import Path
from typing import Any

import aigraph

ROOT = Path(__file__).parents[1]
DESK, PHONE = (1400, 900), (390, 844)
#: Name → window, light or dark, the page's link.
SHOTS: dict[str, tuple[tuple[int, int], str, str]] = {
    "picture-light": (DESK, "light", ""),
    "picture-dark": (DESK, "dark", ""),
    "phone": (PHONE, "light", ""),
    "phone-card": (PHONE, "dark", "#at=s:gpt-4/trainedOn/a100"),
    "judgement": (DESK, "light", "#part=ten-judgements/j2"),
    "node": (DESK, "light", "#at=n:openai"),
    "table": (DESK, "light", "#view=table&rows=statements&sort=-number"),
    "reading": (DESK, "light", "#read=ten-judgements&at=s:gpt-4/trainedOn/a100"),
    "reading-phone": (PHONE, "dark", "#read=ten-judgements&at=q:ten-judgements/1052-1108"),
    "path": (DESK, "light", "#path=sam-altman+noam-shazeer"),
    "view-labs": (DESK, "light", "#view=who-came-from-which-lab"),
    "view-compute": (DESK, "light", "#view=the-compute-race"),
    "view-ledger": (DESK, "light", "#view=the-ledger"),
    "view-speakers": (DESK, "light", "#view=who-says-so"),
    "view-labs-phone": (PHONE, "light", "#view=who-came-from-which-lab"),
    "nodes-2000": (DESK, "light", ""),
    "tables": (DESK, "light", ""),
    "tables-gpt-4": (DESK, "light", "#at=n:gpt-4"),
}

#: Those the README shows, twice as fine.
SHARP = {"picture-light", "picture-dark", "phone", "view-labs", "view-compute", "node", "view-labs-phone"}


def many(nodes: int) -> Any:
    """Return the page of a graph of communities, of as many nodes."""
    import networkx

    from aigraph.page.network import AIGraphNetwork

    sizes = [20 + 4 * (i % 12) for i in range(nodes)]
    while sum(sizes) > nodes:
        sizes.pop()
    sizes.append(nodes - sum(sizes))
    graph = networkx.random_partition_graph([s for s in sizes if s], 0.08, 0.0003, seed=1)
    network = AIGraphNetwork()
    network.from_nx(networkx.relabel_nodes(graph, {n: f"Company {n}" for n in graph}))
    return network


def shoot(browser: Any, page: Path, name: str) -> bytes:
    """Return one picture as PNG."""
    (width, height), scheme, link = SHOTS[name]
    context = browser.new_context(
        viewport={"width": width, "height": height},
        color_scheme=scheme,
        device_scale_factor=2 if name in SHARP else 1,
        reduced_motion="reduce",
    )
    tab = context.new_page()
    tab.goto(page.as_uri() + link)
    tab.wait_for_function("window.aigraph")
    tab.wait_for_timeout(300)
    picture: bytes = tab.screenshot()
    context.close()
    return picture


def keep(picture: bytes, path: Path) -> bool:
    """Write a picture as WebP where it differs from the one that is there; return whether it did."""
    from PIL import Image, ImageChops

    new = Image.open(BytesIO(picture)).convert("RGB")
    if path.is_file():
        old = Image.open(path).convert("RGB")
        # The file has lost a little: what differs by less than that is the same.
        if old.size == new.size and max(high for _, high in ImageChops.difference(old, new).getextrema()) < 48:
            return False
    new.save(path, "WEBP", quality=86, method=6)
    return True


def main() -> None:
    from playwright.sync_api import sync_playwright

    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("names", nargs="*", choices=[*SHOTS, []], help="which; all where none is named")
    parser.add_argument("--out", type=Path, default=ROOT / "docs" / "img")
    arguments = parser.parse_args()
    arguments.out.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        networks = {
            "nodes": many(2000),
            "tables": aigraph.load(ROOT / "examples" / "tables").to_pyvis(),
            "": aigraph.load().to_pyvis(),
        }
        for name, network in networks.items():
            Path(folder, f"{name}.html").write_text(network.generate_html(), encoding="utf-8")
        browser = playwright.chromium.launch(
            executable_path=shutil.which("chromium") or shutil.which("google-chrome"),
            args=["--no-sandbox", "--disable-gpu"],
        )
        for name in arguments.names or SHOTS:
            path = arguments.out / f"{name}.webp"
            page = next(Path(folder, f"{start}.html") for start in networks if name.startswith(start))
            taken = keep(shoot(browser, page, name), path)
            print(path, "written" if taken else "as it was")
        browser.close()


if __name__ == "__main__":
    main()
