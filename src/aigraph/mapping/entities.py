"""Whom a name in a cell means, by the linker of the mapping; and the entities that only tables name."""

from collections import Counter, defaultdict
from collections.abc import Collection, Iterator
from collections.abc import Mapping as Map
from dataclasses import dataclass, field, replace

from aigraph.errors import RowNumber
from aigraph.linking.linker import Linker
from aigraph.linking.nouns import Link, Mention
from aigraph.mapping.plan import EntityRule
from aigraph.model import Entity
from aigraph.names.pinyin import is_chinese
from aigraph.ontology import Ontology
from aigraph.seeds.entities import EntityDraft
from aigraph.seeds.yaml import SeedFile

__all__ = ["Asked", "Naming", "NewEntity"]

#: A file of links, a name, its classes, its identifiers.
Asked = tuple[str, str, tuple[str, ...], tuple[str, ...]]


@dataclass(slots=True)
class NewEntity:
    """An entity that is there in tables only: its spellings, and what a row that names it alone says of it."""

    file: SeedFile
    row: RowNumber
    spellings: set[str] = field(default_factory=set)
    by_decision: set[str] = field(default_factory=set)
    classes: set[str] = field(default_factory=set)
    zh: set[str] = field(default_factory=set)
    same_as: set[str] = field(default_factory=set)
    note: set[str] = field(default_factory=set)

    def learn(self, name: str, *, zh: str, note: str, same_as: str, alias: str) -> None:
        """Note what a row says of it. Raises ValueError, a sentence, where it is another one of the name."""
        self.zh |= {zh} - {""}
        self.note |= {note} - {""}
        self.by_decision |= {alias} - {""}
        site = _site(same_as)
        if other := next((iri for iri in self.same_as if iri != same_as and _site(iri) == site), None):
            told = "'columns', with 'join' and 'lookup', or 'slugs' tell two of a name apart"
            raise ValueError(f"{name!r} is {same_as}, and in another row {other}; expected one: {told}")
        self.same_as |= {same_as} - {""}

    def draft(self, slug: str, ontology: Ontology) -> EntityDraft:
        """Return its draft: of several spellings the first in order is the name, whatever the order of rows."""
        implied = {over for name in self.classes for over in ontology.ancestors([name]) if over != name}
        name = min(self.spellings or self.by_decision)
        zh = min(self.zh, default=name if is_chinese(name) else None)
        names = {"en": name} | ({"zh": zh} if zh else {})
        others = (self.spellings | self.by_decision | self.zh) - set(names.values())
        entity = Entity(
            id=slug,
            classes=tuple(sorted(self.classes - implied)),
            names=names,
            aliases=tuple(sorted(others)),
            same_as=tuple(sorted(self.same_as)),
            note=min(self.note, default=None),
        )
        return EntityDraft(self.file, self.row, entity, tuple(entity.spellings()), ())


def _site(iri: str) -> str:
    """Return an IRI up to what stands for the thing itself: of one site a thing has one."""
    return iri[: max(iri.rstrip("/").rfind(mark) for mark in "/#:=") + 1]


