"""What outcomes say of what was foretold: which statements came true as which, and which verdict counts."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import replace

from aigraph.model.evidence import Outcome
from aigraph.model.nouns import Claim, Statement

__all__ = ["linked", "verdict"]


def verdict(thing: Claim | Statement) -> Outcome | None:
    """Return the outcome that counts: the latest; None where none is recorded."""
    return max(thing.outcomes, key=lambda outcome: outcome.order, default=None)


def linked(statements: Iterable[Statement], claims: Iterable[Claim]) -> list[Statement]:
    """Return the statements, each planned or predicted one with those that outcomes say it came true as.

    An outcome of a claim is one of what the claim predicts: of the one statement that it predicts, else of that which
    relates the same things in the same way.
    """
    every = {statement.id: statement for statement in statements}
    found: dict[str, set[str]] = defaultdict(set)
    for statement in every.values():
        found[statement.id].update(i for outcome in statement.outcomes for i in outcome.fulfilled_by)
    for claim in claims:
        for actual in (i for outcome in claim.outcomes for i in outcome.fulfilled_by if i in every):
            for target in _foretold(claim, every[actual], every):
                found[target].add(actual)
    return [replace(s, fulfilled_by=tuple(sorted(found[s.id] & every.keys()))) for s in every.values()]


def _foretold(claim: Claim, actual: Statement, every: Mapping[str, Statement]) -> list[str]:
    """Return which of a claim's predicted statements one is the fulfilment of."""
    if len(claim.predicts) == 1:
        return list(claim.predicts)
    said = actual.subject, actual.predicate, actual.object
    predicted = [every[i] for i in claim.predicts if i in every]
    return [s.id for s in predicted if (s.subject, s.predicate, s.object) == said]
