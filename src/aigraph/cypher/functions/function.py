"""What a function takes and gives."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from aigraph.cypher.faults import Fault
from aigraph.cypher.values import shown, type_name

__all__ = ["Function", "fits"]


def fits(name: str, expected: str) -> bool:
    """Return whether a type is one of those expected: `Integer|Float`; Any is every type.

    >>> fits("Integer", "Number|String"), fits("List", "String")
    (True, False)
    """
    names = expected.split("|")
    if "Any" in names or name in names or name in ("Any", "Null"):
        return True
    return "Number" in names and name in ("Integer", "Float")


@dataclass(frozen=True, slots=True)
class Function:
    """A function: what it does, the types it takes, how many at least, the type it gives; the last may repeat.

    Unless `nulls`, a null among the arguments makes the result null.
    """

    run: Callable[..., Any]
    types: tuple[str, ...]
    least: int
    result: str
    nulls: bool = False
    many: bool = False

    def expected(self, place: int) -> str:
        """Return the types that an argument may have."""
        return self.types[min(place, len(self.types) - 1)]

    def counts(self) -> str:
        """Return how many arguments it takes, in words."""
        most = "or more" if self.many else f"to {len(self.types)}"
        return str(self.least) if not self.many and self.least == len(self.types) else f"{self.least} {most}"

    def takes(self, count: int) -> bool:
        """Return whether it takes that many arguments."""
        return self.least <= count and (self.many or count <= len(self.types))

    def __call__(self, name: str, values: Sequence[Any]) -> Any:
        """Return its value.

        Raises:
            Fault: an argument has another type, or a value it cannot take.
        """
        if not self.nulls and None in values:
            for place, value in enumerate(values):
                self._check(name, place, value)
            return None
        for place, value in enumerate(values):
            self._check(name, place, value)
        return self.run(*values)

    def _check(self, name: str, place: int, value: Any) -> None:
        if not fits(type_name(value), self.expected(place)):
            expected = self.expected(place).replace("|", " or ")
            raise Fault(f"{name}({shown(value)}): a {type_name(value)}; expected {expected}")
