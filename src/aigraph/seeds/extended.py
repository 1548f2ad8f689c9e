"""What a graph takes from those that it extends: their nouns under its own, and what it may add to them."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace

from aigraph.errors import Problem, SeedError
from aigraph.model import Claim, Entity, Graph, Source, Statement
from aigraph.namespaces import Space, claim_node, source_node
from aigraph.ontology import Ontology
from aigraph.seeds.entities import EntityDraft, SourceDraft
from aigraph.seeds.sections import SectionDrafts
from aigraph.seeds.yaml import Node, SeedFile

__all__ = ["NOTHING", "Extended", "added", "joined"]

Places = Mapping[str, tuple[str, int]]
Noun = Entity | Source | Statement | Claim


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


def joined(parts: Iterable[tuple[str, Graph, Places]]) -> Extended:
    """Return several graphs as one: the name of the folder of each, what it states, where.

    Raises:
        SeedError: an id stands for two things of different graphs; each.
    """
    nouns: dict[str, tuple[Noun, str]] = {}
    places: dict[str, tuple[str, int]] = {}
    held: dict[str, tuple[Space, set[str]]] = {}
    problems = []
    for name, graph, where in parts:
        for node in graph.node_ids():
            space = graph.iris.space(node)
            held.setdefault(space.base, (space, set()))[1].add(node)
        for node, key, noun in _nouns(graph):
            path, line = where.get(key, ("", 0))
            place = (f"{name}/{path}" if path.startswith("seeds") else path, line)
            home = graph.iris.space(node).base
            first, other = nouns.setdefault(node, (noun, home))
            if other == home:
                places.setdefault(key, place)
            elif first != noun:
                message = f"{key!r} stands already at {places[key][0]}:{places[key][1]}; expected one of an id"
                problems.append(Problem(*place, f"{message}. Extend one of the two graphs, or rename it"))
    if problems:
        raise SeedError(problems)

    def of(kind: type) -> tuple[Noun, ...]:
        return tuple(sorted((noun for noun, _ in nouns.values() if isinstance(noun, kind)), key=lambda noun: noun.id))

    graph = Graph(
        entities=of(Entity),  # type: ignore[arg-type]
        sources=of(Source),  # type: ignore[arg-type]
        statements=of(Statement),  # type: ignore[arg-type]
        claims=of(Claim),  # type: ignore[arg-type]
    )
    files = {path: SeedFile(path, Node({}, 1)) for path, _ in places.values()}
    return Extended(graph, places, files, tuple((space, frozenset(nodes)) for space, nodes in held.values()))


def _nouns(graph: Graph) -> Iterator[tuple[str, str, Noun]]:
    """Yield the node id, the key of its place, and each noun that is stated, not derived."""
    yield from ((entity.id, entity.id, entity) for entity in graph.entities)
    yield from ((source_node(source.id), source_node(source.id), source) for source in graph.sources)
    for statement in graph.statements:
        if statement.derived is None:
            yield f"statement/{statement.id}", statement.id, statement
    yield from ((claim_node(claim.id), claim_node(claim.id), claim) for claim in graph.claims)


def added(draft: EntityDraft, known: EntityDraft, ontology: Ontology) -> EntityDraft:
    """Return an entity of an extended graph with what a folder adds to it; what means something else is reported."""
    old, new = known.entity, draft.entity
    where = f"{known.file.path}:{known.line}"
    spelt = {spelling.casefold() for spelling in old.spellings()}
    if new.names and not any(name.casefold() in spelt for name in new.names.values()):
        draft.file.report(
            draft.line,
            f"{new.id!r} is {old.name!r} at {where}; expected what is added to it, under one of its names or none. "
            "Choose another slug for another thing",
        )
    for name in new.classes:
        if apart := next((other for other in old.classes if ontology.are_disjoint(name, other)), None):
            draft.file.report(
                draft.line,
                f"{new.id!r} is a {apart} at {where}, and none is a {name}. Choose another slug for another thing",
            )
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
