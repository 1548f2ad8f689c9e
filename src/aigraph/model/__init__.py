"""The `nouns` and the `values` they hold; how `dates` and numbers (`quantity`) are read, values as named `scalars`."""

from aigraph.model.nouns import (
    CLAIM_LINKS,
    CLAIM_TEXTS,
    MODALITIES,
    STAGES,
    Claim,
    Derivation,
    Entity,
    Evidence,
    Graph,
    Held,
    Retraction,
    Section,
    Source,
    Span,
    Statement,
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
    "Held",
    "Qualifiers",
    "Quantity",
    "Ref",
    "Retraction",
    "Section",
    "Source",
    "Span",
    "Statement",
    "Value",
]
