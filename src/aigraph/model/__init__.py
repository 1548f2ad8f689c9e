"""The `nouns`, the `values` they hold, their `derivation`; `dates` and numbers read; values as named `scalars`."""

from aigraph.model.derivation import Derivation, Proof
from aigraph.model.nouns import (
    CLAIM_LINKS,
    CLAIM_TEXTS,
    MODALITIES,
    STAGES,
    Claim,
    Entity,
    Evidence,
    Graph,
    Retraction,
    Section,
    Source,
    Span,
    Statement,
    Unverified,
)
from aigraph.model.values import Date, Duration, Qualifiers, Quantity, Ref, Value

__all__ = [
    "CLAIM_LINKS",
    "CLAIM_TEXTS",
    "MODALITIES",
    "STAGES",
    "Claim",
    "Date",
    "Derivation",
    "Duration",
    "Entity",
    "Evidence",
    "Graph",
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
