"""Derived statements: every minimal proof is kept, and the best of them says how the statement is known."""

import shutil
from pathlib import Path

from support import ROOT

from aigraph.model import Entity, Evidence, Graph, Ref, Statement
from aigraph.ontology import read_ontology
from aigraph.rdf.rules import infer

#: Who was where and founded what, and how well it is known.
KNOWN = {"ann": ("reported", "asserted"), "bob": ("asserted", "asserted"), "cid": ("reported", "reported")}


def stated(identifier: str, modality: str, stage: str) -> Statement:
    subject, predicate, target = identifier.split("/")
    evidence = Evidence(f"{identifier}/source", "source", modality=modality, speakers=("zoe",))
    return Statement(identifier, subject, predicate, Ref(target), stage=stage, evidence=(evidence,))


def graph() -> Graph:
    statements = []
    for who, (worked, founded) in KNOWN.items():
        statements.append(stated(f"{who}/workedAt/lab", worked, "ended"))
        statements.append(stated(f"{who}/founded/firm", founded, "actual"))
    people = [Entity(slug, ("Person",), {"en": slug}) for slug in (*KNOWN, "zoe")]
    firms = [Entity(slug, ("Company",), {"en": slug}) for slug in ("firm", "lab")]
    return Graph(entities=tuple(people + firms), statements=tuple(statements))


def test_every_proof_is_kept_and_the_best_one_counts() -> None:
    found, _ = infer(graph(), read_ontology(ROOT / "ontology"))
    [derived] = [statement for statement in found.statements if statement.derived]
    assert derived.id == "firm/foundedByAlumniOf/lab"
    assert derived.derived is not None
    assert derived.derived.proofs == tuple((f"{who}/founded/firm", f"{who}/workedAt/lab") for who in sorted(KNOWN))
    assert derived.modality == "asserted"  # Bob's; Ann's and Cid's are as weak as what is reported of them


def test_a_proof_that_another_is_part_of_is_none(tmp_path: Path) -> None:
    folder = Path(shutil.copytree(ROOT / "ontology", tmp_path / "ontology"))
    for rule in (folder / "rules").iterdir():
        rule.unlink()
    (folder / "rules" / "shorter.rq").write_text(
        "# name: shorter\n# sentence: Who founded a firm comes from a lab, and needs no second witness.\n"
        "SELECT ?subject ?predicate ?object ?premise1 ?premise2 WHERE {\n"
        "  ?premise1 rdf:predicate aig:workedAt ; rdf:object ?object .\n"
        "  ?premise2 rdf:subject ?who ; rdf:predicate ?any . ?premise1 rdf:subject ?who .\n"
        "  BIND (<https://w3id.org/aigraph/id/firm> AS ?subject) BIND (aig:foundedByAlumniOf AS ?predicate)\n}"
    )
    found, _ = infer(graph(), read_ontology(folder))
    [derived] = [statement for statement in found.statements if statement.derived]
    assert derived.derived is not None
    assert derived.derived.proofs == tuple((f"{who}/workedAt/lab",) for who in sorted(KNOWN))
