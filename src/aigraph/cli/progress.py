"""What is being done, said on a terminal while it is."""

import sys

__all__ = ["progress"]


def progress(name: str) -> None:
    """Say on a terminal what is being written, on one line, which goes with an empty name."""
    if sys.stderr.isatty():
        sys.stderr.write(f"\r\x1b[K{f'writing {name} …' if name else ''}")
        sys.stderr.flush()
