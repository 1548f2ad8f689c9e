"""Seed files in one style: entities by slug, fields in the order of the documentation, comments kept.

Lines are moved, values never written anew; where a text would read otherwise afterwards, it stays as it is.
"""

from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from aigraph.seeds.entities import ENTITY_KEYS, SOURCE_KEYS
from aigraph.seeds.layout import Order, UnusualLayout, laid_out
from aigraph.seeds.merges import MERGE_KEYS
from aigraph.seeds.outcomes import OUTCOME_KEYS
from aigraph.seeds.passages import CLAIM_KEYS, PASSAGE_KEYS
from aigraph.seeds.yaml import Node, compose, read_tree

__all__ = ["by", "format_text", "formatted", "in_style"]


def formatted(folder: Path) -> Iterator[tuple[Path, str, str]]:
    """Yield each seed file with its text as it is and as it should be; read the seeds first."""
    for path in sorted([*folder.glob("*.yaml"), *folder.glob("entities/*.yaml"), *folder.glob("statements/*.yaml")]):
        if path.name.startswith("."):
            continue
        text = path.read_bytes().decode("utf-8")
        yield path, text, format_text(text, path.parent.name if path.parent != folder else path.stem)


def format_text(text: str, kind: str) -> str:
    """Return a seed file's text in style.

    Args:
        text: of a file; line ends stay as they are, where they are all alike.
        kind: `entities`, `statements`, `sources` or `merges`.
    """
    return in_style(text, _ORDERS.get(kind, _as_it_is))


def in_style(text: str, order: Order) -> str:
    """Return a text with its keys in an order; as it is where it would read otherwise."""
    lines = text.removeprefix("\ufeff").replace("\r\n", "\n")
    new = _styled(lines, order)
    if new is None or not _same(lines, new) or _styled(new, order) != new:
        return text
    return new.replace("\n", "\r\n") if text.count("\r\n") == lines.count("\n") > 0 else new


def _styled(text: str, order: Order) -> str | None:
    import yaml

    try:
        root = compose(text)
        return None if root is None else laid_out(text, root, order)
    except (yaml.YAMLError, UnusualLayout):
        return None


def _same(old: str, new: str) -> bool:
    """Return whether two texts read the same and have the same comments."""
    marked = [
        Counter(line.partition("#")[2].rstrip() for line in text.split("\n") if "#" in line) for text in (old, new)
    ]
    return marked[0] == marked[1] and _data(read_tree(old)) == _data(read_tree(new))


def _data(node: Node | None) -> object:
    if node is None or isinstance(node.value, str):
        return None if node is None else (node.value, node.plain)
    if isinstance(node.value, list):
        return [_data(item) for item in node.value]
    return {key: _data(value) for key, value in node.value.items()}


def by(keys: tuple[str, ...]) -> Callable[[str], Any]:
    """Return what sorts keys as they are listed, the unknown ones last."""
    return lambda key: keys.index(key) if key in keys else len(keys)


def _as_it_is(path: tuple[str, ...]) -> None:
    del path


def _entities(path: tuple[str, ...]) -> Callable[[str], Any] | None:
    return str if not path else by(ENTITY_KEYS) if len(path) == 1 else None


def _statements(path: tuple[str, ...]) -> Callable[[str], Any] | None:
    if path[1:] == ("-",):
        return by(PASSAGE_KEYS)
    entries = {"claims": CLAIM_KEYS, "outcomes": OUTCOME_KEYS}
    return by(entries[path[2]]) if len(path) == 4 and path[2] in entries else None


_ORDERS: dict[str, Order] = {
    "entities": _entities,
    "sources": lambda path: by(SOURCE_KEYS) if len(path) == 1 else None,
    "merges": lambda path: by(MERGE_KEYS) if len(path) == 1 else None,
    "statements": _statements,
}
