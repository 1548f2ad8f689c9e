"""How a statement was derived: every minimal proof, each one application of a rule."""

from collections.abc import Iterable
from dataclasses import dataclass

__all__ = ["Derivation", "Proof"]


@dataclass(frozen=True, slots=True, order=True)
class Proof:
    """One application of a rule: its name and the ids of the statements that it takes, sorted.

    >>> Proof.read("led-by: ceo/leadsOrganization + zoe/workedAt/lab").premises
    ('ceo/leadsOrganization', 'zoe/workedAt/lab')
    """

    rule: str
    premises: tuple[str, ...]

    @classmethod
    def read(cls, written: str) -> "Proof":
        """Return the proof of a text: the inverse of `str`."""
        rule, _, premises = written.partition(": ")
        return cls(rule, tuple(premises.split(" + ")))

    def __str__(self) -> str:
        """Return the rule, then its premises, joined by ` + `."""
        return f"{self.rule}: {' + '.join(self.premises)}"


@dataclass(frozen=True, slots=True)
class Derivation:
    """Every minimal proof of a statement that rules added, sorted.

    A premise may be derived itself. `modality` is the best that a proof gives, each as strong as its weakest premise.
    """

    proofs: tuple[Proof, ...]
    modality: str = "asserted"

    @classmethod
    def read(cls, written: Iterable[str], modality: str) -> "Derivation":
        """Return a derivation from its proofs as `written` gives them."""
        return cls(tuple(sorted(map(Proof.read, written))), modality)

    @property
    def written(self) -> tuple[str, ...]:
        """Return each proof as text."""
        return tuple(map(str, self.proofs))

    @property
    def rules(self) -> tuple[str, ...]:
        """Return the names of the rules that derive it, sorted."""
        return tuple(sorted({proof.rule for proof in self.proofs}))

    @property
    def premises(self) -> tuple[str, ...]:
        """Return every statement that some proof takes, sorted."""
        return tuple(sorted({premise for proof in self.proofs for premise in proof.premises}))
