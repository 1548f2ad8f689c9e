"""What a graph takes from those that it extends: their nouns under its own, and what it may add to them."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from aigraph.model import Graph
from aigraph.namespaces import Space, source_node
from aigraph.ontology import Ontology
from aigraph.seeds.entities import EntityDraft, SourceDraft
from aigraph.seeds.sections import SectionDrafts
from aigraph.seeds.yaml import Node, SeedFile

__all__ = ["NOTHING", "Extended", "above", "added"]

Places = Mapping[str, tuple[str, int]]
#: How the files of a folder itself are named, whose graph is another's from here on.
_OWN = ("seeds/", "tables/")


@dataclass(frozen=True)
class Extended:
    """What the extended graphs state, and where each of it is written; `files` gather what is found there.

    `spaces` have the ids of all that is in them, derived statements too.
    """

    graph: Graph = field(default_factory=Graph)
    places: Places = field(default_factory=dict)
    files: Mapping[str, SeedFile] = field(default_factory=dict)
    spaces: tuple[tuple[Space, frozenset[str]], ...] = ()

    def written(self, key: str) -> tuple[SeedFile, int]:
        """Return where a statement, `claim/…`, `source/…` or an entity is written."""
        path, line = self.places[key]
        return self.files[path], line

    def entities(self) -> dict[str, EntityDraft]:
        """Return its entities as drafts."""
        return {e.id: EntityDraft(*self.written(e.id), e, (), (), extended=True) for e in self.graph.entities}

    def sources(self) -> dict[str, SourceDraft]:
        """Return its sources as drafts."""
        found = ((s, *self.written(source_node(s.id))) for s in self.graph.sources)
        return {s.id: SourceDraft(file, line, s, SectionDrafts(), {}, extended=True) for s, file, line in found}


NOTHING = Extended()


def above(name: str, graph: Graph, where: Places) -> Extended:
    """Return what a folder reads that extends one graph, by the name of its folder, what it states, and where."""
    held: dict[str, tuple[Space, set[str]]] = {}
    for node in graph.node_ids():
        space = graph.iris.space(node)
        held.setdefault(space.base, (space, set()))[1].add(node)
    stated = replace(graph, statements=tuple(s for s in graph.statements if s.derived is None))
    places = {key: (f"{name}/{path}" if path.startswith(_OWN) else path, line) for key, (path, line) in where.items()}
    files = {path: SeedFile(path, Node({}, 1)) for path, _ in places.values()}
    return Extended(stated, places, files, tuple((space, frozenset(nodes)) for space, nodes in held.values()))


def added(draft: EntityDraft, known: EntityDraft, ontology: Ontology) -> EntityDraft:
    """Return an entity of an extended graph with what a folder adds to it; what means something else is reported."""
    old, new = known.entity, draft.entity
    where = f"{known.file.path}:{known.line}"
    spelt = {spelling.casefold() for spelling in old.spellings()}
    if "en" in new.names and not any(name.casefold() in spelt for name in new.names.values()):
        draft.file.report(
            draft.line,
            f"{new.id!r} is {old.name!r} at {where}; expected what is added to it, under one of its names or none. "
            "Choose another slug for another thing",
        )
    for name in new.classes:
        if apart := next((other for other in old.classes if ontology.are_disjoint(name, other)), None):
            message = f"{new.id!r} has the class {apart} at {where}, which excludes {name}. "
            draft.file.report(draft.line, message + "Choose another slug for another thing")
            new = replace(new, classes=())  # said once: no need to find it of the two together
    if old.replaced_by:
        draft.file.report(draft.line, f"{new.id!r} is merged into {old.replaced_by!r} at {where}. Add to that")
    names = {**new.names, **old.names}
    aliases = {*old.aliases, *new.aliases, *new.names.values()} - set(names.values())
    entity = replace(
        old,
        classes=tuple(sorted({*old.classes, *new.classes})),
        names=names,
        aliases=tuple(sorted(aliases)),
        misspellings=tuple(sorted({*old.misspellings, *new.misspellings})),
        same_as=tuple(sorted({*old.same_as, *new.same_as})),
        note=" ".join(filter(None, (old.note, new.note))) or None,
    )
    shared = (*draft.shared, *old.spellings())
    return EntityDraft(draft.file, draft.line, entity, shared, draft.looked_up)
