"""A part of a graph: what is around an entity, of some classes, known in some way, said in some sections."""

from collections.abc import Iterable
from dataclasses import dataclass, replace

from aigraph.model import Claim, Evidence, Graph, Ref, Statement
from aigraph.ontology import Ontology
from aigraph.selection.links import links, rings

__all__ = ["Conditions", "mentioned", "select"]


@dataclass(frozen=True, slots=True)
class Conditions:
    """What a part must fit; an empty condition lets everything through.

    `around` is an entity's slug and `depth` how many statements away the rest may be; `classes` are those of
    entities, `modalities` those of statements, `sections` those in which a statement or claim is quoted,
    alone or after their source and a slash.
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
    statements, claims = _said(graph, wanted)
    names = _fitting(graph, ontology, wanted, statements)
    kept = [s for s in statements if s.ends <= names]
    if wanted.around is not None or wanted.classes:
        claims = [c for c in claims if names & set(c.about)]
    if wanted.modalities or wanted.sections:
        names &= _touched(kept, claims if wanted.sections else []) | {wanted.around or ""}
    named, ids = names | mentioned(graph, kept, claims), {c.id for c in claims}
    return replace(
        graph,
        entities=tuple(e for e in graph.entities if e.id in named),
        statements=tuple(kept),
        claims=tuple(_within_part(c, names, ids) for c in claims),
    )


def _said(graph: Graph, wanted: Conditions) -> tuple[list[Statement], list[Claim]]:
    """Return the statements and claims that are said where, and known in the way, that is wanted."""

    def there(evidence: Iterable[Evidence]) -> bool:
        names = (name for item in evidence for name in (item.section, f"{item.source}/{item.section}"))
        return not wanted.sections or any(name in wanted.sections for name in names)

    known = [s for s in graph.statements if not wanted.modalities or s.modality in wanted.modalities]
    return [s for s in known if there(s.evidence)], [c for c in graph.claims if there(c.evidence)]


def _fitting(graph: Graph, ontology: Ontology, wanted: Conditions, statements: Iterable[Statement]) -> set[str]:
    """Return the entities of the classes that are wanted, near enough to what is wanted."""
    classes = {name for wanted_ in wanted.classes for name in ontology.below(wanted_)}
    names = {e.id for e in graph.entities if not classes or classes.intersection(e.classes)}
    if wanted.around is None:
        return names
    return names & {wanted.around}.union(*rings(wanted.around, wanted.depth, links(statements, tentative=True)))


def _touched(statements: Iterable[Statement], claims: Iterable[Claim]) -> set[str]:
    """Return what the statements relate and the claims are about."""
    return {end for s in statements for end in s.ends} | {slug for c in claims for slug in c.about}


def _within_part(claim: Claim, names: set[str], ids: set[str]) -> Claim:
    """Return a claim that refers to nothing outside the part."""
    return replace(
        claim,
        about=tuple(slug for slug in claim.about if slug in names),
        held_by=tuple(slug for slug in claim.held_by if slug in names),
        part_of=claim.part_of if claim.part_of in ids else None,
        supports=tuple(i for i in claim.supports if i in ids),
        opposes=tuple(i for i in claim.opposes if i in ids),
        repeats=tuple(i for i in claim.repeats if i in ids),
    )


def mentioned(graph: Graph, statements: Iterable[Statement], claims: Iterable[Claim]) -> set[str]:
    """Return what is named beside the ends of statements: roles and counterparties, speakers, authors."""
    found = {
        slug for source in graph.sources for slug in (*source.author, *source.publisher, *filter(None, [source.work]))
    }
    evidence = [e for s in statements for e in s.evidence] + [e for c in claims for e in c.evidence]
    for statement in statements:
        found |= {v.id for values in statement.qualifiers.values() for v in values if isinstance(v, Ref)}
    for item in evidence:
        found.update([*item.speakers, *([item.via] if item.via else [])])
    return found
