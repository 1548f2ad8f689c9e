"""Small graphs from lines such as `ann workedAt lab (ended)`, for tests of what follows from what."""

import re
from collections.abc import Iterable

from aigraph.model import Entity, Evidence, Graph, Ref, Source, Span, Statement
from aigraph.model.dates import parse_date
from aigraph.model.values import Qualifiers, Value
from aigraph.ontology import Ontology

_LINE = re.compile(r"(\S+) (\w+) ([^\s@({]+)(?: @(\S+))?(?: \((\w+)\))?(?: \{role: (\S+)\})?(?: \[(\w+)\])?")


def stated(line: str, ontology: Ontology) -> Statement:
    """Return the statement of a line: subject, predicate, object, @key, (stage), {role: slug}, [modality]."""
    match = _LINE.fullmatch(line)
    assert match, line
    subject, name, written, key, stage, role, modality = match.groups()
    prop = ontology.properties[name]
    value: Value = Ref(written)
    if prop.value_type == "boolean":
        value = written == "true"
    elif prop.value_type == "date":
        value = parse_date(written)
    identifier = f"{subject}/{name}" + (f"/{written}" if isinstance(value, Ref) else "") + (f"/{key}" if key else "")
    qualifiers: Qualifiers = {"role": (Ref(role),)} if role else {}
    evidence = Evidence(f"{identifier}/page", "page", span=Span(line, 0, len(line)), modality=modality or "asserted")
    return Statement(
        id=identifier,
        subject=subject,
        predicate=name,
        object=value,
        qualifiers=qualifiers,
        stage=stage or "actual",
        evidence=(evidence,),
        settled=ontology.settles(name, modality or "asserted", stage or "actual"),
    )


def graph_of(lines: Iterable[str], ontology: Ontology) -> Graph:
    """Return the graph of lines; what they name has the classes that their predicates ask for."""
    statements = {s.id: s for s in (stated(line, ontology) for line in lines)}
    classes: dict[str, str] = {}
    for statement in statements.values():
        prop = ontology.properties[statement.predicate]
        classes.setdefault(statement.subject, _kind(prop.domain, ontology))
        if isinstance(statement.object, Ref):
            classes.setdefault(statement.object.id, _kind(prop.range, ontology))
    entities = tuple(Entity(slug, (kind,), {"en": slug}) for slug, kind in sorted(classes.items()))
    source = Source("page", {"en": "A page"})
    return Graph(entities, (source,), tuple(statements[one] for one in sorted(statements)))


def _kind(name: str | None, ontology: Ontology) -> str:
    """Return a class that a thing may have: people act, firms are organizations."""
    return {"Agent": "Person", "Organization": "Company", None: "Company"}.get(name, name or "")
