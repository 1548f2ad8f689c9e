"""Graphs to analyse, whose answer is worked out by hand: made of lines."""

from collections.abc import Iterable, Mapping
from typing import Any

from aigraph import KnowledgeGraph
from aigraph.model import Entity, Evidence, Graph, Ref, Source, Statement
from aigraph.ontology import Ontology
from aigraph.rdf.rules import infer
from aigraph.table import Table

CLASSES = {"m": "AIModel", "c": "Chip", "p": "Person", "g": "AgentGroup", "r": "FundingRound"}


def made(ontology: Ontology, lines: Iterable[str], *, rules: bool = False, **qualifiers: Any) -> KnowledgeGraph:
    """Return the graph of lines `subject predicate object [modality] [stage] [source …]`.

    A name's first letter says its class: see CLASSES; any other is a company. A qualifier is of all statements.
    """
    statements, names = [], set[str]()
    for line in lines:
        subject, predicate, thing, *more = line.split()
        modality, stage, *sources = [*more, *["asserted", "actual", "s1"][len(more) :]]
        names |= {subject, thing}
        evidence = [Evidence(f"{subject}/{predicate}/{thing}/{s}", s, modality=modality) for s in sources]
        settled = ontology.settles(predicate, modality, stage)
        values = {name: (value,) for name, value in qualifiers.items()}
        identifier = f"{subject}/{predicate}/{thing}"
        statements.append(
            Statement(identifier, subject, predicate, Ref(thing), values, stage, tuple(evidence), settled)
        )
    entities = [Entity(name, (CLASSES.get(name[0], "Company"),), {"en": name.upper()}) for name in sorted(names)]
    known = {item.source for s in statements for item in s.evidence}
    sources_ = [Source(id=name, names={"en": name}) for name in sorted(known)]
    graph = Graph(tuple(entities), tuple(sources_), tuple(sorted(statements, key=lambda s: s.id)))
    return KnowledgeGraph(infer(graph, ontology)[0] if rules else graph, ontology)


def column(found: Table, key: str, value: str) -> Mapping[str, Any]:
    return {str(row[key]): row[value] for row in found.to_dicts()}
