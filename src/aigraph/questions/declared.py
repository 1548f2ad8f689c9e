"""Lists that a question takes from the ontology, so that it finds what is declared after it was written."""

from collections.abc import Callable, Mapping

from aigraph.ontology import Ontology, Property

__all__ = ["CRITERIA", "Lists", "names_of"]

Lists = Mapping[str, tuple[str, ...]]

#: What may be asked of a property, by the word that `question.yaml` has for it.
CRITERIA: Mapping[str, Callable[[Property], str | None]] = {
    "use": lambda prop: prop.use,
    "valueType": lambda prop: prop.value_type,
    "unitKind": lambda prop: prop.unit_kind,
    "domain": lambda prop: prop.domain,
    "range": lambda prop: prop.range,
    "creates": lambda prop: "true" if prop.creates else "false",
}


def names_of(ontology: Ontology, wanted: Mapping[str, str]) -> tuple[str, ...]:
    """Return the names that an ontology declares so: properties, or with `unit` the codes of units of a kind, sorted.

    Args:
        ontology: the schema.
        wanted: word in `CRITERIA` → what it must be; or `unit` alone, or `below` alone for a class and those below it.
    """
    if "unit" in wanted:
        return tuple(sorted(unit.code for unit in ontology.units.values() if unit.kind == wanted["unit"]))
    if "below" in wanted:
        return ontology.below(wanted["below"]) if wanted["below"] in ontology.classes else ()
    found = (prop for prop in ontology.properties.values() if prop.use not in ("inverse", "structure"))
    return tuple(
        sorted(prop.name for prop in found if all(CRITERIA[word](prop) == value for word, value in wanted.items()))
    )
