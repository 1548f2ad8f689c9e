"""Why something holds: its proofs down to quotes; or what is missing; and a checker that trusts none of it."""
