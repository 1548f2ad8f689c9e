"""The names of entities, by slug and by IRI."""

from collections.abc import Iterator, Mapping

from aigraph.model import Entity
from aigraph.namespaces import UNSTATED, Iris

__all__ = ["Named"]


class Named(Mapping[str, Mapping[str, str]]):
    """A mapping of slugs and IRIs to the names of the entity, by language; of what a text does not name there are none.

    >>> named = Named({"meta": Entity("meta", ("Company",), {"en": "Meta"})}, Iris())
    >>> named["meta"], named["https://w3id.org/aigraph/id/meta"], "sora" in named
    ({'en': 'Meta'}, {'en': 'Meta'}, False)
    """

    def __init__(self, entities: Mapping[str, Entity], iris: Iris) -> None:
        """Hold the entities by slug, and their IRIs."""
        self._entities, self._iris = entities, iris

    def __getitem__(self, identifier: str) -> Mapping[str, str]:
        """Return the names of an entity."""
        if identifier == UNSTATED:
            return {}
        found = self._entities.get(identifier)
        return (found or self._entities[self._iris.node(identifier)]).names

    def __iter__(self) -> Iterator[str]:
        """Iterate over the slugs."""
        return iter(self._entities)

    def __len__(self) -> int:
        """Return the number of entities."""
        return len(self._entities)
