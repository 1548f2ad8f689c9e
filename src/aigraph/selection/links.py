"""Which entities the statements relate, and how far one is from another."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping

from aigraph.model import Ref, Statement
from aigraph.namespaces import UNSTATED

__all__ = ["Links", "links", "rings"]

#: For each entity the others that it is related to, each with the statements that relate them.
Links = Mapping[str, Mapping[str, list[Statement]]]


def links(statements: Iterable[Statement], *, tentative: bool) -> Links:
    """Return for each entity the others that it is related to, each with the statements that relate them.

    What a text does not name is nobody. Without `tentative` only what may be read as a fact relates anything.
    """
    found: dict[str, dict[str, list[Statement]]] = defaultdict(lambda: defaultdict(list))
    for statement in statements:
        if isinstance(statement.object, Ref) and statement.counts(tentative=tentative):
            one, other = statement.subject, statement.object.id
            if UNSTATED not in (one, other) and one != other:
                found[one][other].append(statement)
                found[other][one].append(statement)
    return found


def rings(start: str, depth: int, near: Links) -> Iterator[Mapping[str, list[Statement]]]:
    """Yield whom one statement reaches from an entity, whom two, …: each with those that lead there from nearer."""
    inside, edge = {start}, [start]
    for _ in range(depth):
        reached: dict[str, list[Statement]] = {}
        for one in edge:
            for other, statements in near.get(one, {}).items():
                if other not in inside:
                    reached.setdefault(other, []).extend(statements)
        inside.update(reached)
        edge = list(reached)
        yield reached
