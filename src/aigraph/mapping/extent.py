"""How many statements of tables are held in memory; of more, the graph is put on disk."""

import os

from aigraph.errors import TooLarge
from aigraph.places import IN_MEMORY

__all__ = ["LIMIT", "check_held", "held_at_most"]

#: Statements that are held in memory at most, unless AIGRAPH_IN_MEMORY says another number.
LIMIT = 200_000


def held_at_most() -> int:
    """Return how many statements are held in memory at most."""
    said = os.environ.get(IN_MEMORY, "")
    return int(said) if said.isdecimal() else LIMIT


def check_held(count: int) -> None:
    """Raise TooLarge where the tables of a graph state more than is held in memory."""
    if count > (most := held_at_most()):
        raise TooLarge(
            f"tables/: more than {most:,} statements; expected no more than are held in memory. "
            f"Run 'aigraph store' to put the graph on disk, or set {IN_MEMORY} to a larger number"
        )
