"""A part of a graph: what is around an entity, of some classes, known in some way, said in some sections."""

from collections.abc import Iterable
from dataclasses import dataclass, replace

from aigraph.model import Claim, Evidence, Graph, Ref, Statement
from aigraph.ontology import Ontology

__all__ = ["Conditions", "select"]


@dataclass(frozen=True, slots=True)
class Conditions:
    """What a part must fit; an empty condition lets everything through.

    `around` is an entity's slug and `depth` how many statements away the rest may be; `classes` are those of
    entities, `modalities` those of statements, `sections` those in which a statement or claim is quoted.
    """

    around: str | None = None
    depth: int = 1
    classes: tuple[str, ...] = ()
    modalities: tuple[str, ...] = ()
    sections: tuple[str, ...] = ()


def select(graph: Graph, ontology: Ontology, wanted: Conditions) -> Graph:
    """Return the part of a graph that fits every condition; the sources stay whole.

    Entities that the part only mentions (roles, speakers, authors) are kept, so that they have their names.
    """
    if wanted == Conditions():
        return graph
    names = {e.id for e in graph.entities if not wanted.classes or _is_a(ontology, e.classes, wanted.classes)}
    statements = [s for s in graph.statements if _said(s.evidence, wanted)]
    statements = [s for s in statements if not wanted.modalities or s.modality in wanted.modalities]
    claims = [c for c in graph.claims if _said(c.evidence, wanted)]
    if wanted.around is not None:
        names &= _within(wanted.around, wanted.depth, statements)
    kept = [s for s in statements if _ends(s) <= names]
    if wanted.around is not None or wanted.classes:
        claims = [c for c in claims if names & set(c.about)]
    if wanted.modalities or wanted.sections:
        said = {end for s in kept for end in _ends(s)} | {slug for c in claims for slug in c.about if wanted.sections}
        names &= said | {wanted.around or ""}
    named = names | _mentioned(graph, kept, claims)
    ids = {c.id for c in claims}
    return replace(
        graph,
        entities=tuple(e for e in graph.entities if e.id in named),
        statements=tuple(kept),
        claims=tuple(_within_part(c, names, ids) for c in claims),
    )


def _is_a(ontology: Ontology, classes: Iterable[str], wanted: Iterable[str]) -> bool:
    return any(ontology.is_a(classes, name) for name in wanted)


def _said(evidence: Iterable[Evidence], wanted: Conditions) -> bool:
    return not wanted.sections or any(item.section in wanted.sections for item in evidence)


def _within_part(claim: Claim, names: set[str], ids: set[str]) -> Claim:
    """Return a claim that refers to nothing outside the part."""
    return replace(
        claim,
        about=tuple(slug for slug in claim.about if slug in names),
        held_by=tuple(slug for slug in claim.held_by if slug in names),
        part_of=claim.part_of if claim.part_of in ids else None,
        supports=tuple(i for i in claim.supports if i in ids),
        opposes=tuple(i for i in claim.opposes if i in ids),
    )


def _mentioned(graph: Graph, statements: list[Statement], claims: list[Claim]) -> set[str]:
    """Return what is named beside the ends of statements: roles and counterparties, speakers, authors."""
    found = {slug for source in graph.sources for slug in (*source.author, *source.publisher)}
    evidence = [e for s in statements for e in s.evidence] + [e for c in claims for e in c.evidence]
    for statement in statements:
        found |= {v.id for values in statement.qualifiers.values() for v in values if isinstance(v, Ref)}
    for item in evidence:
        found.update([*item.speakers, *([item.via] if item.via else [])])
    return found


def _ends(statement: Statement) -> set[str]:
    return {statement.subject} | ({statement.object.id} if isinstance(statement.object, Ref) else set())


def _within(start: str, depth: int, statements: list[Statement]) -> set[str]:
    """Return the entities at most `depth` statements away."""
    found = {start}
    for _ in range(depth):
        found |= {end for s in statements if _ends(s) & found for end in _ends(s)}
    return found