class Naming:
    """Gives every name of a table a slug, the same whatever the order of rows."""

    def __init__(self, linkers: Map[str, Linker], known: Map[str, EntityDraft], ontology: Ontology) -> None:
        """Hold the linker of each file of links, and what is there."""
        self.linkers, self.known, self.ontology = linkers, known, ontology
        self.new: dict[str, NewEntity] = {}
        #: The file of links, a name, its classes and identifiers → how many statements may have it, and beside whom.
        self._statements: Counter[Asked] = Counter()
        self._beside: dict[Asked, set[str]] = defaultdict(set)
        self.spelt: dict[str, set[str]] = {}
        self._links: dict[Asked, Link] = {}

    def slug(self, name: str, rule: EntityRule, classes: tuple[str, ...], same_as: tuple[str, ...] = ()) -> str:
        """Return the slug of whom a name means by a rule. Raises ValueError, a sentence, where that is not decided."""
        if name in rule.slugs:
            return rule.slugs[name]
        key = (rule.links, name, classes, same_as)
        if key not in self._links:
            self._links[key] = self.linkers[rule.links].resolve(name, classes, same_as)
        link = self._links[key]
        if link.slug is None:
            raise ValueError(link.why)
        return link.slug

    def add(self, slug: str, name: str, rule: EntityRule, classes: tuple[str, ...], new: NewEntity) -> NewEntity | None:
        """Note who has a name, in `new` where it is nobody's yet; return the entity where only tables name it.

        Raises:
            ValueError: it is of classes that exclude each other; a sentence.
        """
        if slug in self.known:
            if name in rule.slugs:
                self.spelt.setdefault(slug, set()).add(name)
            return None
        entity = self.new.setdefault(slug, new)
        pairs = ((one, other) for one in classes if one not in entity.classes for other in entity.classes)
        if apart := next((pair for pair in pairs if self.ontology.are_disjoint(*pair)), None):
            raise ValueError(f"{name!r} is {apart[0]} and {apart[1]}, which exclude each other. Decide in 'slugs'")
        entity.classes.update(classes)
        (entity.by_decision if name in rule.slugs else entity.spellings).add(name)
        return entity

    def drafts(self) -> dict[str, EntityDraft]:
        """Return the entities that only tables name, and those that are there with names that were decided."""
        found = {slug: entity.draft(slug, self.ontology) for slug, entity in self.new.items()}
        for slug, names in self.spelt.items():
            draft = self.known[slug]
            spelt = {spelling.casefold() for spelling in draft.entity.spellings()}
            if more := {name for name in names if name.casefold() not in spelt}:
                entity = replace(draft.entity, aliases=tuple(sorted({*draft.entity.aliases, *more})))
                found[slug] = replace(draft, entity=entity)
        return found

    def decided(self) -> Iterator[str]:
        """Yield the names that mappings give to those that are there."""
        return (name for names in self.spelt.values() for name in names)

    def beside(self) -> "Naming":
        """Return another, whose new entities are its own; what is decided of those that are there counts here."""
        other = Naming(self.linkers, self.known, self.ontology)
        other.spelt = self.spelt
        return other

    def merge(self, new: Map[str, NewEntity], spelt: Map[str, set[str]], file: SeedFile) -> None:
        """Take in whom later rows of a file name, by one that is beside, as if they had been read here.

        Raises:
            ValueError: somebody is of classes that exclude each other, or is two on one site; a sentence.
        """
        for slug, entity in new.items():
            mine = self.new.setdefault(slug, NewEntity(file, entity.row))
            pairs = ((one, two) for one in entity.classes - mine.classes for two in mine.classes - entity.classes)
            if apart := next((pair for pair in pairs if self.ontology.are_disjoint(*pair)), None):
                raise ValueError(f"{slug!r} is {apart[0]} and {apart[1]}, which exclude each other")
            for iri in sorted(entity.same_as):
                mine.learn(slug, zh="", note="", same_as=iri, alias="")
            mine.spellings |= entity.spellings
            mine.by_decision |= entity.by_decision
            mine.classes |= entity.classes
            mine.zh |= entity.zh
            mine.note |= entity.note
        for slug, names in spelt.items():
            self.spelt.setdefault(slug, set()).update(names)

    def note(self, asked: Map[Asked, int], met: Collection[str]) -> None:
        """Note the names of a row, in how many statements each may be, and whom the row names."""
        for key, statements in asked.items():
            self._statements[key] += statements
            if not self._links[key].known:
                self._beside[key].update(met)

    def of_links(self, links: str) -> Iterator[Mention]:
        """Yield the names that a file of links decides on, with what stands in statements with each."""
        for key, statements in self._statements.items():
            file, name, classes, same_as = key
            if file == links:
                own = self._links[key].slug or ""
                yield Mention(name, classes, statements, same_as, frozenset(self._beside.get(key, ())) - {own})
