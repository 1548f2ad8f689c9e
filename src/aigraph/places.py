"""Where the shipped data is, which graph folder is meant, where results are kept, as plain paths.

Every command asks, so nothing is imported.
"""

import os

__all__ = ["CONFIG", "IN_MEMORY", "STORE", "cache_folder", "graph_folder", "shipped_folder"]

#: What makes a folder a graph's.
CONFIG = "aigraph.toml"
#: The folder in it that has the graph on disk, where it is too large for memory.
STORE = "store"
#: The variable that says how many statements are held in memory at most.
IN_MEMORY = "AIGRAPH_IN_MEMORY"
_PACKAGE = os.path.dirname(os.path.abspath(__file__))


def shipped_folder() -> str:
    """Return the graph folder that ships: in the installed package, or the checkout itself."""
    installed = os.path.join(_PACKAGE, "_data")
    return installed if os.path.isdir(installed) else os.path.dirname(os.path.dirname(_PACKAGE))


def graph_folder(named: str | None = None) -> str:
    """Return the folder that is named, by AIGRAPH_GRAPH too; else the one we are in, as git does; else the shipped."""
    if named or (named := os.environ.get("AIGRAPH_GRAPH")):
        return named
    here = os.getcwd()
    while not os.path.isfile(os.path.join(here, CONFIG)):
        above = os.path.dirname(here)
        if above == here:
            return shipped_folder()
        here = above
    return here


def cache_folder() -> str:
    """Return the user's cache folder for aigraph, by the XDG convention.

    Source: https://specifications.freedesktop.org/basedir-spec/latest/
    """
    base = os.environ.get("XDG_CACHE_HOME") or os.path.join(os.path.expanduser("~"), ".cache")
    return os.path.join(base, "aigraph")
