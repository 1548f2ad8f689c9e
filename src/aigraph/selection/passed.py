"""What an answer about a predicate passes over, counted once for a graph that is not held."""

from dataclasses import dataclass

__all__ = ["Passed"]


@dataclass(frozen=True, slots=True)
class Passed:
    """How many statements of a predicate are tentative, and the notes of `of_editors` and `disagreeing`, or nothing."""

    tentative: int = 0
    editors: str = ""
    disagreeing: str = ""
