"""The `nouns`, the `documents`, `values` and `outcomes` they hold, their `derivation`; `dates` and numbers read."""

from aigraph.model.derivation import Derivation, Proof
from aigraph.model.documents import Section, Source
from aigraph.model.evidence import VERDICTS, Cell, Evidence, Outcome, Retraction, Span, Unverified
from aigraph.model.nouns import (
    CLAIM_LINKS,
    CLAIM_TEXTS,
    MODALITIES,
    STAGES,
    Claim,
    Entity,
    Graph,
    Held,
    Statement,
)
from aigraph.model.values import Date, Duration, Qualifiers, Quantity, Ref, Value

__all__ = [
    "CLAIM_LINKS",
    "CLAIM_TEXTS",
    "MODALITIES",
    "STAGES",
    "VERDICTS",
    "Cell",
    "Claim",
    "Date",
    "Derivation",
    "Duration",
    "Entity",
    "Evidence",
    "Graph",
    "Held",
    "Outcome",
    "Proof",
    "Qualifiers",
    "Quantity",
    "Ref",
    "Retraction",
    "Section",
    "Source",
    "Span",
    "Statement",
    "Unverified",
    "Value",
]
