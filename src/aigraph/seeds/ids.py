"""What the id of a statement is made of."""

from collections.abc import Iterator
from urllib.parse import quote

from aigraph.model import Qualifiers, Ref, Value
from aigraph.namespaces import UNSTATED
from aigraph.ontology import Ontology, Property

__all__ = ["statement_id", "told_apart"]


def statement_id(subject: str, predicate: str, *last: str | None, key: str = "") -> str:
    """Return a statement's id. In a date, `/` and `..` would be path segments, so an interval is written `--`.

    What else of a date or a text cannot stand in an IRI is percent-encoded.

    >>> statement_id("china", "computePurchased", "2023-01/2023-09"), statement_id("meta", "employees", "2024%")
    ('china/computePurchased/2023-01--2023-09', 'meta/employees/2024%25')
    >>> statement_id("sam-altman", "workedAt", "openai", key="return")
    'sam-altman/workedAt/openai/return'
    >>> statement_id("gpt-4", "benchmarkScore", "2023-03", "mmlu", None, "5-shot CoT")
    'gpt-4/benchmarkScore/2023-03/mmlu/5-shot%20CoT'
    """
    ends = (quote(part.replace("..", "").replace("/", "--"), safe="~") for part in last if part)
    return "/".join(part for part in (subject, predicate, *ends, key) if part)


def told_apart(prop: Property, value: Value, qualifiers: Qualifiers, source: str, ontology: Ontology) -> Iterator[str]:
    """Yield what an id has after its predicate: the object or the time, then what the ontology distinguishes by.

    A metric without a time has its source. What is `unstated` is left out. Of a span only the start counts, so that an
    end can be added; a span without one is `--2024`.
    """
    named = next((name for name in ontology.times(prop) if name in qualifiers), None)
    time = None if named is None else ("../" if named == "endDate" else "") + str(qualifiers[named][0])
    if isinstance(value, Ref):
        yield value.id
    elif time or prop.use == "metric":
        yield time or source
    for name in prop.distinguished_by:
        yield from (text for item in qualifiers.get(name, ()) if (text := str(item)) not in (UNSTATED, time))
