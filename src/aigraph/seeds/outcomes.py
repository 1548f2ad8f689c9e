"""What became of claims and plans as the seeds write it: one entry of `outcomes`, and a stated probability."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal

from aigraph.errors import did_you_mean
from aigraph.model import VERDICTS, Date, Evidence, Outcome
from aigraph.model.quantity import digits_of, parse_quantity
from aigraph.namespaces import local_id
from aigraph.seeds.entities import read_date
from aigraph.seeds.yaml import Node, SeedFile

__all__ = ["OUTCOME_KEYS", "OutcomeDraft", "read_outcome", "read_probability"]

OUTCOME_KEYS = ("of", "verdict", "because", "date", "judge", "fulfilledBy")


@dataclass(slots=True)
class OutcomeDraft:
    """One entry of `outcomes`; what it refers to is still as nodes, so that each word keeps its line."""

    line: int
    fields: dict[str, Node]
    of: str
    verdict: str
    reason: str
    date: Date

    def made(
        self, file: SeedFile, evidence: Callable[[str], Evidence], canonical: Callable[[int, str], str | None]
    ) -> Outcome:
        """Return the outcome.

        Args:
            file: where it is written.
            evidence: gives the passage's quote as the evidence of a node id.
            canonical: gives the slug that an entity goes by, from its line and name.
        """
        quote = evidence(f"outcome/{self.of}")
        judge = file.text(self.fields.get("judge"), "judge")
        fulfilled = (str(node.value) for node in file.texts(self.fields.get("fulfilledBy"), "fulfilledBy"))
        return Outcome(
            id=local_id(quote.id),
            verdict=self.verdict,
            date=self.date,
            reason=self.reason,
            judge=None if judge is None else canonical(self.fields["judge"].line, judge),
            fulfilled_by=tuple(sorted(fulfilled)),
            evidence=(quote,),
        )


def read_outcome(file: SeedFile, node: Node) -> OutcomeDraft | None:
    """Return an entry of `outcomes`, reporting what is wrong with it; None where it cannot stand."""
    fields = file.mapping(node, "an outcome", OUTCOME_KEYS)
    if not isinstance(node.value, dict):
        return None
    for key in ("of", "verdict", "because", "date"):
        if key not in fields:
            file.report(node, f"the outcome has no {key}; expected one. Add it")
    of, verdict = file.text(fields.get("of"), "of"), file.text(fields.get("verdict"), "verdict")
    reason = file.words(fields.get("because"), "because")
    date = read_date(file, fields.get("date"), file.text(fields.get("date"), "date"))
    if verdict is not None and verdict not in VERDICTS:
        hint = did_you_mean(verdict, VERDICTS)
        file.report(fields["verdict"], f"unknown verdict {verdict!r}; expected {', '.join(VERDICTS)}{hint}")
        return None
    if of is None or verdict is None or reason is None or date is None:
        return None
    return OutcomeDraft(node.line, fields, of, verdict, reason, date)


def read_probability(file: SeedFile, fields: Mapping[str, Node], quotes: Iterable[str]) -> Decimal | None:
    """Return the probability that a claim states, from 0 to 1, reporting one that is none or that no quote says."""
    text = file.text(fields.get("probability"), "probability")
    if text is None:
        return None
    try:
        said = parse_quantity(text)
    except ValueError as err:
        file.report(fields["probability"], f"probability: {err}")
        return None
    chance = said.value / 100 if said.value is not None and said.unit == "percent" else said.value
    if chance is None or said.unit not in (None, "percent") or not 0 <= chance <= 1:
        file.report(fields["probability"], f"{text!r} is no probability; expected one such as 70% or 0.7")
        return None
    missing = [digits for digits in digits_of(text) if digits not in digits_of(" ".join(quotes))]
    if missing:
        file.report(fields["probability"], f"the digits {missing[0]!r} are not in the quote; expected it as written")
    return chance
