"""Whom a name in a cell means: an entity that is there, else a new one with a slug that the name alone decides."""

import hashlib
from collections import defaultdict
from collections.abc import Iterable, Sequence
from collections.abc import Mapping as Map
from typing import Protocol

from aigraph.mapping.plan import EntityRule
from aigraph.namespaces import NODE_FOLDERS, UNSTATED
from aigraph.ontology import Ontology
from aigraph.seeds.entities import EntityDraft
from aigraph.seeds.sections import ascii_words

__all__ = ["Linker", "Naming", "Spellings", "slug_for"]

_LONGEST = 80


class Linker(Protocol):
    """Says which entity that is there a name means."""

    def resolve(self, name: str, classes: Sequence[str]) -> str | None:
        """Return its slug, None where it is a new one. Raises ValueError, a sentence, where nobody has decided."""


class Spellings:
    """The plain linker: exact spellings of entities of the same class, or of one above or below it."""

    def __init__(self, entities: Iterable[EntityDraft], ontology: Ontology) -> None:
        """Know every spelling."""
        self.ontology = ontology
        self._known: dict[str, list[EntityDraft]] = defaultdict(list)
        for draft in entities:
            for spelling in draft.entity.spellings():
                self._known[spelling].append(draft)

    def resolve(self, name: str, classes: Sequence[str]) -> str | None:
        """Return the slug of the one entity of that spelling, None where there is none. ValueError: several."""
        slugs = sorted({d.entity.id for d in self._known.get(name, ()) if self._related(d.entity.classes, classes)})
        if len(slugs) > 1:
            raise ValueError(f"{name!r} names {' and '.join(slugs)}; expected one of them. Decide in 'slugs'")
        return slugs[0] if slugs else None

    def _related(self, ours: Sequence[str], theirs: Sequence[str]) -> bool:
        above, over = self.ontology.ancestors(ours), self.ontology.ancestors(theirs)
        return not {*ours}.isdisjoint(over) or not {*theirs}.isdisjoint(above)


class Naming:
    """Gives every name of a table a slug, the same whatever the order of rows."""

    def __init__(self, linkers: Map[str | None, Linker], known: Map[str, EntityDraft], ontology: Ontology) -> None:
        """Hold a linker for each file of links, under None that of rules without one; and what is there."""
        self.linkers, self.known, self.ontology = linkers, known, ontology
        #: The slug of a new entity → its name and its classes.
        self.new: dict[str, tuple[str, tuple[str, ...]]] = {}
        self._slugs: dict[tuple[str, str | None, tuple[str, ...]], str | ValueError] = {}

    def slug(self, name: str, rule: EntityRule, classes: tuple[str, ...]) -> str:
        """Return the slug of whom a name means by a rule. Raises ValueError, a sentence, where that is not decided."""
        if name in rule.slugs:
            return self._named(rule.slugs[name], name, classes)
        key = (name, rule.links, classes)
        if key not in self._slugs:
            try:
                self._slugs[key] = self._linked(name, rule, classes)
            except ValueError as err:
                self._slugs[key] = err
        found = self._slugs[key]
        if isinstance(found, ValueError):
            raise ValueError(str(found))
        return found

    def _linked(self, name: str, rule: EntityRule, classes: tuple[str, ...]) -> str:
        linked = self.linkers[rule.links].resolve(name, classes)
        if linked is not None:
            return linked
        slug = slug_for(name)
        if slug in self.known:
            other = self.known[slug].entity
            raise ValueError(
                f"{name!r} would be {slug!r}, which is {other.name!r} ({', '.join(other.classes)}); expected another "
                "slug, or this one by decision. Add it to 'slugs'"
            )
        return self._named(slug, name, classes)

    def _named(self, slug: str, name: str, classes: tuple[str, ...]) -> str:
        """Return a slug, that of a new entity where it is nobody's."""
        if slug in self.known:
            return slug
        other, others = self.new.get(slug, (name, classes))
        if other != name:
            raise ValueError(f"{name!r} and {other!r} would both be {slug!r}; expected to know. Decide in 'slugs'")
        if apart := next(((a, b) for a in classes for b in others if self.ontology.are_disjoint(a, b)), None):
            raise ValueError(f"{name!r} is {apart[1]} and {apart[0]}, which exclude each other. Decide in 'slugs'")
        self.new[slug] = (name, tuple(sorted({*classes, *others})))
        return slug


def slug_for(name: str) -> str:
    """Return the slug of a new entity, which its name alone decides: its letters and digits, Chinese in pinyin.

    >>> slug_for("NVIDIA A100 SXM4 40 GB"), slug_for("claim"), slug_for("Ω")
    ('nvidia-a100-sxm4-40-gb', 'claim-6b1ab9ba', 'x-e87632c2')
    """
    from aigraph.names.pinyin import is_chinese, readings

    words = ascii_words("-".join(readings([name])[0]) if is_chinese(name) else name)
    slug = "-".join(words)
    digest = hashlib.sha256(name.encode(errors="surrogatepass")).hexdigest()[:8]
    if not slug:
        return f"x-{digest}"
    if len(slug) > _LONGEST:
        return f"{slug[:_LONGEST].rstrip('-')}-{digest}"
    return f"{slug}-{digest}" if slug == UNSTATED or slug in NODE_FOLDERS else slug
