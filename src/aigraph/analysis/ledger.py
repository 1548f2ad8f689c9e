"""The ledger: what is claimed of what is to come, by when it is due, and what became of it."""

import datetime
import math
from collections import defaultdict
from collections.abc import Iterable, Iterator

from aigraph.model import VERDICTS, Claim
from aigraph.model.outcomes import verdict
from aigraph.ontology import Ontology
from aigraph.table import Table
from aigraph.words.sentences import Wording

__all__ = ["can_be_settled", "holders", "is_due"]

#: The verdicts that a probability can be scored by; what is void, or came true in part, is none.
_SCORED = {VERDICTS[0]: 1.0, VERDICTS[2]: 0.0}


def can_be_settled(claim: Claim, ontology: Ontology) -> bool:
    """Return whether time can settle a claim: it foretells something, has a day, a criterion or an outcome."""
    return ontology.foretells(claim.kind) or any((claim.due, claim.criterion, claim.outcomes))


def is_due(claim: Claim, on: datetime.date) -> bool:
    """Return whether a claim was due before a day, its whole span passed, and nobody has recorded what became of it."""
    latest = claim.due.latest if claim.due else None
    return latest is not None and latest < on.isoformat() and not claim.outcomes


def holders(claims: Iterable[Claim], wording: Wording) -> Table:
    """Return for each holder how many claims there are, how many are settled and came true, and the scores.

    `brier` is the mean of (p - o)², `log` that of -ln of the probability given to what happened, over the claims with a
    stated probability that came true or failed; empty where there is none. Of two holders each has the claim.

    Source: Brier, Verification of forecasts expressed in terms of probability, Monthly Weather Review 78, 1950.
    """
    theirs: dict[str, list[Claim]] = defaultdict(list)
    for claim in claims:
        for slug in claim.held_by or ("",):
            theirs[slug].append(claim)
    columns = ("holder", "name", "claims", "due", "open-ended", "settled", *map(_column, VERDICTS), "brier", "log")
    rows = []
    for slug, made in sorted(theirs.items(), key=lambda item: (-len(item[1]), item[0])):
        outcomes = [found.verdict for claim in made if (found := verdict(claim))]
        counts = (len(made), sum(c.due is not None for c in made), sum(c.open_ended is not None for c in made))
        scores = _scores(made)
        name = wording.name(slug) if slug else None
        rows.append((slug or None, name, *counts, len(outcomes), *map(outcomes.count, VERDICTS), *scores))
    return Table(columns, tuple(rows))


def _column(name: str) -> str:
    return name.replace(" ", "_")


def _scores(claims: Iterable[Claim]) -> tuple[float | None, float | None]:
    pairs = list(_pairs(claims))
    if not pairs:
        return None, None
    brier = sum((chance - came) ** 2 for chance, came in pairs) / len(pairs)
    log = sum(_surprise(chance if came else 1 - chance) for chance, came in pairs) / len(pairs)
    return round(brier, 4), log if math.isinf(log) else round(log, 4)


def _pairs(claims: Iterable[Claim]) -> Iterator[tuple[float, float]]:
    for claim in claims:
        found = verdict(claim)
        if claim.probability is not None and found is not None and found.verdict in _SCORED:
            yield float(claim.probability), _SCORED[found.verdict]


def _surprise(chance: float) -> float:
    return -math.log(chance) if chance > 0 else math.inf
