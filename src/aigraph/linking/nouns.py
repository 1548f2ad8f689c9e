"""What is said of a name in a table: whom it means, or who it may be."""

from dataclasses import dataclass

__all__ = ["Candidate", "Link", "Mention"]


@dataclass(frozen=True, slots=True)
class Candidate:
    """An entity that a name may mean, how likely (0 to 1), by what kind of likeness (a term of SEMAPV), and why."""

    slug: str
    label: str
    confidence: float
    justification: str
    because: str

    @property
    def order(self) -> tuple[float, str]:
        """The key that sorts candidates, the likeliest first."""
        return -self.confidence, self.slug


@dataclass(frozen=True, slots=True)
class Link:
    """What a name means: the slug of an entity that is `known`, or of a new one; None where that is open.

    `why` is a sentence for an open one. `candidates` are who it may be, the likeliest first, also beside a new one
    where likeness is too weak to hold anything up.
    """

    slug: str | None
    known: bool = False
    why: str = ""
    candidates: tuple[Candidate, ...] = ()

    @property
    def is_open(self) -> bool:
        """Whether nobody has decided what it means."""
        return self.slug is None


@dataclass(frozen=True, slots=True)
class Mention:
    """A name of a table with the classes of what it names, and how many statements it is in.

    `same_as` are IRIs that the table has for it, `beside` the names of what stands in statements with it.
    """

    name: str
    classes: tuple[str, ...]
    statements: int = 1
    same_as: tuple[str, ...] = ()
    beside: frozenset[str] = frozenset()
