"""What the everyday commands cost on folders of many statements: CPU seconds and peak memory of each real process.

Beside them the floors where there is one: the seeds parsed by PyYAML's C loader and nothing more, the quads loaded by
pyoxigraph and nothing more. The folders hold seeds of their own: texts, passages, entities.

Run: python benchmarks/everyday.py [STATEMENTS …] (100000 is asked for by name)
"""

import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

SIZES = (1_000, 5_000, 20_000)
#: Statements of one source, whose text is a file; and entities of one file.
IN_SOURCE, IN_FILE = 500, 1_000
QUERY = "SELECT ?who ?what WHERE { ?who aig:supplies ?what } LIMIT 5"
CYPHER = "MATCH (a)-[:SUPPLIES]->(b) RETURN a.id, b.id LIMIT 5"
YAML_FLOOR = """
import pathlib, sys, yaml
for path in pathlib.Path(sys.argv[1]).rglob("*.yaml"):
    yaml.load(path.read_text(encoding="utf-8"), Loader=yaml.CSafeLoader)
"""
QUADS_FLOOR = """
import pyoxigraph, sys
pyoxigraph.Store().bulk_load(path=sys.argv[1], format=pyoxigraph.RdfFormat.N_QUADS)
"""


def sentence(i: int, things: int) -> tuple[str, str]:
    """Return the words of a passage and the statement line that says the same."""
    a, b, year = i % things, (i * 7 + 1) % things, 1990 + i // things % 30
    match i % 4:
        case 0:
            said, line = (
                f"人物{a}在{year}年加入公司{b}",
                f"person-{a} workedAt company-{b} @k{i}: {{startDate: {year}}}",
            )
        case 1:
            said, line = f"公司{a}在{year}年供货给公司{b}", f"company-{a} supplies company-{b} @k{i}: {{date: {year}}}"
        case 2:
            said, line = f"公司{a}在{year}年投资公司{b}", f"company-{a} investedIn company-{b} @k{i}: {{date: {year}}}"
        case _:
            said, line = (
                f"公司{a}在{year}年与公司{b}合作",
                f"company-{a} pairedWith company-{b} @k{i}: {{date: {year}}}",
            )
    return f"第{i}句,{said}。", line


def write_seeds(folder: Path, count: int) -> list[Path]:
    """Write seeds of so many statements, their texts beside them; return the texts."""
    things = max(10, count // 8)
    for place in (folder / "entities", folder / "statements", folder.parent / "texts"):
        place.mkdir(parents=True)
    for start in range(0, things, IN_FILE):
        lines = []
        for i in range(start, min(start + IN_FILE, things)):
            lines.append(f"company-{i}:\n  class: Company\n  name: Company {i}\n  zh: 公司{i}\n")
            lines.append(f"person-{i}:\n  class: Person\n  name: Person {i}\n  zh: 人物{i}\n")
        (folder / "entities" / f"things-{start}.yaml").write_text("".join(lines), encoding="utf-8")
    sources, texts = [], []
    for number, start in enumerate(range(0, count, IN_SOURCE)):
        slug, words = f"source-{number}", []
        rows = [f"source: {slug}\n\ntext:\n"]
        for i in range(start, min(start + IN_SOURCE, count)):
            said, line = sentence(i, things)
            words.append(said)
            rows.append(f"- quote: {said}\n  gloss: Sentence {i}.\n  says:\n  - {line}\n")
        text = "\n".join(words) + "\n"
        sections = f"text: {{starts: '第{start}句', en: Text}}"
        known = f"sha256: {sha256(text.encode()).hexdigest()}\n  length: {len(text)}"
        sources.append(f"{slug}:\n  name: Source {number}\n  language: zh\n  {known}\n  sections:\n    {sections}\n")
        (folder / "statements" / f"{slug}.yaml").write_text("".join(rows), encoding="utf-8")
        path = folder.parent / "texts" / f"{slug}.txt"
        path.write_text(text, encoding="utf-8")
        texts.append(path)
    (folder / "sources.yaml").write_text("".join(sources), encoding="utf-8")
    return texts


@dataclass(frozen=True, slots=True)
class Cost:
    """CPU seconds and peak memory in MB of a process, and how it ended."""

    seconds: float
    memory: float
    code: int


def cost(command: list[str], cache: Path) -> Cost:
    """Return what a command costs."""
    with tempfile.TemporaryFile() as talk:
        started = subprocess.Popen(
            command, stdout=talk, stderr=talk, env={**os.environ, "XDG_CACHE_HOME": str(cache), "NO_COLOR": "1"}
        )
        _, status, used = os.wait4(started.pid, 0)
        started.returncode = os.waitstatus_to_exitcode(status)
        if started.returncode:
            talk.seek(0)
            sys.stderr.write(f"{' '.join(command[:6])}: {talk.read()[-800:].decode(errors='replace')}\n")
    scale = 2**20 if sys.platform == "darwin" else 2**10
    return Cost(used.ru_utime + used.ru_stime, used.ru_maxrss / scale, started.returncode)


def steps(seeds: Path, texts: list[Path], out: Path, cache: Path) -> Iterator[tuple[str, Cost, Cost | None]]:
    """Yield each step with its floor."""
    command = [sys.executable, "-m", "aigraph", "--graph", str(seeds.parent)]
    named = [part for path in texts for part in ("--text", f"{path.stem}={path}")]
    parse = cost([sys.executable, "-c", YAML_FLOOR, str(seeds)], cache)
    yield "seeds anchor", cost([*command, "seeds", "anchor", *named], cache), parse
    yield "validate with texts", cost([*command, "validate", *named], cache), parse
    yield "show, cold", cost([*command, "show", "company-1"], cache), parse
    yield "build", cost([*command, "build", "--out", str(out)], cache), None
    load = cost([sys.executable, "-c", QUADS_FLOOR, str(out / "graph.nq")], cache)
    yield "show, warm", cost([*command, "show", "company-1"], cache), None
    yield "search", cost([*command, "search", "company 77"], cache), None
    yield "sparql", cost([*command, "sparql", QUERY], cache), load
    yield "cypher, cold", cost([*command, "cypher", CYPHER], cache), None
    yield "cypher, warm", cost([*command, "cypher", CYPHER], cache), None
    yield "page alone", cost([*command, "export", "--format", "html", "-o", str(out / "page.html")], cache), None


def main(sizes: tuple[int, ...]) -> None:
    """Print the table."""
    print(f"{'statements':>10}  {'step':22}{'CPU s':>8}{'MB':>7}{'floor s':>9}{'ratio':>7}", flush=True)
    for size in sizes:
        with tempfile.TemporaryDirectory() as scratch:
            seeds = Path(scratch, "seeds")
            texts = write_seeds(seeds, size)
            Path(scratch, "aigraph.toml").write_text('title = "x"\nbase = "https://example.org/x/"\n', encoding="utf-8")
            for name, ours, floor in steps(seeds, texts, Path(scratch, "out"), Path(scratch, "cache")):
                beside = f"{floor.seconds:9.2f}{ours.seconds / floor.seconds:7.1f}" if floor else ""
                failed = f"  exit {ours.code}" if ours.code else ""
                print(f"{size:10,}  {name:22}{ours.seconds:8.2f}{ours.memory:7.0f}{beside}{failed}", flush=True)


if __name__ == "__main__":
    main(tuple(map(int, sys.argv[1:])) or SIZES)
