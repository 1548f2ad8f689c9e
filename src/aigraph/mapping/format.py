"""Mappings in one style, as seeds are: fields in the order of the documentation, comments kept."""

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from aigraph.mapping.read import MAPPING_KEYS, SKIP_KEYS, TABLE_KEYS
from aigraph.mapping.rules import COLUMN_KEYS, ENTITY_KEYS
from aigraph.seeds.format import by, in_style

__all__ = ["formatted"]


def formatted(folder: Path) -> Iterator[tuple[Path, str, str]]:
    """Yield each mapping with its text as it is and as it should be; read the mappings first."""
    for path in sorted(folder.glob("*.yaml")):
        if not path.name.startswith("."):
            text = path.read_bytes().decode("utf-8")
            yield path, text, in_style(text, _order)


def _order(path: tuple[str, ...]) -> Callable[[str], Any] | None:
    """Return how the keys of a place are sorted: what is declared keeps its order, its fields have one."""
    match path:
        case ():
            return by(MAPPING_KEYS)
        case ("table",):
            return by(TABLE_KEYS)
        case ("skip",):
            return by(SKIP_KEYS)
        case ("columns", _):
            return by(COLUMN_KEYS)
        case ("entities", _):
            return by(ENTITY_KEYS)
    return None
