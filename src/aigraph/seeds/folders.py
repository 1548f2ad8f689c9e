"""What problems call the folders of several graphs."""

from collections.abc import Sequence
from pathlib import Path

from aigraph.folder import graph_name

__all__ = ["named_folders"]


def named_folders(folders: Sequence[Path]) -> list[tuple[str, Path]]:
    """Return folders with what problems call each: the last, one's own, by its name, the others after their graph's.

    >>> [name for name, _ in named_folders([Path("/a/views"), Path("/b/views")])]
    ['a/views', 'views']
    """
    named = []
    for at, folder in enumerate(folders, 1):
        place = folder.absolute()
        named.append((place.name if at == len(folders) else f"{graph_name(place.parent)}/{place.name}", folder))
    return named
