"""Why something holds: its proofs down to quotes; or what is missing; and a checker that trusts none of it."""

__all__ = ["FORMATS"]

#: How a proof is told: as a tree, as data, as a drawing.
FORMATS = ("text", "json", "dot")
