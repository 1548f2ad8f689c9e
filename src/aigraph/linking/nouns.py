"""What is said of a name in a table: whom it means, or who it may be."""

from dataclasses import dataclass

__all__ = ["EXACT", "IDENTIFIER", "LIKE", "SEVERAL", "STRUCTURE", "Candidate", "Link", "Mention"]

#: Why somebody may be meant: the same name, a like one, the same identifier, the same neighbours, several of these.
#: Source: https://mapping-commons.github.io/semantic-mapping-vocabulary/
EXACT, LIKE = "semapv:LexicalMatching", "semapv:LexicalSimilarityThresholdMatching"
IDENTIFIER = "semapv:BackgroundKnowledgeBasedMatching"
STRUCTURE, SEVERAL = "semapv:StructuralMatching", "semapv:CompositeMatching"


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

    Of an open one `why` is a sentence, and `candidates` are who it may be, the likeliest first.
    """

    slug: str | None
    known: bool = False
    why: str = ""
    candidates: tuple[Candidate, ...] = ()


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
