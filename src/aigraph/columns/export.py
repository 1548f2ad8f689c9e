"""What a folder states written to files, its tables column by column, for as many rows as there are."""

import shutil
import tempfile
from collections.abc import Callable, Mapping
from importlib.util import find_spec
from pathlib import Path
from typing import IO, TYPE_CHECKING

from aigraph.errors import not_installed
from aigraph.export import neo4j_admin, parquet
from aigraph.files import replace_folder, write_beside, writing
from aigraph.folder import Folder

if TYPE_CHECKING:
    from aigraph.columns.graph import ColumnGraph

__all__ = ["FORMATS", "export_columns"]

#: The name of a format → the files of the folder that it is; none where it is a file.
FORMATS: Mapping[str, tuple[str, ...]] = {
    "nquads": (),
    "parquet": parquet.FILES,
    "neo4j-admin": neo4j_admin.FILES,
}


def export_columns(
    folder: Folder, wanted: Mapping[str, Path | IO[bytes]], tell: Callable[[str], object] = str
) -> tuple[str, ...]:
    """Write what a folder states: its seeds, and every row of its tables. Return what became of the rows, in words.

    The same quads, nodes and edges as of the graph that is read row by row, in no order. What rules would add is not
    there, and the shapes are not asked.

    Args:
        folder: the graph folder.
        wanted: the place of each format; of N-Quads a stream, too, which is written to as it goes.
        tell: is told the name of each format before it is written.

    Raises:
        SeedError: the seeds or tables have problems; all of them. Nothing is written then.
        ExportError: a place cannot be written; what was there still is.
        MissingDependency: pyarrow or numpy is not installed.
    """
    if find_spec("numpy") is None:
        raise not_installed("Tables column by column", "numpy", "bulk")
    if find_spec("pyarrow") is None:
        raise not_installed("Tables column by column", "pyarrow", "bulk")
    from aigraph.columns.graph import read_columns
    from aigraph.columns.quads import write_quads

    scratch = Path(tempfile.mkdtemp(prefix="aigraph-"))
    try:
        tell("tables")
        graph = read_columns(folder, scratch)
        for name, place in wanted.items():
            tell(name)
            if isinstance(place, Path):
                with writing(place):
                    _write(graph, name, place)
            else:
                write_quads(graph, place)
        return tuple(map(str, graph.tables.accounts))
    finally:
        shutil.rmtree(scratch, ignore_errors=True)


def _write(graph: "ColumnGraph", name: str, place: Path) -> None:
    from aigraph.columns.properties import write_import, write_parquet
    from aigraph.columns.quads import write_quads

    if name == "nquads":
        with write_beside(place) as path, path.open("wb") as file:
            write_quads(graph, file)
        return
    write = write_parquet if name == "parquet" else write_import
    replace_folder(place, FORMATS[name], lambda path: write(graph.nodes(), path))
