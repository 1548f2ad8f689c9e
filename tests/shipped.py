"""The shipped ontology, read once for all tests that name it."""

from support import ROOT

from aigraph.ontology import Ontology, read_ontology

ONTOLOGY: Ontology = read_ontology(ROOT / "ontology")
