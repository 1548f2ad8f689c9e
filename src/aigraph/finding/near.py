"""What is around an entity, nearest first, and the sentences by which it is."""

from collections import defaultdict
from collections.abc import Iterable, Mapping

from aigraph.finding.found import Found
from aigraph.finding.owner import Owner
from aigraph.model import Entity, Ref, Statement
from aigraph.namespaces import UNSTATED

__all__ = ["left_out", "links", "neighbours", "tentative_note"]


def links(statements: Iterable[Statement], *, tentative: bool) -> Mapping[str, Mapping[str, list[Statement]]]:
    """Return for each entity the others that it is related to, each with the statements that relate them.

    What a text does not name is nobody. Without `tentative` only what may be read as a fact relates anything.
    """
    found: dict[str, dict[str, list[Statement]]] = defaultdict(lambda: defaultdict(list))
    for statement in statements:
        if isinstance(statement.object, Ref) and (tentative or statement.settled):
            one, other = statement.subject, statement.object.id
            if UNSTATED not in (one, other) and one != other:
                found[one][other].append(statement)
                found[other][one].append(statement)
    return found


def left_out(statements: Iterable[Statement], how: str = "followed; add --tentative (tentative=True)") -> list[str]:
    """Return a note on how many of the statements that relate two entities are tentative, none where none is."""
    return tentative_note(sum(isinstance(s.object, Ref) and not s.settled for s in statements), how)


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
    distances, edge = {slug: 0}, [slug]
    rows, things = [], []
    for distance in range(1, depth + 1):
        reached: dict[str, list[Statement]] = {}
        for one in edge:
            for other, statements in near.get(one, {}).items():
                if other not in distances:
                    reached.setdefault(other, []).extend(statements)
        for name in sorted(reached):
            distances[name] = distance
            entity = owner.entities.get(name)
            if entity and (cls is None or owner.ontology.is_a(entity.classes, cls)):
                through = [wording.sentence(s) for s in reached[name]]
                rows.append((name, wording.name(name), list(entity.classes), distance, through))
                things.append(entity)
        edge = list(reached)
    inside = [s for s in owner.graph.statements if any(distances.get(end, depth) < depth for end in s.ends)]
    notes = [] if tentative else left_out(inside)
    columns = ("id", "name", "classes", "distance", "through")
    kinds = {"classes": "texts", "through": "texts", "distance": "int"}
    return Found(columns, tuple(rows), (*owner.told, *notes), owner.naming, kinds, tuple(things))
