"""What is asked of: a statement's id, or subject, predicate and object in words."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from aigraph.errors import UnknownName, did_you_mean
from aigraph.model import Statement
from aigraph.names.resolve import check_words, local_name
from aigraph.namespaces import Iris, local_id
from aigraph.ontology import Ontology

__all__ = ["Asked", "asked"]

#: The word for what class something is of.
A = "a"


@dataclass(frozen=True, slots=True)
class Asked:
    """Subject, predicate and object by their ids; the object is None where any will do. Or the `id` of a statement."""

    subject: str
    predicate: str
    object: str | None
    id: str | None = None

    def __str__(self) -> str:
        """Return the three words."""
        return " ".join(part for part in (self.subject, self.predicate, self.object) if part)


def asked(
    words: tuple[str, ...],
    statements: Mapping[str, Statement],
    ontology: Ontology,
    iris: Iris,
    resolve: Callable[[str], str],
) -> Asked:
    """Return what words ask of: `anthropic/foundedByAlumniOf/openai`, or `anthropic foundedByAlumniOf openai`.

    An inverse is turned round. Raises UnknownName for a word that nobody knows, or where there is no predicate.
    """
    text = local_id(local_name(" ".join(words), iris))
    if text in statements:
        stated = statements[text]
        return Asked(stated.subject, stated.predicate, str(stated.object), text)
    parts = text.split("/", 2) if "/" in text and " " not in text else text.split()
    predicates = {p.name: p for p in ontology.properties.values() if p.use not in ("qualifier", "structure")}
    at = next((n for n, part in enumerate(parts) if n and (part in predicates or part == A)), None)
    if at is None:
        odd = parts[1] if len(parts) > 1 else text
        hint = did_you_mean(odd, predicates)
        raise UnknownName(
            f"{text!r} names no statement; expected its id, or SUBJECT PREDICATE OBJECT{hint}. See 'aigraph show --ids'"
        )
    subject, name, rest = resolve(" ".join(parts[:at])), parts[at], " ".join(parts[at + 1 :])
    if name == A:
        check_words("class", [rest], ontology.classes)
        return Asked(subject, A, rest)
    prop = predicates[name]
    if not rest or prop.value_type != "entity":
        return Asked(subject, name, rest or None)
    target = resolve(rest)
    if prop.use == "inverse" and prop.inverse:
        return Asked(target, prop.inverse, subject)
    return Asked(subject, name, target)
