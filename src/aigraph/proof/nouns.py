"""What an answer to `why` is made of: statements and triples, the ways in which each follows, and what is missing."""

from dataclasses import dataclass

from aigraph.model import Evidence

__all__ = ["Missing", "Node", "Way"]


@dataclass(frozen=True, slots=True)
class Way:
    """One application of a rule or an axiom: its name, what it says, the ids of what it takes."""

    rule: str
    sentence: str
    premises: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Node:
    """A statement, or a bare triple, in words: how it is known, its quotes, the ways in which it follows."""

    id: str
    sentence: str
    manner: str = ""
    settled: bool = True
    evidence: tuple[Evidence, ...] = ()
    ways: tuple[Way, ...] = ()


@dataclass(frozen=True, slots=True)
class Missing:
    """What a rule would take to derive it: ids of the premises that are there, sentences that say which are not.

    `condition` is what the rule asks beside its premises and does not find, where all of them are there.
    """

    rule: str
    sentence: str
    there: tuple[str, ...]
    missing: tuple[str, ...]
    condition: str = ""
