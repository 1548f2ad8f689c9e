"""Two entities found to be one: `seeds/merges.yaml`, and where a chain of merges ends."""

from collections.abc import Collection, Iterator, Mapping
from dataclasses import replace

from aigraph.errors import did_you_mean
from aigraph.model import Entity
from aigraph.seeds.entities import EntityDraft, check_entity_slug, read_date
from aigraph.seeds.values import is_slug
from aigraph.seeds.yaml import SeedFile

__all__ = ["MERGE_KEYS", "merged", "read_merges"]

MERGE_KEYS = ("into", "who", "why", "date")


def read_merges(file: SeedFile) -> Iterator[EntityDraft]:
    """Yield a redirect for each entry of `seeds/merges.yaml`: `old-slug: {into, who, why, date}`."""
    for slug, node in file.mapping(file.root, "the file").items():
        line = file.root.key_lines[slug]
        check_entity_slug(file, line, slug)
        fields = file.mapping(node, f"merge {slug!r}", MERGE_KEYS)
        texts = {key: file.text(fields.get(key), key) for key in MERGE_KEYS}
        for key in MERGE_KEYS:
            if key not in fields:
                file.report(line, f"merge {slug!r} has no {key}; expected into, who, why and date. Add it")
        read_date(file, fields.get("date"), texts["date"])
        note = f"{texts['why']} ({texts['who']}, {texts['date']})"
        entity = Entity(id=slug, classes=(), names={}, replaced_by=texts["into"], note=note)
        yield EntityDraft(file, line, entity, (), ())


def merged(entities: Mapping[str, EntityDraft], lost: Collection[str] = ()) -> dict[str, EntityDraft]:
    """Return the entities, each that was merged pointing at the last one of its chain.

    A circle, a merge into itself and one into nobody are reported, and point at nothing; so do those into what is
    `lost` with a file that could not be read.
    """
    found = {}
    for slug, draft in entities.items():
        *chain, last = _chain(slug, entities)
        if last not in lost and (problem := _problem(chain, last, entities)):
            draft.file.report(draft.line, problem)
        ends = bool(chain) and last in entities and last not in chain and is_slug(last)
        found[slug] = replace(draft, entity=replace(draft.entity, replaced_by=last if ends else None))
    return found


def _chain(slug: str, entities: Mapping[str, EntityDraft]) -> list[str]:
    """Return the slugs from an entity to the last it is merged into, or to the first that comes again."""
    chain = {slug: None}
    while (draft := entities.get(slug)) is not None and draft.entity.replaced_by is not None:
        slug = draft.entity.replaced_by
        if slug in chain:
            return [*chain, slug]
        chain[slug] = None
    return list(chain)


def _problem(chain: list[str], last: str, entities: Mapping[str, EntityDraft]) -> str | None:
    """Return what is wrong with a chain, None where nothing is or where it is the matter of a later link."""
    if chain == [last]:
        return f"{last!r} is merged into itself; expected another entity. Correct 'into'"
    if chain and chain[0] == last:
        return f"merged in a circle: {' → '.join([*chain, last])}; expected an end. Correct an 'into'"
    if len(chain) == 1 and last not in entities:
        hint = did_you_mean(last, entities)
        return f"{chain[0]!r} is merged into {last!r}, whom nobody declares; expected an entity{hint}"
    return None
