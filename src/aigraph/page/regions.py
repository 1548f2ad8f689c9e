"""The parts of a whole picture that get a name: its crowds, each called after its most connected member."""

from collections.abc import Iterable, Sequence

from aigraph.page.communities import communities

__all__ = ["regions"]

#: A region has at least so many members.
LEAST = 5


def regions(members: Iterable[str], links: Iterable[tuple[str, str]]) -> list[list[str]]:
    """Return the crowds of a component, the largest first, each with its most connected member first. Near linear.

    >>> regions("abcdefghij", [*(("a", i) for i in "bcde"), *(("j", i) for i in "fghi"), ("a", "j")])
    [['a', 'b', 'c', 'd', 'e'], ['j', 'f', 'g', 'h', 'i']]
    """
    ids = sorted(members)
    at = {name: place for place, name in enumerate(ids)}
    near: list[set[int]] = [set() for _ in ids]
    for one, other in links:
        if one != other and one in at and other in at:
            near[at[one]].add(at[other])
            near[at[other]].add(at[one])
    crowds: dict[int, list[str]] = {}
    for name, crowd in zip(ids, communities([sorted(some) for some in near]), strict=True):
        crowds.setdefault(crowd, []).append(name)

    def hub_first(crowd: Sequence[str]) -> list[str]:
        hub = max(crowd, key=lambda name: (len(near[at[name]]), name))
        return [hub, *(name for name in crowd if name != hub)]

    return sorted((hub_first(c) for c in crowds.values() if len(c) >= LEAST), key=lambda c: (-len(c), c))
