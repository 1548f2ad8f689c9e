"""Where the shipped data is and where results are kept, as plain paths: every command asks, so nothing is imported."""

import os

__all__ = ["cache_folder", "data_folder"]

_PACKAGE = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))


def data_folder(name: str) -> str:
    """Return the folder `seeds`, `ontology` or `queries`: in the installed package, or beside `src` in a checkout."""
    installed = os.path.join(_PACKAGE, "_data", name)
    return installed if os.path.isdir(installed) else os.path.join(os.path.dirname(os.path.dirname(_PACKAGE)), name)


def cache_folder() -> str:
    """Return the user's cache folder for aigraph, by the XDG convention.

    Source: https://specifications.freedesktop.org/basedir-spec/latest/
    """
    base = os.environ.get("XDG_CACHE_HOME") or os.path.join(os.path.expanduser("~"), ".cache")
    return os.path.join(base, "aigraph")
