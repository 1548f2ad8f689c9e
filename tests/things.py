"""What the tests of tables share: a folder of real rows, and one made of a table and a mapping of a few lines."""

from pathlib import Path

from click.testing import CliRunner, Result
from shipped import ONTOLOGY
from support import ROOT

from aigraph.cli import main
from aigraph.mapping.tables import Tables, digest_of_file
from aigraph.model import Statement
from aigraph.seeds import Seeds, read_seeds

DATA = ROOT / "tests" / "data" / "tables"


def run(folder: Path, *words: str) -> Result:
    """Run a command on a folder."""
    return CliRunner().invoke(main, ["--graph", str(folder), *words])


def statement(seeds: Seeds, identifier: str) -> Statement:
    """Return a statement by its id."""
    return next(s for s in seeds.graph.statements if s.id == identifier)


MAPPING = """\
source: things
table: {file: things.csv, key: Name, null: [n/a]}
entities:
  thing: {class: AIModel, name: Name}
  maker: {class: Company, name: Maker, split: ","}
says:
- maker developed thing: {date: Date}
- thing parameterCount: Size
"""
ROWS = "Name,Maker,Date,Size\nLu 1,Luming,2024-03,7\nLu 2,Luming,2025,n/a\n"


def made(folder: Path, rows: str | bytes = ROWS, mapping: str = MAPPING, entities: str = "") -> Path:
    """Return a graph folder with one table and one mapping, and the table's digest in its source."""
    for name in ("seeds/entities", "tables", "mappings"):
        (folder / name).mkdir(parents=True, exist_ok=True)
    (folder / "aigraph.toml").write_text('title = "Things"\nbase = "https://example.org/things/"\n')
    (folder / "tables/things.csv").write_bytes(rows if isinstance(rows, bytes) else rows.encode())
    digest = digest_of_file(folder / "tables/things.csv")
    (folder / "seeds/sources.yaml").write_text(f"things:\n  name: Things\n  sha256: {digest}\n")
    if entities:
        (folder / "seeds/entities/all.yaml").write_text(entities, encoding="utf-8")
    (folder / "mappings/things.yaml").write_text(mapping, encoding="utf-8")
    return folder


def read(folder: Path) -> Seeds:
    """Return what a folder says, without the cache."""
    return read_seeds(folder / "seeds", ONTOLOGY, display="seeds", beside=Tables(folder))


def found(folder: Path) -> list[str]:
    """Return the findings in a folder."""
    return [str(problem) for problem in read(folder).problems]
