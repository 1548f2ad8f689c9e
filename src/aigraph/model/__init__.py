"""The `nouns`, the `documents` and `values` they hold, `outcomes`; how `dates` and `quantity` are read; `scalars`."""

from aigraph.model.documents import Section, Source
from aigraph.model.evidence import VERDICTS, Evidence, Outcome, Retraction, Span, Unverified
from aigraph.model.nouns import (
    CLAIM_LINKS,
    CLAIM_TEXTS,
    MODALITIES,
    STAGES,
    Claim,
    Derivation,
    Entity,
    Graph,
    Held,
    Proof,
    Statement,
)
from aigraph.model.values import Date, Duration, Qualifiers, Quantity, Ref, Value

__all__ = [
    "CLAIM_LINKS",
    "CLAIM_TEXTS",
    "MODALITIES",
    "STAGES",
    "VERDICTS",
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
