"""What is wrong with a property as it is declared."""

import re
from collections.abc import Iterator

from aigraph.model.scalars import DATE_PARTS, part_names
from aigraph.ontology.terms import FLOWS, TIMES, USES, VALUE_TYPES, Ontology, Property

__all__ = ["OWN_NAMES", "faults"]

#: What nodes, edges and records of some format have of their own beside what the ontology declares.
OWN_NAMES = frozenset(
    (
        *("id", "iri", "name", "aliases", "misspellings", "sameAs", "replacedBy", "classes"),
        *("subject", "predicate", "object", "metric", "derived", "speaker", "via", "sources", "quote", "proofs"),
        *("retracted", "retractedOn", "outcomes", "evidence", "kind", "if"),
        *(f"{name}{part}" for name in ("object", "value") for part in DATE_PARTS[1:]),
        *("labels", "label", "title", "group", "type", "weight", "source", "target", "emptyLists"),
    )
)


def faults(prop: Property, ontology: Ontology) -> Iterator[str]:
    """Yield what is wrong with one property, a sentence each."""
    if prop.use not in USES:
        yield f"{prop.name!r} has aig:use {prop.use!r}; expected one of {', '.join(USES)}"
    if prop.value_type not in VALUE_TYPES:
        yield f"{prop.name!r} has aig:valueType {prop.value_type!r}; expected one of {', '.join(VALUE_TYPES)}"
    for end in (prop.domain, prop.range):
        if end is not None and end not in ontology.classes:
            yield f"{prop.name!r} names {end!r}, which is no class of the ontology. Declare it"
    if prop.list and prop.value_type in ("quantity", "date", "duration"):
        yield f"{prop.name!r} is a list of {prop.value_type}; expected a scalar. Drop aig:list"
    if prop.use in ("attribute", "qualifier"):
        yield from _clashes(prop, ontology)
    if prop.time is not None and (prop.time not in TIMES or prop.value_type != "date" or prop.use != "qualifier"):
        yield f"{prop.name!r} has aig:time {prop.time!r}; expected {', '.join(TIMES)}, of a qualifier that is a date"
    if prop.use == "relation" and not (prop.inverse or prop.symmetric):
        yield f"{prop.name!r} has no inverse and is not symmetric. Add owl:inverseOf or owl:SymmetricProperty"
    yield from _flows(prop, ontology)
    for name in prop.distinguished_by:
        if name not in ontology.properties or ontology.properties[name].use != "qualifier":
            yield f"{prop.name!r} is distinguished by {name!r}, which is no qualifier of the ontology"
    if prop.default_unit is not None and prop.default_unit not in ontology.units:
        yield f"{prop.name!r} has the default unit {prop.default_unit!r}, which is no unit of the ontology"


def _flows(prop: Property, ontology: Ontology) -> Iterator[str]:
    ends = {"subject", "object", *(qualifier.name for qualifier in ontology.qualifiers())}
    for what, whom in ((what, whom) for what, whom in prop.flows.items() if what not in FLOWS or not ends >= {*whom}):
        told = f"{', '.join(FLOWS)}, then 'to', or 'from' and 'to', subject, object or a qualifier"
        yield f"{prop.name!r} has aig:flow {f'{what} from {whom[0]} to {whom[1]}'!r}; expected one of {told}"


def _clashes(prop: Property, ontology: Ontology) -> Iterator[str]:
    """Yield each name under which files hold the property's values and something else, too."""
    for name in part_names(prop.name, prop.value_type):
        if name in OWN_NAMES or re.fullmatch("name[A-Z][a-z]*", name):
            yield f"{prop.name!r} would be {name!r} in files, which is something else there. Rename it"
    for other in ontology.properties.values():
        if other is not prop and other.use == prop.use and prop.name in part_names(other.name, other.value_type):
            yield f"{prop.name!r} would be {prop.name!r} in files, as a part of {other.name!r} is. Rename it"
