"""Which entity a name means: any spelling in any language, a slug, an IRI, or the nearest there is."""

from collections.abc import Collection, Mapping, Sequence

from aigraph.errors import UnknownName, did_you_mean, nearest
from aigraph.model import Entity
from aigraph.names.folding import spelt
from aigraph.names.index import Index
from aigraph.namespaces import Iris
from aigraph.ontology import Ontology

__all__ = ["Names", "check_words", "local_name"]

#: As many words are listed where one of them is expected.
_LISTED = 8


class Names:
    """The names of entities, to look entities up by."""

    def __init__(self, entities: Mapping[str, Entity], index: Index, ontology: Ontology, iris: Iris) -> None:
        """Hold the entities by slug, the index of their names, and their IRIs."""
        self.entities, self._index, self._ontology, self._iris = entities, index, ontology, iris

    def resolve(self, name: str, classes: Sequence[str] = ()) -> str:
        """Return the slug of the one entity of these classes that a name means, merges followed.

        Raises:
            UnknownName: nobody has the name (`suggestions` are near), or several have (`candidates`).
        """
        wanted, name = classes, local_name(name, self._iris)
        check_words("class", wanted, self._ontology.classes)
        found = self._index.resolve(name, slug=not wanted)
        slugs = [slug for slug in found if self._is(slug, wanted)]
        if len(slugs) == 1:
            return slugs[0]
        if slugs:
            listed = ", ".join(f"{slug} ({'/'.join(self.entities[slug].classes)})" for slug in slugs)
            raise UnknownName(
                f"{name!r} names several: {listed}; expected one. Use the slug, or pick a class", candidates=slugs
            )
        if found:
            others = ", ".join(f"{slug} ({'/'.join(self.entities[slug].classes)})" for slug in found)
            raise UnknownName(f"{name!r} is no {' or '.join(wanted)}; it names {others}", candidates=found)
        near = [hit for hit in self._index.suggest(name) if self._is(hit, wanted)]
        hint = f" Did you mean {', '.join(f'{self.entities[s].name} ({s})' for s in near[:3])}?" if near else ""
        raise UnknownName(f"nobody here is called {name!r}.{hint}", suggestions=near)

    def find(self, text: str, classes: Sequence[str] = (), limit: int = 10) -> list[str]:
        """Return the slugs of the entities of these classes whose names are nearest to a text, best first."""
        check_words("class", classes, self._ontology.classes)
        hits = self._index.find(text, limit=None if classes else limit)
        return [slug for slug in hits if self._is(slug, classes)][:limit]

    def _is(self, slug: str, classes: Sequence[str]) -> bool:
        names = self._ontology.ancestors(self.entities[slug].classes)
        return not classes or any(name in names for name in classes)


def local_name(name: str, iris: Iris) -> str:
    r"""Return a name as people write it, as it looks: of one of our IRIs or CURIEs the node id.

    >>> [local_name(n, Iris()) for n in ("aid:openai", "<https://w3id.org/aigraph/claim/judgement-3>", "奥特曼")]
    ['openai', 'claim/judgement-3', '奥特曼']
    >>> names = ["\u200b < https://w3id.org/aigraph/source/ten-judgements > ", "aid: openai\n"]
    >>> local_name(names[0], Iris()), local_name(names[1], Iris())
    ('source/ten-judgements', 'openai')
    """
    bare = spelt(name).removeprefix("<").removesuffix(">").strip()
    if iris.holds(bare):
        return iris.node(bare)
    prefix, colon, local = bare.partition(":")
    ours = any(space.prefixes.get(prefix) == space.entities for space in iris.spaces)
    return local.strip() if colon and ours else bare


def check_words(what: str, words: Collection[str], known: Collection[str]) -> None:
    """Raise UnknownName, with what is nearest, for a word that is not known."""
    expected = ", ".join(known) if len(known) <= _LISTED else f"one of {len(known)}"
    for word in words:
        if word not in known:
            message = f"unknown {what} {word!r}; expected {expected}{did_you_mean(word, known)}"
            raise UnknownName(message, suggestions=list(filter(None, [nearest(word, known)])))
