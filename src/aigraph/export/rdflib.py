"""The quads as an `rdflib.Dataset`."""

from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import rdflib

__all__ = ["to_rdflib"]


def to_rdflib(path: Path, prefixes: Mapping[str, str]) -> "rdflib.Dataset":
    """Return a data set of the N-Quads in a file, asked as the union of its graphs, with prefixes bound."""
    import rdflib

    dataset = rdflib.Dataset(default_union=True)
    with open(path, "rb") as file:
        dataset.parse(file=file, format="nquads")
    for prefix, iri in prefixes.items():
        dataset.bind(prefix, iri, override=True, replace=True)
    return dataset
