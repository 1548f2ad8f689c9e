"""What is around an entity, nearest first, and the sentences by which it is."""

from collections.abc import Iterable

from aigraph.finding.found import Found
from aigraph.finding.owner import Owner
from aigraph.model import Entity, Ref, Statement
from aigraph.selection.links import links, rings

__all__ = ["left_out", "neighbours", "tentative_note"]


def left_out(statements: Iterable[Statement], how: str = "followed; add --tentative (tentative=True)") -> list[str]:
    """Return a note on how many statements relate two entities where what is tentative counts; none where none does."""
    more = (s for s in statements if isinstance(s.object, Ref) and not s.settled and s.counts(tentative=True))
    return tentative_note(sum(1 for _ in more), how)


def tentative_note(count: int, how: str) -> list[str]:
    """Return a note on tentative statements that are not shown, not followed …; none where there are none."""
    return [f"{count} tentative statement{'s are' if count > 1 else ' is'} not {how}"] if count else []


def neighbours(
    slug: str, depth: int, owner: Owner, language: str, *, cls: str | None, tentative: bool
) -> Found[Entity]:
    """Return a row an entity: `id`, `name`, `classes`, at what `distance`, `through` which sentences from nearer ones.

    Args:
        slug: from where.
        depth: how many statements away at most.
        owner: the graph.
        language: of the words.
        cls: show only entities of this class or one below it; the way may lead through others.
        tentative: also go by what may not be read as a fact.
    """
    near, wording = links(owner.graph.statements, tentative=tentative), owner.wording(language)
    distances = {slug: 0}
    rows, things = [], []
    for distance, reached in enumerate(rings(slug, depth, near), 1):
        for name in sorted(reached):
            distances[name] = distance
            entity = owner.entities.get(name)
            if entity and (cls is None or owner.ontology.is_a(entity.classes, cls)):
                through = [wording.sentence(s) for s in reached[name]]
                rows.append((name, wording.name(name), list(entity.classes), distance, through))
                things.append(entity)
    inside = [s for s in owner.graph.statements if any(distances.get(end, depth) < depth for end in s.ends)]
    notes = [] if tentative else left_out(inside)
    columns = ("id", "name", "classes", "distance", "through")
    kinds = {"classes": "texts", "through": "texts", "distance": "int"}
    return Found(columns, tuple(rows), (*owner.told, *notes), owner.naming, kinds, tuple(things))
